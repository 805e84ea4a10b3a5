"""Readers for files published in England."""
