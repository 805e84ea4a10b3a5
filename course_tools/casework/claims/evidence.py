"""What stands behind a claim: one group's rate, others to compare with, and where it comes from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from course_tools.casework.rates import (
    Gap,
    Interval,
    Rate,
    Ratio,
    newcombe_gap,
    risk_ratio,
    wilson_interval,
)
from course_tools.casework.small_numbers import may_publish

_CONFIDENCE = 0.95


class Shared(StrEnum):
    """Which pupils a comparator shares with the group."""

    NONE = "none"
    THE_REST = "the rest"  # everybody else in the same place: together they are all pupils there
    INCLUDES_GROUP = "includes the group"  # such as all pupils of the school or of the nation


@dataclass(frozen=True)
class Subject:
    """What was counted, of whom, where and when, in the words of a reader.

    The fields ending in `_words` are other names for the same: "FSM pupils". `opposite_words` say
    the reverse of the measure ("attended well").
    """

    group: str
    measure: str
    place: str
    period: str
    group_words: tuple[str, ...] = ()
    measure_words: tuple[str, ...] = ()
    place_words: tuple[str, ...] = ()
    opposite_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origin:
    """Who published the numbers: title, licence, and the day of the file or of fetching it."""

    source: str
    licence: str
    date: str


@dataclass(frozen=True)
class Comparator:
    """A rate to compare with. `words` are other names for it: "nationally", "the borough"."""

    name: str
    rate: Rate
    words: tuple[str, ...] = ()
    shared: Shared = Shared.NONE


@dataclass(frozen=True)
class Evidence:
    """The table behind a claim.

    `definitions` are notes on what the words mean ("FSM: registered on census day").
    `counts` says whether pupils were counted or areas. `groups_compared` is how many groups were
    looked at before this one was chosen, 1 or more. `design` names a study that can show a cause;
    "" means there is none. Raises ValueError for fewer than one group.
    """

    rate: Rate
    about: Subject
    origin: Origin
    comparators: tuple[Comparator, ...] = ()
    definitions: tuple[str, ...] = ()
    counts: Literal["pupils", "areas"] = "pupils"
    groups_compared: int = 1
    rivals: tuple[str, ...] = ()
    design: str = ""
    more_is: Literal["better", "worse", "neither"] = "neither"

    def __post_init__(self) -> None:
        if self.groups_compared < 1:
            raise ValueError(
                f"{self.groups_compared} groups were compared; this group is one, so write 1 or more."
            )

    @property
    def interval(self) -> Interval:
        """The Wilson interval of the group's rate (Brief 4.4)."""
        return wilson_interval(self.rate)

    @property
    def may_print(self) -> bool:
        """Whether the small-number rule lets the group's numbers be printed (Brief 4.6)."""
        return may_publish(self.rate).may_show

    @property
    def printable(self) -> tuple[Comparator, ...]:
        """The comparators whose numbers may be printed (Brief 4.6)."""
        return tuple(one for one in self.comparators if may_publish(one.rate).may_show)

    @property
    def confidence(self) -> float:
        """Bonferroni: with many groups, one looks special by chance (Brief 4.9)."""
        return 1 - (1 - _CONFIDENCE) / self.groups_compared

    def gap(self, other: Comparator, confidence: float | None = None) -> Gap:
        """Group minus comparator, as shares, with an interval that counts nobody twice."""
        sure = self.confidence if confidence is None else confidence
        if other.shared != Shared.INCLUDES_GROUP:
            return newcombe_gap(self.rate, other.rate, sure)
        rest, weight = self._without_group(other)
        if rest is None:
            return Gap(self.rate.share - other.rate.share, Interval(-1.0, 1.0))
        # p − p_all = (1 − n/n_all)·(p − p_rest): the same sign and, scaled, the same interval.
        apart = newcombe_gap(self.rate, rest, sure)
        low, high = apart.interval.low * (1 - weight), apart.interval.high * (1 - weight)
        return Gap(apart.difference * (1 - weight), Interval(low, high))

    def ratio(self, other: Comparator, confidence: float | None = None) -> Ratio:
        """Group over comparator, with an interval that counts nobody twice."""
        sure = self.confidence if confidence is None else confidence
        if other.shared != Shared.INCLUDES_GROUP:
            return risk_ratio(self.rate, other.rate, sure)
        rest, weight = self._without_group(other)
        if rest is None or other.rate.numerator == 0:
            return Ratio(None, None, "The two count the same pupils: no ratio can be worked out.")
        apart = risk_ratio(self.rate, rest, sure)
        value = self.rate.share / other.rate.share
        if apart.interval is None:
            return Ratio(value, None, apart.reason)
        # With r = p / p_rest, p / p_all = r / (w·r + 1 − w), which grows with r.
        low, high = (
            r / (weight * r + 1 - weight) for r in (apart.interval.low, apart.interval.high)
        )
        return Ratio(value, Interval(low, high))

    def _without_group(self, other: Comparator) -> tuple[Rate | None, float]:
        """The comparator without the group's pupils, and the group's share of the comparator."""
        pupils = other.rate.denominator - self.rate.denominator
        counted = other.rate.numerator - self.rate.numerator
        weight = self.rate.denominator / other.rate.denominator
        if pupils < 1 or not 0 <= counted <= pupils:
            return None, weight
        return Rate(counted, pupils), weight
