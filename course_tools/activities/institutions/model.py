"""Breadth and turnout of a list of institutions; organizing beside mobilizing (brief 2.1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from course_tools.growth import OneToOnes, grow

USUAL_TURNOUT = 0.05
MONTHS = 24
WEEKS_IN_A_MONTH = 52 / 12


@dataclass(frozen=True)
class Institution:
    """`kind` is what makes a base mixed or not; `turnout` the share of members who might come."""

    name: str
    members: int
    kind: str
    turnout: float = USUAL_TURNOUT

    def __post_init__(self) -> None:
        if self.members < 0:
            raise ValueError(f"{self.name}: {self.members} members; use a number from 0 up.")
        if not 0 <= self.turnout <= 1:
            raise ValueError(f"{self.name}: turnout is {self.turnout:g}; use 0 to 1.")


def members_by_kind(institutions: Iterable[Institution]) -> dict[str, int]:
    """Members of each kind, in the order in which the kinds appear; capitals do not matter."""
    totals: dict[str, int] = {}
    spelled: dict[str, str] = {}
    for institution in institutions:
        kind = spelled.setdefault(institution.kind.casefold(), institution.kind)
        totals[kind] = totals.get(kind, 0) + institution.members
    return totals


def breadth(sizes: Sequence[float]) -> float:
    """Simpson's index B = 1 − Σp²: the chance that two members are of different kinds.

    0 for one kind, or for no members at all.
    """
    everyone = sum(sizes)
    return 1 - sum((size / everyone) ** 2 for size in sizes) if everyone else 0.0


def possible_turnout(institutions: Iterable[Institution]) -> float:
    """How many might come: Σ members · turnout."""
    return sum(institution.members * institution.turnout for institution in institutions)


@dataclass(frozen=True)
class TwoRoads:
    """Mobilizing: a `list_size` (S), the share that `respond` a month (e) and that `drift` away (d).

    Organizing: weekly `habits`, and the `followers` each leader brings (f).
    """

    list_size: int = 2000
    respond: float = 0.01
    drift: float = 0.35
    followers: int = 8
    habits: OneToOnes = field(default_factory=OneToOnes)

    def __post_init__(self) -> None:
        for words, share in (("responds", self.respond), ("drifts away", self.drift)):
            if not 0 <= share <= 1:
                raise ValueError(f"The share that {words} is {share:g}; use 0 to 1.")


def mobilizing(roads: TwoRoads, funding_stops_after: int | None = None) -> tuple[float, ...]:
    """Active people at the start and after each of 24 months: A ← A·(1 − d) + e·S.

    After month `funding_stops_after` nobody is paid to ask, so e is 0: an assumption. Those who
    are active then drift away as before.
    """
    active = [0.0]
    for month in range(MONTHS):
        stopped = funding_stops_after is not None and month >= funding_stops_after
        joining = 0.0 if stopped else roads.respond * roads.list_size
        active.append(active[-1] * (1 - roads.drift) + joining)
    return tuple(active)


def organizing(roads: TwoRoads, funding_stops_after: int | None = None) -> tuple[float, ...]:
    """Active people L·f at the start and after each of 24 months.

    Leaders L grow week by week (`growth.grow`), and a month ends with week
    round(month · 52/12): 4, 9, 13, 17 … 104. When funding stops, the organizer's own invitations
    end with that week; leaders go on as before: an assumption too.
    """
    stop = None if funding_stops_after is None else _week(funding_stops_after)
    leaders = grow(roads.habits, _week(MONTHS), stop).leaders
    ends = [leaders[_week(month) - 1] for month in range(1, MONTHS + 1)]
    return (0.0, *(count * roads.followers for count in ends))


def month_when_all_are_met(roads: TwoRoads, funding_stops_after: int | None = None) -> int | None:
    """The first month at whose end nobody is left to meet: then leaders are only lost."""
    stop = None if funding_stops_after is None else _week(funding_stops_after)
    met = grow(roads.habits, _week(MONTHS), stop).met
    full = roads.habits.pool - 1e-6
    months = (month for month in range(1, MONTHS + 1) if met[_week(month) - 1] >= full)
    return next(months, None)


def month_when_organizing_leads(
    mobilized: Sequence[float], organized: Sequence[float]
) -> int | None:
    """The first month from which organizing has more active people and keeps them."""
    ahead = None
    for month, (wide, deep) in enumerate(zip(mobilized, organized, strict=True)):
        if deep <= wide:
            ahead = None
        elif ahead is None:
            ahead = month
    return ahead


def _week(month: int) -> int:
    return round(month * WEEKS_IN_A_MONTH)
