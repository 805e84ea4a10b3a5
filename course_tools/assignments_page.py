"""my_assignments: get an assignment, open one's own copy, read the feedback on the page."""

import base64
from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import quote

import ipywidgets as w

from course_tools.answers import AnswerSheet
from course_tools.course_folder import find_course
from course_tools.errors import CourseError
from course_tools.handing.fetching import (
    MINE,
    feedback_pages,
    fetch_feedback,
    names_to_fetch,
    title_of,
)
from course_tools.handing.submit import fetch_assignment
from course_tools.programme import chosen_programme, programmes
from course_tools.widgets.panel import heard, in_words, show_panel, words

Press = Callable[[str], None]


def my_assignments(sheet: AnswerSheet) -> None:
    """One line for each assignment that can be fetched, or was fetched already."""
    _Assignments(find_course(sheet.folder)).show()


def in_order_of_work(course: Path, names: list[str]) -> list[str]:
    """The assignments as the chosen programme has them one after the other; others at the end.

    Before one is chosen, the first programme's order holds.
    """
    try:
        known = chosen_programme(course) or programmes(course)[0]
    except (CourseError, IndexError):
        return names
    order = {name: place for place, name in enumerate(known.due_rules)}
    return sorted(names, key=lambda name: (order.get(name, len(order)), name))


class _Assignments:
    def __init__(self, course: Path) -> None:
        self._course = course
        self._mine = course / MINE
        self._rows = w.VBox()
        self._said = heard()
        self._page = w.HTML()

    def show(self) -> None:
        self._draw()
        show_panel("my-assignments", "Your assignments", self._rows, self._said, self._page)

    def _draw(self) -> None:
        names = in_order_of_work(self._course, names_to_fetch(self._course))
        self._rows.children = [self._row(name) for name in names] or [
            words("There is nothing to hand in yet.")
        ]

    def _row(self, name: str) -> w.Widget:
        title = title_of(self._course, name)
        if not (self._mine / name / f"{name}.ipynb").exists():
            return w.HBox([_button(f"Get “{title}”", lambda: self._get(name))])
        link = f"../../{MINE}/{quote(name)}/{quote(name)}.ipynb"
        line = w.Layout(flex_flow="row wrap", align_items="center", grid_gap="0 1.2rem")
        read = _button(f"Read the feedback on “{title}”", lambda: self._read(name))
        return w.HBox([words(f'<a href="{link}">Open “{escape(title)}”</a>'), read], layout=line)

    def _get(self, name: str) -> None:
        try:
            fetch_assignment(name, self._mine)
        except CourseError as problem:
            self._say(str(problem))
            return
        self._say("It is here now. Open it with the link.")
        self._draw()

    def _read(self, name: str) -> None:
        self._say("Looking for feedback…")
        try:
            fetch_feedback(name, self._mine)
        except CourseError as problem:
            self._say(str(problem))
        pages = feedback_pages(name, self._mine)
        if not pages:
            self._say("There is no feedback yet. It comes here when your reader has given it back.")
            return
        self._say("Here is your feedback. You can also keep it as a page of its own.")
        self._page.value = _framed(pages[-1])

    def _say(self, sentence: str) -> None:
        self._said.value = in_words(escape(sentence))


def _framed(page: Path) -> str:
    """The page in a frame where nothing can run, and a link that saves it."""
    content = page.read_text(encoding="utf-8")
    packed = base64.b64encode(content.encode()).decode()
    return (
        f'<a href="data:text/html;base64,{packed}" download="{escape(page.name)}">Save this page</a>'
        f'<iframe sandbox="" title="Your feedback" srcdoc="{escape(content)}" '
        'style="width:100%;height:75vh;border:1px solid #c9d1d9;border-radius:6px"></iframe>'
    )


def _button(words_on_it: str, press: Callable[[], None]) -> w.Button:
    button = w.Button(description=words_on_it)
    button.on_click(lambda _: press())
    return button
