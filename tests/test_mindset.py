"""Mindset inventory: twelve statements, no total, an earlier one beside it, the form."""

from itertools import chain

import ipywidgets as w
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_tools.activities.mindset import view
from course_tools.activities.mindset.model import (
    GROUPS,
    RATINGS,
    STATEMENTS,
    complete_mindset,
    group_means,
    moves,
    read_ratings,
)
from course_tools.activities.mindset.plot import draw_means
from course_tools.answers import AnswerSheet
from course_tools.plotting import new_picture_axes
from tests.on_page import all_in, html_of, shown_by
from tests.tool_on_page import fields_on_page

ALL_THREE = {one.key: "3" for one in STATEMENTS}
LATER = {**ALL_THREE, "ask-first": "5", "leave-room": "4", "stay": "2"}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(st.sampled_from([one.key for one in STATEMENTS]), part)
    ),
    max_leaves=15,
)


def test_twelve_statements_in_four_groups():
    """Are there three statements in each of four groups, all different?"""
    assert [one.group for one in STATEMENTS] == [g for group in GROUPS for g in [group] * 3]
    assert len({one.key for one in STATEMENTS}) == len({one.text for one in STATEMENTS}) == 12


def test_every_rating_has_words():
    """Is each rating from 1 to 5 offered with words of its own, after a blank?"""
    assert list(RATINGS) == [1, 2, 3, 4, 5] and len(set(RATINGS.values())) == 5
    assert list(view._OPTIONS) == ["", "1", "2", "3", "4", "5"]
    assert view._OPTIONS["4"] == "4: often"


@pytest.mark.parametrize(
    ("answer", "share"),
    [
        (None, 0),
        ([], 0),
        ("5", 0),
        (7, 0),
        (ALL_THREE, 1),
        ({"ask-first": "1", "stay": 5, "own-power": ""}, 2 / 12),
        ({"ask-first": "6", "stay": True, "own-power": 2.5, "x": "3"}, 0),
        ({**ALL_THREE, "stay": "x" * 100_000}, 11 / 12),
    ],
)
def test_share_answered(answer, share):
    """Is the share of rated statements right for any answer, and plain?"""
    assert complete_mindset(answer) == pytest.approx(share)
    assert type(complete_mindset(answer)) is float


def test_low_and_high_ratings_are_equally_complete():
    """Does it make no difference to completeness how somebody rated?"""
    ones, fives = ({one.key: n for one in STATEMENTS} for n in ("1", "5"))
    assert complete_mindset(ones) == complete_mindset(fives) == 1.0


def test_means_are_of_what_was_rated():
    """Is a group's mean that of its rated statements, and is an unrated group left out?"""
    ratings = read_ratings({"ask-first": "5", "leave-room": "2", "own-power": 4})
    assert group_means(ratings) == {GROUPS[0]: 3.5, GROUPS[3]: 4.0}
    with pytest.raises(ValueError, match="from 1 to 5"):
        group_means({"stay": 9})


def test_moves_are_named_largest_first():
    """Are only changed statements named, the largest change first, in both directions?"""
    found = moves(read_ratings(ALL_THREE), read_ratings(LATER))
    assert [(move.statement.key, move.before, move.now) for move in found] == [
        ("ask-first", 3, 5),
        ("leave-room", 3, 4),
        ("stay", 3, 2),
    ]
    assert moves({}, read_ratings(LATER)) == []


def test_dots_are_the_models_means():
    """Is each group's dot at its mean, and the earlier one a square at the earlier mean?"""
    _, (ax,) = new_picture_axes()
    now, earlier = group_means(read_ratings(LATER)), group_means(read_ratings(ALL_THREE))
    draw_means(now, earlier, ax)
    dots = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"]
    squares = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "s"]
    assert dots == pytest.approx([4, 3, 8 / 3, 3]) and squares == [3, 3, 3, 3]
    said = [text.get_text() for text in ax.texts]
    assert said[:2] == ["earlier 3.0", "now 4.0"] and len(said) == 8


def test_without_an_earlier_one_there_are_only_dots():
    """Does a first inventory show four dots and nothing else?"""
    _, (ax,) = new_picture_axes()
    draw_means(group_means(read_ratings(LATER)), {}, ax)
    assert [line.get_marker() for line in ax.lines] == ["o"] * 4
    assert all(text.get_text().startswith("now") for text in ax.texts)


def test_table_shows_all_and_no_total():
    """Are all twelve statements in the table, with earlier ratings beside, and no total anywhere?"""
    picture = view._picture(LATER, before=read_ratings(ALL_THREE))
    rows = picture.more[0].rows
    assert [row[0] for row in rows] == [one.text for one in STATEMENTS]
    assert rows[0][2:] == ("5: nearly always", "3: about half the time")
    assert picture.table.columns == ("Group", "Now", "Earlier")
    assert [row[0] for row in picture.table.rows] == list(GROUPS)
    first = view._picture({"stay": "1"}, before={})
    assert first.table.columns == ("Group", "Now") and first.more[0].rows[0][2] == "not rated"


def test_words_never_judge():
    """Do the words always say that no answer is right, that there is no total, no prediction?"""
    for answer, before in chain([({}, {}), (LATER, {})], [(LATER, read_ratings(ALL_THREE))]):
        words = view._words(answer, before=before)
        assert "no right answer and no total" in words and "do not predict you" in words


def test_words_tell_what_is_left_and_what_moved():
    """Do the words count what is not rated yet, and name what moved most?"""
    assert "11 of 12 sentences are not rated yet" in view._words({"stay": "1"}, before={})
    said = view._words(LATER, before=read_ratings(ALL_THREE))
    assert STATEMENTS[0].text + " Earlier: about half the time. Now: nearly always." in said
    assert "not rated yet" not in said
    same = view._words(ALL_THREE, before=read_ratings(ALL_THREE))
    assert "you rated the same" in same


def test_a_rating_redraws_and_comes_back(tmp_path):
    """Does a rating in the form change the picture at once, and is it there again?"""
    sheet = AnswerSheet(tmp_path)
    box = shown_by(lambda: view.mindset(sheet))
    assert sheet.answer("mindset") is None
    assert "none yet" in html_of(box)
    lists = all_in(box, w.Dropdown)
    assert [one.description for one in lists] == [one.text for one in STATEMENTS]
    lists[0].value = "4"
    assert "Means now: Asking and listening 4.0." in html_of(box)
    kept = AnswerSheet(tmp_path).answer("mindset")
    assert complete_mindset(kept) == pytest.approx(1 / 12)
    assert fields_on_page(view.mindset, AnswerSheet(tmp_path)).answer() == kept


@pytest.fixture
def course(tmp_path):
    """A course with the first inventory in it, and a folder for a later one."""
    (tmp_path / "modules" / "programmes").mkdir(parents=True)
    first, later = (
        tmp_path / "my-assignments" / name
        for name in ("entry-self-portrait", "research-meeting-file")
    )
    first.mkdir(parents=True)
    later.mkdir()
    return first, later


def test_an_earlier_inventory_stands_beside(course):
    """Is the first inventory shown beside a later one, and never recorded as the later one?"""
    first, later = course
    AnswerSheet(first).record("mindset", ALL_THREE)
    sheet = AnswerSheet(later)
    sheet.record("mindset", LATER)
    box = shown_by(lambda: view.mindset(sheet))
    assert "Earlier: Asking and listening 3.0" in html_of(box)
    assert "moved most" in html_of(box)
    assert sheet.answer("mindset") == LATER
    assert AnswerSheet(first).answer("mindset") == ALL_THREE


def test_the_first_inventory_has_nothing_beside_it(course):
    """Is it not shown beside itself?"""
    sheet = AnswerSheet(course[0])
    sheet.record("mindset", ALL_THREE)
    assert "Earlier" not in html_of(shown_by(lambda: view.mindset(sheet)))


def test_an_earlier_inventory_leads_nobody(course):
    """Does the earlier one stay hidden until all twelve are rated, and appear with the last?"""
    first, later = course
    AnswerSheet(first).record("mindset", ALL_THREE)
    sheet = AnswerSheet(later)
    sheet.record("mindset", {**LATER, "own-power": ""})
    box = shown_by(lambda: view.mindset(sheet))
    assert "1 of 12 sentences are not rated yet. When all are" in html_of(box)
    assert "Earlier" not in html_of(box)
    all_in(box, w.Dropdown)[-1].value = "3"
    assert "Earlier: Asking and listening 3.0" in html_of(box)


@pytest.mark.parametrize("odd", [None, 3, "words", [], [1, {}], {"stay": [1]}, {"ask-first": "9"}])
def test_any_stored_answer_opens(course, odd):
    """Does a page open on an answer of the wrong kind, stored here or as the earlier one?"""
    first, later = course
    AnswerSheet(first).record("mindset", odd)
    sheet = AnswerSheet(later)
    sheet.record("mindset", odd)
    fields = fields_on_page(view.mindset, AnswerSheet(later))
    assert set(fields.answer().values()) == {""}
    box = shown_by(lambda: view.mindset(sheet))
    assert "<img" in html_of(box) and "Earlier:" not in html_of(box)


@settings(max_examples=100, deadline=None)
@given(ANYTHING, ANYTHING)
def test_anything_can_be_read(answer, earlier):
    """Is any answer read without an error, into means from 1 to 5?"""
    means = group_means(read_ratings(answer))
    assert all(1 <= mean <= 5 for mean in means.values())
    assert 0 <= complete_mindset(answer) <= 1
    assert view._words(answer, before=read_ratings(earlier))
