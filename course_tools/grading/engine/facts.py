"""What is the same for every hand-in of a run: read once, by each process that grades."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from course_tools.errors import GradingStopped
from course_tools.grading.book.assignments import KnownAssignment, known_assignment
from course_tools.grading.book.connecting import reading
from course_tools.grading.configuration import apply, settings_of
from course_tools.grading.execution import SANDBOX, execution_of
from course_tools.grading.keeping import digest_of
from course_tools.grading.package import package_digest
from course_tools.grading.released import order_in, released_notebook

# What is graded beside new and changed hand-ins: nothing, those that failed, or everything.
Regrade = Literal["changed", "failed", "all"]
_DECISIVE = ("sanitize_preprocessors", "autograde_preprocessors")


@dataclass(frozen=True)
class Task:
    """One hand-in to grade, as plain data: the same for a process here and for another machine.

    `course_state` is the digest of all that is the same for everybody. `before…` is
    what the last run left; `extension` is the time that somebody got more than others.
    """

    root: str
    address: str
    assignment: str
    student: str
    course_state: str
    before: str = ""
    before_kind: str = ""
    before_reason: str = ""
    before_page: str = ""
    extension: str = ""
    regrade: Regrade = "changed"


@dataclass(frozen=True)
class Facts:
    """`way` says how this assignment is graded: data, sandbox, or by nbgrader itself where staff
    changed its steps. `order` has the graded cells of notebooks with code, by notebook.
    """

    root: Path
    assignment: str
    address: str
    way: str
    order: dict[str, list[str]]
    known: KnownAssignment
    released: dict[str, Any]
    config: Any


def facts_for(task: Task) -> Facts:
    """The facts of a run; the same object for every hand-in of it."""
    return _facts(task.root, task.address, task.assignment, task.course_state)


@lru_cache(maxsize=4)
def _facts(root: str, address: str, assignment: str, _state: str) -> Facts:
    folder = Path(root)
    with reading(address) as connection:
        known = known_assignment(connection, assignment)
    if known is None:
        raise LookupError(f"The gradebook does not know {assignment}.")
    config = settings_of(folder)
    way = way_of(folder, assignment, config)
    return Facts(
        root=folder,
        assignment=assignment,
        address=address,
        way=way,
        order=order_in(folder / "source" / assignment) if way == SANDBOX else {},
        known=known,
        released=released_notebook(folder, assignment) if way != SANDBOX else {},
        config=config,
    )


def way_of(root: Path, assignment: str, config: Any) -> str:
    """How an assignment is graded with these settings."""
    from traitlets.config import Config  # noqa: PLC0415

    ours = Config()
    apply(ours, root)
    execution = execution_of(root, assignment)
    if all(config.Autograde.get(name) == ours.Autograde.get(name) for name in _DECISIVE):
        return execution
    if execution == SANDBOX:
        raise GradingStopped(
            f"{assignment} runs participants' code, and nbgrader_config.py changes the steps that "
            "shut it in. Take c.Autograde.sanitize_preprocessors and autograde_preprocessors out."
        )
    return "nbgrader"


def course_state(root: Path, assignment: str, due: datetime | None) -> str:
    """A digest of all that decides everybody's points: release, data, settings, package, due day."""
    digest = hashlib.sha256(f"{package_digest()} {due}".encode())
    for folder in ("release", "source"):
        place = root / folder / assignment
        digest.update(digest_of(place).encode() if place.is_dir() else b"none")
    for name in (f"assignments/{assignment}/about.toml", "nbgrader_config.py"):
        path = root / name
        digest.update(path.read_bytes() if path.is_file() else b"none")
        digest.update(b"\0")
    return digest.hexdigest()
