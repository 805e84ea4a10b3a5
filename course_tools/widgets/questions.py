"""Questions that any lesson may ask: write, choose, tick, commit, and the check of a reading."""

from html import escape

from course_tools.answers import AnswerSheet, Json
from course_tools.widgets.fields import Choice, Tick, Words, together
from course_tools.widgets.form import Form
from course_tools.widgets.panel import heard, in_words

_COMMITMENT = (
    Words("learned", "What I learned", lines=2),
    Words("will-do", "What I will do, and by which date", lines=2),
    Words("witness", "Who will ask me whether I did it (a role, such as “my coach”)"),
)
# The form's title is the question. The field carries it too, read aloud and not seen, so that a
# screen reader says what to answer and not only "edit text".
_TITLE_IS_LABEL = "course-label-hidden"


def write(sheet: AnswerSheet, question: str, label: str, lines: int = 4) -> None:
    """A question to answer in one's own words."""
    field = Words("words", label, lines=lines).shown(lambda: form.record(field.value()))
    field.widget.add_class(_TITLE_IS_LABEL)
    form = Form(sheet, question, label, fill=field.put)
    form.show(field.widget)


def tick(sheet: AnswerSheet, question: str, label: str) -> None:
    """One box to tick, such as “I have finished this lesson”."""
    field = Tick("done", label).shown(lambda: form.record(field.value()))
    form = Form(sheet, question, "", name=label, fill=field.put)
    form.show(field.widget, can_start_again=False)


def commit(sheet: AnswerSheet, question: str = "commitment") -> None:
    """The three lines that close every lesson."""
    _several(sheet, question, "Before you go: three lines", _COMMITMENT)


def reading_check(sheet: AnswerSheet, question: str, title: str, prompts: list[str]) -> None:
    """Short prompts on a reading. They are checked for being answered, not for being right."""
    fields = tuple(Words(str(i), prompt, lines=2) for i, prompt in enumerate(prompts, start=1))
    shown = together(fields, lambda: form.record([field.value() for field in shown.values()]))

    def fill(value: Json) -> None:
        said = value if isinstance(value, list) else []
        for index, field in enumerate(shown.values()):
            field.put(said[index] if index < len(said) else None)

    form = Form(sheet, question, title, fill=fill)
    form.show(*(field.widget for field in shown.values()))


def choose(
    sheet: AnswerSheet,
    question: str,
    ask: str,
    options: dict[str, str],
    *,
    why: dict[str, str],
    best: str,
) -> None:
    """A self-check: choose an answer, then read why it is, or is not, the best one.

    `why` gives a reason for every option. Nothing is scored.
    """
    start = ""
    listed = {start: "Choose an answer…", **options}
    reason = heard()

    def changed() -> None:
        form.record(field.value())
        explain()

    def fill(value: Json) -> None:
        field.put(value)
        explain()

    def explain() -> None:
        chosen = field.value()
        lead = "Yes." if chosen == best else "Look again."
        said = f"<b>{lead}</b> {escape(why[chosen])}" if chosen else ""
        reason.value = in_words(said)

    field = Choice("chosen", ask, listed, start).shown(changed)
    field.widget.add_class(_TITLE_IS_LABEL)
    form = Form(sheet, question, ask, fill=fill)
    form.show(field.widget, reason)


def _several(sheet: AnswerSheet, question: str, title: str, fields: tuple[Words, ...]) -> None:
    shown = together(fields, lambda: form.record(shown.answer()))
    form = Form(sheet, question, title, fill=shown.fill)
    form.show(*(field.widget for field in shown.values()))
