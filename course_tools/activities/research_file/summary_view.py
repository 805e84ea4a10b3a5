"""A research meeting for a hand-in: chosen, seen, then agreed to."""

import ipywidgets as w

from course_tools.activities.research_file.model import called, missing_in_debrief
from course_tools.answers import AnswerSheet, Json
from course_tools.grading.shown import answer_as_html
from course_tools.people_met import RESEARCH
from course_tools.records import work_sheet
from course_tools.widgets.agreed import Agreed
from course_tools.widgets.ledger import entries_of, told_apart


def meeting_summary(sheet: AnswerSheet, question: str = "meeting-summary") -> None:
    """One research meeting from the file, as it would be handed in, when the participant agrees."""
    record = work_sheet(RESEARCH)
    choice = w.Dropdown(description="Which research meeting?")
    choice.add_class("course-stacked")
    look = w.Button(description="Look at my file again")
    look.add_class("course-short-button")

    def proposed() -> Json:
        return entries_of(record, "research").get(choice.value or "")

    def list_meetings() -> None:
        entries = entries_of(record, "research")
        chosen = choice.value
        listed = [(called(value), name) for name, value in entries.items()]
        choice.options = told_apart(listed)[::-1]
        names = [name for _, name in choice.options]
        # A list that was empty chooses nothing by itself, although the page would show the first.
        choice.value = chosen if chosen in names else next(iter(names), None)
        agreed.draw()

    agreed = Agreed(
        sheet,
        question,
        "From your file into your hand-in",
        proposed=proposed,
        as_html=answer_as_html,
        missing=missing_in_debrief,
        nothing_yet="Your file is empty so far. Fill it in in the lesson “Research meetings” first.",
        intro=(
            "Choose the meeting. Below stands everything that would be handed in. Is there a name "
            "in it? Change it in your file, then look again. Nothing goes in before you press the "
            "button."
        ),
    )
    choice.observe(lambda _: agreed.draw(), names="value")
    look.on_click(lambda _: list_meetings())
    list_meetings()
    agreed.show(choice, look)
