"""Agreed: a copy of something private goes into a hand-in only after it was seen and agreed to."""

from collections.abc import Callable
from html import escape

import ipywidgets as w

from course_tools.answers import AnswerSheet, Json, is_blank
from course_tools.widgets.form import Form
from course_tools.widgets.panel import heard, in_words


class Agreed:
    """Shows exactly what would be handed in, and puts it into the answers at the press of a button.

    `proposed` gives what would go in now, blank while there is nothing; `as_html` shows it, with
    everything that somebody wrote escaped; `missing` says what it still lacks.
    """

    def __init__(  # noqa: PLR0913 - the parts of an agreement, each by its name
        self,
        sheet: AnswerSheet,
        question: str,
        title: str,
        *,
        proposed: Callable[[], Json],
        as_html: Callable[[Json], str],
        missing: Callable[[Json], list[str]],
        nothing_yet: str,
        intro: str,
    ) -> None:
        self._sheet, self._question = sheet, question
        self._proposed, self._as_html, self._missing = proposed, as_html, missing
        self._nothing_yet = nothing_yet
        self._agreed: Json = None  # what stands in the hand-in now
        self._seen: Json = None  # what the preview shows
        self._preview, self._standing = w.HTML(), heard()
        self._put = w.Button(description="Put exactly this into my hand-in")
        self._put.add_class("course-main")
        self._put.on_click(lambda _: self._agree())
        self._form = Form(sheet, question, title, fill=self._fill, intro=intro)

    def show(self, *above: w.Widget) -> None:
        """Put it on the page, below the widgets that choose what is proposed."""
        self._form.show(*above, self._preview, self._put, self._standing)

    def draw(self) -> None:
        """Show what is proposed now; call it when that changes."""
        self._seen = proposed = self._proposed()
        self._put.disabled = is_blank(proposed)
        self._preview.value = (
            ""
            if is_blank(proposed)
            else in_words(
                f"<b>This and nothing else would be handed in:</b>{self._as_html(proposed)}"
            )
        )
        self._standing.value = in_words(self._how_it_stands(proposed))

    def _how_it_stands(self, proposed: Json) -> str:
        if is_blank(self._agreed):
            return "Not in your hand-in yet." if not is_blank(proposed) else self._nothing_yet
        if self._agreed == proposed:
            lines = "".join(f"<li>{escape(line)}</li>" for line in self._missing(proposed))
            more = f" To be complete:<ul>{lines}</ul>" if lines else ""
            return f"✓ Exactly this stands in your hand-in.{more}"
        return (
            "Something has changed since you agreed. In your hand-in now, until you press the "
            f"button again:{self._as_html(self._agreed)}"
        )

    def _agree(self) -> None:
        seen = self._seen
        if self._proposed() != seen:  # the record was changed, or somebody erased from it
            self.draw()
            self._standing.value = in_words(
                "<b>Not put in.</b> Your record has changed since this was shown. What is in it now "
                "stands above. Read it, then press the button again."
            )
            return
        self._form.record(seen)
        self._fill(self._sheet.answer(self._question))

    def _fill(self, value: Json) -> None:
        self._agreed = value
        self.draw()
