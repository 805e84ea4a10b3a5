"""What a form says when the disk refuses."""

import errno
import os
from pathlib import Path

import pytest

from course_tools.answers import AnswerSheet, disk
from course_tools.widgets.form import Form


def test_disk_refuses_and_recovers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does a form say that a change failed, and then that it was saved?"""
    sheet = AnswerSheet(tmp_path)
    form = Form(sheet, "plan", "Your plan", fill=lambda _: None)
    form.show()
    form.record("words")
    assert 'data-state="saved"' in form._status.value

    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(disk, "_flush_to_disk", refuse)
        for value in ("more words", {1, 2}):
            form.record(value)
            assert 'data-state="failed"' in form._status.value
            assert "course-live" in form._status._dom_classes  # a screen reader says it
        form.record("more words")
        assert "disk is full" in form._status.value
    assert AnswerSheet(tmp_path).answer("plan") == "words"
    form.record("more words")
    assert 'data-state="saved"' in form._status.value
    assert AnswerSheet(tmp_path).answer("plan") == "more words"


def test_restored(tmp_path: Path) -> None:
    """Does a form say that the answers were brought back?"""
    AnswerSheet(tmp_path).record("plan", "words")
    (tmp_path / "answers.json").write_bytes(b"")
    form = Form(AnswerSheet(tmp_path), "plan", "Your plan", fill=lambda _: None)
    form.show()
    assert 'data-state="restored"' in form._status.value
    assert "brought back" in form._status.value


def test_two_forms_of_one_sheet(tmp_path: Path) -> None:
    """Two tabs on one notebook share a sheet: does the later form say what it wrote over?"""
    sheet = AnswerSheet(tmp_path)
    one, two = (Form(sheet, "plan", "Your plan", fill=lambda _: None) for _ in range(2))
    for form in (one, two):
        form.show()
    one.record("from the first tab")
    assert "earlier copy" not in one._status.value
    two.record("f")
    two.record("from the second tab")
    assert "earlier copy" in two._status.value  # also after the next letter
    one._start_again()
    one.record("after starting again")
    assert "earlier copy" not in one._status.value
    assert "from the first tab" in [entry.value for entry in sheet.earlier("plan")]
