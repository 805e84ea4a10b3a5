"""Form: one question on a page, with its title, its fields, its save status and 'start again'."""

from collections.abc import Callable
from html import escape

import ipywidgets as w

from course_tools.answers import AnswerSheet, Json, Saved, is_blank
from course_tools.errors import AnswerErased, CourseError
from course_tools.records import is_kept_back
from course_tools.widgets.earlier import EarlierVersions
from course_tools.widgets.following import tell_followers
from course_tools.widgets.mirror import Mirror
from course_tools.widgets.page_style import PAGE_STYLE
from course_tools.widgets.panel import heard

_WIDGET_MIME = "application/vnd.jupyter.widget-view+json"


class Form:
    """Shows fields, records every change, says when it is saved.

    `fill` puts an answer (or None, when starting again) into the fields; while it runs, changes
    are not recorded. `name` is what the form is called where its title is not shown, in the
    readable mirror and in "Start again: …"; without one it is the title.
    """

    def __init__(
        self,
        sheet: AnswerSheet,
        question: str,
        title: str,
        *,
        fill: Callable[[Json], None],
        intro: str = "",
        name: str = "",
    ) -> None:
        self.sheet = sheet
        self.question = question
        self._fill = fill
        self._filling = False
        self._shown = 0  # the revision of the answer that stands in the fields
        self._saw_other_window = False
        self._is_erased = False  # in another window, while it was shown here
        self._go_on = w.Button(description="Go on with what is left")
        self._go_on.on_click(lambda _: self.turn_to(self.question))
        self._status = heard()
        name = name or title
        self._again = w.Button(description="Start again", tooltip=f"Start again: {name}")
        self._ask = w.HBox([], layout=w.Layout(flex_flow="row wrap", align_items="center"))
        self._body = w.VBox()
        words = f'<div class="course-words">{escape(intro)}</div>' if intro else ""
        shown = f'<div class="course-title">{escape(title)}</div>' if title else ""
        head = w.HTML(f"{PAGE_STYLE}{shown}{words}")
        self._earlier = EarlierVersions(sheet, lambda: self.question, name, self._bring_back)
        buttons = w.HBox([self._earlier.button, self._again])
        foot = w.HBox(
            [self._status, buttons],
            layout=w.Layout(
                justify_content="space-between",
                align_items="center",
                width="100%",
                flex_flow="row wrap",
            ),
        )
        self.box = w.VBox([head, self._body, foot, self._ask, self._earlier.room])
        self.box.add_class("course-question")
        self.box.add_class(f"course-q-{question}")
        self._mirror = Mirror(sheet, question, name)
        self._again.on_click(lambda _: self._ask_first())

    def show(self, *fields: w.Widget, can_start_again: bool = True) -> None:
        """Fill the fields with the earlier answer and put the form on the page."""
        self._body.children = fields
        self._again.layout.display = None if can_start_again else "none"
        self.turn_to(self.question)
        from IPython.display import display  # noqa: PLC0415

        if is_kept_back(self.sheet):
            # A widget shown as usual leaves the beginning of its text in the saved notebook.
            view = {"version_major": 2, "version_minor": 0, "model_id": self.box.model_id}
            alone = {_WIDGET_MIME: view, "text/plain": "(kept in my-work, not in this page)"}
            display(alone, raw=True)  # type: ignore[no-untyped-call]
            return
        display(self.box)  # type: ignore[no-untyped-call]
        self._mirror.show()

    def turn_to(self, question: str) -> None:
        """Show another question's answer in the same fields; changes are then recorded there."""
        self.question = question
        self._earlier.close()
        self._is_erased = False
        self._close_question()
        entry = self.sheet.entry(question)
        self._shown = entry.revision if entry else 0
        self._put_in(None if entry is None or is_blank(entry.value) else entry.value)
        self.say_how_it_stands()

    def record(self, value: Json) -> None:
        """Save a changed answer and say so; a refusal of the disk is said too, calmly."""
        if self._filling or self._is_erased:
            return
        try:
            saved = self.sheet.record(self.question, value, shown=self._shown)
        except AnswerErased as problem:
            self._show_erased(str(problem))
            return
        except CourseError as problem:
            self.say("failed", str(problem))
            return
        self._shown = saved.revision
        self._earlier.button.layout.display = None
        # Said until the page is opened again: the next letter would wipe it away unread.
        self._saw_other_window = self._saw_other_window or saved.also_elsewhere
        self.say("saved", _saved_words(saved, self._saw_other_window))
        self._mirror.refresh()
        tell_followers(self.sheet, self.question)

    def _show_erased(self, words: str) -> None:
        """Take away what was erased elsewhere, and wait for a press of a button.

        What is still on its way from the browser may hold the erased words.
        """
        self.turn_to(self.question)
        self._is_erased = True
        self._close_question()
        self.say("erased", words)  # not "failed": the browser would keep its draft

    # Starting again

    def _ask_first(self) -> None:
        yes = w.Button(description="Yes, empty this form")
        no = w.Button(description="No, keep my answers")
        yes.on_click(lambda _: self._start_again())
        no.on_click(lambda _: self._close_question())
        self._ask.children = (
            w.HTML('<div class="course-words" role="alert">Start again with this form?</div>'),
            yes,
            no,
        )

    def _start_again(self) -> None:
        before = self.sheet.answer(self.question)
        try:
            saved = self.sheet.start_again(self.question)
        except CourseError as problem:
            self.say("failed", str(problem))
            return
        self._shown = saved.revision
        self._is_erased = False
        self._put_in(None)
        self.say("saved", f"Emptied {saved.at:%H:%M}. Your earlier answers are kept.")
        self._mirror.refresh()
        tell_followers(self.sheet, self.question)
        undo = w.Button(description="Bring my answers back")
        undo.on_click(lambda _: self._bring_back(before))
        self._ask.children = (undo,) if before is not None else ()

    def _bring_back(self, before: Json) -> None:
        self._is_erased = False
        self._close_question()
        self._put_in(before)
        self.record(before)

    def _close_question(self) -> None:
        self._ask.children = (self._go_on,) if self._is_erased else ()

    def _put_in(self, value: Json) -> None:
        self._filling = True
        try:
            self._fill(value)
        finally:
            self._filling = False

    # Saying how it stands

    def say_how_it_stands(self) -> None:
        """Say whether there is an answer and that it is safe, as when the page opens."""
        if self.sheet.notices:
            self.say("restored", " ".join(self.sheet.notices))
            return
        entry = self.sheet.entry(self.question)
        self._earlier.button.layout.display = "none" if entry is None else None
        if entry is None or self.sheet.answer(self.question) is None:
            self.say("empty", "Nothing here yet. What you enter saves itself.")
        else:
            self.say("saved", "Your work is safe.")

    def say(self, state: str, words: str) -> None:
        """Put words in the status line. `state`: empty, saved, restored, erased or failed."""
        self._status.value = (
            f'<span class="course-status" data-state="{state}">{escape(words)}</span>'
        )
        if state == "failed":
            # The same words twice are no change to ipywidgets, and the page would take a second
            # failure for a save: it would drop its draft.
            self._status.send_state("value")


def _saved_words(saved: Saved, saw_other_window: bool) -> str:
    if saw_other_window:
        return (
            f"Saved {saved.at:%H:%M}. Another window had changed this too; "
            "that version is kept as an earlier copy."
        )
    return f"Saved {saved.at:%H:%M}"
