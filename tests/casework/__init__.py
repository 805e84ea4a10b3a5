"""Tests of data-driven case building."""
