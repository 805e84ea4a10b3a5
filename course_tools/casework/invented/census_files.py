"""Who goes to school: the census file of the performance tables (Brief 4.2)."""

from collections.abc import Iterable, Iterator

from course_tools.casework.invented.northmere import (
    LA_CODE,
    School,
)
from course_tools.casework.invented.printing import Row, percent, trimmed
from course_tools.casework.invented.pupils import Roll, added, roll

CENSUS = [
    "URN",
    "LA",
    "ESTAB",
    "SCHOOLTYPE",
    "NOR",
    "NORG",
    "NORB",
    "PNORG",
    "PNORB",
    "TSENELSE",
    "PSENELSE",
    "TSENELK",
    "PSENELK",
    "NUMEAL",
    "NUMENGFL",
    "NUMUNCFL",
    "PNUMEAL",
    "PNUMENGFL",
    "PNUMUNCFL",
    "NUMFSM",
    "NUMFSMEVER",
    "PNUMFSMEVER",
]
_CODES = {"Primary": "PRI", "Secondary": "SEC", "Special": "SPE"}


def census_rows(
    schools: Iterable[School], independent: Iterable[School], year: str
) -> Iterator[Row]:
    """Schools, then the authority ("LA") and England ("NAT") for each phase."""
    every = list(schools)
    for school in every:
        place: dict[str, str | int] = {
            "URN": school.urn_in(year),
            "LA": LA_CODE,
            "ESTAB": school.estab,
            "SCHOOLTYPE": f"State-funded {school.phase.lower()}"
            + (" school" if school.phase == "Special" else ""),
        }
        yield place | _census(roll(school, year))
    for school in independent:
        unknown = dict.fromkeys(CENSUS[9:], "NA")
        girls, pupils = school.size // 2, school.size
        yield (
            {
                "URN": school.urn,
                "LA": LA_CODE,
                "ESTAB": school.estab,
                "SCHOOLTYPE": "Independent school",
            }
            | _by_sex(pupils, girls)
            | unknown
        )
    for code, times in (("LA", 1), ("NAT", 240)):
        for phase, short in _CODES.items():
            rolls = [roll(school, year) for school in every if school.phase == phase]
            if not rolls:
                continue
            whole = {"URN": code, "LA": LA_CODE if code == "LA" else "", "ESTAB": short}
            named = "State-funded special school" if phase == "Special" else ""
            yield (
                whole
                | {"SCHOOLTYPE": named or f"State-funded {phase.lower()}"}
                | _census(added(rolls), times)
            )


def _by_sex(pupils: int, girls: int, times: int = 1) -> dict[str, str | int]:
    boys = pupils - girls
    return {
        "NOR": pupils * times,
        "NORG": girls * times,
        "NORB": boys * times,
        "PNORG": trimmed(percent(girls, pupils)),
        "PNORB": trimmed(percent(boys, pupils)),
    }


def _census(there: Roll, times: int = 1) -> dict[str, str | int]:
    row = _by_sex(there.pupils, there.girls, times)
    for count, share, counted in (
        ("TSENELSE", "PSENELSE", there.plan),
        ("TSENELK", "PSENELK", there.support),
        ("NUMEAL", "PNUMEAL", there.eal),
        ("NUMENGFL", "PNUMENGFL", there.english),
        ("NUMUNCFL", "PNUMUNCFL", there.language_unknown),
        ("NUMFSMEVER", "PNUMFSMEVER", there.fsm_ever),
    ):
        row |= {count: counted * times, share: trimmed(percent(counted, there.pupils))}
    return row | {"NUMFSM": there.fsm * times}
