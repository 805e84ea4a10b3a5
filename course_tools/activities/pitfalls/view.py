"""The page: a pitfall from the list, the bad chart, a guess, and only then the repair."""

from html import escape

import ipywidgets as w

from course_tools.activities.pitfalls.case import Case
from course_tools.activities.pitfalls.cases import cases
from course_tools.activities.pitfalls.model import Looking, read_looking
from course_tools.activities.pitfalls.plot import BAD, REPAIRED, picture_of
from course_tools.answers import AnswerSheet, Json
from course_tools.plotting import Picture, Table
from course_tools.widgets.fields import Choice, Field, Tick, Words, together
from course_tools.widgets.form import Form
from course_tools.widgets.panel import heard, in_words

_INTRO = (
    "These charts harm people, or lead them astray. All are invented. Look at one, and write what is "
    "wrong with it before you look at the repair. A wrong guess teaches as much as a right one."
)
_NOT_YET = (
    "The repair opens here when you have written a few words, or ticked “Show me the repair”."
)


def pitfalls(sheet: AnswerSheet, question: str = "pitfalls") -> None:
    """Brief 4.9: eighteen bad charts; for each, guess what is wrong, then see its repair."""
    _Page(sheet, question)


def _fields() -> tuple[Field, ...]:
    listed = {case.id: f"{n}. {case.name}" for n, case in enumerate(cases().values(), start=1)}
    return (
        Choice("pitfall", "Choose a pitfall", listed, next(iter(listed))),
        Words("guess", "What is wrong with it? Write your guess first", lines=3),
        Tick("show", "Show me the repair"),
    )


class _Page:
    """The form with its two pictures. A picture is drawn only when another one is wanted."""

    def __init__(self, sheet: AnswerSheet, question: str) -> None:
        self._looking = read_looking(None)
        self._drawn: tuple[str, bool] | None = None
        self._bad, self._repaired, self._said = w.HTML(), w.HTML(), heard()
        self._fields = together(_fields(), self._changed)
        self._form = Form(sheet, question, "Spot the pitfall", fill=self._fill, intro=_INTRO)
        choice, guess, show = (field.widget for field in self._fields.values())
        self._form.show(choice, self._bad, guess, show, self._repaired, self._said)

    def _fill(self, value: Json) -> None:
        self._turn(read_looking(value))

    def _turn(self, looking: Looking) -> None:
        self._looking = looking
        self._fields.fill(
            {"pitfall": looking.pitfall, "guess": looking.guess, "show": looking.asks}
        )
        self._show()

    def _changed(self) -> None:
        said = self._fields.answer()
        pitfall, guess, show = str(said["pitfall"]), str(said["guess"]), said["show"] is True
        if pitfall != self._looking.pitfall:
            self._turn(self._looking.turned_to(pitfall))
        else:
            self._looking = self._looking.with_guess(guess, show)
            self._show()
        self._form.record(self._looking.as_answer())

    def _show(self) -> None:
        looking = self._looking
        wanted = (looking.pitfall, looking.sees_repair(looking.pitfall))
        before, self._drawn = self._drawn, wanted
        if before is None or before[0] != wanted[0]:
            self._bad.value = bad_picture(looking.case).as_html()
        if before != wanted:
            self._repaired.value = repaired_picture(looking.case).as_html() if wanted[1] else ""
        said = (_words(looking.case) if wanted[1] else f"<p>{_NOT_YET}</p>") + _how_many(looking)
        if self._said.value != in_words(said):
            self._said.value = in_words(said)


def bad_picture(case: Case) -> Picture:
    """The bad chart with its alt text and the table of what it prints."""
    chart = case.bad
    return Picture(
        picture_of(chart, repaired=False),
        f"{BAD}. Headline: “{chart.headline}” {chart.alt}",
        Table(f"{BAD}: {chart.headline}", chart.columns, chart.rows),
    )


def repaired_picture(case: Case) -> Picture:
    """The repaired chart with its alt text and the table behind it."""
    chart = case.repaired
    return Picture(
        picture_of(chart, repaired=True),
        f"{REPAIRED}. Headline: “{chart.headline}” {chart.alt}",
        Table(f"{REPAIRED}: {chart.headline}", chart.columns, chart.rows),
    )


def _words(case: Case) -> str:
    parts = (
        ("What was wrong.", case.wrong),
        ("The repair.", case.repair),
        ("Say instead:", case.instead),
        ("What it still cannot do.", case.limits),
    )
    said = "".join(f"<p><b>{label}</b> {escape(words)}</p>" for label, words in parts)
    if case.points:
        points = "".join(f"<li>{escape(point)}</li>" for point in case.points)
        said += (
            "<p><b>A checklist for every chart:</b> the five points of QuantCrit (Gillborn, Warmington "
            f"and Demack, 2018), as questions.</p><ol>{points}</ol>"
        )
    return said


def _how_many(looking: Looking) -> str:
    seen = len(looking.looked_at)
    return f"<p><i>You have looked at {seen} of {len(cases())}.</i></p>"
