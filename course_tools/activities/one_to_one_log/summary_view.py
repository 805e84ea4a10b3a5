"""What leaves the private log for a hand-in: seen first, chosen line by line, then agreed to."""

from collections.abc import Callable
from html import escape

import ipywidgets as w

from course_tools.activities.one_to_one_log.model import (
    missing_in_log,
    roles_in,
    summary,
    themes_in,
)
from course_tools.answers import AnswerSheet, Json
from course_tools.people_met import LOG, Meeting, read_meetings
from course_tools.privacy.redaction import look_through
from course_tools.records import private_sheet
from course_tools.widgets.agreed import Agreed
from course_tools.widgets.panel import in_words

_MOST = 30  # themes, and role labels, to choose from
_NAMES = {
    "one-to-ones": "One-to-ones",
    "in-each-week": "In each week",
    "with-a-next-step": "With a next step",
    "kinds": "Kinds of people",
    "themes": "Themes",
    "role-labels": "Role labels",
}


def log_summary(sheet: AnswerSheet, question: str = "log-summary") -> None:
    """Counts, themes and role labels from the one-to-one log, when the participant agrees."""

    def changed() -> None:
        agreed.draw()

    chosen = _Chosen(changed)
    agreed = Agreed(
        sheet,
        question,
        "From your log into your hand-in",
        proposed=chosen.summary,
        as_html=_as_list,
        missing=missing_in_log,
        nothing_yet="Your log is empty so far. Write down your one-to-ones in the lesson first.",
        intro=(
            "Your log stays where it is. Below stands everything that would go into this hand-in. "
            "Take out what you like. Nothing goes in before you press the button."
        ),
    )
    agreed.show(*chosen.widgets)


class _Chosen:
    """Boxes to tick: which themes and role labels of the log may leave."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._meetings: list[Meeting] = []
        self._themes, self._roles = w.VBox(), w.VBox()
        self._said: dict[w.Checkbox, str] = {}
        look = w.Button(description="Look at my log again")
        look.on_click(lambda _: self._changed())
        look.add_class("course-short-button")
        self.widgets = (look, self._themes, self._roles)
        self._read()

    def summary(self) -> Json:
        """What would leave now; None while the log is empty."""
        self._read()
        if not self._meetings:
            return None
        return summary(self._meetings, self._ticked(self._themes), self._ticked(self._roles))

    def _read(self) -> None:
        """Take in the log as it is now; what was ticked or not stays so."""
        held = private_sheet(LOG).entries().values()
        meetings = read_meetings(entry.value for entry in held)
        if meetings == self._meetings and self._themes.children:
            return
        self._meetings = meetings
        self._offer(self._themes, "Themes", themes_in(self._meetings))
        self._offer(self._roles, "Role labels", roles_in(self._meetings))

    def _offer(self, place: w.VBox, title: str, words: list[str]) -> None:
        lead = w.HTML(in_words(f"<b>{title}</b>" if words else f"<b>{title}:</b> none yet"))
        old = [box for box in place.children if box in self._said]
        ticked = {self._said.pop(box): box.value for box in old}
        boxes = [self._box(said, ticked.get(said)) for said in words[:_MOST]]
        more = len(words) - _MOST
        rest = [w.HTML(in_words(f"… and {more} more, which stay in your log."))] if more > 0 else []
        place.children = (lead, *boxes, *rest)

    def _box(self, said: str, ticked: bool | None) -> w.Checkbox:
        found = look_through([("", said)])
        why = f" (left out: it looks like {found[0].words})" if found else ""
        value = not found if ticked is None else ticked
        box = w.Checkbox(value=value, description=f"{said}{why}", indent=False)
        box.layout.width = "auto"
        self._said[box] = said
        box.observe(lambda _: self._changed(), names="value")
        return box

    def _ticked(self, place: w.VBox) -> list[str]:
        return [said for box, said in self._said.items() if box in place.children and box.value]


def _as_list(answer: Json) -> str:
    given = answer if isinstance(answer, dict) else {}
    items = "".join(
        f"<li>{name}: {escape(_said(given[key]))}</li>"
        for key, name in _NAMES.items()
        if key in given
    )
    return f"<ul>{items}</ul>"


def _said(value: Json) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {count}" for key, count in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value)
