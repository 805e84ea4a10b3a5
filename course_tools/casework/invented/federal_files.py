"""Federal files about the same schools: EDFacts and Civil Rights Data Collection
(Brief 4.3). The state is "ZZ" with code 99, which no state has."""

from collections.abc import Iterable, Iterator, Sequence

from course_tools.casework.invented.printing import Row
from course_tools.casework.invented.sierra_bonita import (
    DISTRICT_NAME,
    SCHOOLS,
    STATE_NAME,
    CaliforniaSchool,
    Student,
    students,
)

STATE, FIPS, LEAID = "ZZ", "99", "9999999"
_EDFACTS_GROUPS = (
    ("ALL", "001"),
    ("MBL", "074"),
    ("MHI", "078"),
    ("MWH", "080"),
    ("F", "004"),
    ("M", "003"),
    ("CWD", "128"),
    ("ECD", "031"),
    ("LEP", "160"),
)
RACES = (
    ("HI", "078", "Hispanic/Latino"),
    ("AM", "075", "American Indian or Alaska Native"),
    ("AS", "076", "Asian"),
    ("HP", "079", "Native Hawaiian or Other Pacific Islander"),
    ("BL", "074", "Black or African American"),
    ("WH", "080", "White"),
    ("TR", "144", "Two or more races"),
)
SEXES = (("M", "003", "Male"), ("F", "004", "Female"))


def nces_id(school: CaliforniaSchool) -> str:
    """The federal id of a school, twelve digits."""
    return LEAID + school.code[2:]


# --- EDFacts: percentages blurred by the size of the group ---------------------------------------


def edfacts_header(subject: str, year: int) -> tuple[str, ...]:
    """`subject` is MTH or RLA; the school year ends in `year`."""
    tail = f"{(year - 1) % 100:02}{year % 100:02}"
    measured = [
        f"{group}_{subject}00{what}_{tail}"
        for group, _ in _EDFACTS_GROUPS
        for what in ("NUMVALID", "PCTPROF")
    ]
    place = [
        "STNAM",
        "FIPST",
        "LEAID",
        "ST_LEAID",
        "LEANM",
        "NCESSCH",
        "ST_SCHID",
        "SCHNAM",
        "DATE_CUR",
    ]
    return (*place, *measured)


def edfacts_rows(
    subject: str, year: int, schools: Iterable[CaliforniaSchool] = SCHOOLS
) -> Iterator[Row]:
    """One row for each school: valid scores and the blurred share of proficient students."""
    header = edfacts_header(subject, year)
    test = 1 if subject == "MTH" else 0
    for school in schools:
        row: dict[str, str | int] = {
            "STNAM": STATE_NAME.upper(),
            "FIPST": FIPS,
            "LEAID": LEAID,
            "ST_LEAID": f"{STATE}-99999",
            "LEANM": DISTRICT_NAME,
            "NCESSCH": nces_id(school),
            "ST_SCHID": f"{STATE}-99999-{school.code}",
            "SCHNAM": school.name,
            "DATE_CUR": f"01JAN{year + 1}",
        }
        for number, (_, group) in enumerate(_EDFACTS_GROUPS):
            levels = [
                found.level
                for one in students(school, year)
                if group in one.groups and (found := one.results[test]) is not None
            ]
            valid, proficient = header[9 + 2 * number], header[10 + 2 * number]
            row[valid] = len(levels) or "."
            row[proficient] = blurred(sum(level >= 3 for level in levels), len(levels))
        yield row


# Up to so many students: the width of the ranges in points, and the lowest and highest share that
# is told apart. The widths are those of the federal documentation.
_BLUR = ((15, 50, 50), (30, 20, 20), (60, 10, 10), (300, 5, 5))


def blurred(proficient: int, tested: int) -> str:
    """A percentage as EDFacts prints it: exact above 300 students, hidden up to 5."""
    if tested == 0:
        return "."
    if tested <= 5:
        return "PS"
    share = (200 * proficient + tested) // (2 * tested)
    for most, width, edge in _BLUR:
        if tested <= most:
            return _range(share, width, edge)
    return "LE1" if share <= 1 else "GE99" if share >= 99 else str(share)


def _range(share: int, width: int, edge: int) -> str:
    if width == 50:
        return "LT50" if share < 50 else "GE50"
    if share <= edge:
        return f"LE{edge}"
    if share >= 100 - edge:
        return f"GE{100 - edge}"
    low = share // width * width
    return f"{low + 1 if low == edge else low}-{low + width - 1}"


# --- Civil Rights Data Collection: counts by race and sex, negative numbers instead of blanks ----

_DISCIPLINE = ("SINGOOS", "MULTOOS")
CRDC = (
    *["LEA_STATE", "LEA_STATE_NAME", "LEAID", "LEA_NAME", "SCHID", "SCH_NAME", "COMBOKEY", "JJ"],
    *(f"SCH_ENR_{race}_{sex}" for race, _, _ in RACES for sex, _, _ in SEXES),
    *(f"TOT_ENR_{sex}" for sex, _, _ in SEXES),
    *(
        f"SCH_DISCWODIS_{kind}_{race}_{sex}"
        for kind in _DISCIPLINE
        for race, _, _ in RACES
        for sex, _, _ in SEXES
    ),
    *(f"TOT_DISCWODIS_{kind}_{sex}" for kind in _DISCIPLINE for sex, _, _ in SEXES),
)
_NOT_APPLICABLE, _ACTION_PLAN, _HIDDEN = -9, -5, -11
_SKIPPED, _PLANNED, _QUALITY = 16, 13, 7  # schools, by their place in the list


def civil_rights_rows(year: int, schools: Iterable[CaliforniaSchool] = SCHOOLS) -> Iterator[Row]:
    """One row for each school. Reserve codes stand where a school could not or need not answer."""
    for number, school in enumerate(schools):
        row: dict[str, str | int] = {
            "LEA_STATE": STATE,
            "LEA_STATE_NAME": STATE_NAME.upper(),
            "LEAID": LEAID,
            "LEA_NAME": DISTRICT_NAME,
            "SCHID": school.code[2:],
            "SCH_NAME": school.name,
            "COMBOKEY": nces_id(school),
            "JJ": "No",
        }
        there = students(school, year)
        row |= _by_race_and_sex("ENR", there)
        without = [one for one in there if not one.disabled]
        once = [one for one in without if one.suspensions == 1]
        often = [one for one in without if one.suspensions > 1]
        for kind, some in zip(_DISCIPLINE, (once, often), strict=True):
            row |= _by_race_and_sex(f"DISCWODIS_{kind}", some)
        for place, code in (
            (_SKIPPED, _NOT_APPLICABLE),
            (_PLANNED, _ACTION_PLAN),
            (_QUALITY, _HIDDEN),
        ):
            if number == place:
                row |= {name: code for name in CRDC if "_DISCWODIS_" in name}
        yield row


def _by_race_and_sex(what: str, some: Sequence[Student]) -> dict[str, str | int]:
    row: dict[str, str | int] = {
        f"SCH_{what}_{race}_{sex}": sum(
            one.race in (group, "077" if race == "AS" else group) and sex_group in one.groups
            for one in some
        )
        for race, group, _ in RACES
        for sex, sex_group, _ in SEXES
    }
    for sex, sex_group, _ in SEXES:
        row[f"TOT_{what}_{sex}"] = sum(sex_group in one.groups for one in some)
    return row
