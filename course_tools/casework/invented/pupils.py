"""True counts of pupils in the schools of Northmere: who is on roll, and who is often away.

In truth one pupil in five is persistently absent, whether eligible for free school meals or not,
in every school and year, but for two schools: there it is two in five of the eligible pupils. What
is counted differs from that truth by chance alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, TypeVar

from course_tools.casework.invented.chance import Chance
from course_tools.casework.invented.northmere import (
    COBBLEMOOR,
    LARKFIELD,
    LATEST,
    School,
)

ABSENT_SHARE = 0.2  # of pupils, everywhere
ABSENT_SHARE_PLANTED = 0.4  # of eligible pupils at the two schools
PLANTED = (LARKFIELD, COBBLEMOOR)
SESSIONS = 380  # possible for a pupil in a year: two a day
_SEVERE = 0.08  # of the persistently absent, those who miss half or more
# The worked example of Brief 4.8 must be met exactly in the latest year.
_AS_IN_THE_EXAMPLE = {(LARKFIELD, LATEST): (90, 36, 210, 42)}

ETHNIC_GROUPS = (
    ("white British", 0.58),
    ("Irish", 0.01),
    ("traveller of Irish heritage", 0.003),
    ("any other white background", 0.08),
    ("Gypsy/Roma", 0.0005),
    ("white and black Caribbean", 0.02),
    ("white and black African", 0.01),
    ("white and Asian", 0.015),
    ("any other mixed background", 0.02),
    ("Indian", 0.03),
    ("Pakistani", 0.07),
    ("Bangladeshi", 0.03),
    ("any other Asian background", 0.02),
    ("Caribbean", 0.01),
    ("African", 0.045),
    ("any other black background", 0.008),
    ("Chinese", 0.006),
    ("any other ethnic group", 0.0225),
    ("unclassified", 0.02),
)


@dataclass(frozen=True)
class Roll:
    """Pupils on roll on census day, as counts. Girls and boys add up to `pupils`, and so do the
    three language counts, and `ethnic` in the order of ETHNIC_GROUPS."""

    pupils: int
    girls: int
    plan: int  # with an education, health and care plan
    support: int  # with special needs support
    eal: int  # first language other than English
    english: int
    language_unknown: int
    fsm: int
    fsm_ever: int  # eligible at some time in six years
    meals_taken: int
    ethnic: tuple[int, ...]


@dataclass(frozen=True)
class Away:
    """Absence of one group over a year. `often` missed a tenth or more, `severe` half or more.

    Sessions are half days.
    """

    schools: int
    pupils: int
    often: int
    severe: int
    sessions: int
    missed: int
    missed_without_leave: int


@dataclass(frozen=True)
class Sent:
    """Suspensions: pupils on roll, events, pupils suspended at least once, permanent exclusions."""

    schools: int
    pupils: int
    events: int
    suspended: int
    excluded: int


_Counts = TypeVar("_Counts", Roll, Away, Sent)


@cache
def roll(school: School, year: str) -> Roll:
    """Who was on roll in a school year."""
    chance = Chance("roll", school.urn, year)
    exact = _AS_IN_THE_EXAMPLE.get((school.urn, year))
    pupils = school.size if exact else max(20, school.size + chance.whole(-6, 6))
    fsm = exact[0] if exact else chance.how_many(pupils, school.fsm_percent / 100)
    eal = chance.how_many(pupils, 0.18)
    unknown = chance.how_many(pupils - eal, 0.004)
    is_special = school.phase == "Special"
    plan = pupils if is_special else chance.how_many(pupils, 0.03)
    ethnic = dict.fromkeys(range(len(ETHNIC_GROUPS)), 0)
    choices = [(place, share) for place, (_, share) in enumerate(ETHNIC_GROUPS)]
    for _ in range(pupils):
        ethnic[chance.one_of(choices)] += 1
    return Roll(
        pupils=pupils,
        girls=chance.how_many(pupils, 0.35 if is_special else 0.49),
        plan=plan,
        support=0 if is_special else chance.how_many(pupils - plan, 0.14),
        eal=eal,
        english=pupils - eal - unknown,
        language_unknown=unknown,
        fsm=fsm,
        fsm_ever=fsm + chance.how_many(pupils - fsm, 0.05),
        meals_taken=chance.how_many(fsm, 0.85),
        ethnic=tuple(ethnic.values()),
    )


@cache
def away(school: School, year: str) -> tuple[Away, Away]:
    """Absence in a school year: eligible pupils, then all others."""
    chance = Chance("away", school.urn, year)
    there = roll(school, year)
    exact = _AS_IN_THE_EXAMPLE.get((school.urn, year))
    share = ABSENT_SHARE_PLANTED if school.urn in PLANTED else ABSENT_SHARE
    if exact:
        _, fsm_often, others, others_often = exact
    else:
        fsm_often = chance.how_many(there.fsm, share)
        others = there.pupils - there.fsm
        others_often = chance.how_many(others, ABSENT_SHARE)
    return (
        _group_away(chance, there.fsm, fsm_often),
        _group_away(chance, others, others_often),
    )


def _group_away(chance: Chance, pupils: int, often: int) -> Away:
    severe = chance.how_many(often, _SEVERE)
    missed = (
        sum(chance.whole(190, 240) for _ in range(severe))
        + sum(chance.whole(38, 110) for _ in range(often - severe))
        + sum(chance.whole(0, 30) for _ in range(pupils - often))
    )
    return Away(
        1,
        pupils,
        often,
        severe,
        pupils * SESSIONS,
        missed,
        missed * chance.whole(15, 35) // 100,
    )


@cache
def sent(school: School, year: str) -> Sent:
    """Suspensions in a school year; one pupil can be suspended several times."""
    chance = Chance("sent", school.urn, year)
    pupils = roll(school, year).pupils
    share = {"Secondary": 0.06, "Special": 0.05}.get(school.phase, 0.008)
    suspended = chance.how_many(pupils, share)
    more = sum(chance.whole(0, 2) for _ in range(suspended))
    return Sent(1, pupils, suspended + more, suspended, chance.how_many(pupils, 0.0008))


def added(counts: Iterable[_Counts]) -> _Counts:
    """Counts of several schools or groups as one, each kind of count added up."""
    every = list(counts)
    total: dict[str, Any] = {}
    for one in fields(every[0]):
        values = [getattr(count, one.name) for count in every]
        is_list = isinstance(values[0], tuple)
        total[one.name] = tuple(map(sum, zip(*values, strict=True))) if is_list else sum(values)
    return type(every[0])(**total)


def whole_school(groups: tuple[Away, Away]) -> Away:
    """Absence of both groups of the same schools as one."""
    return replace(added(groups), schools=groups[0].schools)


_ENGLAND_PER_THOUSAND = {"2021/22": 208, "2022/23": 206, "2023/24": 205}


def elsewhere(year: str) -> tuple[Away, Away]:
    """Absence in the rest of an invented England: eligible pupils, then all others."""
    steady = _ENGLAND_PER_THOUSAND[year]
    groups = []
    for pupils, per_thousand in ((1_800_000, steady), (5_700_000, steady - 4)):
        often = pupils * per_thousand // 1000
        groups.append(
            Away(
                24_000,
                pupils,
                often,
                often * 8 // 100,
                pupils * SESSIONS,
                pupils * 27,
                pupils * 9,
            )
        )
    return groups[0], groups[1]
