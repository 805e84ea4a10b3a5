"""Ofsted management information: one file while there was a single grade, one after it had ended,
and an older one with a line above its column names (Brief 4.2)."""

from collections.abc import Iterable, Iterator

from course_tools.casework.invented.chance import Chance
from course_tools.casework.invented.northmere import (
    LA_NAME,
    LATEST,
    REGION_NAME,
    SUCCESSOR,
    School,
)
from course_tools.casework.invented.printing import Row
from course_tools.casework.invented.pupils import roll

_SCHOOL = [
    "Web Link (opens in new window)",
    "URN",
    "LAESTAB",
    "School name",
    "Ofsted phase",
    "Type of education",
    "School open date",
    "Admissions policy",
    "Sixth form",
    "Designated religious character",
    "Ofsted region",
    "Region",
    "Local authority",
    "Parliamentary constituency",
    "Multi-academy trust UID",
    "Multi-academy trust name",
    "Postcode",
    "The income deprivation affecting children index (IDACI) quintile",
    "Total number of pupils",
    "Statutory lowest age",
    "Statutory highest age",
]
_UNGRADED = [
    "Latest ungraded inspection number since last graded inspection",
    "Date of latest ungraded inspection",
    "Ungraded inspection publication date",
    "Ungraded inspection overall outcome",
]
_GRADED = [
    "Inspection number of latest OEIF graded inspection",
    "Inspection start date of latest OEIF graded inspection",
    "Publication date of latest OEIF graded inspection",
    "Latest OEIF overall effectiveness",
    "Latest OEIF category of concern",
    "Latest OEIF quality of education",
    "Latest OEIF behaviour and attitudes",
    "Latest OEIF personal development",
    "Latest OEIF effectiveness of leadership and management",
    "Latest OEIF  safeguarding is effective?",
    "Latest OEIF early years provision (where applicable)",
    "Latest OEIF sixth form provision (where applicable)",
]
LATEST_INSPECTIONS = (*_SCHOOL, "Inspection start date", "Publication date", *_UNGRADED, *_GRADED)
OLDER = (
    *_SCHOOL[1:8],
    "Local authority",
    "Inspection start date",
    "Publication date",
    "Overall effectiveness",
    "Category of concern",
    "Quality of education",
    "Behaviour and attitudes",
    "Personal development",
    "Effectiveness of leadership and management",
    "Safeguarding is effective?",
    "Early years provision (where applicable)",
    "Sixth form provision (where applicable)",
)
OLDER_FIRST_LINE = "Management information: all inspections 2019 to 2021 (invented)" + "," * 18
_NONE = "9"  # not applicable
_BLANK = "NULL"


def inspection_rows(schools: Iterable[School], *, single_grade_ended: bool) -> Iterator[Row]:
    """One row for each school. Grades run from 1, outstanding, to 4, inadequate.

    With `single_grade_ended`, every third school was inspected after September 2024, and has no
    overall grade. A school that is new as an academy has no inspection yet.
    """
    for number, school in enumerate(schools):
        row = _school(school)
        if school.urn == SUCCESSOR:
            yield row | dict.fromkeys(LATEST_INSPECTIONS[len(_SCHOOL) :], _BLANK)
            continue
        chance = Chance("inspected", school.urn)
        grade = chance.one_of((("1", 0.1), ("2", 0.7), ("3", 0.15), ("4", 0.05)))
        parts = [grade if chance.happens(0.8) else "2" for _ in range(4)]
        is_new = single_grade_ended and number % 3 == 0
        day = f"{chance.whole(1, 28):02}/{chance.whole(1, 12):02}/{chance.whole(2021, 2023)}"
        start = f"{chance.whole(1, 28):02}/11/2024" if is_new else day
        ungraded = not is_new and chance.happens(0.2)
        yield row | {
            "Inspection start date": start,
            "Publication date": _a_month_later(start),
            **dict.fromkeys(_UNGRADED, _BLANK),
            **({_UNGRADED[3]: "School remains Good"} if ungraded else {}),
            _GRADED[0]: f"9{school.urn}",
            _GRADED[1]: start,
            _GRADED[2]: _a_month_later(start),
            _GRADED[3]: "Not judged" if is_new else grade,
            _GRADED[4]: "SM" if grade == "4" else _BLANK,
            **dict(zip(_GRADED[5:9], parts, strict=True)),
            _GRADED[9]: "No" if grade == "4" else "Yes",
            _GRADED[10]: parts[0] if school.phase == "Primary" else _NONE,
            _GRADED[11]: _NONE,
        }


def older_rows(schools: Iterable[School]) -> Iterator[Row]:
    """The same schools some years before, as they were called then."""
    for school in schools:
        chance = Chance("inspected before", school.urn)
        grade = chance.one_of((("1", 0.15), ("2", 0.65), ("3", 0.15), ("4", 0.05)))
        named = _school(school) | {"URN": school.urn_in("2020/21")}
        named["School name"] = school.name_in("2020/21")
        day = f"{chance.whole(1, 28):02}/{chance.whole(9, 11):02}/{chance.whole(2019, 2020)}"
        yield {name: named[name] for name in (*_SCHOOL[1:8], "Local authority")} | {
            "Inspection start date": day,
            "Publication date": _a_month_later(day),
            "Overall effectiveness": grade,
            "Category of concern": "SM" if grade == "4" else _BLANK,
            **dict.fromkeys(OLDER[12:16], grade),
            OLDER[16]: "No" if grade == "4" else "Yes",
            OLDER[17]: grade if school.phase == "Primary" else _NONE,
            OLDER[18]: _NONE,
        }


def _a_month_later(day: str) -> str:
    """Published the month after, or in December still."""
    return f"{day[:3]}{min(12, int(day[3:5]) + 1):02}{day[5:]}"


def _school(school: School) -> dict[str, str | int]:
    low, high = school.ages
    fifth = 1 + min(4, school.fsm_percent // 10)
    return {
        _SCHOOL[0]: "https://www.example.org/",
        "URN": school.urn,
        "LAESTAB": school.laestab,
        "School name": school.name,
        "Ofsted phase": school.phase,
        "Type of education": school.kind,
        "School open date": school.opened.replace("-", "/") or _BLANK,
        "Admissions policy": "Non-selective" if school.phase == "Secondary" else "Not applicable",
        "Sixth form": "Does not have a sixth form",
        "Designated religious character": school.religion,
        "Ofsted region": REGION_NAME,
        "Region": REGION_NAME,
        "Local authority": LA_NAME,
        "Parliamentary constituency": "Northmere (invented)",
        "Multi-academy trust UID": "99001" if school.trust else _BLANK,
        "Multi-academy trust name": school.trust or _BLANK,
        "Postcode": f"ZZ99 {school.area}ZZ",
        _SCHOOL[17]: fifth,
        "Total number of pupils": roll(school, LATEST).pupils,
        "Statutory lowest age": low,
        "Statutory highest age": high,
    }
