"""What the gradebook knows of a participant's hand-in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from course_tools.grading.book import tables


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


def seconds_late(
    handed_in: datetime | None, due: datetime | None, extension: timedelta | None
) -> float:
    """How many seconds after the day it was due, as nbgrader counts; 0 when one is not known."""
    if handed_in is None or due is None:
        return 0.0
    return max(0.0, (handed_in - due - (extension or timedelta())).total_seconds())


def read_submission(connection: Connection, assignment: str, student: str) -> Submission | None:
    """Points and comments of the assignment's own notebook, or None when nothing was graded yet."""
    handed, of = tables.submitted_assignment, tables.assignment
    found = connection.execute(
        select(
            handed.c.id,
            handed.c.timestamp,
            handed.c.extension,
            of.c.duedate,
            tables.student.c.first_name,
            tables.student.c.last_name,
        )
        .select_from(
            handed.join(of, of.c.id == handed.c.assignment_id).join(
                tables.student, tables.student.c.id == handed.c.student_id
            )
        )
        .where(of.c.name == assignment, handed.c.student_id == student)
    ).first()
    if found is None:
        return None
    submitted, notebook = tables.submitted_notebook, tables.notebook
    notebooks = connection.execute(
        select(submitted.c.id, submitted.c.late_submission_penalty, notebook.c.name)
        .select_from(submitted.join(notebook, notebook.c.id == submitted.c.notebook_id))
        .where(submitted.c.assignment_id == found.id)
    ).all()
    own = [one.id for one in notebooks if one.name == assignment]
    return Submission(
        student=student,
        name=" ".join(part for part in (found.first_name, found.last_name) if part),
        handed_in=found.timestamp,
        late=seconds_late(found.timestamp, found.duedate, found.extension),
        penalty=sum(float(one.late_submission_penalty or 0) for one in notebooks),
        cells=_graded_cells(connection, own),
    )


def _graded_cells(connection: Connection, notebooks: Iterable[str]) -> dict[str, Graded]:
    wanted = list(notebooks)
    grade, comment, cell = tables.grade, tables.comment, tables.base_cell
    comments = {
        row.name: row
        for row in connection.execute(
            select(cell.c.name, comment.c.auto_comment, comment.c.manual_comment)
            .select_from(comment.join(cell, cell.c.id == comment.c.cell_id))
            .where(comment.c.notebook_id.in_(wanted))
        )
    }
    rows = connection.execute(
        select(
            cell.c.name,
            grade,
            tables.grade_cell.c.max_score.label("most"),
            tables.task_cell.c.max_score.label("task_most"),
        )
        .select_from(
            grade.join(cell, cell.c.id == grade.c.cell_id)
            .outerjoin(tables.grade_cell, tables.grade_cell.c.id == cell.c.id)
            .outerjoin(tables.task_cell, tables.task_cell.c.id == cell.c.id)
        )
        .where(grade.c.notebook_id.in_(wanted))
        .order_by(cell.c.name)
    ).all()
    return {row.name: _graded(row, comments.get(row.name)) for row in rows}


def _graded(grade: Any, comment: Any) -> Graded:
    waits = grade.needs_manual_grade or (grade.manual_score is None and grade.auto_score is None)
    score = grade.auto_score if grade.manual_score is None else grade.manual_score
    auto = (comment.auto_comment or "") if comment is not None else ""
    most = grade.most if grade.task_most is None else grade.task_most
    return Graded(
        id=grade.name,
        points=None if waits else float(score),
        most=float(most or 0),
        extra=0.0 if waits else float(grade.extra_credit or 0),
        comment=(comment.manual_comment or "") if comment is not None else "",
        was_blank=auto.startswith("No response"),
    )


def extensions_of(connection: Connection, assignment: str) -> dict[str, timedelta | None]:
    """Everybody who has a hand-in in the gradebook, with the time that they got more than others."""
    handed = tables.submitted_assignment
    rows = connection.execute(
        select(handed.c.student_id, handed.c.extension)
        .join(tables.assignment, tables.assignment.c.id == handed.c.assignment_id)
        .where(tables.assignment.c.name == assignment)
    )
    return {row.student_id: row.extension for row in rows}


def settled_cells(connection: Connection, assignment: str, student: str) -> dict[str, set[str]]:
    """By notebook, the graded cells of a hand-in that wait for nobody."""
    handed, submitted = tables.submitted_assignment, tables.submitted_notebook
    grade, cell = tables.grade, tables.base_cell
    rows = connection.execute(
        select(tables.notebook.c.name, cell.c.name.label("cell"))
        .select_from(
            grade.join(cell, cell.c.id == grade.c.cell_id)
            .join(submitted, submitted.c.id == grade.c.notebook_id)
            .join(handed, handed.c.id == submitted.c.assignment_id)
            .join(tables.assignment, tables.assignment.c.id == handed.c.assignment_id)
            .join(tables.notebook, tables.notebook.c.id == submitted.c.notebook_id)
        )
        .where(
            tables.assignment.c.name == assignment,
            handed.c.student_id == student,
            grade.c.needs_manual_grade.is_(False),
            (grade.c.manual_score.is_not(None)) | (grade.c.auto_score.is_not(None)),
        )
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.name, set()).add(row.cell)
    return found
