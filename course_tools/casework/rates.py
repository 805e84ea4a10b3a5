"""Counts, rates and how sure we can be of them: the sums behind every number in a case.

A share runs from 0 to 1; a difference of shares times 100 is a difference in points. Counts come
first (Brief 4.4): a percentage without the number of pupils behind it has no interval.
"""

import math
import operator
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist


def _whole(count: float, what: str) -> int:
    """A count as a whole number; tables keep counts as decimals, so 36.0 is 36."""
    if isinstance(count, bool):
        raise ValueError(f"The {what} is {count}; give a number of pupils.")
    if isinstance(count, float):
        if not count.is_integer():
            raise ValueError(f"The {what} is {count}; use a whole number of pupils.")
        return int(count)
    return operator.index(count)


@dataclass(frozen=True)
class Rate:
    """`numerator` pupils out of `denominator`: whole numbers, 0 ≤ numerator ≤ denominator.

    Raises ValueError for counts that cannot be, in words.
    """

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        counted = _whole(self.numerator, "number counted")
        everyone = _whole(self.denominator, "number of pupils")
        if everyone < 1:
            raise ValueError(f"A rate needs at least one pupil to count from, not {everyone}.")
        if counted < 0:
            raise ValueError(f"The number counted is {counted}; it cannot be less than 0.")
        if counted > everyone:
            raise ValueError(
                f"{counted} of {everyone} cannot be: more are counted than there are. "
                "Look whether the two numbers were swapped, or events were counted, not pupils."
            )
        object.__setattr__(self, "numerator", counted)
        object.__setattr__(self, "denominator", everyone)

    @property
    def share(self) -> float:
        """The rate from 0 to 1."""
        return self.numerator / self.denominator


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, in the unit of the number it belongs to."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"An interval runs from low to high, not {self.low} to {self.high}.")


@dataclass(frozen=True)
class Gap:
    """First share minus second share, from -1 to 1, with its interval."""

    difference: float
    interval: Interval


@dataclass(frozen=True)
class Ratio:
    """First share over second share. What cannot be worked out is None, and `reason` says why."""

    value: float | None
    interval: Interval | None
    reason: str = ""


@dataclass(frozen=True)
class CountFromShare:
    """The whole counts that print as a published share: `low` to `high`, `likely` the nearest.

    All three are None when no count prints so: the published numbers contradict each other.
    """

    likely: int | None
    low: int | None
    high: int | None

    @property
    def certain(self) -> bool:
        """Whether exactly one count is possible."""
        return self.low is not None and self.low == self.high

    @property
    def remark(self) -> str:
        """What to say beside a number that was worked out; "" when only one count is possible."""
        if self.certain:
            return ""
        if self.likely is None:
            return (
                "No whole number of pupils gives this percentage: the published percentage and "
                "the published number of pupils contradict each other. Do not use them together."
            )
        return (
            f"Worked out from a rounded percentage: about {self.likely}, "
            f"anything from {self.low} to {self.high} is possible."
        )


def _z(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError(f"Confidence is {confidence}; use a share between 0 and 1, such as 0.95.")
    return -NormalDist().inv_cdf((1 - confidence) / 2)


def wilson_interval(rate: Rate, confidence: float = 0.95) -> Interval:
    """The Wilson interval of a share, within 0..1 (Brief 4.4; Wilson 1927)."""
    z, n, p = _z(confidence), rate.denominator, rate.share
    center = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    # At nobody and everybody the formula gives 0 and 1 exactly; rounding errors must not show.
    low = 0.0 if rate.numerator == 0 else max(0.0, center - half)
    high = 1.0 if rate.numerator == n else min(1.0, center + half)
    return Interval(low, high)


def newcombe_gap(first: Rate, second: Rate, confidence: float = 0.95) -> Gap:
    """First share minus second, with Newcombe's interval (Brief 4.4; Newcombe 1998, method 10).

    The two groups must not share pupils: compare eligible pupils with those who are not eligible,
    never with all pupils.
    """
    one, two = wilson_interval(first, confidence), wilson_interval(second, confidence)
    difference = first.share - second.share
    below = math.hypot(first.share - one.low, two.high - second.share)
    above = math.hypot(one.high - first.share, second.share - two.low)
    return Gap(difference, Interval(max(-1.0, difference - below), min(1.0, difference + above)))


def risk_ratio(first: Rate, second: Rate, confidence: float = 0.95) -> Ratio:
    """First share over second, with the interval on the log scale (Brief 4.4; Katz 1978).

    Nothing is added to the counts. Where nobody or everybody in a group is counted the interval is
    None; where nobody in the second group is counted the ratio is None too. Same rule on shared
    pupils as `newcombe_gap`.
    """
    z = _z(confidence)
    if second.numerator == 0:
        return Ratio(
            None,
            None,
            f"No ratio: nobody is counted in the group to compare with (0 of "
            f"{second.denominator}), and nothing can be divided by 0. Give the two counts instead.",
        )
    value = first.share / second.share
    for which, rate in (("first", first), ("second", second)):
        if rate.numerator in (0, rate.denominator):
            who = "nobody" if rate.numerator == 0 else "everybody"
            return Ratio(
                value,
                None,
                f"No interval for the ratio: {who} in the {which} group is counted "
                f"({rate.numerator} of {rate.denominator}). Use the gap in points.",
            )
    variance = sum(1 / rate.numerator - 1 / rate.denominator for rate in (first, second))
    factor = math.exp(z * math.sqrt(variance))
    return Ratio(value, Interval(value / factor, value * factor))


def pooled(rates: Iterable[Rate]) -> Rate:
    """Several rates as one: counts are added; percentages are never averaged (Brief 4.4)."""
    every = list(rates)
    if not every:
        raise ValueError("There is no rate to add up; choose at least one year or group.")
    return Rate(sum(rate.numerator for rate in every), sum(rate.denominator for rate in every))


def count_from_share(share: float, denominator: int, decimals: int) -> CountFromShare:
    """The counts behind a printed share; `decimals` are those of the share, so 40.3 % has three.

    Both ends of the rounding interval are kept: publishers round an exact half up, to the even
    digit, or as their program happens to. Raises ValueError for a share outside 0..1, or one with
    more decimals than stated.
    """
    n = _whole(denominator, "number of pupils")
    if n < 1:
        raise ValueError(f"A rate needs at least one pupil to count from, not {n}.")
    if decimals < 0:
        raise ValueError(f"Decimals are {decimals}; use 0 or more.")
    if not 0 <= share <= 1:
        raise ValueError(f"The share is {share}; use a number from 0 to 1 (40 % is 0.4).")
    unit = 10**decimals
    printed = round(share * unit)
    if not math.isclose(share * unit, printed, rel_tol=1e-9, abs_tol=1e-6):
        raise ValueError(f"The share {share} has more than {decimals} decimals.")
    # Whole-number arithmetic: (2·printed ± 1) / (2·unit) are the ends of the rounding interval.
    low = max(0, -((1 - 2 * printed) * n // (2 * unit)))
    high = min(n, (2 * printed + 1) * n // (2 * unit))
    if low > high:
        return CountFromShare(None, None, None)
    return CountFromShare(round(Fraction(printed * n, unit)), low, high)


def extra_pupils(rate: Rate, reference: Rate | float) -> float:
    """Pupils above what the reference share would give, n·(p − reference) (Brief 4.4).

    Negative when there are fewer. Say "equivalent to about N pupils": nobody can be named.
    """
    share = reference.share if isinstance(reference, Rate) else reference
    if not 0 <= share <= 1:
        raise ValueError(f"The share to compare with is {share}; use a number from 0 to 1.")
    return rate.numerator - rate.denominator * share
