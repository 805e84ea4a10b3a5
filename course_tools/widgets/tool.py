"""show_tool: fields above, picture and words below, everything saved and restored."""

from collections.abc import Callable, Sequence
from html import escape

import ipywidgets as w

from course_tools.answers import AnswerSheet, Json
from course_tools.plotting import Picture
from course_tools.widgets.fields import Field, together
from course_tools.widgets.form import Form

Answer = dict[str, Json]


def show_tool(
    sheet: AnswerSheet,
    question: str,
    title: str,
    fields: Sequence[Field],
    *,
    picture: Callable[[Answer], Picture],
    words: Callable[[Answer], str],
    intro: str = "",
) -> None:
    """A tool on the page. `picture` and `words` get the answer as {field name: value}.

    A ValueError from either is shown in their place, so a model may refuse a value in words that
    the participant understands. The answer is saved before anything is drawn.
    """
    drawn = w.HTML()

    def now() -> Answer:
        return {name: field.value() for name, field in shown.items()}

    def draw() -> None:
        answer = now()
        try:
            said = f'<div class="course-words course-said" aria-live="polite">{words(answer)}</div>'
            drawn.value = said + picture(answer).as_html()
        except ValueError as refusal:
            drawn.value = f'<div class="course-note" role="status">{escape(str(refusal))}</div>'

    def changed() -> None:
        if filling:
            return
        form.record(now())
        draw()

    def fill(value: Json) -> None:
        answer = value if isinstance(value, dict) else {}
        filling.append(True)
        try:
            for name, field in shown.items():
                field.put(answer.get(name))
        finally:
            filling.pop()
        draw()

    filling: list[bool] = []  # not empty while an earlier answer is being shown
    shown = together(fields, changed)
    form = Form(sheet, question, title, fill=fill, intro=intro)
    form.show(*(field.widget for field in shown.values()), drawn)
