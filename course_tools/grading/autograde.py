"""`course grade`: every hand-in through nbgrader, each alone, with a report in words."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from course_tools.answers import Json
from course_tools.grading import keeping
from course_tools.grading.engine import run_converter
from course_tools.grading.gradebook import keep_marked, register_assignment, submission
from course_tools.grading.preflight import Finding, preflight, students_with
from course_tools.grading.released import grade_id, is_answer, source_of

# Done so far, out of how many, and whose hand-in is next.
Progress = Callable[[int, int, str], None]
_GRADED_FROM = "graded-from.json"


@dataclass
class GradeReport:
    """What happened to whom. `failed` maps a participant to one line; `findings` are in words."""

    assignment: str
    graded: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    set_aside: dict[str, str] = field(default_factory=dict)
    findings: dict[str, list[str]] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """The report for the terminal, one line each."""
        said = [f"{self.assignment}: {len(self.graded)} graded, {len(self.unchanged)} unchanged."]
        said += [f"  mended      {who}: {' '.join(what)}" for who, what in self.findings.items()]
        said += [f"  set aside   {who}: {why}" for who, why in self.set_aside.items()]
        said += [f"  not graded  {who}: {why}" for who, why in self.failed.items()]
        return said


def grade(
    root: Path,
    assignment: str,
    *,
    students: Iterable[str] | None = None,
    regrade_all: bool = False,
    progress: Progress | None = None,
) -> GradeReport:
    """Grade what is new or changed in `submitted/` (with `regrade_all` everything).

    Raises GradingStopped only for what concerns everybody: no release, or a gradebook that
    refuses the assignment. What is wrong with one hand-in stands in the report.
    """
    from nbgrader.converters import Autograde  # noqa: PLC0415

    from course_tools.grading.preprocessors.execute import refuse_programming  # noqa: PLC0415

    root = root.resolve()
    refuse_programming(root, assignment)
    register_assignment(root, assignment)
    report = GradeReport(assignment)
    wanted = list(students_with(root, assignment) if students is None else students)
    for number, student in enumerate(wanted):
        if progress:
            progress(number, len(wanted), student)
        [finding] = preflight(root, assignment, [student])
        _note(finding, report)
        if finding.is_set_aside:
            continue
        now = _state(root, assignment, student)
        if not regrade_all and now == _graded_from(root, assignment, student):
            report.unchanged.append(student)
            continue
        marked = _marked(root, assignment, student)
        problems = run_converter(Autograde, root, assignment, student, force=True)
        if problems:
            report.failed[student] = problems[0]
            continue
        seen = _seen(root, assignment, student)
        same = [name for name, before in marked.items() if seen.get(name) == before]
        keep_marked(root, assignment, student, same)
        _remember(root, assignment, student, now)
        report.graded.append(student)
    if progress:
        progress(len(wanted), len(wanted), "")
    for waiting in keeping.all_set_aside(root, assignment):
        report.set_aside.setdefault(waiting.student, waiting.reason)
    return report


def _note(finding: Finding, report: GradeReport) -> None:
    if finding.is_set_aside:
        report.set_aside[finding.student] = finding.reason
    elif finding.remarks:
        report.findings[finding.student] = finding.remarks


def _marked(root: Path, assignment: str, student: str) -> dict[str, Json]:
    """What a person saw of each part whose points are settled."""
    seen = _seen(root, assignment, student)
    known = submission(root, assignment, student) if seen else None
    cells = known.cells.values() if known else ()
    return {cell.id: seen[cell.id] for cell in cells if cell.points is not None and cell.id in seen}


def _seen(root: Path, assignment: str, student: str) -> dict[str, Json]:
    """What a graded notebook shows of each part: its words or its answer, and all added words."""
    try:
        content = json.loads(_notebook(root, assignment, student).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    cells = content["cells"]
    added = [source_of(cell) for cell in cells if not grade_id(cell)]
    return {
        grade_id(cell): [
            *(source_of(cell), cell.get("attachments")),
            *(cell["metadata"].get(kind) for kind in ("course", "nbgrader")),
            *(output.get("data") for output in cell.get("outputs", [])),
            *(added if is_answer(cell) else ()),
        ]
        for cell in cells
        if grade_id(cell)
    }


def _notebook(root: Path, assignment: str, student: str) -> Path:
    return root / "autograded" / student / assignment / f"{assignment}.ipynb"


def _state(root: Path, assignment: str, student: str) -> str:
    """A digest of all that decides a grade: the hand-in and the release."""
    release = root / "release" / assignment / f"{assignment}.ipynb"
    parts = [
        keeping.digest_of(root / "submitted" / student / assignment),
        hashlib.sha256(release.read_bytes()).hexdigest(),
    ]
    return ":".join(parts)


def _record(root: Path, assignment: str, student: str) -> Path:
    return root / "received" / student / assignment / _GRADED_FROM


def _graded_from(root: Path, assignment: str, student: str) -> str:
    graded = _notebook(root, assignment, student)
    try:
        known = json.loads(_record(root, assignment, student).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(known) if graded.exists() else ""


def _remember(root: Path, assignment: str, student: str, state: str) -> None:
    path = _record(root, assignment, student)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(state), encoding="utf-8")
