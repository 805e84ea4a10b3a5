"""What a participant asked of the chosen place: the measure, the group, the years, against whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from course_tools.casework.chosen import Chosen
from course_tools.casework.comparison import EVERYBODY_ELSE, Comparison, compare
from course_tools.casework.lookup import Lookup
from course_tools.casework.similar import similar_schools
from course_tools.casework.tidy import ALL_PUPILS
from course_tools.stored import line

QUESTION = "gap"
ALL_YEARS = "all years"


@dataclass(frozen=True)
class Asked:
    """`years` is a period, ALL_YEARS, or "" for the latest."""

    measure: str
    group: str
    with_group: str
    years: str
    similar: bool

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
    return Asked(measure, group, with_group, years, known.get("similar") is True)


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
    similar: list[str] = []
    if asked.similar:
        near = similar_schools(lookup, chosen.place, periods[-1], leave_out=asked.measure)
        similar = [one.school.id for one in near.nearest]
    with_group = asked.with_group if asked.with_group in (*groups, EVERYBODY_ELSE) else ""
    return compare(
        lookup,
        chosen.place,
        asked.measure,
        group=group,
        with_group="" if with_group == group else with_group,
        periods=periods,
        similar=similar,
    )
