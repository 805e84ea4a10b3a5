"""Numbers as publishers print them: plain, with a percent sign, or a mark that says why not."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from course_tools.casework.tidy import STATUSES, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

Marks = Mapping[str, Status]
BLANK: Marks = {"": Status.NOT_PUBLISHED}

_PLAIN = re.compile(
    r"[-+−]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII
)
_FEW = 50_000_000  # possible pairs that are ticked off in a list, faster than sorting rows
_CODE = {status: code for code, status in enumerate(STATUSES)}


@dataclass(frozen=True)
class Numbers:
    """A column of n cells: values (missing is NaN), codes of STATUSES, and printed marks.

    `printed` holds for each cell a place in `prints`; place 0 is "", for a plain number.
    """

    values: "NDArray[np.float64]"
    statuses: "NDArray[np.int8]"
    printed: "NDArray[np.int32]"
    prints: tuple[str, ...]

    def as_shares(self) -> "Numbers":
        """The same, with percentages turned into shares."""
        return Numbers(self.values / 100, self.statuses, self.printed, self.prints)

    def where(self, keep: "NDArray[Any]") -> "Numbers":
        """Only some cells: a mask, or their places."""
        return Numbers(self.values[keep], self.statuses[keep], self.printed[keep], self.prints)

    def turned(self, rows: "NDArray[np.bool_]", status: Status) -> "Numbers":
        """The same, but in those rows there is no number, and this is why."""
        return Numbers(
            np.where(rows, np.nan, self.values),
            np.where(rows, np.int8(_CODE[status]), self.statuses),
            self.printed,
            self.prints,
        )

    def has(self, status: Status) -> "NDArray[np.bool_]":
        """For every row, whether this is its status."""
        rows: NDArray[np.bool_] = self.statuses == _CODE[status]
        return rows


@dataclass(frozen=True)
class Column:
    """A column of text, each different text kept once: `texts[codes[row]]`."""

    codes: "NDArray[np.int32]"
    texts: Sequence[str]

    def __len__(self) -> int:
        return len(self.codes)

    def as_list(self) -> list[str]:
        """The text of every row."""
        return [self.texts[code] for code in self.codes]

    def where(self, keep: "NDArray[Any]") -> "Column":
        """Only some rows: a mask, or their places."""
        if keep.dtype == bool and keep.all():
            return self
        return Column(self.codes[keep], self.texts)

    def each(self, change: Any) -> "Column":
        """The same column with every text changed by a function; texts that become alike meet."""
        places: dict[str, int] = {}
        moved = [places.setdefault(change(text), len(places)) for text in self.texts]
        if len(places) == len(moved):
            return Column(self.codes, tuple(places))
        return Column(np.array(moved, dtype=np.int32)[self.codes], tuple(places))

    def each_unlike(self, pattern: str, change: Any) -> "Column":
        """The same, but texts that wholly fit a pattern stay as they are; quick where all do."""
        from course_tools.casework.texts import matching  # noqa: PLC0415 - loads Arrow

        fine = matching(self.texts, pattern)
        if fine.all():
            return self
        places: dict[str, int] = {}
        moved = [
            places.setdefault(text if is_fine else change(text), len(places))
            for text, is_fine in zip(self.texts, fine.tolist(), strict=True)
        ]
        return Column(np.array(moved, dtype=np.int32)[self.codes], tuple(places))

    def is_one_of(self, wanted: "Sequence[str] | frozenset[str]") -> "NDArray[np.bool_]":
        """For every row, whether its text is among those."""
        known = frozenset(wanted)
        return np.array([text in known for text in self.texts], dtype=bool)[self.codes]

    def numbers(
        self,
        marks: Marks,
        *,
        negative_is: Status | None = None,
        only: Callable[[float], bool] | None = None,
    ) -> Numbers:
        """Read every cell as a number or a mark; a mark that is not known is unreadable.

        A percent sign is dropped: the caller says what is a percentage. With `negative_is`, a
        negative number is a mark with that status (the reserve codes of federal files). A number
        that `only` refuses (see is_count, is_percentage) is unreadable, too.
        """
        known = {mark.casefold(): status for mark, status in {**BLANK, **marks}.items()}
        values = _plain_numbers(self.texts, known)
        if negative_is is not None:
            values[values < 0] = np.nan
        statuses = np.zeros(len(self.texts), dtype=np.int8)
        prints: dict[str, int] = {"": 0}
        printed = np.zeros(len(self.texts), dtype=np.int32)
        refused = _refused(values, only)
        values[refused], statuses[refused] = np.nan, _CODE[Status.UNREADABLE]
        for place, text in _at(self.texts, refused):
            printed[place] = prints.setdefault(text.strip(), len(prints))
        for place, text in _at(self.texts, np.isnan(values) & ~refused):
            cell = text.strip()
            status = known.get(cell.casefold())
            number = None if status is not None else read_number(cell)
            if number is not None and number < 0 and negative_is is not None:
                status, number = negative_is, None
            if number is not None and only is not None and not only(number):
                number = None
            if number is None:
                statuses[place] = _CODE[status or Status.UNREADABLE]
                printed[place] = prints.setdefault(cell, len(prints))
            else:
                values[place] = number
        codes = self.codes
        return Numbers(values[codes], statuses[codes], printed[codes], tuple(prints))


def _at(texts: Sequence[str], where: "NDArray[np.bool_]") -> "Iterable[tuple[int, str]]":
    """The places where something holds, and the texts there."""
    places = np.flatnonzero(where)
    if isinstance(texts, tuple | list):
        return ((place, texts[place]) for place in places.tolist())
    from course_tools.casework.texts import Texts  # noqa: PLC0415 - loads Arrow

    assert isinstance(texts, Texts)
    return zip(places.tolist(), texts.array.take(places).to_pylist(), strict=True)


def _plain_numbers(texts: Sequence[str], known: Marks) -> "NDArray[np.float64]":
    """The numbers that can be read all at once; NaN for what has to be looked at one by one."""
    if isinstance(texts, tuple | list):
        return np.full(len(texts), np.nan)
    from course_tools.casework.texts import Texts, matching, plain_numbers  # noqa: PLC0415

    assert isinstance(texts, Texts)
    values = np.array(plain_numbers(texts))
    for mark in known:
        if read_number(mark) is not None:
            values[matching(texts, re.escape(mark))] = np.nan
    return values


def _refused(
    values: "NDArray[np.float64]", only: Callable[[float], bool] | None
) -> "NDArray[np.bool_]":
    """For every number, whether `only` refuses it; False where there is none yet."""
    if only is None:
        return np.zeros(len(values), dtype=bool)
    there = ~np.isnan(values)
    if only is is_count:
        allowed = (values >= 0) & (values == np.floor(values))
    elif only is is_percentage:
        allowed = (values >= 0) & (values <= 100)
    else:
        allowed = np.zeros(len(values), dtype=bool)
        allowed[there] = [only(value) for value in values[there].tolist()]
    refused: NDArray[np.bool_] = there & ~allowed
    return refused


def read_number(text: str) -> float | None:
    """A printed number, with thousands separators, a percent sign or a minus sign; else None."""
    cell = text.strip().removesuffix("%").strip()
    if not _PLAIN.fullmatch(cell):
        return None
    number = float(cell.replace(",", "").replace("−", "-"))
    return number if math.isfinite(number) else None


def is_count(number: float) -> bool:
    """Whether a number can be a number of pupils: whole, and not below 0."""
    return number >= 0 and number.is_integer()


def is_percentage(number: float) -> bool:
    """Whether a number can be a percentage of pupils: from 0 to 100."""
    return 0 <= number <= 100


def constant(text: str, rows: int) -> Column:
    """A column that says the same in every row."""
    return Column(np.zeros(rows, dtype=np.int32), (text,))


def joined(*columns: Column, by: str = "") -> Column:
    """Several columns of text set side by side as one, such as county, district and school code."""
    first, *others = columns
    for other in others:
        width = max(1, len(other.texts))
        pairs, codes = _numbered(
            first.codes.astype(np.int64) * width + other.codes, len(first.texts) * width
        )
        left, right = list(first.texts), list(other.texts)
        texts = tuple(left[pair // width] + by + right[pair % width] for pair in pairs.tolist())
        first = Column(codes, texts)
    return first


def _numbered(
    pairs: "NDArray[np.int64]", possible: int
) -> "tuple[NDArray[np.int64], NDArray[np.int32]]":
    """The different numbers in an array, in order, and for each cell which of them it is."""
    if possible > min(_FEW, 8 * len(pairs) + 1_000_000):
        found, codes = np.unique(pairs, return_inverse=True)
        return found, codes.astype(np.int32)
    there = np.zeros(possible, dtype=bool)
    there[pairs] = True
    return np.flatnonzero(there), (np.cumsum(there, dtype=np.int32) - 1)[pairs]
