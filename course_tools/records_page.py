"""What stands in my-work: each record, a search for "what do I hold about …", and erasing."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import escape, unescape
from pathlib import Path

import ipywidgets as w

from course_tools.answers import AnswerSheet, look_at
from course_tools.course_folder import find_course
from course_tools.errors import CourseError, NotInCourse
from course_tools.handing.page import read_page, written_answer
from course_tools.held import (
    Held,
    as_csv,
    earlier_say,
    entries_in,
    erase,
    erase_earlier,
    erase_record,
    held_about,
    says,
    words_in,
)
from course_tools.records import MY_WORK, Record, all_records
from course_tools.widgets.panel import heard, in_words, show_panel

_KEPT_FOR = timedelta(days=365)  # brief 7.4: after a year, ask whether it is still needed
_MOST_SHOWN = 20
_LONGEST = 300  # letters shown of one entry


def my_records(_: AnswerSheet) -> None:
    """Everything kept about other people: look, search, take a copy, erase."""
    page = _RecordsPage()
    page.draw()
    show_panel("my-records", "What I keep about other people", *page.widgets)


class _RecordsPage:
    def __init__(self) -> None:
        self._list, self._said, self._ask = w.VBox(), heard(), _room()
        self._found: list[Held] = []
        self._only_earlier: list[Record] = []  # only their earlier versions say the words
        self._about = w.Text(
            description="What do I hold about …",
            placeholder="a role, such as: grade 3 parent",
            continuous_update=False,
        )
        self._about.add_class("course-stacked")
        self._about.observe(lambda _: self._search(), names="value")
        self._total, self._results = heard(), w.VBox()
        self._results_ask = _room()
        look = _short_button("Look again", self.draw)
        self.widgets = (
            self._list,
            look,
            self._ask,
            self._about,
            _short_button("Search", self._search),
            self._total,
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
        held = entries_in(record)
        kind = "private" if record.is_private else "for your team"
        said = f"<b>{escape(record.title)}</b> ({kind}): {_count(held)}{_old(held)}"
        if record.sheet is None:
            said = f"<b>{escape(record.title)}</b>: cannot be read just now. Open its own page."
        elif held:
            said += f" {_csv_link(record)}"
        button = w.Button(description="Erase all of it", tooltip=f"Erase all of the {record.title}")
        button.add_class("course-one-line")
        button.disabled = record.sheet is None  # what looks empty may have earlier versions
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
        self._results.children, self._total.value = (), ""
        if not said:
            return
        self._found = held_about(said)
        holding = {one.record.folder for one in self._found}
        records = all_records()
        self._only_earlier = [
            record
            for record in records
            if record.folder not in holding and earlier_say(record, said)
        ]
        total = f"{len(self._found)} {'entry' if len(self._found) == 1 else 'entries'}"
        self._total.value = in_words(f"“{escape(said)}”: <b>{total}</b> in your records.")
        parts = [
            _listed(self._found),
            _also("Earlier versions that are still kept: ", _titles(self._only_earlier)),
            _also(
                "Not searched, because it cannot be read just now: ",
                _titles([record for record in records if record.sheet is None]),
            ),
            _also(
                "The same words stand in what you wrote in: ",
                _in_lessons(said),
                "Change them there.",
            ),
            _also("And in: ", _in_portfolio(said), "Make it anew, or delete the file."),
            "<div>Files that you handed in or downloaded are not searched.</div>",
        ]
        self._results.children = [w.HTML(in_words("".join(parts)))]
        if not self._found and not self._only_earlier:
            return
        button = w.Button(description="Erase these")
        what = total if self._found else "earlier versions"
        button.on_click(
            lambda _: self._ask_first(
                self._results_ask, f"Erase {what} with “{said}” for good?", self._erase_found
            )
        )
        self._results.children = (*self._results.children, button)

    def _erase_found(self) -> None:
        erase(self._found)
        for record in self._only_earlier:
            erase_earlier(record)

    def _ask_first(self, room: w.HBox, question: str, do: Callable[[], None]) -> None:
        yes = w.Button(description="Yes, erase for good")
        no = w.Button(description="No, keep it")

        def erase_it(_: w.Button) -> None:
            room.children = ()
            said = (
                "Erased, earlier versions too. Other open pages cannot bring it back; they show it "
                "until they are loaded again."
            )
            try:
                do()
            except CourseError as problem:
                said = str(problem)
            self.draw()
            self._search()
            self._say(said)

        yes.on_click(erase_it)
        no.on_click(lambda _: setattr(room, "children", ()))
        warning = (
            f'<div class="course-words" role="alert">{escape(question)} '
            "All earlier versions in the same records go too. It cannot be brought back.</div>"
        )
        room.children = (w.HTML(warning), yes, no)

    def _say(self, words: str) -> None:
        self._said.value = in_words(escape(words))


def _count(held: list[Held]) -> str:
    return f"{len(held)} {'entry' if len(held) == 1 else 'entries'}." if held else "empty."


def _old(held: list[Held]) -> str:
    limit = (datetime.now(UTC) - _KEPT_FOR).isoformat()
    old = sum(bool(one.saved) and one.saved < limit for one in held)
    return f" {old} of them not changed for a year: still needed?" if old else ""


def _listed(found: list[Held]) -> str:
    lines = "".join(
        f"<li><b>{escape(one.record.title)}:</b> {escape(_short(one.words))}</li>"
        for one in found[:_MOST_SHOWN]
    )
    more = len(found) - _MOST_SHOWN
    lines += f"<li>… and {more} more</li>" if more > 0 else ""
    return f"<ul>{lines}</ul>" if lines else ""


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _also(lead: str, places: list[str], remedy: str = "") -> str:
    return f"<div>{lead}{escape(', '.join(places))}. {remedy}</div>" if places else ""


def _titles(records: list[Record]) -> list[str]:
    return [record.title for record in records]


def _in_lessons(said: str) -> list[str]:
    """Lessons and assignments where the participant wrote the words, by their folders' names."""
    try:
        course = find_course()
    except NotInCourse:
        return []
    files = [
        path
        for top in ("modules", "my-assignments")
        for name in ("answers.json", "*.ipynb")
        for path in (course / top).glob(f"*/{name}")
    ]
    folders = sorted({path.parent for path in files})
    return [folder.name for folder in folders if says(_written_in(folder), said)]


def _written_in(folder: Path) -> str:
    answers = [words_in(entry.value) for entry in (look_at(folder) or {}).values()]
    try:
        cells = read_page(folder).cells
    except CourseError:
        cells = []
    papers = [written.text for cell in cells if (written := written_answer(cell))]
    return " · ".join([*answers, *papers])


def _in_portfolio(said: str) -> list[str]:
    try:
        text = (find_course() / MY_WORK / "portfolio.html").read_text(encoding="utf-8")
    except (NotInCourse, OSError, ValueError):
        return []
    return [f"{MY_WORK}/portfolio.html"] if says(unescape(text), said) else []


def _csv_link(record: Record) -> str:
    packed = base64.b64encode(as_csv(record).encode("utf-8-sig")).decode("ascii")
    return (
        f'<a href="data:text/csv;base64,{packed}" download="{escape(record.name)}.csv">'
        f"Download {escape(record.title)} as a table (CSV)</a>"
    )


def _short_button(words: str, do: Callable[[], None]) -> w.Button:
    button = w.Button(description=words)
    button.add_class("course-short-button")
    button.on_click(lambda _: do())
    return button


def _room() -> w.HBox:
    return w.HBox([], layout=w.Layout(flex_flow="row wrap", align_items="center"))


def _spread() -> w.Layout:
    return w.Layout(justify_content="space-between", align_items="center", width="100%")
