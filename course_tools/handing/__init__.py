"""Handing in, on the participant's side: check, look through, make one file, send it.

Everything works from the released notebook and `answers.json` alone; no rubric is needed.
"""
