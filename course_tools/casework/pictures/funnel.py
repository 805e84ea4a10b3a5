"""The funnel: every school by its size and its rate, and how far luck alone would carry it."""

from typing import TYPE_CHECKING, Any

from course_tools.casework.funnel import INNER, OUTER, Funnel, SchoolOnFunnel, Where
from course_tools.casework.pictures.notes import note_lines, percent, room_for, write_note
from course_tools.casework.school_funnel import SchoolFunnel
from course_tools.casework.tidy import Measure
from course_tools.plotting import (
    COLORS,
    Picture,
    Room,
    Table,
    fitted,
    in_house_style,
    new_picture_axes,
    place_labels,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MANY = 400  # schools; more of them are drawn as one image inside the picture
_STEPS = 120


@in_house_style()
def draw_funnel_on(funnel: Funnel, ax: "Axes", *, own: str = "") -> "Axes":
    """Draw on given axes. The school `own` and those beyond the outer limits are named."""
    import numpy as np  # noqa: PLC0415

    sizes = [school.rate.denominator for school in funnel.schools]
    start, end = max(1.0, min(sizes) * 0.85), max(sizes) * 1.08
    grid = np.linspace(start, end, _STEPS)
    for z, style, words in ((INNER, "-", "1 in 20 by luck"), (OUTER, "--", "1 in 500 by luck")):
        limits = [funnel.limits(float(size), z) for size in grid]
        for ends in ([one.low for one in limits], [one.high for one in limits]):
            ax.plot(grid, np.array(ends) * 100, style, color=COLORS.quiet, lw=1.2)
        label: dict[str, Any] = {"fontsize": 8, "color": COLORS.quiet, "va": "center"}
        ax.annotate(
            words, (end, limits[-1].high * 100), xytext=(4, 0), textcoords="offset points", **label
        )
    ax.axhline(100 * funnel.target, color=COLORS.ink, lw=1.2)
    _draw_schools(funnel, own, ax)
    highest = max(
        [school.rate.share for school in funnel.schools] + [funnel.limits(start, OUTER).high]
    )
    ax.set(xlim=(start * 0.97, end), ylim=(0, min(100.0, 105 * highest)))
    named = [school for school in funnel.schools if _is_named(school, own)]
    points = [(float(school.rate.denominator), 100 * school.rate.share) for school in named]
    texts = [fitted(school.name, 26) for school in named]
    for (x, y), label_ in zip(points, place_labels(ax, points, texts, 9), strict=True):
        ax.annotate(
            label_.text,
            (x, y),
            xytext=(label_.right, label_.above),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=9,
        )
    return ax


def _draw_schools(funnel: Funnel, own: str, ax: "Axes") -> None:
    looks = {
        Where.INSIDE: ("o", COLORS.third, COLORS.first),
        Where.BEYOND_INNER: ("o", COLORS.first, COLORS.first),
        Where.BEYOND_OUTER: ("D", COLORS.second, COLORS.second),
    }
    for where, (marker, fill, edge) in looks.items():
        group = [school for school in funnel.schools if school.where is where]
        ax.plot(
            [school.rate.denominator for school in group],
            [100 * school.rate.share for school in group],
            marker,
            ms=5.5 if where is Where.INSIDE else 7,
            mfc=fill,
            mec=edge,
            mew=0.8,
            ls="none",
            rasterized=len(group) > _MANY,
        )
    for school in funnel.schools:
        if school.name == own:
            ax.plot(
                [school.rate.denominator],
                [100 * school.rate.share],
                "o",
                ms=13,
                mfc="none",
                mec=COLORS.ink,
            )


def _is_named(school: SchoolOnFunnel, own: str) -> bool:
    return school.name == own or school.where is Where.BEYOND_OUTER


def draw_funnel(shown: SchoolFunnel) -> Picture:
    """The funnel with its words and its table. The schools stand in the order of their names."""
    funnel, measure, group, own = shown.funnel, shown.measure, shown.group, shown.own
    period, source = shown.period, shown.source
    pupils = sum(school.rate.denominator for school in funnel.schools)
    left_out = len(funnel.too_small)
    lines = note_lines(
        f"Source: {source.title}, {source.publisher}, {period}, {source.licence}",
        f"{len(funnel.schools)} schools, {pupils:,} {measure.base}; group: {group}",
        f"Line: {percent(funnel.target)}, "
        + ("all of them together" if funnel.target_is_pooled else "the number to compare with"),
        f"Missing: {left_out} schools with too few pupils or no number"
        if left_out
        else "None missing",
        f"Limits widened {funnel.widening:.2f} times: schools differ by more than luck"
        if funnel.widening > 1.005
        else "",
    )
    room = Room(left=0.75, right=1.25, bottom=room_for(lines), top=0.25)
    drawing, (ax,) = new_picture_axes(height=3.6 + room_for(lines), room=room)
    draw_funnel_on(funnel, ax, own=own)
    ax.set_xlabel(f"{measure.base[:1].upper()}{measure.base[1:]} in the group, in each school")
    ax.set_ylabel(f"{fitted(measure.words, 48)} (%)")
    with in_house_style():
        write_note(drawing, lines)
    return Picture(drawing, _alt(funnel, measure, own), _table(funnel, measure, period))


def _alt(funnel: Funnel, measure: Measure, own: str) -> str:
    outside = [school.name for school in funnel.outside()]
    named = (
        f"Outside the outer limits: {', '.join(outside)}" if outside else "No school lies outside"
    )
    mine = next((school for school in funnel.schools if school.name == own), None)
    where = f" {own} lies {_WORDS[mine.where]}." if mine else ""
    return (
        f"Funnel of {len(funnel.schools)} schools around {percent(funnel.target)} for "
        f"“{measure.words}”. {named}.{where}"
    )


_WORDS = {
    Where.INSIDE: "inside the limits",
    Where.BEYOND_INNER: "between the two limits",
    Where.BEYOND_OUTER: "outside the outer limits",
}


def _table(funnel: Funnel, measure: Measure, period: str) -> Table:
    rows = []
    for school in funnel.schools:
        inner, outer = (funnel.limits(school.rate.denominator, z) for z in (INNER, OUTER))
        rows.append(
            (
                school.name,
                f"{school.rate.numerator:,}",
                f"{school.rate.denominator:,}",
                percent(school.rate.share),
                f"{percent(inner.low)} to {percent(inner.high)}",
                f"{percent(outer.low)} to {percent(outer.high)}",
                _WORDS[school.where],
            )
        )
    columns = ("School", "Number", "Of how many", "Rate", "Inner limits", "Outer limits", "Where")
    return Table(f"{measure.words}, {period}: schools by name, not by rate", columns, rows)
