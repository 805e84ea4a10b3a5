"""Schools, pupils and their characteristics: the wide file, and the long one of 2025/26 (Brief 4.2)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.counted import checked, decimals_of
from course_tools.casework.england import tidy_files
from course_tools.casework.england.tidy_files import MARKS, SYMBOLS
from course_tools.casework.england.wide import Cell, WideTable, names_in, refuse_without
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column, Numbers, is_count, is_percentage, joined
from course_tools.casework.remarks import about_table
from course_tools.casework.sheet import Sheet
from course_tools.casework.table import TidyTable
from course_tools.casework.tidy import ALL_PUPILS, OGL, Measure, PublishedFile, Remark, Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SOURCE = Source(
    "Schools, pupils and their characteristics", "Department for Education, England", OGL
)
_ON_ROLL = "pupils on roll in January"
_PUPILS = Measure("pupils", "Pupils on roll", "count", _ON_ROLL, decimals=0, describes=True)
_SHARE = Measure(
    "share-of-pupils",
    "Share of all pupils of the school",
    base=_ON_ROLL,
    counts="published",
    decimals=3,
    definition="Pupils of this group, of all pupils on roll. Small groups can point to a child.",
)


def _mix(id_: str, words: str, base: str = _ON_ROLL) -> Measure:
    return Measure(id_, words, base=base, counts="published", decimals=3, describes=True)


_FSM = _mix("fsm-eligible", "Eligible for free school meals")
_FSM_TABLES = _mix(
    "fsm-eligible-performance-tables",
    "Eligible for free school meals, as counted for the performance tables",
    "pupils that the performance tables count",
)
_EAL = _mix("first-language-not-english", "First language is not English")
_ENGLISH = _mix("first-language-english", "First language is English")
_UNKNOWN = _mix("first-language-unknown", "First language is not known")
_HEADCOUNT = "headcount of pupils"
_LANGUAGE = "of pupils whose first language is "
_MEALS = "of pupils known to be eligible for free school meals"
_TABLES = f"{_MEALS} (Performance Tables)"
_CELLS = (
    Cell(_HEADCOUNT, _PUPILS),
    Cell(
        "fte pupils",
        Measure("full-time-pupils", "Pupils, part-time counted in part", "full-time pupils"),
    ),
    Cell(f"% {_MEALS}", _FSM, base=(_HEADCOUNT,), count=f"number {_MEALS}"),
    Cell(
        f"% {_TABLES}",
        _FSM_TABLES,
        base=("Number of pupils (used for FSM calculation in Performance Tables)",),
        count=f"number {_TABLES}",
    ),
    *(
        Cell(
            f"% {_LANGUAGE}{words}",
            measure,
            base=(_HEADCOUNT,),
            count=f"number {_LANGUAGE}{words}",
        )
        for words, measure in (
            ("known or believed to be other than English", _EAL),
            ("known or believed to be English", _ENGLISH),
            ("unclassified", _UNKNOWN),
        )
    ),
)
_ETHNIC = re.compile(r"\s*%\s+of pupils classified as (.+?)(?: ethnic origin)?\s*", re.IGNORECASE)
_NAMES = re.compile(
    r"\b(african|asian|bangladeshi|british|caribbean|chinese|gypsy|indian|irish|pakistani|roma)\b"
)
_REMARKS = (
    Remark(
        "A snapshot of one day in January. Who is eligible for free school meals follows from "
        "benefit rules, and these change: look at the rules of both years before you compare years."
    ),
    *SYMBOLS,
)


def _ethnic_groups(names: tuple[str, ...]) -> list[Cell]:
    """ "% of pupils classified as white British ethnic origin" and its siblings."""
    cells = []
    for name in names:
        if found := _ETHNIC.fullmatch(name):
            count = re.sub(r"^\s*%", "number", name)
            group = f"{_written(found[1])} pupils"
            cells.append(Cell(name, _SHARE, group, (_HEADCOUNT,), count))
    return cells


def _written(printed: str) -> str:
    """A group in small letters but for names; publishers change these from year to year."""
    return _NAMES.sub(lambda name: name[0].title(), " ".join(printed.casefold().split()))


def _read_wide(sheet: Sheet, period: str) -> PublishedFile:
    cells = (*_CELLS, *_ethnic_groups(sheet.header.names))
    columns = sheet.columns_if_there([*tidy_files.COLUMNS, *names_in(cells)])
    refuse_without(sheet, _SOURCE.title, [cell.column for cell in cells if cell.count], columns)
    who = tidy_files.who(sheet, columns, period)
    table = TidyTable(_SOURCE, sheet.file.name)
    wide = WideTable(table, columns, MARKS, who.place, who.period, who.keep)
    wide.add(cells)
    unfit = wide.remarks(sheet.file.name)
    return _finished(sheet, table, who, unfit, "england-characteristics")


def _finished(
    sheet: Sheet,
    table: TidyTable,
    who: tidy_files.Who,
    unfit: tuple[Remark, ...],
    kind: str,
) -> PublishedFile:
    tidy, repeats = table.finished()
    remarks = (*who.remarks, *about_table(tidy, repeats), *unfit, *_REMARKS)
    return PublishedFile(sheet.file.name, kind, _SOURCE, tidy, who.places, table.measures, remarks)


def _read_long(sheet: Sheet, period: str) -> PublishedFile:
    columns = sheet.columns_if_there([*tidy_files.COLUMNS, "pupil_count", "pupil_percent"])
    refuse_without(sheet, _SOURCE.title, ["pupil_count", "pupil_percent"], columns)
    who = tidy_files.who(sheet, columns, period)
    table = TidyTable(_SOURCE, sheet.file.name)
    counts = columns["pupil_count"].numbers(MARKS, only=is_count)
    everyone = who.group.is_one_of((ALL_PUPILS,)) & who.keep
    at = _At(table, who)
    at.add(_PUPILS, everyone, ALL_PUPILS, (counts, None, None))
    unfit: tuple[Remark, ...] = ()
    if "pupil_percent" in columns:
        column = columns["pupil_percent"]
        shares = column.numbers(MARKS, only=is_percentage).as_shares()
        whole = _of_everyone(counts, who, everyone)
        fitting = checked(shares, counts, whole, decimals_of(column) + 2)
        unfit = fitting.remarks
        named = _measures_of(columns, who.group)
        for measure in (_FSM, _EAL, _ENGLISH, _UNKNOWN, _SHARE):
            rows = named.is_one_of((measure.id,)) & ~everyone & who.keep
            if rows.any():
                group = who.group if measure is _SHARE else ALL_PUPILS
                at.add(measure, rows, group, (fitting.rate, fitting.numerator, whole))
    return _finished(sheet, table, who, unfit, "england-characteristics-long")


@dataclass(frozen=True)
class _At:
    """Adds some rows of a long file: a value, its numerator and its denominator."""

    table: TidyTable
    who: tidy_files.Who

    def add(
        self,
        measure: Measure,
        rows: "NDArray[np.bool_]",
        group: Column | str,
        numbers: tuple[Numbers, Numbers | None, Numbers | None],
    ) -> None:
        values, above, below = (one.where(rows) if one is not None else None for one in numbers)
        assert values is not None
        period = self.who.period
        self.table.add(
            measure,
            values,
            place=self.who.place.where(rows),
            period=period if isinstance(period, str) else period.where(rows),
            group=group if isinstance(group, str) else group.where(rows),
            numerator=above,
            denominator=below,
        )


def _of_everyone(counts: Numbers, who: tidy_files.Who, everyone: "NDArray[np.bool_]") -> Numbers:
    """For every row, how many pupils its place has in that period: from the row about all pupils."""
    where = who.place if isinstance(who.period, str) else joined(who.place, who.period, by="\n")
    values = np.full(len(where.texts), np.nan)
    values[where.codes[everyone]] = counts.values[everyone]
    return Numbers(
        values[where.codes],
        np.where(np.isnan(values[where.codes]), 4, 0).astype(np.int8),
        np.zeros(len(where), dtype=np.int32),
        ("",),
    )


def _measures_of(columns: Mapping[str, Column], group: Column) -> Column:
    """Which measure a row belongs to: free school meals and first language have their own."""
    topics = columns.get("breakdown_topic", group)
    return joined(topics, columns["breakdown"], by="\n").each(_measure_of)


def _measure_of(printed: str) -> str:
    topic, breakdown = (" ".join(part.casefold().split()) for part in printed.split("\n", 1))
    if "free school meal" in topic or "fsm" in topic:
        if breakdown in (
            "eligible",
            "fsm eligible",
            "known to be eligible for free school meals",
        ) or (
            "eligible" in breakdown and "not " not in breakdown and "performance" not in breakdown
        ):
            return _FSM.id
    elif "language" in topic:
        if "other than english" in breakdown:
            return _EAL.id
        if breakdown.endswith("english"):
            return _ENGLISH.id
        if "unclassified" in breakdown or "unknown" in breakdown:
            return _UNKNOWN.id
    return _SHARE.id


KINDS = (
    Kind(
        "england-characteristics",
        f"{_SOURCE.title} (wide file)",
        ("urn", _HEADCOUNT, (f"% {_MEALS}", f"% {_TABLES}", f"number {_MEALS}")),
        _read_wide,
    ),
    Kind(
        "england-characteristics-long",
        f"{_SOURCE.title} (long file)",
        ("time_period", "breakdown", "pupil_count", ("school_urn", "urn")),
        _read_long,
    ),
)
