"""Tests of what turns texts into notebooks."""
