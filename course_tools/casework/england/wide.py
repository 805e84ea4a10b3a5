"""Wide files: one row a place, one column a number. Columns named here become parts of a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.counted import decimals_of, in_rows, summed, with_somebody
from course_tools.casework.marks import Column, Marks, Numbers, is_count, is_percentage
from course_tools.casework.sheet import Sheet
from course_tools.casework.table import TidyTable
from course_tools.casework.tidy import ALL_PUPILS, Measure, Remark, Status
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Cell:
    """A column of numbers: what it says, of which pupils, counted from what.

    `base`: the columns whose sum it is counted from. `count`: the column of those counted. With
    `base_hidden` the base is not published: only an upper limit for it is in `base`.
    """

    column: str
    measure: Measure
    group: str = ALL_PUPILS
    base: tuple[str, ...] = ()
    count: str = ""
    base_hidden: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every column that this one needs."""
        return (self.column, *self.base, *filter(None, [self.count]))


def names_in(cells: Iterable[Cell]) -> list[str]:
    """Every column that these cells need, each once."""
    return list(dict.fromkeys(name for cell in cells for name in cell.names))


def refuse_without(
    sheet: Sheet, title: str, names: Sequence[str], columns: Mapping[str, Column]
) -> None:
    """Raises FileNotRead when none of the columns with numbers is in the file."""
    if any(name in columns for name in names):
        return
    raise FileNotRead(
        f"{sheet.file.name} is “{title}”, but none of the columns with numbers is in it: "
        f"{', '.join(names[:8])}. Somebody has taken them out, or the publisher has changed them. "
        "Download the whole file again; if that does not help, tell your staff."
    )


@dataclass
class WideTable:
    """Puts cells into a tidy table, for the rows in `keep`, and collects what did not fit.

    `place`, `period` and `group` have one entry for every row of the sheet. A file whose rows say
    themselves which pupils they are about gives `group`; else the cells say it.
    """

    table: TidyTable
    columns: Mapping[str, Column]
    marks: Marks
    place: Column
    period: Column | str
    keep: "NDArray[np.bool_]"
    group: Column | None = None
    _apart: int = field(default=0, init=False)
    _numbers: dict[str, Numbers] = field(default_factory=dict, init=False)
    _shares: list["NDArray[np.float64]"] = field(default_factory=list, init=False)

    def add(self, cells: Iterable[Cell]) -> None:
        """Every cell whose column is in the file."""
        for cell in cells:
            if cell.column in self.columns:
                self._add(cell)

    def remarks(self, file_name: str) -> tuple[Remark, ...]:
        """What to know about the numbers. Raises FileNotRead when percentages became fractions."""
        self._refuse_fractions(file_name)
        if not self._apart:
            return ()
        return (
            Remark(
                f"{in_rows(self._apart)} a percentage and the counts beside it do not belong "
                "together: the publisher counts from other pupils. The percentage is kept, without "
                "counts and so without an interval."
            ),
        )

    def _add(self, cell: Cell) -> None:
        measure = cell.measure
        count = self._counts(cell.count) if cell.count in self.columns else None
        base = self._base(cell)
        column = self.columns[cell.column]
        if measure.unit == "share":
            decimals = decimals_of(column) + 2
            measure = replace(measure, decimals=max(decimals, self._decimals(measure)))
            values = column.numbers(self.marks, only=is_percentage).as_shares()
            self._shares.append(values.values)
            if base is not None and not cell.base_hidden:
                values = with_somebody(values, base)
            count, base = self._fitting(cell, values, count, base, decimals)
        else:
            values = column.numbers(self.marks, only=is_count if measure.unit == "count" else None)
        place, period, group = self._kept
        self.table.add(
            measure,
            self._only_kept(values),
            place=place,
            period=period,
            group=cell.group if group is None else group,
            numerator=self._only_kept(count) if count is not None else None,
            denominator=self._only_kept(base) if base is not None else None,
        )

    @cached_property
    def _kept(self) -> tuple[Column, Column | str, Column | None]:
        """Place, period and group of the rows to keep."""
        return (
            self.place.where(self.keep),
            self.period if isinstance(self.period, str) else self.period.where(self.keep),
            self.group.where(self.keep) if self.group is not None else None,
        )

    def _only_kept(self, numbers: Numbers) -> Numbers:
        return numbers if self.keep.all() else numbers.where(self.keep)

    def _decimals(self, measure: Measure) -> int:
        """Decimals so far: several columns of one measure may be printed differently."""
        known = self.table.measures.get(measure.id)
        return known.decimals if known is not None else 0

    def _counts(self, name: str) -> Numbers:
        if name not in self._numbers:
            self._numbers[name] = self.columns[name].numbers(self.marks, only=is_count)
        return self._numbers[name]

    def _base(self, cell: Cell) -> Numbers | None:
        if not cell.base or any(name not in self.columns for name in cell.base):
            return None
        parts = [self._counts(name) for name in cell.base]
        return parts[0] if len(parts) == 1 else summed(parts)

    def _fitting(
        self,
        cell: Cell,
        values: Numbers,
        count: Numbers | None,
        base: Numbers | None,
        decimals: int,
    ) -> tuple[Numbers | None, Numbers | None]:
        """Counts and base, both taken away where they do not give the printed percentage."""
        if base is None:
            return count, None
        if cell.base_hidden:
            return count, only_base(values, count, base, decimals) if count is not None else None
        if count is None:
            if cell.measure.counts != "worked out":
                return None, base
            above = np.rint(values.values * base.values)
        else:
            above = count.values
        with np.errstate(divide="ignore", invalid="ignore"):
            off = np.abs(above / base.values - values.values) > 0.5 * 10.0**-decimals + 1e-9
        off &= values.has(Status.REPORTED)
        self._apart += int((off & self.keep).sum())
        base = base.turned(off, Status.UNREADABLE)
        return (count.turned(off, Status.UNREADABLE) if count is not None else None), base

    def _refuse_fractions(self, file_name: str) -> None:
        """A spreadsheet may have turned 54.6% into 0.546: then every percentage is 1 or less."""
        highest = [np.nanmax(one) for one in self._shares if np.isfinite(one).any()]
        above_zero = sum(int((one > 0).sum()) for one in self._shares)
        if len(highest) >= 3 and above_zero >= 10 and max(highest) <= 0.01:
            raise FileNotRead(
                f"In {file_name}, no percentage is above 1. It looks as if a spreadsheet had turned "
                "54.6% into 0.546. Download the file again, and do not save it in a spreadsheet."
            )


def only_base(shares: Numbers, counts: Numbers, most: Numbers, decimals: int) -> Numbers:
    """The number of pupils that a share was counted from, where only one whole number fits.

    All of n with n ≤ `most` for which counts / n is printed as the share: where that is a single
    n, it is certain; elsewhere there is none.
    """
    half = 0.5 * 10.0**-decimals
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.ceil(counts.values / (shares.values + half) - 1e-9)
        high = np.floor(counts.values / np.maximum(shares.values - half, 0) + 1e-9)
    high = np.minimum(high, most.values)
    low = np.maximum(low, counts.values)
    certain = (low == high) & (counts.values > 0)
    found = Numbers(low, counts.statuses, counts.printed, counts.prints)
    return found.turned(~certain, Status.UNREADABLE)
