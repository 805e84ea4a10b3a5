"""The words on either side of a place in a text, for showing it where it stands."""

import re

_AROUND = 45  # characters on either side


def words_around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before, at and after a place; each on one line, cut at the edge of a word."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    before, after = (re.sub(r"\s+", " ", part) for part in (before, after))
    return before, one_line(text[start:end]), after


def one_line(text: str) -> str:
    """A text with each gap made one space."""
    return " ".join(text.split())
