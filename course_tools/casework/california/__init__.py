"""Readers for files published in California."""
