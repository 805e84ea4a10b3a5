"""One number of a published file, with its counts and its interval, or why there is none."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from course_tools.casework.lookup import Lookup
from course_tools.casework.rates import (
    CountFromShare,
    Interval,
    Rate,
    count_from_share,
    pooled,
    wilson_interval,
)
from course_tools.casework.tidy import ALL_PUPILS, Measure, Status

if TYPE_CHECKING:
    import pandas as pd

OTHERS = "all other pupils"
_FROM_ROUNDED = "Worked out from rounded percentages; the interval is wide enough for that."

# Why there is no number, in words for a reader.
WHY = {
    Status.SUPPRESSED: "hidden by the publisher, to protect pupils",
    Status.NOT_APPLICABLE: "does not apply here",
    Status.TOO_FEW: "too few pupils for a number to mean something",
    Status.NOT_PUBLISHED: "not published",
    Status.UNREADABLE: "unreadable in the file",
}


@dataclass(frozen=True)
class Figure:
    """What a file says about one group in one place.

    With counts there are a `rate` and its `interval`; without them only the `value` as published
    (a share for rates, else in the measure's unit). `why_not` says why there is neither.
    `remark` is what to say beside a count that was worked out. `possible` are then the lowest and
    the highest rate that print as it was published; the interval covers both.
    """

    place: str
    name: str
    group: str
    period: str
    rate: Rate | None = None
    value: float | None = None
    interval: Interval | None = None
    why_not: str = ""
    remark: str = ""
    possible: tuple[Rate, ...] = ()

    @property
    def called(self) -> str:
        """The place and the group."""
        return f"{self.name}: {self.group}"

    def without_number(self, why_not: str) -> "Figure":
        """The same, its number taken away."""
        return Figure(self.place, self.name, self.group, self.period, why_not=why_not)


def figure_of_rate(
    place: str, name: str, group: str, period: str, rate: Rate, possible: tuple[Rate, ...] = ()
) -> Figure:
    """A figure whose counts are known, or known to lie between two possible ones."""
    all_of_them = [wilson_interval(one) for one in possible or (rate,)]
    interval = Interval(min(one.low for one in all_of_them), max(one.high for one in all_of_them))
    return Figure(
        place, name, group, period, rate, rate.share, interval, possible=possible or (rate,)
    )


def figure(
    lookup: Lookup, place: str, group: str, measure: Measure, periods: Sequence[str]
) -> Figure:
    """The number of one group in one place; several periods are pooled, counts added up.

    A number without counts cannot be pooled, and says so.
    """
    name = lookup.name_of(place)
    rows = lookup.rows(place)
    rows = rows[(rows["measure"] == measure.id) & (rows["group"] == group)]
    found = [_of_period(rows, place, name, group, measure, period) for period in periods]
    if len(found) == 1:
        return found[0]
    together = f"{periods[0]} to {periods[-1]}"
    lacking = [one.period for one in found if one.rate is None]
    if lacking:
        why = f"no counts for {', '.join(lacking)}, so the years cannot be added up"
        return Figure(place, name, group, together, why_not=why)
    rate = pooled([one.rate for one in found if one.rate is not None])
    remarks = " ".join(dict.fromkeys(one.remark for one in found if one.remark))
    ends = [pooled([one.possible[end] for one in found]) for end in (0, -1)]
    whole = figure_of_rate(place, name, group, together, rate, tuple(dict.fromkeys(ends)))
    return replace(whole, remark=remarks)


def _of_period(
    rows: "pd.DataFrame", place: str, name: str, group: str, measure: Measure, period: str
) -> Figure:
    empty = Figure(place, name, group, period)
    cell = rows[rows["period"] == period]
    if cell.empty:
        return empty.without_number(f"nothing about this in {period or 'this file'}")
    row = cell.iloc[0]
    if row["status"] != Status.REPORTED:
        return empty.without_number(WHY[Status(row["status"])])
    value, above, below = (float(row[key]) for key in ("value", "numerator", "denominator"))
    if measure.unit != "share" or math.isnan(above) or math.isnan(below):
        return Figure(place, name, group, period, value=value)
    try:
        rate = Rate(int(above), int(below))
        count = _worked_out(measure, value, rate)
    except ValueError as refusal:
        return empty.without_number(str(refusal))
    if count is None or count.low is None or count.high is None:
        return figure_of_rate(place, name, group, period, rate)
    possible = tuple(Rate(end, rate.denominator) for end in dict.fromkeys((count.low, count.high)))
    whole = figure_of_rate(place, name, group, period, rate, possible)
    return replace(whole, remark=count.remark)


def _worked_out(measure: Measure, share: float, rate: Rate) -> CountFromShare | None:
    """The counts that are possible where one was worked out. Raises ValueError when none is."""
    if measure.counts != "worked out":
        return None
    printed = round(share, measure.decimals)
    count = count_from_share(printed, rate.denominator, measure.decimals)
    if count.likely is None:
        raise ValueError(count.remark)
    return count


def everybody_else(whole: Figure, group: Figure) -> Figure:
    """All pupils without the group: both counts subtracted. Without counts, why not."""
    words = OTHERS if whole.group == ALL_PUPILS else whole.group
    return _less(whole, group, name=whole.name, words=words)


def rest_of(area: Figure, inside: Figure) -> Figure:
    """An area without one of its places, so that nobody is counted twice."""
    return _less(area, inside, name=f"The rest of {area.name}", words=area.group)


def _less(whole: Figure, part: Figure, *, name: str, words: str) -> Figure:
    empty = Figure(whole.place, name, words, whole.period)
    for one in (whole, part):
        if one.rate is None:
            why = one.why_not or "only a percentage is published, no counts"
            return empty.without_number(f"{one.called}: {why}")
    try:
        # The most of the whole goes with the least of the part, and the other way round.
        possible = [
            _taken_from(one, other)
            for one, other in (
                (whole.possible[0], part.possible[-1]),
                (whole.possible[-1], part.possible[0]),
            )
        ]
        assert whole.rate is not None and part.rate is not None
        rate = _taken_from(whole.rate, part.rate)
    except ValueError:
        return empty.without_number("the published counts of the whole and the part do not fit")
    found = figure_of_rate(
        whole.place, name, words, whole.period, rate, tuple(dict.fromkeys(possible))
    )
    return replace(found, remark=_FROM_ROUNDED if whole.remark or part.remark else "")


def _taken_from(whole: Rate, part: Rate) -> Rate:
    return Rate(whole.numerator - part.numerator, whole.denominator - part.denominator)
