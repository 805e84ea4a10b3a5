"""T02 Two ways to use power: the brief's numbers, switching, the picture, the form."""

from itertools import pairwise

import pytest

from course_tools.activities.two_ways import view
from course_tools.activities.two_ways.model import (
    Run,
    Settings,
    one_way,
    round_when_two_way_leads,
    two_way,
)
from course_tools.activities.two_ways.plot import draw_two_ways
from course_tools.answers import AnswerSheet
from course_tools.plotting import new_picture_axes
from tests.tool_on_page import fields_on_page


def test_ten_rounds_are_those_of_the_brief():
    """Do ten rounds give (2.65, 0) one-way and 2.916 with trust 0.986 two-way?"""
    alone, together = one_way(Settings()), two_way(Settings())
    assert (alone.ours[-1], alone.theirs[-1]) == pytest.approx((2.65, 0))
    assert together.ours[-1] == pytest.approx(2.916, abs=5e-4)
    assert together.theirs == together.ours
    assert together.trust[-1] == pytest.approx(0.986, abs=5e-4)


def test_rounds_on_the_way_are_those_of_the_lesson():
    """Are rounds 3 and 6 what the lesson's table prints?"""
    alone, together = one_way(Settings()), two_way(Settings())
    rows = [(alone.ours[n], alone.theirs[n], together.ours[n], together.trust[n]) for n in (3, 6)]
    assert rows[0] == pytest.approx((1.81, 0.19, 1.26, 0.50), abs=0.005)
    assert rows[1] == pytest.approx((2.35, 0.00, 1.82, 0.84), abs=0.005)


def test_never_below_nothing():
    """Does the other side stop at 0 however hard we push?"""
    assert min(one_way(Settings(gain=0.6)).theirs) == 0


def test_switching_never_is_one_way_and_at_once_is_two_way():
    """Is a switch after round 10 no switch, and after round 0 two-way from the start?"""
    assert one_way(Settings(switch=10)) == one_way(Settings())
    assert one_way(Settings(switch=0)).ours == two_way(Settings()).ours


def test_switching_keeps_what_resentment_left_of_trust():
    """After four one-way rounds, does trust start again from 0.2 times 0.6?"""
    run = one_way(Settings(switch=4))
    assert run.ours[:5] == one_way(Settings()).ours[:5]
    assert run.trust[4] == pytest.approx(0.12)
    assert run.ours[5] - run.ours[4] == pytest.approx(0.3 * 0.12)
    assert run.theirs[5] - run.theirs[4] == pytest.approx(0.3 * 0.12)


def test_low_trust_can_lose_over_ten_rounds():
    """With hardly any trust, is two-way power still behind after ten rounds?"""
    low = Settings(trust=0.05)
    assert round_when_two_way_leads(one_way(low), two_way(low)) is None
    assert round_when_two_way_leads(one_way(Settings()), two_way(Settings())) == 9


def test_a_lead_that_is_lost_does_not_count():
    """Is the lead told from where it lasts?"""
    alone, together = Run((1, 1, 2, 1), (), ()), Run((1, 2, 1, 2), (), ())
    assert round_when_two_way_leads(alone, together) == 3


@pytest.mark.parametrize("wrong", [{"trust": 1.1}, {"trust": -0.1}, {"rounds": 0}])
def test_impossible_settings_are_refused(wrong):
    """Are trust outside 0 to 1, and no rounds, refused in words?"""
    with pytest.raises(ValueError, match=r"use a number from 0 to 1|at least one round"):
        Settings(**wrong)


def test_lines_are_the_models_numbers():
    """Do the three lines have the model's numbers, and names that stand apart?"""
    _, (ax,) = new_picture_axes()
    alone, together = one_way(Settings()), two_way(Settings())
    draw_two_ways(alone, together, ax)
    drawn = [tuple(line.get_ydata()) for line in ax.lines]
    assert drawn == [alone.ours, alone.theirs, together.ours]
    heights = sorted(text.xy[1] for text in ax.texts)
    assert min(b - a for a, b in pairwise(heights)) > 0.15
    assert {text.get_text() for text in ax.texts} == {line.get_label() for line in ax.lines}


@pytest.mark.parametrize("end", ["low", "high"])
def test_every_slider_at_its_end_can_be_drawn(end):
    """Do all sliders at one end give a picture and words?"""
    answer = {field.name: getattr(field, end) for field in view._FIELDS}
    assert "<img" in view._picture(answer).as_html()
    assert "does not predict your town" in view._words(answer)


def test_answer_comes_back(tmp_path):
    """Is a moved slider where it was, and the picture drawn for it?"""
    sheet = AnswerSheet(tmp_path)
    fields_on_page(view.two_ways, sheet)["trust"].widget.value = 0.6
    again = fields_on_page(view.two_ways, AnswerSheet(tmp_path))
    assert again.answer()["trust"] == 0.6
    assert again.answer()["switch"] == 10


def test_unfit_earlier_answer_shows_the_start(tmp_path):
    """Does an answer of the wrong kind show the start values and raise nothing?"""
    AnswerSheet(tmp_path).record("two-ways", {"trust": "much", "gain": 99, "switch": None})
    fields = fields_on_page(view.two_ways, AnswerSheet(tmp_path))
    assert fields.answer() == {field.name: field.start for field in view._FIELDS}
