"""Ofsted management information: inspection grades of state-funded schools (Brief 4.2)."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.england.identity import (
    authority_of,
    cleaned,
    date_of,
    school_numbers,
    school_year_at,
    whole_number,
)
from course_tools.casework.england.places import authorities, rows_of, together
from course_tools.casework.england.wide import refuse_without
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column, Marks, constant, joined
from course_tools.casework.remarks import about_table
from course_tools.casework.sheet import Sheet
from course_tools.casework.table import TidyTable
from course_tools.casework.tidy import (
    ALL_PUPILS,
    OGL,
    Measure,
    PublishedFile,
    Remark,
    Source,
    Status,
)

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_SOURCE = Source("State-funded school inspections, management information", "Ofsted", OGL)
MARKS: Marks = {
    "9": Status.NOT_APPLICABLE,
    "NULL": Status.NOT_PUBLISHED,
    "Not judged": Status.NOT_PUBLISHED,
}
_SCALE = "1 outstanding, 2 good, 3 requires improvement, 4 inadequate."


def _grade(id_: str, words: str) -> Measure:
    return Measure(id_, words, "grade", "schools", more_is="worse", decimals=0, definition=_SCALE)


# Each column as it is called in the file of latest inspections; older files leave "Latest OEIF" out.
_GRADES = {
    "overall effectiveness": _grade("overall-grade", "Overall effectiveness"),
    "quality of education": _grade("quality-of-education", "Quality of education"),
    "behaviour and attitudes": _grade("behavior-and-attitudes", "Behavior and attitudes"),
    "personal development": _grade("personal-development", "Personal development"),
    "effectiveness of leadership and management": _grade("leadership", "Leadership and management"),
    "early years provision (where applicable)": _grade("early-years", "Early years provision"),
    "sixth form provision (where applicable)": _grade("sixth-form", "Sixth form provision"),
}
_IDACI = Measure(
    "child-poverty-fifth",
    "Fifth of neighborhoods by income deprivation affecting children",
    "fifth",
    "schools",
    decimals=0,
    definition="As the file prints it. Look into its notes for which end is the most deprived.",
)
_IDACI_COLUMN = "The income deprivation affecting children index (IDACI) quintile"
_STARTED = (
    "Inspection start date of latest OEIF graded inspection",
    "Inspection start date",
)
_OTHER = (
    "URN",
    "LAESTAB",
    "School name",
    "Ofsted phase",
    "Type of education",
    "Region",
    "Local authority",
    "Multi-academy trust name",
    "Ungraded inspection overall outcome",
    "Latest OEIF  safeguarding is effective?",
    "Publication date",
    *_STARTED,
)
_REMARKS = (
    Remark(
        "Since September 2024 schools get no single overall grade, and report cards took its place "
        "in November 2025. A line of overall grades ends there; report cards are not read here.",
        care=True,
    ),
    Remark(
        "1 is the best grade and 4 the worst; 9 means not applicable and NULL that there is none. A "
        "grade is the judgement of one visit, not a share of pupils: it has no interval, and an "
        "average of grades means little. The period is the school year of that visit.",
    ),
)


def _called(name: str) -> tuple[str, str]:
    return f"Latest OEIF {name}", name.capitalize()


def _read(sheet: Sheet, period: str) -> PublishedFile:
    names = [called for name in _GRADES for called in _called(name)]
    columns = sheet.columns_if_there([*_OTHER, _IDACI_COLUMN, *names])
    refuse_without(sheet, _SOURCE.title, names, columns)
    rows = len(columns["URN"])
    numbers = school_numbers(columns["URN"], np.ones(rows, dtype=bool), sheet.file.name)
    keep = numbers.good
    place = numbers.ids.where(keep)
    dates = _dates(columns, rows)
    sheet.says_year = any(dates.texts)
    years = _years(dates, columns, period).where(keep)
    table = TidyTable(_SOURCE, sheet.file.name)
    for name, measure in _GRADES.items():
        found = next((columns[one] for one in _called(name) if one in columns), None)
        if found is not None:
            grades = found.numbers(MARKS, only=_is_grade).where(keep)
            table.add(measure, grades, place=place, period=years, group=ALL_PUPILS)
    if _IDACI_COLUMN in columns:
        fifths = columns[_IDACI_COLUMN].numbers({"NULL": Status.NOT_PUBLISHED}, only=_is_fifth)
        table.add(_IDACI, fifths.where(keep), place=place, period=years, group=ALL_PUPILS)
    tidy, repeats = table.finished()
    remarks = (*numbers.remarks, *about_table(tidy, repeats), *_about_dates(dates, keep), *_REMARKS)
    return PublishedFile(
        sheet.file.name,
        "england-inspections",
        _SOURCE,
        tidy,
        _places(columns, numbers.ids, keep, dates),
        table.measures,
        remarks,
    )


def _is_grade(number: float) -> bool:
    return number in (1, 2, 3, 4)


def _is_fifth(number: float) -> bool:
    return number in (1, 2, 3, 4, 5)


def _dates(columns: Mapping[str, Column], rows: int) -> Column:
    """When the graded inspection began, as 2024-01-18; "" where there was none."""
    found = next((columns[name] for name in _STARTED if name in columns), constant("", rows))
    return found.each(date_of)


def _years(dates: Column, columns: Mapping[str, Column], period: str) -> Column:
    """School year of the inspection. Without one: the latest of the file, for it is still true then."""
    known = [date_of(text) for name in _STARTED if name in columns for text in columns[name].texts]
    latest = period or school_year_at(max(known, default=""))
    return dates.each(lambda date: school_year_at(date) or latest)


def _about_dates(dates: Column, keep: "NDArray[np.bool_]") -> Iterable[Remark]:
    without = int((keep & dates.is_one_of(("",))).sum())
    if without:
        word = "1 school has" if without == 1 else f"{without:,} schools have"
        yield Remark(f"{word} no date of a graded inspection, and so no grade from one.")


def _places(
    columns: Mapping[str, Column],
    ids: Column,
    keep: "NDArray[np.bool_]",
    dates: Column,
) -> "pd.DataFrame":
    blank = constant("", len(ids))
    laestab = columns.get("LAESTAB", blank).each(whole_number)
    authority = laestab.each(lambda code: authority_of(code[:3]) if len(code) == 7 else "")
    kind = joined(
        columns.get("Ofsted phase", blank), columns.get("Type of education", blank), by="\n"
    )
    return together(
        rows_of(
            ids,
            keep,
            {
                "name": cleaned(columns.get("School name", blank)),
                "level": "school",
                "part_of": authority,
                "phase": kind.each(lambda both: cleaned_phase(both.split("\n")[0])),
                "school_type": kind.each(lambda both: both.split("\n")[1]),
                "region": cleaned(columns.get("Region", blank)),
                "trust": cleaned(columns.get("Multi-academy trust name", blank)),
                "laestab": laestab.each(lambda code: code if len(code) == 7 else ""),
                "inspected": dates,
                "published": columns.get("Publication date", blank).each(date_of),
                "ungraded_outcome": cleaned(
                    columns.get("Ungraded inspection overall outcome", blank)
                ),
                "safeguarding": cleaned(
                    columns.get("Latest OEIF  safeguarding is effective?", blank)
                ),
            },
        ),
        authorities(authority, keep, columns.get("Local authority"), ""),
    )


def cleaned_phase(words: str) -> str:
    """A phase in one word: "State-funded secondary" and "Secondary" are "secondary"."""
    folded = words.casefold()
    known = ("nursery", "primary", "secondary", "special", "all-through", "16 plus")
    return next((phase for phase in known if phase in folded), "")


KINDS = (
    Kind(
        "england-inspections",
        _SOURCE.title,
        (
            "URN",
            ("Inspection start date", "Inspection start date of latest OEIF graded inspection"),
            ("Latest OEIF overall effectiveness", "Overall effectiveness"),
            ("Latest OEIF quality of education", "Quality of education"),
        ),
        _read,
    ),
)
