"""Two worlds: lines in one's own words, the forgotten side, no score."""

import ipywidgets as w
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_tools.activities.two_worlds import view
from course_tools.activities.two_worlds.model import (
    SIDES,
    Pair,
    forgotten_side,
    read_pairs,
    without_other_side,
)
from course_tools.answers import AnswerSheet
from tests.on_page import all_in, heard_in, html_of, shown_by

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=80),
    lambda part: (
        st.lists(part, max_size=4)
        | st.dictionaries(st.sampled_from(("pairs", "is", "should", "forgets", "seen")), part)
    ),
    max_leaves=20,
)
BUS = {
    "pairs": [{"is": "The bus is late.", "should": ""}, {"is": "A bill", "should": "A fair bill"}],
    "forgets": "should",
    "seen": "A poster",
}


def said_in(box):
    """What the form says below its fields (the save status is heard too, after it)."""
    return heard_in(box)[0].value


def test_lines_are_read_and_blank_ones_left_out():
    """Are lines with words on at least one side kept, in their order?"""
    rows = [{"is": " a  b ", "should": "c"}, {"is": " ", "should": ""}, {"should": "d"}]
    assert read_pairs({"pairs": rows}) == [Pair("a b", "c"), Pair("", "d")]
    assert without_other_side(read_pairs({"pairs": rows})) == [Pair("", "d")]


def test_empty_line_is_refused():
    """Is a line without words refused in words?"""
    with pytest.raises(ValueError, match="at least one side"):
        Pair("", "")


def test_every_side_has_a_question():
    """Does each answer to “which side is forgotten?” lead to a question of its own?"""
    assert set(view._ASKS) == set(SIDES) - {""}
    assert len(set(view._ASKS.values())) == len(view._ASKS)


def test_form_asks_for_the_missing_side(tmp_path):
    """Is a line with one side answered by asking for the other, on either side?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("two-worlds", BUS)
    box = shown_by(lambda: view.two_worlds(sheet))
    assert "stand across from “The bus is late.”" in said_in(box)
    assert view._ASKS["should"] in said_in(box)
    first = all_in(box, w.Textarea)
    first[1].value = "The bus comes"
    assert "stand across" not in said_in(box)
    first[0].value = ""
    assert "How is it today, across from “The bus comes”?" in said_in(box)


def test_nothing_is_scored():
    """Do the words hold no number, whatever was written, and say that nothing is scored?"""
    for answer in (None, BUS, {"pairs": BUS["pairs"] * 3, "forgets": "both"}):
        words = view._words(answer)
        assert not any(letter.isdigit() for letter in words)
        assert "Nothing is scored" in words and "nothing is predicted" in words


def test_every_field_has_a_label(tmp_path):
    """Can a screen reader name every field, with its row?"""
    box = shown_by(lambda: view.two_worlds(AnswerSheet(tmp_path)))
    labels = [field.description for field in all_in(box, w.Textarea, w.Text, w.Dropdown)]
    assert "The world as it is, row 1" in labels and "The world as it should be, row 3" in labels
    assert all(label.strip() for label in labels) and len(labels) == len(set(labels)) == 8


def test_answer_comes_back_and_opening_records_nothing(tmp_path):
    """Is what was written there again, and is an untouched form no answer?"""
    sheet = AnswerSheet(tmp_path)
    box = shown_by(lambda: view.two_worlds(sheet))
    assert sheet.answer("two-worlds") is None
    all_in(box, w.Textarea)[0].value = "The bus is late."
    all_in(box, w.Dropdown)[0].value = "is"
    kept = AnswerSheet(tmp_path).answer("two-worlds")
    assert kept["pairs"][0]["is"] == "The bus is late." and kept["forgets"] == "is"
    again = shown_by(lambda: view.two_worlds(AnswerSheet(tmp_path)))
    assert all_in(again, w.Textarea)[0].value == "The bus is late."
    assert view._ASKS["is"] in said_in(again)


def test_starting_again_empties_the_words(tmp_path):
    """Does a form that is emptied say again how to begin?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("two-worlds", BUS)
    box = shown_by(lambda: view.two_worlds(sheet))
    assert "Begin with one line" not in said_in(box)
    for label in ("Start again", "Yes, empty this form"):
        next(b for b in all_in(box, w.Button) if b.description == label).click()
    assert "Begin with one line" in said_in(box)
    assert len(all_in(box, w.Textarea)) == 7


def test_words_are_escaped():
    """Can a line not become part of the page?"""
    bad = "<img src=x onerror=alert(1)>"
    words = view._words({"pairs": [{"is": bad, "should": ""}]})
    assert "<img" not in words and "&lt;img" in words


@pytest.mark.parametrize(
    "stored", [3, "words", [], [1, "a"], {"pairs": "x"}, {"pairs": [None, 4], "forgets": 9}]
)
def test_any_stored_answer_opens(tmp_path, stored):
    """Does a page open on an answer of the wrong kind, with fields to write in?"""
    AnswerSheet(tmp_path).record("two-worlds", stored)
    box = shown_by(lambda: view.two_worlds(AnswerSheet(tmp_path)))
    assert all_in(box, w.Textarea)
    assert "(invented)" in html_of(box)


@settings(max_examples=100, deadline=None)
@given(ANYTHING)
def test_anything_can_be_read(answer):
    """Is any answer at all read without an error?"""
    assert all(pair.is_now or pair.should_be for pair in read_pairs(answer))
    assert forgotten_side(answer) in SIDES
    assert "Nothing is scored" in view._words(answer)
