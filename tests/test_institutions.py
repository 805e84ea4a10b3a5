"""T01 Institutions, and organize or mobilize: the brief's numbers, the pictures, the forms."""

import pytest

from course_tools.activities.institutions import view
from course_tools.activities.institutions.model import (
    Institution,
    TwoRoads,
    breadth,
    members_by_kind,
    mobilizing,
    month_when_all_are_met,
    month_when_organizing_leads,
    organizing,
    possible_turnout,
)
from course_tools.activities.institutions.plot import draw_kinds, draw_two_roads
from course_tools.answers import AnswerSheet
from course_tools.growth import OneToOnes, grow, reproduction
from course_tools.plotting import new_picture_axes
from tests.tool_on_page import fields_on_page

MARIGOLD = (
    Institution("Parents’ group", 120, "school"),
    Institution("St. Columba’s", 90, "parish"),
    Institution("Harbor Court", 60, "tenants"),
    Institution("Bus drivers’ union", 30, "union"),
)


# Breadth and turnout


def test_breadth_is_that_of_the_brief():
    """Do shares of 40, 30, 20 and 10 percent give 0.70?"""
    assert breadth([0.4, 0.3, 0.2, 0.1]) == pytest.approx(0.70)
    assert breadth([120, 90, 60, 30]) == pytest.approx(0.70)


@pytest.mark.parametrize(("sizes", "index"), [([], 0), ([0, 0], 0), ([5], 0), ([1, 1], 0.5)])
def test_breadth_at_its_limits(sizes, index):
    """Is breadth 0 without variety or without anybody, and 0.5 for two equal kinds?"""
    assert breadth(sizes) == index


def test_same_kind_is_one_kind():
    """Do two parishes, one written 'Parish', count as one kind?"""
    kinds = members_by_kind([Institution("A", 10, "parish"), Institution("B", 5, "Parish")])
    assert kinds == {"parish": 15}


def test_turnout_adds_up():
    """Do 300 members at 5 in 100 make 15 people?"""
    assert possible_turnout(MARIGOLD) == pytest.approx(15)


@pytest.mark.parametrize(("members", "turnout"), [(-1, 0.05), (10, 1.1), (10, -0.1)])
def test_impossible_institution_is_refused(members, turnout):
    """Do fewer than no members, or more than all of them, name the institution?"""
    with pytest.raises(ValueError, match="Parish"):
        Institution("Parish", members, "parish", turnout)


# Growth (T06), on which organizing stands


def test_growth_is_that_of_the_brief():
    """Do 26 weeks give 188.8 meetings and 11.97 leaders, 104.0 without leaders, and R = 4?"""
    with_leaders = grow(OneToOnes(), 26)
    assert with_leaders.met[-1] == pytest.approx(188.8, abs=0.05)
    assert with_leaders.leaders[-1] == pytest.approx(11.97, abs=0.005)
    assert grow(OneToOnes(by_leader=0), 26).met[-1] == pytest.approx(104.0)
    assert reproduction(OneToOnes()) == pytest.approx(4)


def test_nobody_is_met_twice():
    """Does meeting people stop when the pool is empty?"""
    assert grow(OneToOnes(pool=50), 100).met[-1] == pytest.approx(50)
    assert grow(OneToOnes(pool=0), 5).leaders == (0, 0, 0, 0, 0)


def test_no_training_time_works():
    """With no weeks of training, do leaders begin in the week they are met?"""
    assert grow(OneToOnes(training=0), 1).leaders == pytest.approx((0.4,))


def test_leaders_who_never_stop_have_no_limit():
    """Is R left open when no leader ever leaves?"""
    assert reproduction(OneToOnes(leave=0)) is None


@pytest.mark.parametrize("habits", [{"accepted": 1.2}, {"leave": -0.1}, {"pool": -5}])
def test_impossible_habits_are_refused(habits):
    """Are shares outside 0 to 1, and a pool below 0, refused?"""
    with pytest.raises(ValueError, match="0"):
        OneToOnes(**habits)


# Two roads


def test_mobilizing_follows_its_formula():
    """Does A ← A·0.65 + 20 give 20, 33, 41.45 and come to rest at 20/0.35?"""
    active = mobilizing(TwoRoads())
    assert active[:4] == pytest.approx((0, 20, 33, 41.45))
    assert len(active) == 25
    assert mobilizing(TwoRoads(drift=0.9))[-1] == pytest.approx(20 / 0.9)


def test_organizing_is_leaders_times_followers():
    """Is month 6 the leaders after week 26, times 8?"""
    active = organizing(TwoRoads())
    assert active[6] == pytest.approx(8 * 11.97, abs=0.05)
    assert active[0] == 0
    assert len(active) == 25


def test_funding_stop_changes_only_what_comes_after():
    """Are the first twelve months the same, and does mobilizing then only drift away?"""
    roads = TwoRoads()
    assert mobilizing(roads, 12)[:13] == mobilizing(roads)[:13]
    assert organizing(roads, 12)[:13] == organizing(roads)[:13]
    assert mobilizing(roads, 12)[13] == pytest.approx(mobilizing(roads)[12] * 0.65)


def test_leaders_without_invitations_fade_when_funding_stops():
    """When leaders invite nobody, does organizing shrink after the stop, as mobilizing does?"""
    roads = TwoRoads(habits=OneToOnes(by_leader=0))
    active = organizing(roads, 12)
    assert active[24] < active[13]


def test_lead_counts_only_when_it_lasts():
    """Is the lead told from the month after which it is never lost?"""
    assert month_when_organizing_leads([1, 1, 1, 1], [0, 2, 0, 2]) == 3
    assert month_when_organizing_leads([1, 1], [0, 0]) is None


def test_full_town_is_noticed():
    """Is it told when everybody there is has been met?"""
    assert month_when_all_are_met(TwoRoads()) == 21
    assert month_when_all_are_met(TwoRoads(habits=OneToOnes(by_leader=0))) is None


# Pictures and forms


def test_bars_are_named_with_their_numbers():
    """Does every bar say its members, share and turnout in words?"""
    _, (ax,) = new_picture_axes()
    coming = {i.kind: possible_turnout([i]) for i in MARIGOLD}
    draw_kinds(members_by_kind(MARIGOLD), coming, ax)
    said = [text.get_text() for text in ax.texts]
    assert said[-1] == "120 members, 40%; 6 might come"
    assert said[0] == "30 members, 10%; 1.5 might come"


def test_lines_are_the_models_numbers():
    """Do both lines have the model's numbers and their names, and is the stop marked?"""
    _, (ax,) = new_picture_axes()
    wide, deep = mobilizing(TwoRoads(), 12), organizing(TwoRoads(), 12)
    draw_two_roads(wide, deep, 12, ax)
    assert tuple(ax.lines[0].get_ydata()) == wide
    assert tuple(ax.lines[1].get_ydata()) == deep
    assert [text.get_text() for text in ax.texts] == ["mobilizing", "organizing", "funding stops"]


def test_start_of_the_list_is_the_lessons_table(tmp_path):
    """Does the untouched form show breadth 0.70 and 15 of 300, as the lesson says?"""
    fields = fields_on_page(view.institutions, AnswerSheet(tmp_path))
    words = view._breadth_words(fields.answer())
    assert "Breadth 0.70" in words and "15 people</b> of 300" in words
    assert AnswerSheet(tmp_path).answer("institutions") is None


@pytest.mark.parametrize("rows", [[], [{"name": " ", "kind": "", "members": 5, "of_100": 5}]])
def test_empty_list_is_no_error(rows):
    """Does a list with nobody in it ask for an institution?"""
    answer = {"institutions": rows}
    assert "at least one institution" in view._breadth_words(answer)
    assert "<img" in view._breadth_picture(answer).as_html()


def test_markup_in_a_name_stays_text():
    """Can an institution's name not become part of the page?"""
    bad = "<img src=x onerror=alert(1)>"
    answer = {"institutions": [{"name": bad, "kind": bad, "members": 5, "of_100": 5}]}
    page = view._breadth_picture(answer).as_html() + view._breadth_words(answer)
    assert "<img src=x" not in page


def test_answers_come_back(tmp_path):
    """Are changed sliders and rows there again when the page is opened again?"""
    sheet = AnswerSheet(tmp_path)
    fields = fields_on_page(view.organize_or_mobilize, sheet)
    fields["list_size"].widget.value = 3000
    fields["funding_stops"].widget.value = True
    again = fields_on_page(view.organize_or_mobilize, AnswerSheet(tmp_path)).answer()
    assert again["list_size"] == 3000
    assert again["funding_stops"] is True
    assert again["followers"] == 8


def test_words_state_the_assumptions():
    """Do the words give the warning, the assumption of the stop, and when the town is met?"""
    fields = fields_on_page_start(view._ROADS)
    words = view._roads_words({**fields, "funding_stops": True})
    assert "does not predict your town" in words
    assert "we assume" in words
    assert "has been met" in words
    never = view._roads_words({**fields, "leave": 0.0})
    assert "no leader ever stops" in never


@pytest.mark.parametrize("edge", ["low", "high"])
def test_every_slider_at_its_end_can_be_drawn(edge):
    """Do all sliders at their lowest, and at their highest, give a picture?"""
    answer = {
        field.name: getattr(field, edge) if hasattr(field, edge) else edge == "high"
        for field in view._ROADS
    }
    assert "<img" in view._roads_picture(answer).as_html()
    assert view._roads_words(answer)


def fields_on_page_start(fields):
    """What a form holds before anybody touched it."""
    return {field.name: field.start for field in fields}
