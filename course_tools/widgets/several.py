"""Several of a list to tick, where the list depends on what else the page says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ipywidgets as w

from course_tools.answers import Json
from course_tools.widgets.fields import Changed, Shown


@dataclass(frozen=True)
class Several:
    """Boxes to tick, one for each of `options` (kept value -> words); the answer is a list.

    It is not on the page while there is nothing to tick. Ticks that the options no longer have are kept, and shown again when they come back.
    """

    name: str
    label: str
    options: Callable[[dict[str, Json]], Mapping[str, str]]

    def shown(self, changed: Changed) -> Shown:
        """A box for each option, under one label."""
        return _ShownSeveral(self, changed)


class _ShownSeveral:
    def __init__(self, field: Several, changed: Changed) -> None:
        self._field = field
        self._changed = changed
        self._ticked: list[str] = []
        self._options: dict[str, str] = {}
        self._filling = False
        self._boxes = w.VBox()
        label = w.HTML(f'<div class="course-words">{field.label}</div>')
        self.widget = w.VBox([label, self._boxes])

    def value(self) -> Json:
        return list(self._ticked)

    def put(self, value: Json) -> None:
        given = value if isinstance(value, list) else []
        self._ticked = [one for one in given if isinstance(one, str)]
        self._show()

    def follow(self, shown: dict[str, Shown]) -> None:
        options = dict(
            self._field.options(
                {name: one.value() for name, one in shown.items() if one is not self}
            )
        )
        if options != self._options:
            self._options = options
            self._boxes.children = tuple(self._box(key, words) for key, words in options.items())
        self.widget.layout.display = None if options else "none"
        self._show()

    def _box(self, key: str, words: str) -> w.Checkbox:
        box = w.Checkbox(
            value=False, description=words, indent=False, layout=w.Layout(width="auto")
        )
        box.observe(lambda change: self._tick(key, change["new"]), names="value")
        return box

    def _show(self) -> None:
        self._filling = True
        try:
            for key, box in zip(self._options, self._boxes.children, strict=True):
                box.value = key in self._ticked
        finally:
            self._filling = False

    def _tick(self, key: str, is_on: bool) -> None:
        if self._filling:
            return
        others = [one for one in self._ticked if one != key]
        self._ticked = [*others, key] if is_on else others
        self._changed()
