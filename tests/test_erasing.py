"""Erased for good: after a crash at any step, in every file, and from windows that still show it."""

import itertools
from pathlib import Path

import pytest

from course_tools import records
from course_tools.activities.one_to_one_log.view import one_to_one_log
from course_tools.activities.relational_map.view import relational_map
from course_tools.answers import AnswerSheet, kept
from course_tools.answers import disk as answers_disk
from course_tools.answers import sheet as answers_sheet
from course_tools.errors import AnswerErased, AnswersNotSaved
from course_tools.held import erase, erase_record, held_about
from course_tools.records import all_records, private_sheet
from tests.on_page import all_in, html_of, shown_by
from tests.test_one_to_one_log import button, field
from tests.test_records import SECRET, course, every_byte

__all__ = ["course"]  # a fixture

NUMBER = itertools.count()


def with_two(folder: Path) -> AnswerSheet:
    """A log with somebody to erase, changed several times, and somebody who stays."""
    sheet = AnswerSheet(folder)
    sheet.record("meeting-2", {"who": "the custodian"})
    for step in range(3):
        sheet.record("meeting-1", {"who": SECRET, "next": f"step {step}"})
    return sheet


class Crash(BaseException):
    """The plug was pulled."""


def _steps(patch: pytest.MonkeyPatch, stop_before: int) -> list[int]:
    """Pull the plug before the n-th thing that erasing does on the disk; counts the things."""
    done = [0]

    def counted(real):
        def step(*things, **how):
            if done[0] == stop_before:
                raise Crash
            done[0] += 1
            return real(*things, **how)

        return step

    patch.setattr(kept, "write_flushed", counted(kept.write_flushed))
    patch.setattr(kept, "_write_whole", counted(kept._write_whole))
    patch.setattr(answers_disk, "write_flushed", counted(answers_disk.write_flushed))
    patch.setattr(answers_sheet, "write_atomically", counted(answers_sheet.write_atomically))
    patch.setattr(Path, "unlink", counted(Path.unlink))
    patch.setattr(Path, "replace", counted(Path.replace))
    return done


def test_the_plug_is_pulled_at_any_step(tmp_path):
    """Is each entry, after a crash at any step, either untouched or gone from every file?"""
    seen = set()
    for stop_before in itertools.count():
        folder = tmp_path / f"log-{stop_before}"
        folder.mkdir()
        sheet = with_two(folder)
        with pytest.MonkeyPatch.context() as patch:
            done = _steps(patch, stop_before)
            try:
                sheet.erase(["meeting-1"])
                is_whole = True
            except Crash:
                is_whole = False
        again = AnswerSheet(folder)
        assert again.answer("meeting-2") == {"who": "the custodian"}, stop_before
        answer = again.answer("meeting-1")
        seen.add(answer is None)
        if answer is None:
            assert SECRET.encode() not in every_byte(folder), stop_before
        else:
            assert answer == {"who": SECRET, "next": "step 2"}
            assert again.earlier("meeting-1"), stop_before
        assert not (folder / ".answers" / "forgetting").exists()
        if is_whole:
            assert answer is None
            break
    assert done[0] > 5
    assert seen == {True, False}


def test_a_refusal_in_the_middle_is_finished_by_the_next_save(tmp_path, monkeypatch):
    """When a copy cannot be removed, is it said, are the others gone, and does the next save finish?"""
    sheet = with_two(tmp_path)
    real, refused = Path.unlink, []

    def unlink(path, missing_ok=False):
        if path.name.startswith("copy-") and not refused:
            refused.append(path)
            raise PermissionError(13, "Another program uses it")
        real(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", unlink)
        with pytest.raises(AnswersNotSaved, match="not everywhere yet"):
            sheet.erase(["meeting-1"])
    copies = [path for path in tmp_path.rglob("copy-*") if SECRET.encode() in path.read_bytes()]
    assert len(copies) <= 1
    sheet.record("meeting-3", {"who": "the nurse"})
    assert SECRET.encode() not in every_byte(tmp_path)
    assert sheet.answer("meeting-2") == {"who": "the custodian"}


def test_a_full_disk_before_the_first_step_changes_nothing(tmp_path, monkeypatch):
    """When nothing can be written, are entry and earlier versions still there later?"""
    sheet = with_two(tmp_path)

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(answers_sheet, "write_atomically", full)
        with pytest.raises(AnswersNotSaved, match="Free some room"):
            sheet.erase(["meeting-1"])
    sheet.record("meeting-3", {"who": "the nurse"})
    again = AnswerSheet(tmp_path)
    assert again.answer("meeting-1") == {"who": SECRET, "next": "step 2"}
    assert len(again.earlier("meeting-1")) == 2


@pytest.mark.parametrize(
    "name",
    [
        "answers (conflicted copy).json",
        "answers.sync-conflict-20261125.json",
        "answers.json~",
        "answers.json.bak",
        ".answers.json.4711.tmp",
        ".~answers.json",
        ".answers/damaged.json",
        ".answers/damaged-folder.json/answers.json",
        ".answers/copy-2.json.tmp",
        ".answers/copy-3",
        ".answers/before-start-again-2 (conflicted copy).json",
        ".ipynb_checkpoints/answers-checkpoint.json",
    ],
)
def test_no_other_file_keeps_it(tmp_path, name):
    """Are files of sync tools, editors, JupyterLab and crashes gone too, whatever they are called?"""
    sheet = with_two(tmp_path)
    other = tmp_path / name
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_text(f'{{"who": "{SECRET}"', encoding="utf-8")
    own = tmp_path / "my notes on answers.txt"
    own.write_text("mine", encoding="utf-8")
    sheet.erase(["meeting-1"])
    assert SECRET.encode() not in every_byte(tmp_path)
    assert own.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "answers.json").is_file()


def test_another_computers_entries_outlive_the_erasing(tmp_path):
    """Is an entry that only a sync tool's file holds taken in before that file goes?"""
    sheet = with_two(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    AnswerSheet(elsewhere).record("meeting-9", {"who": "the nurse"})
    (elsewhere / "answers.json").rename(tmp_path / "answers (conflicted copy).json")
    sheet.erase(["meeting-1"])
    assert AnswerSheet(tmp_path).answer("meeting-9") == {"who": "the nurse"}


def test_an_old_file_of_a_sync_tool_offers_nothing(tmp_path):
    """Does a file that arrives after the erasing bring nothing back, not as an earlier version?"""
    sheet = with_two(tmp_path)
    old = (tmp_path / "answers.json").read_bytes()
    sheet.erase(["meeting-1"])
    (tmp_path / "answers (conflicted copy).json").write_bytes(old)
    again = AnswerSheet(tmp_path)
    assert again.answer("meeting-1") is None
    assert again.earlier("meeting-1") == []
    (tmp_path / "answers.json").write_bytes(old)
    assert AnswerSheet(tmp_path).answer("meeting-1") is None


def test_a_copy_made_while_another_window_erases(tmp_path, monkeypatch):
    """Does a window that read the file just before leave no copy of it just after?"""
    sheet = with_two(tmp_path)
    slow = AnswerSheet(tmp_path)
    sheet.record("meeting-1", {"who": SECRET, "next": "the last step"})
    real = kept._write_whole

    def erased_in_between(target, content):
        monkeypatch.setattr(kept, "_write_whole", real)
        sheet.erase(["meeting-1"])
        real(target, content)

    for path in (tmp_path / ".answers").glob("copy-*"):
        path.unlink()
    monkeypatch.setattr(kept, "_write_whole", erased_in_between)
    slow.answer("meeting-2")
    assert SECRET.encode() not in every_byte(tmp_path)


def test_rows_added_in_another_window_stay(course):
    """Are rows that were added after the search, in another window, still there after erasing?"""
    network = private_sheet("relational-map")
    network.record("relational-map", {"people": [{"alias": SECRET}, {"alias": "custodian"}]})
    found = held_about(SECRET)
    other = AnswerSheet(network.folder)
    real = AnswerSheet._finish_erasing

    def added_in_between(sheet):
        if sheet is network:
            people = [{"alias": SECRET}, {"alias": "custodian"}, {"alias": "nurse"}]
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(AnswerSheet, "_finish_erasing", real)
                other._lock = network._lock
                other.record("relational-map", {"people": people})
            sheet._refresh()
        real(sheet)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AnswerSheet, "_finish_erasing", added_in_between)
        erase(found)
    people = network.answer("relational-map")["people"]
    assert people == [{"alias": "custodian"}, {"alias": "nurse"}]


def test_a_window_that_still_shows_it_cannot_save_it(tmp_path):
    """Is one more letter in another window refused, calmly, and does the rest go on?"""
    sheet = with_two(tmp_path)
    other = AnswerSheet(tmp_path)
    other.answer("meeting-1")
    sheet.erase(["meeting-1"])
    with pytest.raises(AnswerErased):
        other.record("meeting-1", {"who": SECRET, "next": "step 2!"})
    assert SECRET.encode() not in every_byte(tmp_path)
    assert other.answer("meeting-1") is None
    other.record("meeting-1", {"who": "a new parent"})
    assert AnswerSheet(tmp_path).answer("meeting-1") == {"who": "a new parent"}


def test_the_log_in_another_window_lets_go_of_it(course):
    """Does an open log drop an entry erased elsewhere, save nothing on its way, and go on after?"""
    log = private_sheet("one-to-ones")
    log.record("meeting-1", {"who": SECRET})
    box = shown_by(lambda: one_to_one_log(AnswerSheet(log.folder)))
    erase_record(all_records()[0])
    field(box, "Whom").value = f"{SECRET}!"
    assert field(box, "Whom").value == ""
    assert "erased for good in another window" in html_of(box)
    assert 'data-state="erased"' in html_of(box)
    field(box, "Whom").value = f"{SECRET}!!"  # was on its way from the browser
    assert SECRET.encode() not in every_byte(course)
    button(box, "Go on with what is left").click()
    field(box, "Whom").value = "the custodian"
    assert [one["who"] for one in (log.answer(name) for name in log.questions())] == [
        "the custodian"
    ]


def test_start_again_and_erase_leave_no_way_back(course):
    """After "start again" and erasing, does "bring my answers back" bring nobody back?"""
    network = private_sheet("relational-map")
    network.record("relational-map", {"people": [{"alias": SECRET}], "pairs": []})
    box = shown_by(lambda: relational_map(network))
    button(box, "Start again").click()
    button(box, "Yes, empty").click()
    erase_record(all_records()[0])
    button(box, "Bring my answers back").click()
    assert SECRET.encode() not in every_byte(course)
    assert SECRET not in [one.value for one in all_in(box, type(field(box, "Alias")))]


def test_erasing_a_new_entry_costs_nothing(course):
    """Does "erase this" on an entry with nothing in it leave the others' earlier versions?"""
    log = private_sheet("one-to-ones")
    log.record("meeting-1", {"who": "a parent"})
    log.record("meeting-1", {"who": "a grade 3 parent"})
    box = shown_by(lambda: one_to_one_log(log))
    button(box, "Begin another").click()
    button(box, "Erase this").click()
    button(box, "Yes, erase").click()
    assert [entry.value for entry in log.earlier("meeting-1")] == [{"who": "a parent"}]
    assert records.all_records()


def test_a_form_that_waits_after_erasing_can_always_go_on(course):
    """Is the way on still there after "start again" was asked and refused, and does it lead on?"""
    network = private_sheet("relational-map")
    network.record("relational-map", {"people": [{"alias": SECRET}], "pairs": []})
    box = shown_by(lambda: relational_map(AnswerSheet(network.folder)))
    network.erase()
    field(box, "Alias or role label, row 1").value = f"{SECRET}!"
    button(box, "Start again").click()
    button(box, "No, keep").click()
    button(box, "Go on with what is left").click()
    field(box, "Alias or role label, row 1").value = "the custodian"
    assert network.answer("relational-map")["people"][0]["alias"] == "the custodian"
    assert SECRET.encode() not in every_byte(course)


def test_a_note_that_is_half_written_loses_nothing(tmp_path):
    """After a crash while the note was written, are the earlier versions still there?"""
    with_two(tmp_path)
    (tmp_path / ".answers" / "forgetting").write_bytes(b"")
    again = AnswerSheet(tmp_path)
    assert again.answer("meeting-1") == {"who": SECRET, "next": "step 2"}
    assert len(again.earlier("meeting-1")) == 2
    assert not (tmp_path / ".answers" / "forgetting").exists()


def test_a_form_that_waits_takes_an_earlier_version(course):
    """Does "bring this back" work, and save, while a form waits after erasing elsewhere?"""
    network = private_sheet("relational-map")
    network.record("relational-map", {"people": [{"alias": SECRET}, {"alias": "nurse"}]})
    box = shown_by(lambda: relational_map(AnswerSheet(network.folder)))
    erase(held_about(SECRET))
    network.record("relational-map", {"people": [{"alias": "custodian"}]})
    field(box, "Alias or role label, row 1").value = f"{SECRET}!"
    button(box, "Earlier versions").click()
    button(box, "Bring this back").click()
    field(box, "Group, row 1").value = "staff"
    people = network.answer("relational-map")["people"]
    assert [(one["alias"], one["group"]) for one in people] == [("nurse", "staff")]
    assert SECRET.encode() not in every_byte(course)
