"""Every answer that a hand-in has, from its answers file and its pages, read without trust."""

import json
import stat
from pathlib import Path
from typing import Any

from course_tools.answers import ANSWERS_FILE, Entry, entries_in_notebook
from course_tools.answers.disk import write_atomically
from course_tools.answers.entries import as_text, from_bytes, newest, with_words
from course_tools.errors import AnswersFromNewerWorkbook

LARGEST_ANSWERS = 20_000_000  # bytes; twenty of the longest answers
MOST_CELLS = 5_000  # of one notebook; ours have about 30
LARGEST_NOTEBOOK = 60_000_000  # bytes


class Unreadable(ValueError):
    """A file that cannot be used; the text says why, for a person."""


def read_small(path: Path, most: int) -> bytes:
    """A regular file's content, links never followed. Raises Unreadable and FileNotFoundError."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(f"{path.name} is not a file but a link or a device")
    if status.st_size > most:
        raise Unreadable(f"{path.name} is too large ({status.st_size / 1e6:.0f} MB)")
    try:
        return path.read_bytes()
    except PermissionError:
        raise Unreadable(f"{path.name} may not be read") from None


def read_notebook(path: Path) -> dict[str, Any]:
    """A notebook as plain data. Raises Unreadable with the reason, and FileNotFoundError."""
    content = read_small(path, LARGEST_NOTEBOOK)
    if not content.strip():
        raise Unreadable(f"{path.name} is empty")
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Unreadable(f"{path.name} is damaged and cannot be opened") from None
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        raise Unreadable(f"{path.name} is not a notebook")
    if len(data["cells"]) > MOST_CELLS:
        raise Unreadable(f"{path.name} has more than {MOST_CELLS} cells")
    return data


def entries_in_file(path: Path) -> dict[str, Entry]:
    """The answers in an answers file; ill-formed ones are passed over.

    Raises Unreadable, FileNotFoundError and AnswersFromNewerWorkbook.
    """
    content = read_small(path, LARGEST_ANSWERS)
    try:
        read = from_bytes(content, path.name)
    except (ValueError, TypeError, RecursionError, OverflowError):
        raise Unreadable(f"{path.name} is damaged") from None
    if not read.is_whole and not read.entries:
        raise Unreadable(f"{path.name} is damaged")
    return read.entries


def gather(folder: Path, notebook: object) -> tuple[dict[str, Entry], list[str]]:
    """All answers of a hand-in, the newest of each, and in words where they came from.

    Hostile content gives fewer answers, never an error.
    """
    remarks: list[str] = []
    try:
        kept = entries_in_file(folder / ANSWERS_FILE)
    except FileNotFoundError:
        kept, why = {}, f"{ANSWERS_FILE} was not handed in"
    except (Unreadable, AnswersFromNewerWorkbook) as problem:
        kept, why = {}, str(problem).rstrip(".")
    else:
        why = ""
    try:
        mirrored = with_words(entries_in_notebook(notebook))
    except (ValueError, TypeError, RecursionError, OverflowError):
        mirrored = {}
    if why and mirrored:
        remarks.append(f"{why}; the answers were taken from the page itself.")
    elif why:
        remarks.append(f"{why}, and the page holds no copies: the tools count as blank.")
    return newest(kept, mirrored), remarks


def write_answers(folder: Path, assignment: str, entries: dict[str, Entry]) -> None:
    """A sound answers file, whatever stood there before."""
    path = folder / ANSWERS_FILE
    if path.is_symlink() or path.exists():
        path.unlink()
    write_atomically(path, as_text(assignment, entries).encode())
