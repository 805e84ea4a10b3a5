"""T05 Values, time and overlap: the brief's numbers, forced hours, the pictures, the forms."""

import ipywidgets as w
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_tools.activities.self_interest import view
from course_tools.activities.self_interest.model import (
    Heading,
    Interest,
    Shares,
    alignment,
    chosen,
    forced_hours,
    largest_gaps,
    overlap_of,
    read_freedom,
    read_interests,
    read_week,
    shares,
    worth_a_conversation,
    worth_curiosity,
)
from course_tools.activities.self_interest.plot import draw_interests, draw_shares
from course_tools.answers import AnswerSheet
from course_tools.plotting import new_picture_axes
from tests.on_page import all_in, html_of, shown_by
from tests.tool_on_page import fields_on_page

BRIEF = [
    Heading("a", 9, 10),
    Heading("b", 8, 40),
    Heading("c", 3, 25),
    Heading("d", 6, 5),
]
TWO = [Interest("a", 4, 1), Interest("b", 3, 3), Interest("c", 0, 2), Interest("d", 2, 2)]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda part: (
        st.lists(part, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ("week", "interests", "freedom", "name", "forced", "matters", "hours", "first", "x")
            ),
            part,
            max_size=6,
        )
    ),
    max_leaves=20,
)


def test_alignment_is_that_of_the_brief():
    """Do (9, 8, 3, 6) and (10, 40, 25, 5) give 0.7707?"""
    assert alignment(BRIEF) == pytest.approx(0.7707, abs=5e-5)


def test_overlap_is_that_of_the_brief():
    """Do (4, 3, 0, 2) and (1, 3, 2, 2) give 0.5455, also as the form starts?"""
    assert overlap_of(TWO) == pytest.approx(0.5455, abs=5e-5)
    start = {"interests": list(view._INTERESTS[0].start)}
    assert overlap_of(read_interests(start)) == pytest.approx(0.5455, abs=5e-5)


def test_forced_hours_are_left_out():
    """Is a forced heading out of the alignment and of the shares, and are its hours told?"""
    week = [BRIEF[0], Heading("shifts", 8, 40, forced=True), *BRIEF[2:]]
    assert alignment(week) == pytest.approx(alignment([BRIEF[0], *BRIEF[2:]]))
    assert alignment(week) != pytest.approx(alignment(BRIEF), abs=0.01)
    assert [part.name for part in shares(week)] == ["a", "c", "d"]
    assert forced_hours(week) == 40


@pytest.mark.parametrize(
    "week",
    [
        [],
        BRIEF[:1],
        [Heading("a", 9, 10), Heading("b", 3, 4, forced=True)],
        [Heading("a", 0, 10), Heading("b", 0, 4)],
        [Heading("a", 5, 0), Heading("b", 4, 0)],
        [Heading("a", 5, 9), Heading("b", 0, 0)],
    ],
)
def test_nothing_to_compare_has_no_number(week):
    """With fewer than two chosen headings, or nothing that matters or takes time, is there none?"""
    assert alignment(week) is None


def test_same_shares_are_wholly_aligned_and_strangers_not_at_all():
    """Is the number 1 for hours in proportion to values, and 0 where they never meet?"""
    assert alignment([Heading("a", 2, 20), Heading("b", 4, 40)]) == pytest.approx(1)
    assert alignment([Heading("a", 2, 0), Heading("b", 0, 40)]) == 0
    assert largest_gaps(shares([Heading("a", 2, 20), Heading("b", 4, 40)])) == []


def test_largest_gaps_come_first_in_both_directions():
    """Are the two largest differences of shares named, whichever side is larger?"""
    parts = shares(BRIEF)
    assert sum(part.value for part in parts) == pytest.approx(1)
    assert sum(part.time for part in parts) == pytest.approx(1)
    gaps = largest_gaps(parts)
    assert [gap.name for gap in gaps] == ["a", "c"]
    assert gaps[0].gap == pytest.approx(9 / 26 - 10 / 80)
    assert gaps[1].gap == pytest.approx(3 / 26 - 25 / 80)


def test_what_is_worth_talking_about():
    """Is the strongest shared interest found, and the widest difference, and neither invented?"""
    assert worth_a_conversation(TWO).name == "b"
    assert worth_curiosity(TWO).name == "a"
    assert worth_a_conversation([Interest("a", 4, 0)]) is None
    assert worth_curiosity([Interest("a", 2, 2)]) is None
    assert overlap_of([]) is None
    assert worth_a_conversation([Interest("a", 2, 2), Interest("b", 2, 5)]).name == "b"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Heading("Choir", 11, 2),
        lambda: Heading("Choir", 5, 169),
        lambda: Interest("Choir", 6, 0),
        lambda: Interest("Choir", 0, -1),
    ],
)
def test_impossible_numbers_are_refused(wrong):
    """Are numbers outside their range refused by the heading's name?"""
    with pytest.raises(ValueError, match=r"Choir: .*use"):
        wrong()


def test_bars_are_the_models_numbers():
    """Do the bars have the shares as widths, are they named, and are only the gaps named as gaps?"""
    _, (ax,) = new_picture_axes()
    parts = shares(BRIEF)
    draw_shares(parts, largest_gaps(parts), ax)
    widths = [bar.get_width() for bar in ax.patches]
    assert widths == pytest.approx([p.value for p in parts] + [p.time for p in parts])
    said = [text.get_text() for text in ax.texts]
    assert "35% of what matters" in said and "12% of chosen time" in said
    assert [words for words in said if words.startswith("gap")] == [
        "gap: 22 points",
        "gap: 20 points",
    ]


def test_points_are_named_and_marked():
    """Is each point where its number is, with the person's name, and the two worth noticing marked?"""
    _, (ax,) = new_picture_axes()
    draw_interests(TWO, ("Ana", "Bo"), {"talk": TWO[1], "ask": TWO[0]}, ax)
    assert list(ax.lines[0].get_xdata()) == [4, 3, 0, 2]
    assert list(ax.lines[1].get_xdata()) == [1, 3, 2, 2]
    assert ax.lines[0].get_marker() != ax.lines[1].get_marker()
    said = {text.get_text(): text.get_position()[1] for text in ax.texts if text.get_text()}
    assert said["talk"] == 1 and said["ask"] == 0
    assert {"Ana", "Bo", "Ana and Bo"} <= set(said)


def test_constraint_is_about_power_whatever_was_entered():
    """Do the words always say that constraint tells about power and not about character?"""
    for answer in ({}, view._NIGHT_SHIFTS, {"freedom": "few", "week": []}):
        words = view._week_words(answer)
        assert "information about power, not about character" in words
        assert "does not predict or judge any person" in words
    assert "40 hours a week</b> are not yours to choose" in view._week_words(view._NIGHT_SHIFTS)
    assert "tick those" in view._week_words({"freedom": "few"})


def test_whether_hours_are_chosen_is_asked_first():
    """Does the form ask about choice before it asks for any number?"""
    assert view._WEEK[0].name == "freedom"
    names = [column.name for column in view._WEEK[1].columns]
    assert names.index("forced") < min(names.index("matters"), names.index("hours"))


def test_more_hours_than_a_week_are_noticed_kindly():
    """Are 300 hours remarked on and still drawn?"""
    week = [{"name": n, "matters": 5, "hours": 150, "forced": False} for n in "ab"]
    assert "two things happen at once" in view._week_words({"week": week})
    assert "<img" in view._week_picture({"week": week}).as_html()


def test_table_says_what_was_left_out():
    """Does the table have every heading, and say why one is not compared?"""
    rows = view._week_picture(view._NIGHT_SHIFTS).table.rows
    assert [row[0] for row in rows] == [row["name"] for row in view._NIGHT_SHIFTS["week"]]
    assert "not chosen" in rows[1][3] and rows[0][3] == "50%"


def test_a_tick_changes_the_picture(tmp_path):
    """Does ticking a heading in the form leave it out at once, and is the tick there again?"""
    AnswerSheet(tmp_path).record("values-and-time", view._NIGHT_SHIFTS)
    box = shown_by(lambda: view.values_and_time(AnswerSheet(tmp_path)))
    assert "Alignment 0.63" in html_of(box)
    all_in(box, w.Checkbox)[1].value = False
    assert "Alignment 0.77" in html_of(box)
    kept = AnswerSheet(tmp_path).answer("values-and-time")
    assert [row["forced"] for row in kept["week"]] == [False] * 4
    again = fields_on_page(view.values_and_time, AnswerSheet(tmp_path))
    assert again.answer() == kept


def test_changed_interest_changes_the_words(tmp_path):
    """Does a new number in the form move what is worth a conversation?"""
    box = shown_by(lambda: view.overlap(AnswerSheet(tmp_path)))
    assert "worth a conversation: Children safe on the way" in html_of(box)
    all_in(box, w.BoundedIntText)[1].value = 5  # the bus, for the second person
    assert "worth a conversation: A bus that comes on time" in html_of(box)
    assert AnswerSheet(tmp_path).answer("overlap")["interests"][0]["second"] == 5


def test_untouched_forms_record_nothing(tmp_path):
    """Is an open page no answer?"""
    sheet = AnswerSheet(tmp_path)
    fields_on_page(view.values_and_time, sheet)
    fields_on_page(view.overlap, sheet)
    assert sheet.questions() == []


def test_words_are_escaped():
    """Can a heading or an interest not become part of the page?"""
    bad = "<img src=x onerror=alert(1)>"
    week = {
        "week": [{"name": bad, "matters": 9, "hours": 1}, {"name": "b", "matters": 1, "hours": 9}]
    }
    two = {"interests": [{"name": bad, "first": 4, "second": 4}, {"name": bad, "first": 4}]}
    page = view._week_words(week) + view._week_picture(week).as_html()
    page += view._overlap_words(two) + view._overlap_picture(two).as_html()
    assert "<img src=x" not in page and "&lt;img src=x" in page


@pytest.mark.parametrize(
    "stored", [3, "words", [], {"week": "x", "interests": 7}, {"freedom": [1], "week": [None, 4]}]
)
def test_any_stored_answer_opens(tmp_path, stored):
    """Does a page open on an answer of the wrong kind, and show a form that can be used?"""
    sheet = AnswerSheet(tmp_path)
    for question, tool in (("values-and-time", view.values_and_time), ("overlap", view.overlap)):
        sheet.record(question, stored)
        assert fields_on_page(tool, AnswerSheet(tmp_path)).answer()


@settings(max_examples=60, deadline=None)
@given(ANYTHING)
def test_anything_can_be_read(answer):
    """Is any answer at all read without an error, into numbers that stay in their range?"""
    week, interests = read_week(answer), read_interests(answer)
    found = alignment(week)
    assert found is None or 0 <= found <= 1
    assert overlap_of(interests) is None or 0 <= overlap_of(interests) <= 1
    assert read_freedom(answer) in ("", "most", "some", "few")
    assert view._week_words(answer) and view._overlap_words(answer)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=400), st.integers(-1, 11), st.integers(-1, 170))))
def test_any_week_can_be_drawn(rows):
    """Do any names, however long, and any numbers give a picture?"""
    answer = {"week": [{"name": n, "matters": m, "hours": h} for n, m, h in rows]}
    assert view._week_picture(answer).svg()
    two = {"interests": [{"name": n, "first": m, "second": h} for n, m, h in rows]}
    assert view._overlap_picture(two).svg()


def test_a_share_knows_its_gap():
    """Is the gap above 0 when something matters more than it gets time?"""
    assert Shares("a", 0.5, 0.25).gap == 0.25
    assert chosen([Heading("a", 0, 0)]) == []
