"""T31, over the years: one number with its breaks, and no line where none belongs."""
