"""R3 Coaching agreement: call by call, private, with the promises counted."""

import pytest
from hypothesis import given

from course_tools import records
from course_tools.activities.coaching_agreement import view
from course_tools.activities.coaching_agreement.model import called, kept_so_far, read_calls
from course_tools.records import private_sheet
from tests.on_page import html_of, shown_by
from tests.test_one_to_one_log import ANYTHING, button, field


@pytest.fixture
def record(tmp_path, monkeypatch):
    """An empty agreement of a course in a temporary folder."""
    (tmp_path / "modules" / "programmes").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    records.sheet_of.cache_clear()
    return private_sheet("coaching")


def test_calls_in_order_and_promises_counted():
    """Are calls by their day, and promises counted by their words?"""
    calls = read_calls(
        [
            {"day": "2026-11-20", "kept": "no", "next-days": "two one-to-ones"},
            {"day": "2026-11-06", "kept": "yes"},
            {"kept": "yes", "block": "nonsense"},
        ]
    )
    assert [call.day and call.day.day for call in calls] == [6, 20, None]
    assert kept_so_far(calls) == {"yes": 2, "no": 1}
    assert calls[-1].block == ""


@given(ANYTHING)
def test_any_stored_answer_can_be_read(value):
    """Does nothing that can stand in a file stop the reading?"""
    read_calls([value, {"day": value, "kept": value, "block": value, "goal": value}])
    assert isinstance(called(value), str)


def test_a_call_on_the_page(record):
    """Is a call saved in the private record, and the latest promise shown, escaped?"""
    box = shown_by(lambda: view.coaching_agreement(record))
    field(box, "What I will do").value = "Five <i>one-to-ones</i> by Friday"
    field(box, "Did I keep").value = "partly"
    assert record.folder.parts[-2:] == ("private", "coaching")
    assert len(record.questions()) == 1
    assert "Promises kept: partly: 1" in html_of(box)
    assert "Five &lt;i&gt;one-to-ones" in html_of(box)
    button(box, "Begin another").click()
    field(box, "What I am working on").value = "Silence"
    assert len(record.questions()) == 2
