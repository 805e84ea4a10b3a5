"""Puts a tidy table together, one measure and group at a time, with little memory."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np
import pandas as pd

from course_tools.casework.marks import Column, Numbers, constant
from course_tools.casework.tidy import COLUMNS, STATUSES, Measure, Source, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEW = 200_000_000  # possible keys that are ticked off in a list of bytes, faster than hashing
_REPORTED = STATUSES.index(Status.REPORTED)


@dataclass(frozen=True)
class _Part:
    place: Column
    period: Column
    group: Column
    measure: str
    values: Numbers
    numerator: "NDArray[np.float64] | None"
    denominator: "NDArray[np.float64] | None"


class At(TypedDict):
    """What numbers are about, row by row, for `TidyTable.add(measure, values, **at)`."""

    place: Column
    period: Column
    group: Column


class TidyTable:
    """Parts are added column by column; `finished` lays them one below the other.

    `period` and `group` may be one text for the whole part, or a column.
    """

    def __init__(self, source: Source, file_name: str) -> None:
        self._source = source
        self._file_name = file_name
        self._parts: list[_Part] = []
        self.measures: dict[str, Measure] = {}

    def add(  # noqa: PLR0913 - the columns of the table, each by its name
        self,
        measure: Measure,
        values: Numbers,
        *,
        place: Column,
        period: Column | str,
        group: Column | str,
        numerator: Numbers | None = None,
        denominator: Numbers | None = None,
    ) -> None:
        """One measure for some rows. Where `value` is hidden, its numerator is not shown either.

        A rate whose numerator is not published gets the whole number nearest to rate times
        denominator, when the measure says that its counts are worked out.
        """
        rows = len(place)
        below = denominator.values if denominator is not None else None
        above = numerator.values if numerator is not None else None
        if above is None and below is not None and measure.counts == "worked out":
            above = np.rint(values.values * below)
        if above is not None:
            above = np.where(values.statuses == _REPORTED, above, np.nan)
        self.measures[measure.id] = measure
        self._parts.append(
            _Part(
                place,
                period if isinstance(period, Column) else constant(period, rows),
                group if isinstance(group, Column) else constant(group, rows),
                measure.id,
                values,
                above,
                below,
            )
        )

    def finished(self) -> tuple[pd.DataFrame, int]:
        """The table, and how many rows were repeats. The parts are used up.

        A row that says the same twice is kept once. Two rows about the same thing that differ
        are both turned unreadable, and then kept once: nobody can know which one is right.
        """
        sizes = [len(part.place) for part in self._parts]
        ends = np.cumsum([0, *sizes])
        rows = int(ends[-1])
        columns: dict[str, Any] = {}
        for name in ("place", "period", "group"):
            columns[name] = _stacked([getattr(part, name) for part in self._parts], rows)
        columns["printed"] = _stacked(
            [Column(part.values.printed, part.values.prints) for part in self._parts], rows
        )
        self._parts.reverse()  # so that each can be let go once it is laid down
        measures = list(self.measures)
        codes = np.empty(rows, dtype=np.int8 if len(measures) < 127 else np.int16)
        value, above, below = (np.full(rows, np.nan) for _ in range(3))
        statuses = np.empty(rows, dtype=np.int8)
        for start, end in pairwise(ends):
            part = self._parts.pop()
            codes[start:end] = measures.index(part.measure)
            value[start:end] = part.values.values
            statuses[start:end] = part.values.statuses
            for whole, given in ((above, part.numerator), (below, part.denominator)):
                if given is not None:
                    whole[start:end] = given
        columns["measure"] = _categorical(codes, measures)
        columns |= {"value": value, "numerator": above, "denominator": below}
        columns["status"] = _categorical(statuses, STATUSES)
        one = np.zeros(rows, dtype=np.int8)
        columns["source"] = _categorical(one, [f"{self._source.title} ({self._file_name})"])
        columns["licence"] = _categorical(one, [self._source.licence])
        table = pd.DataFrame({name: columns[name] for name in COLUMNS}, copy=False)
        return _without_repeats(table)


def _stacked(columns: list[Column], rows: int) -> pd.Categorical:
    """Columns one below the other; texts that are alike in several become one category."""
    places: dict[str, int] = {}
    known: dict[int, NDArray[np.int32]] = {}  # most parts share their texts with others
    moved = []
    for column in columns:
        if id(column.texts) not in known:
            found = [places.setdefault(text, len(places)) for text in column.texts]
            known[id(column.texts)] = np.array(found, dtype=np.int32)
        moved.append(known[id(column.texts)])
    codes = np.empty(rows, dtype=_smallest(len(places)))
    start = 0
    for column, move in zip(columns, moved, strict=True):
        codes[start : start + len(column)] = move[column.codes]
        start += len(column)
    return _categorical(*_used(codes, list(places)))


def _used(codes: "NDArray[Any]", texts: list[str]) -> "tuple[NDArray[Any], list[str]]":
    """Only those texts that some row has: a period nobody is counted in is no period of the file."""
    there = np.zeros(len(texts), dtype=bool)
    there[codes] = True
    if there.all():
        return codes, texts
    moved = (np.cumsum(there) - 1).astype(codes.dtype)
    return moved[codes], [text for text, is_there in zip(texts, there, strict=True) if is_there]


def _smallest(count: int) -> type[np.signedinteger[Any]]:
    if count < 2**7:
        return np.int8
    return np.int16 if count < 2**15 else np.int32


def _categorical(codes: "NDArray[Any]", texts: Any) -> pd.Categorical:
    return pd.Categorical.from_codes(
        codes, categories=pd.Index(list(texts), dtype=str), validate=False
    )


def _without_repeats(table: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The table with one row for each place, period, group and measure."""
    key = np.zeros(len(table), dtype=np.int64)
    possible = 1
    for name in ("place", "period", "group", "measure"):
        column = table[name].cat
        key = key * len(column.categories) + column.codes.to_numpy()
        possible *= len(column.categories)
    if possible <= _FEW and _all_different(key, possible):
        return table, 0
    repeated = pd.Series(key).duplicated(keep=False).to_numpy()
    if not repeated.any():
        return table, 0
    rows = np.flatnonzero(repeated)
    same, first_of_each = _told_apart(key[rows])
    differs = np.zeros(len(rows), dtype=bool)
    for name in ("value", "numerator", "denominator"):
        said = table[name].to_numpy()[rows]
        first = said[first_of_each][same]
        differs |= (said != first) & ~(np.isnan(said) & np.isnan(first))
    doubtful = rows[np.bincount(same, weights=differs)[same] > 0]
    table.loc[doubtful, ["value", "numerator", "denominator"]] = np.nan
    table.loc[doubtful, "status"] = str(Status.UNREADABLE)
    keep = ~repeated
    keep[rows[first_of_each]] = True
    kept = table[keep].reset_index(drop=True)
    return kept, len(table) - len(kept)


def _all_different(keys: "NDArray[np.int64]", possible: int) -> bool:
    """Whether no key stands twice, ticked off in a list of all possible keys."""
    there = np.zeros(possible, dtype=bool)
    there[keys] = True
    return int(np.count_nonzero(there)) == len(keys)


def _told_apart(keys: "NDArray[np.int64]") -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """For every key which of the different ones it is, and where each of those comes first."""
    _, first, same = np.unique(keys, return_index=True, return_inverse=True)
    return same, first
