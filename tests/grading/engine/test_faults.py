"""Faults that were found by trying: does each stay mended?"""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from course_tools.errors import GradingStopped
from course_tools.grading import keeping
from course_tools.grading.autograde import GradeReport, grade
from course_tools.grading.book import writing
from course_tools.grading.book.connecting import GradebookOutOfReach
from course_tools.grading.converters import own_commands_first
from course_tools.grading.engine import task as tasks_of_engine
from course_tools.grading.engine.facts import Task
from course_tools.grading.engine.task import Done, grade_one
from course_tools.grading.gradebook import database_of, record_points, set_due, submission
from course_tools.grading.preflight import preflight
from tests.grading.conftest import MODEL, NAME, complete_hand_in, new_hand_in, points_of


def _inline(tasks: list[Task]) -> Iterator[Done]:
    return (grade_one(task) for task in tasks)


def _grade(root: Path, **options: object) -> GradeReport:
    return grade(root, NAME, runner=_inline, **options)  # type: ignore[arg-type]


def _handed_in_again(root: Path, words: str) -> None:
    shutil.rmtree(root / "submitted" / "ana" / NAME)
    hand_in = complete_hand_in(root, "ana")
    hand_in.write(words)
    hand_in.save()


def _waits(root: Path) -> bool:
    with Gradebook(database_of(root)) as gradebook:
        return bool(gradebook.find_grade(NAME, NAME, NAME, "ana").needs_manual_grade)


def test_changed_words_ask_for_a_person_even_after_a_failed_write(
    own_course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marked, then changed, then the gradebook refuses once: is a person asked in the end?"""
    complete_hand_in(own_course, "ana")
    _grade(own_course)
    record_points(own_course, NAME, "ana", NAME, points=17)
    _handed_in_again(own_course, MODEL[NAME] + "\n\nAnd one more thought.")

    def refuses(*_: object) -> None:
        raise GradebookOutOfReach("The disk is full.")

    with monkeypatch.context() as once:
        once.setattr(tasks_of_engine, "write_graded", refuses)
        assert _grade(own_course).failed == {"ana": "The disk is full."}
    assert _grade(own_course).failed == {"ana": "The disk is full."}, "tried without being asked"
    assert _grade(own_course, regrade="failed").graded == ["ana"]
    assert _waits(own_course)
    found = submission(own_course, NAME, "ana")
    assert found is not None
    assert found.cells[NAME].points is None
    record_points(own_course, NAME, "ana", NAME, points=19)
    assert _grade(own_course, regrade="all").graded == ["ana"]
    assert not _waits(own_course), "nothing changed, so the decision stands"
    assert points_of(own_course, "ana")[NAME] == 19


def test_changed_steps_never_take_the_sandbox_away(own_course: Path) -> None:
    """With nbgrader's own steps in the settings, is an assignment with code refused?"""
    about = own_course / "assignments" / NAME / "about.toml"
    about.write_text(about.read_text().replace('"data"', '"sandbox"'), encoding="utf-8")
    with (own_course / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\nc.Autograde.autograde_preprocessors = ['nbgrader.preprocessors.Execute']\n")
    new_hand_in(own_course, "ana")
    with pytest.raises(GradingStopped, match="shut it in"):
        _grade(own_course)


def test_staff_may_change_steps_of_other_assignments(own_course: Path) -> None:
    """With a step of staff's own, does nbgrader itself grade, once, and do decisions stand?"""
    with (own_course / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(
            "\nc.Autograde.autograde_preprocessors = c.Autograde.autograde_preprocessors + "
            "['nbgrader.preprocessors.LimitOutput']\n"
        )
    complete_hand_in(own_course, "ana")
    assert _grade(own_course).graded == ["ana"]
    assert points_of(own_course, "ana")["power-map-complete"] == 4
    record_points(own_course, NAME, "ana", NAME, points=17)
    assert _grade(own_course).unchanged == ["ana"]
    assert _grade(own_course, regrade="all").graded == ["ana"]
    assert points_of(own_course, "ana")[NAME] == 17


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_folder_with_an_odd_name_stops_nobody(own_course: Path) -> None:
    """Is a name that is no text set aside with a reason, and everybody else graded?"""
    complete_hand_in(own_course, "ana")
    odd = os.fsencode(own_course / "submitted") + b"/m\xff\xfe/" + NAME.encode()
    os.makedirs(odd)  # noqa: PTH103 - a name of bytes
    report = _grade(own_course)
    assert report.graded == ["ana"]
    assert any("plain participant" in why for why in report.set_aside.values())


def test_what_nbgrader_removed_is_graded_again(own_course: Path) -> None:
    """After nbgrader removed a hand-in from the gradebook, is it graded anew?"""
    complete_hand_in(own_course, "ana")
    _grade(own_course)
    with Gradebook(database_of(own_course)) as gradebook:
        gradebook.remove_submission(NAME, "ana")
    assert _grade(own_course).graded == ["ana"]
    assert points_of(own_course, "ana")["power-map-complete"] == 4


def test_another_graded_notebook_is_noticed(own_course: Path) -> None:
    """When nbgrader graded something else meanwhile and that is gone again: is it graded anew?"""
    complete_hand_in(own_course, "ana")
    _grade(own_course)
    kept = Path(shutil.copytree(own_course / "submitted" / "ana", own_course / "kept"))
    shutil.rmtree(own_course / "submitted" / "ana")
    new_hand_in(own_course, "ana")
    _by_nbgrader(own_course)
    assert points_of(own_course, "ana")["power-map-complete"] == 0
    shutil.rmtree(own_course / "submitted" / "ana")
    kept.rename(own_course / "submitted" / "ana")
    assert _grade(own_course).graded == ["ana"]
    assert points_of(own_course, "ana")["power-map-complete"] == 4


def _by_nbgrader(root: Path) -> None:
    from nbgrader.converters import Autograde  # noqa: PLC0415

    from course_tools.grading.converters import run_converter  # noqa: PLC0415

    own_commands_first()
    assert run_converter(Autograde, root, NAME, "ana", force=True) == []


def test_a_due_day_set_later_counts(own_course: Path) -> None:
    """When the due day is set after grading, is the penalty for lateness reckoned anew?"""
    with (own_course / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    complete_hand_in(own_course, "ana")
    _grade(own_course)
    set_due(database_of(own_course), NAME, datetime(2024, 8, 1))
    assert _grade(own_course).graded == ["ana"]
    found = submission(own_course, NAME, "ana")
    assert found is not None
    assert found.penalty == 7


def test_a_hand_in_that_arrives_while_one_is_mended(
    own_course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody hands in again at that very moment: are the new words there and graded?"""
    new_hand_in(own_course, "ana")
    arrives = [True]
    real = keeping.remember

    def in_between(*given: object) -> None:
        real(*given)  # type: ignore[arg-type]
        if arrives.pop() if arrives else False:
            _handed_in_again(own_course, "The newer words.")

    monkeypatch.setattr(keeping, "remember", in_between)
    [finding] = preflight(own_course, NAME, ["ana"])
    assert not finding.is_set_aside
    path = own_course / "submitted" / "ana" / NAME / f"{NAME}.ipynb"
    assert "The newer words." in path.read_text(encoding="utf-8")
    assert [p.name for p in path.parent.parent.iterdir()] == [NAME]


def test_times_and_notebooks_of_absurd_length(own_course: Path) -> None:
    """Are a time of a million digits and a page of a million cells dealt with at once?"""
    long_time = complete_hand_in(own_course, "long-time")
    (long_time.folder / "timestamp.txt").write_text("9" * 1_000_000)
    cells = new_hand_in(own_course, "cells")
    cells.path.write_text(json.dumps({"cells": [{}] * 1_000_000}))
    report = _grade(own_course)
    assert report.graded == ["long-time"]
    assert "5000 cells" in report.set_aside["cells"]


def test_a_refused_write_leaves_nothing_half(
    own_course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the database fails between two rows, is nothing of that hand-in in it?"""
    complete_hand_in(own_course, "ana")

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("in the middle")

    with monkeypatch.context() as once:
        once.setattr(writing, "write_outcome", fails)
        assert _grade(own_course).failed.keys() == {"ana"}
    assert submission(own_course, NAME, "ana") is None
    assert _grade(own_course, regrade="failed").graded == ["ana"]
