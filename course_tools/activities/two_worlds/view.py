"""The form: lines with two sides, and which side our institution forgets. No picture, no score."""

from html import escape

from course_tools.activities.two_worlds.model import (
    MOST_PAIRS,
    SIDES,
    Pair,
    forgotten_side,
    read_pairs,
    without_other_side,
)
from course_tools.answers import AnswerSheet, Json
from course_tools.plotting import fitted
from course_tools.widgets.fields import Choice, Words, together
from course_tools.widgets.form import Form
from course_tools.widgets.panel import heard, in_words, words
from course_tools.widgets.rows import Rows

_FIELDS = (
    Rows(
        "pairs",
        "The two worlds, side by side",
        (
            Words("is", "The world as it is", lines=2),
            Words("should", "The world as it should be", lines=2),
        ),
        start=({}, {}, {}),
        most=MOST_PAIRS,
        widths=(1, 1),
        add="Add a line",
    ),
    Choice("forgets", "Which side does our institution forget?", SIDES, ""),
    Words("seen", "What have you seen or heard that makes you say so?", lines=3),
)
_EXAMPLE = (
    "<details><summary>Look at an example: a school (invented)</summary>"
    "<p><b>As it is:</b> the budget is settled before families are asked.<br>"
    "<b>As it should be:</b> those who live with a budget help to write it.</p>"
    "<p><b>Which side does it forget?</b> The world as it is. There is a fine statement about "
    "families on the wall, and nobody asks who signs the budget, or when.</p></details>"
)
_ASKS = {
    "is": "Then ask: who decides, what do they want, and what do we have that they need?",
    "should": "Then ask: what did we once hope for, and who still says it aloud?",
    "both": "Then ask: when does it turn from one to the other, and who gains by it?",
    "neither": "Then ask: who does the work of holding both, and who helps them?",
    "unsure": "Then ask three people in it, and listen for what they leave out.",
}
_NO_SCORE = (
    "<i>Nothing is scored here, and nothing is predicted: these are your own words, sorted in two "
    "columns. We work in the gap between them.</i>"
)


def two_worlds(sheet: AnswerSheet, question: str = "two-worlds") -> None:
    """Brief 2.7: two columns from one's own life; then the side that an institution forgets."""
    said = heard()

    def changed() -> None:
        form.record(shown.answer())
        said.value = in_words(_words(shown.answer()))

    def fill(value: Json) -> None:
        shown.fill(value)
        said.value = in_words(_words(shown.answer()))

    shown = together(_FIELDS, changed)
    form = Form(
        sheet,
        question,
        "The world as it is, and as it should be",
        fill=fill,
        intro="Take lines from your own life: a morning at the bus stop, a letter, a bill. Write "
        "plainly, without names. Then write what should stand across from each line.",
    )
    form.show(words(_EXAMPLE), *(field.widget for field in shown.values()), said)


def _words(answer: Json) -> str:
    pairs = read_pairs(answer)
    if not pairs:
        return f"Begin with one line, on either side. {_NO_SCORE}"
    half = without_other_side(pairs)
    asks = f"{_across(half[0])} " if half else ""
    asks += _ASKS.get(forgotten_side(answer), "")
    return f"{asks} {_NO_SCORE}".strip()


def _across(pair: Pair) -> str:
    """What to ask about a line with one side."""
    if pair.is_now:
        return f"What should stand across from “{escape(fitted(pair.is_now, 60))}”?"
    return f"How is it today, across from “{escape(fitted(pair.should_be, 60))}”?"
