"""A bar for each domain: how unsure we are now, and how unsure after the chosen questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course_tools.plotting import COLORS, in_house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TALL = 0.62
HATCH = "////"


@dataclass(frozen=True)
class Bar:
    """One domain: `before` and `after` run from 0 to 1; `is_asked` is False when no question
    reaches it though it matters.
    """

    name: str
    before: float
    after: float
    is_asked: bool = True


@in_house_style()
def draw_bars(bars: Sequence[Bar], ax: "Axes") -> "Axes":
    """The whole bar is before, the filled part after; what nobody asks about is hatched."""
    heights = range(len(bars))
    ax.barh(
        heights,
        [bar.before for bar in bars],
        _TALL,
        color=COLORS.faint,
        edgecolor=COLORS.quiet,
        linewidth=0.8,
        zorder=1,
    )
    ax.barh(
        heights,
        [bar.after for bar in bars],
        _TALL,
        color=[COLORS.first if bar.is_asked else COLORS.paper for bar in bars],
        edgecolor=[COLORS.first if bar.is_asked else COLORS.second for bar in bars],
        hatch=["" if bar.is_asked else HATCH for bar in bars],
        linewidth=0.8,
        zorder=2,
    )
    for height, bar in enumerate(bars):
        _write_beside(bar, height, ax)
    ax.set_yticks(list(heights), [bar.name for bar in bars])
    ax.tick_params(axis="y", length=0, labelsize=9.5)
    ax.set(
        xlim=(0, 1.02),
        ylim=(max(0.6, len(bars) - 0.4), -0.6),
        xlabel="How unsure we are (0: we know, 1: no idea)",
    )
    ax.set_title("Whole bar: before the meeting. Filled: after it.", fontsize=9.5, pad=6)
    return ax


def _write_beside(bar: Bar, height: int, ax: "Axes") -> None:
    beside: dict[str, Any] = {"va": "center", "fontsize": 9, "clip_on": False}
    if bar.is_asked:
        ax.text(bar.before + 0.015, height, f"{bar.before:.2f} → {bar.after:.2f}", **beside)
    else:
        words = f"{bar.before:.2f}, nobody asks"
        ax.text(bar.before + 0.015, height, words, color=COLORS.second, fontweight="bold", **beside)
