"""Records that live across lessons, in `my-work/` at the top of the course.

`my-work/private/` holds what is about other people. Nothing in `my-work/` ever leaves by itself:
release, submit, zip, bundle, git and collect pass it over (`privacy.leaving`). A hand-in takes
from it only what its writer has seen and agreed to.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_tools.answers import ANSWERS_FILE, AnswerSheet
from course_tools.course_folder import find_course
from course_tools.errors import CourseError, NotInCourse

MY_WORK = "my-work"
PRIVATE = "private"

# What each record is called where it is listed. A record that is not here shows its folder's name.
TITLES = {
    "one-to-ones": "One-to-one log",
    "relational-map": "Relational map",
    "coaching": "Coaching agreement",
    "research-meetings": "Research meetings",
    "case-brief": "Case brief",
}

_kept_back: set[Path] = set()  # the folders of records that were opened, also behind a link


def private_sheet(name: str) -> AnswerSheet:
    """A record about other people, such as "one-to-ones": the same sheet on every page."""
    return _record_in(_my_work() / PRIVATE / name)


def work_sheet(name: str) -> AnswerSheet:
    """A record that may be shown to others, such as "research-meetings"; it leaves only by hand."""
    return _record_in(_my_work() / name)


@cache
def sheet_of(folder: Path) -> AnswerSheet:
    """The answers of a folder, opened once and shared by every cell of a page."""
    return AnswerSheet(folder)


def is_kept_back(sheet: AnswerSheet) -> bool:
    """Whether a sheet is a record: then a notebook holds no readable copy of it."""
    return sheet.folder in _kept_back or sheet.folder.is_relative_to(_my_work().resolve())


def _record_in(folder: Path) -> AnswerSheet:
    with contextlib.suppress(OSError):  # the first save says what is wrong, calmly
        folder.mkdir(parents=True, exist_ok=True)
    sheet = sheet_of(folder)
    _kept_back.add(sheet.folder)
    return sheet


def _my_work() -> Path:
    try:
        return find_course() / MY_WORK
    except NotInCourse:  # a page that was taken out of the course keeps its records beside it
        return Path.cwd() / MY_WORK


@dataclass(frozen=True)
class Record:
    """One record in `my-work/`; `sheet` is None when it cannot be read."""

    name: str
    is_private: bool
    folder: Path
    sheet: AnswerSheet | None

    @property
    def title(self) -> str:
        """What it is called on a page."""
        return TITLES.get(self.name, self.name.replace("-", " ").capitalize())


def all_records() -> list[Record]:
    """Every record there is, the private ones first, by name."""
    home = _my_work()
    return [*_in_folder(home / PRIVATE, is_private=True), *_in_folder(home, is_private=False)]


def _in_folder(folder: Path, *, is_private: bool) -> Iterator[Record]:
    # A record whose file is gone may still have copies.
    found = (*folder.glob(f"*/{ANSWERS_FILE}"), *folder.glob("*/.answers"))
    for name in sorted({path.parent.name for path in found}):
        try:
            sheet = _record_in(folder / name)
        except CourseError:
            sheet = None
        yield Record(name, is_private, folder / name, sheet)
