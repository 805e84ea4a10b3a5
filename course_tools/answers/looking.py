"""Looking at another folder's answers without opening them: nothing is restored, nothing written."""

from pathlib import Path

from course_tools.answers.entries import Entry, from_bytes
from course_tools.answers.sheet import ANSWERS_FILE
from course_tools.errors import CourseError


def look_at(folder: Path) -> dict[str, Entry] | None:
    """The entries by question; {} when there are none yet, None when they cannot be read.

    Bringing damaged answers back is left to the folder's own page, which says so.
    """
    try:
        read = from_bytes((folder / ANSWERS_FILE).read_bytes(), ANSWERS_FILE)
    except FileNotFoundError:
        return {}
    except (CourseError, OSError):
        return None
    return read.entries if read.is_whole else None
