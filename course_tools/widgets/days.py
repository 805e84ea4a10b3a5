"""A field for a day."""

from dataclasses import dataclass
from datetime import date

import ipywidgets as w

from course_tools.answers import Json
from course_tools.stored import day_in
from course_tools.widgets.fields import Changed, Shown


@dataclass(frozen=True)
class Day:
    """A day, chosen from a calendar or typed; kept as 2026-11-25, or "" while there is none."""

    name: str
    label: str

    def shown(self, changed: Changed) -> Shown:
        """A labelled day picker."""
        return _ShownDay(self, changed)


class _ShownDay:
    def __init__(self, field: Day, changed: Changed) -> None:
        self.widget = w.DatePicker(description=field.label)
        self.widget.add_class("course-stacked")
        self.widget.observe(lambda _: changed(), names="value")

    def value(self) -> Json:
        """The day as text."""
        day: date | None = self.widget.value
        return day.isoformat() if day else ""

    def put(self, value: Json) -> None:
        """Show a day; anything else shows none."""
        self.widget.value = day_in(value)
