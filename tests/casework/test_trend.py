"""Is a line drawn only where one belongs, and a slope given only where points bear it?"""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.api import WLS, add_constant

from course_tools.casework.breaks import KNOWN_BREAKS
from course_tools.casework.rates import Rate, newcombe_gap
from course_tools.casework.slope import Slope, slope_of, student_quantile
from course_tools.casework.trend import Point, first_year, trend


def years(first: int, *numbers):
    """School years of England, one after another; None leaves one out."""
    return [
        Point(f"{first + i}/{(first + i + 1) % 100:02}", number)
        for i, number in enumerate(numbers)
        if number is not None
    ]


def periods(found):
    return [[point.period for point in segment.points] for segment in found.segments]


def test_no_line_through_the_pandemic():
    """Are the years before and after the pandemic apart, with the reason to print?"""
    points = years(2016, *[Rate(30, 60)] * 3, None, None, *[Rate(20, 60)] * 3)
    found = trend(points, KNOWN_BREAKS["school results, England"])
    assert periods(found) == [
        ["2016/17", "2017/18", "2018/19"],
        ["2021/22", "2022/23", "2023/24"],
    ]
    assert list(found.breaks) == ["2019/20", "2020/21"]
    assert found.missing == ("2019/20", "2020/21")
    assert all("Pandemic" in remark and "No line" in remark for remark in found.remarks)


def test_a_marked_period_stands_alone():
    """Does a number published for a marked year join neither side?"""
    points = years(2017, *[Rate(10, 60)] * 7)
    found = trend(points, KNOWN_BREAKS["absence, England"])
    assert periods(found) == [
        ["2017/18", "2018/19"],
        ["2019/20"],
        ["2020/21"],
        ["2021/22"],
        ["2022/23", "2023/24"],
    ]


def test_a_gap_is_never_joined():
    """Does a year without a number and without a mark cut the line, and is it named?"""
    found = trend(years(2021, Rate(1, 30), None, Rate(2, 30), Rate(3, 30)))
    assert periods(found) == [["2021/22"], ["2023/24", "2024/25"]]
    assert found.remarks == ("No number for 2022/23; the line stops there.",)


def test_marks_outside_the_time_shown():
    """Are break marks before the first and after the last point left unsaid?"""
    found = trend(years(2022, Rate(1, 30), Rate(2, 30)), KNOWN_BREAKS["progress 8, England"])
    assert found.breaks == {}
    assert found.remarks == ()


def test_american_years_and_single_years():
    """Do 2023-24 and 2024 work alike, and in whatever order they come?"""
    breaks = KNOWN_BREAKS["CAASPP, California"]
    for names in (("2018-19", "2020-21", "2021-22", "2022-23"), ("2019", "2021", "2022", "2023")):
        found = trend([Point(name, Rate(10, 40)) for name in reversed(names)], breaks)
        assert periods(found) == [[names[0]], [names[1]], list(names[2:])]
        assert "one student in four" in " ".join(found.remarks)


def test_known_breaks_can_be_read():
    """Is every known break a period, with a sentence; and is nothing said about free meals?"""
    for name, marks in KNOWN_BREAKS.items():
        assert "free" not in name
        for period, reason in marks.items():
            assert first_year(period) >= 2019
            assert reason.endswith(".")


def test_first_and_last_compared():
    """With three points, is there a difference with Newcombe's interval and no slope?"""
    (segment,) = trend(years(2021, Rate(45, 60), Rate(30, 50), Rate(18, 40))).segments
    change = segment.change()
    gap = newcombe_gap(Rate(18, 40), Rate(45, 60))
    assert segment.slope() is None
    assert (change.first.period, change.last.period) == ("2021/22", "2023/24")
    assert change.difference == gap.difference == pytest.approx(-0.3)
    assert change.interval == gap.interval


def test_one_point_has_nothing_to_compare():
    """Does a lone point say nothing about change?"""
    (segment,) = trend(years(2023, Rate(45, 60))).segments
    assert segment.change() is None
    assert segment.slope() is None


def test_scores_get_no_interval():
    """Is no interval made up for a mean score, nor a slope through five of them?"""
    (segment,) = trend(years(2019, 46.1, 45.0, 44.2, 43.0, 42.5)).segments
    change = segment.change()
    assert change.difference == pytest.approx(-3.6)
    assert change.interval is None
    assert "number of pupils" in change.reason
    assert segment.slope() is None
    assert segment.latest() is None


def test_slope_needs_five_in_one_segment():
    """Are six points, three on either side of a break, too few?"""
    points = years(2016, *[Rate(30 + i, 60) for i in range(3)], None, None, Rate(1, 9), Rate(2, 9))
    found = trend([*points, *years(2023, Rate(3, 9))])
    assert [segment.slope() for segment in found.segments] == [None, None]
    with pytest.raises(ValueError, match="4 points are too few"):
        slope_of([Rate(1, 9)] * 4)


@st.composite
def five_or_more(draw):
    pupils = draw(st.lists(st.integers(15, 400), min_size=5, max_size=9))
    return [Rate(draw(st.integers(0, n)), n) for n in pupils]


@settings(max_examples=100, deadline=None)
@given(five_or_more(), st.sampled_from([0.9, 0.95]))
def test_slope_agrees_with_statsmodels(rates, confidence):
    """Is the interval the wider of statsmodels' two: scale from the points, or from the counts?"""
    found = slope_of(rates, confidence)
    counted, everyone = sum(r.numerator for r in rates), sum(r.denominator for r in rates)
    share = counted / everyone
    model = WLS(
        [rate.share for rate in rates],
        add_constant(list(range(len(rates)))),
        weights=[rate.denominator for rate in rates],
    )
    by_points = model.fit()
    assert found.per_year == pytest.approx(by_points.params[1], abs=1e-9)
    if share in (0, 1):
        assert found.interval is None
        return
    by_counts = model.fit(
        cov_type="fixed scale", cov_kwds={"scale": share * (1 - share)}, use_t=False
    )
    wider = max(
        (fit.conf_int(1 - confidence)[1] for fit in (by_points, by_counts)),
        key=lambda interval: interval[1] - interval[0],
    )
    assert (found.interval.low, found.interval.high) == pytest.approx(tuple(wider), abs=1e-8)


def test_slope_among_lucky_years():
    """When nothing changes, is "rising" or "falling" said in no more than about 1 of 20?"""
    luck = random.Random(11)
    said = sum(
        slope_of(
            [Rate(sum(luck.random() < 0.3 for _ in range(40)), 40) for _ in range(6)]
        ).direction
        != "no clear direction"
        for _ in range(400)
    )
    assert 0 < said / 400 < 0.05


def test_slope_directions():
    """Is a steep climb rising, its mirror falling, and a flat row without direction?"""
    climb = [Rate(20 + 8 * i, 100) for i in range(6)]
    assert slope_of(climb).direction == "rising"
    assert slope_of(climb).per_year == pytest.approx(0.08)
    assert slope_of(climb[::-1]).direction == "falling"
    assert slope_of([Rate(20, 100)] * 6).direction == "no clear direction"
    assert slope_of([Rate(0, 100)] * 6) == Slope(0.0, None, 6)


@settings(max_examples=80, deadline=None)
@given(st.floats(0.01, 0.999), st.integers(1, 60))
def test_student_agrees_with_scipy(confidence, degrees):
    """Does scipy find the same quantile?"""
    wanted = stats.t.ppf((1 + confidence) / 2, degrees)
    assert student_quantile(confidence, degrees) == pytest.approx(wanted, rel=1e-8)


def test_small_years_are_added_up():
    """Below 30 pupils, are the last three years of the segment added, counts with counts?"""
    (segment,) = trend(years(2020, Rate(9, 9), Rate(4, 18), Rate(6, 20), Rate(5, 22))).segments
    together = segment.latest()
    assert together.periods == ("2021/22", "2022/23", "2023/24")
    assert together.rate == Rate(15, 60)
    assert together.remark == "2023/24 alone has only 22 pupils; 3 years were added up."


def test_large_years_stand_alone():
    """With 30 pupils, is the last year taken alone?"""
    (segment,) = trend(years(2022, Rate(4, 18), Rate(6, 30))).segments
    assert segment.latest().rate == Rate(6, 30)
    assert segment.latest().remark == ""


def test_years_are_never_added_across_a_break():
    """Does a small year after a break stay alone, and is it said to be small?"""
    found = trend(years(2020, *[Rate(6, 20)] * 3), {"2021/22": "The test was changed."})
    together = found.segments[-1].latest()
    assert together.periods == ("2022/23",)
    assert "20 pupils are still few" in together.remark


def test_picked_because_it_was_worst():
    """Is regression to the mean explained when the first year was picked as the worst?"""
    points = years(2022, Rate(30, 60), Rate(20, 60))
    (remark,) = trend(points, first_was_chosen_as_worst=True).remarks
    assert "usually less bad, even when nobody did anything" in remark
    assert trend(points).remarks == ()


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([], "no point"),
        ([Point("2023/25", 1.0)], '"2023/25" is not a period'),
        ([Point("Autumn 2023", 1.0)], "school year such as 2023/24"),
        ([Point("2023/24", 1.0), Point("2023/24", 2.0)], "twice"),
        ([Point("2023/24", 1.0), Point("2024-25", 2.0)], "different kinds"),
        ([Point("2023", 1.0), Point("2024/25", 2.0)], "different kinds"),
        (
            [Point("2023/24", 1.0, "absent 10 %"), Point("2024/25", 1.0, "absent 15 %")],
            "definition changes between 2023/24",
        ),
    ],
)
def test_refusals(points, words):
    """Are points that make no one trend refused in words?"""
    with pytest.raises(ValueError, match=words):
        trend(points)


def test_turn_of_the_century():
    """Does 1999/00 come before 2000/01, and join?"""
    found = trend([Point("2000/01", Rate(1, 40)), Point("1999/00", Rate(2, 40))])
    assert periods(found) == [["1999/00", "2000/01"]]
