"""T17 Odds of the chain: what happens to a plan in which several things must all go well."""
