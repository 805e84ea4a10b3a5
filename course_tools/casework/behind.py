"""What stands behind a claim, kept as plain data: from a comparison, and back to evidence.

The rows are those of a case brief's figures; "shared" says which pupils a comparator shares with
the group. An answer keeps them, so that a claim can be checked again without the file.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from course_tools.casework.claims import Comparator, Evidence, Origin, Subject
from course_tools.casework.claims.evidence import Shared
from course_tools.casework.claims.other_names import group_names, measure_names
from course_tools.casework.comparison import Against, Comparison
from course_tools.casework.figures import OTHERS, Figure
from course_tools.casework.rates import Rate
from course_tools.stored import line, number, one_of, rows_in

_OURS = "ours"
_MOST = 20
# What the groups are, as their publishers define them (Brief 4.2, 4.3).
_DEFINITIONS = {
    "pupils eligible for free school meals": "Free school meals (FSM): known to be eligible on the "
    "day of the census. Pupils eligible at any time in six years are more.",
    "disadvantaged pupils": "Disadvantaged: eligible for free school meals at any time in six years, "
    "looked after, or adopted.",
    "English learners": "English learners: those who are learners now. Those who ever were (Ever-EL) "
    "are more.",
}


def definitions_of(comparison: Comparison) -> str:
    """What the words of a comparison mean: the number, and the group."""
    group = _DEFINITIONS.get(comparison.subject.group, "")
    return " ".join(words for words in (comparison.measure.definition, group) if words)


def figures_of(comparison: Comparison) -> list[dict[str, Any]]:
    """The figures that may be shown, the subject first, as rows of a case brief."""
    rows = [_row(_OURS, comparison.subject, comparison, Shared.NONE)]
    rows += [
        _row("comparator", other.figure, comparison, _shared(comparison, other))
        for other in comparison.others
    ]
    return [row for row in rows if row["out-of"] is not None or row["rate"]]


def _shared(comparison: Comparison, other: Against) -> Shared:
    if other.figure.place == comparison.subject.place and other.gap is not None:
        return Shared.THE_REST if other.figure.group == OTHERS else Shared.NONE
    return Shared.NONE if other.gap is not None else Shared.INCLUDES_GROUP


def _row(role: str, one: Figure, comparison: Comparison, shared: Shared) -> dict[str, Any]:
    share = one.value if one.rate is None and comparison.measure.unit == "share" else None
    return {
        "role": role,
        "group": one.group,
        "place": one.name,
        "period": one.period,
        "measure": comparison.measure.words,
        "counted": one.rate.numerator if one.rate else None,
        "out-of": one.rate.denominator if one.rate else None,
        "rate": f"{100 * share:.1f}%" if share is not None else "",
        "interval": "",
        "comparison": "",
        "shared": str(shared),
    }


def source_of(comparison: Comparison, fetched: date) -> dict[str, str]:
    """Where the numbers are from, as a row of a case brief."""
    source = comparison.source
    return {
        "title": f"{source.title}, {comparison.subject.period}",
        "publisher": source.publisher,
        "licence": source.licence,
        "day": fetched.isoformat(),
    }


def missing_words(comparison: Comparison) -> str:
    """What is missing or hidden among the figures, in one sentence."""
    missing = [one for one in comparison.figures if one.value is None]
    if not missing:
        return "Nothing is missing among these figures."
    return "; ".join(f"{one.called}: {one.why_not}" for one in missing)


def evidence_of(
    kept: Any,
    *,
    rivals: Sequence[str] = (),
    groups_compared: int = 1,
    definition: str = "",
    more_is: str = "neither",
) -> Evidence:
    """The evidence in kept figures and sources. Raises ValueError, in words, when there is none."""
    rows = rows_in(kept, "figures", _MOST)
    ours = next((row for row in rows if row.get("role") == _OURS), None)
    rate = _rate(ours)
    if ours is None or rate is None:
        raise ValueError(
            "There is no figure with counts behind this claim yet. Compare a group with others "
            "first, with a number that has counts."
        )
    group, measure = line(ours.get("group")), line(ours.get("measure"))
    about = Subject(
        group,
        measure,
        line(ours.get("place")),
        line(ours.get("period")),
        group_words=group_names(group),
        measure_words=measure_names(measure),
    )
    sources = rows_in(kept, "sources", _MOST)
    origin = (
        Origin(*(line(sources[0].get(key)) for key in ("title", "licence", "day")))
        if sources
        else Origin("", "", "")
    )
    return Evidence(
        rate,
        about,
        origin,
        tuple(_comparators(rows)),
        (definition,) if definition else (),
        groups_compared=max(1, groups_compared),
        rivals=tuple(rival for rival in rivals if rival),
        more_is=one_of(more_is, ("better", "worse", "neither")) or "neither",  # type: ignore[arg-type]
    )


def _comparators(rows: list[dict[str, Any]]) -> list[Comparator]:
    found = []
    for row in rows:
        rate = _rate(row)
        if row.get("role") == _OURS or rate is None:
            continue
        group, place = line(row.get("group")), line(row.get("place"))
        words = ("other pupils", "everybody else") if group == OTHERS else (place,)
        shared = one_of(row.get("shared"), tuple(str(one) for one in Shared))
        found.append(
            Comparator(f"{group}, {place}", rate, words, Shared(shared) if shared else Shared.NONE)
        )
    return found


def _rate(row: Mapping[str, Any] | None) -> Rate | None:
    counts = [number(row.get(key)) for key in ("counted", "out-of")] if row else [None, None]
    above, below = counts
    if above is None or below is None:
        return None
    try:
        return Rate(int(above), int(below))
    except ValueError:
        return None
