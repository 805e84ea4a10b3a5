"""show_ledger: a record with one entry at a time on the page and any number kept.

Each entry is a question of its own in the sheet, so two windows never overwrite each other's
entries, and one can be erased for good without touching the others.
"""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ipywidgets as w

from course_tools.answers import AnswerSheet, Json
from course_tools.errors import CourseError
from course_tools.plotting import Picture
from course_tools.widgets.fields import Field, together
from course_tools.widgets.form import Form
from course_tools.widgets.tool import Drawn

Entries = dict[str, Json]
_PAUSE = 0.15  # seconds between a change and the new overview


@dataclass(frozen=True)
class Kind:
    """What a ledger is made of.

    `name` begins the id of every entry; `noun` names one in words, where that differs. `called`
    says of an answer what it is called in the list of entries.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    called: Callable[[Json], str]
    intro: str = ""
    noun: str = ""


def entries_of(sheet: AnswerSheet, kind: str) -> Entries:
    """The entries of a record that are not empty, by their ids, in the order they were begun."""
    return {
        name: entry.value for name, entry in sheet.entries().items() if name.startswith(f"{kind}-")
    }


def show_ledger(
    sheet: AnswerSheet,
    kind: Kind,
    *,
    words: Callable[[Entries], str],
    picture: Callable[[Entries], Picture] | None = None,
) -> None:
    """A record on the page: one entry's fields, then words and a picture over all entries."""
    _Ledger(sheet, kind, words, picture).show()


class _Ledger:
    def __init__(
        self,
        sheet: AnswerSheet,
        kind: Kind,
        words: Callable[[Entries], str],
        picture: Callable[[Entries], Picture] | None,
    ) -> None:
        self._sheet, self._kind = sheet, kind
        self._picture, self._words = picture, words
        self._fields = together(kind.fields, self._changed)
        self._form = Form(sheet, kind.name, kind.title, fill=self._fields.fill, intro=kind.intro)
        self._drawn = Drawn()
        self._planned: asyncio.TimerHandle | None = None
        self._is_choosing = False
        self._noun = kind.noun or kind.name
        self._chooser = w.Dropdown(description=f"Which {self._noun}?")
        self._chooser.add_class("course-stacked")
        self._chooser.observe(self._chosen, names="value")
        self._new = w.Button(description=f"Begin another {self._noun}")
        self._new.on_click(lambda _: self._turn_to(self._new_id()))
        self._erase = w.Button(description=f"Erase this {self._noun}")
        self._erase.on_click(lambda _: self._ask_first())
        for button in (self._new, self._erase):
            button.add_class("course-short-button")
        self._ask = w.HBox([], layout=w.Layout(flex_flow="row wrap", align_items="center"))

    def show(self) -> None:
        """Open the entry that was saved last, or a new one."""
        self._form.question = self._latest() or self._new_id()
        self._renew()
        buttons = w.HBox([self._new, self._erase], layout=w.Layout(flex_flow="row wrap"))
        self._form.show(
            self._chooser,
            *(field.widget for field in self._fields.values()),
            buttons,
            self._ask,
            self._drawn.widget,
            can_start_again=False,
        )

    def _latest(self) -> str | None:
        mine = f"{self._kind.name}-"
        saved = ((e.revision, name) for name, e in self._sheet.entries().items())
        return max((one for one in saved if one[1].startswith(mine)), default=(0, None))[1]

    def _new_id(self) -> str:
        return f"{self._kind.name}-{secrets.token_hex(4)}"

    def _changed(self) -> None:
        self._form.record(self._fields.answer())
        if self._planned is not None:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._renew()
        else:
            self._planned = loop.call_later(_PAUSE, self._renew)

    def _renew(self) -> None:
        self._planned = None
        entries = entries_of(self._sheet, self._kind.name)
        self._list(entries)
        self._drawn.show(entries, self._picture, self._words)

    # Choosing an entry

    def _list(self, entries: Entries) -> None:
        called = [(self._kind.called(value), name) for name, value in entries.items()]
        options = told_apart(called)[::-1]
        if self._form.question not in (name for _, name in options):
            options.insert(0, (f"A new {self._noun}", self._form.question))
        if options == list(self._chooser.options) and self._chooser.value == self._form.question:
            return  # sending a long list to the page takes time
        self._is_choosing = True
        try:
            with self._chooser.hold_sync():
                self._chooser.options = options
                self._chooser.value = self._form.question
        finally:
            self._is_choosing = False

    def _chosen(self, _: object) -> None:
        if not self._is_choosing and self._chooser.value is not None:
            self._turn_to(self._chooser.value)

    def _turn_to(self, question: str) -> None:
        self._ask.children = ()
        self._form.turn_to(question)
        self._renew()

    # Erasing one

    def _ask_first(self) -> None:
        yes = w.Button(description="Yes, erase it for good")
        no = w.Button(description="No, keep it")
        yes.on_click(lambda _: self._erase_it())
        no.on_click(lambda _: self._turn_to(self._form.question))
        question = (
            '<div class="course-words" role="alert">Erase this for good? Earlier versions go too, '
            "those of your other entries as well. It cannot be brought back.</div>"
        )
        self._ask.children = (w.HTML(question), yes, no)

    def _erase_it(self) -> None:
        if self._sheet.entry(self._form.question) is None:  # nothing was written yet
            self._turn_to(self._latest() or self._new_id())
            return
        try:
            self._sheet.erase([self._form.question])
        except CourseError as problem:
            self._form.say("failed", str(problem))
            return
        self._turn_to(self._latest() or self._new_id())
        self._form.say("saved", "Erased. Nothing of it is kept in the workbook.")


def told_apart(options: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """A drop-down list needs different words for each line; the first of equal ones keeps its own."""
    taken = {said for said, _ in options}
    seen: dict[str, int] = {}
    told = []
    for said, name in options:
        seen[said] = number = seen.get(said, 0) + 1
        words = said
        while number > 1 and words in taken:
            words = f"{said} ({number})"
            number += 1
        taken.add(words)
        told.append((words, name))
    return told
