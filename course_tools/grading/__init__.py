"""From what was handed in to points and feedback. Nothing a participant wrote is ever run.

Check cells import `course_tools.grading.checks`; staff commands use `autograde`, `feedback`,
`exchange` and `hand_in_zips`. Importing this package loads nothing.
"""
