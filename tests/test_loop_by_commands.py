"""The loop as staff and a participant type it: release, fetch, hand in, collect, grade, feedback."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from course_tools.answers import AnswerSheet
from course_tools.cohort import demo as demos
from course_tools.handing.submit import hand_in_through_exchange
from tests.conftest import REPOSITORY

NAME = "power-paper"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course folder as staff have it, with no receipts of the machine that runs the tests."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    folder = tmp_path / "course"
    for name in ("assignments", "modules", "release", "source"):
        ignore = shutil.ignore_patterns("answers.json", ".answers", ".ipynb_checkpoints")
        shutil.copytree(REPOSITORY / name, folder / name, ignore=ignore)
    shutil.copy(REPOSITORY / "nbgrader_config.py", folder)
    return folder


def course_command(folder: Path, *words: str) -> str:
    """What a command said; it must end well."""
    command = [sys.executable, "-m", "course_tools.cli", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_from_release_to_feedback(course: Path) -> None:
    """Do the commands of the README lead from a release to a feedback page in the right hands?"""
    course_command(course, "release", NAME)
    folder = Path(course_command(course, "fetch", NAME).strip())
    assert folder == course / "my-assignments" / NAME
    person = tomllib.loads(demos._PEOPLE.read_text(encoding="utf-8"))["person"][0]
    demos.write_answers(folder, person)
    AnswerSheet(folder).record("hand-in", {"looked-through": True, "course-name": "p07"})
    handed_in = hand_in_through_exchange(folder, "p07")
    assert set(handed_in.files) == {f"{NAME}.ipynb", "answers.json", "answers.html"}
    # Somebody else under the same login, from a folder of their own.
    of_another = course / "of-p08" / NAME
    shutil.copytree(course / "release" / NAME, of_another)
    hand_in_through_exchange(of_another, "p08")
    assert "2 hand-ins" in course_command(course, "collect", NAME)
    assert "2 graded" in course_command(course, "grade", NAME)
    assert "0 graded, 2 unchanged" in course_command(course, "grade", NAME)
    said = course_command(course, "feedback", NAME, "--give-back")
    assert "given back through the exchange: 2" in said
    page = Path(course_command(course, "fetch", NAME, "--feedback").strip())
    assert page.is_relative_to(folder / "feedback")
    assert [path.name for path in (folder / "feedback").rglob("*.html")] == [f"{NAME}.html"]
    text = page.read_text(encoding="utf-8")
    assert "not graded yet" in text.lower()
    assert "safe streets evening" in text
