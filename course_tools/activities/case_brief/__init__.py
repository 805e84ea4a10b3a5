"""T35 Case-brief builder (R5): one page from the problem to the ask."""
