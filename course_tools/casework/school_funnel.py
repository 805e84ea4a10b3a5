"""One number of every school in an area, put on a funnel, small numbers left out (Brief 4.5, 4.6)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from course_tools.casework.comparison import areas_of
from course_tools.casework.figures import figure
from course_tools.casework.funnel import Funnel, place_on_funnel
from course_tools.casework.hiding import publish
from course_tools.casework.linked_numbers import Pair, figure_list
from course_tools.casework.lookup import Lookup
from course_tools.casework.rates import Rate
from course_tools.casework.small_numbers import may_publish
from course_tools.casework.tidy import Status

# Without it, a few schools far outside would widen the limits until they hide behind them
# (Spiegelhalter 2005, winsorized at a tenth).
_PULLED_IN = 0.1
_MANY = 80  # schools; with more, finding what covers what takes too long


@dataclass(frozen=True)
class AskedFunnel:
    """`target` is "pooled", "area" or "nation"; `place` the own school, "" for none."""

    lookup: Lookup
    area: str
    place: str
    measure: str
    group: str
    periods: Sequence[str]
    target: str = "pooled"

    @property
    def own_name(self) -> str:
        """The own school as it is called on the funnel."""
        return self.lookup.name_of(self.place) if self.place else ""


def funnel_of(asked: AskedFunnel) -> Funnel:
    """The funnel of the schools of an area.

    Schools whose number is hidden or small are left out, and the pooled target counts only those
    that are shown, so that nothing hidden can be worked out. Raises ValueError in words.
    """
    known = asked.lookup.file.measures
    if asked.measure not in known:
        raise ValueError("Choose a number. A funnel needs a rate with its counts.")
    rows = asked.lookup.everywhere(asked.measure, asked.group, asked.periods[-1])
    inside = asked.lookup.schools_in(asked.area)
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
            name = asked.lookup.name_of(place)
            pairs[name if name not in pairs else f"{name} ({place})"] = (
                (rate.numerator, rate.denominator) if rate else (None, None)
            )
    rates = _shown(pairs, _whole(asked))
    if not rates:
        raise ValueError(
            "No school here has counts for this. Choose another number, or another group."
        )
    found = place_on_funnel(rates, target=_target(asked), winsorized=_PULLED_IN)
    unnamed = tuple(f"school {number}" for number in range(1, len(pairs) - len(rates) + 1))
    return replace(found, too_small=(*found.too_small, *unnamed))


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


def _whole(asked: AskedFunnel) -> Pair:
    """The counts published for the area as a whole; they stand in the same file."""
    if not asked.area:
        return None, None
    measure = asked.lookup.file.measures[asked.measure]
    rate = figure(asked.lookup, asked.area, asked.group, measure, asked.periods).rate
    return (rate.numerator, rate.denominator) if rate else (None, None)


def _rate(above: float, below: float) -> Rate | None:
    if math.isnan(above) or math.isnan(below) or below < 1:
        return None
    try:
        return Rate(int(above), int(below))
    except ValueError:
        return None


def _target(asked: AskedFunnel) -> float | None:
    """The published share to compare with, or None for the schools themselves."""
    if asked.target == "pooled":
        return None
    around = areas_of(asked.lookup, asked.place) or ([asked.area] if asked.area else [])
    wanted = around[:1] if asked.target == "area" else around[1:][-1:]
    measure = asked.lookup.file.measures[asked.measure]
    for place in wanted:
        found = figure(asked.lookup, place, asked.group, measure, asked.periods)
        if found.value is not None:
            return found.value
    raise ValueError("This file has no such number to compare with. Take all schools together.")
