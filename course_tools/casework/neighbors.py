"""Similar schools: the nearest by published characteristics, shown so that people can object.

The measure (Brief 4.4, comparators). Only schools of the same phase are compared. Every
characteristic is standardized: its difference between two schools is divided by its standard
deviation among all schools of that phase that were given. The distance is the root of the mean
squared difference over the characteristics that both schools have, so 1 means "differs by about
one standard deviation in each". At least three must be shared; a missing one is never filled in.

Its limits. All characteristics weigh the same, and two that say nearly the same thing (eligible
now, eligible in six years) weigh double. A distance over three is less sure than one over six. In
columns with a few huge values, such as size, ordinary schools look alike. "Nearest" does not mean
near: look at the distances. Leave out the number you want to compare, or the answer is built in.
What nobody publishes (staff turnover, housing, trust) is not in it: so read the list, and veto.
"""

import heapq
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

FEWEST_SHARED = 3


@dataclass(frozen=True)
class SchoolProfile:
    """What is published about a school. Missing characteristics are None, NaN or left out.

    `id` is text, such as a URN. An empty `region` means that no region is preferred.
    """

    id: str
    name: str
    phase: str
    characteristics: Mapping[str, float | None]
    region: str = ""

    def known(self) -> dict[str, float]:
        """The characteristics that have a number. Raises ValueError for an endless one."""
        known = {
            what: float(number)
            for what, number in self.characteristics.items()
            if number is not None and not math.isnan(number)
        }
        for what, number in known.items():
            if math.isinf(number):
                raise ValueError(f"{self.name}: {what} is {number}; correct it or leave it out.")
        return known


@dataclass(frozen=True)
class Neighbor:
    """A similar school. `differences` are this school minus the own one, in standard deviations.

    They hold only the characteristics that both have; `distance` is over exactly those.
    """

    school: SchoolProfile
    distance: float
    differences: Mapping[str, float]


@dataclass(frozen=True)
class Neighbors:
    """The nearest schools, nearest first, and everything that was left out and why.

    `compared` are the characteristics used; `constant` those that are the same everywhere or known
    for fewer than two schools. `not_comparable` are ids of schools of the same phase that share
    fewer than three. `within_region`: the own region alone could supply enough schools.
    """

    school: SchoolProfile
    nearest: tuple[Neighbor, ...]
    compared: tuple[str, ...]
    constant: tuple[str, ...]
    not_comparable: tuple[str, ...]
    vetoed: tuple[str, ...]
    within_region: bool


def nearest_schools(
    school: SchoolProfile,
    others: Iterable[SchoolProfile],
    *,
    count: int = 10,
    vetoed: Collection[str] = (),
) -> Neighbors:
    """The `count` most similar schools of the same phase; fewer when there are no more.

    Schools in the own region are preferred: when it has `count` comparable ones, only they are
    taken; otherwise all regions are. A veto (ids) removes schools but moves no distance. Equal
    distances are ordered by id. Raises ValueError when the school itself cannot be compared.
    """
    if count < 1:
        raise ValueError(f"{count} neighbors were asked for; ask for at least 1.")
    same_phase = [
        other for other in others if other.phase == school.phase and other.id != school.id
    ]
    _refuse_twins(same_phase)
    numbers = {other.id: other.known() for other in (school, *same_phase)}
    spread, constant = _spreads(numbers.values())
    own = {what: number for what, number in numbers[school.id].items() if what in spread}
    if len(own) < FEWEST_SHARED:
        raise ValueError(
            f"{school.name} has {len(own)} characteristics to compare; similar schools need at "
            f"least {FEWEST_SHARED}. Compare with the local authority and the nation instead."
        )
    found = {
        other.id: _distance(_differences(own, numbers[other.id], spread)) for other in same_phase
    }
    too_little = {id_ for id_, distance in found.items() if distance is None}
    able = [other for other in same_phase if other.id not in {*too_little, *vetoed}]
    nearby = [other for other in able if school.region and other.region == school.region]
    within_region = len(nearby) >= count
    chosen = heapq.nsmallest(
        count,
        nearby if within_region else able,
        key=lambda other: (found[other.id], other.id),
    )
    return Neighbors(
        school=school,
        nearest=tuple(
            Neighbor(other, found[other.id] or 0.0, _differences(own, numbers[other.id], spread))
            for other in chosen
        ),
        compared=tuple(own),
        constant=constant,
        not_comparable=tuple(sorted(too_little)),
        vetoed=tuple(sorted(set(vetoed) & set(found))),
        within_region=within_region,
    )


def _refuse_twins(schools: list[SchoolProfile]) -> None:
    seen: set[str] = set()
    for school in schools:
        if school.id in seen:
            raise ValueError(f"{school.name} ({school.id}) is in the list twice; keep one row.")
        seen.add(school.id)


def _spreads(
    numbers: Iterable[Mapping[str, float]],
) -> tuple[dict[str, float], tuple[str, ...]]:
    """The standard deviation of each characteristic, and those that do not vary."""
    columns: dict[str, list[float]] = {}
    for known in numbers:
        for what, number in known.items():
            columns.setdefault(what, []).append(number)
    spread = {what: _standard_deviation(column) for what, column in columns.items()}
    constant = tuple(what for what in columns if spread[what] == 0)
    return {what: width for what, width in spread.items() if width > 0}, constant


def _standard_deviation(column: list[float]) -> float:
    if min(column) == max(column):  # exactly 0, whatever the rounding of the mean
        return 0.0
    middle = fmean(column)
    return math.sqrt(fmean((number - middle) ** 2 for number in column))


def _differences(
    own: Mapping[str, float], other: Mapping[str, float], spread: Mapping[str, float]
) -> dict[str, float]:
    """Other minus own in standard deviations, for the characteristics that both have."""
    return {
        what: (other[what] - number) / spread[what] for what, number in own.items() if what in other
    }


def _distance(differences: Mapping[str, float]) -> float | None:
    """Root mean square of the standardized differences; None when too few are shared."""
    if len(differences) < FEWEST_SHARED:
        return None
    return math.sqrt(fmean(difference * difference for difference in differences.values()))
