"""The texts of a page: what the participant wrote, and what the course wrote around it."""

from collections.abc import Iterator

from course_tools.answers import AnswerSheet, Json
from course_tools.handing.hand_in_file import HAND_IN_QUESTION
from course_tools.handing.page import Page, cell_text, is_form, is_own_cell, written_answer
from course_tools.handing.questions import asked_in, questions_of


def own_texts(page: Page, sheet: AnswerSheet) -> list[tuple[str, str]]:
    """Everything the participant wrote that would go out, as (where, text), in page order."""
    titles = {question.id: question.title for question in questions_of(page)}
    texts = []
    for cell in page.cells:
        written = written_answer(cell)
        if written is not None:
            texts.append((written.title, written.text))
        elif is_own_cell(cell):
            texts.append(("A cell you added", cell_text(cell)))
        for name in asked_in(cell):
            if name != HAND_IN_QUESTION:
                where = titles.get(name, name)
                texts += [(where, text) for text in _words_in(sheet.answer(name))]
    return [(where, text) for where, text in texts if text.strip()]


def course_texts(page: Page) -> list[str]:
    """What the course wrote: its prose and the words in its forms."""
    return [
        cell_text(cell)
        for cell in page.cells
        if is_form(cell) or not (is_own_cell(cell) or written_answer(cell))
    ]


def _words_in(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _words_in(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _words_in(part)
