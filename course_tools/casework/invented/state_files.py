"""California's downloadable files: chronic absenteeism and suspensions, tab-delimited (Brief 4.3).

Numbers about ten students or fewer are `*`. Rows repeat for all schools, charters, and others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from course_tools.casework.invented.chance import Chance
from course_tools.casework.invented.printing import Row, percent
from course_tools.casework.invented.sierra_bonita import (
    COUNTY,
    COUNTY_NAME,
    DISTRICT,
    DISTRICT_NAME,
    SCHOOLS,
    STATE_NAME,
    CaliforniaSchool,
    Student,
    students,
    students_elsewhere,
)

HIDDEN = "*"
MOST_HIDDEN = 10
CATEGORIES = (
    ("TA", "001"),
    ("GF", "004"),
    ("GM", "003"),
    ("RB", "074"),
    ("RA", "076"),
    ("RH", "078"),
    ("RW", "080"),
    ("SS", "031"),
    ("SE", "160"),
    ("SD", "128"),
    ("SH", "052"),
)
# Spaces at the ends of names are as ragged as in the real files.
ABSENTEEISM = (
    "Academic Year",
    "Aggregate Level ",
    "County Code",
    "District Code",
    "School Code",
    "County Name",
    "District Name ",
    "School Name",
    "Charter School ",
    "DASS",
    "Reporting Category",
    "ChronicAbsenteeismEligibleCumulativeEnrollment",
    "ChronicAbsenteeismCount",
    "ChronicAbsenteeismRate ",
)
_REASONS = (
    "Suspension Count Violent Incident (Injury)",
    "Suspension Count Violent Incident (No Injury)",
    "Suspension Count Weapons Possession",
    "Suspension Count Illicit Drug-Related",
    "Suspension Count Defiance-Only",
    "Suspension Count Other Reasons",
)
SUSPENSION = (
    "AcademicYear",
    "AggregateLevel",
    "CountyCode",
    "DistrictCode",
    "SchoolCode",
    "CountyName",
    "DistrictName",
    "SchoolName",
    "CharterYN",
    "ReportingCategory",
    "CumulativeEnrollment",
    "Total Suspensions",
    "Unduplicated Count of Students Suspended (Total)",
    "Unduplicated Count of Students Suspended (Defiance-Only)",
    "Suspension Rate (Total)",
    *_REASONS,
)


@dataclass(frozen=True)
class _Place:
    level: str  # T, C, D or S
    name: str  # of the school
    code: str
    charter: str  # All, Yes or No
    students: tuple[Student, ...]
    times: int = 1


def _places(year: int, schools: Iterable[CaliforniaSchool]) -> Iterator[_Place]:
    """State, county and district for all, charter and other schools; each school twice."""
    every = list(schools)
    yield _Place("T", "", "", "All", students_elsewhere(year), 900)
    for level in ("C", "D"):
        for charter in ("All", "Yes", "No"):
            some = [school for school in every if charter in ("All", _charter(school))]
            together = tuple(one for school in some for one in students(school, year))
            yield _Place(level, "", "", charter, together)
    for school in every:
        for charter in ("All", _charter(school)):
            yield _Place("S", school.name, school.code, charter, students(school, year))


def _charter(school: CaliforniaSchool) -> str:
    return "Yes" if school.charter else "No"


def _in_groups(place: _Place) -> Iterator[tuple[str, Sequence[Student]]]:
    for category, group in CATEGORIES:
        yield category, [one for one in place.students if group in one.groups]


def absenteeism_rows(year: int, schools: Iterable[CaliforniaSchool] = SCHOOLS) -> Iterator[Row]:
    """Chronic absenteeism of the school year that ends in `year`."""
    for place in _places(year, schools):
        for category, members in _in_groups(place):
            row: dict[str, str | int] = {
                "Academic Year": f"{year - 1}-{year % 100:02}",
                "Aggregate Level": place.level,
                "County Code": "00" if place.level == "T" else COUNTY,
                "District Code": DISTRICT if place.level in "DS" else "",
                "School Code": place.code,
                "County Name": STATE_NAME if place.level == "T" else COUNTY_NAME,
                "District Name": DISTRICT_NAME if place.level in "DS" else "",
                "School Name": place.name,
                "Charter School": place.charter,
                "DASS": "All",
                "Reporting Category": category,
            }
            if len(members) <= MOST_HIDDEN:
                yield row | dict.fromkeys((name.strip() for name in ABSENTEEISM[-3:]), HIDDEN)
                continue
            absent = sum(one.absent for one in members)
            yield row | {
                "ChronicAbsenteeismEligibleCumulativeEnrollment": len(members) * place.times,
                "ChronicAbsenteeismCount": absent * place.times,
                "ChronicAbsenteeismRate": percent(absent, len(members)),
            }


def suspension_rows(year: int, schools: Iterable[CaliforniaSchool] = SCHOOLS) -> Iterator[Row]:
    """Suspensions of the school year that ends in `year`; a student may be counted in many."""
    for place in _places(year, schools):
        for category, members in _in_groups(place):
            row: dict[str, str | int] = {
                "AcademicYear": f"{year - 1}-{year % 100:02}",
                "AggregateLevel": place.level,
                "CountyCode": "00" if place.level == "T" else COUNTY,
                "DistrictCode": DISTRICT if place.level in "DS" else "",
                "SchoolCode": place.code,
                "CountyName": STATE_NAME if place.level == "T" else COUNTY_NAME,
                "DistrictName": DISTRICT_NAME if place.level in "DS" else "",
                "SchoolName": place.name,
                "CharterYN": {"Yes": "Y", "No": "N"}.get(place.charter, "All"),
                "ReportingCategory": category,
            }
            if len(members) <= MOST_HIDDEN:
                yield row | dict.fromkeys(SUSPENSION[10:], HIDDEN)
            else:
                yield row | _suspended(place, category, members)


def _suspended(place: _Place, category: str, members: Sequence[Student]) -> dict[str, str | int]:
    events = sum(one.suspensions for one in members)
    suspended = sum(one.suspensions > 0 for one in members)
    # Every event has one reason; the seed leaves out the charter column, so repeats agree.
    chance = Chance("reasons", place.level, place.code, category, len(members), events)
    shares = zip(_REASONS, (0.3, 0.3, 0.04, 0.12, 0.06, 0.18), strict=True)
    choices = list(shares)
    reasons = dict.fromkeys(_REASONS, 0)
    for _ in range(events):
        reasons[chance.one_of(choices)] += 1
    row: dict[str, str | int] = {
        "CumulativeEnrollment": len(members) * place.times,
        "Total Suspensions": events * place.times,
        "Unduplicated Count of Students Suspended (Total)": suspended * place.times,
        "Unduplicated Count of Students Suspended (Defiance-Only)": (
            min(suspended, reasons["Suspension Count Defiance-Only"]) * place.times
        ),
        "Suspension Rate (Total)": percent(suspended, len(members)),
    }
    return row | {reason: counted * place.times for reason, counted in reasons.items()}
