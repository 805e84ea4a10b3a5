"""Percentage axes, words beside marks, and the key below."""

from typing import TYPE_CHECKING, Any

from course_tools.activities.pitfalls.charts import percent
from course_tools.plotting import COLORS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# How words beside a mark look.
BESIDE: dict[str, Any] = {"textcoords": "offset points", "fontsize": 9}


def across(ax: "Axes", label: str, low: float, high: float) -> None:
    """A percentage axis from left to right."""
    ticks = _ticks(low, high)
    ax.set_xticks(ticks, [percent(tick) for tick in ticks])
    ax.set_xlim(low, high)
    ax.set_xlabel(label)


def _ticks(low: float, high: float) -> list[float]:
    """Round shares between the ends, four to six of them."""
    for step in (0.01, 0.02, 0.05, 0.1, 0.25):
        first, last = -(-round(low * 1000) // round(step * 1000)), int(high / step + 1e-9)
        if last - first <= 5:
            return [number * step for number in range(first, last + 1)]
    return [low, high]


def up(ax: "Axes", label: str, low: float, high: float) -> None:
    """A percentage axis from bottom to top; its label lies flat above it."""
    ticks = _ticks(low, high)
    ax.set_yticks(ticks, [percent(tick) for tick in ticks])
    ax.set_ylim(low, high)
    above(ax, label, 0)


def above(ax: "Axes", words: str, side: int, color: str = COLORS.ink) -> None:
    """Words above the chart: from its left end (0), or up to its right end (1)."""
    ax.annotate(
        words,
        (side or 14, 1),
        xycoords="axes fraction" if side else ("figure points", "axes fraction"),
        xytext=(0, 9),
        ha="right" if side else "left",
        va="bottom",
        color=color,
        **BESIDE,
    )


def legend(ax: "Axes", handles: list[Any]) -> None:
    """A key in one line below the axis and its label."""
    ax.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(-0.01, -38 / (72 * _inches(ax))),
        bbox_transform=ax.transAxes,
        ncols=3,
        frameon=False,
        fontsize=9,
        borderpad=0,
        handletextpad=0.5,
    )


def _inches(ax: "Axes") -> float:
    figure = ax.get_figure()
    assert figure is not None
    return float(ax.get_position().height * figure.get_size_inches()[1])  # type: ignore[union-attr]
