"""The readable copy of an answer in the cell's output: there even when nothing is running."""

import asyncio
from html import escape
from typing import Any

from course_tools.answers import MIRROR_MIME, AnswerSheet, Json, is_blank

_PAUSE = 0.6  # seconds without a change before the copy in the page is renewed


class Mirror:
    """One display below a form; renewed shortly after the last change, off the hot path."""

    def __init__(self, sheet: AnswerSheet, question: str, title: str) -> None:
        self._sheet = sheet
        self._question = question
        self._title = title
        self._handle: Any = None
        self._planned: asyncio.TimerHandle | None = None

    def show(self) -> None:
        """Put the copy on the page, below the form."""
        from IPython.display import display  # noqa: PLC0415

        self._handle = display(self._bundle(), raw=True, display_id=True)  # type: ignore[no-untyped-call]

    def refresh(self) -> None:
        """Plan a renewal; several changes in a row make one."""
        if self._handle is None:
            return
        if self._planned is not None:
            self._planned.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._renew()
        else:
            self._planned = loop.call_later(_PAUSE, self._renew)

    def _renew(self) -> None:
        self._planned = None
        self._handle.update(self._bundle(), raw=True)

    def _bundle(self) -> dict[str, Json]:
        # Not `answer`: that would count as having shown another window's version here.
        mirrored = self._sheet.mirror([self._question])
        value = mirrored.get(self._question, {}).get("value")
        lines = list(readable(value))
        items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in lines)
        kind = "course-mirror" if items else "course-mirror course-mirror-empty"
        html = (
            f'<details class="{kind}"><summary>{escape(self._title)}: '
            f"{'a copy of your answer' if items else 'nothing written yet'}</summary>"
            f"<dl>{items}</dl></details>"
        )
        plain = "\n".join(f"{name}: {said}" if name else said for name, said in lines)
        return {
            MIRROR_MIME: mirrored,
            "text/html": html,
            "text/plain": plain or "(nothing written yet)",
        }


def readable(value: Json, name: str = "") -> list[tuple[str, str]]:
    """An answer as (name, words) pairs, flat, blanks left out; names joined as 'players 2 name'."""
    if is_blank(value):
        return []
    if isinstance(value, dict):
        parts = [readable(part, f"{name} {key}".strip()) for key, part in value.items()]
        return [pair for pairs in parts for pair in pairs]
    if isinstance(value, list):
        parts = [readable(part, f"{name} {i}".strip()) for i, part in enumerate(value, start=1)]
        return [pair for pairs in parts for pair in pairs]
    return [(name, str(value))]
