"""A leaflet with its chart: a frame, whether it is bad or repaired, headline, small print."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from course_tools.activities.pitfalls import draw_counts, draw_paper, draw_rates
from course_tools.activities.pitfalls.charts import (
    Bars,
    Chart,
    Dots,
    Pairs,
    Scatter,
    Slopes,
    Stacks,
    Widths,
)
from course_tools.activities.pitfalls.papers import Grid, Quote
from course_tools.plotting import COLORS, Room, fitted, in_house_style, new_picture_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BAD, REPAIRED = "A bad chart, invented", "The repair, invented"

# Kind of chart -> what draws it, inches for its inside, and the room around it.
_Drawing = Callable[[Any, "Axes"], None]
_KINDS: dict[type[Chart], tuple[_Drawing, float, Room]] = {
    Bars: (draw_rates.bars, 0.0, Room(left=2.1, right=0.4, bottom=0.55, top=0.1)),
    Dots: (draw_rates.dots, 2.2, Room(left=0.7, right=0.35, bottom=0.52, top=0.32)),
    Pairs: (draw_rates.pairs, 0.0, Room(left=1.35, right=0.6, bottom=0.9, top=0.05)),
    Scatter: (draw_rates.scatter, 2.1, Room(left=0.7, right=0.6, bottom=0.6, top=0.32)),
    Slopes: (draw_counts.slopes, 1.8, Room(left=0.85, right=2.4, bottom=0.4, top=0.32)),
    Stacks: (draw_counts.stacks, 0.0, Room(left=1.2, right=0.4, bottom=0.9, top=0.15)),
    Widths: (draw_counts.widths, 2.3, Room(left=0.7, right=1.85, bottom=0.4, top=0.32)),
    Grid: (draw_paper.grid, 0.0, Room(left=0.25, right=0.25, bottom=0.1, top=0.1)),
    Quote: (draw_paper.quote, 0.0, Room(left=0.25, right=0.25, bottom=0.0, top=0.1)),
}
_TAG, _HEADLINE, _NOTE = 0.42, 0.23, 0.19  # inches: the tag, a line of the headline, of small print


def picture_of(chart: Chart, repaired: bool) -> "Figure":
    """The leaflet as a figure in house style, 7.2 inches wide."""
    _, inside, around = _KINDS[type(chart)]
    room = Room(
        left=around.left,
        right=_right(chart) or around.right,
        top=_TAG + _HEADLINE * _lines(_headline(chart)) + around.top,
        bottom=around.bottom + _NOTE * _lines(_note(chart)) + 0.18,
    )
    inside = inside or _height(chart)
    figure, (ax,) = new_picture_axes(height=inside + room.top + room.bottom, room=room)
    draw_leaflet(chart, repaired, ax)
    return figure


@in_house_style()
def draw_leaflet(chart: Chart, repaired: bool, ax: "Axes") -> "Axes":
    """The chart on `ax`; frame, tag, headline and small print on its figure, around it."""
    _KINDS[type(chart)][0](chart, ax)
    _frame(ax, repaired)
    color = COLORS.first if repaired else COLORS.second
    tag = f"✓ {REPAIRED}" if repaired else f"✗ {BAD}"
    top = 72 * _size(ax)
    _write(ax, tag, (14, top - 12), va="top", fontsize=9.5, color=color, weight="bold")
    below = top - 72 * (_TAG - 0.02)
    _write(
        ax, _headline(chart), (14, below), va="top", fontsize=12, weight="bold", linespacing=1.25
    )
    _write(
        ax, _note(chart), (14, 10), va="bottom", fontsize=9, color=COLORS.quiet, linespacing=1.35
    )
    return ax


def _headline(chart: Chart) -> str:
    return fitted(chart.headline, 66, 3)


def _note(chart: Chart) -> str:
    return fitted(chart.note, 98, 3)


def _lines(text: str) -> int:
    return len(text.splitlines())


def _height(chart: Chart) -> float:
    """Inches for the inside of a chart that grows with its rows."""
    if isinstance(chart, Bars):
        return 0.46 * len(chart.bars) + (0.3 if chart.line else 0.12)
    if isinstance(chart, Pairs):
        return 0.5 * len(chart.pairs)
    if isinstance(chart, Stacks):
        return 0.62 * len(chart.stacks)
    if isinstance(chart, Grid):
        return 0.36 * (len(chart.cells) + 1)
    assert isinstance(chart, Quote)
    return draw_paper.height_of_quote(chart)


def _size(ax: "Axes") -> float:
    """Inches from the lower to the upper edge of the figure."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    return float(figure.get_size_inches()[1])


def _right(chart: Chart) -> float | None:
    """Inches right of the axes where the kind alone does not say."""
    if isinstance(chart, Bars) and chart.counts:
        return 1.7
    return 1.75 if isinstance(chart, Slopes) and len(chart.lines) == 1 else None


def _frame(ax: "Axes", repaired: bool) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    figure = ax.get_figure()
    assert figure is not None
    color, line = (COLORS.first, "-") if repaired else (COLORS.second, "--")
    ax.add_patch(
        Rectangle(
            (0.004, 0.008),
            0.992,
            0.984,
            transform=figure.transFigure,
            clip_on=False,
            fill=False,
            edgecolor=color,
            lw=1.4,
            ls=line,
        )
    )


def _write(ax: "Axes", text: str, place: tuple[float, float], **look: Any) -> None:
    """Text at points from the figure's lower left corner."""
    ax.annotate(text, place, xycoords="figure points", ha="left", annotation_clip=False, **look)
