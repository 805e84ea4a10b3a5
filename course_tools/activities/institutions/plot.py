"""Bars for the kinds of institution; two lines for two roads."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from course_tools.plotting import COLORS, fitted, in_house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@in_house_style()
def draw_kinds(members: dict[str, int], coming: dict[str, float], ax: "Axes") -> "Axes":
    """A bar of members for each kind, the largest on top, with those who might come inside it."""
    kinds = sorted(members, key=lambda kind: members[kind])
    sizes = [members[kind] for kind in kinds]
    places = range(len(kinds))
    everyone = sum(sizes) or 1
    ax.barh(places, sizes, height=0.62, color=COLORS.third)
    ax.barh(places, [coming[kind] for kind in kinds], height=0.62, color=COLORS.first)
    for place, kind in enumerate(kinds):
        ax.annotate(
            f"{members[kind]:,} members, {members[kind] / everyone:.0%}; {coming[kind]:,.4g} might come",
            (members[kind], place),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
        )
    ax.set_yticks(places, [fitted(kind, 20, 2) for kind in kinds])
    ax.tick_params(axis="y", length=0)
    ax.spines["bottom"].set_visible(False)
    ax.set(xlim=(0, max(1, *sizes, 0) * 1.9), ylim=(-0.6, len(kinds) - 0.4), xticks=())
    return ax


@in_house_style()
def draw_two_roads(
    mobilized: Sequence[float],
    organized: Sequence[float],
    funding_stops_after: int | None,
    ax: "Axes",
) -> "Axes":
    """Active people month by month on both roads, each line named at its end."""
    months = range(len(mobilized))
    lines = (
        ("mobilizing", mobilized, "o", ":", COLORS.second),
        ("organizing", organized, "s", "-", COLORS.first),
    )
    top = max(1.0, *mobilized, *organized) * 1.08
    close = abs(mobilized[-1] - organized[-1]) < 0.09 * top
    for name, values, marker, line, color in lines:
        ax.plot(months, values, line, marker=marker, ms=4.5, markevery=3, color=color, label=name)
        higher = values[-1] >= max(mobilized[-1], organized[-1])
        ax.annotate(
            name,
            (months[-1], values[-1]),
            xytext=(8, (8 if higher else -8) if close else 0),
            textcoords="offset points",
            color=color,
            va="center",
        )
    if funding_stops_after is not None:
        ax.axvline(funding_stops_after, color=COLORS.quiet, lw=1, ls="--")
        ax.text(funding_stops_after + 0.3, top, "funding stops", color=COLORS.quiet, va="top")
    ax.set(
        xlabel="Months",
        ylabel="People who are active",
        xlim=(-0.5, months[-1] + 0.5),
        ylim=(-0.03 * top, top),
        xticks=range(0, len(mobilized), 6),
    )
    return ax
