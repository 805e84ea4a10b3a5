"""hand_in: the form at the end of an assignment. Look it over, make one file, or send it."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from html import escape

import ipywidgets as w

from course_tools.activities.data_answers.naming import refuse_other_name
from course_tools.answers import AnswerSheet, Json
from course_tools.errors import CourseError, HandInRefused
from course_tools.grading.criteria import MEASURES, missing_by
from course_tools.handing.check import MissingIn, self_check
from course_tools.handing.exchange_place import can_hand_in, find_exchange
from course_tools.handing.hand_in_file import (
    FOLDER,
    HAND_IN_QUESTION,
    check_course_name,
    make_hand_in_file,
)
from course_tools.handing.page import Page, read_page
from course_tools.handing.shown import (
    STYLE,
    download_link,
    findings_as_html,
    history_as_html,
    questions_as_html,
    remarks_as_html,
    said,
)
from course_tools.handing.submit import hand_in_through_exchange, is_on_hub
from course_tools.handing.texts import course_texts, own_texts
from course_tools.privacy.gentle import gentle_questions
from course_tools.privacy.redaction import look_through
from course_tools.widgets.fields import Shown, Tick, Words
from course_tools.widgets.form import Form

_TICK = "I have looked through it; nobody can be recognized"
_PAUSE = 0.8  # seconds
_CODE = "Your course name, as your staff gave it to you"


def hand_in(sheet: AnswerSheet) -> None:
    """Check the page, look for words that point to a person, and hand it in."""
    HandInForm(sheet).show()


class HandInForm:
    """The form's parts. `check_again` and the two buttons may be pressed as often as one likes."""

    def __init__(self, sheet: AnswerSheet) -> None:
        self.sheet = sheet
        self.folder = sheet.folder
        self.checked = w.HTML()
        self.found = w.HTML()
        self.said = w.HTML()
        self.before = w.HTML()
        self._handed_in: list[Json] = []
        self._tick: Shown = Tick("looked-through", _TICK).shown(self._record)
        self._name: Shown = Words("course-name", _CODE, hint="such as p07").shown(self._record)
        self.again = _button("Check again", "Check the page again, and look for names again")
        self.make = _button("Make my hand-in file", "Makes one file that you can send")
        self.send = _button("Hand in to my course", "Sends the page to your course now")
        self.make.add_class("course-main")
        self._form = Form(
            sheet, HAND_IN_QUESTION, "Check it, look it through, hand it in", fill=self._fill
        )
        self.again.on_click(lambda _: self.check_again())
        self.make.on_click(lambda _: self._soon(self.make_file))
        self.send.on_click(lambda _: self._soon(self.hand_in))

    def show(self) -> None:
        """Put the form on the page, checked once."""
        self.check_again()
        buttons = w.HBox([self.make, self.send], layout=w.Layout(flex_flow="row wrap"))
        self.send.layout.display = None if self._is_connected() else "none"
        self._form.show(
            w.HTML(f'{STYLE}<div class="course-step">1. What is still empty</div>'),
            self.checked,
            w.HBox([self.again]),
            w.HTML('<div class="course-step">2. Words to look at once more</div>'),
            self.found,
            self._tick.widget,
            w.HTML('<div class="course-step">3. Hand it in</div>'),
            self._name.widget,
            buttons,
            self.said,
            self.before,
            can_start_again=False,
        )

    def check_again(self) -> None:
        """Look the page over anew, from the disk."""
        remarks = self_check(self.folder, _what_can_be_missing())
        self.checked.value = remarks_as_html(remarks)
        try:
            page = read_page(self.folder)
        except HandInRefused:
            self.found.value = said("The page cannot be read at the moment; see above.")
            return
        self.found.value = _to_look_at(page, self.sheet)

    def make_file(self) -> None:
        """Make the hand-in file and say where it is."""
        try:
            name = self._ready()
            path = make_hand_in_file(self.folder, name)
        except CourseError as problem:
            self._say("failed", escape(str(problem)))
            return
        now = datetime.now().astimezone()
        self._say(
            "saved",
            f"Your hand-in file was made at {now:%H:%M}. {download_link(path)}"
            f"<br>It is also in the folder <b>{FOLDER}</b> beside this page: "
            f"{escape(path.name)}<br>It holds this page, your answers, and your answers as a page to "
            f"read and print; nothing else. Send it to your staff.{self._still_empty()}",
        )
        self._note("made a file", path.name, now)

    def hand_in(self) -> None:
        """Send the page to the course."""
        try:
            name = self._ready(needs_name=not is_on_hub())
            self._say("empty", "Handing in… this takes a few seconds.")
            handed_in = hand_in_through_exchange(self.folder, "" if is_on_hub() else name)
        except CourseError as problem:
            self._say("failed", escape(str(problem)))
            return
        self._say(
            "saved",
            f"{escape(handed_in.words)} You can hand in again; the newest one counts."
            f"{self._still_empty()}",
        )
        self._note("handed in", ", ".join(handed_in.files), handed_in.at)

    def _soon(self, work: Callable[[], None]) -> None:
        """Start when the last typed letters are here: the page sends a click ahead of them."""
        self._say("empty", "One moment…")
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no page is watching
            work()
        else:
            loop.call_later(_PAUSE, work)

    def _ready(self, *, needs_name: bool = True) -> str:
        """The course name, after what must be so is so. Raises HandInRefused."""
        self.check_again()
        if self._tick.value() is not True:
            raise HandInRefused(
                f"One thing first: look through part 2, then tick “{_TICK}”. Nothing was sent yet."
            )
        given = str(self._name.value())
        name = check_course_name(given) if needs_name or given.strip() else ""
        refuse_other_name(self.sheet, name)
        return name

    def _record(self) -> None:
        answer: dict[str, Json] = {
            "looked-through": self._tick.value(),
            "course-name": self._name.value(),
        }
        if self._handed_in:
            answer["handed-in"] = self._handed_in
        self._form.record(answer)

    def _note(self, what: str, name: str, when: datetime) -> None:
        """Keep a line about it in the answers, so that it is still on the page tomorrow."""
        line = {"what": what, "when": f"{when:%Y-%m-%d %H:%M}", "files": name}
        self._handed_in = [*self._handed_in, line][-10:]
        self._record()
        self.before.value = history_as_html(self._handed_in)

    def _fill(self, value: Json) -> None:
        answer = value if isinstance(value, dict) else {}
        self._tick.put(answer.get("looked-through"))
        self._name.put(answer.get("course-name"))
        lines = answer.get("handed-in")
        self._handed_in = (
            [x for x in lines if isinstance(x, dict)] if isinstance(lines, list) else []
        )
        self.before.value = history_as_html(self._handed_in)

    def _is_connected(self) -> bool:
        try:
            return can_hand_in(find_exchange(self.folder), read_page(self.folder).assignment)
        except CourseError:
            return False

    def _still_empty(self) -> str:
        remarks = self_check(self.folder, _what_can_be_missing())
        empty = [remark.where for remark in remarks if remark.level == "missing"]
        if not empty:
            return ""
        return f"<br>Still empty: {escape('; '.join(empty))}. You can go on and hand in again."

    def _say(self, state: str, html: str) -> None:
        # Not the form's own status line: that one is about saving, and the page watches it.
        self.said.value = (
            f'<div class="course-words course-handed is-{state}" role="status">{html}</div>'
        )


def _to_look_at(page: Page, sheet: AnswerSheet) -> str:
    """Names and numbers first, the gentle questions below them."""
    own, taught = own_texts(page, sheet), course_texts(page)
    return findings_as_html(look_through(own, taught)) + questions_as_html(
        gentle_questions(own, taught)
    )


def _what_can_be_missing() -> Mapping[str, MissingIn]:
    return {measure.tool: partial(missing_by, name) for name, measure in MEASURES.items()}


def _button(words: str, tooltip: str) -> w.Button:
    return w.Button(description=words, tooltip=tooltip)
