"""Participants' own code, run where it can reach nothing: `running.Sandbox` and `why_not`.

Importing this package loads nothing.
"""
