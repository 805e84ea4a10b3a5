"""A ledger on the page: two windows, many entries, equal names, and whatever stands in the file."""

import time
from datetime import date, timedelta

import ipywidgets as w
import pytest

from course_tools.activities.coaching_agreement.view import coaching_agreement
from course_tools.activities.one_to_one_log.view import one_to_one_log
from course_tools.activities.research_file.view import research_file
from course_tools.answers import AnswerSheet
from course_tools.answers.entries import Entry
from course_tools.records import private_sheet
from course_tools.widgets.ledger import told_apart
from tests.on_page import all_in, html_of, shown_by
from tests.test_one_to_one_log import button, field, log

__all__ = ["log"]  # a fixture

STRANGE = [
    None,
    [],
    [[{"who": 1}]],
    "text",
    7,
    {
        "who": {"who": []},
        "day": 20261125,
        "moves": ["a"],
        "kind": [],
        "next": 4,
        "followed-up": "x",
    },
    {"day": "0001-01-01", "follow-up": "9999-12-31", "who": "x", "next-days": {}, "kept": []},
    {"who": "x" * 100_000, "heard": "no table", "influence": "10", "stance": 1e300},
    {"who": "x", "heard": [None, 3, {"words": [], "kind": {}, "check": 1}], "goal": True},
]


def test_two_windows_begin_a_new_entry(log):
    """Are two entries begun at the same time in two windows both kept?"""
    one = shown_by(lambda: one_to_one_log(AnswerSheet(log.folder)))
    other = shown_by(lambda: one_to_one_log(AnswerSheet(log.folder)))
    field(one, "Whom").value = "a parent"
    field(other, "Whom").value = "the custodian"
    field(one, "What moves").value = "sleep"
    assert sorted(log.answer(name)["who"] for name in log.questions()) == [
        "a parent",
        "the custodian",
    ]
    listed = [said for said, _ in field(one, "Which one-to-one").options]
    assert listed == ["the custodian", "a parent"]


def test_two_windows_on_one_entry(log):
    """Is the later change kept, the earlier one findable, and is it said?"""
    log.record("meeting-1", {"who": "a parent"})
    one = shown_by(lambda: one_to_one_log(AnswerSheet(log.folder)))
    other = shown_by(lambda: one_to_one_log(AnswerSheet(log.folder)))
    field(one, "The next step").value = "call"
    field(other, "Follow up by").value = date(2026, 12, 1)
    assert log.answer("meeting-1")["follow-up"] == "2026-12-01"
    assert "Another window had changed this too" in html_of(other)
    assert "call" in [entry.value.get("next") for entry in log.earlier("meeting-1")]


@pytest.mark.parametrize("value", STRANGE, ids=range(len(STRANGE)))
def test_a_strange_value_hides_no_entry(log, value):
    """Does each ledger open on anything that can stand in a file, with the good entry beside it?"""
    for kind, show in (
        ("meeting", one_to_one_log),
        ("call", coaching_agreement),
        ("research", research_file),
    ):
        sheet = private_sheet(f"strange-{kind}")
        sheet.record(f"{kind}-good", {"who": "a good one", "day": "2026-11-14"})
        sheet.record(f"{kind}-odd", value)
        box = shown_by(lambda show=show, sheet=sheet: show(sheet))
        chooser = field(box, "Which")
        assert all(isinstance(said, str) and len(said) < 100 for said, _ in chooser.options)
        chooser.value = f"{kind}-good"
        assert "November 14" in dict(map(reversed, chooser.options))[f"{kind}-good"]


def test_five_hundred_entries_are_quick(log):
    """Does a letter typed into a log of 500 one-to-ones take less than a tenth of a second?"""
    monday = date(2026, 11, 23)
    entries = {
        f"meeting-{number:08x}": Entry(
            {
                "who": f"parent {number % 50}",
                "day": (monday - timedelta(days=number)).isoformat(),
                "moves": "sleep, safety",
                "next": "call again " * 100,
            },
            number + 1,
            "2026-11-25T12:00:00+00:00",
        )
        for number in range(500)
    }
    log._replace_file(entries)
    box = shown_by(lambda: one_to_one_log(log))
    words, seconds = field(box, "Whom"), []
    for letter in "a nurse":
        before = time.perf_counter()
        words.value += letter
        seconds.append(time.perf_counter() - before)
    assert min(seconds) < 0.1, seconds


def test_many_entries_are_read_in_one_look(log, monkeypatch):
    """Is the file read a few times for a change, however many entries there are?"""
    for number in range(30):
        log.record(f"meeting-{number}", {"who": f"parent {number}"})
    box = shown_by(lambda: one_to_one_log(log))
    looks, real = [], AnswerSheet._refresh
    monkeypatch.setattr(AnswerSheet, "_refresh", lambda sheet: (looks.append(1), real(sheet)))
    field(box, "Whom").value = "a nurse"
    assert len(looks) < 6


def test_equal_names_are_told_apart():
    """Does each line of a list say something else, the first keeping its own words?"""
    listed = [("a", "1"), ("a", "2"), ("a (2)", "3"), ("b", "4"), ("a", "5")]
    told = told_apart(listed)
    assert [name for _, name in told] == ["1", "2", "3", "4", "5"]
    assert len({said for said, _ in told}) == 5
    assert told[0][0] == "a" and told[2][0] == "a (2)"


def test_a_new_entry_of_the_same_name_renames_no_other(log):
    """Does an earlier entry keep its words in the list when another of the same name comes?"""
    log.record("meeting-1", {"who": "a parent"})
    box = shown_by(lambda: one_to_one_log(log))
    button(box, "Begin another").click()
    field(box, "Whom").value = "a parent"
    said = {name: words for words, name in field(box, "Which one-to-one").options}
    assert said["meeting-1"] == "a parent"
    assert sorted(said.values()) == ["a parent", "a parent (2)"]


def test_every_field_has_a_label_of_its_own(log):
    """Can a screen reader tell all fields of each record apart?"""
    for show in (one_to_one_log, coaching_agreement, research_file):
        box = shown_by(lambda show=show: show(log))
        fields = all_in(box, w.Text, w.Textarea, w.Dropdown, w.DatePicker, w.Checkbox, w.IntSlider)
        labels = [one.description for one in fields]
        assert len(labels) == len(set(labels)) and all(map(str.strip, labels))
