"""The federal Common Core of Data: membership, long, with its totals beside its parts (Brief 4.3)."""

from collections.abc import Iterable, Iterator, Sequence

from course_tools.casework.invented.federal_files import (
    FIPS,
    LEAID,
    RACES,
    SEXES,
    STATE,
    nces_id,
)
from course_tools.casework.invented.printing import Row
from course_tools.casework.invented.sierra_bonita import (
    STATE_NAME,
    CaliforniaSchool,
    Student,
    students,
)

MEMBERSHIP = [
    "SCHOOL_YEAR",
    "FIPST",
    "STATENAME",
    "ST",
    "SCH_NAME",
    "STATE_AGENCY_NO",
    "UNION",
    "ST_LEAID",
    "LEAID",
    "ST_SCHID",
    "NCESSCH",
    "SCHID",
    "GRADE",
    "RACE_ETHNICITY",
    "SEX",
    "STUDENT_COUNT",
    "TOTAL_INDICATOR",
    "DMS_FLAG",
]
_ALL = "No Category Codes"
_EACH = "Category Set A - By Race/Ethnicity; Sex; Grade"
_RACE_AND_SEX = "Derived - Subtotal by Race/Ethnicity and Sex minus Adult Education Count"


def membership_rows(year: int, schools: Iterable[CaliforniaSchool]) -> Iterator[Row]:
    """Students by grade, race and sex, then by grade, then in all; one part was not reported."""
    for school in schools:
        there = students(school, year)
        place: dict[str, str | int] = {
            "SCHOOL_YEAR": f"{year - 1}-{year}",
            "FIPST": FIPS,
            "STATENAME": STATE_NAME.upper(),
            "ST": STATE,
            "SCH_NAME": school.name,
            "STATE_AGENCY_NO": "01",
            "ST_LEAID": f"{STATE}-99999",
            "LEAID": LEAID,
            "ST_SCHID": f"{STATE}-99999-{school.code}",
            "NCESSCH": nces_id(school),
            "SCHID": FIPS + school.code[2:],
            "DMS_FLAG": "Reported",
        }
        yield from ({**place, **row} for row in _memberships(school, there))


def _memberships(school: CaliforniaSchool, there: Sequence[Student]) -> Iterator[Row]:
    for grade in school.grades:
        named = f"Grade {grade}"
        for _, race, race_name in RACES:
            races = (race, "077") if race == "076" else (race,)
            for _, sex, sex_name in SEXES:
                counted = sum(
                    one.grade == grade and one.race in races and sex in one.groups for one in there
                )
                yield _member(named, race_name, sex_name, counted, _EACH)
        not_known = _member(named, "Not Specified", "Not Specified", "", _EACH)
        yield {**not_known, "DMS_FLAG": "Not reported"}
        total = sum(one.grade == grade for one in there)
        yield _member(named, _ALL, _ALL, total, "Subtotal 4 - By Grade")
    for _, race, race_name in RACES:
        races = (race, "077") if race == "076" else (race,)
        for _, sex, sex_name in SEXES:
            counted = sum(one.race in races and sex in one.groups for one in there)
            yield _member(_ALL, race_name, sex_name, counted, _RACE_AND_SEX)
    yield _member(_ALL, _ALL, _ALL, len(there), "Education Unit Total")


def _member(grade: str, race: str, sex: str, counted: str | int, total: str) -> Row:
    return {
        "GRADE": grade,
        "RACE_ETHNICITY": race,
        "SEX": sex,
        "STUDENT_COUNT": counted,
        "TOTAL_INDICATOR": total,
    }
