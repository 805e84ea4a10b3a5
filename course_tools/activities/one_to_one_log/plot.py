"""One-to-ones a week as bars, with the number that the program asks for as a line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from course_tools.activities.one_to_one_log.model import Week
from course_tools.plotting import COLORS, in_house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@in_house_style()
def draw_weeks(weeks: Sequence[Week], asked: int | None, ax: "Axes") -> "Axes":
    """A bar for each week with its count above it; the present week, still open, is pale.

    `asked` is how many a week the program asks for; None draws no line.
    """
    places = range(len(weeks))
    colors = [COLORS.first] * (len(weeks) - 1) + [COLORS.third]
    ax.bar(places, [week.count for week in weeks], width=0.6, color=colors)
    for place, week in zip(places, weeks, strict=True):
        ax.annotate(
            str(week.count),
            (place, week.count),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
        )
    names = [f"{week.monday:%b} {week.monday.day}" for week in weeks]
    names[-1:] = [f"{names[-1]}\n(this week)"] if names else []
    ax.set_xticks(list(places), names)
    highest = max([week.count for week in weeks] + [asked or 0, 1])
    if asked:
        ax.axhline(asked, color=COLORS.second, linestyle="--", linewidth=1.6)
        ax.annotate(
            f"{asked} a week",
            (len(weeks) - 0.5, asked),
            xytext=(4, 0),
            textcoords="offset points",
            color=COLORS.second,
            va="center",
        )
    ax.set(xlabel="Week that begins on", ylim=(0, highest * 1.2), xlim=(-0.5, len(weeks) - 0.5))
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    return ax
