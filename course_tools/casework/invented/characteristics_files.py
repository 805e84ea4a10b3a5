"""Schools, pupils and their characteristics: the wide file of single schools, and the long one that
took its place in 2025/26 (Brief 4.2)."""

from collections.abc import Iterable, Iterator

from course_tools.casework.invented.northmere import LIKE_A_NUMBER, REBUILT_YEAR, School
from course_tools.casework.invented.printing import Row, percent
from course_tools.casework.invented.pupils import ETHNIC_GROUPS, Roll, added, roll
from course_tools.casework.invented.statistics_files import WHERE, of_school, where

_FSM = "pupils known to be eligible for free school meals"
_TAKEN = "FSM eligible pupils taking"
_LANGUAGE = "pupils whose first language is known or believed to be"


def wide_header(year: str) -> tuple[str, ...]:
    """The columns of the wide file; before 2023/24 the URN is in capitals and sex is boys, girls."""
    is_old = year < "2023/24"
    sexes = ("girls", "boys") if is_old else ("female", "male")
    names = [
        *WHERE,
        "URN" if is_old else "urn",
        "estab",
        "laestab",
        "school_name",
        "phase_type_grouping",
        "typeofestablishment_name",
        "denomination",
        "urban_rural",
        "school_postcode",
        "academy_flag",
        *(f"headcount total {sex}" for sex in sexes),
        "headcount of pupils",
        "fte pupils",
        f"number of {_TAKEN} a free school meal on census day",
        f"% of {_TAKEN} free school meals",
        f"number of {_FSM}",
        f"% of {_FSM}",
        "Number of pupils (used for FSM calculation in Performance Tables)",
        f"number of {_FSM} (Performance Tables)",
        f"% of {_FSM} (Performance Tables)",
        "Infants taken a free school meal on census day",
    ]
    for group, _ in ETHNIC_GROUPS:
        names += [f"number of {_ethnic(group)}", f"% of {_ethnic(group)}"]
    for language in ("English", "other than English"):
        names += [f"number of {_LANGUAGE} {language}", f"% of {_LANGUAGE} {language}"]
    unclassified = "pupils whose first language is unclassified"
    return (*names, f"number of {unclassified}", f"% of {unclassified}")


def _ethnic(group: str) -> str:
    if group == "unclassified":
        return "pupils unclassified"
    return f"pupils classified as {group} ethnic origin"


def wide_rows(schools: Iterable[School], year: str) -> Iterator[Row]:
    """One row for each school: what the census says of its pupils."""
    header = wide_header(year)
    for school in schools:
        there = roll(school, year)
        place = {name: cell for name, cell in of_school(school, year).items() if name in WHERE}
        girls, boys = header[20], header[21]
        row: dict[str, str | int] = place | {
            header[10]: school.urn_in(year),
            "estab": school.estab,
            "laestab": school.laestab,
            "school_name": school.name_in(year),
            "phase_type_grouping": f"State-funded {school.phase.lower()}",
            "typeofestablishment_name": school.kind,
            "denomination": school.religion,
            "urban_rural": "Urban city and town",
            "school_postcode": f"ZZ99 {school.area}ZZ",
            "academy_flag": int(school.is_academy),
            girls: there.girls,
            boys: there.pupils - there.girls,
            "headcount of pupils": there.pupils,
            "fte pupils": there.pupils,
            header[24]: there.meals_taken,
            header[25]: percent(there.meals_taken, there.fsm) or "z",
            "Number of pupils (used for FSM calculation in Performance Tables)": there.pupils,
            "Infants taken a free school meal on census day": (
                there.pupils * 2 // 7 if school.phase == "Primary" else "z"
            ),
        }
        row |= _pair(_FSM, there.fsm, there) | _pair(
            f"{_FSM} (Performance Tables)", there.fsm, there
        )
        for (group, _), counted in zip(ETHNIC_GROUPS, there.ethnic, strict=True):
            row |= _pair(_ethnic(group), counted, there)
        row |= _pair(f"{_LANGUAGE} English", there.english, there)
        row |= _pair(f"{_LANGUAGE} other than English", there.eal, there)
        yield row | _pair(
            "pupils whose first language is unclassified", there.language_unknown, there
        )


def _pair(what: str, counted: int, there: Roll) -> dict[str, str | int]:
    return {f"number of {what}": counted, f"% of {what}": percent(counted, there.pupils)}


LONG = (
    *WHERE,
    "school_urn",
    "school_laestab",
    "school_name",
    "phase_type_grouping",
    "breakdown_topic",
    "breakdown",
    "pupil_count",
    "pupil_percent",
)


def long_rows(schools: Iterable[School]) -> Iterator[Row]:
    """The long file of 2025/26: the authority, then each school, a row for each group.

    One URN went through a program that took it for a number (Brief 4.2).
    """
    every = list(schools)
    place = where("Local authority", REBUILT_YEAR) | {"phase_type_grouping": "Total"}
    yield from _long(place, added(roll(school, REBUILT_YEAR) for school in every))
    for school in every:
        place = of_school(school, REBUILT_YEAR)
        place["phase_type_grouping"] = place.pop("education_phase")
        if school.urn == LIKE_A_NUMBER:
            place["school_urn"] = as_a_number(school.urn)
        yield from _long(place, roll(school, REBUILT_YEAR))


def as_a_number(urn: str) -> str:
    """An identifier as a spreadsheet may show it: 991000 is 9.91e+05."""
    digits = urn.rstrip("0")
    return f"{digits[0]}.{digits[1:]}e+{len(urn) - 1:02}"


def _long(place: dict[str, str | int], there: Roll) -> Iterator[Row]:
    gypsy = there.ethnic[[group for group, _ in ETHNIC_GROUPS].index("Gypsy/Roma")]
    for topic, breakdown, counted in (
        ("Total", "Total", there.pupils),
        ("Sex", "Female", there.girls),
        ("Sex", "Male", there.pupils - there.girls),
        ("Free school meals", "Known to be eligible for free school meals", there.fsm),
        (
            "Free school meals",
            "Not known to be eligible for free school meals",
            there.pupils - there.fsm,
        ),
        ("First language", "Known or believed to be English", there.english),
        ("First language", "Known or believed to be other than English", there.eal),
        ("First language", "Unclassified", there.language_unknown),
        ("Ethnicity", "Gypsy/Roma", gypsy),
    ):
        share = percent(counted, there.pupils)
        yield place | {
            "breakdown_topic": topic,
            "breakdown": breakdown,
            "pupil_count": counted,
            "pupil_percent": "low" if counted and share == "0.0" else share,
        }
