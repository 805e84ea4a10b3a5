"""The one module that notebooks import: the tools by name, and the answer sheet of the page.

A tool is loaded when it is first used, so a page without pictures never loads matplotlib.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from course_tools.answers import AnswerSheet

# Name in a lesson -> module that has it. `course new activity` adds a line here.
_WHERE = {
    "agenda_filter": "course_tools.activities.agenda_filter.view",
    "institutions": "course_tools.activities.institutions.view",
    "organize_or_mobilize": "course_tools.activities.institutions.view",
    "power_cube": "course_tools.activities.power_cube.view",
    "power_map": "course_tools.activities.power_map.view",
    "two_ways": "course_tools.activities.two_ways.view",
    "choose": "course_tools.widgets.questions",
    "commit": "course_tools.widgets.questions",
    "reading_check": "course_tools.widgets.questions",
    "tick": "course_tools.widgets.questions",
    "write": "course_tools.widgets.questions",
    "choose_programme": "course_tools.start_page",
    "course_map": "course_tools.start_page",
    "saving_test": "course_tools.start_page",
    "hand_in": "course_tools.handing_page",
    "my_assignments": "course_tools.assignments_page",
}

__all__ = ["answer_sheet", *_WHERE]  # noqa: PLE0604 - the names are in _WHERE


def answer_sheet() -> AnswerSheet:
    """The answers of the notebook's own folder, the same sheet for every cell of the page."""
    return _sheet_of(Path.cwd())


@cache
def _sheet_of(folder: Path) -> AnswerSheet:
    return AnswerSheet(folder)


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"The workbook has no tool called {name!r}.")


def __dir__() -> list[str]:
    return sorted(__all__)
