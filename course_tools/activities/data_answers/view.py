"""The forms: first the course name, then for each part its own numbers and fields to type into."""

from collections.abc import Sequence
from html import escape

import ipywidgets as w

from course_tools.activities.data_answers.draw import Draw, TwoGroups, draw_for
from course_tools.activities.data_answers.model import (
    PARTS,
    Ticked,
    items_of,
    missing_in_part,
    question_of,
)
from course_tools.activities.data_answers.naming import NAME, written_name
from course_tools.answers import AnswerSheet
from course_tools.errors import HandInRefused
from course_tools.handing.hand_in_file import check_course_name
from course_tools.handing.submit import hub_name
from course_tools.widgets.fields import Field, Words
from course_tools.widgets.following import follow
from course_tools.widgets.panel import in_words
from course_tools.widgets.several import Several
from course_tools.widgets.tool import Answer, show_tool

_FIRST = "Write your course name in “Your own questions” first. Then your numbers appear here."


def data_name(sheet: AnswerSheet) -> None:
    """The course name that the questions are drawn for; on a hub it is known."""
    show_tool(
        sheet,
        NAME,
        "Your own questions",
        (Words("name", "Your course name, as your staff gave it to you", hint="such as p07"),),
        picture=None,
        words=lambda answer: _said_of_name(str(answer.get("name") or "")),
        intro="Everybody gets other schools and years. They are drawn from your course name, the one "
        "that you hand in with.",
    )


def _said_of_name(name: str) -> str:
    if hub := hub_name():
        return f"<p>You are <b>{escape(hub)}</b> here. Your questions stand below.</p>"
    try:
        return f"<p>Your questions are drawn for <b>{escape(check_course_name(name))}</b>.</p>"
    except HandInRefused as problem:
        return f"<p>{escape(str(problem))}</p>"


def name_of(sheet: AnswerSheet) -> str:
    """Whose questions these are; "" while nobody has said."""
    if hub := hub_name():
        return hub
    try:
        return check_course_name(written_name(sheet))
    except HandInRefused:
        return ""


def data_answers(sheet: AnswerSheet, question: str) -> None:
    """One part of the data answers; `question` is "data-markers", "data-rates" and so on."""
    part = question.removeprefix("data-")
    shown = w.HTML()

    def show_numbers() -> None:
        name = name_of(sheet)
        shown.value = _TABLES[part](draw_for(name)) if name else in_words(_FIRST)

    def above(_: object) -> Sequence[w.Widget]:
        return [shown]

    follow(sheet, NAME, show_numbers)
    show_numbers()
    show_tool(
        sheet,
        question_of(part),
        PARTS[part],
        _fields(sheet, part),
        picture=None,
        words=_how_it_stands,
        follows=[NAME],
        above=above,
    )


def _fields(sheet: AnswerSheet, part: str) -> tuple[Field, ...]:
    """A field an item. Which schools and figures there are to tick depends on the name."""

    def options(_: Answer) -> dict[str, str]:
        name = name_of(sheet)
        ticked = next(item for item in items_of(part, name or "-") if isinstance(item, Ticked))
        return {one: one for one in ticked.options} if name else {}

    return tuple(
        Several(item.name, item.words, options)
        if isinstance(item, Ticked)
        else Words(item.name, item.words, hint="a number")
        for item in items_of(part, "-")
    )


def _how_it_stands(answer: Answer) -> str:
    missing = missing_in_part(answer)
    return f"<p>{escape(' '.join(missing) or 'All filled in.')}</p>"


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="course-numbers"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _markers(drawn: Draw) -> str:
    caption = f"{drawn.column}: {drawn.column_words}. Northmere (invented), {drawn.cells_year}"
    rows = list(zip(drawn.cell_names, drawn.cells, strict=True))
    return _table(caption, ("School", drawn.column), rows)


def _rates(drawn: Draw) -> str:
    return _groups(drawn.rates)


def _gap(drawn: Draw) -> str:
    return _groups(drawn.gap)


def _groups(two: TwoGroups) -> str:
    """The eligible pupils and all pupils, year by year; the others are for the participant to find."""
    rows = []
    for year, (group, others) in two.by_year.items():
        absent, pupils = (
            str(group.numerator + others.numerator),
            str(group.denominator + others.denominator),
        )
        rows.append(
            (
                f"{year}: eligible for free school meals",
                str(group.numerator),
                str(group.denominator),
            )
        )
        rows.append((f"{year}: all pupils", absent, pupils))
    years = "one year" if len(two.by_year) == 1 else f"{len(two.by_year)} years to add up"
    caption = (
        f"{two.school} (invented), {years}: pupils who missed a tenth or more of their sessions"
    )
    return _table(caption, ("Group", "Persistently absent", "Pupils"), rows)


def _funnel(drawn: Draw) -> str:
    rows = [(name, str(one.numerator), str(one.denominator)) for name, one in drawn.schools.items()]
    caption = (
        "Pupils eligible for free school meals who missed a tenth or more of sessions, Northmere "
        f"(invented), {drawn.funnel_year}. The line is {100 * drawn.target:.1f}%"
    )
    return _table(caption, ("School", "Persistently absent", "Eligible pupils"), rows)


def _small(drawn: Draw) -> str:
    rows = [*((name, str(count)) for name, count in drawn.parts.items()), ("another grade", "*")]
    rows.append(("all of them", str(drawn.total)))
    return _table("English learners in an invented school", ("Grade", "Students"), rows)


_TABLES = {
    "markers": _markers,
    "rates": _rates,
    "interval": _rates,
    "gap": _gap,
    "funnel": _funnel,
    "small-numbers": _small,
}
