"""The tornado: how the odds of the plan move with each link; below it, all guesses at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from course_tools.activities.odds_chain.model import Swing
from course_tools.plotting import COLORS, fitted, in_house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@in_house_style()
def draw_tornado(
    swings: Sequence[Swing], odds: float, between: tuple[float, float], ax: "Axes"
) -> "Axes":
    """A bar a link from its low to its high, around a line at `odds`; last the interval `between`."""
    lows = [*(swing.low for swing in swings), between[0]]
    highs = [*(swing.high for swing in swings), between[1]]
    rows = range(len(lows))
    last = len(lows) - 1
    colors = [COLORS.first] * last + [COLORS.third]
    bars = ax.barh(
        rows,
        [high - low for low, high in zip(lows, highs, strict=True)],
        left=lows,
        height=0.6,
        color=colors,
    )
    bars[last].set(hatch="//", edgecolor=COLORS.first)
    beside: dict[str, Any] = {"textcoords": "offset points", "va": "center", "fontsize": 9}
    for row, low, high in zip(rows, lows, highs, strict=True):
        ax.annotate(f"{low:.0%}", (low, row), xytext=(-4, 0), ha="right", **beside)
        ax.annotate(f"{high:.0%}", (high, row), xytext=(4, 0), ha="left", **beside)
    ax.axvline(odds, color=COLORS.second, lw=1.6, ls="--")
    ax.text(odds, -0.62, f"the plan: {odds:.0%}", color=COLORS.second, ha="center", va="bottom")
    names = [fitted(swing.link.name, 24, 2) for swing in swings]
    ax.set_yticks(rows, [*names, "All guesses at once\n(9 of 10 draws)"])
    ax.tick_params(axis="y", length=0)
    ax.set(xlim=(-0.08, 1.08), ylim=(last + 0.5, -0.6), xlabel="Odds that the plan works")
    ax.set_xticks((0, 0.25, 0.5, 0.75, 1), ("0%", "25%", "50%", "75%", "100%"))
    return ax
