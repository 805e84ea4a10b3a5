"""Records that live across lessons, in `my-work/` at the top of the course.

`my-work/private/` holds what is about other people. Nothing in `my-work/` ever leaves by itself:
release, submit, zip, bundle, git and collect pass it over (`privacy.leaving`). A hand-in takes
from it only what its writer has seen and agreed to.
"""

import contextlib
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_tools.answers import ANSWERS_FILE, AnswerSheet, Json
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
}


def private_sheet(name: str) -> AnswerSheet:
    """A record about other people, such as "one-to-ones": the same sheet on every page."""
    return sheet_of(_my_work() / PRIVATE / name)


def work_sheet(name: str) -> AnswerSheet:
    """A record that may be shown to others, such as "research-meetings"; it leaves only by hand."""
    return sheet_of(_my_work() / name)


@cache
def sheet_of(folder: Path) -> AnswerSheet:
    """The answers of a folder, opened once and shared by every cell of a page."""
    if MY_WORK in folder.parts:
        with contextlib.suppress(OSError):  # the first save says what is wrong, calmly
            folder.mkdir(parents=True, exist_ok=True)
    return AnswerSheet(folder)


def is_kept_back(sheet: AnswerSheet) -> bool:
    """Whether a sheet is a record: then a notebook holds no readable copy of it."""
    return MY_WORK in sheet.folder.parts


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
    names = sorted(path.parent.name for path in folder.glob(f"*/{ANSWERS_FILE}"))
    for name in names:
        try:
            sheet = sheet_of(folder / name)
        except CourseError:
            sheet = None
        yield Record(name, is_private, folder / name, sheet)


@dataclass(frozen=True)
class Held:
    """Something that a record holds, such as a row of a table or an entry of a log.

    `words` is all text in it, `parts` the same by name, `saved` when, in ISO 8601.
    """

    record: Record
    question: str
    words: str
    parts: dict[str, Json]
    saved: str


def held_about(said: str) -> list[Held]:
    """Everything in any record that contains these words, whatever their capitals."""
    wanted = " ".join(said.split()).casefold()
    if not wanted:
        return []
    return [
        held
        for record in all_records()
        for held in held_in(record)
        if wanted in " ".join(held.words.split()).casefold()
    ]


def held_in(record: Record) -> Iterator[Held]:
    """What a record holds, a row of a table or an entry at a time."""
    if record.sheet is None:
        return
    for question in record.sheet.questions():
        entry = record.sheet.entry(question)
        if entry is not None:
            for part in _parts(entry.value):
                named = part if isinstance(part, dict) else {"words": part}
                yield Held(record, question, _in_words(part), named, entry.saved)


def as_csv(record: Record) -> str:
    """Everything in a record, a line for each thing it holds, for a spreadsheet.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    held = list(held_in(record))
    columns = list(dict.fromkeys(name for one in held for name in one.parts))
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(["entry", "saved", *map(_plain_cell, columns)])
    for one in held:
        cells = (_plain_cell(one.parts.get(name)) for name in columns)
        lines.writerow([one.question, one.saved, *cells])
    return text.getvalue()


def erase(held: list[Held]) -> None:
    """Remove these from their records for good, earlier copies too.

    Raises AnswersNotSaved when the disk refuses; what could not be erased is then still there.
    """
    by_record: dict[Path, list[Held]] = {}
    for one in held:
        by_record.setdefault(one.record.folder, []).append(one)
    for parts in by_record.values():
        sheet = parts[0].record.sheet
        if sheet is None:
            continue
        gone: dict[str, set[str]] = {}
        for part in parts:
            gone.setdefault(part.question, set()).add(part.words)
        sheet.erase(
            {question: _without(sheet.answer(question), words) for question, words in gone.items()}
        )


def erase_record(record: Record) -> None:
    """Empty a whole record for good. Raises AnswersNotSaved when the disk refuses."""
    if record.sheet is not None:
        record.sheet.erase(dict.fromkeys(record.sheet.questions()))


def _parts(value: Json) -> Iterator[Json]:
    """The rows of an answer's tables, and the rest of it as one part."""
    if not isinstance(value, dict):
        yield value
        return
    for table in value.values():
        if _is_table(table):
            yield from (row for row in table if _in_words(row))
    rest = {key: part for key, part in value.items() if not _is_table(part)}
    if _in_words(rest):
        yield rest


def _without(value: Json, gone: set[str]) -> Json:
    """The answer without the parts whose words are in `gone`; None when nothing is left."""
    if not isinstance(value, dict):
        return None if _in_words(value) in gone else value
    rest = {key: part for key, part in value.items() if not _is_table(part)}
    tables = {
        key: [row for row in part if _in_words(row) not in gone]
        for key, part in value.items()
        if _is_table(part)
    }
    kept = {} if _in_words(rest) in gone else rest
    return {**kept, **tables} if _in_words(kept) or any(tables.values()) else None


def _is_table(value: Json) -> bool:
    return isinstance(value, list) and any(isinstance(row, dict) for row in value)


def _in_words(value: Json) -> str:
    """All text of a value, joined by " · "; numbers and ticks say nothing about anybody alone."""
    if isinstance(value, dict):
        return " · ".join(filter(None, map(_in_words, value.values())))
    if isinstance(value, list):
        return " · ".join(filter(None, map(_in_words, value)))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _plain_cell(value: Json) -> str:
    said = (
        _in_words(value) if isinstance(value, (list, dict)) else str("" if value is None else value)
    )
    return (
        f"'{said}" if said.lstrip()[:1] in ("=", "+", "-", "@") and not _is_number(said) else said
    )


def _is_number(said: str) -> bool:
    try:
        float(said)
    except ValueError:
        return False
    return True
