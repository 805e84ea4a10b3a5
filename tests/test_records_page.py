"""The page of records: what is kept, a search, a copy, and erasing after a question."""

import base64
import re

import pytest

from course_tools import records
from course_tools.answers import AnswerSheet
from course_tools.records import private_sheet, work_sheet
from course_tools.records_page import my_records
from tests.on_page import html_of, shown_by
from tests.test_one_to_one_log import button, field


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A lesson's folder in a course with two records."""
    (tmp_path / "modules" / "programmes").mkdir(parents=True)
    folder = tmp_path / "modules" / "03-one-to-ones"
    folder.mkdir()
    monkeypatch.chdir(folder)
    records.sheet_of.cache_clear()
    private_sheet("one-to-ones").record("meeting-1", {"who": "a night-shift parent"})
    private_sheet("one-to-ones").record("meeting-2", {"who": "the custodian"})
    work_sheet("research-meetings").record("research-1", {"who": "night-shift manager"})
    return folder


def test_everything_kept_is_listed(lesson):
    """Is each record there with its number of entries and a table to take along?"""
    said = html_of(shown_by(lambda: my_records(AnswerSheet(lesson))))
    assert "<b>One-to-one log</b> (private): 2 entries." in said
    assert "<b>Research meetings</b> (for your team): 1 entry." in said
    link = re.search(r'text/csv;base64,([^"]+)" download="one-to-ones.csv"', said)
    assert link
    assert "a night-shift parent" in base64.b64decode(link[1]).decode("utf-8-sig")


def test_a_person_is_found_and_erased_after_a_question(lesson):
    """Are all entries about somebody found in every record, and gone only after "yes"?"""
    AnswerSheet(lesson).record("people-unlike-me", "The night-shift parent is like me")
    box = shown_by(lambda: my_records(AnswerSheet(lesson)))
    field(box, "What do I hold").value = "Night-shift"
    assert "<b>2 entries</b> in your records" in html_of(box)
    assert "your answers to: 03-one-to-ones" in html_of(box)
    button(box, "Erase these").click()
    button(box, "No, keep").click()
    assert len(private_sheet("one-to-ones").questions()) == 2
    button(box, "Erase these").click()
    button(box, "Yes, erase").click()
    assert private_sheet("one-to-ones").questions() == ["meeting-2"]
    assert work_sheet("research-meetings").questions() == []
    assert "<b>0 entries</b>" in html_of(box)


def test_what_was_searched_is_shown_as_text(lesson):
    """Is a search with markup in it shown and not obeyed?"""
    box = shown_by(lambda: my_records(AnswerSheet(lesson)))
    field(box, "What do I hold").value = "<img src=x onerror=alert(1)>"
    assert "&lt;img" in html_of(box) and "<img" not in html_of(box)


def test_old_entries_are_named(lesson):
    """Does an entry that was not changed for a year bring the question whether it is needed?"""
    path = private_sheet("one-to-ones").folder / "answers.json"
    log = private_sheet("one-to-ones")
    entry = log._entries["meeting-1"]
    log._entries["meeting-1"] = type(entry)(
        entry.value, entry.revision, "2020-01-01T00:00:00+00:00"
    )
    log._replace_file(log._entries)
    assert "2020-01-01" in path.read_text(encoding="utf-8")
    said = html_of(shown_by(lambda: my_records(AnswerSheet(lesson))))
    assert "1 of them not changed for a year: still needed?" in said
