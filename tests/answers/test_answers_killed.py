"""Kill -9 and crashes at every step of a save."""

import os
import random
import select
import signal
import time
from pathlib import Path

import pytest

from course_tools.answers import AnswerSheet, disk, kept
from tests.answers.answers_lab import can_fork, exit_of, in_child

pytestmark = can_fork
_PADDING = "a few words more, so that a save takes its time. " * 60


def _save_for_ever(folder: Path, questions: list[str], first: int, report: int) -> None:
    sheet = AnswerSheet(folder)
    number = first
    while True:
        number += 1
        for question in questions:
            sheet.record(question, {"number": number, "words": f"{number} {_PADDING}"})
            os.write(report, f"{question} {number}\n".encode())


def _start_saving(folder: Path, questions: list[str], first: int) -> tuple[int, int]:
    read, write = os.pipe()
    child = in_child(lambda: _save_for_ever(folder, questions, first, write))
    os.close(write)
    return child, read


def _wait_for_a_save(report: int) -> None:
    assert select.select([report], [], [], 20)[0]


def _said_saved(report: int) -> dict[str, int]:
    with os.fdopen(report) as lines:
        return {line.split()[0]: int(line.split()[1]) for line in lines if line.endswith("\n")}


def _kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    assert exit_of(child) == -signal.SIGKILL


def _check(folder: Path, said: dict[str, int]) -> AnswerSheet:
    sheet = AnswerSheet(folder)
    for question, number in said.items():
        found = sheet.answer(question)
        # A save that was cut off may have come through; an older answer may not have come back.
        assert found["number"] >= number, f"{question}: said {number}, found {found['number']}"
        assert found["words"].startswith(f"{found['number']} ")
    assert sheet.notices == []
    assert disk.unfinished(folder / "answers.json") == []
    return sheet


def test_killed_while_saving(tmp_path: Path) -> None:
    """Is every answer that was said to be saved there after 300 kills in the middle of saves?"""
    dice = random.Random(20)
    said: dict[str, int] = {}
    killed_in_the_middle = saves = 0
    for _ in range(300):
        first = max(said.values(), default=0) + 1
        child, report = _start_saving(tmp_path, ["one", "two", "three"], first)
        if dice.random() < 0.9:  # the others die while the page opens
            _wait_for_a_save(report)
        time.sleep(dice.uniform(0, 0.008))
        _kill(child)
        killed_in_the_middle += bool(disk.unfinished(tmp_path / "answers.json"))
        now = _said_saved(report)
        saves += len(now)
        said |= now
        _check(tmp_path, said)
    assert saves > 300
    assert killed_in_the_middle > 20  # else the kills missed what they were for


def test_two_windows_killed_while_saving(tmp_path: Path) -> None:
    """Do two windows that save different questions at once keep each other's words when killed?"""
    dice = random.Random(21)
    said: dict[str, int] = {}
    for _ in range(40):
        first = max(said.values(), default=0) + 1
        children = [_start_saving(tmp_path, [name], first) for name in ("left", "right")]
        for child, report in children:
            _wait_for_a_save(report)
            time.sleep(dice.uniform(0, 0.02))
            _kill(child)
        for _, report in children:
            said |= _said_saved(report)
        _check(tmp_path, said)
    assert set(said) == {"left", "right"}


def _die(*_: object) -> None:
    os._exit(9)


def _write_half_and_die(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content[: len(content) // 2])
    os._exit(9)


_STEPS = [
    ("before writing", disk, "write_flushed", _die, "old"),
    ("half written", disk, "write_flushed", _write_half_and_die, "old"),
    ("before the flush", disk, "_flush_to_disk", _die, "old"),
    ("before replacing", disk.Path, "replace", _die, "old"),
    ("after replacing", disk, "_flush_folder", _die, "new"),
    ("before the copy", kept, "_place", _die, "new"),
    ("half a copy", kept.Path, "write_bytes", _write_half_and_die, "new"),
]


@pytest.mark.parametrize(
    ("place", "name", "crash", "expected"),
    [step[1:] for step in _STEPS],
    ids=[step[0].replace(" ", "-") for step in _STEPS],
)
def test_crash_at_every_step(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: object,
    name: str,
    crash: object,
    expected: str,
) -> None:
    """Is the answer after a crash the old one or the new one, and does saving go on?"""
    before = AnswerSheet(tmp_path)
    before.record("other", "stays")
    before.record("question", "old")

    def crash_while_saving() -> None:
        sheet = AnswerSheet(tmp_path)
        monkeypatch.setattr(place, name, crash)
        sheet.record("question", "new")

    assert exit_of(in_child(crash_while_saving)) == 9
    after = AnswerSheet(tmp_path)
    assert (after.answer("question"), after.answer("other")) == (expected, "stays")
    assert disk.unfinished(tmp_path / "answers.json") == []
    after.record("question", "newest")
    (tmp_path / "answers.json").write_bytes(b"")
    assert AnswerSheet(tmp_path).answer("question") == "newest"


def test_lock_of_the_dead(tmp_path: Path) -> None:
    """Can a window save at once when another was killed while it held the lock?"""

    def die_with_the_lock() -> None:
        sheet = AnswerSheet(tmp_path)
        with sheet._turn():
            os.kill(os.getpid(), signal.SIGKILL)

    assert exit_of(in_child(die_with_the_lock)) == -signal.SIGKILL
    assert (tmp_path / ".answers" / "lock").exists()
    start = time.perf_counter()
    AnswerSheet(tmp_path).record("question", "words")
    assert time.perf_counter() - start < 5  # a living one is waited for 10 s
