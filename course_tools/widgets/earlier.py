"""Earlier versions of an answer: looked for when somebody asks, and brought back with a button."""

from collections.abc import Callable
from html import escape

import ipywidgets as w

from course_tools.answers import AnswerSheet, Entry, Json
from course_tools.answers.entries import local_time
from course_tools.widgets.mirror import readable

_MOST = 12
_LONGEST = 400  # letters shown of one version


class EarlierVersions:
    """A button, and below it the versions that are still kept, the latest first."""

    _SHOW, _HIDE = "Earlier versions", "Close earlier versions"

    def __init__(
        self,
        sheet: AnswerSheet,
        question: Callable[[], str],
        name: str,
        bring_back: Callable[[Json], None],
    ) -> None:
        self._sheet, self._question, self._bring_back = sheet, question, bring_back
        self.button = w.Button(description=self._SHOW, tooltip=f"Earlier versions: {name}")
        self.button.on_click(lambda _: self._turn())
        self.room = w.VBox()

    def close(self) -> None:
        """Put the list away."""
        self.room.children = ()
        self.button.description = self._SHOW

    def _turn(self) -> None:
        if self.room.children:
            self.close()
            return
        found = self._sheet.earlier(self._question())[:_MOST]
        self.room.children = [self._line(entry) for entry in found] or [
            w.HTML('<div class="course-words" role="status">No other version is kept.</div>')
        ]
        self.button.description = self._HIDE

    def _line(self, entry: Entry) -> w.Widget:
        when = f"{local_time(entry.saved):%B %d, %H:%M}"
        said = " · ".join(words for _, words in readable(entry.value))
        short = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
        back = w.Button(description="Bring this back", tooltip=f"Bring back the version of {when}")

        def bring(_: w.Button) -> None:
            self.close()
            self._bring_back(entry.value)

        back.on_click(bring)
        words = w.HTML(f'<div class="course-words"><b>{when}</b><br>{escape(short)}</div>')
        return w.VBox([words, back])
