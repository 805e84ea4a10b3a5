"""T31, first step: which published file, which place, and what its numbers lack."""
