"""Does nbgrader's refusal reach the author in words, and is nothing released then?"""

import json
from pathlib import Path

import pytest

from course_tools.building.release import build_release
from course_tools.errors import CourseUnsound
from tests.building.conftest import everything_in

CHECK = {
    **{"cell_type": "code", "grade": True, "grade_id": "a-check", "locked": True, "points": 1},
    **{"schema_version": 3, "solution": False, "task": False},
}


def source(folder: Path, *cells: dict[str, object]) -> Path:
    """A source folder with one assignment of these cells, as nbgrader wants it."""
    notebook = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path = folder / "source" / "paper" / "paper.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return folder / "source"


def code(name: str, about: dict[str, object], text: str = "1") -> dict[str, object]:
    return {
        **{"cell_type": "code", "execution_count": None, "id": name, "outputs": []},
        **{"metadata": {"nbgrader": about}, "source": text},
    }


def test_what_nbgrader_refuses_is_one_line(tmp_path: Path) -> None:
    """Is nbgrader's refusal one line that names the assignment?"""
    sources = source(tmp_path, code("a", CHECK), code("b", CHECK))
    with pytest.raises(CourseUnsound) as refused:
        build_release(sources, ["paper"], tmp_path / "release")
    [line] = refused.value.breaches
    assert line.startswith("assignments/paper: nbgrader would not release it: ")
    assert "\n" not in line


def test_an_open_solution_mark_is_refused(tmp_path: Path) -> None:
    """Is a solution that is never closed no release with the answer in it?"""
    open_answer = {**CHECK, "cell_type": "code", "solution": True, "locked": False}
    sources = source(tmp_path, code("a", open_answer, "### BEGIN SOLUTION\nthe answer"))
    with pytest.raises(CourseUnsound, match="would not release it"):
        build_release(sources, ["paper"], tmp_path / "release")


def test_the_source_stays_as_it_is(tmp_path: Path) -> None:
    """Does releasing change nothing in source/ and make no gradebook?"""
    sources = source(tmp_path, code("a", CHECK))
    before = everything_in(sources)
    build_release(sources, ["paper"], tmp_path / "release")
    assert everything_in(sources) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["release", "source"]
