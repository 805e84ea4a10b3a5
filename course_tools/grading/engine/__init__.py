"""Grading and feedback for a whole cohort: several at once, each alone, resumed after any stop."""
