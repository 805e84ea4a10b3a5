"""What is wrong with a hand-in, in words: one line, no paths, nothing that a terminal would obey."""

import os
from pathlib import Path

from course_tools.errors import CourseError
from course_tools.grading.gathering import Unreadable


def in_words(problem: Exception) -> str:
    """Why a hand-in cannot be looked at, as a sentence."""
    if isinstance(problem, (Unreadable, CourseError)):
        return sentence(str(problem))
    if isinstance(problem, OSError):
        name = Path(os.fsdecode(problem.filename or "")).name
        return sentence(f"'{name:.80}' in it cannot be read ({problem.strerror or problem}).")
    return f"It cannot be looked at ({type(problem).__name__})."


def printable(text: str) -> str:
    """One line that a terminal, a page and a file can hold: names of files may be any bytes."""
    line = " ".join(text.split())
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)


def sentence(text: str) -> str:
    """The same, with a full stop."""
    line = printable(text)
    return line if line.endswith((".", "!", "?")) else f"{line}."
