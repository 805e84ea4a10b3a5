"""The Civil Rights Data Collection (CRDC): wide, one row a school, with reserve codes (Brief 4.3)."""

from collections.abc import Iterable

from course_tools.casework.counted import rate_of, summed
from course_tools.casework.federal.schools import (
    DISTRICT_DIGITS,
    SCHOOL_DIGITS,
    schools_of,
    with_districts,
    with_zeros,
)
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column, Marks, Numbers, is_count
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
    ASIAN,
    BLACK,
    ENGLISH_LEARNERS,
    HISPANIC,
    PACIFIC_ISLANDER,
    TWO_OR_MORE,
    WHITE,
    WITH_DISABILITIES,
    WITHOUT_DISABILITIES,
)

SOURCE = Source(
    "Civil Rights Data Collection, United States",
    "Office for Civil Rights, United States Department of Education",
    "United States government work; name the source",
)
# Reserve codes, as the manual of 2023-24 has them; any other negative number is "not published".
MARKS: Marks = {
    "-9": Status.NOT_APPLICABLE,  # not asked of this school
    "-10": Status.SUPPRESSED,  # hidden, to protect students
}
_RACES = {
    "AM": AMERICAN_INDIAN,
    "AS": ASIAN,
    "BL": BLACK,
    "HI": HISPANIC,
    "HP": PACIFIC_ISLANDER,
    "TR": TWO_OR_MORE,
    "WH": WHITE,
}
_ONCE_OR_MORE = ("SINGOOS", "MULTOOS")
_ENROLLED = Measure(
    "enrolled",
    "Students enrolled",
    unit="count",
    decimals=0,
    definition="Counted on one day of the school year, about October 1.",
)
_SUSPENDED = Measure(
    "suspended-out-of-school",
    "Suspended out of school once or more",
    base="students enrolled",
    counts="published",
    more_is="worse",
    decimals=6,
    definition="Students suspended exactly once and more than once, with and without disabilities "
    "(IDEA), out of students enrolled. Added up here from the published counts.",
)
_SUSPENDED_COUNT = Measure(
    "students-suspended-out-of-school",
    "Students suspended out of school once or more (number)",
    unit="count",
    more_is="worse",
    decimals=0,
    definition="Students suspended exactly once and more than once, added up.",
)


def _sexes(name: str) -> tuple[str, str]:
    return f"{name}_M", f"{name}_F"


def _enrolled_names(code: str) -> tuple[str, str]:
    return _sexes("TOT_ENR" if code == "ALL" else f"SCH_ENR_{code}")


def _without(code: str) -> tuple[str, ...]:
    """Columns of students without disabilities suspended out of school, in a race or all ("ALL")."""
    stems = ["TOT_DISCWODIS_{}" if code == "ALL" else f"SCH_DISCWODIS_{{}}_{code}"]
    return tuple(
        name for stem in stems for how in _ONCE_OR_MORE for name in _sexes(stem.format(how))
    )


def _with(code: str) -> tuple[str, ...]:
    """The same of students with disabilities (IDEA)."""
    stem = "TOT_DISCWDIS_{}_IDEA" if code == "ALL" else f"SCH_DISCWDIS_{{}}_IDEA_{code}"
    return tuple(name for how in _ONCE_OR_MORE for name in _sexes(stem.format(how)))


_GROUPS = {"ALL": ALL_PUPILS, **_RACES}
_OTHER_ENROLLED = {"LEP": ENGLISH_LEARNERS, "IDEA": WITH_DISABILITIES}


def _wanted() -> Iterable[str]:
    yield from ("COMBOKEY", "LEAID", "LEA_NAME", "SCH_NAME")
    for code in (*_GROUPS, *_OTHER_ENROLLED):
        yield from _enrolled_names(code)
    for code in _GROUPS:
        yield from (*_without(code), *_with(code))


def _read(sheet: Sheet, period: str) -> PublishedFile:
    columns = sheet.columns_if_there(_wanted())
    place, remarks = with_zeros(columns["COMBOKEY"], SCHOOL_DIGITS)
    district = None
    if "LEAID" in columns:
        district, more = with_zeros(columns["LEAID"], DISTRICT_DIGITS)
        remarks += more
    year = period.replace("/", "-")
    table = TidyTable(SOURCE, sheet.file.name)
    for code, group in {**_GROUPS, **_OTHER_ENROLLED}.items():
        if (enrolled := _sum(columns, _enrolled_names(code))) is not None:
            table.add(_ENROLLED, enrolled, place=place, period=year, group=group)
    for code, group in _GROUPS.items():
        _add_suspended(table, columns, code, group, (place, year))
    tidy, repeats = table.finished()
    places = with_districts(
        schools_of(place, columns.get("SCH_NAME"), district), district, columns.get("LEA_NAME")
    )
    return PublishedFile(
        sheet.file.name,
        KINDS[0].id,
        SOURCE,
        tidy,
        places,
        table.measures,
        (*remarks, *_about_year(year), *_ABOUT, *about_table(tidy, repeats)),
    )


def _add_suspended(
    table: TidyTable,
    columns: dict[str, Column],
    code: str,
    group: str,
    at: tuple[Column, str],
) -> None:
    """Counts without and with disabilities, and of both together the share of those enrolled."""
    place, year = at
    without, with_them = _sum(columns, _without(code)), _sum(columns, _with(code))
    for counted, whose in ((without, WITHOUT_DISABILITIES), (with_them, WITH_DISABILITIES)):
        if counted is not None:
            words = whose if code == "ALL" else f"{group}, {whose}"
            table.add(_SUSPENDED_COUNT, counted, place=place, period=year, group=words)
    enrolled = _sum(columns, _enrolled_names(code))
    if without is None or with_them is None or enrolled is None:
        return
    both = summed([without, with_them])
    table.add(
        _SUSPENDED,
        rate_of(both, enrolled),
        place=place,
        period=year,
        group=group,
        numerator=both,
        denominator=enrolled,
    )


def _sum(columns: dict[str, Column], names: tuple[str, ...]) -> Numbers | None:
    """Those columns added up where each has a count; None where the file lacks one of them."""
    if any(name not in columns for name in names):
        return None
    return summed(
        [
            columns[name].numbers(MARKS, negative_is=Status.NOT_PUBLISHED, only=is_count)
            for name in names
        ]
    )


def _about_year(year: str) -> list[Remark]:
    if not year:
        return []
    return [Remark(f"The file does not say its year; it is taken as {year}. Is that right?", True)]


_ABOUT = (
    Remark(
        "A negative number is a code that says why there is no count. It is never counted. Where "
        "one part of a sum is missing, there is no sum."
    ),
    Remark(
        "Students who have a plan under Section 504 only, and students who are neither male nor "
        "female in the file, are counted in other columns. They are not in these suspensions, so the shares may be a little low."
    ),
    Remark("In some years, counts were changed a little before publication, to protect students."),
)
KINDS = (
    Kind(
        "federal-civil-rights",
        SOURCE.title,
        (
            "COMBOKEY",
            (
                *_enrolled_names("ALL"),
                *_enrolled_names("BL"),
                *_without("ALL"),
                *_without("BL"),
                *_with("ALL"),
            ),
        ),
        _read,
    ),
)
