"""One number over the years: a line only where one belongs, breaks marked, intervals shown."""

from typing import TYPE_CHECKING

from course_tools.casework.over_time import OverTime
from course_tools.casework.pictures.notes import note_lines, percent, printed, room_for, write_note
from course_tools.casework.rates import Rate, wilson_interval
from course_tools.casework.tidy import Measure
from course_tools.casework.trend import Point, Trend, first_year
from course_tools.plotting import (
    COLORS,
    Picture,
    Room,
    Table,
    fitted,
    in_house_style,
    new_picture_axes,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@in_house_style()
def draw_trend_on(shown: Trend, measure: Measure, ax: "Axes") -> "Axes":
    """Draw on given axes. The y axis begins at zero, and no line crosses a break."""
    scale = 100 if measure.unit == "share" else 1
    top = 0.0
    for segment in shown.segments:
        years = [first_year(point.period) for point in segment.points]
        values = [point.value * scale for point in segment.points]
        ax.plot(years, values, "-o", color=COLORS.first, ms=6)
        for year, point in zip(years, segment.points, strict=True):
            low, high = _ends(point, scale)
            ax.plot([year, year], [low, high], color=COLORS.first, lw=1.4, alpha=0.7)
            top = max(top, high)
            ax.annotate(
                printed(point.value, measure),
                (year, point.value * scale),
                xytext=(7, 6),
                textcoords="offset points",
                fontsize=9,
            )
    for period in shown.breaks:
        year = first_year(period)
        ax.axvspan(year - 0.5, year + 0.5, color=COLORS.faint, zorder=0)
        ax.text(
            year,
            0.98,
            "break",
            transform=ax.get_xaxis_transform(),
            ha="center",
            va="top",
            fontsize=8,
        )
    every = [point for segment in shown.segments for point in segment.points]
    periods = sorted({*(one.period for one in every), *shown.missing}, key=first_year)
    ax.set_xticks([first_year(period) for period in periods], periods)
    lowest = min(0.0, *(point.value * scale for point in every))
    first, last = first_year(periods[0]), first_year(periods[-1])
    ax.set(xlim=(first - 0.6, last + 0.6), ylim=(lowest * 1.15, (top or 1.0) * 1.15))
    ax.set_ylabel("%" if scale == 100 else measure.unit)
    return ax


def _ends(point: Point, scale: int) -> tuple[float, float]:
    if not isinstance(point.number, Rate):
        return point.value * scale, point.value * scale
    interval = wilson_interval(point.number)
    return interval.low * scale, interval.high * scale


def draw_trend(over: OverTime) -> Picture:
    """The trend with its words and its table."""
    shown, measure, called, source = over.trend, over.measure, over.called, over.source
    every = [point for segment in shown.segments for point in segment.points]
    counted = [point.number.denominator for point in every if isinstance(point.number, Rate)]
    lines = note_lines(
        f"Source: {source.title}, {source.publisher}, {source.licence}",
        f"Counted ({measure.base}), year by year: {'; '.join(f'{n:,}' for n in counted)}"
        if counted
        else "No counts are published, so there are no intervals",
        *shown.remarks,
        "" if shown.missing else "No year is missing",
    )
    room = Room(left=0.75, right=0.3, bottom=room_for(lines, 0.45), top=0.35)
    drawing, (ax,) = new_picture_axes(height=2.9 + room_for(lines, 0.45), room=room)
    draw_trend_on(shown, measure, ax)
    with in_house_style():
        ax.set_title(fitted(f"{called}: {measure.words}", 90), fontsize=10)
        write_note(drawing, lines)
    said = ", ".join(f"{point.period} {printed(point.value, measure)}" for point in every)
    alt = f"{measure.words}, {called}, over the years: {said}. {' '.join(shown.remarks)}"
    rows = [_row(point, measure) for point in every]
    columns = ("Year", "Number", "Of how many", measure.words, "95% interval")
    return Picture(drawing, alt, Table(f"{called}, year by year", columns, rows))


def _row(point: Point, measure: Measure) -> tuple[str, ...]:
    value = printed(point.value, measure)
    if not isinstance(point.number, Rate):
        return (point.period, "", "", value, "")
    ends = wilson_interval(point.number)
    counts = (f"{point.number.numerator:,}", f"{point.number.denominator:,}")
    return (point.period, *counts, value, f"{percent(ends.low)} to {percent(ends.high)}")
