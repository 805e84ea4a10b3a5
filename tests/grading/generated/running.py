"""The same hand-ins graded twice: by `nbgrader autograde`, and by the course's own `grade`."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from course_tools.grading.autograde import grade
from course_tools.grading.gradebook import database_of, open_gradebook
from tests.grading.generated.comparing import (
    Rows,
    differences,
    most_of,
    rows_of,
)
from tests.grading.generated.deliberate import Seen, sorted_by_reason, without_copies
from tests.grading.generated.graded_pages import pages_that_differ

REPOSITORY = Path(__file__).parents[3]
DUE = datetime(2024, 9, 5, 12)  # UTC, as nbgrader keeps it
LATE_ZERO = "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"


@dataclass
class Compared:
    """What came of one assignment. `meant` counts differences by their reason."""

    assignment: str
    hand_ins: int
    rows: int
    meant: dict[str, int] = field(default_factory=dict)
    unexpected: list[str] = field(default_factory=list)


@dataclass
class Comparison:
    """All assignments, and how many seconds each side took."""

    assignments: list[Compared]
    our_seconds: float
    their_seconds: float

    @property
    def unexpected(self) -> list[str]:
        """Every difference for which there is no reason."""
        return [said for one in self.assignments for said in one.unexpected]


@dataclass(frozen=True)
class Ways:
    """How the two sides are run. `plain`: settings for nbgrader's side instead of the course's.

    `databases`: addresses for our side and nbgrader's; without them files of SQLite.
    """

    processes: int = 2
    plain: str = ""
    databases: tuple[str, str] | None = None


def set_dates(root: Path, hand_ins: dict[str, list[str]]) -> None:
    """Make every assignment due, and give every eleventh participant two more days."""
    with warnings.catch_warnings(), open_gradebook(root) as gradebook:
        warnings.simplefilter("ignore")  # SQLAlchemy's about nbgrader's own way of working
        for assignment, students in hand_ins.items():
            gradebook.update_or_create_assignment(assignment, duedate=DUE)
            for student in students[::11]:
                gradebook.update_or_create_student(student)
                gradebook.update_or_create_submission(assignment, student)
                gradebook.grant_extension(assignment, student, days=2)


def compare(
    course: Path, hand_ins: dict[str, list[str]], work: Path, ways: Ways | None = None
) -> Comparison:
    """Grade copies of a course on both sides and compare every row and every page.

    `course` has its hand-ins; it stays as it is. Its gradebook knows the assignments, unless
    `ways` has databases, which then know them. `work` is where the copies go.
    """
    ways = ways or Ways()
    ours = work / "ours"
    shutil.copytree(course, ours)
    theirs = _slices(course, work, 1 if ways.databases else ways.processes)
    for root in theirs if ways.plain else ():
        (root / "nbgrader_config.py").write_text(ways.plain, encoding="utf-8")
        without_copies(root / "submitted")
    if ways.databases:
        for root, address in zip((ours, *theirs), ways.databases, strict=True):
            use_database(root, address)
    began = time.monotonic()
    _grade_by_nbgrader(theirs, [*hand_ins, *(["--each"] if ways.plain else [])])
    between = time.monotonic()
    with contextlib.chdir(ours):
        for assignment in hand_ins:
            grade(ours, assignment)
    ended = time.monotonic()
    return Comparison(_compared(course, hand_ins, ours, theirs), ended - between, between - began)


def use_database(root: Path, address: str) -> None:
    """Let a course keep its gradebook elsewhere."""
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {address!r}\n")


def _slices(course: Path, work: Path, number: int) -> list[Path]:
    """Copies of a course, each with its share of the participants."""
    students = sorted(path.name for path in (course / "submitted").iterdir())
    roots = []
    for which in range(number):
        root = work / f"theirs-{which}"
        shutil.copytree(course, root, ignore=shutil.ignore_patterns("submitted"))
        for student in students[which::number]:
            shutil.copytree(course / "submitted" / student, root / "submitted" / student)
        roots.append(root)
    return roots


def _grade_by_nbgrader(roots: Sequence[Path], words: list[str]) -> None:
    command = [sys.executable, "-m", "tests.grading.generated.by_nbgrader", *words]
    path = os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    with contextlib.ExitStack() as files:
        running = [
            subprocess.Popen(
                command,
                cwd=root,
                env={**os.environ, "PYTHONPATH": path},
                stdout=subprocess.DEVNULL,
                stderr=files.enter_context((root / "nbgrader-said.txt").open("wb")),
            )
            for root in roots
        ]
        failed = [root for root, one in zip(roots, running, strict=True) if one.wait()]
    if failed:
        said = (failed[0] / "nbgrader-said.txt").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"nbgrader itself could not run:\n{said[-3000:]}")


def _compared(
    course: Path, hand_ins: dict[str, list[str]], ours: Path, theirs: Sequence[Path]
) -> list[Compared]:
    address = database_of(ours)
    our_rows = rows_of(address)
    their_rows: Rows = {}
    for root in theirs:
        # Rows of participants whose slice is another one are only their extensions.
        here = {path.name for path in (root / "submitted").iterdir()}
        here |= {path.parent.name for path in (root / "set-aside").glob("*/*/handed-in")}
        found = rows_of(database_of(root))
        their_rows |= {key: row for key, row in found.items() if key.student in here}
    set_aside = [_set_aside_in([ours]), _set_aside_in(theirs)]
    seen = Seen(
        our_rows, their_rows, most_of(address), course / "submitted", set_aside[0] & set_aside[1]
    )
    pages = pages_that_differ(course, ours, theirs)
    compared = []
    for assignment in ("", *hand_ins):
        mine, other = (
            {key: row for key, row in rows.items() if key.assignment == assignment}
            for rows in (our_rows, their_rows)
        )
        meant, unexpected = sorted_by_reason(differences(mine, other), seen)
        only_one = [
            who
            for name, who in sorted(set_aside[0] ^ set_aside[1])
            # Without a page nbgrader does not look at a hand-in at all.
            if name == assignment and any((course / "submitted" / who / name).glob("*.ipynb"))
        ]
        compared.append(
            Compared(
                assignment or "(participants)",
                len(hand_ins.get(assignment, ())),
                len(mine.keys() | other.keys()),
                meant,
                [
                    *map(str, unexpected),
                    *pages.get(assignment, ()),
                    *(f"{who} / {assignment}: set aside on one side only" for who in only_one),
                ],
            )
        )
    return compared


def _set_aside_in(roots: Sequence[Path]) -> set[tuple[str, str]]:
    """Assignment and participant of each hand-in that waits."""
    return {
        (folder.parent.name, folder.name)
        for root in roots
        for folder in (root / "set-aside").glob("*/*")
    }
