"""The small-number rule: which figures may leave the room (Brief 4.6).

This is the one door for a single figure. Figures that belong together (groups of one school, a
group beside everyone) must go through `hiding.publish` as well: what this door hides, a
subtraction could bring back.

Two things the rule does not hide, because the brief does not: "0 of 12" and "12 of 12". Both say
something about every single child, so they pass with a caution; a programme or source that wants
them hidden sets `smallest_hidden_count=0`.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Protocol

HIDDEN = "hidden"

LARGEST_HIDDEN_BASE = 10
SMALLEST_HIDDEN_COUNT = 1
LARGEST_HIDDEN_COUNT = 4
MOST_CHARACTERISTICS = 2
ROUNDED_TO = 5


class Figure(Protocol):
    """`numerator` of `denominator` pupils, such as `rates.Rate`."""

    @property
    def numerator(self) -> int:
        """How many pupils the figure counts."""

    @property
    def denominator(self) -> int:
        """Out of how many."""


@dataclass(frozen=True)
class SmallNumberRule:
    """The limits, in pupils. They can be made stricter than the brief's, never looser.

    A figure "count of base" is hidden with a base of `largest_hidden_base` or fewer, or when the
    count, or the rest of the base, is from `smallest_hidden_count` to `largest_hidden_count`.
    """

    largest_hidden_base: int = LARGEST_HIDDEN_BASE
    smallest_hidden_count: int = SMALLEST_HIDDEN_COUNT
    largest_hidden_count: int = LARGEST_HIDDEN_COUNT
    most_characteristics: int = MOST_CHARACTERISTICS

    def __post_init__(self) -> None:
        too_loose = (
            self.largest_hidden_base < LARGEST_HIDDEN_BASE
            or self.largest_hidden_count < LARGEST_HIDDEN_COUNT
            or not 0 <= self.smallest_hidden_count <= SMALLEST_HIDDEN_COUNT
            or not 1 <= self.most_characteristics <= MOST_CHARACTERISTICS
        )
        if too_loose:
            raise ValueError(
                "The small-number rule can be made stricter, not looser: hide bases up to at least "
                f"{LARGEST_HIDDEN_BASE} and counts up to at least {LARGEST_HIDDEN_COUNT}, starting "
                f"from 0 or {SMALLEST_HIDDEN_COUNT}; cross at most {MOST_CHARACTERISTICS} "
                "characteristics."
            )
        if self.largest_hidden_count >= self.largest_hidden_base:
            raise ValueError(
                f"Counts up to {self.largest_hidden_count} are hidden, but bases only up to "
                f"{self.largest_hidden_base}. Raise the limit for bases above that for counts."
            )

    def stricter(self, other: "SmallNumberRule") -> "SmallNumberRule":
        """The stricter limit of the two, one by one: ours never gives way to a looser source."""
        smaller = {"smallest_hidden_count", "most_characteristics"}
        return SmallNumberRule(
            **{
                field.name: (min if field.name in smaller else max)(
                    getattr(self, field.name), getattr(other, field.name)
                )
                for field in fields(self)
            }
        )

    def base_is_small(self, base: int) -> bool:
        """Is a group of `base` pupils too small for any figure about it?"""
        return base <= self.largest_hidden_base

    def count_is_small(self, count: int) -> bool:
        """Are `count` pupils few enough to be picked out?"""
        return self.smallest_hidden_count <= count <= self.largest_hidden_count

    def hides(self, count: int, base: int) -> bool:
        """Does the rule hide the figure "count of base"?"""
        return (
            self.base_is_small(base)
            or self.count_is_small(count)
            or self.count_is_small(base - count)
        )

    @property
    def why(self) -> str:
        """What may be printed beside a hidden number: the same words for every one of them.

        They do not say which limit was met, nor whether the number is small itself or only covers
        for one that is: either would give something away.
        """
        return (
            f"Hidden to protect children: a group of {self.largest_hidden_base} or fewer, a count "
            f"or a remainder from {self.smallest_hidden_count} to {self.largest_hidden_count}, or "
            "a number from which one of these could be worked out."
        )


RULE = SmallNumberRule()


@dataclass(frozen=True)
class Verdict:
    """May a figure be shown? `reason` and `caution` are words for a person and safe to print.

    `reason` is empty when it may be shown; `caution` is empty when there is nothing to warn of.
    """

    may_show: bool
    reason: str = ""
    caution: str = ""


def may_publish(*figures: Figure, rule: SmallNumberRule = RULE) -> Verdict:
    """May these figures, and shares, intervals, gaps or ratios made from them, be shown?

    A share of a hidden count is hidden too, and so is a gap between two figures when either is:
    anyone could work the count out from them. Give all figures that go into the number shown.
    """
    if not figures:
        raise ValueError("Name at least one figure to ask about.")
    if any(rule.hides(figure.numerator, figure.denominator) for figure in figures):
        return Verdict(False, reason=rule.why)
    everyone_alike = any(figure.numerator in (0, figure.denominator) for figure in figures)
    return Verdict(True, caution=NONE_OR_ALL if everyone_alike else "")


NONE_OR_ALL = (
    "Careful: “none” or “all” says something about every child in the group. Would each family in "
    "it be content to have this read out? If not, join the group with another or leave it out."
)


def rounded_for_slides(count: int | None, rule: SmallNumberRule = RULE) -> str:
    """A count that passed `hiding.publish`, to the nearest 5, as text; None is a hidden one.

    Rounding comes after hiding, never in its place: "0" made from 2 and "5" made from 3 would
    still tell that somebody is there.
    """
    if count is None or rule.count_is_small(count):
        return HIDDEN
    return str((count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO)


def refuse_rounded_beside_exact(rounded: Collection[str], exact: Collection[str]) -> None:
    """Raises ValueError when a number is given rounded in one place and exact in another.

    `rounded`, `exact`: names of the numbers printed that way, on all pages that go out together.
    """
    both = sorted(set(rounded) & set(exact))
    if both:
        raise ValueError(
            f"Printed both rounded and exact: {', '.join(both)}. Side by side they no longer add "
            "up the same way, and the difference helps a reader to work out a hidden number. "
            "Print all of them rounded, or all of them exact."
        )


def refuse_crossing(characteristics: Collection[str], rule: SmallNumberRule = RULE) -> None:
    """Raises ValueError when more characteristics are crossed than the rule allows.

    `characteristics`: what the pupils are split by, such as "sex" and "language". What is counted
    about them (absence, a grade) is not one of them.
    """
    split_by = sorted(set(characteristics))
    if len(split_by) > rule.most_characteristics:
        raise ValueError(
            f"This splits pupils by {len(split_by)} things at once ({', '.join(split_by)}). Groups "
            f"become so small that children can be picked out. Split by at most "
            f"{rule.most_characteristics}: take one out, or make two tables."
        )
