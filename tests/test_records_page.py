"""The page of records: what is kept, a search, a copy, and erasing after a question."""

import base64
import json
import re

import pytest

from course_tools import records
from course_tools.answers import AnswerSheet
from course_tools.errors import AnswersNotSaved
from course_tools.records import private_sheet, work_sheet
from course_tools.records_page import my_records
from tests.on_page import heard_in, html_of, shown_by
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
    assert "in what you wrote in: 03-one-to-ones" in html_of(box)
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


def test_the_page_holds_no_word_of_the_records(lesson):
    """Is nothing private in what a saved notebook keeps of this page?"""
    box = shown_by(lambda: my_records(AnswerSheet(lesson)))
    field(box, "What do I hold").value = "night-shift"
    assert "shift" not in repr(box._repr_mimebundle_())


def test_outside_a_course(tmp_path, monkeypatch):
    """Does the search answer on a page that was taken out of the course?"""
    monkeypatch.chdir(tmp_path)
    records.sheet_of.cache_clear()
    private_sheet("one-to-ones").record("meeting-1", {"who": "a night-shift parent"})
    box = shown_by(lambda: my_records(AnswerSheet(tmp_path)))
    field(box, "What do I hold").value = "night-shift"
    assert "<b>1 entry</b> in your records" in html_of(box)


def test_what_was_written_over_is_found_and_erased(lesson):
    """Is an earlier version named and erased, though no entry says the words any more?"""
    log = private_sheet("one-to-ones")
    log.record("meeting-2", {"who": "the janitor"})
    box = shown_by(lambda: my_records(AnswerSheet(lesson)))
    field(box, "What do I hold").value = "custodian"
    assert "<b>0 entries</b>" in html_of(box)
    assert "Earlier versions that are still kept: One-to-one log" in html_of(box)
    button(box, "Erase these").click()
    button(box, "Yes, erase").click()
    assert "Earlier versions that are still kept" not in html_of(box)
    assert len(log.questions()) == 2
    for path in log.folder.rglob("*"):
        assert not path.is_file() or b"custodian" not in path.read_bytes()


def test_what_cannot_be_searched_is_named(lesson):
    """Is a record that cannot be read named, so that "0 entries" says no more than is known?"""
    newer = lesson.parents[1] / "my-work" / "private" / "coaching" / "answers.json"
    newer.parent.mkdir()
    newer.write_text('{"format": 99, "answers": {}}', encoding="utf-8")
    box = shown_by(lambda: my_records(AnswerSheet(lesson)))
    field(box, "What do I hold").value = "nobody"
    assert "Not searched, because it cannot be read just now: Coaching agreement" in html_of(box)


def test_papers_and_the_portfolio_are_searched(lesson):
    """Are a written answer of an assignment and an earlier portfolio named?"""
    course = lesson.parents[1]
    folder = course / "my-assignments" / "leaders-memo"
    folder.mkdir(parents=True)
    cell = {
        "cell_type": "markdown",
        "metadata": {"course": {"answer": "memo", "prompt": "*Write here.*"}},
        "source": "The night-shift\nparent leads.",
        "id": "memo",
    }
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "leaders-memo.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (course / "my-work" / "portfolio.html").write_text(
        "<p>the night-shift parent&#x27;s bus</p>", encoding="utf-8"
    )
    box = shown_by(lambda: my_records(AnswerSheet(lesson)))
    field(box, "What do I hold").value = "night-shift parent"
    assert "in what you wrote in: leaders-memo" in html_of(box)
    assert "And in: my-work/portfolio.html" in html_of(box)


def test_what_changed_since_the_search_stays_and_is_shown(lesson):
    """Is an entry that another window changed after the search left, and found again?"""
    box = shown_by(lambda: my_records(AnswerSheet(lesson)))
    field(box, "What do I hold").value = "custodian"
    private_sheet("one-to-ones").record("meeting-2", {"who": "the custodian", "next": "thanks"})
    button(box, "Erase these").click()
    button(box, "Yes, erase").click()
    assert "<b>1 entry</b> in your records" in html_of(box)
    assert "thanks" in html_of(box)


def test_a_screen_reader_hears_what_was_found(lesson):
    """Does the number of entries stand in a region that is there before the search?"""
    box = shown_by(lambda: my_records(AnswerSheet(lesson)))
    regions = heard_in(box)
    field(box, "What do I hold").value = "night-shift"
    assert any("2 entries" in region.value for region in regions)


def test_a_button_searches_again(lesson):
    """Does "search" look again although the words are the same?"""
    box = shown_by(lambda: my_records(AnswerSheet(lesson)))
    field(box, "What do I hold").value = "nurse"
    private_sheet("one-to-ones").record("meeting-3", {"who": "the nurse"})
    button(box, "Search").click()
    assert "<b>1 entry</b> in your records" in html_of(box)


def test_half_erased_is_shown_as_it_is(lesson, monkeypatch):
    """When the second record refuses, does the page show what is left, and why?"""
    box = shown_by(lambda: my_records(AnswerSheet(lesson)))
    field(box, "What do I hold").value = "night-shift"
    real = AnswerSheet.erase

    def refused(sheet, *what):
        if sheet.folder.name == "research-meetings":
            raise AnswersNotSaved("Not erased yet: another window is busy saving.")
        real(sheet, *what)

    monkeypatch.setattr(AnswerSheet, "erase", refused)
    button(box, "Erase these").click()
    button(box, "Yes, erase").click()
    assert "<b>1 entry</b> in your records" in html_of(box)
    assert "(private): 1 entry." in html_of(box)
    assert "another window is busy" in html_of(box)
    assert "Erased, earlier versions too" not in html_of(box)
