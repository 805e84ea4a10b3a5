"""Students enrolled, by school (Common Core of Data, membership): long (Brief 4.3).

A school's total is the row "Education Unit Total". Races come from the rows by race and sex, and
grades from the rows by grade; other rows hold the same students again and are left out.
"""

from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.counted import in_rows, summed
from course_tools.casework.federal.schools import (
    DISTRICT_DIGITS,
    SCHOOL_DIGITS,
    schools_of,
    with_districts,
    with_zeros,
)
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column, Marks, Numbers, constant, is_count, joined
from course_tools.casework.remarks import about_table
from course_tools.casework.sheet import Sheet
from course_tools.casework.table import TidyTable
from course_tools.casework.tidy import (
    ALL_PUPILS,
    Measure,
    PublishedFile,
    Remark,
    Source,
    Status,
)
from course_tools.casework.us_groups import (
    HISPANIC,
    PACIFIC_ISLANDER,
    RACE_NOT_REPORTED,
    TWO_OR_MORE,
    at_grade,
)
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    from numpy.typing import NDArray

SOURCE = Source(
    "Students enrolled in the United States (Common Core of Data)",
    "National Center for Education Statistics, United States",
    "Public domain (United States government)",
)
# Codes in place of a count in older files; every other negative number is "not published", too.
MARKS: Marks = {
    "-1": Status.NOT_PUBLISHED,
    "-2": Status.NOT_APPLICABLE,
    "-9": Status.NOT_PUBLISHED,
    "M": Status.NOT_PUBLISHED,
    "N": Status.NOT_APPLICABLE,
}
_FLAGS = {
    "not reported": Status.NOT_PUBLISHED,
    "missing": Status.NOT_PUBLISHED,
    "suppressed": Status.SUPPRESSED,
    "not applicable": Status.NOT_APPLICABLE,
}
ENROLLED = Measure(
    "enrolled",
    "Students enrolled",
    unit="count",
    decimals=0,
    definition="Counted on one day of the school year, about October 1.",
)
_TOTAL = "education unit total"
_BY_RACE = "derived - subtotal by race/ethnicity and sex minus adult education count"
_BY_GRADE = "subtotal 4 - by grade"
_RACES = {
    "hispanic/latino": HISPANIC,
    "native hawaiian or other pacific islander": PACIFIC_ISLANDER,
    "two or more races": TWO_OR_MORE,
    "not specified": RACE_NOT_REPORTED,
}
_COLUMNS = (
    *("SCHOOL_YEAR", "NCESSCH", "LEAID", "LEA_NAME", "SCH_NAME", "GRADE", "RACE_ETHNICITY"),
    *("SEX", "STUDENT_COUNT", "TOTAL_INDICATOR", "DMS_FLAG"),
)


def _read(sheet: Sheet, period: str) -> PublishedFile:
    columns = sheet.columns_if_there(_COLUMNS)
    indicator = columns["TOTAL_INDICATOR"].each(str.casefold)
    used = indicator.is_one_of((_TOTAL, _BY_RACE, _BY_GRADE))
    if not used.any():
        raise FileNotRead(
            f"{sheet.file.name} has no total of any school (rows “Education Unit Total”). Download "
            "the whole file again."
        )
    columns = {name: column.where(used) for name, column in columns.items()}
    indicator = indicator.where(used)
    if "NCESSCH" in columns:
        place, remarks = with_zeros(columns["NCESSCH"], SCHOOL_DIGITS)
        names, level = columns.get("SCH_NAME"), "school"
    else:
        place, remarks = with_zeros(columns["LEAID"], DISTRICT_DIGITS)
        names, level = columns.get("LEA_NAME"), "district"
    district = None
    if level == "school" and "LEAID" in columns:
        district, more = with_zeros(columns["LEAID"], DISTRICT_DIGITS)
        remarks += more
    counts = _counts(columns)
    year = columns.get("SCHOOL_YEAR", constant("", len(place)))
    periods = year.each(lambda text: _school_year(text, period))
    table = TidyTable(SOURCE, sheet.file.name)
    total = indicator.is_one_of((_TOTAL,))
    table.add(
        ENROLLED,
        counts.where(total),
        place=place.where(total),
        period=periods.where(total),
        group=ALL_PUPILS,
    )
    grade = indicator.is_one_of((_BY_GRADE,))
    table.add(
        ENROLLED,
        counts.where(grade),
        place=place.where(grade),
        period=periods.where(grade),
        group=columns["GRADE"].each(_grade_words).where(grade),
    )
    unpaired = _add_races(table, columns, indicator, counts, (place, periods))
    tidy, repeats = table.finished()
    places = schools_of(place, names, district, level)
    places = with_districts(places, district, columns.get("LEA_NAME"))
    remarks += (*_ABOUT, *_about_rows(int((~used).sum()), unpaired), *about_table(tidy, repeats))
    return PublishedFile(
        sheet.file.name, KINDS[0].id, SOURCE, tidy, places, table.measures, remarks
    )


def _counts(columns: dict[str, Column]) -> Numbers:
    """Counts; where the flag says that nothing was reported, a 0 in its place is none."""
    counts = columns["STUDENT_COUNT"].numbers(
        MARKS, negative_is=Status.NOT_PUBLISHED, only=is_count
    )
    flag = columns.get("DMS_FLAG")
    if flag is None:
        return counts
    folded = flag.each(str.casefold)
    for text, status in _FLAGS.items():
        counts = counts.turned(folded.is_one_of((text,)), status)
    return counts


def _add_races(
    table: TidyTable,
    columns: dict[str, Column],
    indicator: Column,
    counts: Numbers,
    at: tuple[Column, Column],
) -> int:
    """Girls and boys of a race added up, only where both are reported. Says how many were alone."""
    place, periods = at
    race = columns["RACE_ETHNICITY"].each(_race_words)
    sex = columns["SEX"].each(str.casefold)
    about = joined(place, periods, race, by="\n")
    by_race = indicator.is_one_of((_BY_RACE,))
    girls, boys = (np.flatnonzero(by_race & sex.is_one_of((word,))) for word in ("female", "male"))
    girl_of = _row_of(about, girls)
    paired = boys[girl_of[about.codes[boys]] >= 0]
    partner = girl_of[about.codes[paired]]
    both = summed([counts.where(paired), counts.where(partner)])
    table.add(
        ENROLLED,
        both,
        place=place.where(paired),
        period=periods.where(paired),
        group=race.where(paired),
    )
    return len(girls) + len(boys) - 2 * len(paired)


def _row_of(about: Column, rows: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """For every text of a column, which of those rows has it; -1 where none has."""
    found = np.full(len(about.texts), -1, dtype=np.int64)
    found[about.codes[rows]] = rows
    return found


def _race_words(text: str) -> str:
    return _RACES.get(text.casefold(), text)


def _grade_words(text: str) -> str:
    return at_grade(text[:1].lower() + text[1:], ALL_PUPILS)


def _school_year(text: str, otherwise: str) -> str:
    """ "2022-2023" as "2022-23"."""
    first, _, last = text.partition("-")
    if first.isdecimal() and len(first) == 4 and last.isdecimal():
        return f"{first}-{last[-2:]}"
    return otherwise.replace("/", "-")


def _about_rows(left_out: int, unpaired: int) -> list[Remark]:
    found = []
    if left_out:
        found.append(
            Remark(
                f"{in_rows(left_out)} the file counts the same students again in another way "
                "(TOTAL_INDICATOR). Those rows are left out, so that nobody is counted twice."
            )
        )
    if unpaired:
        found.append(
            Remark(
                f"{in_rows(unpaired)} a race has a number for one sex only. Those are left out: "
                "half a group is no group.",
                care=True,
            )
        )
    return found


_ABOUT = (
    Remark(
        "Totals are all students of a school, with adult education; the numbers by race are "
        "without adult education. They need not add up."
    ),
    Remark("A school that did not report has no number, which is not 0."),
)
KINDS = (
    Kind(
        "federal-membership",
        SOURCE.title,
        (
            ("NCESSCH", "LEAID"),
            "GRADE",
            "RACE_ETHNICITY",
            "SEX",
            "STUDENT_COUNT",
            "TOTAL_INDICATOR",
        ),
        _read,
    ),
)
