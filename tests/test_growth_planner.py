"""T06 One-to-one growth planner: the brief's numbers, the hours, the what-if, the form."""

from dataclasses import replace

import ipywidgets as w
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_tools.activities.growth_planner import view
from course_tools.activities.growth_planner.model import (
    WEEKS,
    Plan,
    alone,
    holding,
    hours_and_minutes,
    week_in_minutes,
    whole_invitations,
    with_leaders,
)
from course_tools.activities.growth_planner.plot import draw_growth
from course_tools.answers import AnswerSheet
from course_tools.growth import OneToOnes, grow, reproduction
from course_tools.plotting import new_picture_axes
from tests.on_page import all_in, html_of, shown_by
from tests.tool_on_page import fields_on_page

PLAN = Plan(OneToOnes())
START = {field.name: field.start for field in view._FIELDS}


def test_half_a_year_is_that_of_the_brief():
    """After 26 weeks, are it 104.0 people alone, and 188.8 with 11.97 leaders and R 4?"""
    assert WEEKS == 26
    assert alone(PLAN).met[-1] == pytest.approx(104.0, abs=0.05)
    assert with_leaders(PLAN).met[-1] == pytest.approx(188.8, abs=0.05)
    assert with_leaders(PLAN).leaders[-1] == pytest.approx(11.97, abs=0.005)
    assert reproduction(PLAN.habits) == pytest.approx(4)


def test_a_week_of_five_is_that_of_the_brief():
    """Do five meetings with 30 minutes of travel take 7 h 5 min?"""
    assert week_in_minutes(5, 30) == 425
    assert hours_and_minutes(425) == "7 h 5 min"
    assert hours_and_minutes(0) == "0 min"
    assert hours_and_minutes(59.7) == "1 h 0 min"


def test_form_starts_with_the_briefs_numbers():
    """Does the untouched form say 104.0, 188.8, 11.97, R 4 and 7 h 5 min?"""
    words = view._words(START)
    for number in ("104.0", "188.8", "11.97", "R is 4<", "7 h 5 min"):
        assert number in words
    assert "does not predict your town" in words


def test_five_held_a_week():
    """Does the what-if ask for so many invitations that five a week are held, 130 in all?"""
    other = holding(5, PLAN)
    assert other.held == pytest.approx(5)
    assert whole_invitations(other) == 7
    assert alone(other).met[-1] == pytest.approx(130)
    assert with_leaders(other).met == grow(replace(PLAN.habits, invitations=6.25), 26).met
    assert "about 7 invitations and 7 h 5 min a week" in view._words(START)


def test_whole_invitations_are_not_rounded_up_by_a_hair():
    """Do ten meetings at 80 of 100 ask for 13 invitations, and four for exactly 5?"""
    assert whole_invitations(holding(10, PLAN)) == 13
    assert whole_invitations(holding(4, PLAN)) == 5
    third = Plan(OneToOnes(accepted=0.55))
    assert whole_invitations(holding(0.55 * 3, third)) == 3


def test_nobody_accepts():
    """When nobody accepts, is there no what-if, and do the words say so?"""
    assert holding(5, Plan(OneToOnes(accepted=0))) is None
    words = view._words({**START, "accept": 0})
    assert "no number of invitations" in words
    assert len(view._lines({**START, "accept": 0})) == 2


@pytest.mark.parametrize("wrong", [lambda: Plan(OneToOnes(), travel=-5), lambda: holding(-1, PLAN)])
def test_impossible_plans_are_refused(wrong):
    """Are travel and meetings below 0 refused in words?"""
    with pytest.raises(ValueError, match="use 0 or more"):
        wrong()


def test_growth_with_no_end_and_a_full_town_are_told():
    """Do the words say when R has no limit, whether it is above 1, and when all have been met?"""
    assert "R</b> has no limit" in view._words({**START, "leave": 0.0})
    assert "keep its size without the organizer" in view._words({**START, "by_leader": 0.25})
    assert "shrink without the organizer" in view._words({**START, "by_leader": 0.0})
    assert "grow without the organizer" in view._words(START)
    assert "has been met by then" in view._words({**START, "pool": 50})
    assert "has been met by then" not in view._words(START)


def test_lines_are_the_models_numbers():
    """Do the lines begin at 0, have the model's numbers, and their names with the last number?"""
    _, (ax,) = new_picture_axes()
    lines = [(name, growth.met) for name, growth in view._lines(START)]
    draw_growth(lines, ax)
    assert [tuple(line.get_ydata()) for line in ax.lines] == [(0, *met) for _, met in lines]
    assert [text.get_text() for text in ax.texts] == [
        "alone: 104",
        "with leaders: 189",
        "what if: 5 a week: 236",
    ]
    assert len({(line.get_marker(), line.get_linestyle()) for line in ax.lines}) == 3


def test_names_stand_apart_where_lines_meet():
    """When leaders add nothing, are the names of both lines still apart?"""
    _, (ax,) = new_picture_axes()
    draw_growth([(n, g.met) for n, g in view._lines({**START, "by_leader": 0.0, "what_if": 4})], ax)
    heights = [text.xy[1] for text in ax.texts]
    assert len(heights) == 2 and heights[1] - heights[0] > 7


def test_tables_have_every_week_and_the_hours():
    """Are there 26 weeks with people and leaders, and a table of the hours?"""
    picture = view._picture(START)
    assert len(picture.table.rows) == 26
    assert picture.table.rows[-1] == (26, 104.0, 7.2, 188.8, 12.0, 236.0, 15.0)
    assert [row[2] for row in picture.more[0].rows] == ["7 h 5 min", "5 h 40 min", "7 h 5 min"]


def test_a_slider_redraws(tmp_path):
    """Does a moved slider change the words and the picture at once, and is it kept?"""
    sheet = AnswerSheet(tmp_path)
    box = shown_by(lambda: view.growth_planner(sheet))
    before = html_of(box)
    assert sheet.answer("growth-planner") is None
    travel = next(s for s in all_in(box, w.IntSlider) if "travel" in s.description)
    travel.value = 0
    assert "4 h 35 min" in html_of(box) and "4 h 35 min" not in before
    all_in(box, w.IntSlider)[0].value = 10
    assert "208.0" in html_of(box)
    again = fields_on_page(view.growth_planner, AnswerSheet(tmp_path)).answer()
    assert again == {**START, "travel": 0, "invitations": 10}


@pytest.mark.parametrize("end", ["low", "high"])
def test_every_slider_at_its_end_can_be_drawn(end):
    """Do all sliders at one end give a picture and words?"""
    answer = {field.name: getattr(field, end) for field in view._FIELDS}
    assert "<img" in view._picture(answer).as_html()
    assert "What if" in view._words(answer)


@pytest.mark.parametrize("stored", [3, "words", [], {"travel": "far", "pool": None, "accept": 999}])
def test_any_stored_answer_opens_at_the_start(tmp_path, stored):
    """Does an answer of the wrong kind show the start values?"""
    AnswerSheet(tmp_path).record("growth-planner", stored)
    assert fields_on_page(view.growth_planner, AnswerSheet(tmp_path)).answer() == START


@settings(max_examples=60, deadline=None)
@given(
    st.none()
    | st.lists(st.integers())
    | st.dictionaries(
        st.sampled_from([field.name for field in view._FIELDS]),
        st.none() | st.booleans() | st.text() | st.floats() | st.integers(-5, 20_000),
    )
)
def test_anything_can_be_planned(answer):
    """Is any answer read without an error, and are as many met with leaders as alone, or more?"""
    plan = view._plan(answer)
    assert with_leaders(plan).met[-1] >= alone(plan).met[-1] - 1e-9
    assert view._words(answer)
