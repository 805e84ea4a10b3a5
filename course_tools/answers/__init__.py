"""A participant's answers: kept beside the notebook, never lost, readable by people and machines.

`AnswerSheet` is the only way in and out. It has no screen; `widgets` shows it.
"""

from course_tools.answers.entries import Entry, Json, is_blank
from course_tools.answers.looking import look_at
from course_tools.answers.mirror import MIRROR_MIME, entries_in_notebook
from course_tools.answers.sheet import ANSWERS_FILE, AnswerSheet, Saved

__all__ = [
    "ANSWERS_FILE",
    "MIRROR_MIME",
    "AnswerSheet",
    "Entry",
    "Json",
    "Saved",
    "entries_in_notebook",
    "is_blank",
    "look_at",
]
