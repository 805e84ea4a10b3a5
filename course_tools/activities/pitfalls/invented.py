"""The invented counts behind the charts of rates. Nothing here is about a real place or person.

Every percentage in a chart or a sentence is worked out from these counts, never typed.
"""

import random
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from course_tools.casework.rates import Gap, Rate, newcombe_gap, pooled

# Simpson's paradox: parents who came, of those invited by letter and by telephone (2 × 2 × 2).
CAME = MappingProxyType(
    {
        ("letter", "near"): Rate(310, 400),
        ("letter", "far"): Rate(30, 100),
        ("call", "near"): Rate(170, 200),
        ("call", "far"): Rate(129, 300),
    }
)
# Ecological fallacy: children who were often absent, in five areas of 500 children each:
# of those in low-income homes, and of all others.
AREAS = (
    ("Brook", Rate(15, 150), Rate(49, 350)),
    ("Hill", Rate(28, 200), Rate(54, 300)),
    ("Mill", Rate(45, 250), Rate(55, 250)),
    ("Station", Rate(66, 300), Rate(52, 200)),
    ("Wharf", Rate(91, 350), Rate(45, 150)),
)
# Averages of averages: families who asked for a place in the breakfast club, and got one.
PLACES = (
    ("Elm School", Rate(54, 60)),
    ("Oak School", Rate(80, 100)),
    ("Ash School", Rate(336, 840)),
)
# Survivorship: on the roll two years before the exam; how many took it, how many passed.
ON_ROLL, TOOK, PASSED = (120, 120), (114, 96), (78, 72)
# Moving denominators: chronically absent; on the roll on the census day; enrolled at any time.
ABSENT, CENSUS_DAY, ANY_TIME = (90, 96), (500, 506), (600, 640)
# Cherry-picking: pupils suspended at least once, of 600, in ten years running.
SUSPENDED = tuple(Rate(count, 600) for count in (33, 29, 36, 27, 21, 31, 34, 26, 30, 42))
# Rank table: parents who said that the school answers them within a week.
ANSWERED = (
    ("Alder", Rate(31, 50)),
    ("Beech", Rate(52, 80)),
    ("Cedar", Rate(27, 48)),
    ("Hazel", Rate(39, 60)),
    ("Larch", Rate(26, 70)),
    ("Maple", Rate(37, 55)),
    ("Rowan", Rate(33, 56)),
    ("Willow", Rate(46, 65)),
)
# Shaming: lessons without a permanent teacher, of 500 in each of twelve schools of one district.
FROZEN = tuple(Rate(count, 500) for count in (125, 112, 104, 118, 99, 102))
NOT_FROZEN = tuple(Rate(count, 500) for count in (38, 45, 36, 41, 47, 33))


@dataclass(frozen=True)
class Routes:
    """Twenty bus routes on which everybody had the same odds of being late; `lucky` stands out."""

    late: tuple[Rate, ...]

    @property
    def together(self) -> Rate:
        """All routes added up."""
        return pooled(self.late)

    def gap(self, route: int, confidence: float = 0.95) -> Gap:
        """Route (counted from 0) minus all other routes (Newcombe)."""
        return newcombe_gap(self.late[route], self.others(route), confidence)

    def others(self, route: int) -> Rate:
        """All routes but this one."""
        return pooled(rate for place, rate in enumerate(self.late) if place != route)

    def standing_out(self, confidence: float = 0.95) -> tuple[int, ...]:
        """The routes, counted from 0, whose interval leaves out a gap of nothing."""
        gaps = [self.gap(route, confidence).interval for route in range(len(self.late))]
        return tuple(n for n, gap in enumerate(gaps) if gap.low > 0 or gap.high < 0)

    @property
    def strict(self) -> float:
        """The confidence for each of so many comparisons that keeps the whole at 95% (Bonferroni)."""
        return 1 - 0.05 / len(self.late)

    @property
    def odds_of_a_hit(self) -> float:
        """The chance that at least one route stands out when nothing is going on, 1 − 0.95ⁿ.

        For comparisons that do not depend on one another; here each is against the rest.
        """
        return 1 - 0.95 ** len(self.late)


@cache
def routes() -> Routes:
    """Twenty routes, 60 pupils each, each pupil late with odds of 0.4, drawn with a fixed seed.

    Seeds differ: this one was chosen because it shows what luck gives on average, one route of twenty
    that stands out.
    """
    chance = random.Random(43)
    return Routes(tuple(_drawn(chance, 60, 0.4) for _ in range(20)))


@dataclass(frozen=True)
class TwoYears:
    """Forty schools, twice, by the same odds; grouped by where they stood in the first year."""

    first: tuple[Rate, ...]
    second: tuple[Rate, ...]

    def lowest(self, count: int = 8) -> tuple[Rate, Rate]:
        """The schools that were lowest in the first year, added up, in both years."""
        return self._of(self._in_order()[:count])

    def highest(self, count: int = 8) -> tuple[Rate, Rate]:
        """The schools that were highest in the first year, added up, in both years."""
        return self._of(self._in_order()[-count:])

    def all(self) -> tuple[Rate, Rate]:
        """All schools in both years."""
        return self._of(range(len(self.first)))

    def _in_order(self) -> list[int]:
        return sorted(range(len(self.first)), key=lambda school: self.first[school].share)

    def _of(self, schools: "list[int] | range") -> tuple[Rate, Rate]:
        first, second = ([year[one] for one in schools] for year in (self.first, self.second))
        return pooled(first), pooled(second)


@cache
def two_years() -> TwoYears:
    """Forty schools of 60 pupils, each pupil passing with odds of 0.6 in both years; fixed seed."""
    chance = random.Random(1)
    first, second = (tuple(_drawn(chance, 60, 0.6) for _ in range(40)) for _ in range(2))
    return TwoYears(first, second)


def _drawn(chance: random.Random, pupils: int, odds: float) -> Rate:
    return Rate(sum(chance.random() < odds for _ in range(pupils)), pupils)
