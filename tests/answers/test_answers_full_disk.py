"""Full, limited, read-only and vanished places."""

import errno
import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from course_tools.answers import AnswerSheet, disk
from course_tools.errors import AnswersNotSaved
from tests.answers.answers_lab import can_fork, exit_of, in_child, remount, small_disk


def test_full_disk(tmp_path: Path) -> None:
    """On a full disk: is nothing lost, the message calm, and saving resumed once there is room?"""
    with small_disk(tmp_path / "disk", "400k") as folder:
        sheet = AnswerSheet(folder)
        for number in range(60):  # the copies alone would fill it: older ones make room
            sheet.record("plan", f"{number} " + "words " * 1500)
        ballast = folder / "ballast"
        with pytest.raises(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
        last = 59
        for number in range(60, 90):
            try:
                sheet.record("plan", f"{number} " + "words " * 1600)
                last = number
            except AnswersNotSaved as problem:
                assert "disk is full" in str(problem)
                assert "still on this page" in str(problem)
            assert disk.unfinished(folder / "answers.json") == []
            for window in (sheet, AnswerSheet(folder)):
                assert window.answer("plan").startswith(f"{last} ")
        with pytest.raises(AnswersNotSaved, match="disk is full"):
            sheet.record("plan", "words " * 60_000)
        assert disk.unfinished(folder / "answers.json") == []
        ballast.unlink()
        sheet.record("plan", "room again")
        assert AnswerSheet(folder).answer("plan") == "room again"


@can_fork
def test_limit_on_file_size(tmp_path: Path) -> None:
    """With a limit on file sizes: is nothing lost, and do smaller answers still save?"""
    AnswerSheet(tmp_path).record("plan", "short")

    def write_too_much() -> None:
        import resource  # noqa: PLC0415 - POSIX only

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
        sheet = AnswerSheet(tmp_path)
        with pytest.raises(AnswersNotSaved, match="disk is full"):
            sheet.record("plan", "words " * 2000)
        assert disk.unfinished(tmp_path / "answers.json") == []
        assert sheet.answer("plan") == "short"
        sheet.record("goal", "40 people")

    assert exit_of(in_child(write_too_much)) == 0
    assert disk.unfinished(tmp_path / "answers.json") == []
    sheet = AnswerSheet(tmp_path)
    assert (sheet.answer("plan"), sheet.answer("goal")) == ("short", "40 people")
    assert all(path.stat().st_size for path in (tmp_path / ".answers").glob("*.json"))


def test_start_again_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does a form stay filled when there is no room to keep a copy of it first?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("plan", "words")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _no_room)
        with pytest.raises(AnswersNotSaved, match="disk is full"):
            sheet.start_again("plan")
    assert sheet.answer("plan") == AnswerSheet(tmp_path).answer("plan") == "words"
    sheet.start_again("plan")
    assert AnswerSheet(tmp_path).answer("plan") is None


def _no_room(_: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_read_only_folder(tmp_path: Path) -> None:
    """In a read-only folder: are answers shown, refusals calm, and saving resumed afterwards?"""
    with small_disk(tmp_path / "disk", "1m") as folder:
        sheet = AnswerSheet(folder)
        sheet.record("plan", "words")
        (folder / "answers.json").write_bytes(b"{")
        remount(folder, "ro")
        fresh = AnswerSheet(folder)
        assert fresh.answer("plan") == "words"
        assert "may not be written to" in fresh.notices[-1]
        for window in (sheet, fresh):
            with pytest.raises(AnswersNotSaved, match="may not be written to"):
                window.record("plan", "more words")
            assert window.answer("plan") == "words"
        remount(folder, "rw")
        fresh.record("plan", "more words")
        assert AnswerSheet(folder).answer("plan") == "more words"


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is a file that is there but cannot be read never taken for blank, or written over?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("plan", "words")
    whole = (tmp_path / "answers.json").read_bytes()
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "answers.json":
            raise PermissionError(errno.EACCES, "Permission denied")
        return read(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        with pytest.raises(AnswersNotSaved, match="cannot be read"):
            AnswerSheet(tmp_path)
        with pytest.raises(AnswersNotSaved):
            sheet.record("plan", "other words")
        assert sheet.answer("plan") == "words"
    assert (tmp_path / "answers.json").read_bytes() == whole


def test_folder_deleted_while_open(tmp_path: Path) -> None:
    """When the folder vanishes: calm words, and everything in memory saved once it is back?"""
    folder = tmp_path / "lesson"
    folder.mkdir()
    sheet = AnswerSheet(folder)
    sheet.record("plan", "words")
    shutil.rmtree(folder)
    with pytest.raises(AnswersNotSaved, match="folder 'lesson' is gone"):
        sheet.record("goal", "40 people")
    assert (sheet.answer("plan"), sheet.answer("goal")) == ("words", None)
    folder.mkdir()
    sheet.record("goal", "40 people")
    fresh = AnswerSheet(folder)
    assert (fresh.answer("plan"), fresh.answer("goal")) == ("words", "40 people")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses to rename an open folder")
def test_folder_renamed_while_open(tmp_path: Path) -> None:
    """When the folder is renamed: is saving refused, not quietly done somewhere else?"""
    folder = tmp_path / "lesson"
    folder.mkdir()
    sheet = AnswerSheet(folder)
    sheet.record("plan", "words")
    folder.rename(tmp_path / "renamed")
    with pytest.raises(AnswersNotSaved, match="gone"):
        sheet.record("plan", "more words")
    assert not folder.exists()
    assert AnswerSheet(tmp_path / "renamed").answer("plan") == "words"


def test_a_file_called_like_the_copies_folder(tmp_path: Path) -> None:
    """Does the message say what to do when a file has taken the name of the copies' folder?"""
    (tmp_path / ".answers").touch()
    with pytest.raises(AnswersNotSaved, match="Rename that file"):
        AnswerSheet(tmp_path).record("plan", "words")


def test_last_flush_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does a window agree with the disk when only the flush of the folder failed?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("plan", "words")

    def fail(_: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(disk, "_flush_folder", fail)
        with pytest.raises(AnswersNotSaved, match="Try once more"):
            sheet.record("plan", "more words")
    assert sheet.answer("plan") == AnswerSheet(tmp_path).answer("plan")
    assert sheet.record("plan", "more words").revision >= 2
    assert AnswerSheet(tmp_path).answer("plan") == "more words"


def test_interrupted_while_saving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is an answer whose save was interrupted (kernel stopped) not taken for saved?"""
    sheet = AnswerSheet(tmp_path)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(disk, "_flush_to_disk", stop)
        with pytest.raises(KeyboardInterrupt):
            sheet.record("plan", "words")
    sheet.record("plan", "words")
    assert AnswerSheet(tmp_path).answer("plan") == "words"
