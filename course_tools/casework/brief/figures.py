"""The figures of a brief: counts first, the rate worked out from them, small numbers never shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from course_tools.casework.pictures.notes import percent
from course_tools.casework.rates import Rate, wilson_interval
from course_tools.casework.small_numbers import RULE
from course_tools.stored import folded

# The same words for every hidden number: they do not say whether it is small itself or a cover.
TOO_FEW = "hidden to protect children"
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|percent\b|per cent\b)")
_ALL = ("allpupils", "allstudents", "everyone", "all")


@dataclass(frozen=True)
class GroupFigure:
    """One number about one group: `counted` pupils `out_of` so many, None where nobody said.

    `role` is "ours" or "comparator". `rate`, `interval` and `comparison` are words as they were
    written, "" to have rate and interval worked out. `unreadable` are counts that are no counts.
    """

    role: Literal["ours", "comparator"]
    group: str
    place: str
    period: str
    measure: str
    counted: int | None = None
    out_of: int | None = None
    rate: str = ""
    interval: str = ""
    comparison: str = ""
    unreadable: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """The group and its place in one line."""
        return ", ".join(word for word in (self.group, self.place) if word) or "(no group named)"

    @property
    def counts(self) -> Rate | None:
        """The counts as a rate; None where one is missing or they cannot be."""
        if self.counted is None or self.out_of is None:
            return None
        return Rate(self.counted, self.out_of) if 0 <= self.counted <= self.out_of > 0 else None

    @property
    def share(self) -> float | None:
        """From 0 to 1: from the counts, else from the one percentage that was written."""
        if (counts := self.counts) is not None:
            return counts.share
        written = _percentages(self.rate)
        return written[0] if len(written) == 1 and 0 <= written[0] <= 1 else None

    @property
    def rate_words(self) -> str:
        """The rate as written, else worked out: "40%"."""
        return self.rate or ("" if self.share is None else percent(self.share))

    @property
    def interval_words(self) -> str:
        """The interval as written, else Wilson's 95% interval (Brief 4.4): "31% to 50%"."""
        if self.interval or self.counts is None:
            return self.interval
        found = wilson_interval(self.counts)
        return f"{percent(found.low)} to {percent(found.high)}"

    @property
    def count_words(self) -> str:
        """The counts: "36 of 90"; "" where one is missing."""
        return "" if self.counts is None else f"{self.counted:,} of {self.out_of:,}"


def is_small(figure: GroupFigure) -> bool:
    """Whether the small-number rule (Brief 4.6) forbids to show it."""
    base, counted = figure.out_of, figure.counted
    if base is None:
        return counted is not None and RULE.count_is_small(counted)
    if counted is None and figure.share is not None:
        counted = round(figure.share * base)
    return RULE.base_is_small(base) if counted is None else RULE.hides(counted, base)


def to_hide(figures: Sequence[GroupFigure]) -> frozenset[int]:
    """The places of figures that must not be shown: small ones, and groups that give one away.

    Where "all pupils" less a group of the same place, period and measure leaves a small number,
    the group is hidden as well. What larger tables give away is the small-number guard's to find.
    """
    small = {place for place, figure in enumerate(figures) if is_small(figure)}
    for whole in figures:
        if folded(whole.group) in _ALL:
            small |= {
                place
                for place, part in enumerate(figures)
                if part is not whole and _is_part(part, whole) and _leaves_a_few(whole, part)
            }
    return frozenset(small)


def contradictions(figure: GroupFigure) -> list[str]:
    """Where counts cannot be, or the written rate or interval does not fit them; a sentence each."""
    where = f"“{figure.called}”"
    found = [
        f"{where}: “{written}” is no count of pupils. Write a whole number."
        for written in figure.unreadable
    ]
    counted, out_of = figure.counted, figure.out_of
    if counted is not None and out_of is not None and counted > out_of:
        found.append(f"{where}: {counted} of {out_of} cannot be. Were the two numbers swapped?")
    if figure.counts is None:
        return found
    share = figure.counts.share
    # A rate may be rounded to whole percents, so it may be half a point away, and no more.
    if (written := _percentages(figure.rate)) and not any(
        abs(rate - share) <= 0.0051 for rate in written
    ):
        found.append(
            f"{where}: {figure.count_words} is {100 * share:.1f}%, but the rate says “{figure.rate}”. "
            "Look up which is right."
        )
    ends = _percentages(figure.interval) or [
        float(end) / 100 for end in re.findall(r"\d+(?:\.\d+)?", figure.interval)
    ]
    if len(ends) >= 2 and not min(ends) - 0.0051 <= share <= max(ends) + 0.0051:
        found.append(
            f"{where}: the rate {100 * share:.1f}% lies outside its interval “{figure.interval}”. "
            "Look up which is right."
        )
    return found


def _percentages(words: str) -> list[float]:
    return [float(found) / 100 for found in _PERCENT.findall(words)]


def _is_part(part: GroupFigure, whole: GroupFigure) -> bool:
    same = all(
        folded(getattr(part, name)) == folded(getattr(whole, name))
        for name in ("place", "period", "measure")
    )
    return same and folded(part.group) not in _ALL


def _leaves_a_few(whole: GroupFigure, part: GroupFigure) -> bool:
    """Whether the pupils of `whole` who are not in `part` are so few that they must be hidden."""
    if whole.out_of is None or part.out_of is None or whole.out_of <= part.out_of:
        return False  # nobody is left, or the two do not fit
    base = whole.out_of - part.out_of
    if whole.counted is None or part.counted is None:
        return RULE.base_is_small(base)
    return RULE.hides(whole.counted - part.counted, base)
