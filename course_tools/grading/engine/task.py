"""Grade one hand-in from beginning to end: the one function that every way of running shares.

Nothing that is wrong with a hand-in leaves it as an error: it becomes a reason in words.
"""

import atexit
import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection

from course_tools.errors import CourseError
from course_tools.grading import keeping
from course_tools.grading.book.connecting import GradebookOutOfReach, reading, writing
from course_tools.grading.book.outcomes import Kind, Outcome, write_outcome
from course_tools.grading.book.reading import settled_cells
from course_tools.grading.book.seen import Digests, digests_of, seen_before
from course_tools.grading.book.writing import write_graded
from course_tools.grading.criteria import modules_for
from course_tools.grading.engine.as_data import grade_as_data
from course_tools.grading.engine.checking import Checks, Limits
from course_tools.grading.engine.facts import Facts, Task, facts_for
from course_tools.grading.engine.lateness import penalty_of
from course_tools.grading.graded_folder import notebook_of, seen_in
from course_tools.grading.preflight import preflight
from course_tools.grading.released import is_check, source_of
from course_tools.grading.timings import Timings
from course_tools.grading.wording import in_words, sentence


def _nothing() -> None:
    """What is to be done between files and gradebook when both are here."""


@dataclass(frozen=True)
class Done:
    """What became of one hand-in. `kind`: graded, unchanged, failed or set aside."""

    student: str
    kind: str
    reason: str = ""
    remarks: list[str] = field(default_factory=list)


def grade_one(task: Task, publish: Callable[[], None] = _nothing) -> Done:
    """Look at a hand-in, grade it if anything changed, and write down what became of it.

    `publish` is called when the files are written and the gradebook is not.
    """
    facts = facts_for(task)
    with Timings() as timings:
        timings.step("look")
        state = ""
        try:
            [finding] = preflight(facts.root, task.assignment, [task.student])
            if finding.is_set_aside:
                return _told(task, "set aside", state, finding.reason)
            state = _state(task)
            if task.regrade != "all" and state == task.before and not _is_to_be_tried(task, facts):
                return _as_before(task, finding.remarks)
            outcome = Outcome(
                task.assignment, task.student, "graded", state, remarks=finding.remarks
            )
            done = _grade(facts, outcome, timings, publish)
        except Exception as problem:  # one hand-in must not stop the others
            return _told(task, "failed", state, _reason(problem))
        return Done(task.student, "graded", remarks=done.remarks)


def _state(task: Task) -> str:
    folder = Path(task.root) / "submitted" / task.student / task.assignment
    return f"{keeping.digest_of(folder)}:{task.extension}:{task.course_state}"


def _is_to_be_tried(task: Task, facts: Facts) -> bool:
    if task.before_kind == "graded":
        # Whoever graded it since then by another way left another notebook.
        return _page(facts, task.student) != task.before_page
    return task.regrade == "failed" or task.before_kind != "failed"


def _page(facts: Facts, student: str) -> str:
    folder = notebook_of(facts.root, facts.assignment, student).parent
    digest = hashlib.sha256()
    for name in facts.known.notebooks:
        place = folder / f"{name}.ipynb"
        digest.update(hashlib.sha256(place.read_bytes() if place.is_file() else b"").digest())
    return digest.hexdigest()


def _as_before(task: Task, remarks: list[str]) -> Done:
    if task.before_kind == "failed":
        return Done(task.student, "failed", task.before_reason)
    return Done(task.student, "unchanged", remarks=remarks)


def _grade(
    facts: Facts, outcome: Outcome, timings: Timings, publish: Callable[[], None]
) -> Outcome:
    """Grade, `publish` the files, and last of all write the gradebook: that decides."""
    with reading(facts.address) as connection:
        settled = _settled(connection, facts, outcome.student)
    own = settled.get(outcome.assignment, {})
    if facts.way == "data":
        work = grade_as_data(facts, outcome, own, _checks_for(facts), timings)
    elif facts.way == "sandbox":
        from course_tools.grading.engine.in_sandbox import grade_in_sandbox  # noqa: PLC0415

        work, remarks = grade_in_sandbox(facts, outcome, settled, timings)
        outcome = replace(outcome, remarks=remarks)
    else:
        from course_tools.grading.engine.by_nbgrader import grade_by_nbgrader  # noqa: PLC0415

        return grade_by_nbgrader(facts, outcome, own, lambda: _page(facts, outcome.student))
    outcome = replace(outcome, page=_page(facts, outcome.student))
    publish()
    timings.step("gradebook")
    write_graded(facts.address, facts.known, work, outcome, penalty_of(facts.config))
    return outcome


def _settled(connection: Connection, facts: Facts, student: str) -> dict[str, Digests]:
    """By notebook, the cells on which a person has decided, with a digest of what they saw."""
    seen = seen_before(connection, facts.assignment, student)
    settled = settled_cells(connection, facts.assignment, student)
    for name in settled.keys() - seen.keys():  # graded by nbgrader's own command
        place = notebook_of(facts.root, facts.assignment, student).with_name(f"{name}.ipynb")
        seen[name] = digests_of(seen_in(place))
    return {
        name: {cell: seen[name][cell] for cell in cells if cell in seen[name]}
        for name, cells in settled.items()
    }


def lost_one(task: Task, reason: str) -> Done:
    """The same for a hand-in whose process died or was ended."""
    state = ""
    with contextlib.suppress(OSError, UnicodeError):
        state = _state(task)
    return _told(task, "failed", state, reason)


def _told(task: Task, kind: Kind, state: str, reason: str) -> Done:
    """Write a reason into the gradebook, where it can be seen, and say it."""
    outcome = Outcome(task.assignment, task.student, kind, state, reason)
    # A name that no database takes has no row; the report still says it.
    with (
        contextlib.suppress(GradebookOutOfReach, UnicodeError),
        writing(task.address) as connection,
    ):
        write_outcome(connection, outcome)
    return Done(task.student, kind, reason)


def _reason(problem: Exception) -> str:
    if isinstance(problem, CourseError):
        return sentence(str(problem))
    return in_words(problem)


def _checks_for(facts: Facts) -> Checks:
    checks = tuple(source_of(cell) for cell in facts.released["cells"] if is_check(cell))
    own = facts.config.get("RunChecks", {})
    return _checks(
        tuple(modules_for(checks)),
        Limits(seconds_cell=own.get("timeout", 30), seconds=own.get("longest", 60)),
    )


@lru_cache(maxsize=1)
def _checks(modules: tuple[str, ...], limits: Limits) -> Checks:
    """This process's warm one, for all its hand-ins."""
    checks = Checks(("course_tools.grading.checks", *modules), limits)
    atexit.register(checks.close)
    return checks
