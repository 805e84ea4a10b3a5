"""show_tool: fields above, picture and words below, everything saved and restored."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import ipywidgets as w

from course_tools.answers import AnswerSheet, Json, is_blank, look_at
from course_tools.course_folder import find_course
from course_tools.errors import NotInCourse
from course_tools.plotting import Picture
from course_tools.widgets.fields import Field, together
from course_tools.widgets.following import follow
from course_tools.widgets.form import Form
from course_tools.widgets.panel import heard, in_words

Answer = dict[str, Json]

# Seconds between a change and the new picture, when a page is open. Saving never waits; several
# letters typed in a row, or several steps of a slider, share one picture.
_PAUSE = 0.08


@dataclass(frozen=True)
class Example:
    """A finished, invented answer to look at. It never becomes the participant's own."""

    title: str
    answer: Answer


@dataclass(frozen=True)
class Offer:
    """A button that brings something in from elsewhere. `make` gets the answer as it stands and
    gives the answer with it; None when there is nothing to bring in. Its ValueError is said.
    """

    words: str
    make: Callable[[Answer], Json]


def begun_in_lesson(sheet: AnswerSheet, lesson: str, question: str) -> tuple[Offer, ...]:
    """The offer to go on from one's own answer to the same question in a lesson.

    None is made when there is nothing there, or when this answer is begun already.
    """
    place = f"modules/{lesson}"
    if answer_elsewhere(sheet, place, question) is None or sheet.entries().get(question):
        return ()

    def make(_: Answer) -> Json:
        if sheet.entries().get(question):
            raise ValueError("You have begun here. Press “Start again” first, then this button.")
        return answer_elsewhere(sheet, place, question)

    return (Offer("Bring in what I began in the lesson", make),)


def answer_elsewhere(sheet: AnswerSheet, place: str, question: str) -> Json:
    """The participant's own answer in another folder of the course; None when there is none."""
    try:
        folder = find_course(sheet.folder) / place
    except NotInCourse:
        return None
    entry = (look_at(folder) or {}).get(question) if folder != sheet.folder else None
    return None if entry is None or is_blank(entry.value) else entry.value


def show_tool(  # noqa: PLR0913 - the parts of a tool, each by its name
    sheet: AnswerSheet,
    question: str,
    title: str,
    fields: Sequence[Field],
    *,
    picture: Callable[[Answer], Picture] | None,
    words: Callable[[Answer], str],
    intro: str = "",
    example: Example | None = None,
    offers: Sequence[Offer] = (),
    follows: Sequence[str] = (),
    above: Callable[[Callable[[Answer], None]], Sequence[w.Widget]] | None = None,
) -> None:
    """A tool on the page. `picture`, if there is one, and `words` get the answer as {field name: value}.

    `words` is HTML: escape in it what a participant wrote. A ValueError from either is shown in
    their place, so a model may refuse a value in words that the participant understands. The
    answer is saved before anything is drawn. `offers` bring something in from elsewhere. `follows`
    names questions of the page whose answers this tool looks at. `above` makes widgets that stand
    above the fields; what it gets puts an answer into the form.
    """
    drawn = Drawn()
    planned: list[asyncio.TimerHandle] = []

    def draw() -> None:
        planned.clear()
        drawn.show(shown.answer(), picture, words)

    def changed() -> None:
        form.record(shown.answer())
        if planned:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            draw()
        else:
            planned.append(loop.call_later(_PAUSE, draw))

    def fill(value: Json) -> None:
        shown.fill(value)
        draw()

    def put_in(brought: Json) -> None:
        fill(brought)
        changed()

    def bring_in(offer: Offer) -> bool:
        brought = offer.make(shown.answer())
        if brought is not None:
            put_in(brought)
        return brought is not None

    def look_again() -> None:
        shown.fill(shown.answer())
        draw()

    shown = together(fields, changed)
    form = Form(sheet, question, title, fill=fill, intro=intro)
    for other in follows:
        follow(sheet, other, look_again)
    top = [_example_to_open(example, picture, words)] if example else []
    top += [_to_bring_in(offer, bring_in) for offer in offers]
    top += above(put_in) if above else []
    form.show(*top, *(field.widget for field in shown.values()), drawn.widget)


class Drawn:
    """A picture, its numbers as a table, and what it says.

    The table has a button of its own: a `<details>` would close with every new picture.
    """

    _SHOW, _HIDE = "See the numbers as a table", "Hide the table"

    def __init__(self) -> None:
        self._picture, self._table, self._said = w.HTML(), w.HTML(), heard()
        self._button = w.Button(description=self._SHOW)
        self._button.add_class("course-short-button")
        self._button.on_click(lambda _: self._turn())
        self._table.layout.display = "none"
        self.widget = w.VBox([self._picture, self._button, self._table, self._said])

    def show(
        self,
        answer: Answer,
        picture: Callable[[Answer], Picture] | None,
        words: Callable[[Answer], str],
    ) -> None:
        """Draw an answer; a refusal in words stands in the picture's place."""
        try:
            said, drawn = words(answer), picture(answer) if picture else None
        except ValueError as refusal:
            self._picture.value = self._table.value = ""
            self._button.layout.display = "none"
            self._said.value = f'<div class="course-note">{escape(str(refusal))}</div>'
            return
        self._picture.value = drawn.image_html() if drawn else ""
        self._table.value = drawn.table_html() if drawn else ""
        self._button.layout.display = None if drawn else "none"
        self._said.value = f'<div class="course-words course-said">{said}</div>'

    def _turn(self) -> None:
        is_open = self._table.layout.display is None
        self._table.layout.display = "none" if is_open else None
        self._button.description = self._SHOW if is_open else self._HIDE


def _to_bring_in(offer: Offer, bring_in: Callable[[Offer], bool]) -> w.Widget:
    """A button that takes something over, and says when there was nothing to take."""
    button, said = w.Button(description=offer.words), heard()
    button.add_class("course-short-button")

    def bring(_: w.Button) -> None:
        try:
            is_there = bring_in(offer)
        except ValueError as refusal:
            said.value = in_words(escape(str(refusal)))
            return
        said.value = in_words(
            "It stands below now." if is_there else "There is nothing new to bring in."
        )

    button.on_click(bring)
    return w.VBox([button, said])


def _example_to_open(
    example: Example, picture: Callable[[Answer], Picture] | None, words: Callable[[Answer], str]
) -> w.Widget:
    """A button that opens and closes the example; it is drawn only when somebody asks for it."""
    show, hide = f"Look at an example: {example.title}", "Close the example"
    button, room = w.Button(description=show), w.HTML()

    def turn(_: w.Button) -> None:
        if room.value:
            room.value, button.description = "", show
            return
        title = f'<div class="course-words"><b>{escape(example.title)}</b></div>'
        said = f'<div class="course-words course-said">{words(example.answer)}</div>'
        body = (picture(example.answer).as_html() if picture else "") + said
        room.value, button.description = f'<div class="course-note">{title}{body}</div>', hide

    button.add_class("course-short-button")
    button.on_click(turn)
    return w.VBox([button, room])
