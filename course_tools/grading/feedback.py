"""`course feedback`: a page for each participant, made again whenever anything on it changed."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from course_tools.grading.autograde import Progress
from course_tools.grading.converters import run_converter
from course_tools.grading.page import page_of

_DIGEST = re.compile(r'<meta[^>]*\bname="course-digest"[^>]*>')
_CONTENT = re.compile(r'\bcontent="([0-9a-f]{64})"')


@dataclass
class FeedbackReport:
    """What happened. `waiting`: pages on which something is not graded yet.

    `released` went through the exchange; `to_send` came as files and go back as files.
    """

    assignment: str
    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    released: list[str] = field(default_factory=list)
    to_send: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """The report for the terminal, one line each."""
        said = [f"{self.assignment}: {len(self.written)} written, {len(self.unchanged)} unchanged."]
        if self.waiting:
            said.append(f"  something is not graded yet for: {', '.join(self.waiting)}")
        if self.released:
            said.append(f"  given back through the exchange: {len(self.released)}")
        if self.to_send:
            said.append(f"  to be sent as files, from feedback/: {', '.join(self.to_send)}")
        return [*said, *(f"  failed  {who}: {why}" for who, why in self.failed.items())]


def feedback_file(root: Path, assignment: str, student: str) -> Path:
    """Where a participant's feedback page is."""
    return root / "feedback" / student / assignment / f"{assignment}.html"


def give_feedback(
    root: Path, assignment: str, *, release: bool = False, progress: Progress | None = None
) -> FeedbackReport:
    """Write every page that is missing or out of date; with `release` give them back as well."""
    from nbgrader.converters import GenerateFeedback  # noqa: PLC0415

    root = root.resolve()
    report = FeedbackReport(assignment)
    graded = (root / "autograded").glob(f"*/{assignment}/{assignment}.ipynb")
    students = sorted(path.parent.parent.name for path in graded)
    for number, student in enumerate(students):
        if progress:
            progress(number, len(students), student)
        try:
            page = page_of(root, assignment, student)
        except (OSError, ValueError, KeyError, TypeError) as error:
            report.failed[student] = f"The graded notebook cannot be read: {error}"
            continue
        if page.waiting:
            report.waiting.append(student)
        if digest_in(feedback_file(root, assignment, student)) == page.digest:
            report.unchanged.append(student)
        else:
            problems = run_converter(GenerateFeedback, root, assignment, student, force=True)
            if problems:
                report.failed[student] = problems[0]
                continue
            report.written.append(student)
        if release:
            _give_back(root, assignment, student, report)
    if progress:
        progress(len(students), len(students), "")
    return report


def digest_in(page: Path) -> str:
    """What an existing page was made from, or "" when there is none."""
    try:
        tag = _DIGEST.search(page.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    found = _CONTENT.search(tag[0]) if tag else None
    return found[1] if found else ""


def _give_back(root: Path, assignment: str, student: str, report: FeedbackReport) -> None:
    from course_tools.errors import GradingStopped  # noqa: PLC0415
    from course_tools.grading.exchange import release_feedback  # noqa: PLC0415

    folder = feedback_file(root, assignment, student).parent
    if not (folder / "submission_secret.txt").exists():  # came as a file, not by the exchange
        report.to_send.append(student)
        return
    try:
        release_feedback(root, assignment, student)
    except GradingStopped as problem:
        report.failed[student] = str(problem)
    else:
        report.released.append(student)
