"""People met so far, week by week: alone, with leaders, and what if."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from course_tools.plotting import COLORS, in_house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# marker, line style, color of the line, color of its name (pale words would be hard to read)
_LOOKS = (
    ("o", ":", COLORS.second, COLORS.second),
    ("s", "-", COLORS.first, COLORS.first),
    ("^", "--", COLORS.third, COLORS.ink),
)


@in_house_style()
def draw_growth(lines: Sequence[tuple[str, Sequence[float]]], ax: "Axes") -> "Axes":
    """Up to three lines (name, people met by the end of each week), each named at its end.

    In the order: the organizer alone, with leaders, the what-if.
    """
    top = max([1.0, *(values[-1] for _, values in lines)]) * 1.06
    ends = []
    for (name, values), (marker, line, color, ink) in zip(lines, _LOOKS, strict=False):
        weeks = range(len(values) + 1)
        ax.plot(
            weeks, [0.0, *values], line, marker=marker, ms=5, markevery=2, color=color, label=name
        )
        ends.append((values[-1], f"{name}: {values[-1]:,.0f}", ink))
    last = max(len(values) for _, values in lines)
    lowest = 0.0
    for height, words, ink in sorted(ends):
        place = max(height, lowest)
        ax.annotate(
            words, (last, place), xytext=(8, 0), textcoords="offset points", color=ink, va="center"
        )
        lowest = place + 0.08 * top
    ax.set(xlabel="Weeks", ylabel="People met so far", xlim=(-0.4, last + 0.4), ylim=(0, top))
    ax.set_xticks(range(0, last + 1, max(1, last // 6)))
    return ax
