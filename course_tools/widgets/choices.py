"""A drop-down list whose choices depend on what else the form says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ipywidgets as w

from course_tools.answers import Json
from course_tools.widgets.fields import Changed, Shown

Options = Mapping[str, str]


@dataclass(frozen=True)
class ChoiceFrom:
    """One of what `options` gives for the form's answer so far: kept value -> words shown.

    A chosen value stays, and is shown as no longer there, when the options lose it: an answer
    never vanishes. With `takes_first` the first option is chosen while nothing is. With
    `hides` it is not on the page while there is nothing to choose.
    """

    name: str
    label: str
    options: Callable[[dict[str, Json]], Options]
    nothing: str = "Choose…"
    takes_first: bool = False
    hides: bool = False

    def shown(self, changed: Changed) -> Shown:
        """A labelled drop-down list that follows the fields before it."""
        return _ShownChoice(self, changed)


class _ShownChoice:
    def __init__(self, field: ChoiceFrom, changed: Changed) -> None:
        self._field = field
        self._changed = changed
        self._chosen = ""
        self._following = False
        self.widget = w.Dropdown(options=[(field.nothing, "")], value="", description=field.label)
        self.widget.add_class("course-stacked")
        self.widget.observe(self._choose, names="value")

    def value(self) -> Json:
        return self._chosen

    def put(self, value: Json) -> None:
        self._chosen = value if isinstance(value, str) else ""

    def follow(self, shown: dict[str, Shown]) -> None:
        options = self._field.options({name: field.value() for name, field in shown.items()})
        if not self._chosen and self._field.takes_first and options:
            self._chosen = next(iter(options))
        self.widget.layout.display = "none" if self._field.hides and not options else None
        listed = [(words, key) for key, words in options.items()]
        if self._chosen and self._chosen not in options:
            listed.append((f"{self._chosen} (not in this file)", self._chosen))
        listed = [(self._field.nothing, ""), *listed]
        if listed == list(self.widget.options) and self.widget.value == self._chosen:
            return
        self._following = True
        try:
            with self.widget.hold_sync():
                self.widget.options = listed
                self.widget.value = self._chosen
        finally:
            self._following = False

    def _choose(self, change: dict[str, str]) -> None:
        if not self._following:
            self._chosen = change["new"] or ""
            self._changed()
