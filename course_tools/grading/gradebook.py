"""The gradebook: an assignment in it, a participant's points and comments out of it."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from course_tools.errors import GradingStopped
from course_tools.grading.configuration import settings_of
from course_tools.grading.engine import own_commands_first, run_converter
from course_tools.grading.released import grade_id, marks_of, released_notebook


@dataclass(frozen=True)
class Graded:
    """One graded cell of one participant. `points` is None while nobody has graded it.

    `extra` are points above the maximum; `was_blank`: nbgrader found the answer untouched.
    """

    id: str
    points: float | None
    most: float
    extra: float
    comment: str
    was_blank: bool


@dataclass(frozen=True)
class Submission:
    """What the gradebook knows of one hand-in; `late` in seconds."""

    student: str
    name: str
    handed_in: datetime | None
    late: float
    penalty: float
    cells: dict[str, Graded]


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
    from nbgrader.converters import GenerateAssignment  # noqa: PLC0415

    is_new = not _is_known(root, name)
    if is_new:
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
    with open_gradebook(root) as gradebook:
        gradebook.update_or_create_assignment(name, **({"duedate": due} if due else {}))
    return is_new


def submission(root: Path, assignment: str, student: str) -> Submission | None:
    """Points and comments of one participant, or None when nothing was graded yet."""
    from nbgrader.api import MissingEntry  # noqa: PLC0415

    with open_gradebook(root) as gradebook:
        try:
            found = gradebook.find_submission(assignment, student)
        except MissingEntry:
            return None
        notebook = next((nb for nb in found.notebooks if nb.name == assignment), None)
        comments = {c.name: c for c in notebook.comments} if notebook else {}
        who = found.student
        return Submission(
            student=student,
            name=" ".join(part for part in (who.first_name, who.last_name) if part),
            handed_in=found.timestamp,
            late=float(found.total_seconds_late or 0),
            penalty=float(found.late_submission_penalty or 0),
            cells={
                grade.name: _graded(grade, comments.get(grade.name))
                for grade in (notebook.grades if notebook else ())
            },
        )


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


def keep_marked(root: Path, assignment: str, student: str, cells: Iterable[str]) -> None:
    """Let what a person decided about these cells stand: nbgrader asks anew after each grading."""
    with open_gradebook(root) as gradebook:
        for cell in cells:
            gradebook.find_grade(cell, assignment, assignment, student).needs_manual_grade = False
        gradebook.db.commit()


def _graded(grade: Any, comment: Any) -> Graded:
    waits = grade.needs_manual_grade or (grade.manual_score is None and grade.auto_score is None)
    score = grade.auto_score if grade.manual_score is None else grade.manual_score
    auto = (comment.auto_comment or "") if comment is not None else ""
    return Graded(
        id=grade.name,
        points=None if waits else float(score),
        most=float(grade.max_score),
        extra=0.0 if waits else float(grade.extra_credit or 0),
        comment=(comment.manual_comment or "") if comment is not None else "",
        was_blank=auto.startswith("No response"),
    )


def _is_known(root: Path, name: str) -> bool:
    """Whether the gradebook has exactly the released cells, with their points and texts."""
    from nbgrader.api import MissingEntry  # noqa: PLC0415

    released = {
        grade_id(cell): (marks_of(cell).get("checksum"), float(marks_of(cell).get("points", 0)))
        for cell in released_notebook(root, name)["cells"]
        if grade_id(cell)
    }
    with open_gradebook(root) as gradebook:
        try:
            notebook = gradebook.find_notebook(name, name)
        except MissingEntry:
            return False
        points = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
        known = {c.name: (c.checksum, points.get(c.name, 0.0)) for c in notebook.source_cells}
    return known == released
