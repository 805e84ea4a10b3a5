"""A table that can grow, and fields that choose one of its rows."""

from dataclasses import dataclass
from html import escape
from typing import Any

import ipywidgets as w

from course_tools.answers import Json
from course_tools.widgets.fields import Changed, Choice, Number, Shown, Simple, Tick, Words

_NOBODY, _GONE = 0, -1  # keys of a RowChoice; rows have 1, 2, 3 …
_LONGEST_NAME = 40  # characters of a name in a list of choices


@dataclass(frozen=True)
class RowChoice:
    """One of the rows of a table in the same form, kept by the name in the row's first column.

    `table` is the name of that table's field. A chosen row that is renamed stays chosen. When it
    is removed, the choice is kept and shown as no longer there: an answer never vanishes.
    """

    name: str
    label: str
    table: str
    nobody: str = "Choose…"

    def shown(self, changed: Changed) -> Shown:
        """A labelled drop-down list that follows the table."""
        return _ShownRowChoice(self, changed)


Column = Number | Choice | Words | Tick | RowChoice


@dataclass(frozen=True)
class Rows:
    """A table that can grow: one field a column, one named answer a row.

    `start` are the rows shown before anything was entered. The first column names a row, for
    instance in "Remove row 2: Chair". `widths` are the columns' shares of the line. With
    `as_many` = (prefix, field), of the columns whose names begin with the prefix only as many are
    shown as the number in that other field says; what the hidden ones hold is kept. With
    `on_first_line`, only so many columns stand beside the name of a row; the others go below it.
    """

    name: str
    label: str
    columns: tuple[Column, ...]
    start: tuple[dict[str, Json], ...] = ()
    most: int = 30
    widths: tuple[float, ...] = ()
    add: str = "Add a row"
    as_many: tuple[str, str] | None = None
    on_first_line: int = 0

    def shown(self, changed: Changed) -> Shown:
        """The table with a button to remove each row and one to add a row."""
        return ShownRows(self, changed)


class _ShownRowChoice:
    def __init__(self, field: RowChoice, changed: Changed) -> None:
        self._field = field
        self._names: dict[int, str] = {}
        self._key = _NOBODY
        self._name = ""  # of the chosen row, also when it is no longer there
        self._changed = changed
        self._following = False
        self.widget = w.Dropdown(options=self._options(), value=_NOBODY, description=field.label)
        self.widget.add_class("course-stacked")
        self.widget.observe(self._chosen, names="value")

    def value(self) -> Json:
        return self._name

    def put(self, value: Json) -> None:
        self._name = value if isinstance(value, str) else ""
        self._key = _GONE if self._name else _NOBODY
        self._settle()

    def follow(self, shown: dict[str, Shown]) -> None:
        table = shown.get(self._field.table)
        if isinstance(table, ShownRows):
            self._names = table.names()
        self._settle()

    def _settle(self) -> None:
        if self._key in self._names:
            self._name = self._names[self._key]
        elif self._name:
            same = (key for key, name in self._names.items() if _alike(name, self._name))
            self._key = next(same, _GONE)
        else:
            self._key = _NOBODY
        options = self._options()
        if options == list(self.widget.options) and self.widget.value == self._key:
            return
        self._following = True
        try:
            with self.widget.hold_sync():
                self.widget.options = options
                self.widget.value = self._key
        finally:
            self._following = False

    def _options(self) -> list[tuple[str, int]]:
        rows = [
            (_short(name), key) for key, name in self._names.items() if name or key == self._key
        ]
        gone = [(f"{_short(self._name)} (not in the table)", _GONE)] if self._key == _GONE else []
        return [(self._field.nobody, _NOBODY), *rows, *gone]

    def _chosen(self, change: Any) -> None:
        if self._following:
            return
        self._key = change["new"]
        if self._key != _GONE:
            self._name = self._names.get(self._key, "")
        self._changed()


class ShownRows:
    """A table on a page."""

    def __init__(self, rows: Rows, changed: Changed) -> None:
        self._rows = rows
        self._changed = changed
        self._columns = rows.columns
        self._shown: dict[int, dict[str, Shown]] = {}  # row key -> column name -> cell
        self._removers: dict[int, w.Button] = {}
        self._last_key = 0
        self._grid = w.VBox()
        self._grid.add_class("course-rows")
        self._more = w.Button(description=rows.add)
        self._more.add_class("course-short-button")
        self._more.on_click(lambda _: self._add())
        label = w.HTML(f'<div class="course-words"><b>{escape(rows.label)}</b></div>')
        self.widget = w.VBox([label, self._grid, self._more])

    def value(self) -> Json:
        """The rows as {column name: value}."""
        return [{name: cell.value() for name, cell in row.items()} for row in self._shown.values()]

    def put(self, value: Json) -> None:
        """Show these rows in place of all others; anything unfit shows the start rows."""
        rows = value if isinstance(value, list) else self._rows.start
        for key in list(self._shown):
            self._close(key)
        for row in [row for row in rows if isinstance(row, dict)][: self._rows.most]:
            self._make(row)
        self._lay_out()

    def names(self) -> dict[int, str]:
        """The rows by their keys, which stay while a row is renamed: what the first column says."""
        firsts = {key: next(iter(row.values())).value() for key, row in self._shown.items()}
        return {key: " ".join(str(first).split()) for key, first in firsts.items()}

    def follow(self, shown: dict[str, Shown]) -> None:
        """Take over what other fields of the form say: names to choose from, columns to show."""
        for row in self._shown.values():
            for cell in row.values():
                if isinstance(cell, _ShownRowChoice):
                    cell.follow(shown)
        if self._rows.as_many:
            self._show_columns(shown)

    def _show_columns(self, shown: dict[str, Shown]) -> None:
        prefix, field = self._rows.as_many or ("", "")
        many = [column for column in self._rows.columns if column.name.startswith(prefix)]
        hidden = {column.name for column in many[int(shown[field].value()) :]}
        columns = tuple(column for column in self._rows.columns if column.name not in hidden)
        if columns != self._columns:
            self._columns = columns
            self._lay_out()

    def _make(self, values: dict[str, Json]) -> None:
        self._last_key = key = self._last_key + 1
        cells = {}
        for column in self._rows.columns:
            cells[column.name] = _cell(column, self._changed)
            cells[column.name].put(values.get(column.name))
        self._shown[key] = cells
        self._removers[key] = w.Button(description="Remove")
        self._removers[key].on_click(lambda _: self._remove(key))

    def _close(self, key: int) -> None:
        for cell in self._shown.pop(key).values():
            cell.widget.close()
        self._removers.pop(key).close()

    def _add(self) -> None:
        if len(self._shown) < self._rows.most:
            self._make({})
            self._lay_out()
            self._changed()

    def _remove(self, key: int) -> None:
        cells, remover = self._shown.pop(key), self._removers.pop(key)
        self._lay_out()
        for widget in (*(cell.widget for cell in cells.values()), remover):
            widget.close()
        self._changed()

    def _lay_out(self) -> None:
        first = self._rows.on_first_line or len(self._columns)
        above, below = self._columns[:first], self._columns[first:]
        old = self._grid.children
        lines = [self._line(above, [*map(_head, above), w.HTML("")], room="4.4rem")]
        for place, (key, row) in enumerate(self._shown.items(), start=1):
            self._name_cells(key, place)
            cells = [row[column.name].widget for column in above]
            lines.append(self._line(above, [*cells, self._removers[key]], room="4.4rem"))
            if below:
                rest = [w.VBox([_head(column), row[column.name].widget]) for column in below]
                lines.append(self._line(below, rest))
                lines[-1].add_class("course-second-line")
        self._grid.children = lines
        for line in old:
            line.close()
        self._more.disabled = len(self._shown) >= self._rows.most

    def _line(
        self, columns: tuple[Column, ...], cells: list[w.Widget], room: str = ""
    ) -> w.GridBox:
        """Cells side by side, as wide as their columns; `room` is left for one more at the end."""
        shares = self._rows.widths or (1.0,) * len(self._rows.columns)
        width = dict(zip((column.name for column in self._rows.columns), shares, strict=True))
        parts = [_column_width(width[column.name]) for column in columns] + ([room] if room else [])
        layout = w.Layout(
            width="100%",
            grid_template_columns=" ".join(parts),
            grid_gap="4px 6px",
            align_items="flex-end",
        )
        return w.GridBox(cells, layout=layout)

    def _name_cells(self, key: int, place: int) -> None:
        for column in self._rows.columns:
            self._shown[key][column.name].widget.description = f"{column.label}, row {place}"
        first = next(iter(self._shown[key].values())).value()
        self._removers[key].tooltip = f"Remove row {place}: {first or 'empty'}"


def _cell(column: Column, changed: Changed) -> Shown:
    """A field small enough for a table: numbers are typed, labels are read aloud but not seen."""
    if isinstance(column, Number):
        whole = all(isinstance(x, int) for x in (column.low, column.high, column.step))
        kind = w.BoundedIntText if whole else w.BoundedFloatText
        widget = kind(
            value=column.start, min=column.low, max=column.high, step=column.step, description=" "
        )
        cell: Shown = Simple(widget, column.start, changed, fits=column.fits)
    else:
        cell = column.shown(changed)
        cell.widget.remove_class("course-stacked")
    cell.widget.layout.width = "100%"
    cell.widget.add_class("course-label-hidden")
    return cell


def _head(column: Column) -> w.HTML:
    return w.HTML(f'<div class="course-head">{escape(column.label)}</div>')


def _column_width(share: float) -> str:
    """Columns share the line, but none gets too narrow; a table that is too wide scrolls."""
    return f"minmax({max(4.6, 3.4 * share):.1f}rem,{share}fr)"


def _alike(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
