"""Links of a plan, each with three guesses, and the odds that all hold (brief 2.17, T17)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

MOST_LINKS = 12
WAYS = ("A", "B", "C")
STEP = 0.1  # how far one link's odds are moved in the tornado
DRAWS = 5000
_SEED = 217  # fixed, so that the same plan always shows the same interval
_MIDDLE = (0.05, 0.95)  # nine of ten draws lie between these


@dataclass(frozen=True)
class Link:
    """One thing that must go well. Three guesses, 0 to 1: if it goes badly, most likely, if well."""

    name: str
    worst: float
    likely: float
    best: float
    way: str = "A"

    def __post_init__(self) -> None:
        if self.way not in WAYS:
            raise ValueError(f"{self.name}: “{self.way}” is none of {', '.join(WAYS)}.")
        if not 0 <= self.worst <= self.likely <= self.best <= 1:
            raise ValueError(
                f"{self.name}: worst {self.worst:.0%}, likely {self.likely:.0%}, best "
                f"{self.best:.0%}. Write them from small to large, from 0 to 100."
            )

    @property
    def odds(self) -> float:
        """The mean of the three guesses (PERT): (a + 4m + b) / 6."""
        return (self.worst + 4 * self.likely + self.best) / 6


@dataclass(frozen=True)
class Swing:
    """The odds of the whole plan when one link's odds are low, and when they are high."""

    link: Link
    low: float
    high: float


def odds_of_plan(links: Sequence[Link], odds: Sequence[float] | None = None) -> float:
    """P = Πpᵢ along each way, if links are independent; any way is enough: 1 − Π(1 − P of a way).

    `odds` takes the place of the links' own. Without links there is nothing to go wrong: 1.
    """
    values = [link.odds for link in links] if odds is None else odds
    by_way: dict[str, float] = {}
    for link, value in zip(links, values, strict=True):
        by_way[link.way] = by_way.get(link.way, 1.0) * value
    if not by_way:
        return 1.0
    if len(by_way) == 1:
        return next(iter(by_way.values()))
    return 1 - math.prod(1 - along for along in by_way.values())


def odds_by_way(links: Sequence[Link]) -> dict[str, float]:
    """The odds of each way that has links, in the order A, B, C."""
    used = [way for way in WAYS if any(link.way == way for link in links)]
    return {way: odds_of_plan([link for link in links if link.way == way]) for way in used}


def swings(links: Sequence[Link], step: float = STEP) -> list[Swing]:
    """The tornado: each link's odds moved by ± `step`, kept within 0 to 1; the widest first."""
    found = [
        _swing(links, place, max(0.0, link.odds - step), min(1.0, link.odds + step))
        for place, link in enumerate(links)
    ]
    return sorted(found, key=_narrow)


def worth_finding_out(links: Sequence[Link]) -> Swing | None:
    """The link whose own worst and best guess move the plan most; None when nothing would move."""
    found = [_swing(links, place, link.worst, link.best) for place, link in enumerate(links)]
    widest = min(found, key=_narrow, default=None)
    return widest if widest is not None and widest.high > widest.low else None


def _swing(links: Sequence[Link], place: int, low: float, high: float) -> Swing:
    means = [link.odds for link in links]
    low, high = (
        odds_of_plan(links, [*means[:place], odds, *means[place + 1 :]]) for odds in (low, high)
    )
    return Swing(links[place], low, high)


def _narrow(swing: Swing) -> float:
    return round(swing.low - swing.high, 9)  # rounded: what is the same stays in its order


@lru_cache(maxsize=16)
def interval(links: tuple[Link, ...]) -> tuple[float, float]:
    """The odds between which nine of ten of 5,000 draws lie (Monte Carlo, PERT-beta, fixed seed).

    A link's odds are drawn from a + (b − a)·Beta(1 + 4(m − a)/(b − a), 1 + 4(b − m)/(b − a)).
    """
    import numpy as np  # noqa: PLC0415 - most lessons never need it

    chance = np.random.default_rng(_SEED)
    ways: dict[str, Any] = {}
    for link in links:
        width = link.best - link.worst
        drawn: Any = link.worst
        if width > 0:
            up = 1 + 4 * (link.likely - link.worst) / width
            down = 1 + 4 * (link.best - link.likely) / width
            drawn = link.worst + width * chance.beta(up, down, DRAWS)
        ways[link.way] = ways.get(link.way, np.ones(DRAWS)) * drawn
    if not ways:
        return 1.0, 1.0
    failing = np.ones(DRAWS)
    for along in ways.values():
        failing = failing * (1 - along)
    low, high = np.quantile(1 - failing, _MIDDLE)
    return min(1.0, max(0.0, float(low))), min(1.0, max(0.0, float(high)))


def read_links(answer: Any) -> list[Link]:
    """The rows that have a name; guesses in percent. Those of ways B and C only when they count.

    Takes anything. Raises ValueError, in words for the participant, only when a row's own guesses
    are out of order.
    """
    rows = answer.get("links") if isinstance(answer, dict) else None
    all_ways = isinstance(answer, dict) and answer.get("any_way") is True
    links = []
    for row in rows[:MOST_LINKS] if isinstance(rows, list) else []:
        name = row.get("name") if isinstance(row, dict) else None
        if not isinstance(name, str) or not name.strip():
            continue
        way = row.get("way") if row.get("way") in WAYS else "A"
        if way == "A" or all_ways:
            worst, likely, best = (_share(row.get(key)) for key in ("worst", "likely", "best"))
            links.append(Link(" ".join(name.split()), worst, likely, best, way))
    return links


def _share(percent: Any) -> float:
    return percent / 100 if type(percent) in (int, float) and 0 <= percent <= 100 else 0.0
