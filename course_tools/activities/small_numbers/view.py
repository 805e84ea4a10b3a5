"""The form: a table to print; below it, what a reader could work out, and the table that may go out."""

from html import escape

from course_tools.activities.small_numbers.model import MOST_GROUPS, Draft, read_draft
from course_tools.answers import AnswerSheet
from course_tools.casework.linked_numbers import EVERYONE
from course_tools.casework.published import Published
from course_tools.casework.small_numbers import RULE
from course_tools.widgets.fields import Words
from course_tools.widgets.rows import Rows
from course_tools.widgets.tool import Answer, show_tool

_FIELDS = (
    Rows(
        "groups",
        "The table as you would print it (these numbers are invented: write yours over them)",
        (
            Words("name", "Group"),
            Words("counted", "Number, or * if hidden"),
            Words("base", "Of how many"),
        ),
        start=(
            {"name": "grade 3", "counted": "18", "base": "60"},
            {"name": "grade 4", "counted": "17", "base": "55"},
            {"name": "grade 5", "counted": "*", "base": "52"},
        ),
        most=MOST_GROUPS,
        widths=(2.4, 1.4, 1.2),
        add="Add a group",
    ),
    Words("total-counted", "All of them together: number", start="42"),
    Words("total-base", "All of them together: of how many", start="167"),
)


def small_number_guard(sheet: AnswerSheet) -> None:
    """T33: what must be hidden before a table leaves the room, and what a subtraction would give away."""
    show_tool(
        sheet,
        "small-number-guard",
        "Small-number guard",
        _FIELDS,
        picture=None,
        words=_words,
        intro="Enter counts from a published table. Never enter a list of children. The rule: nothing "
        "about ten pupils or fewer, no number from 1 to 4, none that leaves 1 to 4 over, and nothing "
        "from which one of these can be worked out.",
    )


def _words(answer: Answer) -> str:
    draft = read_draft(answer)
    guarded = draft.guarded()
    return f"{_given_away(draft)}{_what_to_do(draft, guarded)}{_table(draft, guarded)}"


def _given_away(draft: Draft) -> str:
    found = draft.given_away()
    if not found:
        return ""
    lines = "".join(f"<li>{escape(_said(name))}: <b>{number}</b></li>" for name, number in found)
    return (
        "<p><b>Anybody can work out what is hidden here.</b> The total less the numbers that are "
        f"shown leaves:</p><ul>{lines}</ul>"
    )


def _what_to_do(draft: Draft, guarded: Published) -> str:
    if guarded.refusal:
        return f"<p><b>{escape(guarded.refusal)}</b></p>"
    newly = [
        name
        for name, value in draft.linked().numbers.items()
        if value is not None and name in guarded.hidden
    ]
    if not newly:
        return "<p><b>Nothing more has to be hidden.</b> This table may leave the room.</p>"
    hidden = ", ".join(escape(_said(name)) for name in newly)
    return (
        f"<p><b>Hide these as well:</b> {hidden}. Some are small, some only cover for one that is. The "
        f"table does not say which.</p><p>{escape(RULE.why)}</p>"
    )


def _said(name: str) -> str:
    """The name of a number as a reader says it."""
    group, _, kind = name.rpartition(": ")
    return f"{group}, {'number' if kind == 'count' else 'of how many'}"


def _table(draft: Draft, guarded: Published) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{guarded.text(f"{name}: count")}</td>'
        f"<td>{guarded.text(f'{name}: base')}</td><td>{_rate(guarded, name)}</td></tr>"
        for name in (*(group.name for group in draft.groups), EVERYONE)
    )
    return (
        '<table class="course-numbers"><caption>The table that may go out</caption><thead><tr>'
        '<th scope="col">Group</th><th scope="col">Number</th><th scope="col">Of how many</th>'
        f'<th scope="col">Rate</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _rate(guarded: Published, name: str) -> str:
    share = guarded.share(f"{name}: count", f"{name}: base")
    return "hidden" if share is None else f"{100 * share:.0f}%"
