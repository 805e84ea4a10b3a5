"""A talk in three small pictures: who spoke, how trust moved, how deep it went."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from course_tools.activities.rehearsal.model import DEEPEST, Talk
from course_tools.activities.rehearsal.reading import LISTENING, measure
from course_tools.plotting import COLORS, in_house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@in_house_style()
def draw_talk(talk: Talk, axes: "Sequence[Axes]") -> None:
    """Three axes: shares of the words with the guideline, trust after each turn, depth."""
    _draw_shares(talk, axes[0])
    trust = [talk.person.trust, *(step.trust for step in talk.steps)]
    depth = [0, *(step.depth for step in talk.steps)]
    turns = range(len(trust))
    axes[1].plot(turns, trust, "-o", color=COLORS.first, markersize=4.5)
    axes[1].set(ylim=(-0.04, 1.08), xlabel="Turn", title="Trust, 0 to 1")
    axes[2].step(turns, depth, where="post", color=COLORS.second)
    axes[2].plot(turns, depth, "s", color=COLORS.second, markersize=4.5)
    axes[2].set(ylim=(-0.15, DEEPEST + 0.3), xlabel="Turn", title="Depth, 0 to 4")
    axes[2].set_yticks(range(DEEPEST + 1))
    for ax in axes[1:]:
        ax.set_xticks(turns)


def _draw_shares(talk: Talk, ax: "Axes") -> None:
    theirs = 100 * (measure(talk).their_share or 0.0)
    low, high = (100 * part for part in LISTENING)
    # The guideline is about the other person's words only.
    ax.fill_between([low, high], 0.55, 1.45, color=COLORS.faint, zorder=0)
    ax.text((low + high) / 2, 1.5, "60 to 70%", ha="center", fontsize=8.5, color=COLORS.quiet)
    ax.barh([1, 0], [theirs, 100 - theirs], height=0.5, color=[COLORS.first, COLORS.third])
    for height, share in ((1, theirs), (0, 100 - theirs)):
        is_wide = share > 25
        ax.text(
            share - 3 if is_wide else share + 3,
            height,
            f"{share:.0f}%",
            ha="right" if is_wide else "left",
            va="center",
            color=COLORS.paper if is_wide and height == 1 else COLORS.ink,
            fontweight="bold",
        )
    ax.set_yticks([1, 0], [talk.person.name, "You"])
    ax.set(xlim=(0, 100), ylim=(-0.5, 1.75), title="Who said the words")
    ax.set_xticks([0, 50, 100])
    ax.set_xlabel("Share of the words, %")
    ax.tick_params(axis="y", length=0)
