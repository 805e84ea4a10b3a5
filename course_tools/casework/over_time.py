"""One group's number in one place over the years of a file, breaks marked (Brief 4.4, trend)."""

from collections.abc import Mapping
from dataclasses import dataclass

from course_tools.casework.breaks import KNOWN_BREAKS
from course_tools.casework.figures import figure
from course_tools.casework.lookup import Lookup, lookup_in, measure_in
from course_tools.casework.small_numbers import may_publish
from course_tools.casework.tidy import ALL_PUPILS, Measure, PublishedFile, Source
from course_tools.casework.trend import Point, Trend, trend

# Kind of file -> the breaks that its numbers have; the longest fitting beginning counts.
_BREAKS_OF = {
    "england-ks": "school results, England",
    "england-absence": "absence, England",
    "england-suspensions": "suspensions, England",
    "caaspp": "CAASPP, California",
    "california-absence": "absence, California",
    "california-suspensions": "suspensions, California",
}
_PROGRESS = ("progress-8", "progress 8, England")


def breaks_of(kind: str, measure: str) -> Mapping[str, str]:
    """Period -> why no line may cross it."""
    if measure.startswith(_PROGRESS[0]):
        return KNOWN_BREAKS[_PROGRESS[1]]
    for beginning, key in _BREAKS_OF.items():
        if kind.startswith(beginning):
            return KNOWN_BREAKS[key]
    return {}


@dataclass(frozen=True)
class OverTime:
    """A trend and what it is about. `called` names the place and the group."""

    trend: Trend
    measure: Measure
    called: str
    source: Source


def trend_of(
    file: PublishedFile | Lookup, place: str, measure: str, *, group: str = ALL_PUPILS
) -> OverTime:
    """The trend; years without a number, or with a small one, stay empty.

    Raises ValueError, in words, when fewer than two years have a number that may be shown.
    """
    lookup = lookup_in(file)
    asked = measure_in(lookup, measure)
    points = []
    for period in lookup.periods:
        one = figure(lookup, place, group, asked, [period])
        if one.rate is not None and may_publish(one.rate).may_show:
            points.append(Point(period, one.rate, asked.definition))
        elif one.rate is None and one.value is not None:
            points.append(Point(period, one.value, asked.definition))
    if len(points) < 2:
        raise ValueError(
            "A line over the years needs at least two years in the file. This file has "
            f"{len(points)} that may be shown."
        )
    called = f"{lookup.name_of(place)}: {group}"
    shown = trend(points, breaks_of(lookup.file.kind, measure))
    return OverTime(shown, asked, called, lookup.file.source)
