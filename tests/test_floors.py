"""Do the floors hold, and does nobody wait for a library that is not needed?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("IPython", "click", "ipywidgets", "jupytext", "matplotlib", "nbgrader", "numpy", "pandas")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


def loaded_by(code: str) -> set[str]:
    """The heavy libraries that are loaded once `code` has run."""
    done = run("-c", f"{code}\nimport sys; print('\\n' + ' '.join(sys.modules))")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split()) & set(HEAVY)


def test_a_floor_imports_only_from_those_below() -> None:
    """Does import-linter find every contract of pyproject.toml kept?"""
    done = run(
        "-c", "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("code", "may_load"),
    [
        ("import course_tools", set()),
        ("import course_tools.errors, course_tools.answers", set()),
        ("import course_tools.lesson", set()),
        ("import course_tools.programme, course_tools.rubric", set()),
        ("from course_tools.lesson import write", {"IPython", "ipywidgets"}),
        ("from course_tools.lesson import course_map", {"IPython", "ipywidgets"}),
        ("import course_tools.cli", {"click"}),
        ("import course_tools.starting", set()),
        ("import course_tools.opening", set()),
        ("from course_tools.grading.checks import award, completed, show_answer", set()),
    ],
)
def test_only_what_is_needed_is_loaded(code: str, may_load: set[str]) -> None:
    """Does this load none of the libraries that cost seconds?"""
    assert loaded_by(code) <= may_load


@pytest.mark.parametrize("words", [["--help"], ["start", "--help"], ["grade", "--help"]])
def test_help_does_not_wait(words: list[str]) -> None:
    """Does `course --help` load neither nbgrader nor jupytext?"""
    code = f"from course_tools.cli import main; main({words!r}, standalone_mode=False)"
    assert loaded_by(code) <= {"click"}


def test_models_stand_alone() -> None:
    """Can every activity's model be loaded without a widget or a picture?"""
    models = sorted((ROOT / "course_tools" / "activities").glob("*/model.py"))
    assert models
    names = ", ".join(f"course_tools.activities.{path.parent.name}.model" for path in models)
    assert loaded_by(f"import {names}") <= {"numpy"}
