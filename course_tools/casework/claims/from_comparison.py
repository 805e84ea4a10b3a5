"""The evidence behind a claim, made from a comparison of the data case."""

from dataclasses import replace
from typing import TYPE_CHECKING

from course_tools.casework.claims.evidence import Comparator, Evidence, Origin, Shared, Subject
from course_tools.casework.claims.other_names import group_names, measure_names

if TYPE_CHECKING:
    from course_tools.casework.comparison import Comparison
    from course_tools.casework.figures import Figure

_REST = "all pupils but "  # how `compare` names everybody else of a place


def evidence_of(
    comparison: "Comparison",
    date: str,
    *,
    groups_compared: int = 1,
    rivals: tuple[str, ...] = (),
    design: str = "",
) -> Evidence:
    """What T34 needs, from what T31 shows; `date` is the day of the file or of fetching it.

    Raises ValueError when the subject has no counts or they are hidden: nothing can rest on it.
    """
    subject, measure = comparison.subject, comparison.measure
    if subject.rate is None:
        why = subject.why_not or "only a percentage is published, no counts"
        raise ValueError(f"{subject.called}: {why}. Choose a group and place with counts.")
    others = (_comparator(other.figure, subject) for other in comparison.others)
    return Evidence(
        subject.rate,
        Subject(
            subject.group,
            measure.words,
            subject.name,
            subject.period,
            group_words=group_names(subject.group),
            measure_words=measure_names(f"{measure.words} {measure.id}"),
        ),
        Origin(comparison.source.title, comparison.source.licence, date),
        tuple(one for one in others if one is not None),
        definitions=(measure.definition,) if measure.definition else (),
        groups_compared=groups_compared,
        rivals=rivals,
        design=design,
        more_is=measure.more_is,
    )


def _comparator(figure: "Figure", subject: "Figure") -> Comparator | None:
    if figure.rate is None:
        return None
    if figure.name != subject.name:
        return Comparator(f"{figure.name}: {figure.group}", figure.rate, (figure.name,))
    other = Comparator(f"{figure.group} at {figure.name}", figure.rate, (figure.group,))
    return replace(other, shared=Shared.THE_REST) if figure.group.startswith(_REST) else other
