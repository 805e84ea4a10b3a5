"""What a tool offers to bring in: fresh, and never over what was begun."""

import pytest

from course_tools import records
from course_tools.activities.power_map.view import power_map
from course_tools.answers import AnswerSheet
from tests.on_page import html_of, shown_by
from tests.test_one_to_one_log import button, field

BEGUN = {"decision": "a late bus", "players": [{"name": "Chair"}]}


@pytest.fixture
def assignment(tmp_path, monkeypatch):
    """An assignment's folder in a course where the map was begun in the lesson."""
    (tmp_path / "modules" / "programmes").mkdir(parents=True)
    lesson = tmp_path / "modules" / "01-power"
    lesson.mkdir()
    AnswerSheet(lesson).record("power-map", BEGUN)
    folder = tmp_path / "my-assignments" / "power-paper"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    records.sheet_of.cache_clear()
    return folder


def test_the_latest_of_the_lesson_comes(assignment):
    """Does the button bring what stands in the lesson now, not when this page was opened?"""
    sheet = AnswerSheet(assignment)
    box = shown_by(lambda: power_map(sheet))
    AnswerSheet(assignment.parents[1] / "modules" / "01-power").record(
        "power-map", {**BEGUN, "decision": "a crossing"}
    )
    button(box, "Bring in what I began").click()
    assert sheet.answer("power-map")["decision"] == "a crossing"


def test_what_was_begun_here_is_not_replaced(assignment):
    """Does the button leave what was typed here, and say how to go on?"""
    sheet = AnswerSheet(assignment)
    box = shown_by(lambda: power_map(sheet))
    field(box, "Which decision").value = "mine"
    button(box, "Bring in what I began").click()
    assert sheet.answer("power-map")["decision"] == "mine"
    assert "You have begun here" in html_of(box)
