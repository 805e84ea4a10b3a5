"""`course grade`: every hand-in alone, several at once, with a report in words."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from filelock import FileLock, Timeout

from course_tools.errors import GradingStopped
from course_tools.grading import keeping
from course_tools.grading.book.assignments import known_assignment
from course_tools.grading.book.connecting import many_writers, prepare, reading
from course_tools.grading.book.outcomes import Outcome, outcomes_of
from course_tools.grading.book.reading import extensions_of
from course_tools.grading.engine import early
from course_tools.grading.engine.facts import Regrade, Task, course_state, facts_for
from course_tools.grading.engine.pool import Pool
from course_tools.grading.engine.task import Done, grade_one, lost_one
from course_tools.grading.execution import SANDBOX, execution_of
from course_tools.grading.gradebook import database_of, register_assignment
from course_tools.grading.preflight import students_with

# What every process that grades needs, and what those need that run participants' notebooks.
NEEDED = ("course_tools.grading.engine.task",)
NEEDED_FOR_CODE = (
    *NEEDED,
    "course_tools.grading.lighter",
    "course_tools.grading.engine.in_sandbox",
)
# Done so far, out of how many, and whose hand-in that was.
Progress = Callable[[int, int, str], None]
# What runs tasks: the processes of this machine, or other machines.
Runner = Callable[[Sequence[Task]], Iterator[Done]]


@dataclass
class GradeReport:
    """What happened to whom. `failed` maps a participant to one line; `findings` are in words.

    `waiting` were not looked at because the run was stopped.
    """

    assignment: str
    graded: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    set_aside: dict[str, str] = field(default_factory=dict)
    findings: dict[str, list[str]] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report for the terminal, one line each."""
        said = [f"{self.assignment}: {len(self.graded)} graded, {len(self.unchanged)} unchanged."]
        said += [f"  mended      {who}: {' '.join(what)}" for who, what in _by_name(self.findings)]
        said += [f"  set aside   {who}: {why}" for who, why in _by_name(self.set_aside)]
        said += [f"  not graded  {who}: {why}" for who, why in _by_name(self.failed)]
        if self.failed:
            said.append(f"Try those again with: course grade {self.assignment} --retry")
        if self.waiting:
            said.append(
                f"Stopped. {len(self.waiting)} wait; what is graded stays. To go on, run the same "
                "command again."
            )
        return said


def grade(
    root: Path,
    assignment: str,
    *,
    students: Iterable[str] | None = None,
    regrade: Regrade = "changed",
    runner: Runner | None = None,
    progress: Progress | None = None,
) -> GradeReport:
    """Grade what is new or changed in `submitted/`; or also what failed; or all of it.

    What failed and has not changed is tried again only when asked for. `runner` runs the tasks;
    without one as many processes as this machine has cores. Ctrl-C ends the run: what is graded
    stays, and the report says what waits.

    Raises GradingStopped only for what concerns everybody: no release, a gradebook that refuses
    the assignment, or somebody else who grades it at this moment.
    """
    root = root.resolve()
    _refuse_without_sandbox(root, assignment)
    with _alone(root, assignment):
        register_assignment(root, assignment)
        address = database_of(root)
        prepare(address)
        wanted = list(students_with(root, assignment) if students is None else students)
        tasks = _tasks(root, address, assignment, wanted, regrade)
        report = GradeReport(assignment)
        with many_writers(address):
            if tasks:
                facts_for(tasks[0])  # what is wrong for everybody is said once, here
            _run(tasks, runner or here(root, assignment), report, progress)
    for waiting in keeping.all_set_aside(root, assignment):
        report.set_aside.setdefault(waiting.student, waiting.reason)
    return report


def _refuse_without_sandbox(root: Path, assignment: str) -> None:
    if execution_of(root, assignment) == SANDBOX:
        from course_tools.grading.sandbox.availability import why_not  # noqa: PLC0415

        reason = why_not()
        if reason:
            raise GradingStopped(f"{assignment} needs a sandbox for participants' code. {reason}")


def here(root: Path, assignment: str, workers: int = 0) -> Runner:
    """A runner on this machine with so many processes; 0: as many as it has cores."""
    needed = early.to_grade(root, assignment)
    pool = Pool(grade_one, lost_one, workers=workers, preload=needed)
    return pool.results


def _tasks(
    root: Path, address: str, assignment: str, students: Iterable[str], regrade: Regrade
) -> list[Task]:
    with reading(address) as connection:
        known = known_assignment(connection, assignment)
        before = outcomes_of(connection, assignment)
        extensions = extensions_of(connection, assignment)
    state = course_state(root, assignment, known.due if known else None)
    tasks = []
    for student in students:
        task = Task(str(root), address, assignment, student, state, regrade=regrade)
        task = replace(task, extension=str(extensions.get(student) or ""))
        last = before.get(student)
        if last and last.kind == "graded" and student not in extensions:
            last = None  # somebody removed it from the gradebook by nbgrader's own means
        tasks.append(_after(task, last))
    return tasks


def up_to_date(tasks: Sequence[Task]) -> list[Task]:
    """The same tasks, with what the gradebook says of each by now.

    For a run that lost touch with those who do the work: what they did is not to be done again.
    """
    if not tasks:
        return []
    with reading(tasks[0].address) as connection:
        now = outcomes_of(connection, tasks[0].assignment)
    done = [_after(task, now.get(task.student)) for task in tasks]
    return [
        replace(new, regrade="changed") if new.before != old.before else new
        for old, new in zip(tasks, done, strict=True)
    ]


def _after(task: Task, last: Outcome | None) -> Task:
    if last is None:
        return task
    return replace(
        task,
        before=last.state,
        before_kind=last.kind,
        before_reason=last.reason,
        before_page=last.page,
    )


def _run(
    tasks: Sequence[Task], runner: Runner, report: GradeReport, progress: Progress | None
) -> None:
    left = {task.student for task in tasks}
    if progress:
        progress(0, len(tasks), "")
    try:
        for done in runner(tasks):
            left.discard(done.student)
            _note(done, report)
            if progress:
                progress(len(tasks) - len(left), len(tasks), done.student)
    except KeyboardInterrupt:
        report.waiting = sorted(left)
    report.graded.sort()
    report.unchanged.sort()


def _note(done: Done, report: GradeReport) -> None:
    if done.kind == "set aside":
        report.set_aside[done.student] = done.reason
    elif done.kind == "failed":
        report.failed[done.student] = done.reason
    elif done.kind == "graded":
        report.graded.append(done.student)
    else:
        report.unchanged.append(done.student)
    if done.remarks:
        report.findings[done.student] = done.remarks


@contextlib.contextmanager
def _alone(root: Path, assignment: str) -> Iterator[None]:
    """Only one run for each assignment: two would mend the same hand-ins."""
    place = root / "received"
    place.mkdir(exist_ok=True)
    lock = FileLock(place / f".{assignment}.lock", timeout=0)
    try:
        with lock:
            yield
    except Timeout:
        raise GradingStopped(
            f"Somebody is grading {assignment} at this moment, perhaps in another window. Wait "
            "until that is done, then run the same command again."
        ) from None


def _by_name(said: dict[str, str] | dict[str, list[str]]) -> list[tuple[str, str | list[str]]]:
    return sorted(said.items())
