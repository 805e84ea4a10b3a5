"""The case brief for a hand-in: seen, then agreed to."""

from html import escape

import ipywidgets as w

from course_tools.activities.case_brief.completeness import missing_before_hand_in
from course_tools.activities.case_brief.view import QUESTION
from course_tools.answers import AnswerSheet, Json
from course_tools.casework.brief.model import read_case_brief
from course_tools.casework.brief.parts import Lines, Words, parts_of
from course_tools.plotting import Table
from course_tools.records import work_sheet
from course_tools.widgets.agreed import Agreed

RECORD = "case-brief"


def case_brief_summary(sheet: AnswerSheet, question: str = "case-brief-summary") -> None:
    """The case brief from my-work, as it would be handed in, when the participant agrees."""
    record = work_sheet(RECORD)
    look = w.Button(description="Look at my brief again")
    look.add_class("course-short-button")
    agreed = Agreed(
        sheet,
        question,
        "From your brief into your hand-in",
        proposed=lambda: record.answer(QUESTION),
        as_html=brief_in_words,
        missing=missing_before_hand_in,
        nothing_yet="Your brief is empty so far. Write it in the lesson “Data-driven case building” "
        "first.",
        intro="Below stands everything that would be handed in. Is there a name in it? Change it in "
        "your brief, then look again. Nothing goes in before you press the button.",
    )
    look.on_click(lambda _: agreed.draw())
    agreed.draw()
    agreed.show(look)


def brief_in_words(answer: Json) -> str:
    """The brief part by part, without its picture."""
    said = []
    for part in parts_of(read_case_brief(answer), None):
        blocks = "".join(_block(block) for block in part.blocks)
        said.append(f"<h4>{escape(part.title)}</h4>{blocks}")
    return "".join(said)


def _block(block: object) -> str:
    if isinstance(block, Words):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Lines):
        return f"<ul>{''.join(f'<li>{escape(idea)}</li>' for idea in block.ideas)}</ul>"
    return block.as_html() if isinstance(block, Table) else ""
