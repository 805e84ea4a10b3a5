"""The California School Dashboard: one file for each indicator, text or workbook (Brief 4.3)."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from course_tools.casework.california.dashboard_indicators import INDICATORS, UNKNOWN
from course_tools.casework.california.places import STATE, coded_whole, places_of
from course_tools.casework.california.student_groups import dashboard_words
from course_tools.casework.california.words import CDE, LICENCE, school_year, year_before
from course_tools.casework.counted import checked, decimals_of, with_somebody
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column, Marks, Numbers, constant, is_count, is_percentage
from course_tools.casework.remarks import about_table
from course_tools.casework.sheet import Sheet
from course_tools.casework.table import TidyTable
from course_tools.casework.tidy import Measure, PublishedFile, Remark, Source, Status

SOURCE = Source("California School Dashboard", CDE, LICENCE)
MARKS: Marks = {"*": Status.SUPPRESSED}
_FEWEST = 11  # below it, the Dashboard shows no status
_FEWEST_FOR_COLOR = 30
_COLOR = Measure(
    "dashboard-color",
    "Color of the indicator, 1 red to 5 blue",
    unit="color",
    more_is="better",
    decimals=0,
    definition="Made of this year's status and the change since last year. It is no measurement.",
)
_NAMES = ("schoolname", "districtname", "countyname", "charter_flag")
_COLUMNS = (
    *("cds", "cdscode", "rtype", *_NAMES, "studentgroup", "indicator", "reportingyear", "color"),
    *("currstatus", "currnumer", "currdenom", "priorstatus", "priornumer", "priordenom"),
)


@dataclass(frozen=True)
class _Year:
    """One year's columns of the file: this year's, or the year before."""

    status: Column
    above: Column | None
    below: Column
    period: Column

    def where(self, keep: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> "_Year":
        above = self.above.where(keep) if self.above is not None else None
        return _Year(
            self.status.where(keep), above, self.below.where(keep), self.period.where(keep)
        )


def _read(sheet: Sheet, period: str) -> PublishedFile:
    columns = sheet.columns_if_there(_COLUMNS)
    codes = coded_whole(columns["cds"] if "cds" in columns else columns["cdscode"])
    rows = len(codes.place)
    year = columns.get("reportingyear", constant("", rows))
    now = year.each(lambda text: school_year(text.partition(".")[0], period))
    years = [_Year(columns["currstatus"], columns.get("currnumer"), columns["currdenom"], now)]
    before = now.each(year_before)
    if "priorstatus" in columns and "priordenom" in columns and "" not in before.texts:
        prior = columns["priorstatus"], columns.get("priornumer"), columns["priordenom"]
        years.append(_Year(*prior, before))
    group = columns.get("studentgroup", constant("EL", rows)).each(dashboard_words)
    indicator = columns.get("indicator", constant("", rows)).each(str.upper)
    table = TidyTable(SOURCE, sheet.file.name)
    remarks: list[Remark] = [*codes.remarks]
    for name in indicator.texts:
        keep = indicator.is_one_of((name,))
        for one in years:
            at = (codes.place.where(keep), group.where(keep))
            remarks += _add(table, INDICATORS.get(name, UNKNOWN), one.where(keep), at)
    if "color" in columns and len(indicator.texts) == 1:
        _add_color(table, columns["color"], years[0], (codes.place, group))
    tidy, repeats = table.finished()
    places = _places(codes.place, columns)
    remarks += [*_about(indicator, places), *about_table(tidy, repeats)]
    return PublishedFile(
        sheet.file.name, KINDS[0].id, SOURCE, tidy, places, table.measures, tuple(remarks)
    )


def _add(
    table: TidyTable, measure: Measure, year: _Year, at: tuple[Column, Column]
) -> list[Remark]:
    place, group = at
    below = year.below.numbers(MARKS, only=is_count)
    decimals = decimals_of(year.status)
    remarks: tuple[Remark, ...] = ()
    numerator = None
    if measure.unit == "share":
        decimals += 2
        status = year.status.numbers(MARKS, only=is_percentage).as_shares()
        status = with_somebody(_told_why(status, below), below)
        if year.above is not None:
            fit = checked(
                status, year.above.numbers(MARKS, only=is_count), below, decimals, measure.words
            )
            status, numerator, remarks = fit.rate, fit.numerator, fit.remarks
        elif measure.counts == "published":
            measure = replace(measure, counts="worked out")
    else:
        status = _told_why(year.status.numbers(MARKS), below)
    known = table.measures.get(measure.id)
    decimals = max(decimals, known.decimals if known else 0)
    table.add(
        replace(measure, decimals=decimals),
        status,
        place=place,
        period=year.period,
        group=group,
        numerator=numerator,
        denominator=below,
    )
    return list(remarks)


def _told_why(status: Numbers, below: Numbers) -> Numbers:
    """A blank says "too few" below 11 students, and "not applicable" where there are none."""
    blank = status.has(Status.NOT_PUBLISHED)
    few = blank & (below.values >= 1) & (below.values < _FEWEST)
    return status.turned(few, Status.TOO_FEW).turned(
        blank & (below.values == 0), Status.NOT_APPLICABLE
    )


def _add_color(table: TidyTable, color: Column, year: _Year, at: tuple[Column, Column]) -> None:
    """Colors; 0 is no color, and the mark is kept as it was printed."""
    place, group = at
    below = year.below.numbers(MARKS, only=is_count)
    numbers = color.each(lambda text: text.partition(".")[0]).numbers(
        {"0": Status.NOT_PUBLISHED}, only=lambda number: number in (1, 2, 3, 4, 5)
    )
    few = numbers.has(Status.NOT_PUBLISHED) & (below.values < _FEWEST_FOR_COLOR)
    table.add(
        _COLOR,
        numbers.turned(few, Status.TOO_FEW),
        place=place,
        period=year.period,
        group=group,
        denominator=below,
    )


def _places(place: Column, columns: dict[str, Column]) -> "pd.DataFrame":
    named = {"county": "countyname", "district": "districtname", "school": "schoolname"}
    names = {level: columns[name] for level, name in named.items() if name in columns}
    flag = columns.get("charter_flag", constant("", len(place)))
    charter = flag.each(lambda text: "charter school" if text.upper().startswith("Y") else "")
    places = places_of(place, names, {"charter": charter})
    apart = (places["charter"] != "") & (places["level"] == "school")
    return places.assign(part_of=places["part_of"].where(~apart, STATE))


def _about(indicator: Column, places: "pd.DataFrame") -> list[Remark]:
    found = [
        Remark(
            "The Dashboard shows no status for fewer than 11 students, and no color for few. A "
            "blank is no zero."
        )
    ]
    if {"CHRO", "SUSP"} & set(indicator.texts):
        found.append(Remark("For absence and suspension, a high rate is bad."))
    if {"ELA", "MATH"} & set(indicator.texts):
        found.append(
            Remark(
                "Status in English and mathematics is a distance from the standard in points. It "
                "is no percentage of students, and has no interval here."
            )
        )
    if any(name not in INDICATORS for name in indicator.texts):
        found.append(
            Remark(
                "The file does not say in words we know which indicator it is about. Look at its "
                "name and the publisher's page before you use its numbers.",
                care=True,
            )
        )
    if (places["charter"] != "").any():
        found.append(
            Remark("Charter schools stand for themselves: here they are compared with the state.")
        )
    return found


KINDS = (
    Kind(
        "california-dashboard",
        SOURCE.title,
        (("cds", "cdscode"), "rtype", "currstatus", "currdenom", "statuslevel"),
        _read,
    ),
)
