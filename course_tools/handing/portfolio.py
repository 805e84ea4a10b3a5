"""The portfolio: what a participant wrote in all lessons and assignments, as one page to keep."""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from pathlib import Path

from course_tools.answers import Entry, is_blank, look_at
from course_tools.course_folder import lessons
from course_tools.errors import CourseError
from course_tools.handing.clean import without_pictures
from course_tools.handing.fetching import MINE
from course_tools.handing.page import Page, read_page, written_answer
from course_tools.handing.printable import answer_as_html, document, words_as_html
from course_tools.handing.questions import questions_of

# What is reflection and belongs into a portfolio; self-checks and tools stay on their pages.
_REFLECTIONS = ("write", "commit", "reading_check")


def portfolio(course: Path, when: datetime) -> str:
    """A page of HTML with every reflection, in the order of the lessons. `when` is local time.

    Only looks: nothing in a lesson's folder is changed. Records in my-work are not read.
    """
    parts = [part for folder in _folders(course) if (part := _of_one(folder))]
    body = "\n".join(parts) or '<p class="none">Nothing is written yet.</p>'
    return document("My portfolio", f"made {when:%d %B %Y, %H:%M}", body)


def _folders(course: Path) -> Iterator[Path]:
    for lesson in lessons(course):
        yield lesson.folder
    yield from sorted(path.parent for path in (course / MINE).glob("*/*.ipynb"))


def _of_one(folder: Path) -> str:
    """One lesson or assignment; "" when nothing was written there, or it cannot be read."""
    try:
        page = read_page(folder)
    except CourseError:
        return ""
    said = [*_answers(page, look_at(folder) or {}), *_written(page)]
    return f"<h2>{escape(page.title)}</h2>\n" + "\n".join(said) if said else ""


def _answers(page: Page, entries: dict[str, Entry]) -> Iterator[str]:
    for question in questions_of(page):
        entry = entries.get(question.id)
        if question.tool in _REFLECTIONS and entry is not None and not is_blank(entry.value):
            yield f"<h3>{escape(question.title)}</h3>\n{answer_as_html(entry.value, question)}"


def _written(page: Page) -> Iterator[str]:
    for cell in page.cells:
        written = written_answer(cell)
        if written is not None and written.text:
            yield f"<h3>{escape(written.title)}</h3>\n{words_as_html(without_pictures(written.text))}"
