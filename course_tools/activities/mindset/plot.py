"""Four dots, one for each group; earlier ones as open squares beside them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from course_tools.activities.mindset.model import GROUPS, RATINGS
from course_tools.plotting import COLORS, fitted, in_house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@in_house_style()
def draw_means(now: Mapping[str, float], earlier: Mapping[str, float], ax: "Axes") -> "Axes":
    """A filled dot for a group's mean now, an open square for the earlier one, a line between."""
    for row, group in enumerate(GROUPS):
        points = [means[group] for means in (earlier, now) if group in means]
        if len(points) == 2:
            ax.plot(points, [row, row], color=COLORS.quiet, lw=1.2, zorder=1)
        if group in earlier:
            ax.plot(earlier[group], row, "s", ms=10, mfc=COLORS.paper, mec=COLORS.second, mew=2)
            _name(f"earlier {earlier[group]:.1f}", earlier[group], row, ax, above=False)
        if group in now:
            ax.plot(now[group], row, "o", ms=9, color=COLORS.first)
            _name(f"now {now[group]:.1f}", now[group], row, ax, above=True)
    ax.set_yticks(range(len(GROUPS)), [fitted(group, 14, 2) for group in GROUPS])
    ax.set_xticks(list(RATINGS), [fitted(f"{n} {words}", 12, 2) for n, words in RATINGS.items()])
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color=COLORS.faint, lw=0.8)
    ax.set_axisbelow(True)
    ax.set(xlim=(0.8, 5.2), ylim=(len(GROUPS) - 0.5, -0.6))
    return ax


def _name(words: str, place: float, row: int, ax: "Axes", *, above: bool) -> None:
    side = 1 if above else -1
    ax.annotate(
        words,
        (place, row),
        xytext=(0, 8 * side),
        textcoords="offset points",
        ha="center",
        va="bottom" if above else "top",
        fontsize=9,
    )
