"""What a person saw when they decided: kept with the points, so that a change is never overlooked."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from course_tools.grading.book import tables

Digests = dict[str, str]


def digests_of(seen: Mapping[str, Any]) -> Digests:
    """A digest of what each cell shows."""
    return {
        name: hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()
        for name, shown in seen.items()
    }


def seen_before(connection: Connection, assignment: str, student: str) -> dict[str, Digests]:
    """By notebook, what stood there when the points were last written by this workbook."""
    table = tables.seen
    rows = connection.execute(
        select(table).where(table.c.assignment == assignment, table.c.student == student)
    )
    return {row.notebook: dict(json.loads(row.cells)) for row in rows}


def write_seen(
    connection: Connection, assignment: str, student: str, notebook: str, cells: Digests
) -> None:
    """Put it in place of what was there; in the transaction that writes the points."""
    table = tables.seen
    which = {"assignment": assignment, "student": student, "notebook": notebook}
    connection.execute(
        delete(table).where(*(table.c[key] == value for key, value in which.items()))
    )
    connection.execute(insert(table).values(**which, cells=json.dumps(cells)))
