"""What a form puts on a page, for tests: its widgets, without a browser or a kernel."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import ipywidgets as w
import pytest

_VIEW = "application/vnd.jupyter.widget-view+json"
Kind = TypeVar("Kind", bound=w.Widget)


def shown_by(show: Callable[[], None]) -> w.Widget:
    """The box that a tool displays."""
    shown: list[Any] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("IPython.display.display", lambda *things, **_: shown.extend(things))
        show()
    return next(widget for thing in shown if (widget := _widget_of(thing)) is not None)


def all_in(box: w.Widget, *kinds: type[Kind]) -> list[Kind]:
    """Every widget of these kinds in a box, from top to bottom."""
    return [widget for widget in _walk(box) if isinstance(widget, kinds)]


def html_of(box: w.Widget) -> str:
    """All HTML of a box."""
    return "\n".join(widget.value for widget in all_in(box, w.HTML))


def _widget_of(thing: Any) -> w.Widget | None:
    """The widget that was shown, also when only its view was, as private records are."""
    if isinstance(thing, dict) and _VIEW in thing:
        return w.widget._instances[thing[_VIEW]["model_id"]]
    return thing if isinstance(thing, w.Widget) else None


def _walk(widget: w.Widget) -> Iterator[w.Widget]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _walk(child)


def heard_in(box: w.Widget) -> list[w.HTML]:
    """The parts of a box that a screen reader says when they change."""
    return [widget for widget in all_in(box, w.HTML) if "course-live" in widget._dom_classes]
