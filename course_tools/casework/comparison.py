"""compare: one group's number beside others, with intervals, gaps and what is missing (Brief 4.4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from course_tools.casework.figures import Figure, everybody_else, figure, figure_of_rate, rest_of
from course_tools.casework.lookup import Lookup, lookup_in, measure_in
from course_tools.casework.rates import (
    Gap,
    Interval,
    Ratio,
    extra_pupils,
    newcombe_gap,
    pooled,
    risk_ratio,
)
from course_tools.casework.small_numbers import may_publish
from course_tools.casework.tidy import ALL_PUPILS, Measure, PublishedFile, Source

EVERYBODY_ELSE = "everybody else"
_SMALL = "hidden here: a small number, to protect children"
_WITH_IT = "hidden, because with it the small number beside it could be worked out"
_SMALL_SAMPLE = 30  # below it, years are better pooled (Brief 4.4)


@dataclass(frozen=True)
class Against:
    """A figure to compare with, and how far the subject is from it.

    `gap` is subject minus this one, `extra` the pupils behind it (Brief 4.4). All are None where
    counts are missing, or where the two count the same pupils.
    """

    figure: Figure
    gap: Gap | None = None
    ratio: Ratio | None = None
    extra: float | None = None


@dataclass(frozen=True)
class Comparison:
    """One group in one place and period (the subject) against others."""

    measure: Measure
    source: Source
    file: str
    subject: Figure
    others: tuple[Against, ...]
    advice: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The subject, then the others."""
        return (self.subject, *(other.figure for other in self.others))


def compare(  # noqa: PLR0913 - a question, each part by its name
    file: "PublishedFile | Lookup",
    place: str,
    measure: str,
    *,
    group: str = ALL_PUPILS,
    with_group: str = "",
    periods: Sequence[str] = (),
    with_places: Sequence[str] | None = None,
    similar: Sequence[str] = (),
) -> Comparison:
    """A group's number in a place, beside another group there and the same group elsewhere.

    `with_group` is another group of the same place, or EVERYBODY_ELSE (all pupils but the group).
    `periods` default to the latest; several are pooled. `with_places` default to what the place is
    part of, area and nation; an area is taken without the place itself, so that nobody is counted
    twice. `similar` are places taken together. Small numbers are hidden, and groups that leave a
    small number over (Brief 4.6). Raises ValueError for what the file does not have.
    """
    lookup = lookup_in(file)
    asked = measure_in(lookup, measure)
    years = list(periods) or lookup.periods[-1:]
    subject = figure(lookup, place, group, asked, years)
    everyone = figure(lookup, place, ALL_PUPILS, asked, years)
    is_small = _is_small(subject) or _leaves_a_few(everyone, subject)
    others = []
    if with_group:
        other = (
            everybody_else(everyone, subject)
            if with_group == EVERYBODY_ELSE
            else figure(lookup, place, with_group, asked, years)
        )
        if _leaves_a_few(everyone, other):
            other = other.without_number(_SMALL)
        # Beside the whole school, the second of two groups would give the first away.
        others.append(_against(subject, other.without_number(_WITH_IT) if is_small else other))
    areas = areas_of(lookup, place)
    for area in areas if with_places is None else with_places:
        whole = figure(lookup, area, group, asked, years)
        others.append(_beside(subject, whole, is_part=area in areas, is_small=is_small))
    if similar:
        others.append(_against(subject, _together(lookup, similar, subject, asked, years)))
    if is_small:  # what lies between it and the others would give it away
        others = [Against(other.figure) for other in others]
    return Comparison(
        asked,
        lookup.file.source,
        lookup.file.name,
        subject.without_number(_SMALL) if is_small else subject,
        tuple(others),
        tuple(_advice(lookup, subject, asked)),
    )


def areas_of(lookup: Lookup, place: str) -> list[str]:
    """What a place is part of, the nearest first: its authority or district, then the nation."""
    places = lookup.file.places
    found: list[str] = []
    here = place
    while "part_of" in places.columns and here in places.index:
        here = str(places.at[here, "part_of"])
        if not here or here in found or here == place:
            break
        found.append(here)
    return found


def _beside(subject: Figure, whole: Figure, *, is_part: bool, is_small: bool) -> Against:
    """An area or another place. An area stands without the subject, unless that is to be hidden."""
    if not is_part or is_small:
        return _against(subject, whole, apart=not is_part)
    rest = rest_of(whole, subject)
    return _against(subject, whole, apart=False) if rest.rate is None else _against(subject, rest)


def _together(
    lookup: Lookup, similar: Sequence[str], subject: Figure, asked: Measure, years: list[str]
) -> Figure:
    """Several schools as one: their pupils added up; those without counts are named as missing."""
    found = [figure(lookup, place, subject.group, asked, years) for place in similar]
    rates = [one.rate for one in found if one.rate is not None]
    name = f"{len(rates)} similar schools together"
    if not rates:
        why = "none of the similar schools has counts"
        return Figure("", name, subject.group, subject.period, why_not=why)
    whole = figure_of_rate("", name, subject.group, subject.period, pooled(rates))
    lacking = len(similar) - len(rates)
    return replace(whole, remark=f"{lacking} of them have no number." if lacking else "")


def _against(subject: Figure, other: Figure, *, apart: bool = True) -> Against:
    """A figure and its distance from the subject; small numbers are hidden (Brief 4.6)."""
    if _is_small(other):
        return Against(other.without_number(_SMALL))
    if not apart or subject.rate is None or other.rate is None or _is_small(subject):
        return Against(other)
    return Against(
        other,
        _gap(subject, other),
        _ratio(subject, other),
        extra_pupils(subject.rate, other.rate),
    )


def _gap(subject: Figure, other: Figure) -> Gap:
    """The gap of the likely counts, its interval wide enough for all possible ones."""
    assert subject.rate is not None and other.rate is not None
    every = [newcombe_gap(*pair).interval for pair in product(subject.possible, other.possible)]
    ends = Interval(min(one.low for one in every), max(one.high for one in every))
    return Gap(subject.rate.share - other.rate.share, ends)


def _ratio(subject: Figure, other: Figure) -> Ratio:
    """The ratio of the likely counts, its interval wide enough for all possible ones."""
    assert subject.rate is not None and other.rate is not None
    likely = risk_ratio(subject.rate, other.rate)
    every = [risk_ratio(*pair) for pair in product(subject.possible, other.possible)]
    ends = [one.interval for one in every if one.interval is not None]
    if likely.interval is None or len(ends) < len(every):
        return replace(likely, interval=None)
    return replace(
        likely, interval=Interval(min(one.low for one in ends), max(one.high for one in ends))
    )


def _is_small(one: Figure) -> bool:
    return one.rate is not None and not may_publish(one.rate, *one.possible).may_show


def _leaves_a_few(everyone: Figure, part: Figure) -> bool:
    """Whether all pupils of the place less this group would be a small number (Brief 4.6).

    All pupils can be looked at on the same page, so anybody could subtract.
    """
    if part.group == everyone.group or everyone.rate is None or part.rate is None:
        return False
    return _is_small(everybody_else(everyone, part))


def _advice(lookup: Lookup, subject: Figure, asked: Measure) -> Iterator[str]:
    """What to think of before the number is used."""
    if subject.rate is not None and subject.rate.denominator < _SMALL_SAMPLE:
        more = len(lookup.periods) > 1 and " to " not in subject.period
        yield (
            f"Only {subject.rate.denominator} pupils: "
            + ("add up all the years of this file." if more else "look for the earlier years too.")
        )
    if subject.rate is not None and (caution := may_publish(subject.rate).caution):
        yield caution
    if subject.value is not None and subject.rate is None:
        yield (
            "No counts are published beside this number, so nobody can say how sure it is. "
            "It stands alone, without an interval."
        )
    if asked.definition:
        yield asked.definition
