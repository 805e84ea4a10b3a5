"""Damaged, cut off, hand-edited and replaced answers files."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_tools.answers import AnswerSheet
from course_tools.answers.entries import Entry, as_text, from_bytes
from tests.answers.answers_lab import notebook

pytestmark = pytest.mark.usefixtures("no_waiting_for_the_disk")


def _two_answers(folder: Path) -> bytes:
    sheet = AnswerSheet(folder)
    sheet.record("plan", "früh aufstehen ☀")
    sheet.record("goal", {"turnout": 40, "agreed": False})
    return (folder / "answers.json").read_bytes()


def _check_all_there(folder: Path) -> AnswerSheet:
    sheet = AnswerSheet(folder)
    assert sheet.answer("plan") == "früh aufstehen ☀"
    assert sheet.answer("goal") == {"turnout": 40, "agreed": False}
    again = AnswerSheet(folder)
    assert set(again.questions()) >= {"plan", "goal"}
    assert again.notices == []
    return sheet


def _set_aside(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((folder / ".answers").glob("damaged*.json"))]


def test_cut_off_at_every_length(tmp_path: Path) -> None:
    """Is the last saved answer there wherever the file was cut off, and is the stump kept?"""
    whole = _two_answers(tmp_path)
    end = len(whole.rstrip())
    for length in range(end):
        (tmp_path / "answers.json").write_bytes(whole[:length])
        sheet = _check_all_there(tmp_path)
        assert "damaged" in sheet.notices[-1]
        assert _set_aside(tmp_path) == [whole[:length]]
        (tmp_path / ".answers" / "damaged.json").unlink()


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(1, 255)), min_size=1, max_size=9))
def test_flipped_bits(tmp_path: Path, flips: list[tuple[float, int]]) -> None:
    """Are all answers there after bits of the file flipped?"""
    whole = _two_answers(tmp_path)
    damaged = bytearray(whole)
    for place, mask in flips:
        damaged[int(place * len(whole))] ^= mask
    (tmp_path / "answers.json").write_bytes(damaged)
    sheet = AnswerSheet(tmp_path)
    for question, value in (
        ("plan", "früh aufstehen ☀"),
        ("goal", {"turnout": 40, "agreed": False}),
    ):
        earlier = [entry.value for entry in sheet.earlier(question)]
        assert sheet.answer(question) == value or value in earlier
    (tmp_path / "answers.json").write_bytes(whole)


_NOT_ANSWERS = {
    "empty": b"",
    "zeros": bytes(4096),
    "not UTF-8": b"\xff\xfe\x00caf\xe9",
    "a list": b"[1, 2]",
    "a number": b"7",
    "null": b"null",
    "another program's": b'{"answers": [], "version": 3}',
    "answers of another kind": b'{"format": 1, "lesson": 3, "answers": {"plan": "words"}}',
    "nested deeply": b"[" * 100_000,
    "nested just so": b'{"answers":' + b"[" * 900 + b"]" * 900 + b"}",
    "half an emoji": b'{"format": 1, "answers": {"\\ud83d": {"value": 1, "revision": 9}}}',
    "a number of 9,000 digits": b'{"format": 1, "answers": ' + b"9" * 9000 + b"}",
}


@pytest.mark.parametrize("content", _NOT_ANSWERS.values(), ids=_NOT_ANSWERS.keys())
def test_another_file_in_its_place(tmp_path: Path, content: bytes) -> None:
    """Are the answers back when the file holds something else, and is that kept aside?"""
    _two_answers(tmp_path)
    (tmp_path / "answers.json").write_bytes(content)
    sheet = _check_all_there(tmp_path)
    assert len(sheet.notices) == 2
    assert _set_aside(tmp_path) == [content]


def test_one_unfit_answer_in_the_file(tmp_path: Path) -> None:
    """Are the others used, and the file kept aside, when one answer in it cannot be kept?"""
    foreign = {"plan": Entry("words", 1, ""), "goal": Entry(2**60, 2, "")}
    content = as_text("lesson", foreign).encode()
    (tmp_path / "answers.json").write_bytes(content)
    found = AnswerSheet(tmp_path)
    assert (found.answer("plan"), found.answer("goal")) == ("words", None)
    assert _set_aside(tmp_path) == [content]


@pytest.mark.parametrize("content", [*_NOT_ANSWERS.values()][:4])
def test_nothing_to_bring_back(tmp_path: Path, content: bytes) -> None:
    """Does a page open, and save, when there is a broken file and nothing else?"""
    (tmp_path / "answers.json").write_bytes(content)
    AnswerSheet(tmp_path).record("plan", "words")
    assert AnswerSheet(tmp_path).answer("plan") == "words"
    assert _set_aside(tmp_path) == [content]


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\r\n  "])
def test_saved_again_by_an_editor(tmp_path: Path, mark: bytes) -> None:
    """Is a file that an editor gave a byte order mark or new line ends still whole?"""
    whole = _two_answers(tmp_path)
    (tmp_path / "answers.json").write_bytes(mark + whole.replace(b"\n", b"\r\n"))
    assert _check_all_there(tmp_path).notices == []


def test_edited_by_hand(tmp_path: Path) -> None:
    """Are words that someone changed in the file itself used, and the edited file kept aside?"""
    whole = _two_answers(tmp_path)
    edited = whole.replace("früh".encode(), b"later")
    (tmp_path / "answers.json").write_bytes(edited)
    sheet = AnswerSheet(tmp_path)
    assert sheet.answer("plan") == "later aufstehen ☀"
    assert [entry.value for entry in sheet.earlier("plan")] == ["früh aufstehen ☀"]
    assert _set_aside(tmp_path) == [edited]
    assert "brought back" not in " ".join(sheet.notices)
    assert AnswerSheet(tmp_path).answer("plan") == "later aufstehen ☀"


def test_emptied_by_damage(tmp_path: Path) -> None:
    """Do words from a copy win over a blank in a file whose digest does not fit?"""
    whole = _two_answers(tmp_path)
    (tmp_path / "answers.json").write_bytes(whole.replace("früh aufstehen ☀".encode(), b""))
    _check_all_there(tmp_path)


def test_damaged_while_open(tmp_path: Path) -> None:
    """Does an open window lose nothing, its own or another's, when the file breaks under it?"""
    one, other = AnswerSheet(tmp_path), AnswerSheet(tmp_path)
    one.record("mine", "first")
    other.record("theirs", "second")
    (tmp_path / "answers.json").write_bytes(b"{")
    assert (one.answer("mine"), one.answer("theirs")) == ("first", "second")
    one.record("mine", "third")
    fresh = AnswerSheet(tmp_path)
    assert (fresh.answer("mine"), fresh.answer("theirs")) == ("third", "second")


def test_unchanged_answer_after_damage(tmp_path: Path) -> None:
    """Is an answer that did not change written again when the file no longer has it?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("plan", "words")
    for break_it in (lambda p: p.unlink(), lambda p: p.write_bytes(b"{")):
        break_it(tmp_path / "answers.json")
        sheet.record("plan", "words")
        assert from_bytes((tmp_path / "answers.json").read_bytes(), "").is_whole


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    """Do answers open and save when a folder has taken the file's name?"""
    _two_answers(tmp_path)
    for _ in range(2):
        (tmp_path / "answers.json").unlink()
        (tmp_path / "answers.json").mkdir()
        (tmp_path / "answers.json" / "something").touch()
        _check_all_there(tmp_path).record("extra", _)
    assert len(list((tmp_path / ".answers").glob("damaged-folder*/something"))) == 2


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_nowhere(tmp_path: Path) -> None:
    """Do answers open and save when the file is a dangling link?"""
    _two_answers(tmp_path)
    (tmp_path / "answers.json").unlink()
    (tmp_path / "answers.json").symlink_to(tmp_path / "nowhere")
    _check_all_there(tmp_path)
    assert not (tmp_path / "answers.json").is_symlink()


def test_many_failing_looks_keep_one_stump(tmp_path: Path) -> None:
    """Is the same damage kept aside once, however often it comes back?"""
    _two_answers(tmp_path)
    for _ in range(5):
        (tmp_path / "answers.json").write_bytes(b"{")
        _check_all_there(tmp_path)
    assert _set_aside(tmp_path) == [b"{"]


def test_copies_do_not_share_the_file(tmp_path: Path) -> None:
    """Do copies survive a program that writes into the file instead of replacing it?"""
    whole = _two_answers(tmp_path)
    with (tmp_path / "answers.json").open("r+b") as file:
        file.write(b"x" * len(whole))
    _check_all_there(tmp_path)


def test_copies_damaged_too(tmp_path: Path) -> None:
    """Is the saved page used when the file and every copy are damaged?"""
    _two_answers(tmp_path)
    notebook(tmp_path, AnswerSheet(tmp_path), "plan", "goal")
    for path in [tmp_path / "answers.json", *(tmp_path / ".answers").glob("*.json")]:
        path.write_bytes(path.read_bytes()[:-20])
    (tmp_path / "answers.json").write_bytes(b"")
    _check_all_there(tmp_path)


def test_file_is_json_that_people_can_read() -> None:
    """Is the file the JSON that it promises, with a line for each question?"""
    entries = {
        "a": Entry("“x”\n☀", 1, "2025-01-01T00:00:00+00:00"),
        "b": Entry([1, {}], 2, ""),
    }
    for held in ({}, entries):
        text = as_text("lesson\udcff", held)
        data = json.loads(text)
        assert list(data) == ["format", "lesson", "answers", "digest"]
        assert from_bytes(text.encode(), "").entries == held
        assert from_bytes(text.encode(), "").is_whole
    assert [line for line in text.splitlines() if line.lstrip().startswith('"b"')]
