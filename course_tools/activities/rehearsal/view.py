"""The page of a rehearsal: choose a person, talk by buttons, write, and only then the numbers."""

import time
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

import ipywidgets as w

from course_tools.activities.rehearsal.model import ENDINGS, KEYS, Talk, play
from course_tools.activities.rehearsal.parts import button, dropdown, offer, seen, short
from course_tools.activities.rehearsal.people import people
from course_tools.activities.rehearsal.saved import MOST_TALKS, Kept, Talks, as_answer, talks_in
from course_tools.activities.rehearsal.shown import (
    STYLE,
    earlier_and_newest,
    picture,
    reading,
    side_by_side,
)
from course_tools.answers import AnswerSheet, Json
from course_tools.widgets.fields import Words
from course_tools.widgets.form import Form
from course_tools.widgets.panel import heard, in_words

_INTRO = (
    "Meet somebody invented, line by line. There is no perfect path: a clear no, or a door left "
    "open, is a good ending too. Everything is saved. Try again, choose somebody else, or stop, "
    "whenever you like."
)
_OPENED = "Where did the other person open up or close up, and what had you just said?"
_DIFFERENTLY = "What would you say in another way next time, and why?"
_DOUBLE_CLICK = 0.35  # seconds; the second click of a double click must not choose the next line


def rehearsal(sheet: AnswerSheet, question: str = "rehearsal") -> None:
    """T08: a one-to-one with an invented person; writing comes first, the numbers afterwards."""
    _Rehearsal(sheet, question)


class _Rehearsal:
    def __init__(self, sheet: AnswerSheet, question: str) -> None:
        self._people = people()
        self._talks = Talks()
        self._is_filling = False
        self._last_choice = float("-inf")
        self._make_chooser()
        self._make_talk()
        self._make_after()
        self._form = Form(sheet, question, "Rehearsal", fill=self._fill, intro=_INTRO)
        self._form.show(
            w.HTML(STYLE), self._chooser, self._which, self._talk_box, self._after, self._replay
        )

    # What is on the page

    def _make_chooser(self) -> None:
        first = next(iter(self._people))
        self._who = w.Dropdown(
            options=[(f"{person.title} (invented)", key) for key, person in self._people.items()],
            value=first,
            description="Whom do you want to meet?",
        )
        self._who.add_class("course-stacked")
        self._who.observe(lambda _: self._tell_about(), names="value")
        self._about = heard()
        self._begin = button("Begin this talk", lambda: self._start(self._who.value), "course-main")
        self._full = w.HTML()
        self._chooser = w.VBox([self._who, self._about, self._begin, self._full])
        self._which = dropdown("Your talks so far")
        self._which.observe(self._pick, names="value")

    def _make_talk(self) -> None:
        self._earlier, self._newest = w.HTML(), heard()
        # The same three buttons all along, so that the keyboard's place stays where it is.
        self._says = [button("", partial(self._say, key), "course-says") for key in KEYS]
        self._prompt = w.HTML(in_words("<b>What do you say?</b>"))
        self._talk_box = w.VBox([self._earlier, self._newest, self._prompt, *self._says])

    def _make_after(self) -> None:
        self._first = w.HTML(
            in_words("<b>First your own words.</b> The numbers and the coach come after them.")
        )
        self._opened = Words("opened", _OPENED, lines=3).shown(self._wrote)
        self._differently = Words("differently", _DIFFERENTLY, lines=3).shown(self._wrote)
        self._look = button("Show the numbers and the coach", self._look_at_it, "course-main")
        self._hint = w.HTML(in_words("Write something in both boxes, then this button works."))
        self._picture, self._read = w.HTML(), heard()
        written = (self._first, self._opened.widget, self._differently.widget)
        self._after = w.VBox([*written, self._look, self._hint, self._read, self._picture])
        self._again = button("Play it again from the start", self._play_again)
        self._from = dropdown("Go back to one of your lines")
        self._branch = button("Try another way from there", self._try_another_way)
        self._beside = dropdown("Put another talk beside this one")
        self._beside.observe(lambda _: self._compare(), names="value")
        self._compared = w.HTML()
        self._replay = w.VBox([self._again, self._from, self._branch, self._beside, self._compared])

    # What the participant does

    def _start(self, person: str, path: str = "") -> None:
        if not self._talks.is_full:
            self._take(self._talks.begun(person, path))

    def _play_again(self) -> None:
        self._start(self._kept.person)

    def _try_another_way(self) -> None:
        if type(self._from.value) is int and self._from.value >= 0:
            self._start(self._kept.person, self._kept.path[: self._from.value])

    def _say(self, key: str) -> None:
        now = time.monotonic()
        talk = self._talk
        if talk is None or talk.turn is None or now - self._last_choice < _DOUBLE_CLICK:
            return
        self._last_choice = now
        self._take(self._talks.changed(replace(self._kept, path=self._kept.path + key)))

    def _pick(self, change: Any) -> None:
        if not self._is_filling and change["new"] >= 0:
            self._take(self._talks.showing(change["new"]))

    def _wrote(self) -> None:
        if self._is_filling or self._talk is None:
            return
        words = {"opened": self._opened.value(), "differently": self._differently.value()}
        self._talks = self._talks.changed(replace(self._kept, **words))
        self._record()
        self._show_gate()

    def _look_at_it(self) -> None:
        if self._kept.has_written:
            self._take(self._talks.changed(replace(self._kept, has_looked=True)))

    # Keeping and showing

    @property
    def _kept(self) -> Kept:
        return self._talks.kept[self._talks.shown]

    @property
    def _talk(self) -> Talk | None:
        return self._played(self._talks.shown) if self._talks.kept else None

    def _played(self, number: int) -> Talk:
        kept = self._talks.kept[number]
        return play(self._people[kept.person], kept.path)

    def _fill(self, answer: Json) -> None:
        self._talks = talks_in(answer, self._people)
        self._show()

    def _take(self, talks: Talks) -> None:
        self._talks = talks
        self._record()
        self._show()

    def _record(self) -> None:
        self._form.record(as_answer(self._talks, self._people))

    def _show(self) -> None:
        self._is_filling = True
        try:
            self._show_chooser()
            self._show_talk(self._talk)
        finally:
            self._is_filling = False

    def _tell_about(self) -> None:
        self._about.value = in_words(escape(self._people[self._who.value].about))

    def _show_chooser(self) -> None:
        self._tell_about()
        is_full = self._talks.is_full
        for begins in (self._begin, self._again, self._branch):
            begins.disabled = is_full
        told = f"You have {MOST_TALKS} talks, which is as many as this page keeps."
        self._full.value = in_words(told) if is_full else ""
        titles = [(self._title(number), number) for number in range(len(self._talks.kept))]
        offer(self._which, titles or [("", -1)], self._talks.shown)
        seen(self._which, bool(titles))

    def _show_talk(self, talk: Talk | None) -> None:
        seen(self._talk_box, talk is not None)
        is_over = talk is not None and talk.turn is None
        seen(self._after, is_over)
        seen(self._replay, is_over)
        if talk is None:
            return
        self._earlier.value, self._newest.value = earlier_and_newest(talk)
        for says, key in zip(self._says, KEYS, strict=True):
            says.description = talk.turn.lines[key].say if talk.turn else ""
            seen(says, not is_over)
        seen(self._prompt, not is_over)
        self._show_writing()
        self._show_reading(talk)
        lines = [(short(f"{i + 1}: {s.line.say}"), i) for i, s in enumerate(talk.steps)]
        offer(self._from, [("Choose a line…", -1), *lines], -1)
        others = range(len(self._talks.kept))
        titles = [(self._title(i), i) for i in others if i != self._talks.shown]
        offer(self._beside, [("None", -1), *titles], -1)
        seen(self._beside, bool(titles))
        self._compare()

    def _show_writing(self) -> None:
        number = self._talks.shown + 1
        for field, label in ((self._opened, _OPENED), (self._differently, _DIFFERENTLY)):
            # With the talk's number, a draft the page kept is never offered to another talk.
            field.widget.description = f"Talk {number}: {label}"
        self._opened.put(self._kept.opened)
        self._differently.put(self._kept.differently)
        self._show_gate()

    def _show_gate(self) -> None:
        kept = self._kept
        self._look.disabled = not kept.has_written
        seen(self._look, not kept.has_looked)
        seen(self._hint, not kept.has_looked and not kept.has_written)

    def _show_reading(self, talk: Talk) -> None:
        if talk.turn is not None or not self._kept.has_looked:
            self._picture.value = self._read.value = ""
            return
        self._picture.value = f'<div class="course-talk">{picture(talk).as_html()}</div>'
        self._read.value = in_words(reading(talk))

    def _compare(self) -> None:
        other = self._beside.value
        if type(other) is not int or not 0 <= other < len(self._talks.kept):
            self._compared.value = ""
            return
        here = self._talks.shown
        pair = [(self._title(number), self._played(number)) for number in (here, other)]
        self._compared.value = side_by_side(pair[0], pair[1])

    def _title(self, number: int) -> str:
        talk = self._played(number)
        how = ENDINGS[talk.ending].lower() if talk.ending else "going on"
        return f"Talk {number + 1}: {talk.person.name} ({how})"
