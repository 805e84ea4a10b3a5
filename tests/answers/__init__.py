"""Tests of the answer store."""
