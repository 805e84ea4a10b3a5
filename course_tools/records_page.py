"""What stands in my-work: each record, a search for "what do I hold about …", and erasing."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import escape

import ipywidgets as w

from course_tools.answers import AnswerSheet, look_at
from course_tools.course_folder import find_course
from course_tools.errors import CourseError
from course_tools.records import (
    Held,
    Record,
    all_records,
    as_csv,
    erase,
    erase_record,
    held_about,
    held_in,
)
from course_tools.widgets.panel import heard, in_words, show_panel

_KEPT_FOR = timedelta(days=365)  # brief 7.4: after a year, ask whether it is still needed
_MOST_SHOWN = 20


def my_records(_: AnswerSheet) -> None:
    """Everything kept about other people: look, search, take a copy, erase."""
    page = _RecordsPage()
    page.draw()
    show_panel("my-records", "What I keep about other people", *page.widgets)


class _RecordsPage:
    def __init__(self) -> None:
        self._list, self._said, self._ask = w.VBox(), heard(), _room()
        self._found: list[Held] = []
        self._about = w.Text(
            description="What do I hold about …",
            placeholder="a role, such as: grade 3 parent",
            continuous_update=False,
        )
        self._about.add_class("course-stacked")
        self._about.observe(lambda _: self._search(), names="value")
        self._results = w.VBox()
        self._results_ask = _room()
        look = w.Button(description="Look again")
        look.add_class("course-short-button")
        look.on_click(lambda _: self.draw())
        self.widgets = (
            self._list,
            look,
            self._ask,
            self._about,
            self._results,
            self._results_ask,
            self._said,
        )

    def draw(self) -> None:
        """List the records as they are now."""
        records = all_records()
        lead = (
            "These records are in the folder my-work on this computer. They go nowhere by "
            "themselves. A backup that this computer makes may hold copies."
        )
        if not records:
            lead = "Nothing yet. Records that you keep in later lessons are listed here."
        self._list.children = (w.HTML(in_words(lead)), *map(self._line, records))
        self._ask.children = ()

    def _line(self, record: Record) -> w.Widget:
        held = list(held_in(record))
        kind = "private" if record.is_private else "for your team"
        said = f"<b>{escape(record.title)}</b> ({kind}): {_count(held)}{_old(held)}"
        if record.sheet is None:
            said = f"<b>{escape(record.title)}</b>: cannot be read just now. Open its own page."
        elif held:
            said += f" {_csv_link(record)}"
        button = w.Button(description="Erase all of it", tooltip=f"Erase all of the {record.title}")
        button.disabled = not held
        button.on_click(
            lambda _: self._ask_first(
                self._ask,
                f"Erase the whole {record.title} for good?",
                lambda: erase_record(record),
            )
        )
        return w.HBox([w.HTML(in_words(said)), button], layout=_spread())

    def _search(self) -> None:
        self._results_ask.children = ()
        said = self._about.value.strip()
        self._found = held_about(said)
        if not said:
            self._results.children = ()
            return
        lines = "".join(
            f"<li><b>{escape(one.record.title)}:</b> {escape(one.words[:300])}</li>"
            for one in self._found[:_MOST_SHOWN]
        )
        more = len(self._found) - _MOST_SHOWN
        lines += f"<li>… and {more} more</li>" if more > 0 else ""
        elsewhere = _in_lessons(said)
        also = (
            f"<div>The same words stand in your answers to: {escape(', '.join(elsewhere))}. "
            "Change them there.</div>"
            if elsewhere
            else ""
        )
        total = f"{len(self._found)} {'entry' if len(self._found) == 1 else 'entries'}"
        self._results.children = [
            w.HTML(
                in_words(f"“{escape(said)}”: <b>{total}</b> in your records.<ul>{lines}</ul>{also}")
            )
        ]
        if self._found:
            button = w.Button(description="Erase these")
            button.on_click(
                lambda _: self._ask_first(
                    self._results_ask,
                    f"Erase {total} with “{said}” for good?",
                    lambda: erase(self._found),
                )
            )
            self._results.children = (*self._results.children, button)

    def _ask_first(self, room: w.HBox, question: str, do: Callable[[], None]) -> None:
        yes = w.Button(description="Yes, erase for good")
        no = w.Button(description="No, keep it")

        def erase_it(_: w.Button) -> None:
            room.children = ()
            try:
                do()
            except CourseError as problem:
                self._say(str(problem))
                return
            self.draw()
            self._search()
            self._say("Erased, earlier copies too. Open pages show it when they are loaded again.")

        yes.on_click(erase_it)
        no.on_click(lambda _: setattr(room, "children", ()))
        warning = f'<div class="course-words" role="alert">{escape(question)} It cannot be brought back.</div>'
        room.children = (w.HTML(warning), yes, no)

    def _say(self, words: str) -> None:
        self._said.value = in_words(escape(words))


def _count(held: list[Held]) -> str:
    return f"{len(held)} {'entry' if len(held) == 1 else 'entries'}." if held else "empty."


def _old(held: list[Held]) -> str:
    limit = (datetime.now(UTC) - _KEPT_FOR).isoformat()
    old = sum(bool(one.saved) and one.saved < limit for one in held)
    return f" {old} of them not changed for a year: still needed?" if old else ""


def _in_lessons(said: str) -> list[str]:
    """Lessons and assignments whose answers hold the words, by their folders' names."""
    course, wanted = find_course(), said.casefold()
    folders = [
        path.parent
        for top in ("modules", "my-assignments")
        for path in sorted((course / top).glob("**/answers.json"))
    ]
    return [
        folder.name
        for folder in folders
        if any(wanted in str(entry.value).casefold() for entry in (look_at(folder) or {}).values())
    ]


def _csv_link(record: Record) -> str:
    packed = base64.b64encode(as_csv(record).encode("utf-8-sig")).decode("ascii")
    return (
        f'<a href="data:text/csv;base64,{packed}" download="{escape(record.name)}.csv">'
        f"Download {escape(record.title)} as a table (CSV)</a>"
    )


def _room() -> w.HBox:
    return w.HBox([], layout=w.Layout(flex_flow="row wrap", align_items="center"))


def _spread() -> w.Layout:
    return w.Layout(justify_content="space-between", align_items="center", width="100%")
