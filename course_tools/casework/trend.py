"""One measure over time, without a line where none belongs (Brief 4.4, trend).

Points are joined only within a segment: periods that follow one another, with no break mark and
nothing missing. With five or more points in a segment a slope is fitted; with fewer, the first and
the last are compared. Nothing is drawn beyond the last point: a slope is no forecast.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from course_tools.casework.rates import Interval, Rate, newcombe_gap, pooled
from course_tools.casework.slope import FEWEST_FOR_SLOPE, Slope, slope_of

FEWEST_PUPILS = 30  # below this, years are pooled
YEARS_POOLED = 3

_PERIOD = re.compile(r"(\d{4})(?:([/-])(\d{2}))?")


@dataclass(frozen=True)
class Point:
    """One period: a Rate, or a plain number (share or score) whose counts nobody published.

    `period` is "2023/24", "2023-24" or "2024". `definition` says what is counted, the same text
    wherever it means the same.
    """

    period: str
    number: Rate | float
    definition: str = ""

    @property
    def value(self) -> float:
        """The share, or the number as published."""
        return self.number.share if isinstance(self.number, Rate) else self.number


@dataclass(frozen=True)
class Change:
    """Last minus first. Without counts there is no interval, and `reason` says so."""

    first: Point
    last: Point
    difference: float
    interval: Interval | None
    reason: str = ""


@dataclass(frozen=True)
class PooledYears:
    """One or more years as one rate. A pupil who was there in several is counted in each."""

    periods: tuple[str, ...]
    rate: Rate
    remark: str


@dataclass(frozen=True)
class Segment:
    """Points that may be joined by a line: one period after another, no break between."""

    points: tuple[Point, ...]

    def change(self, confidence: float = 0.95) -> Change | None:
        """Last minus first, with Newcombe's interval when both are rates; None for one point.

        The interval takes the years as separate groups of pupils. Where many pupils are counted in
        both, it is usually wider than it need be; published numbers cannot say by how much.
        """
        first, last = self.points[0], self.points[-1]
        if first is last:
            return None
        if isinstance(first.number, Rate) and isinstance(last.number, Rate):
            gap = newcombe_gap(last.number, first.number, confidence)
            return Change(first, last, gap.difference, gap.interval)
        return Change(
            first,
            last,
            last.value - first.value,
            None,
            "No interval: it needs the number of pupils behind both numbers, and for a mean score "
            "also how far pupils differ from one another.",
        )

    def slope(self, confidence: float = 0.95) -> Slope | None:
        """The straight line through at least five rates; None for fewer, or without counts."""
        rates = [point.number for point in self.points if isinstance(point.number, Rate)]
        if len(rates) < max(FEWEST_FOR_SLOPE, len(self.points)):
            return None
        return slope_of(rates, confidence)

    def latest(self) -> PooledYears | None:
        """The last year; with fewer than 30 pupils, the last three years added up (Brief 4.4).

        Only years of this segment are added, so never across a break; None without counts.
        """
        last = self.points[-1]
        if not isinstance(last.number, Rate):
            return None
        if last.number.denominator >= FEWEST_PUPILS:
            return PooledYears((last.period,), last.number, "")
        rates = {
            point.period: point.number
            for point in self.points[-YEARS_POOLED:]
            if isinstance(point.number, Rate)
        }
        together = pooled(rates.values())
        remark = f"{last.period} alone has only {last.number.denominator} pupils"
        remark += f"; {len(rates)} years were added up" if len(rates) > 1 else ""
        if together.denominator < FEWEST_PUPILS:
            remark += f". {together.denominator} pupils are still few: show the interval"
        return PooledYears(tuple(rates), together, remark + ".")


@dataclass(frozen=True)
class Trend:
    """The segments in order of time, the break marks within the time shown, missing periods.

    `remarks` are sentences to show beside the picture.
    """

    segments: tuple[Segment, ...]
    breaks: Mapping[str, str]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]


def trend(
    points: Iterable[Point],
    breaks: Mapping[str, str] | None = None,
    *,
    first_was_chosen_as_worst: bool = False,
) -> Trend:
    """Points cut into segments. `breaks` maps a period to the reason why nothing joins it.

    A period with a break mark stands alone when it has a point. Raises ValueError for no points, a
    period twice, periods of different kinds, or more than one definition.
    """
    marks = breaks or {}
    ordered = sorted(points, key=lambda point: first_year(point.period))
    _refuse_unlike(ordered)
    segments: list[list[Point]] = []
    for point in ordered:
        last = segments[-1][-1] if segments else None
        joined = (
            last is not None
            and first_year(point.period) == first_year(last.period) + 1
            and last.period not in marks
            and point.period not in marks
        )
        if joined:
            segments[-1].append(point)
        else:
            segments.append([point])
    start, end = (first_year(ordered[place].period) for place in (0, -1))
    like = ordered[0].period
    shown = [_period_like(like, year) for year in range(start, end + 1)]
    have = {point.period for point in ordered}
    inside = {period: marks[period] for period in shown if period in marks}
    missing = tuple(period for period in shown if period not in have)
    return Trend(
        tuple(Segment(tuple(segment)) for segment in segments),
        MappingProxyType(inside),
        missing,
        _remarks(inside, missing, first_was_chosen_as_worst),
    )


def first_year(period: str) -> int:
    """The year a period starts in. Raises ValueError for text that is no school year or year."""
    match = _PERIOD.fullmatch(period)
    start = int(match[1]) if match else 0
    if match is None or (match[3] is not None and int(match[3]) != (start + 1) % 100):
        raise ValueError(
            f'"{period}" is not a period; write a school year such as 2023/24 or 2023-24, '
            "or one year such as 2024."
        )
    return start


def _period_like(pattern: str, year: int) -> str:
    if len(pattern) == 4:
        return f"{year}"
    return f"{year}{pattern[4]}{(year + 1) % 100:02d}"


def _refuse_unlike(ordered: list[Point]) -> None:
    if not ordered:
        raise ValueError("There is no point to show; choose at least one period.")
    for point in ordered:
        if point.period != _period_like(ordered[0].period, first_year(point.period)):
            raise ValueError(
                f"{ordered[0].period} and {point.period} are different kinds of period; "
                "show them in two pictures."
            )
    for one, other in pairwise(ordered):
        if one.period == other.period:
            raise ValueError(f"{one.period} is there twice; keep one number for each period.")
        if one.definition != other.definition:
            raise ValueError(
                f'The definition changes between {one.period} ("{one.definition}") and '
                f'{other.period} ("{other.definition}"). Such numbers are not one trend; '
                "show them apart."
            )


def _remarks(
    breaks: Mapping[str, str], missing: tuple[str, ...], first_was_chosen_as_worst: bool
) -> tuple[str, ...]:
    remarks = [
        f"{period}: {reason} No line crosses this period." for period, reason in breaks.items()
    ]
    unmarked = [period for period in missing if period not in breaks]
    if unmarked:
        remarks.append(f"No number for {', '.join(unmarked)}; the line stops there.")
    if first_was_chosen_as_worst:
        remarks.append(
            "The first period was picked because it was the worst. After a very bad year the next "
            "is usually less bad, even when nobody did anything. Show earlier years too, or see "
            "whether similar schools changed in the same way."
        )
    return tuple(remarks)
