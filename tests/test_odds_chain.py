"""T17 Odds of the chain: the brief's number, other ways, the tornado, the draws, the form."""

import math

import ipywidgets as w
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_tools.activities.odds_chain import view
from course_tools.activities.odds_chain.model import (
    Link,
    interval,
    odds_by_way,
    odds_of_plan,
    read_links,
    swings,
    worth_finding_out,
)
from course_tools.activities.odds_chain.plot import draw_tornado
from course_tools.answers import AnswerSheet
from course_tools.plotting import new_picture_axes
from tests.on_page import all_in, html_of, shown_by
from tests.tool_on_page import fields_on_page

START = {"links": list(view._FIELDS[0].start), "any_way": False}


def exact(*odds, way="A"):
    """Links whose three guesses are the same."""
    return [Link(f"{way}{i}", p, p, p, way) for i, p in enumerate(odds)]


BRIEF = exact(0.8, 0.6, 0.7, 0.9)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda part: (
        st.lists(part, max_size=4)
        | st.dictionaries(
            st.sampled_from(("links", "name", "worst", "likely", "best", "way", "any_way")), part
        )
    ),
    max_leaves=20,
)


def test_chain_is_that_of_the_brief():
    """Do .8, .6, .7 and .9 give .3024, and does the form start with it?"""
    assert odds_of_plan(BRIEF) == pytest.approx(0.3024)
    assert odds_of_plan(read_links(START)) == pytest.approx(0.3024)
    assert "<b>0.3024</b>" in view._words(START)


def test_three_guesses_have_the_pert_mean():
    """Is the mean of worst 10, likely 50, best 60 in 100 (10 + 200 + 60) / 6?"""
    assert Link("a", 0.1, 0.5, 0.6).odds == pytest.approx(0.45)


def test_any_way_is_enough():
    """Do ways of .3024 and .5 together give 1 − .6976 · .5?"""
    both = [*BRIEF, *exact(0.5, way="B")]
    assert odds_of_plan(both) == pytest.approx(1 - (1 - 0.3024) * 0.5)
    assert odds_by_way(both) == pytest.approx({"A": 0.3024, "B": 0.5})
    three = [*both, *exact(0.5, 0.5, way="C")]
    assert odds_of_plan(three) == pytest.approx(1 - (1 - 0.3024) * 0.5 * 0.75)
    assert odds_of_plan([]) == 1.0


def test_five_likely_steps_make_an_unlikely_plan():
    """Are five links of 75 in 100 less likely than not, and do the words say so?"""
    rows = [{"name": f"step {i}", "worst": 75, "likely": 75, "best": 75} for i in range(5)]
    assert odds_of_plan(read_links({"links": rows})) == pytest.approx(0.75**5)
    assert "Every link is likely, and the whole is not" in view._words({"links": rows})
    assert "the whole is not" not in view._words({"links": rows[:2]})


def test_tornado_moves_one_link_at_a_time():
    """Is the weakest link first, with .3024 · .5/.6 and .3024 · .7/.6, and the strongest last?"""
    bars = swings(BRIEF)
    assert [bar.link.likely for bar in bars] == [0.6, 0.7, 0.8, 0.9]
    assert (bars[0].low, bars[0].high) == pytest.approx((0.252, 0.3528))
    assert bars[-1].high == pytest.approx(0.3024 / 0.9)


def test_tornado_stays_within_nothing_and_certainty():
    """Are .95 + .1 taken as 1 and .05 − .1 as 0?"""
    (high,) = swings(exact(0.95))
    (low,) = swings(exact(0.05))
    assert (high.low, high.high) == pytest.approx((0.85, 1))
    assert (low.low, low.high) == pytest.approx((0, 0.15))


def test_what_is_least_known_counts_by_what_it_moves():
    """Is the link with the widest own guesses named, and none when every guess is exact?"""
    links = [Link("sure", 0.5, 0.5, 0.5), Link("wide", 0.2, 0.8, 1.0), Link("close", 0.7, 0.8, 0.9)]
    found = worth_finding_out(links)
    assert found.link.name == "wide"
    assert found.low == pytest.approx(0.5 * 0.2 * 0.8) and found.high == pytest.approx(0.5 * 0.8)
    assert worth_finding_out(BRIEF) is None
    assert worth_finding_out([]) is None


def test_draws_are_the_same_every_time_and_follow_pert():
    """Is the interval fixed, and within 0.01 of the Beta's own quantiles for one link?"""
    link = Link("a", 0.2, 0.5, 0.8)
    first = interval((link,))
    interval.cache_clear()
    assert interval((link,)) == first
    # Beta(3, 3) has the distribution function 10x³ − 15x⁴ + 6x⁵.
    x = np.linspace(0, 1, 100_001)
    below = 10 * x**3 - 15 * x**4 + 6 * x**5
    wanted = [0.2 + 0.6 * float(x[np.searchsorted(below, q)]) for q in (0.05, 0.95)]
    assert first == pytest.approx(wanted, abs=0.01)


def test_draws_of_exact_guesses_are_exact():
    """Without any doubt in the guesses, is the interval a point, on one way and on two?"""
    assert interval(tuple(BRIEF)) == pytest.approx((0.3024, 0.3024))
    both = (*BRIEF, *exact(0.5, way="B"))
    assert interval(both) == pytest.approx((0.6512, 0.6512))
    assert interval(()) == (1.0, 1.0)


def test_interval_lies_around_the_odds():
    """Are the start's 30 in 100 between the ends, and is the interval wider with wider guesses?"""
    low, high = interval(tuple(read_links(START)))
    assert low < 0.3024 < high
    wide = tuple(Link(link.name, link.likely - 0.4, link.likely, 1) for link in read_links(START))
    assert interval(wide)[1] - interval(wide)[0] > high - low


@pytest.mark.parametrize(
    ("guesses", "said"),
    [((0.6, 0.5, 0.9), "worst 60%, likely 50%"), ((0.5, 0.9, 0.8), "best 80%"),
     ((-0.1, 0.5, 0.9), "from 0 to 100"), ((0.1, 0.5, 1.1), "from 0 to 100")],
)  # fmt: skip
def test_guesses_out_of_order_are_refused(guesses, said):
    """Are guesses that are not from small to large refused by the link's name?"""
    with pytest.raises(ValueError, match=r"The vote: .*from small to large") as refused:
        Link("The vote", *guesses)
    assert said in str(refused.value)


def test_unknown_way_is_refused():
    """Is a way that does not exist refused?"""
    with pytest.raises(ValueError, match="A, B, C"):
        Link("a", 0, 0, 0, "Z")


def test_bars_are_the_models_numbers():
    """Do the bars run from low to high in the model's order, with the interval last and hatched?"""
    _, (ax,) = new_picture_axes()
    bars = swings(BRIEF)
    draw_tornado(bars, 0.3024, (0.2, 0.4), ax)
    drawn = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in ax.patches]
    expected = [(bar.low, bar.high) for bar in bars] + [(0.2, 0.4)]
    assert [pair for bar in drawn for pair in bar] == pytest.approx(
        [end for pair in expected for end in pair]
    )
    assert [bool(bar.get_hatch()) for bar in ax.patches] == [False] * 4 + [True]
    said = [text.get_text() for text in ax.texts]
    assert said[:2] == ["25%", "35%"] and said[-1] == "the plan: 30%"
    assert list(ax.lines[0].get_xdata()) == [0.3024, 0.3024]


def test_other_ways_count_only_when_ticked(tmp_path):
    """Does the tick in the form bring in way B at once, and is it kept?"""
    sheet = AnswerSheet(tmp_path)
    box = shown_by(lambda: view.odds_of_the_chain(sheet))
    assert sheet.answer("odds-of-the-chain") is None
    assert "0.3024" in html_of(box) and "way B" not in html_of(box)
    all_in(box, w.Checkbox)[0].value = True
    assert "0.4768" in html_of(box) and "way B 25%" in html_of(box)
    again = fields_on_page(view.odds_of_the_chain, AnswerSheet(tmp_path))
    assert again.answer() == {**START, "any_way": True}


def test_a_wrong_order_is_said_on_the_page_and_kept(tmp_path):
    """Is a worst guess above the likely one saved, with a sentence in the picture's place?"""
    box = shown_by(lambda: view.odds_of_the_chain(AnswerSheet(tmp_path)))
    assert "<img" in html_of(box)
    worst = all_in(box, w.BoundedIntText)[0]
    worst.value = 95
    assert "Write them from small to large" in html_of(box) and "<img" not in html_of(box)
    assert AnswerSheet(tmp_path).answer("odds-of-the-chain")["links"][0]["worst"] == 95
    worst.value = 70
    assert "0.3024" in html_of(box)


def test_an_empty_plan_is_asked_for(tmp_path):
    """Does a plan with no link on a counted way say what to do?"""
    AnswerSheet(tmp_path).record("odds-of-the-chain", {"links": [], "any_way": False})
    box = shown_by(lambda: view.odds_of_the_chain(AnswerSheet(tmp_path)))
    assert "Write at least one thing" in html_of(box)


def test_words_name_the_link_the_doubt_and_the_limits():
    """Do the words name the link that moves most, doubt independence, and predict nothing?"""
    words = view._words(START)
    assert "<b>The manager meets us</b> moves the plan most" in words
    assert "<b>The manager asks for a trial</b> takes the plan from 17% to 43%" in words
    assert "that links are independent" in words and "research meeting" in words
    assert "does not predict your campaign" in words


def test_table_has_every_number():
    """Does the table have each link's guesses, mean and swing, and the whole?"""
    picture = view._picture(START)
    assert picture.table.rows[0] == (
        "The manager meets us", "A", "50%", "60%", "70%", "60.0%", "25.2%", "35.3%",
    )  # fmt: skip
    assert ("The whole plan", "30.2%") in picture.more[0].rows


def test_words_are_escaped():
    """Can a link's name not become part of the page?"""
    bad = "<img src=x onerror=alert(1)>"
    answer = {"links": [{"name": bad, "worst": 10, "likely": 50, "best": 60}]}
    page = view._words(answer) + view._picture(answer).as_html()
    assert "<img src=x" not in page and "&lt;img src=x" in page


@pytest.mark.parametrize("stored", [3, "words", [], {"links": "x"}, {"links": [None, 4, {}]}])
def test_any_stored_answer_opens(tmp_path, stored):
    """Does a page open on an answer of the wrong kind?"""
    AnswerSheet(tmp_path).record("odds-of-the-chain", stored)
    assert "links" in fields_on_page(view.odds_of_the_chain, AnswerSheet(tmp_path)).answer()


@settings(max_examples=80, deadline=None)
@given(ANYTHING)
def test_anything_is_read_or_refused_in_words(answer):
    """Does any answer give links, or a sentence that says what to change?"""
    try:
        links = read_links(answer)
    except ValueError as refusal:
        assert "from small to large" in str(refusal)
    else:
        assert 0 <= odds_of_plan(links) <= 1


GUESSES = st.lists(st.integers(0, 100), min_size=3, max_size=3).map(sorted)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=300), GUESSES, st.sampled_from("ABC"))))
def test_any_plan_can_be_drawn(rows):
    """Do any guesses in order give odds inside the tornado, an interval within 0 to 1, a picture?"""
    answer = {
        "links": [
            {"name": name, "worst": a, "likely": m, "best": b, "way": way}
            for name, (a, m, b), way in rows
        ],
        "any_way": True,
    }
    links = read_links(answer)
    low, high = interval(tuple(links))
    assert 0 <= low <= high <= 1
    assert all(bar.low - 1e-9 <= odds_of_plan(links) <= bar.high + 1e-9 for bar in swings(links))
    if links:
        assert view._picture(answer).svg() and math.isfinite(odds_of_plan(links))
