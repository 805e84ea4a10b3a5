"""How complete each number of a file is: bars in three parts, and the reasons beside them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from course_tools.casework.quality import Completeness
from course_tools.plotting import COLORS, fitted, in_house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@in_house_style()
def draw_completeness(measures: Sequence[Completeness], ax: "Axes") -> "Axes":
    """A bar a measure: with a number, hidden or too few, and not there for another reason."""
    rows = range(len(measures))
    reported = [100 * one.reported for one in measures]
    hidden = [100 * (one.counts[1] + one.counts[3]) / max(1, one.cells) for one in measures]
    other = [100 - a - b for a, b in zip(reported, hidden, strict=True)]
    ax.barh(rows, reported, color=COLORS.first, height=0.6)
    ax.barh(
        rows, hidden, left=reported, color=COLORS.second, height=0.6, hatch="//", edgecolor="white"
    )
    left = [a + b for a, b in zip(reported, hidden, strict=True)]
    ax.barh(rows, other, left=left, color=COLORS.faint, height=0.6, edgecolor=COLORS.quiet, lw=0.6)
    for row, share in zip(rows, reported, strict=True):
        ax.annotate(
            f"{share:.0f}%",
            (100, row),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
        )
    ax.set_yticks(rows, [fitted(one.measure.words, 34, 2) for one in measures])
    ax.tick_params(axis="y", length=0)
    ax.set(xlim=(0, 100), ylim=(len(measures) - 0.4, -0.6), xlabel="Cells in this file, %")
    return ax
