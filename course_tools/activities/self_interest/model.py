"""What matters, where the hours go, and what two people share (brief 2.6, T05)."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

MOST_ROWS = 12
HOURS_IN_A_WEEK = 168
MOST_IT_MATTERS = 10
STRONGEST = 5  # an interest's intensity runs from 0 to this
FREEDOM = {
    "": "Choose…",
    "most": "most of them",
    "some": "some of them",
    "few": "few of them: shifts, care or money decide",
}


@dataclass(frozen=True)
class Heading:
    """Something a week holds. `matters` runs from 0 to 10; `forced` hours are not ours to choose."""

    name: str
    matters: float
    hours: float
    forced: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.matters <= MOST_IT_MATTERS:
            raise ValueError(
                f"{self.name}: it matters {self.matters:g}; use a number from 0 to 10."
            )
        if not 0 <= self.hours <= HOURS_IN_A_WEEK:
            raise ValueError(f"{self.name}: {self.hours:g} hours a week; use 0 to 168.")


@dataclass(frozen=True)
class Shares:
    """One heading's shares, 0 to 1, of all that matters and of all hours that can be chosen."""

    name: str
    value: float
    time: float

    @property
    def gap(self) -> float:
        """Above 0: it matters more than it gets time."""
        return self.value - self.time


@dataclass(frozen=True)
class Interest:
    """How strongly, from 0 to 5, two people hold one interest."""

    name: str
    first: float
    second: float

    def __post_init__(self) -> None:
        if not (0 <= self.first <= STRONGEST and 0 <= self.second <= STRONGEST):
            raise ValueError(f"{self.name}: use numbers from 0 to {STRONGEST}.")


def chosen(week: Iterable[Heading]) -> list[Heading]:
    """The headings whose hours can be chosen, and that matter or take time."""
    return [one for one in week if not one.forced and (one.matters or one.hours)]


def forced_hours(week: Iterable[Heading]) -> float:
    """The hours a week that cannot be chosen."""
    return sum(one.hours for one in week if one.forced)


def alignment(week: Iterable[Heading]) -> float | None:
    """cos(v, a) = v·a / (‖v‖‖a‖), 0 to 1, over the headings whose hours can be chosen.

    None with fewer than two such headings, or when nothing matters or takes time: there is then
    nothing to compare.
    """
    free = chosen(week)
    values = math.hypot(*(one.matters for one in free))
    hours = math.hypot(*(one.hours for one in free))
    if len(free) < 2 or not values or not hours:
        return None
    return min(1.0, sum(one.matters * one.hours for one in free) / (values * hours))


def shares(week: Iterable[Heading]) -> list[Shares]:
    """The shares of the headings whose hours can be chosen, in their order."""
    free = chosen(week)
    values = sum(one.matters for one in free) or 1
    hours = sum(one.hours for one in free) or 1
    return [Shares(one.name, one.matters / values, one.hours / hours) for one in free]


def largest_gaps(parts: Iterable[Shares], most: int = 2) -> list[Shares]:
    """The headings whose shares differ most, the largest difference first; equal shares left out."""
    apart = [part for part in parts if abs(part.gap) >= 0.005]
    return sorted(apart, key=lambda part: -abs(part.gap))[:most]


def overlap_of(interests: Iterable[Interest]) -> float | None:
    """Weighted Jaccard J = Σ min(a, b) / Σ max(a, b), 0 to 1. None while nobody has an interest."""
    pairs = [(one.first, one.second) for one in interests]
    everything = sum(max(pair) for pair in pairs)
    return sum(min(pair) for pair in pairs) / everything if everything else None


def worth_a_conversation(interests: Sequence[Interest]) -> Interest | None:
    """The interest that both hold most strongly: the largest min(a, b), then the largest sum."""
    shared = [one for one in interests if min(one.first, one.second) > 0]
    return max(
        shared, key=lambda one: (min(one.first, one.second), one.first + one.second), default=None
    )


def worth_curiosity(interests: Sequence[Interest]) -> Interest | None:
    """The interest in which the two differ most: the largest |a − b|."""
    apart = [one for one in interests if one.first != one.second]
    return max(apart, key=lambda one: abs(one.first - one.second), default=None)


# Reading what is kept: anything may stand there


def read_week(answer: Any) -> list[Heading]:
    """The rows that have a name. A number that is none counts as 0. Never raises."""
    return [
        Heading(
            name,
            _number(row.get("matters"), MOST_IT_MATTERS),
            _number(row.get("hours"), HOURS_IN_A_WEEK),
            row.get("forced") is True,
        )
        for name, row in _named_rows(answer, "week")
    ]


def read_freedom(answer: Any) -> str:
    """The key in FREEDOM of how many hours can be chosen; "" while it is not said."""
    said = answer.get("freedom") if isinstance(answer, dict) else None
    return said if isinstance(said, str) and said in FREEDOM else ""


def read_interests(answer: Any) -> list[Interest]:
    """The rows that have a name. A number that is none counts as 0. Never raises."""
    return [
        Interest(name, _number(row.get("first"), STRONGEST), _number(row.get("second"), STRONGEST))
        for name, row in _named_rows(answer, "interests")
    ]


def _named_rows(answer: Any, table: str) -> list[tuple[str, dict[str, Any]]]:
    rows = answer.get(table) if isinstance(answer, dict) else None
    named = []
    for row in rows[:MOST_ROWS] if isinstance(rows, list) else []:
        name = row.get("name") if isinstance(row, dict) else None
        if isinstance(name, str) and name.strip():
            named.append((" ".join(name.split()), row))
    return named


def _number(value: Any, high: float) -> float:
    return value if type(value) in (int, float) and 0 <= value <= high else 0.0
