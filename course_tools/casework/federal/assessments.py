"""State test results collected by the federal government (EDFacts): wide, with blurred shares.

Where few students were tested, a range or a bound stands in place of the percentage (Brief 4.3).
Those are kept as printed, with status "suppressed"; `bounds_of` says what they allow.
"""

import re
from dataclasses import dataclass

from course_tools.casework.counted import decimals_of, with_somebody
from course_tools.casework.federal.schools import (
    DISTRICT_DIGITS,
    SCHOOL_DIGITS,
    schools_of,
    with_districts,
    with_zeros,
)
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column, Numbers, is_count, is_percentage
from course_tools.casework.rates import Interval
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
    AMERICAN_INDIAN,
    BLACK,
    ENGLISH_LEARNERS,
    FEMALE,
    FOSTER,
    HISPANIC,
    HOMELESS,
    LOW_INCOME,
    MALE,
    MIGRANT,
    MILITARY,
    TWO_OR_MORE,
    WHITE,
    WITH_DISABILITIES,
    at_grade,
)

SOURCE = Source(
    "State test results of the United States (EDFacts)",
    "United States Department of Education",
    "United States government work; name the source",
)
_GROUPS = {
    "ALL": ALL_PUPILS,
    "MAM": AMERICAN_INDIAN,
    "MAS": "Asian or Pacific Islander",
    "MBL": BLACK,
    "MHI": HISPANIC,
    "MTR": TWO_OR_MORE,
    "MWH": WHITE,
    "F": FEMALE,
    "M": MALE,
    "CWD": WITH_DISABILITIES,
    "ECD": LOW_INCOME,
    "LEP": ENGLISH_LEARNERS,
    "HOM": HOMELESS,
    "MIG": MIGRANT,
    "FCS": FOSTER,
    "MIL": MILITARY,
}
_SUBJECTS = {"MTH": ("mathematics", "mathematics"), "RLA": ("reading", "reading")}
_NAME = re.compile(r"([A-Z]+)_(MTH|RLA)(\d\d|HS)(PCTPROF)_(\d\d)(\d\d)", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})")
_BOUND = re.compile(r"(GE|GT|LE|LT)\s*(\d{1,3})", re.IGNORECASE)
_HIDDEN = frozenset(("ps",))
_NONE = {"n/a": Status.NOT_APPLICABLE, ".": Status.NOT_PUBLISHED}


@dataclass(frozen=True)
class _Shares:
    """One column of shares: whose they are, in what, in which grades and year."""

    column: str
    base: str
    group: str
    subject: str
    period: str


def bounds_of(printed: str) -> Interval | None:
    """What a blurred percentage allows, as shares: "21-39" is 0.21 to 0.39, "GE95" 0.95 to 1.

    Percentages are rounded to whole ones before they are blurred. None for "PS" (nothing is
    shown), a plain number, and whatever else is no range. The middle of a range is no estimate:
    every share within it is as possible.
    """
    cell = printed.strip()
    if span := _RANGE.fullmatch(cell):
        low, high = int(span[1]), int(span[2])
    elif bound := _BOUND.fullmatch(cell):
        number = int(bound[2])
        low, high = (number, 100) if bound[1].upper().startswith("G") else (0, number)
    else:
        return None
    return Interval(low / 100, high / 100) if 0 <= low <= high <= 100 else None


def _read(sheet: Sheet, period: str) -> PublishedFile:
    shares = _shares_in(sheet.header.names)
    columns = sheet.columns_if_there(
        [
            *("NCESSCH", "LEAID", "LEANM", "SCHNAM"),
            *(one.column for one in shares),
            *(one.base for one in shares),
        ]
    )
    district, remarks = with_zeros(columns["LEAID"], DISTRICT_DIGITS)
    place, names = district, columns.get("LEANM")
    if "NCESSCH" in columns:
        place, more = with_zeros(columns["NCESSCH"], SCHOOL_DIGITS)
        remarks += more
        schools = schools_of(place, columns.get("SCHNAM"), district)
        places = with_districts(schools, district, names)
    else:
        places = schools_of(place, names, None, level="district")
    table = TidyTable(SOURCE, sheet.file.name)
    for one in shares:
        _add(table, one, columns, place)
    tidy, repeats = table.finished()
    return PublishedFile(
        sheet.file.name,
        KINDS[0].id,
        SOURCE,
        tidy,
        places,
        table.measures,
        (*remarks, *_ABOUT, *about_table(tidy, repeats)),
    )


def _shares_in(names: tuple[str, ...]) -> list[_Shares]:
    found = []
    for name in names:
        said = _NAME.fullmatch(name.strip().lstrip("\ufeff"))
        if said and int(said[5]) + 1 == int(said[6]):
            group, subject, grade, _, first, last = said.groups()
            words = _GROUPS.get(group.upper(), f"group {group} (see the publisher's list)")
            if grade != "00":
                words = at_grade(
                    "high school" if grade.upper() == "HS" else f"grade {int(grade)}", words
                )
            base = f"{group}_{subject}{grade}NUMVALID_{first}{last}"
            found.append(_Shares(name.strip(), base, words, subject.upper(), f"20{first}-{last}"))
    return found


def _add(table: TidyTable, one: _Shares, columns: dict[str, Column], place: Column) -> None:
    printed = columns[one.column]
    below = None
    rate = blurred(printed)
    if one.base in columns:
        below = columns[one.base].numbers({**_NONE, "PS": Status.SUPPRESSED}, only=is_count)
        rate = with_somebody(rate, below)
    subject, words = _SUBJECTS[one.subject]
    known = table.measures.get(f"proficient-{subject}")
    measure = Measure(
        f"proficient-{subject}",
        f"Proficient in {words}",
        base="students with a valid score",
        counts="worked out",
        more_is="better",
        decimals=max(decimals_of(printed) + 2, known.decimals if known else 0),
        definition="What counts as proficient differs from state to state.",
    )
    table.add(measure, rate, place=place, period=one.period, group=one.group, denominator=below)


def blurred(column: Column) -> Numbers:
    """A column of percentages as shares; ranges, bounds and PS are suppressed, and kept printed."""
    hidden = {
        text: Status.SUPPRESSED
        for text in column.texts
        if text.casefold() in _HIDDEN or bounds_of(text) is not None
    }
    return column.numbers({**_NONE, **hidden}, only=is_percentage).as_shares()


_ABOUT = (
    Remark(
        "Where few students were tested, a range or a bound stands in place of the percentage, "
        "such as 21-39, GE95 (95 or more) or PS (nothing shown). Those are kept as printed. The "
        "middle of a range is no fact.",
    ),
    Remark(
        "Every state has its own tests and its own line for proficient. Compare schools of one "
        "state only.",
        care=True,
    ),
    Remark(
        "Percentages are printed without decimals, so the counts worked out from them are near, "
        "not exact.",
        care=True,
    ),
)
_FIRST = tuple(
    f"ALL_{subject}00PCTPROF_{year:02}{year + 1:02}"
    for subject in _SUBJECTS
    for year in range(8, 40)
)
KINDS = (Kind("federal-assessments", SOURCE.title, ("STNAM", "LEAID", _FIRST), _read),)
