"""What a participant asked of the chosen place: the measure, the group, the years, against whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from course_tools.casework.chosen import Chosen
from course_tools.casework.comparison import EVERYBODY_ELSE, Comparison, compare
from course_tools.casework.lookup import Lookup
from course_tools.casework.neighbors import Neighbors
from course_tools.casework.shelf import lookup_of
from course_tools.casework.similar import similar_schools
from course_tools.casework.tidy import ALL_PUPILS
from course_tools.stored import line

QUESTION = "gap"
ALL_YEARS = "all years"
_NOBODY = (EVERYBODY_ELSE, ALL_PUPILS)  # beside all pupils there is nobody else


@dataclass(frozen=True)
class Asked:
    """`years` is a period, ALL_YEARS, or "" for the latest.

    `described_in` is the key of the file that similar schools are found with, "" for the same one;
    `vetoed` are ids of schools that were struck off that list.
    """

    measure: str
    group: str
    with_group: str
    years: str
    similar: bool
    described_in: str = ""
    vetoed: tuple[str, ...] = ()

    def periods(self, lookup: Lookup) -> list[str]:
        """The periods to add up."""
        if self.years == ALL_YEARS:
            return lookup.periods
        return [self.years] if self.years in lookup.periods else lookup.periods[-1:]


def read_asked(answer: Any) -> Asked:
    """The question in an answer; blanks for what is not there."""
    known = answer if isinstance(answer, dict) else {}
    measure, group, with_group, years = (
        line(known.get(name)) for name in ("measure", "group", "with_group", "years")
    )
    vetoed = known.get("vetoed")
    return Asked(
        measure,
        group,
        with_group,
        years,
        known.get("similar") is True,
        line(known.get("described_in")),
        tuple(one for one in vetoed if isinstance(one, str)) if isinstance(vetoed, list) else (),
    )


def measures_in(lookup: Lookup) -> Mapping[str, str]:
    """What can be asked of a file: id -> words, rates with counts first."""
    measures = sorted(
        lookup.file.measures.values(),
        key=lambda one: (one.describes, one.unit != "share", one.counts == "none"),
    )
    return {one.id: one.words for one in measures}


def groups_in(lookup: Lookup, measure: str) -> Mapping[str, str]:
    """The groups a measure is published for."""
    return {group: group for group in lookup.groups_of(measure)}


def neighbors_of(chosen: Chosen, asked: Asked) -> Neighbors:
    """The similar schools that were asked for. Raises ValueError or FileNotRead, in words."""
    lookup = lookup_of(asked.described_in) if asked.described_in else chosen.lookup()
    return similar_schools(lookup, chosen.place, leave_out=asked.measure, vetoed=asked.vetoed)


def answered(chosen: Chosen, asked: Asked) -> Comparison:
    """The comparison that was asked for.

    Raises ValueError, in words for the participant, for what is still to be chosen, and
    FileNotRead when the file cannot be read.
    """
    lookup = chosen.lookup()
    if not chosen.place:
        raise ValueError("Choose a place first, in “Choose a place and a question”.")
    if asked.measure not in lookup.file.measures:
        raise ValueError("Choose what to compare.")
    groups = lookup.groups_of(asked.measure)
    group = asked.group if asked.group in groups else (groups[0] if groups else ALL_PUPILS)
    periods = asked.periods(lookup)
    similar = (
        [one.school.id for one in neighbors_of(chosen, asked).nearest] if asked.similar else []
    )
    with_group = asked.with_group if asked.with_group in (*groups, EVERYBODY_ELSE) else ""
    return compare(
        lookup,
        chosen.place,
        asked.measure,
        group=group,
        with_group="" if with_group == group or (with_group, group) == _NOBODY else with_group,
        periods=periods,
        similar=similar,
    )
