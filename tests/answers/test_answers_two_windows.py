"""The same lesson open more than once."""

import os
import threading
from pathlib import Path

import pytest

from course_tools.answers import AnswerSheet, restore, sheet
from course_tools.errors import AnswersNotSaved
from tests.answers.answers_lab import can_fork, exit_of, in_child, notebook


@can_fork
def test_different_questions_at_once(tmp_path: Path) -> None:
    """Do three windows that save their own questions at once keep every one?"""

    def save(name: str) -> None:
        window = AnswerSheet(tmp_path)
        for number in range(40):
            window.record(f"{name}-{number % 10}", number)

    children = [in_child(lambda name=name: save(name)) for name in ("a", "b", "c")]
    assert [exit_of(child) for child in children] == [0, 0, 0]
    found = AnswerSheet(tmp_path)
    assert len(found.questions()) == 30
    for name in ("a", "b", "c"):
        assert [found.answer(f"{name}-{last}") for last in range(10)] == [*range(30, 40)]


def test_same_question(tmp_path: Path) -> None:
    """With one question in two windows: does the last win, is it said, is the other one kept?"""
    left, right = AnswerSheet(tmp_path), AnswerSheet(tmp_path)
    assert not left.record("plan", "from the left").also_elsewhere
    assert right.record("plan", "from the right").also_elsewhere
    assert not right.record("plan", "from the right again").also_elsewhere
    assert left.answer("plan") == "from the right again"
    assert not left.record("plan", "left, having seen it").also_elsewhere
    assert [entry.value for entry in left.earlier("plan")][-1] == "from the left"


@pytest.mark.usefixtures("no_waiting_for_the_disk")
def test_versions_that_lost_outlive_thinning(tmp_path: Path) -> None:
    """Is every version that another window wrote over still offered after many more saves?"""
    left, right = AnswerSheet(tmp_path), AnswerSheet(tmp_path)
    for number in range(10):
        left.record("plan", f"left {number}")
        assert right.record("plan", f"right {number}").also_elsewhere
    for number in range(100):
        right.record("plan", f"words {number}")
    earlier = [entry.value for entry in right.earlier("plan")]
    lost = [value for value in earlier if value.startswith("left")]
    assert lost == [f"left {number}" for number in range(9, -1, -1)]


def test_another_window_costs_no_reading_of_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is another window's save taken in by reading the answers file alone?"""
    left, right = AnswerSheet(tmp_path), AnswerSheet(tmp_path)
    for number in range(5):
        left.record("plan", number)
    read: list[Path] = []
    copy = restore.read_copy
    monkeypatch.setattr(restore, "read_copy", lambda p, **how: read.append(p) or copy(p, **how))
    assert right.answer("plan") == 4
    assert read == []


def test_opened_later_is_no_conflict(tmp_path: Path) -> None:
    """Is nothing said about another window when the answer was there at opening?"""
    AnswerSheet(tmp_path).record("plan", "yesterday")
    assert not AnswerSheet(tmp_path).record("plan", "today").also_elsewhere


def test_unchanged_answer(tmp_path: Path) -> None:
    """Does an unchanged answer cost no new revision, and tell the time of its save?"""
    window = AnswerSheet(tmp_path)
    first = window.record("plan", {"a": 1})
    before = (tmp_path / "answers.json").stat().st_mtime_ns
    again = window.record("plan", {"a": 1})
    assert (again.revision, again.at) == (first.revision, first.at.replace(microsecond=0))
    assert (tmp_path / "answers.json").stat().st_mtime_ns == before


@pytest.mark.parametrize(("one", "other"), [([0], [False]), ({"a": 1}, {"a": True}), (1, 1.0)])
def test_almost_the_same(tmp_path: Path, one: object, other: object) -> None:
    """Are answers that Python calls equal, such as [0] and [False], still told apart?"""
    window = AnswerSheet(tmp_path)
    window.record("plan", one)
    window.record("plan", other)
    assert repr(AnswerSheet(tmp_path).answer("plan")) == repr(other)


def test_changing_what_was_handed_out(tmp_path: Path) -> None:
    """Is a list saved that a tool got from the sheet, added to, and recorded?"""
    window = AnswerSheet(tmp_path)
    window.record("people", [{"role": "chair"}])
    for hand_out in (
        lambda: window.answer("people"),
        lambda: window.entry("people").value,
        lambda: window.mirror(["people"])["people"]["value"],
    ):
        people = hand_out()
        people[0]["role"] += "!"
        people.append({"role": "clerk"})
        assert window.answer("people") != people
        window.record("people", people)
        people.append("not recorded")
        assert AnswerSheet(tmp_path).answer("people") == people[:-1] == window.answer("people")


def test_same_size_and_time(tmp_path: Path) -> None:
    """Is another window's save seen when the file has the same size and time as before?"""
    left, right = AnswerSheet(tmp_path), AnswerSheet(tmp_path)
    left.record("plan", "aaaa")
    status = (tmp_path / "answers.json").stat()
    right.record("plan", "bbbb")
    os.utime(tmp_path / "answers.json", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert left.answer("plan") == "bbbb"


def test_what_a_window_showed_outlives_the_file(tmp_path: Path) -> None:
    """When a window dies before its copy was made: do the others agree after the file is gone?"""
    dying, other = AnswerSheet(tmp_path), AnswerSheet(tmp_path)
    dying.record("plan", "old")
    dying.record("plan", "new")
    (tmp_path / ".answers" / "copy-2.json").unlink()  # as if it had died just before that
    assert other.answer("plan") == "new"
    (tmp_path / "answers.json").unlink()
    fresh = AnswerSheet(tmp_path)
    assert fresh.answer("plan") == "new"
    fresh.start_again("plan")
    assert other.answer("plan") is None


def test_both_bring_back_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does a window that restores not write over what another saved in that moment?"""
    old = AnswerSheet(tmp_path)
    old.record("plan", "words")
    notebook(tmp_path, old, "plan")
    (tmp_path / "answers.json").unlink()
    first = AnswerSheet._turn

    def other_window_is_faster(window: AnswerSheet) -> object:
        monkeypatch.setattr(AnswerSheet, "_turn", first)
        AnswerSheet(tmp_path).record("plan", "newer words")
        return first(window)

    monkeypatch.setattr(AnswerSheet, "_turn", other_window_is_faster)
    assert AnswerSheet(tmp_path).answer("plan") == "newer words"
    assert AnswerSheet(tmp_path).answer("plan") == "newer words"


def test_other_window_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another window holds on to its turn: is it said, and does saving go on afterwards?"""
    monkeypatch.setattr(sheet, "_LONGEST_WAIT", 0.05)
    left, right = AnswerSheet(tmp_path), AnswerSheet(tmp_path)
    holds, may_go = threading.Event(), threading.Event()

    def hold() -> None:
        with right._turn():
            holds.set()
            may_go.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    holds.wait(10)
    with pytest.raises(AnswersNotSaved, match="another window is busy"):
        left.record("plan", "words")
    may_go.set()
    other.join()
    left.record("plan", "words")
    assert AnswerSheet(tmp_path).answer("plan") == "words"
