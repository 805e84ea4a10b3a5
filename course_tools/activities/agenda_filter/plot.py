"""Three panels: the same concerns as each watcher would report them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from course_tools.activities.agenda_filter.model import Outcome, seen_by
from course_tools.plotting import COLORS, fitted, in_house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLES = ("1  Watches the votes", "2  … and the agenda", "3  … and the people")
_BAR, _LOWER = 0.3, 0.16  # a bar's height, and how far it stands below its line of words


@in_house_style()
def draw_watchers(outcomes: Sequence[Outcome], enough: float, axes: "Sequence[Axes]") -> None:
    """One panel for each watcher; a concern they know nothing of is an empty line."""
    for dimension, ax in enumerate(axes, start=1):
        seen = seen_by(dimension, outcomes)
        for place, outcome in enumerate(outcomes):
            if outcome in seen:
                _draw_seen(dimension, outcome, place, ax)
            else:
                _say("nothing to see", place, ax, COLORS.quiet, "italic")
        if dimension > 1:
            bars = [place + _LOWER for place, outcome in enumerate(outcomes) if outcome in seen]
            low, high = [bar - 0.21 for bar in bars], [bar + 0.21 for bar in bars]
            for color, width in ((COLORS.paper, 3.6), (COLORS.ink, 1.6)):
                ax.vlines([enough] * len(bars), low, high, color=color, lw=width, zorder=3)
        ax.set_title(TITLES[dimension - 1], fontsize=10, pad=6)
        ax.xaxis.label.set_fontsize(9)
        names = [fitted(outcome.concern.name or "(no name)", 15, 2) for outcome in outcomes]
        ax.set_yticks(range(len(outcomes)), names if dimension == 1 else [])
        ax.tick_params(axis="y", length=0)
        ax.set(
            xlim=(0, 1),
            ylim=(len(outcomes) - 0.45, -0.6),
            xlabel="Share who vote for it"
            if dimension == 1
            else "How much people care\n(line: enough to be raised)",
        )
        ax.set_xticks((0, 0.5, 1), ("0", "0.5", "1"))


def _draw_seen(dimension: int, outcome: Outcome, place: int, ax: "Axes") -> None:
    people = len(outcome.still_care)
    below = place + _LOWER
    if dimension == 1:
        ax.barh(below, outcome.in_favor / people, _BAR, color=COLORS.first)
        result = "wins" if outcome.wins else "loses"
        _say(f"{result}: {outcome.in_favor} of {people} want it", place, ax)
        return
    if dimension == 3:
        ax.barh(below, outcome.felt, _BAR, color=COLORS.paper, ec=COLORS.second, hatch="////", lw=1)
    ax.barh(below, outcome.left, _BAR, color=COLORS.first)
    if outcome.is_on_agenda:
        _say("on the agenda", place, ax)
    elif outcome.is_raised:
        _say("raised, kept off the agenda", place, ax, COLORS.second)
    else:
        _say("felt, never raised", place, ax, COLORS.second)


def _say(
    words: str, place: int, ax: "Axes", color: str = COLORS.ink, style: str = "normal"
) -> None:
    ax.text(0.01, place - 0.18, words, color=color, style=style, va="center", fontsize=9)
