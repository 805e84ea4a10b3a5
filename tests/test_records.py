"""Records in my-work: found again, searched, erased for good, and never on a page or in a hand-in."""

import csv
import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_tools import records
from course_tools.answers import AnswerSheet
from course_tools.errors import AnswersNotSaved
from course_tools.held import (
    as_csv,
    earlier_say,
    entries_in,
    erase,
    erase_earlier,
    erase_record,
    held_about,
)
from course_tools.records import MY_WORK, all_records, is_kept_back, private_sheet, work_sheet

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
            log.erase(["meeting-1"])
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


@pytest.mark.skipif(sys.platform == "win32", reason="Links need special rights on Windows.")
@pytest.mark.parametrize("link", ["my-work", "my-work/private", "my-work/private/one-to-ones"])
def test_a_record_behind_a_link_is_kept_back(course, tmp_path_factory, link):
    """Is a private record no less private when its folder, or one above, is a link elsewhere?"""
    (course / link).parent.mkdir(parents=True, exist_ok=True)
    (course / link).symlink_to(tmp_path_factory.mktemp("elsewhere"), target_is_directory=True)
    log = private_sheet("one-to-ones")
    assert MY_WORK not in log.folder.parts
    assert is_kept_back(log)
    assert is_kept_back(AnswerSheet(log.folder))


def test_a_course_within_a_folder_called_my_work(tmp_path, monkeypatch):
    """Do lessons keep their readable copies when the workbook lies in somebody's "my-work"?"""
    lesson = tmp_path / "my-work" / "workbook" / "modules" / "01-power"
    lesson.mkdir(parents=True)
    (lesson.parent / "programmes").mkdir()
    monkeypatch.chdir(lesson)
    records.sheet_of.cache_clear()
    assert not is_kept_back(records.sheet_of(lesson))
    assert is_kept_back(private_sheet("one-to-ones"))


def test_a_file_called_my_work(course):
    """Is it said in one calm line, and does the page of records still open?"""
    (course / "my-work").write_text("a shopping list", encoding="utf-8")
    with pytest.raises(AnswersNotSaved):
        private_sheet("one-to-ones")
    assert all_records() == []


def test_a_record_of_which_only_copies_are_left(course):
    """Is a record listed, searched and erased when its file was deleted by hand?"""
    log = private_sheet("one-to-ones")
    log.record("meeting-1", {"who": SECRET})
    (log.folder / "answers.json").unlink()
    records.sheet_of.cache_clear()
    assert len(held_about(SECRET)) == 1
    erase(held_about(SECRET))
    assert SECRET.encode() not in every_byte(course)


def test_an_entry_goes_whole_and_a_line_about_somebody_else_alone(course):
    """Is a meeting with its lines gone when it is about the person, and else only the line?"""
    file = work_sheet("research-meetings")
    heard = [{"words": "the nurse signs"}, {"words": "the board votes"}]
    file.record("research-1", {"who": "manager", "purpose": "to learn", "heard": heard})
    file.record("research-2", {"who": "board member", "heard": [{"words": "hello"}]})
    erase(held_about("nurse"))
    kept = {"who": "manager", "purpose": "to learn", "heard": [{"words": "the board votes"}]}
    assert file.answer("research-1") == kept
    erase(held_about("board member"))
    assert file.questions() == ["research-1"]
    erase(held_about("manager"))
    assert b"votes" not in every_byte(course)


def test_earlier_versions_are_searched(course):
    """Is somebody whose name was written over by hand still found, and then gone?"""
    log = private_sheet("one-to-ones")
    log.record("meeting-1", {"who": 'Anna "Banana"\nLopez'})
    log.record("meeting-1", {"who": "a parent"})
    (record,) = all_records()
    assert held_about("lopez") == []
    assert earlier_say(record, 'anna "banana" lopez')
    erase_earlier(record)
    assert not earlier_say(record, "lopez")
    assert log.answer("meeting-1") == {"who": "a parent"}
    assert b"Lopez" not in every_byte(course)


ANY_PART = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(ANY_PART, st.text(min_size=1))
def test_any_stored_value_is_listed_searched_and_erased(course, value, said):
    """Does nothing that can stand in a file stop the list, the table, the search and the erasing?"""
    log = private_sheet("one-to-ones")
    log.record("meeting-1", {"who": "x", "heard": value})
    log.record("odd", value)
    for record in all_records():
        entries_in(record)
        as_csv(record).encode("utf-8-sig")
    found = held_about(said)
    erase(found)
    assert held_about(said) == []


@pytest.mark.parametrize("said", ["=1+1", "+1+1", "-cmd", "@SUM(A1)", " \t=1", "\r=1", "\uff1d1+1"])
def test_no_cell_is_a_formula(course, said):
    """Does a spreadsheet take no cell for a formula, whoever wrote it and in whatever width?"""
    private_sheet("one-to-ones").record("meeting-1", {"who": said, said: "x"})
    cells = [cell for row in csv.reader(io.StringIO(as_csv(all_records()[0]))) for cell in row]
    assert sum(cell.startswith("'") for cell in cells) == 2
