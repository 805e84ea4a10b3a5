"""Small parts of the page: buttons, lists to choose from, showing and hiding."""

from collections.abc import Callable, Sequence

import ipywidgets as w

_LONGEST = 70  # characters of a line in a list


def button(words: str, pressed: Callable[[], None], kind: str = "course-short-button") -> w.Button:
    """A button that says what it does."""
    made = w.Button(description=words)
    made.add_class("course-short-button" if kind == "course-main" else kind)
    if kind == "course-main":
        made.add_class(kind)
    made.on_click(lambda _: pressed())
    return made


def dropdown(label: str) -> w.Dropdown:
    """A labelled list; `offer` fills it."""
    made = w.Dropdown(options=[("", -1)], value=-1, description=label)
    made.add_class("course-stacked")
    return made


def offer(listed: w.Dropdown, options: Sequence[tuple[str, int]], chosen: int) -> None:
    """Other options, and one of them chosen, in one step: the page never shows a mixture."""
    if list(listed.options) == list(options) and listed.value == chosen:
        return
    with listed.hold_sync():
        listed.options = list(options)
        listed.value = chosen


def seen(widget: w.Widget, is_seen: bool) -> None:
    """Show or hide; what is hidden is not read aloud and not reached with the keyboard."""
    widget.layout.display = None if is_seen else "none"


def short(text: str) -> str:
    """Text that fits into a list."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
