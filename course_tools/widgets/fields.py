"""Fields to declare a tool with: a number, a choice, words, a tick. A table of rows: `rows`.

Each has a visible label tied to its input, works with the keyboard, and holds plain data.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol, runtime_checkable

import ipywidgets as w

from course_tools.answers import Json

Changed = Callable[[], None]


class Field(Protocol):
    """What a form needs of a field: its name in the answer, and a widget to show."""

    @property
    def name(self) -> str:
        """The key of this field's value in the answer."""
        ...

    def shown(self, changed: Changed) -> "Shown":
        """Make the widget; call `changed` whenever its value changes."""
        ...


class Shown(Protocol):
    """A field on a page."""

    widget: w.Widget

    def value(self) -> Json:
        """What the field holds now."""
        ...

    def put(self, value: Json) -> None:
        """Show an earlier value; anything unfit, and None, shows the field's start value."""
        ...


@runtime_checkable
class _Follows(Protocol):
    """A field that depends on other fields of its form."""

    def follow(self, shown: "dict[str, Shown]") -> None:
        """Take over what the others say now."""
        ...


@dataclass(frozen=True)
class Number:
    """A slider. `low`, `high`, `step` and `start` are whole numbers, or all of them decimals."""

    name: str
    label: str
    low: float
    high: float
    step: float
    start: float

    def shown(self, changed: Changed) -> Shown:
        """A slider with its value beside it; arrow keys move it by one step."""
        whole = all(isinstance(x, int) for x in (self.low, self.high, self.step, self.start))
        kind = w.IntSlider if whole else w.FloatSlider
        widget = kind(
            value=self.start,
            min=self.low,
            max=self.high,
            step=self.step,
            description=self.label,
            **({} if whole else {"readout_format": _decimals(self.step)}),
        )
        widget.add_class("course-slider")
        return Simple(widget, self.start, changed, fits=self.fits)

    def fits(self, value: Json) -> bool:
        """Whether an earlier value can be shown."""
        return type(value) in (int, float) and self.low <= value <= self.high


@dataclass(frozen=True)
class Choice:
    """One of a few: a drop-down list. `options` maps the kept value to the words shown."""

    name: str
    label: str
    options: dict[str, str]
    start: str

    def shown(self, changed: Changed) -> Shown:
        """A labelled drop-down list."""
        widget = w.Dropdown(
            options=[(words, key) for key, words in self.options.items()],
            value=self.start,
            description=self.label,
        )
        widget.add_class("course-stacked")
        return Simple(widget, self.start, changed, fits=self._fits)

    def _fits(self, value: Json) -> bool:
        return isinstance(value, str) and value in self.options


@dataclass(frozen=True)
class Tick:
    """Yes or no."""

    name: str
    label: str
    start: bool = False

    def shown(self, changed: Changed) -> Shown:
        """A labelled tick box."""
        widget = w.Checkbox(value=self.start, description=self.label, indent=False)
        widget.layout.width = "auto"
        return Simple(widget, self.start, changed, fits=lambda value: isinstance(value, bool))


@dataclass(frozen=True)
class Words:
    """A line of text, or several with `lines`."""

    name: str
    label: str
    lines: int = 1
    hint: str = ""
    start: str = ""

    def shown(self, changed: Changed) -> Shown:
        """A labelled text field; every change counts, not only leaving the field."""
        kind = w.Textarea if self.lines > 1 else w.Text
        extra = {"rows": self.lines} if self.lines > 1 else {}
        widget = kind(
            value=self.start,
            description=self.label,
            placeholder=self.hint,
            continuous_update=True,
            **extra,
        )
        widget.add_class("course-stacked")
        return Simple(widget, self.start, changed, fits=lambda value: isinstance(value, str))


@dataclass(frozen=True)
class Heading:
    """A line that begins a part of a long form. It holds no answer."""

    name: str
    words: str

    def shown(self, changed: Changed) -> Shown:
        """The line."""
        return _Still(w.HTML(f'<div class="course-step">{escape(self.words)}</div>'))


@dataclass(frozen=True)
class Carried:
    """Plain data that is brought in and kept, and that nobody types. `as_html` shows it."""

    name: str
    as_html: Callable[[Json], str]

    def shown(self, changed: Changed) -> Shown:
        """What was brought in, to look at."""
        return _Still(w.HTML(), self.as_html)


class _Still:
    """Something on a form that only shows."""

    def __init__(self, widget: w.HTML, as_html: Callable[[Json], str] | None = None) -> None:
        self.widget = widget
        self.holds_answer = as_html is not None
        self._as_html = as_html
        self._value: Json = None

    def value(self) -> Json:
        return self._value

    def put(self, value: Json) -> None:
        self._value = value
        if self._as_html is not None:
            self.widget.value = self._as_html(value)


class Simple:
    """A field that is one widget with a `value`; `fits` refuses what it cannot show."""

    def __init__(
        self, widget: w.Widget, start: Json, changed: Changed, fits: Callable[[Any], bool]
    ) -> None:
        self.widget = widget
        self._start = start
        self._fits = fits
        widget.observe(lambda _: changed(), names="value")

    def value(self) -> Json:
        """What the widget holds."""
        return self.widget.value

    def put(self, value: Json) -> None:
        """Show `value`, or the start value when it does not fit."""
        self.widget.value = value if self._fits(value) else self._start


def _decimals(step: float) -> str:
    text = f"{step:.6f}".rstrip("0")
    return f".{max(1, len(text.partition('.')[2]))}f"


class FormFields(dict[str, Shown]):
    """The fields of one form by their names; those that depend on others follow them."""

    def __init__(self, fields: Sequence[Field], changed: Changed) -> None:
        self._changed = changed
        self._is_filling = False
        super().__init__({field.name: field.shown(self._told) for field in fields})

    def answer(self) -> dict[str, Json]:
        """What all fields hold now."""
        return {
            name: field.value()
            for name, field in self.items()
            if not isinstance(field, _Still) or field.holds_answer
        }

    def fill(self, answer: Json) -> None:
        """Show an earlier answer; what it lacks shows its start value. Tells nobody."""
        values = answer if isinstance(answer, dict) else {}
        self._is_filling = True
        try:
            for name, field in self.items():
                field.put(values.get(name))
            self._follow()
        finally:
            self._is_filling = False

    def _told(self) -> None:
        if not self._is_filling:
            self._follow()
            self._changed()

    def _follow(self) -> None:
        for field in self.values():
            if isinstance(field, _Follows):
                field.follow(self)


def together(fields: Sequence[Field], changed: Changed) -> FormFields:
    """The fields of one form by their names; `changed` is called after every change."""
    return FormFields(fields, changed)
