"""Papers: a table or form with ruled lines, and somebody's words on a leaflet."""

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from course_tools.activities.pitfalls.papers import BLACK, Grid, Quote
from course_tools.plotting import COLORS, fitted

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def grid(chart: Grid, ax: "Axes") -> None:
    """A ruled table; a column that stands out is tinted and framed."""
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    rows = len(chart.cells) + 1
    ax.set(xlim=(0, sum(chart.widths)), ylim=(rows, 0))
    ax.axis("off")
    starts = [0.0, *accumulate(chart.widths)]
    rule: dict[str, Any] = {"color": COLORS.quiet, "lw": 0.7, "clip_on": False}
    for column, name in enumerate(chart.head):
        ax.text(starts[column] + 0.04, 0.5, name, va="center", weight="bold", fontsize=9.5)
        ax.plot([starts[column]] * 2, [0, rows], **rule)
    ax.plot([starts[-1]] * 2, [0, rows], **rule)
    for line in range(rows + 1):
        ax.plot([0, starts[-1]], [line, line], **{**rule, "lw": 1.4 if line == 1 else 0.7})
    if chart.stress is not None:
        left, wide = starts[chart.stress], chart.widths[chart.stress]
        tint: dict[str, Any] = {"facecolor": COLORS.second, "alpha": 0.12, "edgecolor": "none"}
        ax.add_patch(Rectangle((left, 0), wide, rows, zorder=0, **tint))
        ax.add_patch(
            Rectangle(
                (left, 0), wide, rows, fill=False, ec=COLORS.second, lw=2, clip_on=False, zorder=4
            )
        )
    for row, cells in enumerate(chart.cells, start=1):
        for column, cell in enumerate(cells):
            if cell == BLACK:
                bar = Rectangle((starts[column] + 0.04, row + 0.3), 0.62, 0.4, color=COLORS.ink)
                ax.add_patch(bar)
            else:
                ax.text(starts[column] + 0.04, row + 0.5, cell, va="center", fontsize=9.5)


def height_of_quote(chart: Quote) -> float:
    """Inches for the words and all that stands below them."""
    return max(1.75 if chart.face else 0.0, _below_words(chart) + 0.35 + 0.3 * len(chart.lines))


def _words(chart: Quote) -> str:
    return fitted(chart.words, 44 if chart.face else 60, 4)


def _below_words(chart: Quote) -> float:
    return 0.2 + 0.24 * len(_words(chart).splitlines())


def quote(chart: Quote, ax: "Axes") -> None:
    """Words in large type, who said them, and lines below; a face only as a dark shape."""
    height = height_of_quote(chart)
    ax.set(xlim=(0, 6.7), ylim=(height, 0))
    ax.axis("off")
    left = 1.75 if chart.face else 0.1
    if chart.face:
        _face(ax, height)
    ax.text(left, 0.08, _words(chart), va="top", fontsize=11.5, style="italic", linespacing=1.4)
    below = _below_words(chart)
    ax.text(left, below, f"— {chart.by}", va="top", fontsize=9.5)
    for number, (label, said) in enumerate(chart.lines):
        line = below + 0.42 + 0.3 * number
        ax.plot([left, 6.6], [line - 0.08] * 2, color=COLORS.faint, lw=1)
        ax.text(left, line, label, va="top", fontsize=9.5, weight="bold", color=COLORS.first)
        ax.text(left + 1.0, line, said, va="top", fontsize=9.5)


def _face(ax: "Axes", height: float) -> None:
    from matplotlib.patches import Ellipse, Rectangle  # noqa: PLC0415

    frame: dict[str, Any] = {"xy": (0.1, 0.05), "width": 1.4, "height": height - 0.15}
    ax.add_patch(Rectangle(**frame, color=COLORS.faint))
    for middle, wide, tall in (((0.8, 0.65), 0.62, 0.8), ((0.8, height - 0.1), 1.15, 1.05)):
        shape = Ellipse(middle, wide, tall, color=COLORS.quiet)
        ax.add_patch(shape)
        shape.set_clip_path(Rectangle(**frame, transform=ax.transData))
    ax.add_patch(Rectangle((0.4, 0.5), 0.8, 0.18, color=COLORS.ink))
