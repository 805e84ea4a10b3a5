"""Is what `course new` copies a working example, sound from the first minute?"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_tools.building.beginning import begin
from course_tools.building.everything import build_course, stale_files
from course_tools.building.soundness import breaches_in_course
from course_tools.cli import main
from course_tools.errors import NotInCourse
from tests.building.conftest import everything_in

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("lesson", "02-self-interest", "modules/02-self-interest/02-self-interest.md"),
        ("assignment", "story-paper", "assignments/story-paper/assignment.md"),
    ],
)
def test_a_new_page_is_sound_and_builds(course: Path, kind: str, name: str, text: str) -> None:
    """Can it be checked and built before a word of it is changed?"""
    new = begin(course, kind, name)
    assert course / text in new
    assert breaches_in_course(course) == []
    built = build_course(course)
    assert any(name in path for path in built)
    assert stale_files(course) == []
    assert not any("NAME_" in path.read_text(encoding="utf-8") for path in new)


def test_a_new_activity_passes_every_check(course: Path) -> None:
    """Where the package lies: do the copied tests pass, and is the copied code tidy?"""
    new = begin(course, "activity", "growth-planner")
    assert course / "tests" / "test_growth_planner.py" in new
    package = course / "course_tools"
    ignore = shutil.ignore_patterns("activities", "__pycache__", "labextension")
    shutil.copytree(ROOT / "course_tools", package, ignore=ignore, dirs_exist_ok=True)
    (package / "activities" / "__init__.py").write_text('"""Tools."""\n')
    shutil.copy(ROOT / "pyproject.toml", course)
    for check in (
        ["pytest", "-q", "-p", "no:cacheprovider", "tests/test_growth_planner.py"],
        ["ruff", "check", "--no-cache", *map(str, new)],
        ["ruff", "format", "--check", "--no-cache", *map(str, new)],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *check],
            cwd=course,
            env={**os.environ, "PYTHONPATH": str(course)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["lesson", "assignment", "activity"])
def test_nothing_is_overwritten(course: Path, kind: str) -> None:
    """Is a name that is taken refused, and everything left as it was?"""
    begin(course, kind, "99-new" if kind == "lesson" else "new-thing")
    before = everything_in(course)
    with pytest.raises(NotInCourse, match=r"is there already\. Choose a new name"):
        begin(course, kind, "99-new" if kind == "lesson" else "new-thing")
    assert everything_in(course) == before


@pytest.mark.parametrize("name", ["Story Paper", "story_paper", "../story", "", "é"])
def test_a_name_that_is_no_id_is_refused(course: Path, name: str) -> None:
    """Is a name that would break links and ids refused, with what to use?"""
    with pytest.raises(NotInCourse, match="Use small letters, digits and hyphens"):
        begin(course, "lesson", name)


@pytest.mark.parametrize("name", ["3d-map", "import"])
def test_an_activity_that_python_could_not_import_is_refused(course: Path, name: str) -> None:
    """Is a name refused that would make a package which nothing can load?"""
    before = everything_in(course)
    with pytest.raises(NotInCourse, match="Begin with a letter"):
        begin(course, "activity", name)
    assert everything_in(course) == before


def test_the_command_names_the_new_files(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does `course new` say what to edit and what to run next?"""
    monkeypatch.chdir(course / "modules")
    done = CliRunner().invoke(main, ["new", "assignment", "story-paper"])
    assert done.exit_code == 0
    assert "assignments/story-paper/rubric.toml" in done.output.splitlines()
    assert "course build" in done.output


def test_a_new_lesson_says_how_it_comes_into_a_programme(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Does `course new lesson` say where a lesson gets its place, without which nobody sees it?"""
    monkeypatch.chdir(course)
    done = CliRunner().invoke(main, ["new", "lesson", "02-later"])
    assert "put '02-later' into order in modules/programmes/" in done.output
