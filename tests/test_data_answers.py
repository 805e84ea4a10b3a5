"""A08a: whose questions they are, what earns points, and what does not."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_tools.activities.data_answers import view
from course_tools.activities.data_answers.draw import draw_for
from course_tools.activities.data_answers.model import (
    PARTS,
    Asked,
    Ticked,
    items_of,
    missing_in_part,
    question_of,
    read_typed,
    share_right,
)
from course_tools.activities.data_answers.naming import NAME, refuse_other_name
from course_tools.answers import AnswerSheet
from course_tools.casework.rates import Rate, newcombe_gap, risk_ratio, wilson_interval
from course_tools.casework.small_numbers import may_publish
from course_tools.errors import HandInRefused
from course_tools.grading.checks import right_answers
from tests.on_page import html_of, shown_by
from tests.tool_on_page import fields_on_page

MANY = [f"p{number:02}" for number in range(60)]


def right(part: str, participant: str) -> dict[str, object]:
    """The answers that are right, as somebody would type them."""
    typed: dict[str, object] = {}
    for item in items_of(part, participant):
        if isinstance(item, Ticked):
            typed[item.name] = sorted(item.right)
        else:
            decimals = 0 if item.tolerance == 0 else 2 if item.tolerance < 0.05 else 1
            typed[item.name] = f"{item.right:.{decimals}f}"
    return typed


@pytest.mark.parametrize("part", PARTS)
def test_right_answers_earn_everything(part):
    """Does every participant earn full points for right answers, rounded as asked?"""
    assert all(share_right(right(part, who), part, who) == 1 for who in MANY)
    ticked = [one for who in MANY for one in items_of(part, who) if isinstance(one, Ticked)]
    assert all(item.right <= set(item.options) and item.right for item in ticked)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("answer", [None, {}, [], "x", {"low": ""}, {"low": None, "outside": [{}]}])
def test_blank_answers_earn_nothing_but_what_an_empty_list_deserves(part, answer):
    """Does a blank earn nothing?"""
    assert share_right(answer, part, "p07") == 0


def test_copied_answers_do_not_earn_everything():
    """Do the answers of another participant, in any part and for nobody, earn the points?"""
    earned = [
        sum(share_right(right(part, other), part, who) for part in PARTS) / len(PARTS)
        for who in MANY
        for other in MANY[:20]
        if other != who
    ]
    assert max(earned) < 0.75
    assert sum(earned) / len(earned) < 0.2


def one_more(rate: Rate) -> Rate:
    """A rate whose denominator is one too large."""
    return Rate(rate.numerator, rate.denominator + 1)


def test_a_denominator_off_by_one_is_noticed():
    """Does somebody who counts one pupil too many, everywhere, lose points in each part with rates?"""
    for who in MANY:
        drawn = draw_for(who)
        group, others = one_more(drawn.rates.group), one_more(drawn.rates.others)
        rates = {
            "group-count": group.numerator,
            "group-base": group.denominator,
            "group-rate": f"{100 * group.share:.1f}",
            "others-count": others.numerator,
            "others-base": others.denominator,
            "others-rate": f"{100 * others.share:.1f}",
        }
        assert share_right(rates, "rates", who) < 1
        ends = wilson_interval(group)
        interval = {"low": f"{100 * ends.low:.1f}", "high": f"{100 * ends.high:.1f}"}
        pair = one_more(drawn.gap.group), one_more(drawn.gap.others)
        gap, ratio = newcombe_gap(*pair), risk_ratio(*pair)
        points = {
            "points": f"{100 * gap.difference:.1f}",
            "low": f"{100 * gap.interval.low:.1f}",
            "high": f"{100 * gap.interval.high:.1f}",
            "ratio": f"{ratio.value:.2f}",
        }
        total = sum(
            share_right(answer, part, who)
            for answer, part in ((rates, "rates"), (interval, "interval"), (points, "gap"))
        )
        assert total <= 2.7  # of 3


def test_swapped_groups_earn_no_gap():
    """Does the gap the wrong way round earn the points for direction?"""
    answer = right("gap", "p07")
    answer["points"] = f"{-float(str(answer['points'])):.1f}"
    assert share_right(answer, "gap", "p07") == pytest.approx(0.75)


def test_ticking_everything_earns_nothing():
    """Is a list with every box ticked wrong, unless every box is right?"""
    for who in MANY:
        for part in ("funnel", "small-numbers"):
            item = next(one for one in items_of(part, who) if isinstance(one, Ticked))
            if item.right != set(item.options):
                answer = {**right(part, who), item.name: list(item.options)}
                assert share_right(answer, part, who) < 1


def test_variants_differ_and_are_fair():
    """Do 60 people get different questions, each with figures that may be shown and something to find?"""
    draws = [draw_for(who) for who in MANY]
    assert len({(draw.rates.urn, *draw.rates.by_year) for draw in draws}) > 40
    assert len({(draw.gap.urn, *draw.gap.by_year) for draw in draws}) > 40
    assert len({tuple(draw.schools) for draw in draws}) > 50
    assert len({(draw.column, draw.cells_year) for draw in draws}) > 10
    for draw in draws:
        for two in (draw.rates, draw.gap):
            assert may_publish(*(rate for pair in two.by_year.values() for rate in pair)).may_show
        assert draw.total == sum(draw.parts.values()) + draw.behind_star
        assert 1 <= len(draw.may_show) < len(draw.figures)
        assert any(cell and not cell[-1].isdigit() for cell in draw.cells) or "" in draw.cells


def test_same_name_same_questions_however_typed():
    """Do "P07", " p07" and "p07" get the same questions, and another name others?"""
    assert draw_for("P07") == draw_for(" p07 ") == draw_for("p07")
    assert draw_for("p07") != draw_for("p08")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("33.3", 33.3),
        ("33,3 %", 33.3),
        (" 40% ", 40.0),
        ("−2.5", -2.5),
        (7, 7.0),
        ("１２", 12.0),
        ("1e3", None),
        ("nan", None),
        ("inf", None),
        ("", None),
        (True, None),
        (None, None),
        ("12 of 30", None),
        ("9" * 400, None),
    ],
)
def test_numbers_are_read_as_people_type_them(typed, read):
    """Are decimal commas and percent signs fine, and is everything that is no number refused?"""
    assert read_typed(typed) == read


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
        lambda part: (
            st.lists(part, max_size=3)
            | st.dictionaries(st.sampled_from(("low", "high", "outside", "ratio", "behind")), part)
        ),
        max_leaves=8,
    )
)
def test_no_answer_breaks_the_check(answer):
    """Does anything at all that stands in answers.json give a share from 0 to 1?"""
    for part in PARTS:
        assert 0 <= share_right(answer, part, "p07") <= 1
        assert isinstance(missing_in_part(answer), list)


def test_check_counts_for_the_one_who_is_graded(tmp_path, monkeypatch):
    """Is somebody who hands in another's folder graded by their own questions?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record(NAME, {"name": "p08"})
    sheet.record("data-gap", right("gap", "p08"))
    monkeypatch.delenv("COURSE_PARTICIPANT", raising=False)
    assert right_answers(sheet, "data-gap") == 1
    monkeypatch.setenv("COURSE_PARTICIPANT", "p07")
    assert right_answers(sheet, "data-gap") < 1
    assert os.environ["COURSE_PARTICIPANT"] == "p07"


def test_hand_in_under_another_name_is_stopped(tmp_path):
    """Is a slip in the course name noticed before the hand-in, and a different spelling let pass?"""
    sheet = AnswerSheet(tmp_path)
    refuse_other_name(sheet, "p07")  # nothing was drawn
    sheet.record(NAME, {"name": "p07"})
    refuse_other_name(sheet, "P07")
    refuse_other_name(sheet, "")  # a hub knows who it is
    with pytest.raises(HandInRefused, match="p70"):
        refuse_other_name(sheet, "p70")


@pytest.mark.parametrize("part", PARTS)
def test_forms_show_ones_own_numbers_and_nothing_of_the_answers(part, tmp_path, monkeypatch):
    """Does the form show the table for the name, change with it, and hold no right answer?"""
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    sheet = AnswerSheet(tmp_path)
    box = shown_by(lambda: view.data_answers(sheet, question_of(part)))
    assert "course name" in html_of(box)
    names = fields_on_page(view.data_name, sheet)
    names["name"].widget.value = "p07"
    assert "<table" in html_of(box)
    before = html_of(box)
    names["name"].widget.value = "p0"
    names["name"].widget.value = "p09"
    assert html_of(box) != before
    for item in items_of(part, "p07"):
        if isinstance(item, Asked) and item.tolerance > 0:
            assert f">{item.right:.1f}" not in before


def test_words_beside_the_fields_fit_everybody():
    """Do the labels, which stand before the name is known, name no school?"""
    for part in PARTS:
        labels = {tuple(item.words for item in items_of(part, who)) for who in MANY}
        assert len(labels) == 1


def test_boxes_to_tick_come_with_the_name(tmp_path, monkeypatch):
    """Are the boxes those of the name that was just written, without a reload?"""
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    sheet = AnswerSheet(tmp_path)
    fields = fields_on_page(lambda one: view.data_answers(one, "data-funnel"), sheet)
    assert fields["outside"].widget.layout.display == "none"
    fields_on_page(view.data_name, sheet)["name"].widget.value = "p07"
    boxes = fields["outside"].widget.children[1].children
    assert [box.description for box in boxes] == [*draw_for("p07").schools, "none of them"]
    assert fields["outside"].widget.layout.display is None


def test_ticks_and_typed_numbers_are_kept(tmp_path, monkeypatch):
    """Do typed numbers and ticks come back on the next opening?"""
    monkeypatch.setenv("JUPYTERHUB_USER", "p07")
    sheet = AnswerSheet(tmp_path)
    fields = fields_on_page(lambda one: view.data_answers(one, "data-funnel"), sheet)
    fields["low"].widget.value = "3.1"
    first = next(iter(fields["outside"].widget.children[1].children))
    first.value = True
    again = fields_on_page(lambda one: view.data_answers(one, "data-funnel"), AnswerSheet(tmp_path))
    assert again["low"].value() == "3.1"
    assert again["outside"].value() == [first.description]
