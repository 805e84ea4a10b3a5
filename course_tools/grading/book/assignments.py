"""An assignment as the gradebook knows it, read once for a whole run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from course_tools.grading.book import tables


@dataclass(frozen=True)
class KnownCell:
    """A graded, written or task cell. `points` is None for a cell that is only written in."""

    id: str
    name: str
    points: float | None
    is_commented: bool
    is_task: bool


@dataclass(frozen=True)
class SourceCell:
    """A course cell as it was released; `locked` ones are put back whatever became of them."""

    name: str
    cell_type: str
    locked: bool
    source: str
    checksum: str


@dataclass(frozen=True)
class KnownNotebook:
    """One notebook of an assignment. Cells go by their grade_id; `sources` are in their order."""

    id: str
    name: str
    cells: Mapping[str, KnownCell]
    sources: Mapping[str, SourceCell]


@dataclass(frozen=True)
class KnownAssignment:
    """`due` is in UTC, without a time zone, as nbgrader keeps it."""

    id: str
    name: str
    due: datetime | None
    notebooks: Mapping[str, KnownNotebook]


def known_assignment(connection: Connection, name: str) -> KnownAssignment | None:
    """The assignment with all its notebooks and cells, or None."""
    found = connection.execute(
        select(tables.assignment).where(tables.assignment.c.name == name)
    ).first()
    if found is None:
        return None
    notebooks = connection.execute(
        select(tables.notebook)
        .where(tables.notebook.c.assignment_id == found.id)
        .order_by(tables.notebook.c.name)
    ).all()
    return KnownAssignment(
        id=found.id,
        name=name,
        due=found.duedate,
        notebooks={
            one.name: KnownNotebook(
                one.id, one.name, _cells_of(connection, one.id), _sources_of(connection, one.id)
            )
            for one in notebooks
        },
    )


def _cells_of(connection: Connection, notebook: str) -> dict[str, KnownCell]:
    base, graded, task = tables.base_cell, tables.grade_cell, tables.task_cell
    rows = connection.execute(
        select(
            base.c.id,
            base.c.name,
            graded.c.max_score.label("points"),
            task.c.max_score.label("task_points"),
            tables.solution_cell.c.id.label("solution"),
            task.c.id.label("task"),
        )
        .select_from(
            base.outerjoin(graded, graded.c.id == base.c.id)
            .outerjoin(task, task.c.id == base.c.id)
            .outerjoin(tables.solution_cell, tables.solution_cell.c.id == base.c.id)
        )
        .where(base.c.notebook_id == notebook)
        .order_by(base.c.name, base.c.type)
    ).all()
    cells: dict[str, KnownCell] = {}
    for row in rows:
        is_task = row.task is not None
        points = row.task_points if is_task else row.points
        # A cell that is written in and graded stands twice in the gradebook, under one name.
        kind = "task" if is_task else "grade" if points is not None else "written"
        cells[f"{kind}:{row.name}"] = KnownCell(
            id=row.id,
            name=row.name,
            points=None if points is None else float(points),
            is_commented=is_task or row.solution is not None,
            is_task=is_task,
        )
    return cells


def _sources_of(connection: Connection, notebook: str) -> dict[str, SourceCell]:
    rows = connection.execute(
        select(tables.source_cell).where(tables.source_cell.c.notebook_id == notebook)
    ).all()
    return {
        row.name: SourceCell(
            row.name, row.cell_type, bool(row.locked), row.source or "", row.checksum or ""
        )
        for row in rows
    }
