"""nbgrader 0.9's tables, as far as grading reads and writes them; a test compares them with its own."""

from typing import Any
from uuid import uuid4

from sqlalchemy import Boolean, DateTime, Float, Interval, String, Text, column, table

assignment = table(
    "assignment",
    column("id", String),
    column("name", String),
    column("duedate", DateTime),
    column("course_id", String),
)
notebook = table(
    "notebook", column("id", String), column("name", String), column("assignment_id", String)
)
base_cell = table(
    "base_cell",
    column("id", String),
    column("name", String),
    column("notebook_id", String),
    column("type", String),
)
grade_cell = table(
    "grade_cells", column("id", String), column("max_score", Float), column("cell_type", String)
)
task_cell = table(
    "task_cells", column("id", String), column("max_score", Float), column("cell_type", String)
)
solution_cell = table("solution_cells", column("id", String))
source_cell = table(
    "source_cell",
    column("id", String),
    column("name", String),
    column("cell_type", String),
    column("locked", Boolean),
    column("source", Text),
    column("checksum", String),
    column("notebook_id", String),
)
student = table(
    "student", column("id", String), column("first_name", String), column("last_name", String)
)
submitted_assignment = table(
    "submitted_assignment",
    column("id", String),
    column("assignment_id", String),
    column("student_id", String),
    column("timestamp", DateTime),
    column("extension", Interval),
)
submitted_notebook = table(
    "submitted_notebook",
    column("id", String),
    column("assignment_id", String),
    column("notebook_id", String),
    column("flagged", Boolean),
    column("late_submission_penalty", Float),
)
grade = table(
    "grade",
    column("id", String),
    column("notebook_id", String),
    column("cell_id", String),
    column("auto_score", Float),
    column("manual_score", Float),
    column("extra_credit", Float),
    column("needs_manual_grade", Boolean),
)
comment = table(
    "comment",
    column("id", String),
    column("notebook_id", String),
    column("cell_id", String),
    column("auto_comment", Text),
    column("manual_comment", Text),
)
NBGRADERS = (
    *(assignment, notebook, base_cell, grade_cell, task_cell, solution_cell, source_cell),
    *(student, submitted_assignment, submitted_notebook, grade, comment),
)

# Ours. What became of each hand-in is written in the same transaction as its points.
outcome = table(
    "workbook_outcome",
    column("assignment", String),
    column("student", String),
    column("kind", String),
    column("state", String),
    column("reason", Text),
    column("remarks", Text),
    column("page", String),
    column("at", DateTime),
)
# What a person saw of each cell when its points were last written: a digest by cell, as JSON.
seen = table(
    "workbook_seen",
    column("assignment", String),
    column("student", String),
    column("notebook", String),
    column("cells", Text),
)
version = table("workbook_version", column("number"))

# One step for each version of our tables; a step once released is never changed.
STEPS = (
    """CREATE TABLE workbook_outcome (
        assignment VARCHAR(128) NOT NULL,
        student VARCHAR(128) NOT NULL,
        kind VARCHAR(16) NOT NULL,
        state VARCHAR(200) NOT NULL,
        reason TEXT NOT NULL,
        remarks TEXT NOT NULL,
        page VARCHAR(64) NOT NULL,
        at TIMESTAMP NOT NULL,
        PRIMARY KEY (assignment, student)
    )""",
    """CREATE TABLE workbook_seen (
        assignment VARCHAR(128) NOT NULL,
        student VARCHAR(128) NOT NULL,
        notebook VARCHAR(128) NOT NULL,
        cells TEXT NOT NULL,
        PRIMARY KEY (assignment, student, notebook)
    )""",
)


def new_id() -> str:
    """An id as nbgrader makes them."""
    return uuid4().hex


def columns_of(one: Any) -> set[str]:
    """The names of a table's columns."""
    return {str(name) for name in one.c.keys()}  # noqa: SIM118 - not a dict
