"""The California School Dashboard: chronic absenteeism, and distance from standard (Brief 4.3).

The status is blank below 11 students, and a color is given from 30.
"""

from collections.abc import Iterable, Iterator, Sequence

from course_tools.casework.invented.printing import Row, percent, quotient
from course_tools.casework.invented.sierra_bonita import (
    COUNTY,
    COUNTY_NAME,
    DISTRICT,
    DISTRICT_NAME,
    SCHOOLS,
    CaliforniaSchool,
    Student,
    district_students,
    students,
    students_elsewhere,
)

_PLACE = [
    "cds",
    "rtype",
    "schoolname",
    "districtname",
    "countyname",
    "charter_flag",
    "coe_flag",
    "dass_flag",
    "studentgroup",
]
ABSENTEEISM = (
    *_PLACE,
    *[
        "currnumer",
        "currdenom",
        "currstatus",
        "priornumer",
        "priordenom",
        "priorstatus",
        "change",
        "statuslevel",
        "changelevel",
        "color",
        "box",
        "smalldenom",
        "currnsizemet",
        "priornsizemet",
        "accountabilitymet",
        "indicator",
        "reportingyear",
    ],
)
ENGLISH = (
    *_PLACE,
    *[
        "currdenom",
        "currstatus",
        "priordenom",
        "priorstatus",
        "change",
        "statuslevel",
        "changelevel",
        "color",
        "box",
        "currnsizemet",
        "priornsizemet",
        "accountabilitymet",
        "indicator",
        "reportingyear",
    ],
)
_GROUPS = (
    ("ALL", "001"),
    ("AA", "074"),
    ("AI", "075"),
    ("AS", "076"),
    ("FI", "077"),
    ("HI", "078"),
    ("PI", "079"),
    ("WH", "080"),
    ("MR", "144"),
    ("EL", "160"),
    ("SED", "031"),
    ("SWD", "128"),
    ("HOM", "052"),
)
_FEWEST, _FEWEST_FOR_COLOR = 11, 30
_STANDARD = 2500  # an invented scale score; the real one differs by grade


def absenteeism_rows(year: int, schools: Iterable[CaliforniaSchool] = SCHOOLS) -> Iterator[Row]:
    """State, district and schools with children up to grade 8; the year before beside it."""
    for place, now, before, times in _places(year, schools):
        for name, group in _GROUPS:
            ours = [one for one in now if group in one.groups and one.grade <= 8]
            theirs = [one for one in before if group in one.groups and one.grade <= 8]
            if not ours and not theirs:
                continue
            row = place | _absent("curr", ours, times) | _absent("prior", theirs, times)
            row["smalldenom"] = "Y" if len(ours) < _FEWEST_FOR_COLOR else ""
            yield _with_levels(row | {"studentgroup": name, "indicator": "CHRO"}, ours, year)


def english_rows(year: int, schools: Iterable[CaliforniaSchool] = SCHOOLS) -> Iterator[Row]:
    """Mean distance from the standard in English, in points of the scale."""
    for place, now, before, times in _places(year, schools):
        for name, group in _GROUPS:
            ours = [one for one in now if group in one.groups and one.results[0]]
            theirs = [one for one in before if group in one.groups and one.results[0]]
            if not ours and not theirs:
                continue
            row = place | _distance("curr", ours, times) | _distance("prior", theirs, times)
            yield _with_levels(row | {"studentgroup": name, "indicator": "ELA"}, ours, year)


def _places(
    year: int, schools: Iterable[CaliforniaSchool]
) -> Iterator[tuple[dict[str, str | int], Sequence[Student], Sequence[Student], int]]:
    state: dict[str, str | int] = {"cds": "0" * 14, "rtype": "X", "countyname": ""}
    yield state, students_elsewhere(year), students_elsewhere(year - 1), 900
    district = COUNTY + DISTRICT
    row: dict[str, str | int] = {"districtname": DISTRICT_NAME, "countyname": COUNTY_NAME}
    yield (
        row | {"cds": district + "0" * 7, "rtype": "D"},
        district_students(year),
        district_students(year - 1),
        1,
    )
    for school in schools:
        place = row | {
            "cds": school.cds,
            "rtype": "S",
            "schoolname": school.name,
            "charter_flag": "Y" if school.charter else "",
            "dass_flag": "Y" if "Continuation" in school.name else "",
        }
        yield place, students(school, year), students(school, year - 1), 1


def _absent(when: str, members: Sequence[Student], times: int) -> dict[str, str | int]:
    row: dict[str, str | int] = {f"{when}denom": len(members) * times}
    if len(members) < _FEWEST:
        return row
    absent = sum(one.absent for one in members)
    status = percent(absent, len(members))
    return row | {f"{when}numer": absent * times, f"{when}status": status}


def _distance(when: str, members: Sequence[Student], times: int) -> dict[str, str | int]:
    row: dict[str, str | int] = {f"{when}denom": len(members) * times}
    if len(members) < _FEWEST:
        return row
    total = sum(one.results[0].score - _STANDARD for one in members if one.results[0])
    return row | {f"{when}status": quotient(total, len(members), 1)}


def _with_levels(
    row: dict[str, str | int], ours: Sequence[Student], year: int
) -> dict[str, str | int]:
    """Change, levels 1 to 5 and a color; 0 stands for none."""
    levels: dict[str, str | int] = dict.fromkeys(("statuslevel", "changelevel", "color", "box"), 0)
    if row.get("currstatus", "") != "" and row.get("priorstatus", "") != "":
        now, before = _tenths(row["currstatus"]), _tenths(row["priorstatus"])
        levels["change"] = quotient(now - before, 10, 1)
        if len(ours) >= _FEWEST_FOR_COLOR:
            status, change = _levels(str(row["indicator"]), now, now - before)
            levels |= {"statuslevel": status, "changelevel": change}
            levels |= {"color": (status + change) // 2, "box": 10 * status + change}
    met = "Y" if len(ours) >= _FEWEST_FOR_COLOR else "N"
    return (
        row
        | levels
        | {
            "currnsizemet": met,
            "priornsizemet": met,
            "accountabilitymet": met,
            "reportingyear": year,
        }
    )


def _tenths(printed: str | int) -> int:
    return int(str(printed).replace(".", ""))


def _levels(indicator: str, now: int, change: int) -> tuple[int, int]:
    """1 lowest to 5 highest; for absence a low number is good. Cut points in tenths."""
    if indicator == "CHRO":
        status = sum(now <= cut for cut in (200, 100, 50, 25)) + 1
        return status, sum(-change >= cut for cut in (-30, -5, 5, 30)) + 1
    status = sum(now >= cut for cut in (-700, -50, 100, 450)) + 1
    return status, sum(change >= cut for cut in (-150, -30, 30, 150)) + 1
