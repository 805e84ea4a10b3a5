"""Charts of change and of counts: lines between two years, stacks, bars as wide as they count."""

from typing import TYPE_CHECKING

from course_tools.activities.pitfalls.axis_marks import BESIDE, above, legend, up
from course_tools.activities.pitfalls.charts import Slopes, Stacks, Widths, counted, percent
from course_tools.plotting import COLORS

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def slopes(chart: Slopes, ax: "Axes") -> None:
    """Lines between two years, with the percentage at both ends and the name at the last."""
    every = ((COLORS.first, "o", "-"), (COLORS.quiet, "D", "--"), (COLORS.second, "s", "-"))
    looks = every[-len(chart.lines) :]  # a line alone looks as the last of three
    said = counted if chart.counts else lambda rate: percent(rate.share, _decimals(chart))
    for (name, first, last), (color, shape, style) in zip(chart.lines, looks, strict=False):
        ax.plot([0, 1], [first.share, last.share], color=color, marker=shape, ls=style, ms=8)
        ax.annotate(
            percent(first.share, _decimals(chart)),
            (0, first.share),
            xytext=(-10, 0),
            ha="right",
            va="center",
            **BESIDE,
        )
        ax.annotate(
            f"{said(last)}\n{name}" if chart.counts else f"{said(last)} {name}",
            (1, last.share),
            xytext=(10, _apart(chart, name)),
            ha="left",
            va="center",
            color=color if color != COLORS.quiet else COLORS.ink,
            **BESIDE,
        )
    ax.set_xticks((0, 1), chart.years)
    ax.set_xlim(-0.04, 1.04)
    ax.set_ylim(chart.low, chart.high)
    ax.set_yticks(())
    ax.spines["left"].set_visible(False)
    above(ax, chart.axis, 0)


def _decimals(chart: Slopes) -> int:
    return 1 if chart.high < 0.1 else 0


def _apart(chart: Slopes, name: str) -> float:
    """Points up or down, so that names at the ends of lines that meet stay apart."""
    if len(chart.lines) < 3:
        return 0
    order = sorted(chart.lines, key=lambda line: line[2].share)
    return 28.0 * ([line[0] for line in order].index(name) - 1)


def stacks(chart: Stacks, ax: "Axes") -> None:
    """Bars of parts, a count in each part that is wide enough, a key below."""
    from matplotlib.patches import Patch  # noqa: PLC0415

    colors = (COLORS.first, COLORS.third, COLORS.paper)
    most = max(sum(counts) for _, counts in chart.stacks)
    for row, (_, counts) in enumerate(chart.stacks):
        start = 0
        for count, color, hatch in zip(counts, colors, ("", "", "//"), strict=True):
            ax.barh(
                row,
                count,
                left=start,
                height=0.56,
                color=color,
                hatch=hatch,
                edgecolor=COLORS.first,
            )
            is_narrow = count < 0.04 * most
            ax.text(
                start + count / 2,
                row - 0.32 if is_narrow else row,
                str(count),
                ha="center",
                va="bottom" if is_narrow else "center",
                color=COLORS.paper if color == COLORS.first and not is_narrow else COLORS.ink,
                bbox={"facecolor": COLORS.paper, "edgecolor": "none", "pad": 1.5}
                if hatch
                else None,
            )
            start += count
    ax.set_yticks(range(len(chart.stacks)), [name for name, _ in chart.stacks])
    ax.tick_params(axis="y", length=0)
    ax.set(xlim=(0, 1.004 * most), ylim=(len(chart.stacks) - 0.5, -0.55), xlabel=chart.axis)
    ax.set_xticks([tick for tick in ax.get_xticks() if 0 <= tick <= most])
    handles = [
        Patch(facecolor=color, edgecolor=COLORS.first, hatch=hatch, label=name)
        for name, color, hatch in zip(chart.parts, colors, ("", "", "////"), strict=True)
    ]
    legend(ax, handles)


def widths(chart: Widths, ax: "Axes") -> None:
    """Standing bars as wide as their groups, the right line and the wrong one."""
    start, all_asked = 0, chart.right[1].denominator
    for name, rate in chart.bars:
        ax.bar(
            start,
            rate.share,
            width=rate.denominator,
            align="edge",
            color=COLORS.third,
            edgecolor=COLORS.first,
        )
        is_wide = rate.denominator > 0.2 * all_asked
        ax.annotate(
            f"{name}\n{rate.numerator} of {rate.denominator}" if is_wide else name.split()[0],
            (start + rate.denominator / 2, rate.share / 2 if is_wide else rate.share),
            xytext=(0, 0 if is_wide else 3),
            ha="center",
            va="center" if is_wide else "bottom",
            **BESIDE,
        )
        start += rate.denominator
    ends = (
        (f"{chart.wrong[0]}:\n{percent(chart.wrong[1])}", chart.wrong[1], COLORS.second, "--"),
        (
            f"{chart.right[0]}:\n{percent(chart.right[1].share)}",
            chart.right[1].share,
            COLORS.ink,
            "-",
        ),
    )
    for said, share, color, style in ends:
        ax.axhline(share, color=color, lw=1.8, ls=style)
        ax.annotate(said, (start, share), xytext=(6, 0), va="center", color=color, **BESIDE)
    ax.set_xlim(0, start)
    ax.set_xticks((0, start), ("0", f"{start:,} families"))
    up(ax, chart.axis, 0, 1)
