"""Records in my-work: found again, searched, erased for good, and never on a page or in a hand-in."""

import csv
import io
import os
from pathlib import Path

import pytest

from course_tools import records
from course_tools.answers import AnswerSheet
from course_tools.errors import AnswersNotSaved
from course_tools.records import (
    all_records,
    as_csv,
    erase,
    erase_record,
    held_about,
    private_sheet,
    work_sheet,
)

SECRET = "grade 3 parent who works nights"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course's folder, with this test inside one of its lessons."""
    (tmp_path / "modules" / "programmes").mkdir(parents=True)
    lesson = tmp_path / "modules" / "03-one-to-ones"
    lesson.mkdir()
    monkeypatch.chdir(lesson)
    records.sheet_of.cache_clear()
    return tmp_path


def every_byte(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_where_records_are_kept(course):
    """Is what is about people in my-work/private, whichever lesson asks?"""
    private_sheet("one-to-ones").record("meeting-1", {"who": SECRET})
    work_sheet("research-meetings").record("research-1", {"who": "manager"})
    os.chdir(course / "modules")
    assert private_sheet("one-to-ones").answer("meeting-1") == {"who": SECRET}
    assert (course / "my-work" / "private" / "one-to-ones" / "answers.json").is_file()
    assert [(one.name, one.is_private) for one in all_records()] == [
        ("one-to-ones", True),
        ("research-meetings", False),
    ]


def test_a_search_finds_rows_and_entries(course):
    """Does "what do I hold about" find a log's entry and a map's row, whatever the capitals?"""
    private_sheet("one-to-ones").record("meeting-1", {"who": SECRET, "next": "call again"})
    private_sheet("one-to-ones").record("meeting-2", {"who": "the custodian"})
    private_sheet("relational-map").record(
        "relational-map",
        {"people": [{"name": "Grade 3  parent"}, {"name": "custodian"}], "pairs": []},
    )
    found = held_about("GRADE 3 parent")
    assert [(one.record.name, one.words) for one in found] == [
        ("one-to-ones", f"{SECRET} · call again"),
        ("relational-map", "Grade 3 parent"),
    ]
    assert held_about("  ") == []


def test_erased_is_gone_from_every_file(course):
    """Is one person gone from answers, copies and everything else, and the others still there?"""
    log = private_sheet("one-to-ones")
    for number in range(20):  # many saves leave many copies
        log.record("meeting-1", {"who": SECRET, "next": f"step {number}"})
    log.record("meeting-2", {"who": "the custodian"})
    network = private_sheet("relational-map")
    network.record(
        "relational-map", {"people": [{"name": SECRET}, {"name": "custodian"}], "pairs": []}
    )
    assert SECRET.encode() in every_byte(course)
    erase(held_about(SECRET))
    assert SECRET.encode() not in every_byte(course)
    assert log.answer("meeting-2") == {"who": "the custodian"}
    assert log.earlier("meeting-1") == []
    people = network.answer("relational-map")
    assert people == {"people": [{"name": "custodian"}], "pairs": []}
    assert AnswerSheet(log.folder).answer("meeting-1") is None


def test_another_window_does_not_bring_it_back(course):
    """Does a window that had the page open before leave what was erased erased?"""
    log = private_sheet("one-to-ones")
    log.record("meeting-1", {"who": SECRET})
    other = AnswerSheet(log.folder)
    assert other.answer("meeting-1") == {"who": SECRET}
    erase(held_about(SECRET))
    other.record("meeting-2", {"who": "the custodian"})
    assert other.answer("meeting-1") is None
    assert SECRET.encode() not in every_byte(course)


def test_a_crash_while_erasing_leaves_no_copies(course, monkeypatch):
    """After a crash in the middle of erasing, does the next opening finish it?"""
    log = private_sheet("one-to-ones")
    log.record("meeting-1", {"who": SECRET})
    log.record("meeting-2", {"who": "the custodian"})

    def crash(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("course_tools.answers.kept.forget", crash)
        with pytest.raises(KeyboardInterrupt):
            log.erase({"meeting-1": None})
    again = AnswerSheet(log.folder)
    assert again.answer("meeting-1") is None
    assert again.answer("meeting-2") == {"who": "the custodian"}
    assert SECRET.encode() not in every_byte(course)


def test_a_disk_that_refuses_says_so(course, monkeypatch):
    """When the disk refuses, is it said, and is everything still there?"""
    log = private_sheet("one-to-ones")
    log.record("meeting-1", {"who": SECRET})

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("course_tools.answers.sheet.write_atomically", full)
        with pytest.raises(AnswersNotSaved):
            erase(held_about(SECRET))
    assert log.answer("meeting-1") == {"who": SECRET}


def test_a_whole_record_can_be_emptied(course):
    """Is a record empty, in every file, after "erase all of it"?"""
    private_sheet("one-to-ones").record("meeting-1", {"who": SECRET})
    erase_record(all_records()[0])
    assert SECRET.encode() not in every_byte(course)
    assert private_sheet("one-to-ones").questions() == []


def test_csv_for_a_spreadsheet(course):
    """Does the table hold every entry, quoted, with formulas made harmless?"""
    log = private_sheet("one-to-ones")
    log.record("meeting-1", {"who": "a parent, new here", "next": '=HYPERLINK("x")'})
    log.record("meeting-2", {"who": "the custodian", "next": "-5", "followed-up": True})
    lines = list(csv.reader(io.StringIO(as_csv(all_records()[0]))))
    assert lines[0] == ["entry", "saved", "who", "next", "followed-up"]
    assert lines[1][2:] == ["a parent, new here", '\'=HYPERLINK("x")', ""]
    assert lines[2][2:] == ["the custodian", "-5", "True"]


def test_a_damaged_record_is_listed_and_stops_nothing(course):
    """Is a record that a newer workbook wrote listed, with the others still searched?"""
    private_sheet("one-to-ones").record("meeting-1", {"who": SECRET})
    newer = course / "my-work" / "private" / "coaching" / "answers.json"
    newer.parent.mkdir()
    newer.write_text('{"format": 99, "answers": {}}', encoding="utf-8")
    assert [(one.name, one.sheet is None) for one in all_records()] == [
        ("coaching", True),
        ("one-to-ones", False),
    ]
    assert len(held_about(SECRET)) == 1
