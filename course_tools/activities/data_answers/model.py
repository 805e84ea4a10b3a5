"""The data answers: what is asked of a participant, and how much of it is right (A08a; Brief 4.10).

Each participant gets other schools, years and columns of the invented Northmere, drawn from their
course name. Grading draws the same again, so another person's answers are answers to other
questions.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from course_tools.activities.data_answers.draw import Draw, draw_for
from course_tools.activities.data_answers.naming import written_name
from course_tools.answers import AnswerSheet
from course_tools.casework.funnel import OUTER, funnel_limits
from course_tools.casework.rates import newcombe_gap, risk_ratio, wilson_interval

NONE = "none of them"
# Part of the answers -> its title, in the order of the page.
PARTS = {
    "markers": "Read the marks",
    "rates": "Counts and rates",
    "interval": "How sure is it?",
    "gap": "The gap",
    "funnel": "The funnel",
    "small-numbers": "Small numbers",
}
_NUMBER = re.compile(r"[-+−]?\d{1,9}(?:[.,]\d{1,9})?")


@dataclass(frozen=True)
class Asked:
    """One number to type. `tolerance` is how far it may be off, in the same unit."""

    name: str
    words: str
    right: float
    tolerance: float = 0.0


@dataclass(frozen=True)
class Ticked:
    """Some of a list to tick: exactly those that are right."""

    name: str
    words: str
    options: tuple[str, ...]
    right: frozenset[str]


Item = Asked | Ticked


def question_of(part: str) -> str:
    """The question id under which the answers of a part are kept."""
    return f"data-{part}"


def items_of(part: str, participant: str) -> tuple[Item, ...]:
    """What is asked in a part, with what is right. Percentages are typed in percent."""
    drawn = draw_for(participant)
    return _ITEMS[part](drawn)


def share_right(answer: Any, part: str, participant: str) -> float:
    """The share of the part's items that are right, 0 to 1, for the questions of `participant`."""
    items = items_of(part, participant)
    return sum(is_right(item, answer) for item in items) / len(items)


def share_right_for(sheet: AnswerSheet, question: str, participant: str) -> float:
    """The same for the answers on a sheet; without a participant the name written there counts."""
    part = question.removeprefix("data-")
    return share_right(sheet.answer(question), part, participant or written_name(sheet))


def is_right(item: Item, answer: Any) -> bool:
    """Whether one item is answered rightly. A blank, or what is no number, is not."""
    given = answer.get(item.name) if isinstance(answer, dict) else None
    if isinstance(item, Ticked):
        return isinstance(given, list) and {x for x in given if isinstance(x, str)} == item.right
    typed = read_typed(given)
    # The smallest bit over the tolerance is for the way computers keep decimals.
    return typed is not None and abs(typed - item.right) <= item.tolerance + 1e-9


def missing_in_part(answer: Any) -> list[str]:
    """What is still empty, in one sentence; nothing is said of what is right."""
    given = answer if isinstance(answer, dict) else {}
    empty = [name for name, value in given.items() if isinstance(value, str) and not value.strip()]
    if not given:
        return ["Nothing is answered here yet."]
    if not empty:
        return []
    return [f"{len(empty)} of the numbers {'is' if len(empty) == 1 else 'are'} still empty."]


def read_typed(value: Any) -> float | None:
    """A number as somebody types it: "33.3", "33,3 %", "-2"; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    text = unicodedata.normalize("NFKC", str(value))[:40].strip().removesuffix("%").strip()
    if not _NUMBER.fullmatch(text):
        return None
    return float(text.replace(",", ".").replace("−", "-"))


def _markers(drawn: Draw) -> tuple[Item, ...]:
    count = {mark: drawn.cells.count(mark) for mark in ("SUPP", "NE", "")}
    numbers = sum(read_typed(cell) is not None for cell in drawn.cells)
    return (
        Asked("with-number", "How many schools have a number?", numbers),
        Asked("hidden", "How many are hidden (SUPP)?", count["SUPP"]),
        Asked("not-entered", "How many had nobody entered (NE)?", count["NE"]),
        Asked(
            "others",
            "How many cells say something else, or nothing?",
            len(drawn.cells) - numbers - count["SUPP"] - count["NE"],
        ),
    )


def _rates(drawn: Draw) -> tuple[Item, ...]:
    group, others = drawn.rates.group, drawn.rates.others
    return (
        Asked("group-count", "Eligible pupils who were persistently absent", group.numerator),
        Asked("group-base", "All eligible pupils", group.denominator),
        Asked("group-rate", "Their rate, in percent, with one decimal", 100 * group.share, 0.1),
        Asked("others-count", "All other pupils who were persistently absent", others.numerator),
        Asked("others-base", "All other pupils", others.denominator),
        Asked("others-rate", "Their rate, in percent, with one decimal", 100 * others.share, 0.1),
    )


def _interval(drawn: Draw) -> tuple[Item, ...]:
    found = wilson_interval(drawn.rates.group)
    return (
        Asked("low", "Lower end, in percent, with one decimal", 100 * found.low, 0.1),
        Asked("high", "Upper end, in percent, with one decimal", 100 * found.high, 0.1),
    )


def _gap(drawn: Draw) -> tuple[Item, ...]:
    gap = newcombe_gap(drawn.gap.group, drawn.gap.others)
    ratio = risk_ratio(drawn.gap.group, drawn.gap.others)
    return (
        Asked(
            "points", "Eligible less others, in points, with one decimal", 100 * gap.difference, 0.1
        ),
        Asked("low", "Lower end of its interval, in points", 100 * gap.interval.low, 0.1),
        Asked("high", "Upper end of its interval, in points", 100 * gap.interval.high, 0.1),
        Asked("ratio", "How many times as often? With two decimals", ratio.value or 0.0, 0.011),
    )


def _funnel(drawn: Draw) -> tuple[Item, ...]:
    limits = {
        name: funnel_limits(drawn.target, rate.denominator, OUTER)
        for name, rate in drawn.schools.items()
    }
    outside = frozenset(
        name
        for name, rate in drawn.schools.items()
        if not limits[name].low <= rate.share <= limits[name].high
    ) or frozenset({NONE})
    first = limits[next(iter(drawn.schools))]
    where = "outer limit (3.09) for the first school in the table, in percent"
    return (
        Asked("low", f"Lower {where}", 100 * first.low, 0.1),
        Asked("high", f"Upper {where}", 100 * first.high, 0.1),
        Ticked(
            "outside",
            "Which schools lie outside the outer limits?",
            (*drawn.schools, NONE),
            outside,
        ),
    )


def _small(drawn: Draw) -> tuple[Item, ...]:
    return (
        Asked("behind", "Which number stands behind the star?", drawn.behind_star),
        Ticked(
            "may-show",
            "Which of these may stand on a leaflet?",
            tuple(f"{counted} of {of}" for counted, of in drawn.figures),
            frozenset(f"{counted} of {of}" for counted, of in drawn.may_show),
        ),
    )


_ITEMS = {
    "markers": _markers,
    "rates": _rates,
    "interval": _interval,
    "gap": _gap,
    "funnel": _funnel,
    "small-numbers": _small,
}
