"""What may be an answer, and files of a newer workbook."""

import json
import math
import os
import time
from pathlib import Path

import numpy as np
import pytest

from course_tools.answers import AnswerSheet, is_blank
from course_tools.errors import AnswersFromNewerWorkbook, AnswerUnfit


def _deep(levels: int) -> object:
    value: object = "deep"
    for _ in range(levels):
        value = [value]
    return value


_UNFIT = {
    "NaN": math.nan,
    "infinity": [1.0, {"x": -math.inf}],
    "a set": {1, 2},
    "bytes": b"words",
    "a numpy number": np.int64(3),
    "a numpy decimal": np.float64(3.5),
    "a numpy truth": np.bool_(True),
    "a numpy array": np.arange(3),
    "a number as a key": {"a": {1: "x"}},
    "an object": object(),
    "too deep": _deep(50),
    "deep beyond Python": _deep(50_000),
    "a whole book": "word " * 300_000,
    "a number of 9,000 digits": 10**9000,
    "a number that JavaScript would change": 2**53 + 1,
}


@pytest.mark.parametrize("value", _UNFIT.values(), ids=_UNFIT.keys())
def test_unfit(tmp_path: Path, value: object) -> None:
    """Is what cannot be kept refused by name, with every earlier answer untouched?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("plan", "words")
    before = (tmp_path / "answers.json").read_bytes()
    with pytest.raises(AnswerUnfit, match="plan") as refusal:
        sheet.record("plan", value)
    assert len(str(refusal.value)) < 300
    assert (tmp_path / "answers.json").read_bytes() == before
    assert sheet.answer("plan") == "words"


@pytest.mark.parametrize("question", ["", None, 7, "half \ud83d emoji", "x" * 1000])
def test_unfit_question(tmp_path: Path, question: object) -> None:
    """Is an impossible id of a question refused before it spoils the file?"""
    sheet = AnswerSheet(tmp_path)
    for action in (lambda: sheet.record(question, "words"), lambda: sheet.start_again(question)):
        with pytest.raises(AnswerUnfit, match="id of a question"):
            action()
    assert list(tmp_path.glob("answers.json")) == []


_FIT = {
    "0": 0,
    "False": False,
    "minus nothing": -0.0,
    "text": "„Größe“ \u2028 \x00 \x7f 😀",
    "a long paper": "word " * 100_000,
    "nested": {"players": [{"name": "Chair", "support": -3}], "": []},
    "as deep as allowed": _deep(18),
    "largest number": 2**53,
}


@pytest.mark.parametrize("value", _FIT.values(), ids=_FIT.keys())
def test_fit(tmp_path: Path, value: object) -> None:
    """Does an answer come back to the letter, and count as an answer?"""
    AnswerSheet(tmp_path).record("plan", value)
    found = AnswerSheet(tmp_path)
    assert repr(found.answer("plan")) == repr(value)
    assert found.questions() == ["plan"]


def test_half_an_emoji(tmp_path: Path) -> None:
    """Is text saved that UTF-8 cannot hold, as browsers send it in the middle of typing?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("plan", {"half \ud83d": ["\ude00 tail", "\ud83d\ude00 whole"]})
    found = AnswerSheet(tmp_path).answer("plan")
    assert found == {"half \ufffd": ["\ufffd tail", "😀 whole"]}


def test_blank() -> None:
    """What counts as blank?"""
    assert all(is_blank(value) for value in (None, "", " \n", [], {}, ["", {"a": None}]))
    assert not any(is_blank(value) for value in (0, False, 0.0, "0", [0], {"a": False}))


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such names")
def test_folder_with_a_strange_name(tmp_path: Path) -> None:
    """Can answers be saved in a folder whose name is not UTF-8?"""
    folder = tmp_path / os.fsdecode(b"l\xe9sson")
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system refuses such names")
    AnswerSheet(folder).record("plan", "words")
    assert AnswerSheet(folder).answer("plan") == "words"


@pytest.mark.parametrize(
    "newer",
    [
        {"format": 2, "answers": {}},
        {"format": 2.5, "lesson": "x", "answers": {"plan": {"value": 1, "revision": 1}}},
        {"format": 3, "lesson": "x", "entries": [1, 2], "answers": []},
        {"format": 9},
    ],
)
def test_newer_workbook(tmp_path: Path, newer: object) -> None:
    """Is a newer workbook's file refused in words, and left untouched, also under an open page?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("plan", "words")
    text = json.dumps(newer)
    (tmp_path / "answers.json").write_text(text)
    actions = [
        lambda: AnswerSheet(tmp_path),
        lambda: sheet.answer("plan"),
        lambda: sheet.record("plan", "more words"),
        lambda: sheet.start_again("plan"),
    ]
    for action in actions:
        with pytest.raises(AnswersFromNewerWorkbook, match="Update this one"):
            action()
    assert (tmp_path / "answers.json").read_text() == text


def test_newer_copies(tmp_path: Path) -> None:
    """Are copies of a newer workbook skipped beside a whole file, and refused in place of it?"""
    AnswerSheet(tmp_path).record("plan", "words")
    (tmp_path / ".answers" / "copy-9.json").write_text('{"format": 2, "answers": {}}')
    assert AnswerSheet(tmp_path).answer("plan") == "words"
    assert AnswerSheet(tmp_path).earlier("plan") == []
    with pytest.raises(AnswersFromNewerWorkbook):
        (tmp_path / "answers.json").unlink()
        AnswerSheet(tmp_path)


def test_opening_a_full_sheet_is_quick(tmp_path: Path) -> None:
    """Does a sheet with a year's answers open within a moment?"""
    sheet = AnswerSheet(tmp_path)
    for number in range(60):
        sheet.record(f"question-{number}", "words " * 500)
    start = time.perf_counter()
    AnswerSheet(tmp_path)
    assert time.perf_counter() - start < 2
