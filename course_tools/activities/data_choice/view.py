"""The form: a file, a place and a question; below it, what the file's numbers lack."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import ipywidgets as w

from course_tools.activities.data_choice.plot import draw_completeness
from course_tools.answers import AnswerSheet, Json
from course_tools.casework.chosen import QUESTION, read_chosen
from course_tools.casework.lookup import Lookup
from course_tools.casework.quality import QualityCard, quality_card
from course_tools.casework.shelf import LARGEST_UPLOAD, files_at_hand, put_on_shelf
from course_tools.casework.tidy import STATUSES
from course_tools.errors import CourseError
from course_tools.plotting import Picture, Room, Table, new_picture_axes
from course_tools.widgets.choices import ChoiceFrom, Options
from course_tools.widgets.fields import Words
from course_tools.widgets.panel import heard, in_words
from course_tools.widgets.tool import Answer, show_tool

_MOST_BARS = 14


def _lookup(answer: Answer) -> Lookup | None:
    try:
        return read_chosen(answer).lookup()
    except CourseError:
        return None


def _areas(answer: Answer) -> Options:
    lookup = _lookup(answer)
    return lookup.areas if lookup else {}


def _places(answer: Answer) -> Options:
    lookup = _lookup(answer)
    if lookup is None:
        return {}
    if not lookup.areas:
        return lookup.schools_in("")
    area = read_chosen(answer).area
    if area not in lookup.areas:
        return {}
    return {**lookup.schools_in(area), area: f"The whole of {lookup.areas[area]}"}


_FIELDS = (
    ChoiceFrom("file", "Which file?", lambda _: files_at_hand(), nothing="Choose a file…"),
    Words("period", "Which school year, if the file does not say? (such as 2018/19)"),
    ChoiceFrom("area", "Which area?", _areas, nothing="Choose an area…"),
    ChoiceFrom("place", "Which school or place?", _places, nothing="Choose a place…"),
    Words("asked", "Your question, in your own words: what did people tell you?", lines=2),
)


def choose_data(sheet: AnswerSheet) -> None:
    """Choose a published file, a place and a question, and see what the file's numbers lack."""
    show_tool(
        sheet,
        QUESTION,
        "Choose a place and a question",
        _FIELDS,
        picture=_picture,
        words=_words,
        intro="Begin with what people told you, not with what is easy to count. Then choose a file. "
        "The invented files are here for practice. Your own file stays on this computer.",
        above=_upload,
    )


def _upload(put_in: Callable[[Answer], None]) -> Sequence[w.Widget]:
    """A button that takes a file from the computer, if it is one that can be read."""
    button = w.FileUpload(
        description="Bring in a file of my own",
        multiple=False,
        accept=".csv,.txt,.tsv,.xlsx,.zip",
        layout=w.Layout(width="auto"),
    )
    said = heard()

    def take(change: dict[str, Any]) -> None:
        for file in change["new"]:
            try:
                key = _kept(file["name"], bytes(file["content"]))
            except CourseError as problem:
                said.value = in_words(escape(str(problem)))
                continue
            said.value = in_words(
                f"{escape(file['name'])} is here now, in my-work/data on this computer. It goes "
                "nowhere else."
            )
            put_in({"file": key})

    button.observe(take, names="value")
    return [button, said]


def _kept(name: str, content: bytes) -> str:
    if len(content) > LARGEST_UPLOAD:
        raise CourseError(
            f"{name} is too large to bring in here. Copy it into the folder my-work/data yourself, "
            "then open this page again."
        )
    return put_on_shelf(name, content)


def _card(answer: Answer) -> QualityCard:
    chosen = read_chosen(answer)
    if not chosen.file:
        raise ValueError("Choose a file, and you will see here what its numbers lack.")
    try:
        return quality_card(chosen.lookup())
    except CourseError as problem:
        raise ValueError(str(problem)) from None


def _picture(answer: Answer) -> Picture:
    card = _card(answer)
    shown = card.measures[:_MOST_BARS]
    if not shown:
        raise ValueError(
            f"{card.source.title}: this file describes places and has no numbers to compare. Choose "
            "another file for the numbers."
        )
    height = 0.38 * len(shown) + 0.85
    figure, (ax,) = new_picture_axes(height=height, room=Room(left=2.75, right=0.6, top=0.15))
    draw_completeness(shown, ax)
    least = min(shown, key=lambda one: one.reported)
    alt = (
        f"For each of {len(shown)} numbers, the share of cells that hold one. Least complete: "
        f"{least.measure.words}, {least.reported:.0%}."
    )
    rows = [
        (
            one.measure.words,
            f"{one.cells:,}",
            *(f"{count:,}" for count in one.counts),
            ", ".join(f"{mark} {count:,}" for mark, count in one.marks[:6]),
        )
        for one in card.measures
    ]
    columns = ("What", "Cells", *STATUSES, "As printed")
    return Picture(figure, alt, Table(f"What {card.name} holds, and what not", columns, rows))


def _words(answer: Answer) -> str:
    card = _card(answer)
    periods = ", ".join(card.periods) or "not stated"
    places = ", ".join(f"{count:,} × {level}" for level, count in card.places.items())
    closed = f" ({card.closed:,} of them closed)" if card.closed else ""
    cared = sorted(card.remarks, key=lambda remark: not remark.care)
    remarks = "".join(
        f"<li>{'<b>Careful:</b> ' if one.care else ''}{escape(one.words)}</li>" for one in cared
    )
    return (
        f"<p><b>{escape(card.source.title)}</b>, {escape(card.source.publisher)}. "
        f"Licence: {escape(card.source.licence)}. Year: {escape(periods)}. {places}{closed}.</p>"
        + (f"<p><b>Before you use it:</b></p><ul>{remarks}</ul>" if remarks else "")
        + "<p>Dark: there is a number. Striped: hidden, or too few pupils. Pale: left out for another "
        "reason. An empty cell is never a zero: somebody decided not to print it, or could not.</p>"
        + _next(answer)
    )


def _next(answer: Json) -> str:
    chosen = read_chosen(answer)
    if not chosen.place:
        return "<p>Now choose an area and a place.</p>"
    if not chosen.asked:
        return "<p>Now write your question. It should be one that somebody asked you.</p>"
    return "<p>Go on below.</p>"
