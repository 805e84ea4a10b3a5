"""Nonsense, attacks and absurd numbers in the notebooks and files beside the answers."""

import json
from pathlib import Path

import pytest

from course_tools.answers import MIRROR_MIME, AnswerSheet
from course_tools.answers.mirror import entries_in_folder
from tests.answers.answers_lab import forget, notebook, notebook_holding


def _written(folder: Path) -> AnswerSheet:
    window = AnswerSheet(folder)
    window.record("plan", "words")
    window.record("agreed", False)
    return window


_HOSTILE_OUTPUTS = [
    None,
    7,
    {"data": []},
    {"data": {MIRROR_MIME: "words"}},
    {"data": {MIRROR_MIME: [1, 2]}},
    {"data": {MIRROR_MIME: {"plan": None, "goal": {"value": 1}, "": {"value": 2}}}},
    {"data": {MIRROR_MIME: {"plan": {"value": "x", "revision": True, "saved": []}}}},
    {"data": {MIRROR_MIME: {"plan": {"value": "x", "revision": -5, "saved": "\ud83d"}}}},
    {"data": {MIRROR_MIME: {"\ud83d": {"value": "x", "revision": 5, "saved": "s" * 900}}}},
    {"data": {MIRROR_MIME: {"plan": {"value": float("nan"), "revision": 1, "saved": ""}}}},
]


@pytest.mark.parametrize("output", _HOSTILE_OUTPUTS)
def test_hostile_notebook(tmp_path: Path, output: object) -> None:
    """Does a page open and save beside a notebook with nonsense in place of a mirror?"""
    notebook_holding(tmp_path, output, name="a")
    window = AnswerSheet(tmp_path)
    window.record("extra", "words")
    assert AnswerSheet(tmp_path).answer("extra") == "words"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"cells": 3}',
        '{"cells": [[], {"outputs": {}}]}',
        f'"{MIRROR_MIME}"' + "[" * 200_000,
        '{"cells": [{"outputs": [{"data": {"' + MIRROR_MIME + '": ' + "9" * 9000 + "}}]}]}",
        '{"cells": [{"outputs": [{"data": {"'
        + MIRROR_MIME
        + '": '
        + "[" * 900
        + "]" * 900
        + "}}]}]}",
    ],
    ids=range(8),
)
def test_broken_notebook(tmp_path: Path, text: str) -> None:
    """Does a page open and save beside a notebook that is none?"""
    (tmp_path / "broken.ipynb").write_text(text)
    (tmp_path / "folder.ipynb").mkdir()
    notebook(tmp_path, _written(tmp_path), "plan", "agreed", name="good")
    forget(tmp_path, copies=True)
    _check_with(tmp_path, "plan", "words")


def test_huge_notebook(tmp_path: Path) -> None:
    """Is a gigantic notebook passed over instead of filling the memory?"""
    with (tmp_path / "huge.ipynb").open("wb") as file:
        file.write(MIRROR_MIME.encode())
        file.truncate(40 * 2**30)  # a sparse file: takes no room on the disk
    assert entries_in_folder(tmp_path) == [{}]


def test_absurd_revisions(tmp_path: Path) -> None:
    """Can a page with an absurd revision neither lock out later saves nor win over real ones?"""
    for number, revision in enumerate((2**40 - 1, 2**40, 2**40 + 1, 2**53 - 1, 2**60, 10**400)):
        folder = tmp_path / str(number)
        folder.mkdir()
        said = {"plan": {"value": "poison", "revision": revision, "saved": ""}}
        notebook_holding(folder, {"data": {MIRROR_MIME: said}})
        window = AnswerSheet(folder)
        assert window.answer("plan") == "poison"
        for words in ("words 0", "words 1", "words 2"):
            window.record("plan", words)
            window.record("goal", words)
            window = AnswerSheet(folder)
            assert (window.answer("plan"), window.answer("goal")) == (words, words)
            assert len(window.notices) == 0
        forget(folder, copies=False)
        assert AnswerSheet(folder).answer("plan") == "words 2"


@pytest.mark.parametrize("revision", [9 * 10**15, 2**53 - 1, 2**53, 10**30])
def test_absurd_revision_written_into_the_file(tmp_path: Path, revision: int) -> None:
    """Does a hand-edited file with an absurd revision open, and keep what is saved after it?"""
    _written(tmp_path)
    data = json.loads((tmp_path / "answers.json").read_text())
    data["answers"]["new"] = {"value": "by hand", "revision": revision, "saved": ""}
    (tmp_path / "answers.json").write_text(json.dumps(data))
    window = _check_with(tmp_path, "new", "by hand")
    window.record("new", "later")
    window.record("plan", "later")
    (tmp_path / "answers.json").write_bytes(b"")
    assert _check_with(tmp_path, "new", "later").answer("plan") == "later"


def _check_with(folder: Path, question: str, value: str) -> AnswerSheet:
    found = AnswerSheet(folder)
    assert found.answer(question) == value
    assert found.answer("agreed") is False
    return found
