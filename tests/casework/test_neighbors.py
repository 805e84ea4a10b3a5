"""Are the similar schools similar, and is everything that was left out said?"""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

from course_tools.casework.neighbors import SchoolProfile, nearest_schools

WHAT = ("pupils", "eligible in six years", "additional language", "SEN support")


def profile(id_, numbers, *, phase="primary", region="North"):
    return SchoolProfile(
        id_, f"School {id_}", phase, dict(zip(WHAT, numbers, strict=False)), region
    )


def many(count=40, seed=3):
    luck = random.Random(seed)
    return [
        profile(
            f"{990000 + i}",
            (luck.randint(60, 700), luck.random(), luck.random(), luck.random() / 4),
            region=luck.choice(["North", "South"]),
        )
        for i in range(count)
    ]


def test_distances_by_hand():
    """Is a school one standard deviation away in everything at a distance of 1?"""
    own, other = profile("1", (100, 0.2, 0.4)), profile("2", (300, 0.4, 0.0))
    found = nearest_schools(own, [other])
    (neighbor,) = found.nearest
    # Of two numbers the standard deviation is half their difference.
    assert neighbor.distance == pytest.approx(2)
    assert list(neighbor.differences.values()) == pytest.approx([2, 2, -2])
    assert neighbor.school is other
    assert found.compared == WHAT[:3]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(5, 40))
def test_agrees_with_scipy(seed, count):
    """Does scipy's standardized Euclidean distance name the same schools at the same distance?"""
    numpy = pytest.importorskip("numpy")
    own, *others = many(count, seed)
    own = SchoolProfile(own.id, own.name, own.phase, own.characteristics)
    table = numpy.array([list(school.characteristics.values()) for school in (own, *others)])
    far = cdist(table[:1], table[1:], "seuclidean", V=table.var(axis=0))[0] / math.sqrt(len(WHAT))
    order = numpy.argsort(far)[:10]
    found = nearest_schools(own, others)
    assert [n.school.id for n in found.nearest] == [others[place].id for place in order]
    assert [n.distance for n in found.nearest] == pytest.approx(far[order])


def test_phase_is_exact():
    """Is a secondary school that has the same numbers left out, of the spread too?"""
    own, *others = many(12)
    twin = SchoolProfile("1", "Twin", "secondary", own.characteristics, own.region)
    assert nearest_schools(own, [*others, twin]) == nearest_schools(own, others)


def test_itself_is_no_neighbor():
    """Is the own school left out when it is in the list?"""
    own, *others = many(12)
    assert nearest_schools(own, [own, *others]) == nearest_schools(own, others)


def test_region_is_preferred_when_it_suffices():
    """Are only schools of the region taken when there are enough, and all otherwise?"""
    own, *others = many(60)
    within = sum(other.region == own.region for other in others)
    enough = nearest_schools(own, others, count=within)
    assert enough.within_region
    assert {n.school.region for n in enough.nearest} == {own.region}
    too_many = nearest_schools(own, others, count=within + 1)
    assert not too_many.within_region
    assert {n.school.region for n in too_many.nearest} == {"North", "South"}


def test_a_veto_moves_no_distance():
    """Does a vetoed school go, the next one come, and every other distance stay?"""
    own, *others = many(40)
    before = nearest_schools(own, others)
    gone = before.nearest[2].school.id
    after = nearest_schools(own, others, vetoed={gone, "999999"})
    kept = [n for n in before.nearest if n.school.id != gone]
    assert list(after.nearest[:9]) == kept
    assert len(after.nearest) == 10
    assert after.vetoed == (gone,)


def test_missing_characteristics():
    """Is a missing number neither 0 nor the mean: is the distance over what both have?"""
    own = profile("1", (100, 0.2, 0.4, 0.1))
    lacking = profile("2", (300, 0.4, None, 0.1))
    nothing = profile("3", (100, float("nan"), None, 0.1))
    full = profile("4", (300, 0.4, 0.0, 0.3))
    found = nearest_schools(own, [lacking, nothing, full])
    nearest = {n.school.id: n for n in found.nearest}
    assert list(nearest) == ["2", "4"]
    assert set(nearest["2"].differences) == {"pupils", "eligible in six years", "SEN support"}
    squares = [d * d for d in nearest["2"].differences.values()]
    assert nearest["2"].distance == pytest.approx(math.sqrt(sum(squares) / 3))
    assert found.not_comparable == ("3",)


def test_own_missing_characteristics():
    """Does a characteristic that the own school lacks count for nobody?"""
    own = profile("1", (100, 0.2, 0.4, None))
    found = nearest_schools(own, [profile("2", (300, 0.4, 0.0, 0.3)), profile("3", (90, 0, 0, 9))])
    assert found.compared == WHAT[:3]
    assert all(set(n.differences) == set(WHAT[:3]) for n in found.nearest)


def test_constants_are_dropped():
    """Is a characteristic that is alike everywhere dropped and named?

    The mean of three times 0.003 is not quite 0.003 to a computer.
    """
    own, *others = (profile(f"{i}", (100 * i, i / 10, i * i, 0.003)) for i in range(1, 4))
    found = nearest_schools(own, others)
    assert found.constant == ("SEN support",)
    assert "SEN support" not in found.nearest[0].differences


def test_equal_distances():
    """Are schools at the same distance ordered by id, however they come in?"""
    own = profile("1", (100, 0.2, 0.4))
    alike = [profile(id_, (300, 0.4, 0.0)) for id_ in ("4", "2", "3")]
    found = nearest_schools(own, alike, count=2)
    assert [n.school.id for n in found.nearest] == ["2", "3"]


def test_fewer_than_asked():
    """Are there three neighbors when three schools exist, and none when nobody does?"""
    own, *others = many(4)
    assert len(nearest_schools(own, others).nearest) == 3
    with pytest.raises(ValueError, match="0 characteristics"):
        nearest_schools(own, [])


@pytest.mark.parametrize("order", [1, -1])
def test_refusals(order):
    """Are a bare school, a school listed twice, and an endless number refused in words?"""
    own, *others = many(12)
    bare = profile("1", (100, 0.2))
    with pytest.raises(ValueError, match="School 1 has 2 characteristics"):
        nearest_schools(bare, others[::order])
    with pytest.raises(ValueError, match="twice"):
        nearest_schools(own, [*others, others[0]][::order])
    with pytest.raises(ValueError, match="pupils is inf"):
        nearest_schools(own, [*others, profile("1", (math.inf, 0, 0, 0))][::order])
    with pytest.raises(ValueError, match="at least 1"):
        nearest_schools(own, others, count=0)
