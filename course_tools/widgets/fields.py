"""Fields to declare a tool with: a number, a choice, words, a tick, and a table of rows.

Each has a visible label tied to its input, works with the keyboard, and holds plain data.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

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
        return _Simple(widget, self.start, changed, fits=self._fits)

    def _fits(self, value: Json) -> bool:
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
        return _Simple(widget, self.start, changed, fits=self.options.__contains__)


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
        return _Simple(widget, self.start, changed, fits=lambda value: isinstance(value, bool))


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
        return _Simple(widget, self.start, changed, fits=lambda value: isinstance(value, str))


class _Simple:
    def __init__(
        self, widget: w.Widget, start: Json, changed: Changed, fits: Callable[[Any], bool]
    ) -> None:
        self.widget = widget
        self._start = start
        self._fits = fits
        widget.observe(lambda _: changed(), names="value")

    def value(self) -> Json:
        return self.widget.value

    def put(self, value: Json) -> None:
        self.widget.value = value if self._fits(value) else self._start


@dataclass(frozen=True)
class Rows:
    """A table that can grow: one field a column, one named answer a row.

    `start` are the rows shown before anything was entered. The first column names a row, for
    instance in "Remove row 2: Chair". `widths` are the columns' shares of the line.
    """

    name: str
    label: str
    columns: tuple["Number | Choice | Words | Tick", ...]
    start: tuple[dict[str, Json], ...] = ()
    most: int = 30
    widths: tuple[float, ...] = ()
    add: str = "Add a row"

    def shown(self, changed: Changed) -> Shown:
        """The table with a button to remove each row and one to add a row."""
        return _ShownRows(self, changed)


class _ShownRows:
    def __init__(self, rows: Rows, changed: Changed) -> None:
        self._rows = rows
        self._changed = changed
        self._shown: list[dict[str, Shown]] = []
        self._grid = w.VBox()
        self._grid.add_class("course-rows")
        self._more = w.Button(description=rows.add)
        self._more.on_click(lambda _: self._add({}))
        label = w.HTML(f'<div class="course-words"><b>{rows.label}</b></div>')
        self.widget = w.VBox([label, self._grid, self._more])

    def value(self) -> Json:
        return [{name: cell.value() for name, cell in row.items()} for row in self._shown]

    def put(self, value: Json) -> None:
        rows = value if isinstance(value, list) else self._rows.start
        fit = [row for row in rows if isinstance(row, dict)][: self._rows.most]
        self._shown = [self._row(row) for row in fit]
        self._lay_out()

    def _row(self, values: dict[str, Json]) -> dict[str, Shown]:
        cells = {}
        for column in self._rows.columns:
            cell = _cell(column, self._changed)
            cell.put(values.get(column.name))
            cells[column.name] = cell
        return cells

    def _add(self, values: dict[str, Json]) -> None:
        if len(self._shown) < self._rows.most:
            self._shown.append(self._row(values))
            self._lay_out()
            self._changed()

    def _remove(self, index: int) -> None:
        del self._shown[index]
        self._lay_out()
        self._changed()

    def _lay_out(self) -> None:
        widths = self._rows.widths or (1.0,) * len(self._rows.columns)
        template = " ".join(f"minmax(5rem,{share}fr)" for share in widths) + " 6rem"
        grid = w.Layout(grid_template_columns=template, grid_gap="4px 8px", width="100%")
        heads = [w.HTML(f'<div class="course-head">{c.label}</div>') for c in self._rows.columns]
        lines = [w.GridBox([*heads, w.HTML("")], layout=grid)]
        for index, row in enumerate(self._shown):
            lines.append(w.GridBox([*self._cells(row, index)], layout=grid))
        self._grid.children = lines
        self._more.disabled = len(self._shown) >= self._rows.most

    def _cells(self, row: dict[str, Shown], index: int) -> list[w.Widget]:
        for column, cell in zip(self._rows.columns, row.values(), strict=True):
            cell.widget.description = f"{column.label}, row {index + 1}"
        first = next(iter(row.values())).value()
        remove = w.Button(
            description="Remove", tooltip=f"Remove row {index + 1}: {first or 'empty'}"
        )
        remove.on_click(lambda _: self._remove(index))
        return [*(cell.widget for cell in row.values()), remove]


def _cell(column: "Number | Choice | Words | Tick", changed: Changed) -> Shown:
    """A field small enough for a table: numbers are typed, labels are read aloud but not seen."""
    if isinstance(column, Number):
        whole = all(isinstance(x, int) for x in (column.low, column.high, column.step))
        kind = w.BoundedIntText if whole else w.BoundedFloatText
        widget = kind(
            value=column.start, min=column.low, max=column.high, step=column.step, description=" "
        )
        cell: Shown = _Simple(widget, column.start, changed, fits=column._fits)
    else:
        cell = column.shown(changed)
        cell.widget.remove_class("course-stacked")
    cell.widget.layout.width = "100%"
    cell.widget.add_class("course-label-hidden")
    return cell


def _decimals(step: float) -> str:
    text = f"{step:.6f}".rstrip("0")
    return f".{max(1, len(text.partition('.')[2]))}f"


def together(fields: Sequence[Field], changed: Changed) -> dict[str, Shown]:
    """The fields of one form by their names."""
    return {field.name: field.shown(changed) for field in fields}
