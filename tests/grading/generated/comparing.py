"""What two gradebooks say about the same hand-ins, row by row, and two sets of graded pages."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from nbgrader import api
from sqlalchemy import Connection, Select, create_engine, select

from course_tools.grading.released import marks_of


class Key(NamedTuple):
    """Which row: by names, since the ids in a gradebook are random."""

    table: str
    student: str
    assignment: str = ""
    notebook: str = ""
    cell: str = ""


Rows = dict[Key, dict[str, Any]]
Pages = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Difference:
    """One value that differs; `column` is "row" where only one gradebook has the row at all."""

    key: Key
    column: str
    ours: Any
    theirs: Any

    def __str__(self) -> str:
        where = " / ".join(part for part in self.key[1:] if part)
        if self.column == "row":
            has, not_has = ("ours", "nbgrader's") if self.theirs is None else ("nbgrader's", "ours")
            return f"{where}: only {has} has a row in {self.key.table}; {not_has} has none"
        said = f"ours says {self.ours!r}, nbgrader's {self.theirs!r}"
        return f"{where}: {self.key.table}.{self.column}: {said}"


def rows_of(database_url: str) -> Rows:
    """Every row about hand-ins in a gradebook of SQLite or PostgreSQL."""
    engine = create_engine(database_url)
    try:
        with engine.connect() as connection:
            return dict(_rows(connection))
    finally:
        engine.dispose()


def most_of(database_url: str) -> dict[tuple[str, str, str], float]:
    """The points that a cell can earn, by assignment, notebook and cell."""
    cell, notebook = api.BaseCell.__table__, api.Notebook.__table__
    assignment, graded = api.Assignment.__table__, api.GradeCell.__table__
    query = select(assignment.c.name, notebook.c.name, cell.c.name, graded.c.max_score).select_from(
        graded.join(cell, cell.c.id == graded.c.id)
        .join(notebook, notebook.c.id == cell.c.notebook_id)
        .join(assignment, assignment.c.id == notebook.c.assignment_id)
    )
    engine = create_engine(database_url)
    try:
        with engine.connect() as connection:
            return {(one, two, three): most for one, two, three, most in connection.execute(query)}
    finally:
        engine.dispose()


def _rows(connection: Connection) -> Iterator[tuple[Key, dict[str, Any]]]:
    seen: set[Key] = set()
    for name, query in _queries().items():
        for row in connection.execute(query).mappings():
            values = dict(row)
            names = [values.pop(f"key_{part}", "") for part in Key._fields[1:]]
            key = Key(name, *names)
            if key in seen:
                raise ValueError(f"A gradebook has two rows where one belongs: {key}")
            seen.add(key)
            yield key, values


def _queries() -> dict[str, Select[Any]]:
    """For each table its columns, with the names that say which row it is as key_…"""
    handed, submitted = api.SubmittedAssignment.__table__, api.SubmittedNotebook.__table__
    notebook, student = api.Notebook.__table__, api.Student.__table__
    assignment = api.Assignment.__table__
    grade, comment, cell = api.Grade.__table__, api.Comment.__table__, api.BaseCell.__table__
    who = handed.c.student_id.label("key_student")
    names = [who, assignment.c.name.label("key_assignment")]
    ours = handed.join(assignment, assignment.c.id == handed.c.assignment_id)
    of_notebook = [*names, notebook.c.name.label("key_notebook")]
    pages = submitted.join(ours, handed.c.id == submitted.c.assignment_id).join(
        notebook, notebook.c.id == submitted.c.notebook_id
    )
    of_cell = [*of_notebook, cell.c.name.label("key_cell")]

    def cells(table: Any, *columns: Any) -> Select[Any]:
        joined = pages.join(table, table.c.notebook_id == submitted.c.id)
        return select(*of_cell, *columns).select_from(
            joined.join(cell, cell.c.id == table.c.cell_id)
        )

    points = (grade.c.auto_score, grade.c.manual_score, grade.c.extra_credit)
    return {
        "student": select(
            student.c.id.label("key_student"),
            *(student.c.first_name, student.c.last_name, student.c.email),
        ),
        "submitted_assignment": select(*names, handed.c.timestamp, handed.c.extension).select_from(
            ours
        ),
        "submitted_notebook": select(
            *of_notebook, submitted.c.flagged, submitted.c.late_submission_penalty
        ).select_from(pages),
        "grade": cells(grade, *points, grade.c.needs_manual_grade),
        "comment": cells(comment, comment.c.auto_comment, comment.c.manual_comment),
    }


def differences(ours: Rows, theirs: Rows) -> list[Difference]:
    """Every value that is not the same in both, in an order that does not change."""
    found = []
    for key in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(key), theirs.get(key)
        if one is None or other is None:
            found.append(Difference(key, "row", one, other))
        else:
            found += [
                Difference(key, column, one[column], other[column])
                for column in one
                if not _is_same(one[column], other[column])
            ]
    return found


def _is_same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=0, abs_tol=1e-9)
    return bool(one == other)


def pages_in(folder: Path) -> Pages:
    """The graded notebooks of a folder, reduced to what must be the same in both."""
    return {
        path.relative_to(folder).as_posix(): _cells_of(path)
        for path in sorted(folder.rglob("*.ipynb"))
    }


def notebook_differences(folder_a: Path, folder_b: Path) -> list[str]:
    """In words how the graded notebooks of two folders differ, cell by cell."""
    return page_differences(pages_in(folder_a), pages_in(folder_b))


def page_differences(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    """The same for pages that are read already."""
    found = [f"{name}: only in one of the folders" for name in sorted(ours.keys() ^ theirs.keys())]
    for name in sorted(ours.keys() & theirs.keys()):
        one, other = ours[name], theirs[name]
        if len(one) != len(other):
            found.append(f"{name}: {len(one)} cells and {len(other)}")
            continue
        found += [
            f"{name}, cell {number}: {part}: {_short(a[part])} and {_short(b[part])}"
            for number, (a, b) in enumerate(zip(one, other, strict=True))
            for part in a
            if a[part] != b[part]
        ]
    return found


def _short(value: Any) -> str:
    return f"{value!r:.300}"


def _cells_of(path: Path) -> list[dict[str, Any]]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        {
            "kind": cell["cell_type"],
            "source": _text(cell["source"]),
            "nbgrader": marks_of(cell),
            "attachments": cell.get("attachments") or None,
            "outputs": _outputs_of(cell),
        }
        for cell in cells
    ]


def _outputs_of(cell: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Outputs without numbers and places of a run; text that came in pieces is one text."""
    shown: list[dict[str, Any]] = []
    for output in cell.get("outputs", []):
        kept = {k: v for k, v in output.items() if k not in ("execution_count", "metadata")}
        if "text" in kept:
            kept["text"] = _without_places(_text(kept["text"]))
            if shown and shown[-1].get("name") == kept.get("name", ""):
                shown[-1]["text"] += kept["text"]
                continue
        if "data" in kept:
            kept["data"] = {kind: _number(_text(said)) for kind, said in kept["data"].items()}
        if "traceback" in kept:
            kept["traceback"] = _without_places("\n".join(kept["traceback"]))
        shown.append(kept)
    return shown


def _text(said: Any) -> Any:
    return "".join(said) if isinstance(said, list) else said


def _number(said: Any) -> Any:
    """Points mean the same written as 2 and as 2.0."""
    try:
        return float(said)
    except (TypeError, ValueError):
        return said


def _without_places(traceback: str) -> str:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", traceback)
    return re.sub(r"In\s?\[\d+\]|ipykernel_\d+/\d+\.py|ipython-input-[\w-]+", "cell", plain)
