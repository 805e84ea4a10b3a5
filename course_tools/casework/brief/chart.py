"""The picture of a brief: one dot and interval for each figure, with and without numbers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from course_tools.casework.brief.figures import TOO_FEW, GroupFigure
from course_tools.casework.brief.meaning import comparison_words, said_without_numbers
from course_tools.casework.brief.model import CaseBrief
from course_tools.casework.brief.numbers_hidden import without_numbers
from course_tools.casework.brief.pieces import capital
from course_tools.casework.rates import wilson_interval
from course_tools.plotting import (
    COLORS,
    Picture,
    Room,
    Table,
    fitted,
    in_house_style,
    new_picture_axes,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLUMNS = ("Who", "Pupils counted", "Rate", "95% interval", "Compared with ours")
_ROW = 0.33  # inches a figure takes
_HEAD, _FOOT = 0.03, 0.25  # inches above and below them


def evidence_table(brief: CaseBrief) -> Table:
    """The figures of a brief. A small number is replaced by words that say why."""
    hidden = brief.hidden
    ours = next((one for one in brief.shown if one.role == "ours"), None)
    rows = [
        (capital(figure.called), TOO_FEW, "", "", "") if place in hidden else _row(figure, ours)
        for place, figure in enumerate(brief.figures)
    ]
    measures = list(dict.fromkeys(one.measure for one in brief.figures if one.measure))
    periods = list(dict.fromkeys(one.period for one in brief.figures if one.period))
    caption = ", ".join([" and ".join(measures) or "Figures", *periods])
    return Table(capital(caption), _COLUMNS, rows)


def evidence_picture(brief: CaseBrief) -> Picture | None:
    """The figures that may be shown; None where no rate is known yet."""
    drawn = [figure for figure in brief.shown if figure.share is not None]
    if not drawn:
        return None
    said = "; ".join(
        f"{figure.called}: {figure.rate_words}"
        + (f" ({figure.interval_words})" if figure.interval_words else "")
        for figure in drawn
    )
    table = evidence_table(brief)
    left_out = len(brief.hidden)
    note = f" {left_out} more: {TOO_FEW}." if left_out else ""
    return Picture(
        _drawn(drawn, numbers=True),
        f"Rates with 95% intervals. {table.caption}. {said}.{note}",
        table,
    )


def evidence_picture_without_numbers(brief: CaseBrief) -> Picture | None:
    """The same picture with no numeral on it, in its alt text or in its table."""
    drawn = [figure for figure in brief.shown if figure.share is not None]
    if not drawn:
        return None
    said = [without_numbers(words) for words in said_without_numbers(brief.shown)]
    alt = "Dots further right mean more pupils for their number. " + " ".join(said)
    rows = [(without_numbers(figure.called),) for figure in drawn]
    return Picture(_drawn(drawn, numbers=False), alt, Table("Who is compared", ("Who",), rows))


def _row(figure: GroupFigure, ours: GroupFigure | None) -> tuple[str, ...]:
    words = ""
    if figure.role == "comparator" and ours is not None:
        words = comparison_words(ours, figure)
    unknown = "not published"
    return (
        capital(figure.called),
        figure.count_words or unknown,
        figure.rate_words or unknown,
        figure.interval_words or unknown,
        words,
    )


@in_house_style()
def _drawn(figures: Sequence[GroupFigure], *, numbers: bool) -> "Figure":
    # Without numbers it stands on the sheet to speak from, which is read from further away.
    width, side, right = (7.2, 2.8, 0.6) if numbers else (5.2, 2.7, 0.15)
    room = Room(left=side, right=right, bottom=_FOOT, top=_HEAD)
    figure, (ax,) = new_picture_axes(width, _HEAD + _FOOT + _ROW * len(figures), room=room)
    for row, one in enumerate(figures):
        _draw_one(ax, one, row, numbers=numbers)
    ax.set_ylim(len(figures) - 0.5, -0.5)
    names = [capital(one.called if numbers else without_numbers(one.called)) for one in figures]
    ax.set_yticks(range(len(figures)), [fitted(name, 40, 2) for name in names], fontsize=8.5)
    ax.tick_params(axis="y", length=0)
    ends = [wilson_interval(one.counts).high if one.counts else one.share or 0 for one in figures]
    top = min(1.0, max(0.1, 1.08 * max(ends)))
    ax.set_xlim(0, top)
    ax.spines["left"].set_visible(False)
    if numbers:
        step = next(step for step in (0.02, 0.05, 0.1, 0.2) if top / step <= 6)
        ticks = [step * place for place in range(int(top / step) + 1)]
        ax.set_xticks(ticks, [f"{100 * tick:.0f}%" for tick in ticks], fontsize=8.5)
    else:
        ax.set_xticks([])
        ax.set_xlabel("rarer  ←      →  more common", fontsize=9, labelpad=3)
    return figure


def _draw_one(ax: "Axes", one: GroupFigure, row: int, *, numbers: bool) -> None:
    """Ours filled and dark; others open. Without counts there is no interval to draw."""
    share = one.share or 0.0
    is_ours = one.role == "ours"
    color = COLORS.second if is_ours else COLORS.first
    if one.counts is not None:
        interval = wilson_interval(one.counts)
        ax.plot([interval.low, interval.high], [row, row], color=color, lw=3 if is_ours else 1.8)
    face = color if is_ours else COLORS.paper
    ax.plot([share], [row], "o" if is_ours else "s", ms=9, mfc=face, mec=color, mew=1.8)
    if numbers:
        ax.annotate(
            one.rate_words,
            (1.0, row),
            (6, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            fontsize=9,
            fontweight="bold" if is_ours else "normal",
            annotation_clip=False,
        )
