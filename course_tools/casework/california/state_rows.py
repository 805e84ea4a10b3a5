"""The rows of California's state files: one for each place, year and group (Brief 4.3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.california.places import Coded, coded, level_of, places_of
from course_tools.casework.california.scopes import all_of, of_levels, one_each
from course_tools.casework.california.student_groups import state_words
from course_tools.casework.california.words import about_years, school_year
from course_tools.casework.counted import checked, decimals_of, in_rows
from course_tools.casework.marks import Column, Marks, is_count, is_percentage, joined
from course_tools.casework.remarks import about_table
from course_tools.casework.sheet import Sheet
from course_tools.casework.table import TidyTable
from course_tools.casework.tidy import Measure, PublishedFile, Remark, Source, Status
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    from numpy.typing import NDArray

MARKS: Marks = {"*": Status.SUPPRESSED}
_YEAR = "Academic Year"
_LEVEL = "Aggregate Level"
_CATEGORY = "Reporting Category"
_CODES = ("County Code", "District Code", "School Code")
_NAMES = {"county": "County Name", "district": "District Name", "school": "School Name"}
_SCOPES = {
    "charter": (
        "Charter School",
        "Charter YN",
        "Charter (Y/N)",
        "Charter (All/Y/N)",
        "Charter School (All/Y/N)",
        "Charter",
    ),
    "alternative": ("DASS", "DASS (All/Y/N)"),
}
_LEVELS = {"T": "state", "C": "county", "D": "district", "D1": "district", "D2": "district"}
_HIDDEN = Remark(
    "Numbers about 10 or fewer students are hidden (*), to protect them. “Race not reported” is "
    "hidden, too, where another race is. A * is no zero."
)


@dataclass(frozen=True)
class Rows:
    """The rows of a state file that are kept, and what each is about."""

    columns: dict[str, Column]
    place: Column
    period: Column
    group: Column

    def first(self, names: Sequence[str]) -> Column | None:
        """The first of these columns that the file has."""
        return next((self.columns[name] for name in names if name in self.columns), None)


@dataclass(frozen=True)
class Printed:
    """A rate as a state file prints it: a percentage, a count, and who is counted."""

    measure: Measure
    rate: tuple[str, ...]
    count: tuple[str, ...]
    base: tuple[str, ...]


@dataclass(frozen=True)
class StateFile:
    """A kind of state file: the columns with numbers, and how its measures are added."""

    kind: str
    source: Source
    wanted: tuple[str, ...]
    add: Callable[[TidyTable, Rows], list[Remark]]


def read_state_file(file: StateFile, sheet: Sheet, period: str) -> PublishedFile:
    """A state file as a tidy table, with one row for each place, year and group."""
    known = [_YEAR, _LEVEL, _CATEGORY, *_CODES, *_NAMES.values()]
    known += [name for names in _SCOPES.values() for name in names]
    columns = sheet.columns_if_there([*known, *file.wanted])
    codes = coded(*(columns[name] for name in _CODES))
    rows, remarks = _chosen(columns, codes, period)
    if not len(rows.place):
        raise FileNotRead(
            f"No row of {sheet.file.name} fits its own level (state, county, district, school). It "
            "was changed after the download: download it again and leave it as it comes."
        )
    table = TidyTable(file.source, sheet.file.name)
    remarks += file.add(table, rows)
    tidy, repeats = table.finished()
    names = {level: columns[name] for level, name in _NAMES.items() if name in columns}
    places = places_of(codes.place, names)
    return PublishedFile(
        sheet.file.name,
        file.kind,
        file.source,
        tidy,
        places[places.index.isin(tidy["place"].cat.categories)],
        table.measures,
        (
            *codes.remarks,
            *about_years(columns[_YEAR]),
            _HIDDEN,
            *remarks,
            *about_table(tidy, repeats),
        ),
    )


def _chosen(columns: dict[str, Column], codes: Coded, period: str) -> tuple[Rows, list[Remark]]:
    level, category = columns[_LEVEL].each(str.upper), columns[_CATEGORY]
    periods = columns[_YEAR].each(lambda year: school_year(year, period))
    about = joined(codes.place, periods, category, by="\n")
    fits = _fits_level(level, codes.place)
    none = all_of(len(level))
    found = {name: _first_of(columns, names, none) for name, names in _SCOPES.items()}
    once = one_each(
        about.where(fits),
        of_levels(level, found["charter"]).where(fits),
        found["alternative"].where(fits),
    )
    keep = np.flatnonzero(fits)[once.keep]
    words = category.each(state_words).where(keep)
    rows = Rows(
        {name: column.where(keep) for name, column in columns.items()},
        codes.place.where(keep),
        periods.where(keep),
        joined(words, once.suffix.where(once.keep)),
    )
    return rows, [*_about_levels(int((~fits).sum())), *once.remarks]


def _first_of(columns: dict[str, Column], names: Sequence[str], otherwise: Column) -> Column:
    return next((columns[name] for name in names if name in columns), otherwise)


def _fits_level(level: Column, place: Column) -> "NDArray[np.bool_]":
    """Whether a row's code is of the row's level: a district office has its district's code."""
    kinds = ("area", "school", "district", "county", "state")
    said = np.array([kinds.index(_LEVELS.get(text, "school")) for text in level.texts])
    coded_as = np.array([kinds.index(level_of(text)) for text in place.texts])
    here = coded_as[place.codes]
    fits: NDArray[np.bool_] = (said[level.codes] == here) | (here == 0)
    return fits


def _about_levels(rows: int) -> list[Remark]:
    if not rows:
        return []
    return [
        Remark(
            f"{in_rows(rows)} the code is not one of a school, or not of the level that the row "
            "names, as with a district's office. They are left out; the district's total has "
            "those students."
        )
    ]


def add_rate(table: TidyTable, rows: Rows, printed: Printed) -> list[Remark]:
    """A printed rate beside its counts; nothing where the file has no such columns."""
    rate, count, base = (rows.first(n) for n in (printed.rate, printed.count, printed.base))
    if rate is None or count is None or base is None:
        return []
    decimals = decimals_of(rate) + 2
    below = base.numbers(MARKS, only=is_count)
    fit = checked(
        rate.numbers(MARKS, only=is_percentage).as_shares(),
        count.numbers(MARKS, only=is_count),
        below,
        decimals,
        printed.measure.words,
    )
    table.add(
        replace(printed.measure, decimals=decimals),
        fit.rate,
        place=rows.place,
        period=rows.period,
        group=rows.group,
        numerator=fit.numerator,
        denominator=below,
    )
    return list(fit.remarks)
