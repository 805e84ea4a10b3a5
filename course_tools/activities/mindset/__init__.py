"""A mindset inventory for the start, the middle and the end of the course."""
