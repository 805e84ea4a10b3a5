"""Does the funnel tell luck from more than luck, and keep from ranking?"""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from course_tools.casework.funnel import (
    INNER,
    OUTER,
    Where,
    funnel_limits,
    place_on_funnel,
)
from course_tools.casework.rates import Rate, pooled


def steady(schools: int = 10, pupils: int = 100) -> dict[str, Rate]:
    """Schools that differ by less than luck would make them."""
    return {f"School {i:02}": Rate(60 + i % 2, pupils) for i in range(schools)}


@pytest.mark.parametrize(
    ("pupils", "z", "wanted"),
    [
        (30, INNER, (0.4355, 0.7845)),
        (30, OUTER, (0.3348, 0.8852)),
        (60, INNER, (0.4866, 0.7334)),
    ],
)
def test_reference(pupils, z, wanted):
    """Are the limits around .61 met to four decimals?

    Brief 4.5 prints .436 for the first, rounded twice: .43546 is .4355, and to three decimals .435.
    """
    limits = funnel_limits(0.61, pupils, z)
    assert (round(limits.low, 4), round(limits.high, 4)) == wanted


def test_quantiles():
    """Does scipy find the same 1.96 and 3.09?"""
    assert pytest.approx(stats.norm.ppf(0.975), abs=1e-12) == INNER
    assert pytest.approx(stats.norm.ppf(0.999), abs=1e-12) == OUTER


def test_limits_stay_within_everything():
    """Are limits cut at 0 and at 1?"""
    assert funnel_limits(0.05, 12, OUTER).low == 0
    assert funnel_limits(0.95, 12, OUTER).high == 1


def test_one_school_far_outside():
    """Is the planted school found, and nobody else?"""
    schools = steady(30) | {"Planted": Rate(35, 100)}
    found = place_on_funnel(schools, target=0.605)
    assert [school.name for school in found.outside()] == ["Planted"]
    (planted,) = found.outside()
    assert planted.side == "below"
    assert planted.where == "beyond 3.09"
    assert found.dispersion < 1
    assert found.widening == 1


def test_between_the_limits():
    """Does a school between 1.96 and 3.09 count for the one and not for the other?"""
    found = place_on_funnel(steady(30) | {"Perhaps": Rate(72, 100)}, target=0.605)
    assert found.outside() == ()
    assert [school.name for school in found.outside(Where.BEYOND_INNER)] == ["Perhaps"]
    with pytest.raises(ValueError, match=r"beyond 1\.96"):
        found.outside(Where.INSIDE)


def test_dispersion_by_hand():
    """Is φ the mean of z², and are limits widened by its root, only when above 1?"""
    schools = {f"S{i}": Rate(k, 100) for i, k in enumerate((30, 40, 50, 60, 70))}
    found = place_on_funnel(schools)
    assert found.target == 0.5
    assert found.target_is_pooled
    assert found.dispersion == pytest.approx((16 + 4 + 0 + 4 + 16) / 5)
    assert found.widening == pytest.approx(8**0.5)
    assert found.limits(100).high == pytest.approx(0.5 + INNER * 8**0.5 * 0.05)
    assert found.limits(100, OUTER).high == pytest.approx(0.5 + OUTER * 8**0.5 * 0.05)
    assert [school.where for school in found.schools] == [Where.INSIDE] * 5
    assert [school.z for school in found.schools] == pytest.approx([-4, -2, 0, 2, 4])
    assert [school.side for school in found.schools] == ["below", "below", "on", "above", "above"]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.integers(20, 300), st.floats(0, 1)), min_size=5, max_size=40),
    st.floats(0.05, 0.95),
    st.sampled_from([0.0, 0.1]),
)
def test_verdict_and_drawn_limits_agree(drawn, target, winsorized):
    """Is a school called outside exactly when its dot lies outside the drawn line?"""
    schools = {f"S{i}": Rate(round(n * share), n) for i, (n, share) in enumerate(drawn)}
    found = place_on_funnel(schools, target=target, winsorized=winsorized)
    for school in found.schools:
        for where, z in ((Where.BEYOND_INNER, INNER), (Where.BEYOND_OUTER, OUTER)):
            line = found.limits(school.rate.denominator, z)
            nearest = min(abs(school.rate.share - line.low), abs(school.rate.share - line.high))
            if nearest > 1e-9:
                outside = not line.low <= school.rate.share <= line.high
                assert outside == (school in found.outside(where))


def test_planted_schools_hide_and_are_found():
    """Do two far schools among 24 hide behind the limits they widen, unless z is pulled in?"""
    luck = random.Random(7)
    schools = {
        f"S{i:02}": Rate(sum(luck.random() < 0.6 for _ in range(90)), 90) for i in range(22)
    } | {"Far one": Rate(33, 90), "Far two": Rate(34, 90)}
    plain = place_on_funnel(schools, target=0.6)
    pulled_in = place_on_funnel(schools, target=0.6, winsorized=0.1)
    assert plain.dispersion > pulled_in.dispersion
    assert plain.outside() == ()
    assert [school.name for school in pulled_in.outside()] == ["Far one", "Far two"]
    assert [school.z for school in plain.schools] == [school.z for school in pulled_in.schools]


def test_winsorized_dispersion_among_lucky_schools():
    """Is the stated price true: about 0.7 where luck alone is at work?"""
    luck = random.Random(20240901)
    found = []
    for _ in range(60):
        counts = [sum(luck.random() < 0.5 for _ in range(40)) for _ in range(40)]
        schools = {f"S{i}": Rate(count, 40) for i, count in enumerate(counts)}
        found.append(place_on_funnel(schools, target=0.5, winsorized=0.1).dispersion)
    assert sum(found) / len(found) == pytest.approx(0.7, abs=0.05)


def test_never_a_ranking():
    """Do schools stand by name, however they come in, and may not be sorted by rate?"""
    by_rate = {"C": Rate(20, 40), "A": Rate(25, 40), "E": Rate(27, 40), "B": Rate(28, 40)}
    found = place_on_funnel(by_rate | {"D": Rate(30, 40)})
    assert [school.name for school in found.schools] == ["A", "B", "C", "D", "E"]


def test_schools_alike():
    """Do two schools with the same counts get the same answer?"""
    found = place_on_funnel(steady(10) | {"Twin A": Rate(20, 100), "Twin B": Rate(20, 100)})
    one, other = found.schools[-2:]
    assert (one.z, one.where, one.rough) == (other.z, other.where, other.rough)


def test_small_schools_are_left_out_altogether():
    """Does a school of ten leave no trace in the pooled target, by which it could be found?"""
    schools = steady(6)
    found = place_on_funnel(schools | {"Tiny": Rate(0, 10)})
    assert found.too_small == ("Tiny",)
    assert found.target == pooled(schools.values()).share
    assert found.dispersion == place_on_funnel(schools).dispersion


def test_eleven_is_enough():
    """Is a school of eleven, the first that may be shown, placed?"""
    found = place_on_funnel(steady(5) | {"Eleven": Rate(6, 11)})
    assert found.too_small == ()
    assert found.schools[0].name == "Eleven"


def test_rough_limits():
    """Is it said where fewer than five pupils would be expected?"""
    schools = {f"S{i}": Rate(2, 40) for i in range(4)} | {"Large": Rate(10, 200)}
    rough = {school.name: school.rough for school in place_on_funnel(schools).schools}
    assert rough == {"S0": True, "S1": True, "S2": True, "S3": True, "Large": False}


def test_too_few_schools():
    """Are four schools, or four of them large enough, refused with what to do instead?"""
    for schools in (steady(4), steady(4) | {"Tiny": Rate(1, 3)}):
        with pytest.raises(ValueError, match=r"Only 4 schools.*table"):
            place_on_funnel(schools)


@pytest.mark.parametrize("target", [0, 1, Rate(0, 50), Rate(50, 50), -0.2, 61, float("nan")])
def test_targets_without_room(target):
    """Are targets of 0, 1 or 61 refused?"""
    with pytest.raises(ValueError, match="above 0 and below 1"):
        place_on_funnel(steady(), target=target)


def test_everyone_at_nought():
    """Is the pooled target refused when nobody anywhere is counted?"""
    with pytest.raises(ValueError, match="The target is 0"):
        place_on_funnel({f"S{i}": Rate(0, 50) for i in range(6)})


def test_comparator_as_counts():
    """Is a comparator given as counts the same as its share?"""
    assert (
        place_on_funnel(steady(), target=Rate(61, 100)).schools
        == place_on_funnel(steady(), target=0.61).schools
    )


def test_outside_by_luck():
    """Of 100 schools, would 5 lie beyond 1.96 and 0.2 beyond 3.09 by luck alone?"""
    found = place_on_funnel(steady(100))
    assert found.by_luck_beyond_inner == pytest.approx(5)
    assert found.by_luck_beyond_outer == pytest.approx(0.2)


def test_odd_settings():
    """Are a half of the schools pulled in, and limits for no pupils, refused?"""
    with pytest.raises(ValueError, match=r"below 0\.5"):
        place_on_funnel(steady(), winsorized=0.5)
    with pytest.raises(ValueError, match="at least one pupil"):
        place_on_funnel(steady()).limits(0)
