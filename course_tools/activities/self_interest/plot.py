"""Paired bars of what matters and where time goes; two people's interests side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from course_tools.activities.self_interest.model import STRONGEST, Interest, Shares
from course_tools.plotting import COLORS, fitted, in_house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BESIDE: dict[str, Any] = {"xytext": (4, 0), "textcoords": "offset points", "va": "center"}


@in_house_style()
def draw_shares(parts: Sequence[Shares], gaps: Sequence[Shares], ax: "Axes") -> "Axes":
    """Two bars a heading, each with its number and name; headings in `gaps` are named as gaps."""
    rows = range(len(parts))
    top = max([0.2, *(max(part.value, part.time) for part in parts)])
    for name, shift, color, widths in (
        ("of what matters", -0.19, COLORS.first, [part.value for part in parts]),
        ("of chosen time", 0.19, COLORS.third, [part.time for part in parts]),
    ):
        ax.barh([row + shift for row in rows], widths, height=0.34, color=color, label=name)
        for row, width in zip(rows, widths, strict=True):
            ax.annotate(f"{width:.0%} {name}", (width, row + shift), fontsize=9, **_BESIDE)
    for row, part in zip(rows, parts, strict=True):
        if part in gaps:
            words = f"gap: {100 * abs(part.gap):.0f} points"
            ax.text(
                top * 2.13,
                row,
                words,
                color=COLORS.second,
                fontweight="bold",
                ha="right",
                va="center",
            )
    _name_rows([part.name for part in parts], ax)
    ax.set(xlim=(0, top * 2.15), xticks=())
    ax.spines["bottom"].set_visible(False)
    ax.spines["left"].set_visible(bool(parts))  # a line alone would look like a broken chart
    return ax


@in_house_style()
def draw_interests(
    interests: Sequence[Interest], names: tuple[str, str], marked: dict[str, Interest], ax: "Axes"
) -> "Axes":
    """Two markers an interest, joined by a line: a dot for the first person, a square for the other.

    `marked` maps what is worth noticing to its interest; the words stand at the right.
    """
    rows = range(len(interests))
    firsts, seconds = [one.first for one in interests], [one.second for one in interests]
    ax.hlines(rows, firsts, seconds, color=COLORS.quiet, lw=1.4, zorder=1)
    ax.plot(firsts, rows, "o", ms=11, color=COLORS.first, label=names[0])
    ax.plot(seconds, rows, "s", ms=7, color=COLORS.second, mec=COLORS.paper, label=names[1])
    for row, one in zip(rows, interests, strict=True):
        _name_points(one, row, names, ax)
        words = [words for words, which in marked.items() if which is one]
        ax.text(STRONGEST + 0.4, row, "\n".join(words), va="center", fontweight="bold", fontsize=9)
    _name_rows([one.name for one in interests], ax)
    ax.set(xlim=(-0.3, STRONGEST + 0.3), xticks=range(STRONGEST + 1))
    ax.set_xlabel(f"How strongly each holds it (0 to {STRONGEST})")
    ax.grid(axis="x", color=COLORS.faint, lw=0.8)
    ax.set_axisbelow(True)
    return ax


def _name_points(one: Interest, row: int, names: tuple[str, str], ax: "Axes") -> None:
    points = (
        [(one.first, " and ".join(names))]
        if one.first == one.second
        else [(one.first, names[0]), (one.second, names[1])]
    )
    for place, name in points:
        ax.annotate(
            name,
            (place, row),
            xytext=(0, 8),
            textcoords="offset points",
            fontsize=8.5,
            ha="left" if place < 0.5 else "center",
            va="bottom",
        )


def _name_rows(names: Sequence[str], ax: "Axes") -> None:
    ax.set_yticks(range(len(names)), [fitted(name, 20, 2) for name in names])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(max(1, len(names)) - 0.4, -0.6)
