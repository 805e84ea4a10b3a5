"""Rows that say the same thing for all schools, for charter schools, and for the others.

The state's files repeat a row for each of All, Y and N, of charter schools and (in some files) of
schools with alternative status (DASS). Adding them up counts students two or four times.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.counted import in_rows
from course_tools.casework.marks import Column, constant, joined
from course_tools.casework.tidy import Remark

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CHARTER_WORDS = {"Y": "charter schools only", "N": "without charter schools"}
_ALTERNATIVE_WORDS = {"Y": "alternative schools only", "N": "without alternative schools"}


@dataclass(frozen=True)
class OneEach:
    """Which rows to keep, and what to add to the words of their groups (a column of all rows)."""

    keep: "NDArray[np.bool_]"
    suffix: Column
    remarks: tuple[Remark, ...]


def one_each(key: Column, charter: Column, alternative: Column) -> OneEach:
    """Rows about all schools where there are any; else the parts, each named for what it is.

    `key` says what a row is about; `charter` and `alternative` hold All, Y, N or nothing. A single
    row about a key is kept as it is: there, Y or N only describes the school.
    """
    is_whole = _is_all(charter) & _is_all(alternative)
    has_whole = np.zeros(len(key.texts), dtype=bool)
    has_whole[key.codes[is_whole]] = True
    keep = is_whole | ~has_whole[key.codes]
    rows = np.bincount(key.codes[keep], minlength=len(key.texts))
    apart = keep & ~is_whole & (rows[key.codes] > 1)
    suffix = joined(charter.each(_letter), alternative.each(_letter), by="\n").each(_words)
    plain = Column(np.where(apart, suffix.codes + 1, 0).astype(np.int32), ("", *suffix.texts))
    return OneEach(keep, plain, tuple(_about(int((~keep).sum()), bool(apart.any()))))


def of_levels(level: Column, charter: Column) -> Column:
    """The charter column, with the earlier levels D1 (all schools) and D2 (no charter schools)."""
    both = joined(level, charter, by="\n")
    return both.each(_from_level)


def all_of(rows: int) -> Column:
    """A column for a file that does not tell schools apart."""
    return constant("All", rows)


def _from_level(text: str) -> str:
    level, _, charter = text.partition("\n")
    return {"D1": "All", "D2": "N"}.get(level.upper(), charter)


def _letter(text: str) -> str:
    first = text.strip().upper()[:1]
    return first if first in ("Y", "N") else ""


def _is_all(column: Column) -> "NDArray[np.bool_]":
    return column.is_one_of([text for text in column.texts if not _letter(text)])


def _words(text: str) -> str:
    charter, _, alternative = text.partition("\n")
    words = [_CHARTER_WORDS.get(charter, ""), _ALTERNATIVE_WORDS.get(alternative, "")]
    return "".join(f", {word}" for word in words if word)


def _about(dropped: int, has_parts: bool) -> list[Remark]:
    found = []
    if dropped:
        found.append(
            Remark(
                f"{in_rows(dropped)} the file repeats numbers for charter schools or alternative "
                "schools only, and without them. The rows for all schools are kept, so that "
                "nobody is counted twice."
            )
        )
    if has_parts:
        found.append(
            Remark(
                "Some numbers are given only apart for charter schools and other schools. Those "
                "groups say so in their names; do not add them to others.",
                care=True,
            )
        )
    return found
