"""A graded hand-in put into the gradebook: all of it in one transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from course_tools.grading.book import tables
from course_tools.grading.book.assignments import KnownAssignment, KnownNotebook
from course_tools.grading.book.connecting import GradebookOutOfReach, writing
from course_tools.grading.book.outcomes import Outcome, write_outcome
from course_tools.grading.book.reading import seconds_late
from course_tools.grading.book.seen import Digests, write_seen

# Points to take off: from the participant, the notebook's score, and the seconds it was late.
Penalty = Callable[[str, float, float], float | None]


@dataclass(frozen=True)
class Mark:
    """What grading found for one cell. `auto` is None where a person decides.

    `settled`: a person decided before and nothing that they saw has changed. `needs_person`: the
    check could not tell.
    """

    auto: float | None
    needs_person: bool = False
    settled: bool = False


@dataclass(frozen=True)
class GradedNotebook:
    """One notebook's marks and remarks by grade_id. An untouched answer says "No response.".

    `seen` are digests of what it shows.
    """

    marks: Mapping[str, Mark]
    remarks: Mapping[str, str | None]
    seen: Digests = field(default_factory=dict)


@dataclass(frozen=True)
class GradedHandIn:
    """A whole hand-in; a notebook of the assignment that is not here counts 0, as in nbgrader."""

    student: str
    handed_in: datetime | None
    notebooks: Mapping[str, GradedNotebook]


def write_graded(
    address: str,
    known: KnownAssignment,
    work: GradedHandIn,
    outcome: Outcome,
    penalty: Penalty | None = None,
) -> None:
    """Write marks, comments, lateness and the outcome; what a person decided always stays.

    Raises GradebookOutOfReach; then nothing is written.
    """
    for attempt in (1, 2):
        try:
            with writing(address) as connection:
                _write(connection, known, work, penalty)
                for name, notebook in work.notebooks.items():
                    write_seen(connection, known.name, work.student, name, notebook.seen)
                write_outcome(connection, outcome)
        except GradebookOutOfReach as problem:
            # Another process may have made the same participant a moment ago.
            if attempt == 2 or not isinstance(problem.__cause__, IntegrityError):
                raise
        else:
            return


def _write(
    connection: Connection, known: KnownAssignment, work: GradedHandIn, penalty: Penalty | None
) -> None:
    handed, late = _hand_in(connection, known, work)
    submitted = _notebooks(connection, known, handed)
    for name, notebook in known.notebooks.items():
        graded = work.notebooks.get(name)
        grades = _grades(connection, notebook, submitted[name])
        _comments(connection, notebook, submitted[name], graded)
        score = _mark(connection, notebook, grades, graded)
        if graded is not None:  # nbgrader takes nothing off from what was not handed in
            off = _taken_off(penalty, work.student, score, late)
            connection.execute(
                update(tables.submitted_notebook)
                .where(tables.submitted_notebook.c.id == submitted[name])
                .values(late_submission_penalty=off)
            )


def _hand_in(
    connection: Connection, known: KnownAssignment, work: GradedHandIn
) -> tuple[str, float]:
    """The hand-in's id, made when it is new, and by how many seconds it is late."""
    who, handed = tables.student, tables.submitted_assignment
    if connection.execute(select(who.c.id).where(who.c.id == work.student)).first() is None:
        connection.execute(insert(who).values(id=work.student))
    found = connection.execute(
        select(handed).where(
            handed.c.assignment_id == known.id, handed.c.student_id == work.student
        )
    ).first()
    due = connection.execute(
        select(tables.assignment.c.duedate).where(tables.assignment.c.id == known.id)
    ).scalar()
    if found is None:
        row = {"id": tables.new_id(), "assignment_id": known.id, "student_id": work.student}
        connection.execute(insert(handed).values(**row, timestamp=work.handed_in))
        return row["id"], seconds_late(work.handed_in, due, None)
    time, extension = found.timestamp, found.extension
    if work.handed_in is not None and work.handed_in != time:
        time = work.handed_in
        connection.execute(update(handed).where(handed.c.id == found.id).values(timestamp=time))
    return str(found.id), seconds_late(time, due, extension or timedelta())


def _notebooks(connection: Connection, known: KnownAssignment, handed: str) -> dict[str, str]:
    """The ids of the hand-in's notebooks by name."""
    submitted = tables.submitted_notebook
    rows = connection.execute(
        select(submitted.c.id, submitted.c.notebook_id).where(submitted.c.assignment_id == handed)
    ).all()
    there = {row.notebook_id: row.id for row in rows}
    made = {
        notebook.id: tables.new_id()
        for notebook in known.notebooks.values()
        if notebook.id not in there
    }
    if made:
        connection.execute(
            insert(submitted),
            [
                {"id": new, "assignment_id": handed, "notebook_id": of, "flagged": False}
                for of, new in made.items()
            ],
        )
    ids = there | made
    return {name: str(ids[notebook.id]) for name, notebook in known.notebooks.items()}


def _grades(connection: Connection, notebook: KnownNotebook, submitted: str) -> dict[str, Any]:
    """The hand-in's grades by cell id, made where they are missing."""
    grade = tables.grade
    rows = connection.execute(select(grade).where(grade.c.notebook_id == submitted)).mappings()
    there = {row["cell_id"]: dict(row) for row in rows}
    missing = [c for c in notebook.cells.values() if c.points is not None and c.id not in there]
    if missing:
        new = [
            {
                "id": tables.new_id(),
                "notebook_id": submitted,
                "cell_id": cell.id,
                "needs_manual_grade": True,
                **dict.fromkeys(("auto_score", "manual_score", "extra_credit")),
            }
            for cell in missing
        ]
        connection.execute(insert(grade), new)
        there |= {row["cell_id"]: row for row in new}
    return there


def _mark(
    connection: Connection,
    notebook: KnownNotebook,
    grades: Mapping[str, Any],
    graded: GradedNotebook | None,
) -> float:
    """Write what was found; the notebook's score as nbgrader counts it."""
    changed = []
    for cell in notebook.cells.values():
        if cell.points is None:
            continue
        row = grades[cell.id]
        now = _row_now(row, graded, cell.name, is_task=cell.is_task)
        if now != row:
            changed.append(
                {
                    "which": row["id"],
                    "auto": now["auto_score"],
                    "needs": bool(now["needs_manual_grade"]),
                }
            )
            row.update(now)
    if changed:
        connection.execute(
            update(tables.grade)
            .where(tables.grade.c.id == bindparam("which"))
            .values(auto_score=bindparam("auto"), needs_manual_grade=bindparam("needs")),
            changed,
        )
    return sum(_score(row) for row in grades.values())


def _row_now(
    row: Mapping[str, Any], graded: GradedNotebook | None, name: str, *, is_task: bool
) -> dict[str, Any]:
    if graded is None:  # the notebook was not handed in
        return {**row, "auto_score": 0.0, "needs_manual_grade": False}
    mark = graded.marks.get(name)
    if is_task or mark is None:  # nbgrader leaves these to a person
        return dict(row)
    waits = mark.auto is None or mark.needs_person or row["manual_score"] is not None
    return {
        **row,
        "auto_score": mark.auto,
        "needs_manual_grade": waits and not mark.settled,
    }


def _score(row: Mapping[str, Any]) -> float:
    score = row["auto_score"] if row["manual_score"] is None else row["manual_score"]
    return 0.0 if score is None else float(score) + float(row["extra_credit"] or 0)


def _comments(
    connection: Connection,
    notebook: KnownNotebook,
    submitted: str,
    graded: GradedNotebook | None,
) -> None:
    comment = tables.comment
    rows = connection.execute(select(comment).where(comment.c.notebook_id == submitted)).mappings()
    there = {row["cell_id"]: dict(row) for row in rows}
    commented = [cell for cell in notebook.cells.values() if cell.is_commented]
    found = graded.remarks if graded else {}
    new = [
        {
            "id": tables.new_id(),
            "notebook_id": submitted,
            "cell_id": cell.id,
            "auto_comment": found.get(cell.name),
        }
        for cell in commented
        if cell.id not in there
    ]
    if new:
        connection.execute(insert(comment), new)
    changed = [
        {"which": there[cell.id]["id"], "said": found[cell.name]}
        for cell in commented
        if cell.id in there
        and cell.name in found
        and there[cell.id]["auto_comment"] != found[cell.name]
    ]
    if changed:
        connection.execute(
            update(comment)
            .where(comment.c.id == bindparam("which"))
            .values(auto_comment=bindparam("said")),
            changed,
        )


def _taken_off(penalty: Penalty | None, student: str, score: float, late: float) -> float | None:
    """nbgrader's rule: never below 0, never more than the score; None when not late."""
    if penalty is None or late <= 0:
        return None
    off = penalty(student, score, late)
    return None if off is None else min(max(0.0, float(off)), max(score, 0.0))


def set_due(address: str, assignment: str, due: datetime) -> None:
    """When an assignment is due; with a time zone, or in UTC."""
    plain = due if due.tzinfo is None else due.astimezone(UTC).replace(tzinfo=None)
    with writing(address) as connection:
        connection.execute(
            update(tables.assignment)
            .where(tables.assignment.c.name == assignment)
            .values(duedate=plain)
        )


def settle(
    address: str, known: KnownAssignment, student: str, cells: Mapping[str, Iterable[str]]
) -> None:
    """Let what a person decided stand, by notebook: nbgrader asks anew after each grading."""
    grade, handed, submitted = tables.grade, tables.submitted_assignment, tables.submitted_notebook
    with writing(address) as connection:
        for name, stands in cells.items():
            notebook = known.notebooks[name]
            ids = [cell.id for cell in notebook.cells.values() if cell.name in set(stands)]
            ours = (
                select(submitted.c.id)
                .join(handed, handed.c.id == submitted.c.assignment_id)
                .where(
                    handed.c.assignment_id == known.id,
                    handed.c.student_id == student,
                    submitted.c.notebook_id == notebook.id,
                )
            )
            connection.execute(
                update(grade)
                .where(grade.c.cell_id.in_(ids), grade.c.notebook_id.in_(ours.scalar_subquery()))
                .values(needs_manual_grade=False)
            )
