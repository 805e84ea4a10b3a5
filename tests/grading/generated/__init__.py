"""Hand-ins as life brings them, made by the hundred, and what two ways of grading made of them."""
