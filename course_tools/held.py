"""What the records in `my-work/` hold: listed, searched, as a table, and erased for good."""

import contextlib
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_tools.answers import Json
from course_tools.records import Record, all_records

# Records whose rows are about different people. An entry of the others is about one.
_ABOUT_MANY = ("relational-map",)
# What a spreadsheet takes for the beginning of a formula, in East Asian widths, too.
_FORMULAS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True)
class Held:
    """Something that a record holds: an entry of a log, a row of a table, or what is beside it.

    `words` is all text in it, `parts` the same by name, `saved` when, in ISO 8601.
    """

    record: Record
    question: str
    words: str
    parts: dict[str, Json]
    saved: str


def held_about(said: str) -> list[Held]:
    """Everything in any record that contains these words, whatever their capitals.

    An entry that is about somebody is found whole, else those of its rows that say the words.
    """
    return [
        held
        for record in all_records()
        for held in entries_in(record)
        if says(held.words, said)
        for held in _found_in(held, said)
    ]


def says(words: str, said: str) -> bool:
    """Whether these words are among those, whatever the capitals and spaces."""
    return bool(_plain(said)) and _plain(said) in _plain(words)


def earlier_say(record: Record, said: str) -> bool:
    """Whether something that is kept beside a record, such as an earlier version, says the words."""
    if record.sheet is None or not _plain(said):
        return False
    with contextlib.suppress(OSError):
        return any(says(_text_of(content), said) for content in record.sheet.earlier_files())
    return False


def entries_in(record: Record) -> list[Held]:
    """What a record holds: an entry at a time, or a row where each is about somebody else."""
    if record.name in _ABOUT_MANY:
        return list(held_in(record))
    held = record.sheet.entries() if record.sheet is not None else {}
    return [
        Held(record, question, words_in(entry.value), _named(entry.value), entry.saved)
        for question, entry in held.items()
        if words_in(entry.value)
    ]


def held_in(record: Record) -> Iterator[Held]:
    """What a record holds, a row of a table or the rest of an entry at a time."""
    held = record.sheet.entries() if record.sheet is not None else {}
    for question, entry in held.items():
        for part in _parts(entry.value):
            yield Held(record, question, words_in(part), _named(part), entry.saved)


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
        lines.writerow([_plain_cell(one.question), _plain_cell(one.saved), *cells])
    return text.getvalue()


def erase(held: list[Held]) -> None:
    """Remove these from their records for good, earlier copies too.

    What was changed since it was found stays. Raises AnswersNotSaved when the disk refuses; what
    could not be erased is then still there.
    """
    by_record: dict[Path, list[Held]] = {}
    for one in held:
        by_record.setdefault(one.record.folder, []).append(one)
    for found in by_record.values():
        _erase_in(found[0].record, found)


def _erase_in(record: Record, held: list[Held]) -> None:
    gone: dict[str, set[str]] = {}
    for one in held:
        gone.setdefault(one.question, set()).add(one.words)
    if record.sheet is not None:
        record.sheet.erase(gone, lambda question, value: _without(value, gone[question]))


def erase_earlier(record: Record) -> None:
    """Remove all earlier versions of a record for good. Raises AnswersNotSaved."""
    if record.sheet is not None:
        record.sheet.erase([])


def erase_record(record: Record) -> None:
    """Empty a whole record for good. Raises AnswersNotSaved when the disk refuses."""
    if record.sheet is not None:
        record.sheet.erase()


def _found_in(entry: Held, said: str) -> Iterator[Held]:
    """The whole entry when it says the words outside its tables, else the rows that do."""
    value = entry.parts
    tables = [part for part in value.values() if _is_table(part)]
    rest = {key: part for key, part in value.items() if not _is_table(part)}
    if not tables or says(words_in(rest), said):
        yield entry
        return
    for row in (row for table in tables for row in table):
        if says(words_in(row), said):
            yield Held(entry.record, entry.question, words_in(row), _named(row), entry.saved)


def _parts(value: Json) -> Iterator[Json]:
    """The rows of an answer's tables, and the rest of it as one part."""
    if not isinstance(value, dict):
        yield value
        return
    for table in value.values():
        if _is_table(table):
            yield from (row for row in table if words_in(row))
    rest = {key: part for key, part in value.items() if not _is_table(part)}
    if words_in(rest):
        yield rest


def _without(value: Json, gone: set[str]) -> Json:
    """The answer without what has its words in `gone`; None when nothing is left."""
    if words_in(value) in gone:
        return None
    if not isinstance(value, dict):
        return value
    rest = {key: part for key, part in value.items() if not _is_table(part)}
    tables = {
        key: [row for row in part if words_in(row) not in gone]
        for key, part in value.items()
        if _is_table(part)
    }
    kept = {} if words_in(rest) in gone else rest
    return {**kept, **tables} if words_in(kept) or any(tables.values()) else None


def _named(part: Json) -> dict[str, Json]:
    return part if isinstance(part, dict) else {"words": part}


def _is_table(value: Json) -> bool:
    return isinstance(value, list) and any(isinstance(row, dict) for row in value)


def words_in(value: Json) -> str:
    """All text of a value, joined by " · "; numbers and ticks say nothing about anybody alone."""
    if isinstance(value, dict):
        return " · ".join(filter(None, map(words_in, value.values())))
    if isinstance(value, list):
        return " · ".join(filter(None, map(words_in, value)))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _text_of(content: bytes) -> str:
    """A kept file as text, whether it is whole or not; with the letters that JSON writes apart."""
    text = content.decode("utf-8", "replace")
    for letters in ("\\n", "\\r", "\\t"):
        text = text.replace(letters, " ")
    return text.replace('\\"', '"').replace("\\\\", "\\")


def _plain_cell(value: Json) -> str:
    said = (
        words_in(value) if isinstance(value, (list, dict)) else str("" if value is None else value)
    )
    return f"'{said}" if said.lstrip()[:1] in _FORMULAS and not _is_number(said) else said


def _is_number(said: str) -> bool:
    try:
        float(said)
    except ValueError:
        return False
    return True
