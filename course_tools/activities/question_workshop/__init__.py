"""T09 Question workshop: what kind of questions we ask, and what they become (after Peavey)."""
