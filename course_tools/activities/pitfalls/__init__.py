"""Pitfalls: eighteen ways in which a chart can harm people or mislead them, each with its repair."""
