"""The form of the case brief, what it lacks, and the four pages it becomes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape

import ipywidgets as w

from course_tools.activities.case_brief.completeness import blocked
from course_tools.activities.case_brief.fields import FIELDS
from course_tools.answers import AnswerSheet, Json
from course_tools.answers.disk import write_atomically
from course_tools.casework import chosen as choice
from course_tools.casework import questions
from course_tools.casework.behind import (
    definitions_of,
    figures_of,
    missing_words,
    source_of,
)
from course_tools.casework.brief.chart import evidence_picture, evidence_picture_without_numbers
from course_tools.casework.brief.checks import missing_in_brief
from course_tools.casework.brief.docx import brief_as_docx, brief_without_numbers_as_docx
from course_tools.casework.brief.model import CaseBrief, read_case_brief
from course_tools.casework.brief.page import brief_as_html, brief_without_numbers_as_html
from course_tools.casework.chosen import read_chosen
from course_tools.casework.questions import answered, read_asked
from course_tools.casework.shelf import INVENTED, path_of
from course_tools.errors import CourseError
from course_tools.handing.shown import download_link
from course_tools.stored import line
from course_tools.widgets.panel import heard, in_words, show_panel
from course_tools.widgets.tool import Answer, Offer, answer_elsewhere, show_tool

QUESTION = "case-brief"
_LESSON = "modules/08-data-case"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PRACTICE = "Practice with invented data: no such school or place exists."


def case_brief(sheet: AnswerSheet) -> None:
    """T35: the case brief (R5), from the problem to a dated ask, as a page to print and to speak from."""
    show_tool(
        sheet,
        QUESTION,
        "Case brief",
        FIELDS,
        picture=None,
        words=_words,
        intro="One page that a decider can read in five minutes. It is kept in my-work on this "
        "computer. Role labels, no names.",
        offers=(
            Offer(
                "Bring in my comparison and my claim", lambda answer: _from_lesson(sheet, answer)
            ),
        ),
    )
    _show_pages(sheet)


def _from_lesson(sheet: AnswerSheet, answer: Answer) -> Json:
    """The answer with the lesson's figures, sources and claim; what was written by hand stays."""
    chosen = read_chosen(answer_elsewhere(sheet, _LESSON, choice.QUESTION))
    asked = read_asked(answer_elsewhere(sheet, _LESSON, questions.QUESTION))
    try:
        found = answered(chosen, asked)
        fetched = datetime.fromtimestamp(path_of(chosen.file).stat().st_mtime).date()
    except CourseError as problem:
        raise ValueError(str(problem)) from None
    claim = answer_elsewhere(sheet, _LESSON, "claim")
    known = claim if isinstance(claim, dict) else {}
    brought: dict[str, Json] = {
        "figures": figures_of(found),
        "sources": [source_of(found, fetched)],
        "missing": missing_words(found),
    }
    if found.subject.rate is not None:
        counted = f"{found.subject.rate.denominator:,} {found.subject.group}"
        brought["pupils"] = f"{counted} at {found.subject.name}"
    if definitions := definitions_of(found):
        brought["definitions"] = definitions
    if chosen.file.startswith(INVENTED):
        brought["notice"] = _PRACTICE
    elif answer.get("notice") == _PRACTICE:  # of an earlier exercise
        brought["notice"] = ""
    if line(known.get("claim")):
        brought["claim"] = line(known.get("claim"))
    rivals = [line(known.get(f"rival-{number}")) for number in (1, 2, 3)]
    if any(rivals) and not read_case_brief(answer).rivals:
        brought["rivals"] = [{"explanation": rival} for rival in rivals if rival]
    if chosen.asked and not line(answer.get("heard")):
        brought["heard"] = chosen.asked
    return {**answer, **brought}


def _words(answer: Answer) -> str:
    stops = "".join(f"<li>{escape(one)}</li>" for one in blocked(answer))
    lacks = "".join(f"<li>{escape(one)}</li>" for one in missing_in_brief(read_case_brief(answer)))
    said = (
        f"<p><b>In the way</b> of making the page:</p><ul>{stops}</ul>"
        if stops
        else "<p><b>Nothing stands in the way.</b> You can make the page below.</p>"
    )
    return said + (f"<p><b>It would be stronger with:</b></p><ul>{lacks}</ul>" if lacks else "")


@dataclass(frozen=True)
class _Page:
    """One of the pages a brief becomes."""

    words: str
    file: str
    kind: str
    make: Callable[[CaseBrief], bytes]


_PAGES = (
    _Page(
        "The page, to print",
        "case-brief.html",
        "text/html",
        lambda brief: brief_as_html(brief, evidence_picture(brief)).encode(),
    ),
    _Page(
        "The page, for Word",
        "case-brief.docx",
        _WORD,
        lambda brief: brief_as_docx(brief, evidence_picture(brief)),
    ),
    _Page(
        "To speak from, without numbers",
        "case-brief-to-speak-from.html",
        "text/html",
        lambda brief: brief_without_numbers_as_html(
            brief, evidence_picture_without_numbers(brief)
        ).encode(),
    ),
    _Page(
        "To speak from, for Word",
        "case-brief-to-speak-from.docx",
        _WORD,
        lambda brief: brief_without_numbers_as_docx(brief, evidence_picture_without_numbers(brief)),
    ),
)


def _show_pages(sheet: AnswerSheet) -> None:
    said = heard()
    button = w.Button(description="Make the pages")
    button.add_class("course-main")
    button.on_click(lambda _: setattr(said, "value", in_words(make_pages(sheet))))
    lead = w.HTML(
        in_words(
            "Four files: the page and a sheet to speak from, each to print and for Word. On the sheet "
            "to speak from no figure stands: a parent tells what it means, and somebody else holds "
            "the numbers. Nothing is sent anywhere."
        )
    )
    show_panel("case-brief-pages", "Make the pages", lead, button, said)


def make_pages(sheet: AnswerSheet) -> str:
    """Write the pages beside the record, unless something stands in the way; what to say, as HTML."""
    answer = sheet.answer(QUESTION)
    stops = blocked(answer)
    if stops:
        lines = "".join(f"<li>{escape(one)}</li>" for one in stops)
        return f"Not made yet. In the way:<ul>{lines}</ul>"
    brief = read_case_brief(answer)
    links = []
    try:
        for page in _PAGES:
            path = sheet.folder / page.file
            write_atomically(path, page.make(brief))
            links.append(f"<li>{escape(page.words)}: {download_link(path, page.kind)}</li>")
    except OSError as problem:
        why = escape(problem.strerror or str(problem))
        return f"They could not be made: the disk said “{why}”. Mend that, then try again."
    return (
        f"Made. <ul>{''.join(links)}</ul>They are also in the folder my-work/{escape(sheet.folder.name)}. "
        "Before anybody else sees them: read them once as the person in the story would, and once as "
        "the school would."
    )
