"""Readers for files of the United States government."""
