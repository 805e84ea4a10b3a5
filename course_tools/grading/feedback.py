"""`course feedback`: a page for each participant, made again whenever anything on it changed."""

from dataclasses import dataclass, field
from pathlib import Path

from course_tools.grading.autograde import Progress
from course_tools.grading.engine import early
from course_tools.grading.engine.letters import (
    Letter,
    Written,
    digest_in,
    feedback_file,
    lost_letter,
    write_letter,
)
from course_tools.grading.engine.pool import Pool

__all__ = ["FeedbackReport", "digest_in", "feedback_file", "give_feedback"]


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


def give_feedback(
    root: Path,
    assignment: str,
    *,
    release: bool = False,
    workers: int = 0,
    progress: Progress | None = None,
) -> FeedbackReport:
    """Write every page that is missing or out of date; with `release` give them back as well.

    `workers` pages at once; 0: as many as this machine has cores. Ctrl-C ends it: what is written
    stays.
    """
    root = root.resolve()
    report = FeedbackReport(assignment)
    folders = sorted((root / "autograded").glob(f"*/{assignment}"))
    pages = [folder for folder in folders if (folder / f"{assignment}.ipynb").is_file()]
    letters = [Letter(str(root), assignment, folder.parent.name) for folder in pages]
    for folder in folders:
        if folder not in pages and any(folder.glob("*.ipynb")):
            report.failed[folder.parent.name] = (
                f"Its notebooks have other names than {assignment}.ipynb, which a feedback page "
                "needs. Mark them in nbgrader's form, and name the notebook like the assignment."
            )
    needed = early.to_write_letters(root, assignment)
    pool = Pool(write_letter, lost_letter, workers=workers, preload=needed)
    if progress:
        progress(0, len(letters), "")
    for number, done in enumerate(pool.results(letters), start=1):
        _note(done, report)
        if progress:
            progress(number, len(letters), done.student)
    for names in (report.written, report.unchanged, report.waiting):
        names.sort()
    if release:
        for student in sorted([*report.written, *report.unchanged]):
            _give_back(root, assignment, student, report)
    return report


def _note(done: Written, report: FeedbackReport) -> None:
    if done.reason:
        report.failed[done.student] = done.reason
        return
    (report.written if done.is_new else report.unchanged).append(done.student)
    if done.waits:
        report.waiting.append(done.student)


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
