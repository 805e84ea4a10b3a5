"""The gradebook: an assignment in it, a participant's points and comments out of it."""

import json
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from course_tools.errors import GradingStopped
from course_tools.grading.book.assignments import known_assignment
from course_tools.grading.book.connecting import has_gradebook, reading
from course_tools.grading.book.reading import Graded, Submission, read_submission
from course_tools.grading.book.writing import set_due
from course_tools.grading.configuration import settings_of
from course_tools.grading.converters import own_commands_first, run_converter
from course_tools.grading.execution import SANDBOX, execution_of
from course_tools.grading.released import Cell, grade_id, marks_of, released_notebook, source_of

__all__ = [
    "Graded",
    "Submission",
    "database_of",
    "open_gradebook",
    "record_points",
    "register_assignment",
    "submission",
]
# What must be the same in the gradebook and in the course: by notebook, of each cell its points
# and its text (of cells that people write in, where the release has another text, only the points).
_Cells = dict[str, dict[str, tuple[float, str]]]


def database_of(root: Path) -> str:
    """The gradebook's address: `gradebook.db` in the course, unless staff set another."""
    own = settings_of(root).CourseDirectory.get("db_url")
    return own if isinstance(own, str) and own else f"sqlite:///{root / 'gradebook.db'}"


def open_gradebook(root: Path) -> Any:
    """nbgrader's gradebook of the course, to be used in a `with`."""
    from nbgrader.api import Gradebook  # noqa: PLC0415

    own_commands_first()
    return Gradebook(database_of(root), settings_of(root).CourseDirectory.course_id)


def register_assignment(root: Path, name: str, *, due: datetime | None = None) -> bool:
    """Make the gradebook know an assignment and its cells; whether anything was new.

    `due` is set when given (with its time zone; without one it is UTC). Raises GradingStopped
    when the assignment changed its questions after people had handed in.
    """
    is_new = not _is_known(root, name)
    if is_new:
        from nbgrader.converters import GenerateAssignment  # noqa: PLC0415

        with tempfile.TemporaryDirectory() as scratch:
            problems = run_converter(
                GenerateAssignment,
                root,
                name,
                "*",
                release_directory=str(Path(scratch) / "release"),
            )
        if problems and not _is_known(root, name):
            raise GradingStopped(
                f"source/{name} cannot be put into the gradebook: {problems[-1]} If its questions "
                "changed after people handed in, give the new version a name of its own."
            )
    if due is not None:
        set_due(database_of(root), name, due)
    return is_new


def submission(root: Path, assignment: str, student: str) -> Submission | None:
    """Points and comments of one participant, or None when nothing was graded yet."""
    address = database_of(root)
    if not has_gradebook(address):
        return None
    with reading(address) as connection:
        return read_submission(connection, assignment, student)


def record_points(
    root: Path, assignment: str, student: str, cell: str, *, points: float, comment: str = ""
) -> None:
    """What a marker decides, as the grading page would save it."""
    with open_gradebook(root) as gradebook:
        grade = gradebook.find_grade(cell, assignment, assignment, student)
        grade.manual_score, grade.needs_manual_grade = float(points), False
        if comment:
            gradebook.find_comment(cell, assignment, assignment, student).manual_comment = comment
        gradebook.db.commit()


def _is_known(root: Path, name: str) -> bool:
    """Whether the gradebook has exactly the course's cells, with their points and texts."""
    wanted = _cells_of_course(root, name)
    address = database_of(root)
    if not has_gradebook(address):
        return False
    with reading(address) as connection:
        known = known_assignment(connection, name)
    if known is None:
        return False
    there: _Cells = {
        notebook.name: {
            source.name: (
                sum(c.points or 0.0 for c in notebook.cells.values() if c.name == source.name),
                source.source,
            )
            for source in notebook.sources.values()
        }
        for notebook in known.notebooks.values()
    }
    return there.keys() == wanted.keys() and all(
        _is_same(there[notebook], wanted[notebook]) for notebook in wanted
    )


def _is_same(there: dict[str, tuple[float, str]], wanted: dict[str, tuple[float, str]]) -> bool:
    return there.keys() == wanted.keys() and all(
        there[name][0] == points and text in ("", there[name][1])
        for name, (points, text) in wanted.items()
    )


def _cells_of_course(root: Path, name: str) -> _Cells:
    if execution_of(root, name) != SANDBOX:
        return {name: _marked(released_notebook(root, name)["cells"], is_released=True)}
    # The release of such an assignment has no hidden tests; the gradebook has them.
    paths = sorted((root / "source" / name).glob("*.ipynb"))
    if not paths:
        raise GradingStopped(f"source/{name} has no notebook, so there is nothing to grade by.")
    try:
        read = {path.stem: json.loads(path.read_text(encoding="utf-8"))["cells"] for path in paths}
    except (ValueError, KeyError, TypeError) as problem:
        raise GradingStopped(f"A notebook in source/{name} cannot be read ({problem}).") from None
    return {notebook: _marked(cells, is_released=False) for notebook, cells in read.items()}


def _marked(cells: list[Cell], *, is_released: bool) -> dict[str, tuple[float, str]]:
    return {
        grade_id(cell): (
            float(marks_of(cell).get("points", 0)),
            source_of(cell) if is_released or not marks_of(cell).get("solution") else "",
        )
        for cell in cells
        if grade_id(cell)
    }
