"""The start page: does saving work here, which programme, and the map with one's own ticks."""

import shutil
import time
from datetime import datetime
from html import escape
from pathlib import Path
from urllib.parse import quote

import ipywidgets as w

from course_tools.answers import ANSWERS_FILE, AnswerSheet, is_blank, look_at
from course_tools.course_folder import Part, find_course, lessons
from course_tools.errors import CourseError
from course_tools.programme import CHOICE, Programme, programmes
from course_tools.widgets.fields import Choice
from course_tools.widgets.form import Form
from course_tools.widgets.panel import show_panel

_ROOM_WANTED = 200_000_000  # bytes; a whole course of answers needs far less
_PROGRAMME = CHOICE
_NOT_READ_BACK = (
    "What was saved could not be read back. If a line below says why, do what it says; otherwise "
    "tell whoever looks after this computer."
)
_SHOWN_MAPS: list["_Map"] = []  # maps on this page, renewed when another programme is chosen


def saving_test(sheet: AnswerSheet, question: str = "saving-test") -> None:
    """A button that saves a word, reads it back from the disk, and says what it found."""
    result = w.HTML()
    button = w.Button(description="Test saving on this computer")
    button.add_class("course-main")

    def test(_: object) -> None:
        lines, all_well = _try_saving(form)
        lead = "Saving works here." if all_well else "Something is not right yet."
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        result.value = (
            f'<div class="course-words" role="status"><b>{lead}</b><ul>{items}</ul></div>'
        )

    button.on_click(test)
    form = Form(sheet, question, "Does saving work here?", fill=lambda _: None)
    form.show(button, result, can_start_again=False)


def choose_programme(sheet: AnswerSheet, question: str = _PROGRAMME) -> None:
    """Which programme this participant is in; the map follows."""
    known = programmes(find_course(sheet.folder))
    options = {"": "Choose…", **{one.id: one.title for one in known}}

    def changed() -> None:
        form.record(field.value())
        for shown in _SHOWN_MAPS:
            shown.draw()

    field = Choice("programme", "My program", options, "").shown(changed)
    form = Form(sheet, question, "Which program are you in?", fill=field.put)
    form.show(field.widget, can_start_again=False)


def course_map(sheet: AnswerSheet) -> None:
    """The way through the course: a link and a tick for every lesson."""
    shown = _Map(sheet)
    shown.draw()
    _SHOWN_MAPS[:] = [shown]
    show_panel("course-map", "Your way through the course", shown.html)


class _Map:
    def __init__(self, sheet: AnswerSheet) -> None:
        self.html = w.HTML()
        self._sheet = sheet

    def draw(self) -> None:
        course = find_course(self._sheet.folder)
        chosen = self._sheet.answer(_PROGRAMME)
        known = programmes(course)
        programme = next((one for one in known if one.id == chosen), known[0])
        parts = {part.id: part for part in lessons(course)}
        rows = [_row(parts[name], course) for name in programme.modules if name in parts]
        rows += [_planned(name) for name in programme.planned]
        self.html.value = _map_html(programme, rows)


def _row(part: Part, course: Path) -> str:
    link = quote(f"../{part.id}/{part.id}.ipynb")
    return (
        f'<tr><th scope="row"><a href="{escape(link)}">{escape(part.title)}</a></th>'
        f"<td>about {part.minutes} minutes</td><td>{_standing(course / 'modules' / part.id)}</td></tr>"
    )


def _planned(name: str) -> str:
    title = name.partition("-")[2].replace("-", " ").capitalize()
    return f'<tr><th scope="row">{escape(title)}</th><td></td><td>comes later</td></tr>'


def _standing(folder: Path) -> str:
    """How far a lesson is. Only looks: the map changes nothing in a lesson's folder."""
    entries = look_at(folder)
    if entries is None:
        return "open the lesson to see"
    done = entries.get("lesson-done")
    if done and done.value is True:
        return "✓ finished"
    count = sum(not is_blank(entry.value) for entry in entries.values())
    return f"begun: {count} answer{'s' if count != 1 else ''} saved" if count else "not begun"


def _map_html(programme: Programme, rows: list[str]) -> str:
    return (
        f'<table class="course-numbers course-map"><caption>{escape(programme.title)}</caption>'
        '<thead><tr><th scope="col">Lesson</th><th scope="col">Time</th>'
        f'<th scope="col">Where you are</th></tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )


def _try_saving(form: Form) -> tuple[list[str], bool]:
    """What was found, in words, and whether all is well. A refusal is said as in any other form."""
    folder = form.sheet.folder
    word = f"tested {datetime.now().isoformat(' ', 'milliseconds')}"
    begun = time.perf_counter()
    form.record(word)
    took = time.perf_counter() - begun
    try:
        read_back = AnswerSheet(folder).answer(form.question)
        room = shutil.disk_usage(folder).free
    except (CourseError, OSError) as problem:
        return [str(problem)], False
    if read_back != word:
        return [_NOT_READ_BACK], False
    lines = [
        f"A word was saved to the disk and read back, in {took * 1000:.0f} thousandths of a second.",
        f"Your answers are in this folder, in the file {ANSWERS_FILE}: {folder}",
    ]
    if room < _ROOM_WANTED:
        return [*lines, "The disk is nearly full. Free some room soon."], False
    return lines, True
