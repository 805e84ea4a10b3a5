"""One number of every school in an area, put on a funnel, small numbers left out (Brief 4.5, 4.6)."""

import math
from dataclasses import dataclass, replace

from course_tools.casework.comparison import areas_of
from course_tools.casework.figures import figure
from course_tools.casework.funnel import Funnel, place_on_funnel
from course_tools.casework.hiding import publish
from course_tools.casework.linked_numbers import Pair, figure_list
from course_tools.casework.lookup import Lookup, lookup_in, measure_in
from course_tools.casework.rates import Rate
from course_tools.casework.small_numbers import may_publish
from course_tools.casework.tidy import ALL_PUPILS, Measure, PublishedFile, Source, Status

# Without it, a few schools far outside would widen the limits until they hide behind them
# (Spiegelhalter 2005, winsorized at a tenth).
_PULLED_IN = 0.1
_MANY = 80  # schools; with more, finding what covers what takes too long


@dataclass(frozen=True)
class SchoolFunnel:
    """A funnel and what it is about. `own` is the own school as it is called on it, or ""."""

    funnel: Funnel
    measure: Measure
    group: str
    period: str
    source: Source
    own: str = ""


def funnel_of(  # noqa: PLR0913 - a question, each part by its name
    file: PublishedFile | Lookup,
    area: str,
    measure: str,
    *,
    group: str = ALL_PUPILS,
    period: str = "",
    own: str = "",
    target: str = "pooled",
) -> SchoolFunnel:
    """The funnel of the schools of an area ("" for all), for the latest period unless one is said.

    `own` is the id of the own school. `target` is "pooled", "area" or "nation". Schools whose number
    is hidden or small are left out, with others where a subtraction would give them away (Brief
    4.6); the pooled target counts only those shown. Raises ValueError in words.
    """
    lookup = lookup_in(file)
    asked = measure_in(lookup, measure)
    if asked.unit != "share" or asked.counts == "none":
        raise ValueError("A funnel needs a rate with its counts. Choose another number.")
    year = period or lookup.periods[-1]
    pairs = _pairs(lookup, area, measure, group, year)
    whole = figure(lookup, area, group, asked, [year]).rate if area else None
    rates = _shown(pairs, (whole.numerator, whole.denominator) if whole else (None, None))
    if not rates:
        raise ValueError(
            "No school here has counts for this. Choose another number, or another group."
        )
    around = [area, *areas_of(lookup, area)] if area else []
    line = None if target == "pooled" else _published(lookup, around, target, group, asked, year)
    found = place_on_funnel(rates, target=line, winsorized=_PULLED_IN)
    unnamed = tuple(f"school {number}" for number in range(1, len(pairs) - len(rates) + 1))
    found = replace(found, too_small=(*found.too_small, *unnamed))
    name = lookup.name_of(own) if own else ""
    return SchoolFunnel(found, asked, group, year, lookup.file.source, name)


def _pairs(lookup: Lookup, area: str, measure: str, group: str, period: str) -> dict[str, Pair]:
    """Counts of every school by name; None for what is hidden or missing."""
    rows = lookup.everywhere(measure, group, period)
    inside = lookup.schools_in(area)
    pairs: dict[str, Pair] = {}
    cells = zip(
        rows["place"].astype(str),
        rows["numerator"],
        rows["denominator"],
        rows["status"],
        strict=True,
    )
    for place, above, below, status in cells:
        if place in inside:
            rate = _rate(above, below) if status == Status.REPORTED else None
            name = lookup.name_of(place)
            pairs[name if name not in pairs else f"{name} ({place})"] = (
                (rate.numerator, rate.denominator) if rate else (None, None)
            )
    return pairs


def _shown(pairs: dict[str, Pair], whole: Pair) -> dict[str, Rate]:
    """The schools that may be shown beside the published number of the whole area.

    Where a subtraction would give a hidden school away, another one is left out with it. With very
    many schools, or counts that do not quite add up, the smallest one is.
    """
    small = {
        name
        for name, (above, below) in pairs.items()
        if above is None or below is None or not may_publish(Rate(above, below)).may_show
    }
    hidden = set(small)
    if small and len(pairs) <= _MANY:
        try:
            guarded = publish(figure_list(pairs, whole))
            hidden |= {
                name for name in pairs if {f"{name}: count", f"{name}: base"} & guarded.hidden
            }
        except ValueError:
            hidden |= _smallest(pairs, small)
    elif small:
        hidden |= _smallest(pairs, small)
    return {
        name: Rate(above, below)
        for name, (above, below) in pairs.items()
        if name not in hidden and above is not None and below is not None
    }


def _smallest(pairs: dict[str, Pair], small: set[str]) -> set[str]:
    """A second school where only one is hidden."""
    others = [(below, name) for name, (_, below) in pairs.items() if name not in small and below]
    return {min(others)[1]} if len(small) == 1 and others else set()


def _rate(above: float, below: float) -> Rate | None:
    if math.isnan(above) or math.isnan(below) or below < 1:
        return None
    try:
        return Rate(int(above), int(below))
    except ValueError:
        return None


def _published(
    lookup: Lookup, around: list[str], target: str, group: str, measure: Measure, period: str
) -> float:
    """The published share to compare with. Raises ValueError where the file has none."""
    for place in around[:1] if target == "area" else around[1:][-1:]:
        found = figure(lookup, place, group, measure, [period])
        if found.value is not None:
            return found.value
    raise ValueError("This file has no such number to compare with. Take all schools together.")
