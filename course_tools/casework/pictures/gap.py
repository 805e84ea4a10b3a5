"""The picture of a comparison: a dot for each number, a line for how sure it is."""

from typing import TYPE_CHECKING

from course_tools.casework.comparison import Comparison
from course_tools.casework.figures import Figure
from course_tools.casework.pictures.notes import (
    name_on_axis,
    note_lines,
    percent,
    printed,
    room_for,
    write_note,
)
from course_tools.plotting import COLORS, Picture, Room, Table, in_house_style, new_picture_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@in_house_style()
def draw_gap_on(comparison: Comparison, ax: "Axes", *, numbers: bool = True) -> "Axes":
    """Draw on given axes. Without `numbers` no figure stands on it: for a talk without them."""
    figures = comparison.figures
    scale = 100 if comparison.measure.unit == "share" else 1
    tops = [one.interval.high if one.interval else one.value or 0 for one in figures]
    low = min(0.0, *(one.value or 0 for one in figures)) * scale
    most = max([*tops, 0.0]) * scale or 1.0
    for row, one in enumerate(figures):
        color = COLORS.second if row == 0 else COLORS.first
        _draw_figure(one, row, color, scale, ax)
        if numbers and one.value is not None:
            right = (one.interval.high if one.interval else one.value) * scale
            ax.annotate(
                printed(one.value, comparison.measure),
                (right, row),
                xytext=(6, 0),
                textcoords="offset points",
                va="center",
                fontsize=9.5,
                fontweight="bold" if row == 0 else "normal",
                color=color,
            )
    ax.set_yticks(range(len(figures)), [name_on_axis(one.called, 3) for one in figures])
    ax.tick_params(axis="y", length=0)
    ax.set(xlim=(low * 1.1, most * 1.18), ylim=(len(figures) - 0.4, -0.6))
    ax.set_xlabel(comparison.measure.words + (" (%)" if numbers and scale == 100 else ""))
    ax.grid(axis="x", color=COLORS.faint)
    ax.set_axisbelow(True)
    if not numbers:
        ax.set_xticks([])
        ax.set_xlabel(f"{comparison.measure.words}: more to the right")
    return ax


def _draw_figure(one: Figure, row: int, color: str, scale: int, ax: "Axes") -> None:
    if one.value is None:
        ax.text(
            0,
            row,
            f"  {one.why_not}",
            va="center",
            fontsize=8.5,
            color=COLORS.quiet,
            style="italic",
        )
        return
    if one.interval is not None:
        ends = [one.interval.low * scale, one.interval.high * scale]
        ax.plot(ends, [row, row], color=color, lw=2.6, solid_capstyle="butt", alpha=0.85)
    filled = color if one.interval is not None else COLORS.paper
    marker = "D" if row == 0 else "o"
    ax.plot([one.value * scale], [row], marker, ms=8, color=color, mfc=filled, mew=1.6)


def draw_gap(comparison: Comparison, *, numbers: bool = True) -> Picture:
    """The interval picture of a comparison, with its words and its table."""
    lines = _note(comparison) if numbers else note_lines(f"Source: {_source(comparison)}")
    height = 0.55 * len(comparison.figures) + 0.35 + room_for(lines)
    room = Room(left=2.45, right=0.35, bottom=room_for(lines), top=0.2)
    drawing, (ax,) = new_picture_axes(height=height, room=room)
    draw_gap_on(comparison, ax, numbers=numbers)
    with in_house_style():
        write_note(drawing, lines)
    return Picture(drawing, _alt(comparison, numbers=numbers), table_of(comparison))


def _source(comparison: Comparison) -> str:
    source = comparison.source
    return f"{source.title}, {source.publisher}, {comparison.subject.period}, {source.licence}"


def _note(comparison: Comparison) -> list[str]:
    with_counts = [one for one in comparison.figures if one.rate is not None]
    pupils = "; ".join(f"{one.rate.denominator:,}" for one in with_counts if one.rate)
    missing = [f"{one.called} ({one.why_not})" for one in comparison.figures if one.value is None]
    worked_out = any(one.remark for one in comparison.figures)
    return note_lines(
        f"Source: {_source(comparison)}",
        f"Counted ({comparison.measure.base}), from the top: {pupils}" if pupils else "",
        "Lines: 95% intervals" if with_counts else "No intervals: no counts are published",
        "Some counts are worked out from rounded percentages" if worked_out else "",
        f"Missing: {'; '.join(missing)}" if missing else "Nothing is missing",
    )


def _alt(comparison: Comparison, *, numbers: bool) -> str:
    subject = comparison.subject
    if not numbers:
        order = ", ".join(
            _direction(comparison, other.figure) for other in comparison.others if other.gap
        )
        return f"{comparison.measure.words}. {subject.called} {order or 'stands beside others'}."
    parts = [f"{one.called}: {_said(one, comparison)}" for one in comparison.figures]
    return f"{comparison.measure.words}, {subject.period}. {'. '.join(parts)}."


def _direction(comparison: Comparison, other: Figure) -> str:
    above = (comparison.subject.value or 0) > (other.value or 0)
    return f"lies {'above' if above else 'not above'} {other.called}"


def _said(one: Figure, comparison: Comparison) -> str:
    if one.value is None:
        return one.why_not
    said = printed(one.value, comparison.measure)
    if one.rate is not None and one.interval is not None:
        ends = f"{percent(one.interval.low)} to {percent(one.interval.high)}"
        said += f" ({one.rate.numerator:,} of {one.rate.denominator:,}; {ends})"
    return said


def table_of(comparison: Comparison) -> Table:
    """The numbers behind a comparison, the subject first."""
    columns = (
        "Who",
        "Number",
        "Of how many",
        comparison.measure.words,
        "95% interval",
        "Gap to the first, points",
        "Times as often",
    )
    rows: list[tuple[str, ...]] = []
    for place, one in enumerate(comparison.figures):
        against = comparison.others[place - 1] if place else None
        gap = ratio = ""
        if against is not None and against.gap is not None:
            ends = against.gap.interval
            gap = f"{100 * against.gap.difference:+.1f} ({100 * ends.low:+.1f} to {100 * ends.high:+.1f})"
        if against is not None and against.ratio is not None and against.ratio.value is not None:
            ratio = f"{against.ratio.value:.2f}"
            if against.ratio.interval is not None:
                ratio += f" ({against.ratio.interval.low:.2f} to {against.ratio.interval.high:.2f})"
        interval = (
            f"{percent(one.interval.low)} to {percent(one.interval.high)}" if one.interval else ""
        )
        rows.append(
            (
                one.called,
                f"{one.rate.numerator:,}" if one.rate else "",
                f"{one.rate.denominator:,}" if one.rate else "",
                printed(one.value, comparison.measure) if one.value is not None else one.why_not,
                interval,
                gap,
                ratio,
            )
        )
    caption = f"{comparison.measure.words}, {comparison.subject.period}. {_source(comparison)}"
    return Table(caption, columns, rows)
