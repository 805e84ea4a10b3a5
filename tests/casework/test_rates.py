"""Are rates, gaps, ratios and worked-out counts right, and refused where they cannot be?"""

import math
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from course_tools.casework.rates import (
    Interval,
    Rate,
    count_from_share,
    extra_pupils,
    newcombe_gap,
    pooled,
    risk_ratio,
    wilson_interval,
)

CONFIDENCES = st.sampled_from([0.8, 0.9, 0.95, 0.99, 0.998])


@st.composite
def rates(draw: st.DrawFn, most: int = 3000) -> Rate:
    denominator = draw(st.integers(1, most))
    return Rate(draw(st.integers(0, denominator)), denominator)


def ends(interval: Interval | None, digits: int = 4) -> tuple[float, float]:
    assert interval is not None
    return round(interval.low, digits), round(interval.high, digits)


@pytest.mark.parametrize(
    ("counts", "wanted"),
    [((12, 40), (0.1807, 0.4543)), ((0, 15), (0.0, 0.2039)), ((45, 60), (0.6277, 0.8422))],
)
def test_wilson_reference(counts, wanted):
    """Are the three Wilson intervals of Brief 4.4 met to the decimals shown?"""
    assert ends(wilson_interval(Rate(*counts))) == wanted


def test_newcombe_reference():
    """Is 45/60 against 18/40 a gap of .300 (.105 to .470)?"""
    gap = newcombe_gap(Rate(45, 60), Rate(18, 40))
    assert round(gap.difference, 3) == 0.300
    assert ends(gap.interval, 3) == (0.105, 0.470)


def test_ratio_reference():
    """Is 36/90 against 42/210 twice as likely (1.38 to 2.90)?"""
    ratio = risk_ratio(Rate(36, 90), Rate(42, 210))
    assert ratio.value == pytest.approx(2.0, abs=1e-12)
    assert ends(ratio.interval, 2) == (1.38, 2.90)
    assert ratio.reason == ""


@settings(max_examples=150, deadline=None)
@given(rates(), CONFIDENCES)
def test_wilson_agrees_with_statsmodels(rate, confidence):
    """Does statsmodels find the same Wilson interval?"""
    interval = wilson_interval(rate, confidence)
    low, high = proportion_confint(
        rate.numerator, rate.denominator, alpha=1 - confidence, method="wilson"
    )
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-9)
    assert 0 <= interval.low <= rate.share <= interval.high <= 1


@settings(max_examples=150, deadline=None)
@given(rates(), rates(), CONFIDENCES)
def test_newcombe_agrees_with_statsmodels(first, second, confidence):
    """Does statsmodels, which corrects nothing here, find the same gap?"""
    gap = newcombe_gap(first, second, confidence)
    low, high = confint_proportions_2indep(
        first.numerator,
        first.denominator,
        second.numerator,
        second.denominator,
        method="newcomb",
        compare="diff",
        alpha=1 - confidence,
    )
    assert (gap.interval.low, gap.interval.high) == pytest.approx((low, high), abs=1e-9)
    assert gap.interval.low <= gap.difference <= gap.interval.high
    turned = newcombe_gap(second, first, confidence)
    assert (turned.interval.low, turned.interval.high) == pytest.approx((-high, -low), abs=1e-9)


@settings(max_examples=150, deadline=None)
@given(rates(), rates(), CONFIDENCES)
def test_ratio_agrees_with_statsmodels(first, second, confidence):
    """Does statsmodels find the same ratio interval where no cell is empty?

    Its method "log" adds nothing to the counts; "log-adjusted" would add a half.
    """
    assume(all(0 < rate.numerator < rate.denominator for rate in (first, second)))
    ratio = risk_ratio(first, second, confidence)
    low, high = confint_proportions_2indep(
        first.numerator,
        first.denominator,
        second.numerator,
        second.denominator,
        method="log",
        compare="ratio",
        alpha=1 - confidence,
    )
    assert ratio.interval is not None
    assert (ratio.interval.low, ratio.interval.high) == pytest.approx((low, high), rel=1e-9)


def test_ratio_with_empty_cells():
    """Is nothing made up where nobody, or everybody, in a group is counted?"""
    nobody_to_compare = risk_ratio(Rate(3, 10), Rate(0, 20))
    assert nobody_to_compare.value is None
    assert nobody_to_compare.interval is None
    assert "0 of 20" in nobody_to_compare.reason
    nobody = risk_ratio(Rate(0, 10), Rate(5, 20))
    assert (nobody.value, nobody.interval) == (0.0, None)
    assert "nobody in the first group is counted (0 of 10)" in nobody.reason
    everybody = risk_ratio(Rate(5, 10), Rate(8, 8))
    assert (everybody.value, everybody.interval) == (0.5, None)
    assert "everybody in the second group is counted (8 of 8)" in everybody.reason


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((41, 40), "more are counted than there are"),
        ((-1, 40), "less than 0"),
        ((0, 0), "at least one pupil"),
        ((3, -5), "at least one pupil"),
        ((2.5, 40), "whole number"),
        ((3, math.nan), "whole number"),
        ((3, math.inf), "whole number"),
        ((True, 4), "number of pupils"),
    ],
)
def test_impossible_counts(counts, words):
    """Are counts that cannot be refused in words?"""
    with pytest.raises(ValueError, match=words):
        Rate(*counts)


def test_counts_from_a_table():
    """Do whole counts that a table keeps as decimals become whole numbers?"""
    numpy = pytest.importorskip("numpy")
    for kind in (float, numpy.float64, numpy.int32):
        rate = Rate(kind(36), kind(90))
        assert rate == Rate(36, 90)
        assert type(rate.numerator) is int


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, math.nan])
def test_odd_confidence(confidence):
    """Is 95 instead of 0.95 refused?"""
    for ask in (
        lambda: wilson_interval(Rate(1, 2), confidence),
        lambda: newcombe_gap(Rate(1, 2), Rate(1, 3), confidence),
        lambda: risk_ratio(Rate(1, 2), Rate(1, 3), confidence),
    ):
        with pytest.raises(ValueError, match=r"such as 0\.95"):
            ask()


def test_backward_interval():
    """Is an interval from high to low refused?"""
    with pytest.raises(ValueError, match="low to high"):
        Interval(0.4, 0.3)


def test_pooling_adds_counts():
    """Are counts added, where averaging 10 % and 50 % would say 30 %?"""
    assert pooled([Rate(1, 10), Rate(45, 90)]) == Rate(46, 100)
    with pytest.raises(ValueError, match="no rate to add up"):
        pooled([])


def test_pooled_rates_can_reverse():
    """Does adding up two schools turn round what is true in each (Simpson's paradox)?"""
    with_club = {"Northside": Rate(9, 10), "Southside": Rate(30, 100)}
    without_club = {"Northside": Rate(80, 100), "Southside": Rate(2, 10)}
    for school, rate in with_club.items():
        assert newcombe_gap(rate, without_club[school]).difference > 0
    together = newcombe_gap(pooled(with_club.values()), pooled(without_club.values()))
    assert together.interval.high < 0


def printed(count: int, denominator: int, decimals: int, rounding: str) -> float:
    exact = Decimal(count) / Decimal(denominator)
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=rounding))


@settings(max_examples=300, deadline=None)
@given(rates(), st.integers(1, 5), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_true_count_is_among_the_possible(rate, decimals, rounding):
    """However a publisher rounds, is the true count kept, and is every kept count a true one?"""
    share = printed(rate.numerator, rate.denominator, decimals, rounding)
    found = count_from_share(share, rate.denominator, decimals)
    assert found.low is not None and found.high is not None and found.likely is not None
    assert found.low <= rate.numerator <= found.high
    assert found.low <= found.likely <= found.high
    half = Decimal(5).scaleb(-decimals - 1)
    target = Decimal(str(share))
    for count in (found.low - 1, found.low, found.high, found.high + 1):
        if 0 <= count <= rate.denominator:
            off = abs(Decimal(count) - target * rate.denominator)
            assert (off <= half * rate.denominator) == (found.low <= count <= found.high)


def test_worked_out_counts():
    """Is 40 % of 90 exactly 36, of 2,000 one of 20 counts, and 45 % of 4 a contradiction?"""
    assert count_from_share(0.40, 90, 2).certain
    assert count_from_share(0.40, 90, 2).likely == 36
    assert count_from_share(0.40, 90, 2).remark == ""
    many = count_from_share(0.40, 2000, 2)
    assert (many.likely, many.low, many.high) == (800, 790, 810)
    assert "anything from 790 to 810" in many.remark
    none = count_from_share(0.45, 4, 2)
    assert (none.likely, none.low, none.high) == (None, None, None)
    assert not none.certain
    assert "contradict each other" in none.remark


def test_ties_in_rounding():
    """Is 1 of 8 (12.5 %) possible for 12 % (to the even digit) and for 13 % (half up)?"""
    assert count_from_share(0.12, 8, 2).likely == 1
    assert count_from_share(0.13, 8, 2).likely == 1


def test_percentages_divided_by_a_hundred():
    """Does 40.3 / 100, which no computer holds exactly, still read as 40.3 %?"""
    assert count_from_share(40.3 / 100, 1000, 3).likely == 403


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((40.0, 90, 2), "0 to 1"),
        ((-0.1, 90, 2), "0 to 1"),
        ((math.nan, 90, 2), "0 to 1"),
        ((0.403, 90, 2), "more than 2 decimals"),
        ((0.4, 0, 2), "at least one pupil"),
        ((0.4, 90, -1), "0 or more"),
    ],
)
def test_odd_shares(arguments, words):
    """Is a percentage where a share belongs refused, and other slips?"""
    with pytest.raises(ValueError, match=words):
        count_from_share(*arguments)


def test_extra_pupils():
    """Are 36 of 90 against 20 % equivalent to 18 pupils more?"""
    assert extra_pupils(Rate(36, 90), Rate(42, 210)) == pytest.approx(18)
    assert extra_pupils(Rate(36, 90), 0.5) == pytest.approx(-9)
    with pytest.raises(ValueError, match="0 to 1"):
        extra_pupils(Rate(36, 90), 20)
