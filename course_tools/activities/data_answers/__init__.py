"""A08a Data answers: numbers worked out from invented data, drawn anew for each participant."""
