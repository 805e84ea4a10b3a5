"""Assignments in which code is taught, from the command to the gradebook: shut in, and fair?"""

import json
import os
import shutil
from pathlib import Path

import pytest
from nbgrader.converters import Autograde

from course_tools.errors import GradingStopped
from course_tools.grading.autograde import grade
from course_tools.grading.book.connecting import reading
from course_tools.grading.book.outcomes import outcomes_of
from course_tools.grading.converters import run_converter
from course_tools.grading.gradebook import database_of, record_points, register_assignment
from course_tools.grading.sandbox.availability import why_not
from tests.grading.generated.comparing import Key, differences, rows_of
from tests.grading.generated.programming import make_programming_course, make_programming_hand_ins
from tests.grading.generated.programming_sources import ORDINARY

pytestmark = pytest.mark.slow
_LOOKS = "import os\nprint(os.path.exists('THE GRADEBOOK'), os.environ.get('CANARY'))"
_KILLS = "import os\nos.kill(os.getpid(), 9)"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with programming assignments and nobody's grades."""
    missing = why_not()
    if missing:
        assert not os.environ.get("CI"), missing
        pytest.skip(missing)
    root = tmp_path_factory.mktemp("code") / "course"
    make_programming_course(root)
    return root


def _one_assignment(root: Path) -> tuple[str, list[str]]:
    """The first of the ordinary assignments that has one notebook, and who handed it in."""
    handed_in = make_programming_hand_ins(root, 4, seed=3)
    for name, students in sorted(handed_in.items()):
        if name in ORDINARY and [
            path.stem for path in (root / "source" / name).glob("*.ipynb")
        ] == [name]:
            return name, students
    pytest.fail("no assignment with a notebook of its own name")


def test_nbgraders_own_command_is_shut_in_too(course: Path, tmp_path: Path) -> None:
    """Does `nbgrader autograde` with our settings give exactly what the engine gives?"""
    ours = Path(shutil.copytree(course, tmp_path / "ours"))
    name, students = _one_assignment(ours)
    theirs = Path(shutil.copytree(ours, tmp_path / "theirs"))
    register_assignment(theirs, name)
    for student in students:
        assert run_converter(Autograde, theirs, name, student, force=True) == []
    assert grade(ours, name).graded == sorted(students)
    one, other = rows_of(database_of(ours)), rows_of(database_of(theirs))
    assert len(one) > 10
    assert differences(one, other) == []


def test_a_hostile_one_among_honest_ones(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is nothing reached, the reason written down, everybody graded, and a decision kept?"""
    monkeypatch.setenv("CANARY", "a secret of the grader")
    root = Path(shutil.copytree(course, tmp_path / "course"))
    name, students = _one_assignment(root)
    path = root / "submitted" / students[0] / name / f"{name}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    looks = _LOOKS.replace("THE GRADEBOOK", str(root / "gradebook.db"))
    for source in (_KILLS, looks):
        bad = {"cell_type": "code", "metadata": {}, "source": source, "outputs": []}
        notebook["cells"].insert(0, {**bad, "execution_count": None})
    path.write_text(json.dumps(notebook), encoding="utf-8")
    report = grade(root, name)
    assert report.graded == sorted(students)
    assert "stopped the kernel" in " ".join(report.findings[students[0]])
    graded = (root / "autograded" / students[0] / name / f"{name}.ipynb").read_text()
    assert "a secret of the grader" not in graded
    assert "False None" in graded
    with reading(database_of(root)) as connection:
        outcomes = outcomes_of(connection, name)
    assert "stopped the kernel" in " ".join(outcomes[students[0]].remarks)
    assert grade(root, name).unchanged == sorted(students)
    rows = rows_of(database_of(root))
    waiting = next(
        key for key, row in rows.items() if key.table == "grade" and row["needs_manual_grade"]
    )
    _decide(root, waiting)
    assert grade(root, name, regrade="all").graded == sorted(students)
    after = rows_of(database_of(root))[waiting]
    assert (after["manual_score"], after["needs_manual_grade"]) == (1.0, False)


def _decide(root: Path, key: Key) -> None:
    record_points(root, key.assignment, key.student, key.cell, points=1)


def test_without_bubblewrap_nothing_runs(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where bubblewrap is missing: a refusal that says what to do, from both commands?"""
    root = Path(shutil.copytree(course, tmp_path / "course"))
    name, students = _one_assignment(root)
    register_assignment(root, name)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GradingStopped, match="bubblewrap"):
        grade(root, name)
    problems = run_converter(Autograde, root, name, students[0], force=True)
    assert "bubblewrap" in " ".join(problems)
    assert not (root / "autograded" / students[0]).exists() or not list(
        (root / "autograded" / students[0]).rglob("*.ipynb")
    )
