"""One number of a published file, with its counts and its interval, or why there is none."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from course_tools.casework.lookup import Lookup
from course_tools.casework.rates import (
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
    `remark` is what to say beside a count that was worked out.
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

    @property
    def called(self) -> str:
        """The place and the group."""
        return f"{self.name}: {self.group}"

    def without_number(self, why_not: str) -> "Figure":
        """The same, its number taken away."""
        return Figure(self.place, self.name, self.group, self.period, why_not=why_not)


def figure_of_rate(place: str, name: str, group: str, period: str, rate: Rate) -> Figure:
    """A figure whose counts are known."""
    return Figure(place, name, group, period, rate, rate.share, wilson_interval(rate))


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
    whole = figure_of_rate(place, name, group, together, rate)
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
        remark = _rounding(measure, value, int(below))
        rate = Rate(int(above), int(below))
    except ValueError as refusal:
        return empty.without_number(str(refusal))
    whole = figure_of_rate(place, name, group, period, rate)
    return replace(whole, remark=remark)


def _rounding(measure: Measure, share: float, pupils: int) -> str:
    """What to say of a count that was worked out. Raises ValueError when none is possible."""
    if measure.counts != "worked out":
        return ""
    count = count_from_share(round(share, measure.decimals), pupils, measure.decimals)
    if count.likely is None:
        raise ValueError(count.remark)
    return count.remark


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
    assert whole.rate is not None and part.rate is not None
    try:
        rate = Rate(
            whole.rate.numerator - part.rate.numerator,
            whole.rate.denominator - part.rate.denominator,
        )
    except ValueError:
        return empty.without_number("the published counts of the whole and the part do not fit")
    return figure_of_rate(whole.place, name, words, whole.period, rate)
