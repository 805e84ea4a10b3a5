"""T31 Gap analysis: one group beside others, with counts, intervals and what is missing."""
