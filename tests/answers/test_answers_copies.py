"""How many copies are kept, and which."""

import statistics
import time
from pathlib import Path

import pytest

from course_tools.answers import AnswerSheet, kept


def _revisions(folder: Path, kind: str = kept.COPY) -> list[int]:
    copies = kept.copies_in(folder / "answers.json")
    return sorted(copy.revision for copy in copies if copy.kind == kind)


@pytest.mark.usefixtures("no_waiting_for_the_disk")
def test_five_thousand_saves(tmp_path: Path) -> None:
    """After 5,000 saves: few copies, one near every distance, and saves as quick as at first?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("plan", "the very first words")
    sheet.start_again("plan")
    for number in range(3, 5001):
        sheet.record("plan", f"words {number}")
    revisions = _revisions(tmp_path)
    assert len(revisions) < 80
    for power in range(12):
        distance = 2**power
        nearest = min(revisions, key=lambda revision: abs(5000 - revision - distance))
        assert abs(5000 - nearest - distance) <= max(1, distance // 4)
    assert revisions[-8:] == [*range(4993, 5001)]
    assert "the very first words" in [entry.value for entry in sheet.earlier("plan")]
    (tmp_path / "new").mkdir()
    fresh = AnswerSheet(tmp_path / "new")
    times: dict[AnswerSheet, list[float]] = {sheet: [], fresh: []}
    for number in range(200):  # in turns, so that the load of the machine hits both
        for window, taken in times.items():
            start = time.perf_counter()
            window.record("plan", f"more words {number}")
            taken.append(time.perf_counter() - start)
    assert statistics.median(times[sheet]) < 2 * statistics.median(times[fresh])


@pytest.mark.usefixtures("no_waiting_for_the_disk")
def test_many_short_sittings(tmp_path: Path) -> None:
    """Are copies thinned too when every sitting makes only a few saves?"""
    for sitting in range(150):
        sheet = AnswerSheet(tmp_path)
        for number in range(3):
            sheet.record("plan", f"sitting {sitting}, words {number}")
    assert len(_revisions(tmp_path)) < 60


@pytest.mark.usefixtures("no_waiting_for_the_disk")
def test_starting_again_and_again(tmp_path: Path) -> None:
    """Are copies from before starting again kept, but not without end?"""
    sheet = AnswerSheet(tmp_path)
    for number in range(130):
        sheet.record("plan", f"words {number}")
        sheet.start_again("plan")
    kept_before = _revisions(tmp_path, kept.BEFORE_START_AGAIN)
    assert 100 <= len(kept_before) <= 100 + 16
    assert kept_before[-1] == 259


def test_a_jump_in_the_revisions(tmp_path: Path) -> None:
    """Does a jump in the numbers, as from a foreign page, leave an old copy too?"""
    file = tmp_path / "answers.json"
    (tmp_path / kept.FOLDER).mkdir()
    for revision in [*range(1, 31), 2**40 + 1]:
        kept.keep_copy(file, revision, b"{}" + str(revision).encode())
    kept.thin_out(file, 2**40 + 1)
    revisions = _revisions(tmp_path)
    assert revisions[-1] == 2**40 + 1
    assert revisions[0] == 1


def test_two_versions_with_one_number(tmp_path: Path) -> None:
    """Are two different versions kept that have the same number, and equal ones once?"""
    file = tmp_path / "answers.json"
    (tmp_path / kept.FOLDER).mkdir()
    for content in (b"one", b"two", b"one", b"two"):
        kept.keep_copy(file, 7, content)
    assert _revisions(tmp_path) == [7, 7]


def test_no_copies_possible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does saving go on when keeping a copy fails?"""

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(kept, "_place", refuse)
    sheet = AnswerSheet(tmp_path)
    sheet.record("plan", "words")
    sheet.record("plan", "more words")
    assert AnswerSheet(tmp_path).answer("plan") == "more words"
