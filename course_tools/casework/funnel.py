"""A funnel: how far schools of each size stray from one target by luck, and which stray further.

Brief 4.5; the idea is D. J. Spiegelhalter, "Funnel plots for comparing institutional performance",
Statistics in Medicine 24 (2005). Outside the outer limits: ask why, and check the data first.
Inside: the schools cannot be told apart, so nothing here puts them in order of their rates.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from course_tools.casework.rates import Interval, Rate, pooled

INNER = NormalDist().inv_cdf(0.975)  # 1.96: by luck alone 1 school in 20 lies beyond
OUTER = NormalDist().inv_cdf(0.999)  # 3.09: by luck alone 1 school in 500 lies beyond
FEWEST_SCHOOLS = 5
SMALLEST_SCHOOL = 11  # Brief 4.6: nothing is shown about ten pupils or fewer


class Where(StrEnum):
    """Where a school lies. A school exactly on a limit is inside it."""

    INSIDE = "inside"
    BEYOND_INNER = "beyond 1.96"
    BEYOND_OUTER = "beyond 3.09"


@dataclass(frozen=True)
class SchoolOnFunnel:
    """One school. `z` is its distance from the target in standard errors, before widening.

    `rough`: fewer than five pupils would be expected on one side of the target, and the limits,
    which lean on the bell curve, are too narrow towards the middle and too wide towards the edge.
    """

    name: str
    rate: Rate
    z: float
    where: Where
    rough: bool

    @property
    def side(self) -> str:
        """ "above", "below" or "on" the target; whether above is good, the measure says."""
        return "on" if self.z == 0 else "above" if self.z > 0 else "below"


@dataclass(frozen=True)
class Funnel:
    """Schools against a target share. `schools` stand in the order of their names, never of rates.

    `dispersion` is φ, the mean of z²: about 1 when schools differ by luck alone. `too_small` names
    the schools that were left out of everything, the pooled target too.
    """

    target: float
    schools: tuple[SchoolOnFunnel, ...]
    too_small: tuple[str, ...]
    dispersion: float
    target_is_pooled: bool

    @property
    def widening(self) -> float:
        """What the limits are multiplied with: √φ, and 1 when φ is not above 1 (Brief 4.5)."""
        return math.sqrt(max(1.0, self.dispersion))

    def limits(self, pupils: float, z: float = INNER) -> Interval:
        """The limits for a school of so many pupils, widened, within 0..1; for drawing."""
        if pupils <= 0:
            raise ValueError(f"Limits need at least one pupil, not {pupils}.")
        return funnel_limits(self.target, pupils, z * self.widening)

    def outside(self, where: Where = Where.BEYOND_OUTER) -> tuple[SchoolOnFunnel, ...]:
        """The schools beyond 3.09, or all beyond 1.96, in the order of their names."""
        beyond = tuple(Where)[tuple(Where).index(where) :]
        if where is Where.INSIDE:
            raise ValueError("Ask for the schools beyond 1.96 or beyond 3.09.")
        return tuple(school for school in self.schools if school.where in beyond)

    @property
    def by_luck_beyond_inner(self) -> float:
        """How many schools would lie beyond 1.96 by luck alone: 0.05 of them."""
        return 0.05 * len(self.schools)

    @property
    def by_luck_beyond_outer(self) -> float:
        """How many schools would lie beyond 3.09 by luck alone: 0.002 of them."""
        return 0.002 * len(self.schools)


def funnel_limits(target: float, pupils: float, z: float) -> Interval:
    """target ± z·√(target(1 − target)/pupils), within 0..1 (Brief 4.5)."""
    stray = z * math.sqrt(target * (1 - target) / pupils)
    return Interval(max(0.0, target - stray), min(1.0, target + stray))


def place_on_funnel(
    schools: Mapping[str, Rate],
    *,
    target: Rate | float | None = None,
    smallest: int = SMALLEST_SCHOOL,
    winsorized: float = 0.0,
) -> Funnel:
    """Where each school lies. `target` is the comparator's share, or None for all schools pooled.

    Schools with fewer than `smallest` pupils are left out. Limits are widened by √φ when the
    schools differ by more than luck, φ = Σz²/I > 1 (Brief 4.5). A few schools far outside raise φ
    themselves and can hide behind the limits they widened: two of 24 at z = 4.5 give φ ≈ 2.6 and
    outer limits at 5.0. `winsorized`, the share of schools at each end (0.1 in Spiegelhalter 2005)
    whose z is pulled in to that of the next school before φ is taken, prevents this. Its price:
    among schools that differ by luck alone it finds φ ≈ 0.7, so limits are widened somewhat too
    little. It changes no school's own z.

    Raises ValueError, in words, for fewer than five schools, or a target of 0 or 1.
    """
    if not 0 <= winsorized < 0.5:
        raise ValueError(f"`winsorized` is {winsorized}; use a share from 0 to below 0.5.")
    large = {
        name: schools[name] for name in sorted(schools) if schools[name].denominator >= smallest
    }
    if len(large) < FEWEST_SCHOOLS:
        raise ValueError(
            f"Only {len(large)} schools have {smallest} pupils or more. A funnel needs at least "
            f"{FEWEST_SCHOOLS}; show the counts in a table with their intervals instead."
        )
    center = _target_share(large, target)
    z = {
        name: (rate.share - center) / math.sqrt(center * (1 - center) / rate.denominator)
        for name, rate in large.items()
    }
    pulled_in = _winsorized(list(z.values()), winsorized)
    dispersion = sum(value * value for value in pulled_in) / len(pulled_in)
    widening = math.sqrt(max(1.0, dispersion))
    return Funnel(
        target=center,
        schools=tuple(
            SchoolOnFunnel(
                name,
                rate,
                z[name],
                _where(z[name] / widening),
                rough=rate.denominator * min(center, 1 - center) < 5,
            )
            for name, rate in large.items()
        ),
        too_small=tuple(sorted(set(schools) - set(large))),
        dispersion=dispersion,
        target_is_pooled=target is None,
    )


def _target_share(schools: Mapping[str, Rate], target: Rate | float | None) -> float:
    if target is None:
        target = pooled(schools.values())
    share = target.share if isinstance(target, Rate) else float(target)
    if not 0 < share < 1:
        raise ValueError(
            f"The target is {share:g}. A funnel needs a target above 0 and below 1: at 0 or 1 luck "
            "has no room, and every other school would count as outside."
        )
    return share


def _where(z: float) -> Where:
    if abs(z) > OUTER:
        return Where.BEYOND_OUTER
    return Where.BEYOND_INNER if abs(z) > INNER else Where.INSIDE


def _winsorized(values: list[float], share: float) -> list[float]:
    """The values with so many at each end replaced by the nearest one that is kept."""
    ordered = sorted(values)
    ends = int(share * len(ordered))
    low, high = ordered[ends], ordered[len(ordered) - 1 - ends]
    return [min(max(value, low), high) for value in values]
