"""Rates and the counts behind them: added up, worked out, and checked against one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.marks import Column, Numbers
from course_tools.casework.tidy import Remark, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_DECIMALS = 6  # a spreadsheet may show a rate with fifteen; nobody publishes so many


def decimals_of(column: Column) -> int:
    """How many decimals a column is printed with: the most that any of its numbers has."""
    from course_tools.casework.texts import longest_decimals  # noqa: PLC0415 - loads Arrow

    return min(longest_decimals(column.texts), _MOST_DECIMALS)


def summed(parts: Sequence[Numbers]) -> Numbers:
    """Counts added row by row: a number only where every part is one, else why the first is not."""
    first, *others = parts
    values = first.values.copy()
    for part in others:
        values = values + part.values
    statuses = first.statuses.copy()
    for part in others:
        statuses = np.where(statuses == 0, part.statuses, statuses)
    printed, prints = _first_printed(parts)
    return Numbers(values, statuses, printed, prints)


def rate_of(numerator: Numbers, denominator: Numbers) -> Numbers:
    """The share that two published counts make, 0 to 1, where both are there.

    Nobody to count from is "not applicable"; more counted than there are is "unreadable".
    """
    both = summed([denominator, numerator])
    above, below = numerator.values, denominator.values
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.where(both.has(Status.REPORTED), above / below, np.nan)
    rate = Numbers(values, both.statuses, both.printed, both.prints)
    reported = both.has(Status.REPORTED)
    empty = reported & (below == 0)
    rate = rate.turned(empty & (above == 0), Status.NOT_APPLICABLE)
    return rate.turned(reported & (above > below), Status.UNREADABLE)


@dataclass(frozen=True)
class Checked:
    """A published rate, its numerator where that fits the rate, and what did not fit."""

    rate: Numbers
    numerator: Numbers
    remarks: tuple[Remark, ...]


def checked(
    rate: Numbers, numerator: Numbers, denominator: Numbers, decimals: int, words: str = ""
) -> Checked:
    """A published share beside its published counts.

    `decimals` are those of the share, `words` name its measure in remarks. Where share and counts differ by more than a unit of the
    last decimal, the share stays, and its numerator is taken away. Nobody to count from is "not
    applicable", whatever was printed; more counted than there are is "unreadable".
    """
    rate = with_somebody(rate, denominator)
    above, below = numerator.values, denominator.values
    reported = rate.has(Status.REPORTED)
    impossible = reported & (above > below)
    rate = rate.turned(impossible, Status.UNREADABLE)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.abs(above / below - rate.values) > 10.0**-decimals + 1e-9
    apart &= rate.has(Status.REPORTED)
    kept = numerator.turned(apart, Status.UNREADABLE)
    return Checked(rate, kept, tuple(_about(apart, impossible, words)))


def with_somebody(rate: Numbers, denominator: Numbers) -> Numbers:
    """A rate, "not applicable" where nobody is there to count from (the base is 0)."""
    return rate.turned(rate.has(Status.REPORTED) & (denominator.values == 0), Status.NOT_APPLICABLE)


def _about(apart: "NDArray[np.bool_]", impossible: "NDArray[np.bool_]", words: str) -> list[Remark]:
    found = []
    what = f"{words}: " if words else ""
    if rows := int(apart.sum()):
        found.append(
            Remark(
                f"{what}{in_rows(rows)} the published rate and the published counts do not fit together. "
                "The rate is kept, the count is left out. Ask the publisher.",
                care=True,
            )
        )
    if rows := int(impossible.sum()):
        found.append(
            Remark(
                f"{what}{in_rows(rows)} more are counted than there are. These rates are called "
                "unreadable.",
                care=True,
            )
        )
    return found


def in_rows(rows: int) -> str:
    """How many rows, to begin a sentence with."""
    return "In one row" if rows == 1 else f"In {rows:,} rows"


def _first_printed(parts: Sequence[Numbers]) -> "tuple[NDArray[np.int32], tuple[str, ...]]":
    """What is printed in place of a number in the first part that has none."""
    places = {"": 0}
    printed = np.zeros(len(parts[0].values), dtype=np.int32)
    missing = np.zeros(len(printed), dtype=bool)
    for part in parts:
        moved = np.array([places.setdefault(text, len(places)) for text in part.prints])
        here = ~missing & ~part.has(Status.REPORTED)
        printed[here] = moved[part.printed[here]]
        missing |= here
    return printed, tuple(places)
