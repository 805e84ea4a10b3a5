"""The form: one number of every school in an area, by size; which stray further than luck."""

from html import escape

from course_tools.answers import AnswerSheet
from course_tools.casework import chosen as choice
from course_tools.casework import questions
from course_tools.casework.chosen import read_chosen
from course_tools.casework.funnel import Funnel, Where
from course_tools.casework.pictures.funnel import draw_funnel
from course_tools.casework.pictures.notes import percent
from course_tools.casework.questions import groups_in, measures_in, read_asked
from course_tools.casework.school_funnel import SchoolFunnel, funnel_of
from course_tools.casework.tidy import ALL_PUPILS
from course_tools.errors import CourseError
from course_tools.widgets.choices import ChoiceFrom, Options
from course_tools.widgets.fields import Choice
from course_tools.widgets.tool import Answer, show_tool

_TARGETS = {
    "pooled": "all these schools together",
    "area": "the number published for the area",
    "nation": "the number published for the nation or state",
}


def funnel(sheet: AnswerSheet) -> None:
    """T32: every school by its size and its rate; those outside the limits deserve a question."""

    def found(answer: Answer) -> SchoolFunnel:
        chosen = read_chosen(sheet.answer(choice.QUESTION))
        try:
            lookup = chosen.lookup()
        except CourseError as problem:
            raise ValueError(str(problem)) from None
        years = read_asked(sheet.answer(questions.QUESTION)).periods(lookup)
        if not answer.get("measure"):
            raise ValueError("This file has no rate with counts. Choose another file above.")
        return funnel_of(
            lookup,
            chosen.area if chosen.area in lookup.areas else "",
            str(answer.get("measure")),
            group=str(answer.get("group") or ALL_PUPILS),
            period=years[-1] if years else "",
            own=chosen.place,
            target=str(answer.get("target") or "pooled"),
        )

    def measures(_: Answer) -> Options:
        try:
            lookup = read_chosen(sheet.answer(choice.QUESTION)).lookup()
        except CourseError:
            return {}
        shares = {
            one.id
            for one in lookup.file.measures.values()
            if one.unit == "share" and one.counts != "none"
        }
        return {key: words for key, words in measures_in(lookup).items() if key in shares}

    def groups(answer: Answer) -> Options:
        try:
            lookup = read_chosen(sheet.answer(choice.QUESTION)).lookup()
        except CourseError:
            return {}
        return groups_in(lookup, str(answer.get("measure")))

    show_tool(
        sheet,
        "funnel",
        "Funnel: who strays further than luck would carry them?",
        (
            ChoiceFrom("measure", "Which number?", measures, takes_first=True),
            ChoiceFrom("group", "For which group?", groups, takes_first=True),
            Choice("target", "Around which line?", _TARGETS, "pooled"),
        ),
        picture=lambda answer: draw_funnel(found(answer)),
        words=lambda answer: _words(found(answer).funnel, found(answer).own),
        intro="Small schools swing widely by luck alone, large ones less. The funnel shows how far. "
        "It is no league table: inside the limits, nobody is better or worse.",
        follows=[choice.QUESTION, questions.QUESTION],
    )


def _words(shown: Funnel, own: str) -> str:
    outside = shown.outside()
    between = [one for one in shown.outside(Where.BEYOND_INNER) if one not in outside]
    names = ", ".join(f"<b>{escape(one.name)}</b> ({one.side} the line)" for one in outside)
    said = (
        f"Outside the outer limits: {names}. By luck alone, about "
        f"{shown.by_luck_beyond_outer:.1f} of {len(shown.schools)} schools would lie there. Ask why, "
        "and look at the data first: was it counted the same way?"
        if outside
        else "No school lies outside the outer limits. These schools cannot be told apart by this "
        "number, so nobody should put them in order."
    )
    if between:
        said += (
            f" Between the two limits: {', '.join(escape(one.name) for one in between)}. By luck alone "
            f"about {shown.by_luck_beyond_inner:.0f} would lie beyond the inner limit: look again next "
            "year."
        )
    mine = next((one for one in shown.schools if one.name == own), None)
    own_words = ""
    if mine is not None:
        where = {
            Where.INSIDE: "inside: its distance from the line could be luck",
            Where.BEYOND_INNER: "between the limits: perhaps more than luck, perhaps not",
            Where.BEYOND_OUTER: "outside: more than luck",
        }[mine.where]
        own_words = f"<p><b>{escape(own)}</b> ({percent(mine.rate.share)}) lies {where}.</p>"
        if mine.rough:
            own_words += "<p>So few are expected there that the limits are rough.</p>"
    left_out = (
        f"<p>Left out, too few pupils or no number: {len(shown.too_small)} schools.</p>"
        if shown.too_small
        else ""
    )
    return f"<p>{said}</p>{own_words}{left_out}<p>Would we have a campaign if this were luck?</p>"
