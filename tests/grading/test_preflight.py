"""What is mended or set aside before anything is graded."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from course_tools.answers import AnswerSheet
from course_tools.errors import GradingStopped
from course_tools.grading.autograde import grade
from course_tools.grading.preflight import preflight
from course_tools.grading.released import asked_in, without_prompt

from .conftest import MIRROR_MIME, MODEL, NAME, complete_hand_in, new_hand_in


def test_answers_are_taken_from_the_page(own_course: Path) -> None:
    """With only the notebook left, do the copies in it become the answers?"""
    hand_in = complete_hand_in(own_course, "page")
    hand_in.add_output({MIRROR_MIME: hand_in.mirror(), "text/plain": "copy"})
    hand_in.save()
    (hand_in.folder / "answers.json").unlink()

    [finding] = preflight(own_course, NAME)

    assert "taken from the page itself" in " ".join(finding.remarks)
    assert AnswerSheet(hand_in.folder).answer("power-map") == MODEL["power-map"]


def test_notebook_in_an_inner_folder_is_found(own_course: Path) -> None:
    """Is a hand-in that was zipped with its folder put right?"""
    hand_in = complete_hand_in(own_course, "inner")
    inner = hand_in.folder / "power paper"
    inner.mkdir()
    for name in (f"{NAME}.ipynb", "answers.json"):
        (hand_in.folder / name).rename(inner / name)

    [finding] = preflight(own_course, NAME)

    assert not finding.is_set_aside
    assert hand_in.path.is_file()
    assert not inner.exists()
    assert AnswerSheet(hand_in.folder).answer("reading-gaventa") == MODEL["reading-gaventa"]


def test_of_several_notebooks_the_fitting_one_counts(own_course: Path) -> None:
    """When nothing has the right name, is the notebook with the graded cells chosen?"""
    hand_in = complete_hand_in(own_course, "several")
    hand_in.path.rename(hand_in.folder / "final final.ipynb")
    (hand_in.folder / "other.ipynb").write_text(json.dumps({"cells": []}), encoding="utf-8")

    [finding] = preflight(own_course, NAME)

    assert "final final.ipynb" in finding.remarks[0]


def test_unclear_notebooks_are_set_aside(own_course: Path) -> None:
    """When two notebooks fit equally, does a person decide?"""
    hand_in = complete_hand_in(own_course, "twice")
    (hand_in.folder / "b.ipynb").write_bytes(hand_in.path.read_bytes())
    hand_in.path.rename(hand_in.folder / "a.ipynb")

    [finding] = preflight(own_course, NAME)

    assert "several notebooks" in finding.reason
    assert (own_course / "set-aside" / NAME / "twice" / "handed-in" / "a.ipynb").is_file()


def test_unreadable_time_counts_as_on_time(own_course: Path) -> None:
    """Does a damaged time of handing in stop nothing?"""
    hand_in = new_hand_in(own_course, "time")
    (hand_in.folder / "timestamp.txt").write_text("yesterday, I think", encoding="utf-8")

    [finding] = preflight(own_course, NAME)

    assert "on time" in " ".join(finding.remarks)
    assert not (hand_in.folder / "timestamp.txt").exists()


def test_second_look_says_the_same(own_course: Path) -> None:
    """Is a mended hand-in left alone the next time, with the same report?"""
    hand_in = complete_hand_in(own_course, "twice-looked")
    (hand_in.folder / "pandas.py").write_text("x = 1", encoding="utf-8")
    [first] = preflight(own_course, NAME)
    before = hand_in.path.read_bytes()

    [second] = preflight(own_course, NAME)

    assert second.remarks == first.remarks
    assert "pandas.py" in first.remarks[-1]
    assert hand_in.path.read_bytes() == before


@pytest.mark.parametrize("student", ["a*b", "[x]", "..hidden", "with space"])
def test_odd_names_are_set_aside(own_course: Path, student: str) -> None:
    """Is a folder name that nbgrader would take for a pattern refused in words?"""
    new_hand_in(own_course, student)
    [finding] = preflight(own_course, NAME)
    assert "plain participant's id" in finding.reason


def test_newer_answers_are_left_for_a_person(own_course: Path) -> None:
    """Is a file of a later workbook set aside, not graded as empty?"""
    hand_in = complete_hand_in(own_course, "newer")
    path = hand_in.folder / "answers.json"
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'), encoding="utf-8")
    [finding] = preflight(own_course, NAME)
    assert "newer workbook" in finding.reason


def test_no_release_stops_with_the_remedy(own_course: Path) -> None:
    """Without a release, does grading say what to do?"""
    new_hand_in(own_course, "anybody")
    (own_course / "release" / NAME / f"{NAME}.ipynb").unlink()
    with pytest.raises(GradingStopped, match="course build"):
        grade(own_course, NAME)


def test_the_prompt_is_nobodys_words() -> None:
    """Is the line that invites to write left out, wherever somebody began to write?"""
    prompt = "*Write here.*"
    for said in (f"{prompt}\n\nMine.", f"Mine.\n\n{prompt}", "Mine."):
        assert without_prompt(said, prompt) == "Mine."
    assert without_prompt(f" {prompt} ", prompt) == ""


def test_forms_say_what_they_ask() -> None:
    """Are a form's question, title and prompts read from its call?"""
    asked = asked_in('reading_check(answer_sheet(), "r", "A reading", ["One?", "Two?"])')
    assert asked is not None
    assert (asked.question, asked.title, asked.prompts) == ("r", "A reading", ("One?", "Two?"))
    power_map = asked_in("# comment\nfrom x import y\n\npower_map(answer_sheet())")
    assert power_map is not None
    assert power_map.question == "power-map"
    assert asked_in("this is not python") is None


def test_checks_load_neither_pictures_nor_widgets() -> None:
    """Does a check start without matplotlib, widgets, pandas and nbgrader?"""
    heavy = ("matplotlib", "ipywidgets", "nbgrader", "pandas", "nbconvert")
    code = (
        f"import sys, course_tools.grading.checks; print([m for m in {heavy} if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_mending_survives_another_collect(own_course: Path) -> None:
    """When the same damaged hand-in comes once more, is what staff mended left alone?"""
    hand_in = new_hand_in(own_course, "torn")
    hand_in.path.write_text("{", encoding="utf-8")
    damaged = shutil.copytree(hand_in.folder, own_course / "again")
    preflight(own_course, NAME)
    waiting = own_course / "set-aside" / NAME / "torn"
    (waiting / "handed-in" / f"{NAME}.ipynb").write_text("mended", encoding="utf-8")

    damaged.rename(hand_in.folder)
    [finding] = preflight(own_course, NAME)

    assert finding.is_set_aside
    assert (waiting / "handed-in" / f"{NAME}.ipynb").read_text(encoding="utf-8") == "mended"

    other = new_hand_in(own_course, "torn")
    other.path.write_text("", encoding="utf-8")
    preflight(own_course, NAME)
    assert (waiting / "handed-in" / f"{NAME}.ipynb").read_text(encoding="utf-8") == ""
    kept = waiting / "earlier" / "handed-in" / f"{NAME}.ipynb"
    assert kept.read_text(encoding="utf-8") == "mended"


def test_nobody_is_blamed_for_nothing(own_course: Path) -> None:
    """Is a participant who handed in nothing named, with nothing set aside?"""
    report = grade(own_course, NAME, students=["nobody"])
    assert report.set_aside == {"nobody": "Nothing was handed in."}
    assert not (own_course / "set-aside").exists()
