"""The two ways as lines over the rounds."""

from typing import TYPE_CHECKING

from course_tools.activities.two_ways.model import Run
from course_tools.plotting import COLORS, in_house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LINES = (
    ("one-way: us", "o", "-", COLORS.second),
    ("one-way: them", "o", ":", COLORS.second),
    ("two-way: each of us", "s", "-", COLORS.first),
)


@in_house_style()
def draw_two_ways(one: Run, two: Run, ax: "Axes") -> "Axes":
    """Three lines, each named at its end: ours and theirs one-way, and both together two-way."""
    rounds = range(len(one.ours))
    for (name, marker, line, color), values in zip(
        _LINES, (one.ours, one.theirs, two.ours), strict=True
    ):
        ax.plot(rounds, values, line, marker=marker, markersize=4.5, color=color, label=name)
    for name, color, height in _apart(one, two):
        ax.annotate(
            name,
            (rounds[-1], height),
            xytext=(8, 0),
            textcoords="offset points",
            color=color,
            va="center",
        )
    ax.set(xlabel="Rounds", ylabel="What each side is able to do", ylim=(-0.1, None))
    ax.margins(x=0.02)
    return ax


def _apart(one: Run, two: Run) -> list[tuple[str, str, float]]:
    """Names at the lines' ends, moved apart where the ends nearly meet."""
    ends = sorted(
        (values[-1], name, color)
        for (name, _, _, color), values in zip(
            _LINES, (one.ours, one.theirs, two.ours), strict=True
        )
    )
    gap = 0.07 * max(1.0, ends[-1][0])
    placed: list[tuple[str, str, float]] = []
    for height, name, color in ends:
        lowest = placed[-1][2] + gap if placed else height
        placed.append((name, color, max(height, lowest)))
    return placed
