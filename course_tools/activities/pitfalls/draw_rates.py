"""Charts of rates: lying bars, dots with intervals, pairs, and a dot an area."""

from typing import TYPE_CHECKING

from course_tools.activities.pitfalls.axis_marks import BESIDE, above, across, legend, up
from course_tools.activities.pitfalls.charts import Bars, Dots, Pairs, Scatter, counted, percent
from course_tools.casework.rates import Rate, wilson_interval
from course_tools.plotting import COLORS, fitted

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def bars(chart: Bars, ax: "Axes") -> None:
    """Lying bars, each with its percentage or its counts at the end."""
    rows = range(len(chart.bars))
    for row, (_, rate) in enumerate(chart.bars):
        color = COLORS.second if row == chart.stress else COLORS.first
        ax.barh(row, rate.share - chart.low, left=chart.low, height=0.6, color=color)
        if chart.counts:
            _whisker(ax, rate, row)
        ax.annotate(
            counted(rate) if chart.counts else percent(rate.share),
            (chart.high if chart.counts else rate.share, row),
            xytext=(10 if chart.counts else 5, 0),
            ha="left",
            va="center",
            annotation_clip=False,
            **BESIDE,
        )
    if chart.line:
        name, share = chart.line
        ax.axvline(share, color=COLORS.second, lw=1.8, ls="--")
        _note_above(ax, f"{name}: {percent(share)}", share)
    ax.set_yticks(rows, [fitted(name, 25, 2) for name, _ in chart.bars])
    across(ax, chart.axis, chart.low, chart.high)
    ax.set_ylim(len(chart.bars) - 0.5, -0.95 if chart.line else -0.5)
    ax.tick_params(axis="y", length=0)


def _whisker(ax: "Axes", rate: Rate, row: int) -> None:
    """The interval as a thin line, pale on the bar and dark beyond it."""
    between = wilson_interval(rate)
    for start, end, color in (
        (between.low, rate.share, COLORS.paper),
        (rate.share, between.high, COLORS.ink),
    ):
        ax.plot([start, end], [row, row], color=color, lw=1.5, solid_capstyle="butt", zorder=4)


def _note_above(ax: "Axes", said: str, share: float) -> None:
    ax.annotate(
        said,
        (share, 1),
        xycoords=("data", "axes fraction"),
        xytext=(5, -3),
        ha="left",
        va="top",
        color=COLORS.second,
        weight="bold",
        **BESIDE,
    )


def dots(chart: Dots, ax: "Axes") -> None:
    """A dot a group with its interval, around a dashed line."""
    for place, (_, rate) in enumerate(chart.dots):
        stands_out = place == chart.stress
        color = COLORS.second if stands_out else COLORS.first
        between = wilson_interval(rate)
        ax.plot([place, place], [between.low, between.high], color=color, lw=1.4)
        ax.plot(place, rate.share, "s" if stands_out else "o", color=color, ms=7)
    name, share = chart.line
    ax.axhline(share, color=COLORS.quiet, lw=1.4, ls="--", zorder=0)
    last = len(chart.dots) - 1
    above(ax, f"- - {name}: {percent(share)}", 1, COLORS.quiet)
    ax.set_xticks(range(last + 1), [fitted(name, 9) for name, _ in chart.dots])
    ax.set_xlim(-0.6, last + 0.6)
    ax.set_xlabel(chart.across)
    ax.tick_params(axis="x", length=0)
    up(ax, chart.axis, chart.low, chart.high)


def pairs(chart: Pairs, ax: "Axes") -> None:
    """Two marks in a row, a line between, percentages on the outer sides, a key below."""
    for row, (_, one, two) in enumerate(chart.pairs):
        ax.plot([one.share, two.share], [row, row], color=COLORS.quiet, lw=1.2, zorder=1)
        ax.plot(one.share, row, "o", color=COLORS.first, ms=9)
        ax.plot(two.share, row, "s", mfc=COLORS.paper, mec=COLORS.second, mew=2, ms=9)
        for mine, other in ((one, two), (two, one)):
            side = 1 if mine.share > other.share else -1
            ax.annotate(
                percent(mine.share),
                (mine.share, row),
                xytext=(9 * side, 0),
                ha="left" if side > 0 else "right",
                va="center",
                **BESIDE,
            )
    ax.set_yticks(range(len(chart.pairs)), [fitted(name, 14, 2) for name, _, _ in chart.pairs])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(chart.pairs) - 0.5, -0.5)
    across(ax, chart.axis, 0, chart.high)
    ax.grid(axis="x", color=COLORS.faint, lw=0.8)
    ax.set_axisbelow(True)
    _key(ax, chart.of, (("o", COLORS.first, COLORS.first), ("s", COLORS.paper, COLORS.second)))


def _key(ax: "Axes", names: tuple[str, ...], marks: tuple[tuple[str, str, str], ...]) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415

    handles = [
        Line2D([], [], ls="", marker=shape, mfc=inside, mec=edge, mew=2, ms=8, label=name)
        for name, (shape, inside, edge) in zip(names, marks, strict=True)
    ]
    legend(ax, handles)


def scatter(chart: Scatter, ax: "Axes") -> None:
    """A dot an area, its name beside it."""
    for name, x, y in chart.dots:
        ax.plot(x.share, y.share, "o", color=COLORS.first, ms=9)
        ax.annotate(name, (x.share, y.share), xytext=(-9, 2), ha="right", va="bottom", **BESIDE)
    first, last = chart.dots[0], chart.dots[-1]
    ends = [first[1].share, last[1].share], [first[2].share, last[2].share]
    ax.plot(*ends, color=COLORS.second, lw=1.6, ls="--", zorder=0)
    across(ax, chart.across, 0.2, 0.8)
    up(ax, chart.up, 0, 0.35)
