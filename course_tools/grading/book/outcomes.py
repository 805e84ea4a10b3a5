"""What became of each hand-in: a row of our own beside nbgrader's."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from course_tools.grading.book import tables

Kind = Literal["graded", "failed", "set aside"]


@dataclass(frozen=True)
class Outcome:
    """`state` is the digest of all that decided it; `reason` says in words why it is not graded.

    `remarks` are what had to be mended; `page` is a digest of the graded notebooks.
    """

    assignment: str
    student: str
    kind: Kind
    state: str
    reason: str = ""
    remarks: list[str] = field(default_factory=list)
    page: str = ""


def write_outcome(connection: Connection, outcome: Outcome) -> None:
    """Put an outcome in place of the one before."""
    table = tables.outcome
    connection.execute(
        delete(table).where(
            table.c.assignment == outcome.assignment, table.c.student == outcome.student
        )
    )
    connection.execute(
        insert(table).values(
            assignment=outcome.assignment,
            student=outcome.student,
            kind=outcome.kind,
            state=outcome.state,
            reason=outcome.reason,
            remarks=json.dumps(outcome.remarks, ensure_ascii=False),
            page=outcome.page,
            at=datetime.now(UTC).replace(tzinfo=None),
        )
    )


def outcomes_of(
    connection: Connection, assignment: str, students: Iterable[str] | None = None
) -> dict[str, Outcome]:
    """The last outcomes of an assignment by participant, of all or of `students`."""
    table = tables.outcome
    query = select(table).where(table.c.assignment == assignment)
    if students is not None:
        query = query.where(table.c.student.in_(list(students)))
    return {
        row.student: Outcome(
            *(assignment, row.student, row.kind, row.state, row.reason),
            remarks=json.loads(row.remarks),
            page=row.page,
        )
        for row in connection.execute(query.order_by(table.c.student))
    }
