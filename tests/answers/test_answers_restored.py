"""Coming back: from the file, its copies, the saved page; and what stays emptied."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from course_tools.answers import MIRROR_MIME, AnswerSheet, entries_in_notebook, sheet
from tests.answers.answers_lab import forget, notebook, notebook_holding


def _written(folder: Path) -> AnswerSheet:
    window = AnswerSheet(folder)
    window.record("plan", "first words")
    window.record("plan", "words")
    window.record("agreed", False)
    window.record("came", 0)
    return window


def _check(folder: Path) -> AnswerSheet:
    found = AnswerSheet(folder)
    values = [found.answer(name) for name in ("plan", "agreed", "came")]
    assert values == ["words", False, 0]
    assert set(found.questions()) == {"plan", "agreed", "came"}
    return found


def test_only_the_copies_left(tmp_path: Path) -> None:
    """With the answers file deleted: is every answer, the very last too, back from the copies?"""
    _written(tmp_path)
    forget(tmp_path, copies=False)
    assert _check(tmp_path).notices == ["Your earlier answers were brought back from a copy."]
    assert _check(tmp_path).notices == []


def test_only_the_notebook_left(tmp_path: Path) -> None:
    """With nothing but the notebook left: are the answers back from the saved page?"""
    notebook(tmp_path, _written(tmp_path), "plan", "agreed", "came")
    forget(tmp_path, copies=True)
    found = _check(tmp_path)
    assert found.notices == ["Your earlier answers were brought back from the saved page."]
    found.record("plan", "new words")
    assert AnswerSheet(tmp_path).answer("plan") == "new words"


def test_only_the_answers_file_left(tmp_path: Path) -> None:
    """With the copies deleted: does the next save first keep a copy of what was there?"""
    _written(tmp_path)
    whole = (tmp_path / "answers.json").read_bytes()
    forget(tmp_path, copies=True)
    (tmp_path / "answers.json").write_bytes(whole)
    found = _check(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["answers.json"]  # looking changes nothing
    found.record("plan", "new words")
    assert [entry.value for entry in found.earlier("plan")] == ["words"]


def test_nothing_left(tmp_path: Path) -> None:
    """With everything deleted: does the page open blank, without a fuss and without a file?"""
    _written(tmp_path)
    forget(tmp_path, copies=True)
    found = AnswerSheet(tmp_path)
    assert (found.questions(), found.notices) == ([], [])
    assert found.answer("plan", "…") == "…"
    assert list(tmp_path.iterdir()) == []


def test_file_deleted_while_open(tmp_path: Path) -> None:
    """Does the next save bring back everything, other windows' answers too?"""
    window, other = _written(tmp_path), AnswerSheet(tmp_path)
    other.record("goal", "40 people")
    forget(tmp_path, copies=False)
    window.record("extra", 1)
    found = AnswerSheet(tmp_path)
    values = [found.answer(name) for name in ("goal", "extra", "plan")]
    assert values == ["40 people", 1, "words"]


def test_older_file_brought_back_while_open(tmp_path: Path) -> None:
    """When a sync tool puts an older file back: is what only memory has saved again?"""
    window = AnswerSheet(tmp_path)
    window.record("plan", "old")
    shutil.copy2(tmp_path / "answers.json", tmp_path / "synced")
    window.record("plan", "new")
    window.record("goal", "40 people")
    forget(tmp_path, copies=True)
    shutil.copy2(tmp_path / "synced", tmp_path / "answers.json")
    assert (window.answer("plan"), window.answer("goal")) == ("new", "40 people")
    window.record("goal", "40 people")  # unchanged, but the file no longer has it
    found = AnswerSheet(tmp_path)
    assert (found.answer("plan"), found.answer("goal")) == ("new", "40 people")


def test_older_file_brought_back_while_closed(tmp_path: Path) -> None:
    """When a sync tool puts an older file back overnight: are the newer answers back?"""
    window = AnswerSheet(tmp_path)
    window.record("plan", "old")
    window.record("goal", "40 people")
    shutil.copy2(tmp_path / "answers.json", tmp_path / "synced")
    window.record("plan", "new")
    window.start_again("goal")
    shutil.copy2(tmp_path / "synced", tmp_path / "answers.json")
    found = AnswerSheet(tmp_path)
    assert (found.answer("plan"), found.answer("goal")) == ("new", None)
    assert found.notices == ["Your earlier answers were brought back from a copy."]
    assert AnswerSheet(tmp_path).notices == []


def test_conflicted_copy_of_a_sync_tool(tmp_path: Path) -> None:
    """Are answers in a conflicted copy added where there are none, and offered elsewhere?"""
    (tmp_path / "other").mkdir()
    laptop = AnswerSheet(tmp_path / "other")
    for words in ("laptop 1", "laptop 2", "laptop 3"):
        laptop.record("plan", words)
    laptop.record("only-there", "words")
    conflicted = tmp_path / "answers (Ana's conflicted copy 2025-11-02).json"
    _written(tmp_path)
    shutil.move(tmp_path / "other" / "answers.json", conflicted)
    found = AnswerSheet(tmp_path)
    assert (found.answer("plan"), found.answer("only-there")) == ("words", "words")
    assert "laptop 3" in [entry.value for entry in found.earlier("plan")]
    assert conflicted.exists()


@pytest.mark.parametrize("how", ["start again", "text deleted", "only spaces left"])
@pytest.mark.parametrize("then", ["reopened", "file cut", "file deleted", "mirror kept"])
def test_emptied_on_purpose(tmp_path: Path, how: str, then: str) -> None:
    """Does what a participant emptied stay empty, whatever is restored, with the words kept?"""
    window = _written(tmp_path)
    notebook(tmp_path, window, "plan")  # saved before it was emptied: it still has the words
    if how == "start again":
        window.start_again("plan")
    else:
        window.record("plan", "" if how == "text deleted" else " \n")
    if then == "file cut":
        (tmp_path / "answers.json").write_bytes(b'{"format": 1, "ans')
    if then == "file deleted":
        forget(tmp_path, copies=False)
    if then == "mirror kept":
        notebook(tmp_path, AnswerSheet(tmp_path), "plan", name="lesson-copy")
        forget(tmp_path, copies=True)
    found = AnswerSheet(tmp_path)
    assert found.answer("plan") is None
    assert "plan" not in found.questions()
    assert "words" in [entry.value for entry in found.earlier("plan")]


def test_blank_in_the_mirror(tmp_path: Path) -> None:
    """Does a blank in the saved page, even a later one, never overwrite words from a copy?"""
    _written(tmp_path)
    blank = {"plan": {"value": "", "revision": 99, "saved": ""}}
    notebook_holding(tmp_path, {"data": {MIRROR_MIME: blank}})
    for copies in (False, True):
        AnswerSheet(tmp_path)
        (tmp_path / "answers.json").write_bytes(b"" if copies else b"{")
        assert AnswerSheet(tmp_path).answer("plan") == "words"


def test_stale_mirror(tmp_path: Path) -> None:
    """Does a saved page never win over a whole answers file, and is its version still offered?"""
    _written(tmp_path)
    friend = {"plan": {"value": "a friend's", "revision": 9000, "saved": ""}}
    notebook_holding(tmp_path, {"data": {MIRROR_MIME: friend}})
    found = _check(tmp_path)
    assert "a friend's" in [entry.value for entry in found.earlier("plan")]


def test_start_again_and_back(tmp_path: Path) -> None:
    """Are the emptied words still offered after hundreds of later saves?"""
    window = _written(tmp_path)
    window.start_again("plan")
    assert AnswerSheet(tmp_path).entry("plan").value is None
    for number in range(130):
        window.record("came", number)
    assert window.earlier("plan")[0].value == "words"
    revision = window.start_again("plan").revision
    assert window.start_again("plan").revision == revision  # already empty: nothing to do


def test_clock_set_back_and_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do the latest words win whatever the clock said when they were saved?"""

    class Clock(datetime):
        year_now = 2025

        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime(cls.year_now, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(sheet, "datetime", Clock)
    for year in (2025, 1971, 2100, 2024):
        Clock.year_now = year
        window = AnswerSheet(tmp_path)
        saved = window.record("plan", f"in {year}")
        assert saved.at.astimezone(UTC).year == year
        assert AnswerSheet(tmp_path).answer("plan") == f"in {year}"
    (tmp_path / "answers.json").write_bytes(b"")
    assert AnswerSheet(tmp_path).answer("plan") == "in 2024"
    values = [entry.value for entry in AnswerSheet(tmp_path).earlier("plan")]
    assert values == ["in 2100", "in 1971", "in 2025"]


def test_mirror_of_a_notebook_as_data(tmp_path: Path) -> None:
    """Do the entries of a notebook given as data carry value, revision and time?"""
    window = _written(tmp_path)
    path = notebook(tmp_path, window, "plan", "came", "unknown")
    found = entries_in_notebook(json.loads(path.read_text()))
    assert found == {name: window.entry(name) for name in ("plan", "came")}
