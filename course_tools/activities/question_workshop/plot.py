"""Two bars for each kind of question: before and after rewriting."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from course_tools.activities.question_workshop.model import LABELS
from course_tools.plotting import COLORS, in_house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES = {
    "closed": "closed",
    "leading": "leading",
    "stacked": "stacked",
    "advice": "advice",
    "open-1": "open, level 1",
    "open-2": "open, level 2",
}
_HALF = 0.2


@in_house_style()
def draw_profiles(before: Mapping[str, int], after: Mapping[str, int], ax: "Axes") -> "Axes":
    """Horizontal bars with their counts; pale is before, deep is after."""
    most = max(1, *before.values(), *after.values())
    for counts, name, shift, color in (
        (before, "before", -_HALF, COLORS.third),
        (after, "after", _HALF, COLORS.first),
    ):
        heights = [place + shift for place in range(len(LABELS))]
        ax.barh(heights, [counts[label] for label in LABELS], height=0.36, color=color, label=name)
        for height, label in zip(heights, LABELS, strict=True):
            ax.text(
                counts[label] + 0.015 * most,
                height,
                f"{counts[label]} {name}",
                va="center",
                fontsize=8.5,
            )
    ax.set_yticks(range(len(LABELS)), [NAMES[label] for label in LABELS])
    ax.set(xlim=(0, most * 1.2), ylim=(len(LABELS) - 0.5, -0.6), xlabel="Questions")
    ax.set_xticks(range(0, most + 1, max(1, most // 5)))
    ax.tick_params(axis="y", length=0)
    return ax
