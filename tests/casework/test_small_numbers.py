"""The small-number rule (Brief 4.6, appendix A T33), and readers who try to get behind it."""

import os
import random
import time
from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_tools.casework.hiding import could_be, publish, secrets_of
from course_tools.casework.linked_numbers import (
    EVERYONE,
    cell,
    count_list,
    count_table,
    figure_list,
    together,
)
from course_tools.casework.other_tables import OtherTables, Sum
from course_tools.casework.rates import Rate
from course_tools.casework.small_numbers import (
    HIDDEN,
    SmallNumberRule,
    may_publish,
    refuse_crossing,
    refuse_rounded_beside_exact,
    rounded_for_slides,
)
from tests.casework.reader_who_subtracts import NO_END
from tests.casework.small_number_cases import KINDS, two_way


@pytest.mark.parametrize(
    ("count", "base", "shown"),
    [
        (36, 90, True),
        (5, 11, True),
        (5, 10, False),
        (4, 90, False),
        (1, 90, False),
        (86, 90, False),
        (85, 90, True),
        (0, 12, True),
        (12, 12, True),
        (0, 10, False),
    ],
)
def test_one_figure(count, base, shown):
    """Is a figure shown exactly when the brief allows it?"""
    verdict = may_publish(Rate(count, base))
    assert verdict.may_show is shown
    assert bool(verdict.reason) is not shown


def test_none_or_all():
    """Does "0 of 12" come with a caution, and is it hidden where a programme wants that?"""
    assert "every child" in may_publish(Rate(0, 12)).caution
    assert "every child" in may_publish(Rate(12, 12)).caution
    assert not may_publish(Rate(6, 12)).caution
    strict = SmallNumberRule(smallest_hidden_count=0)
    assert not may_publish(Rate(0, 12), rule=strict).may_show
    assert not may_publish(Rate(12, 12), rule=strict).may_show
    kept = publish(figure_list({"a": (0, 40), "b": (20, 40), "c": (15, 40)}, (35, 120)), strict)
    assert kept.number("a: count") is None


def test_a_gap_with_a_small_group():
    """Is a gap hidden when only one of its two figures is small?"""
    assert may_publish(Rate(20, 40), Rate(10, 50)).may_show
    assert not may_publish(Rate(20, 40), Rate(3, 50)).may_show


def test_every_hidden_figure_has_the_same_words():
    """Do the printed words keep quiet about which limit was met?"""
    reasons = {may_publish(Rate(*pair)).reason for pair in [(3, 90), (88, 90), (5, 8)]}
    assert len(reasons) == 1


@pytest.mark.parametrize(
    "looser",
    [
        {"largest_hidden_base": 9},
        {"largest_hidden_count": 3},
        {"smallest_hidden_count": 2},
        {"most_characteristics": 3},
        {"largest_hidden_count": 12},
    ],
)
def test_a_looser_rule(looser):
    """Is a rule that hides less than the brief refused in words?"""
    with pytest.raises(ValueError, match=r"hidden|stricter"):
        SmallNumberRule(**looser)


def test_the_stricter_of_two_rules():
    """Does the stricter limit win, one by one?"""
    source = SmallNumberRule(largest_hidden_base=19, smallest_hidden_count=0)
    programme = SmallNumberRule(largest_hidden_count=5, most_characteristics=1)
    assert source.stricter(programme) == SmallNumberRule(19, 0, 5, 1)


def test_the_case_of_the_brief():
    """Total 42, groups 18, 17 and *: is the hidden one seen to be 7, and is one more hidden?"""
    table = count_list({"A": 18, "B": 17, "C": None}, 42)
    assert could_be(table, [], "C") == (7, 7)
    published = publish(table)
    assert published.hidden == {"B", "C"}
    assert published.shown == {"A": 18, EVERYONE: 42}
    assert could_be(table, published.hidden, "C") == (0, 24)
    assert published.text("B") == published.text("C") == HIDDEN


def test_large_numbers_that_the_source_hid():
    """Is one that can be seen to be large kept from being exact, without hiding everything?"""
    published = publish(count_list({"A": 30, "B": 12, "C": None}, 90))
    assert could_be(count_list({"A": 30, "B": 12, "C": None}, 90), [], "C") == (48, 48)
    assert published.shown == {"A": 30, EVERYONE: 90}
    unknown_total = publish(count_list({"A": 20, "B": 30, "C": None}, None))
    assert unknown_total.shown == {"A": 20, "B": 30}


def test_nothing_small():
    """Is a table without small numbers left as it is?"""
    published = publish(figure_list({"FSM": (36, 90), "not FSM": (42, 210)}, (78, 300)))
    assert not published.hidden
    assert published.share("FSM: count", "FSM: base") == 0.4


def test_one_small_cell_costs_three_more():
    """Does a single small cell of a table hide a rectangle of four, and no total?"""
    rows = {f"r{i}": {f"c{j}": 20 + i + j for j in range(4)} for i in range(4)}
    rows["r2"]["c2"] = 3
    hidden = publish(count_table(rows)).hidden
    assert hidden == {cell(r, c) for r in ("r2", "r0") for c in ("c2", "c0")}


def test_a_group_beside_everyone():
    """Is a group hidden whose figure, taken from everyone's, leaves a small rest?"""
    everyone, group = (60, 100), (58, 92)
    assert may_publish(Rate(*everyone), Rate(*group)).may_show  # each alone is harmless
    published = publish(figure_list({"EAL": group}, everyone, rest="not EAL"))
    assert published.number("EAL: base") is None
    assert published.number(f"{EVERYONE}: base") == 100
    assert "not EAL: base" not in published.hidden | set(published.shown)


def test_what_is_out_already():
    """Is a table refused when numbers that are out already give its small one away?"""
    table = count_list({"A": 30, "B": 25, "C": 3}, 58)
    assert publish(table.already_out(EVERYONE)).shown == {"A": 30, EVERYONE: 58}
    published = publish(table.already_out(EVERYONE, "A", "B"))
    assert published.refusal
    assert not published.shown


def test_a_small_number_that_is_out_already():
    """Is one that others printed counted on by the reader, yet not printed by us?"""
    first = count_list({"B": 2, "D": 30, "E": 40}, 72, total="first school")
    second = count_list({"A": 3, "F": 2, "G": 30, "H": 50}, 85, total="second school")
    table = together(first, second).already_out("A")
    published = publish(table)
    assert published.hidden == {"A", "B", "D", "F", "G"}
    assert could_be(table, published.hidden - {"A"}, "F") == (0, 32)


def test_a_small_rest_that_is_out_already():
    """Is a table still published when "88 of 90" in it was printed by others before?"""
    table = figure_list({"a": (88, 90), "b": (42, 100)}, (130, 190))
    published = publish(table.already_out("a: count", "a: base"))
    assert published.hidden == {"a: count"}
    assert not published.refusal


def test_a_count_beside_a_hidden_base():
    """Is the 40 hidden with its base, though the smaller 10 would be the cheaper cover?"""
    groups = {"a": (10, 90), "b": (3, 7), "c": (40, 50)}
    published = publish(figure_list(groups, (53, 147)))
    assert published.hidden == {"b: base", "b: count", "c: base", "c: count"}


def test_a_change_that_would_need_half_a_pupil():
    """Is a table refused as proof when it fits only with half pupils?"""
    numbers = {"p": 10, "x": 7, "y": 3, "q": 4}
    tables = OtherTables(numbers, [Sum("p", ("x", "y")), Sum("x", ("q", "y"))])
    price = {"p": 1.0, "x": 1.0, "y": 1.0}
    assert tables.cheapest("p", 11, price) is None
    assert tables.cheapest("p", 12, price) == {"p": 12, "x": 8, "y": 4, "q": 4}
    assert tables.cheapest("p", 2, price) is None  # y would be less than 0


def test_nothing_left():
    """Does a list of ten pupils say in words that nothing can be published?"""
    published = publish(count_list({"A": 6, "B": 4}, 10))
    assert "too few pupils" in published.refusal
    assert not published.shown


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_table_sorted_another_way(data):
    """Are the same numbers hidden however the table is sorted, so that two files tell no more?"""
    size = st.sampled_from([2, 3, 12, 12, 12, 20, 20, 30])
    rows = {r: {c: data.draw(size) for c in "abcd"} for r in "pqrs"}
    shuffled = {
        r: {c: rows[r][c] for c in data.draw(st.permutations("abcd"))}
        for r in data.draw(st.permutations("pqrs"))
    }
    assert publish(count_table(rows)).hidden == publish(count_table(shuffled)).hidden


def test_zeros_cover_nobody():
    """Is a printed zero kept, since readers may know that the group is empty?"""
    published = publish(count_list({"A": 0, "B": 3, "C": 20, "D": 40}, 63))
    assert published.shown == {"A": 0, "D": 40, EVERYONE: 63}


def test_none_anywhere():
    """Is "0 of 300" still printed when one of the groups in it is too small for any figure?"""
    groups = {"a": (0, 200), "b": (0, 93), "c": (0, 7)}
    published = publish(figure_list(groups, (0, 300)))
    assert published.shown == {
        "a: base": 200, "a: count": 0, "everyone: base": 300, "everyone: count": 0,
    }  # fmt: skip


def test_hidden_numbers_are_not_kept():
    """Is a hidden number absent from everything the published table holds?"""
    published = publish(count_list({"A": 3, "B": 7919, "C": 104729}, 112651))
    assert "7919" not in repr(published)


def test_numbers_that_do_not_add_up():
    """Is a wrong total named with its parts, and an impossible number with its place?"""
    with pytest.raises(ValueError, match="“everyone” is 43, but its parts add up to 42"):
        publish(count_list({"A": 20, "B": 22}, 43))
    with pytest.raises(ValueError, match="in place of the hidden ones"):
        publish(count_list({"A": 50, "B": None}, 43))
    with pytest.raises(ValueError, match="“A” is -1"):
        count_list({"A": -1}, 43)
    with pytest.raises(ValueError, match="“everyone” is 40 in one table and 50"):
        together(count_list({"A": 40}, 40), count_list({"B": 50}, 50))
    with pytest.raises(ValueError, match="other columns"):
        count_table({"r": {"a": 1}, "s": {"b": 1}})


def test_more_than_two_characteristics():
    """Are three crossed characteristics refused, also when they come pair by pair?"""
    refuse_crossing(["sex", "language"])
    with pytest.raises(ValueError, match="3 things at once"):
        refuse_crossing(["sex", "language", "meals"])
    rows = {"x": {"a": 20, "b": 30}, "y": {"a": 25, "b": 40}}
    pairs = [("sex", "language"), ("language", "meals"), ("meals", "sex")]
    tables = [count_table(rows, split_by=pair) for pair in pairs]
    publish(together(*tables[:2]))
    with pytest.raises(ValueError, match="3 things at once"):
        publish(together(*tables))


def test_rounding():
    """Does rounding come after hiding, and never beside exact numbers?"""
    assert [rounded_for_slides(n) for n in (0, 2, 4, 5, 7, 8, 12, 13)] == [
        "0", HIDDEN, HIDDEN, "5", "5", "10", "10", "15",
    ]  # fmt: skip
    assert rounded_for_slides(None) == HIDDEN
    refuse_rounded_beside_exact(["A"], ["B"])
    with pytest.raises(ValueError, match="both rounded and exact: A"):
        refuse_rounded_beside_exact(["A", "B"], ["A"])


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_a_reader_who_subtracts(kind, data):
    """With every printed number and total, can a reader work out or corner a small one?"""
    KINDS[kind](lambda low, high: data.draw(st.integers(low, high))).widths()


def test_many_tables():
    """Over many tables, is none of the small numbers recovered? WORKBOOK_MANY=20000 for a long run."""
    many = int(os.environ.get("WORKBOOK_MANY", "48"))
    chance = random.Random(int(os.environ.get("WORKBOOK_SEED", "42")))
    tables, widths, refused = Counter(), defaultdict(Counter), Counter()
    began = time.perf_counter()
    for number in range(many):
        kind = list(KINDS)[number % len(KINDS)]
        case = KINDS[kind](chance.randint)
        tables[kind] += 1
        refused[kind] += bool(case.published.refusal)
        widths[kind].update(case.widths())
    for kind, left in widths.items():
        below = {edge: sum(n for width, n in left.items() if width < edge) for edge in (6, 11, 21)}
        print(
            f"{kind}: {tables[kind]} tables, {refused[kind]} refused whole, "
            f"{left.total()} small or source-hidden numbers attacked, 0 recovered; "
            f"fewest values left {min(left)}, below 6/11/21: {below}, no upper end: {sum(n for width, n in left.items() if width > NO_END // 2)}"
        )
    print(f"{time.perf_counter() - began:.0f} s")
    assert all(min(left) >= 5 for left in widths.values())


def test_a_reader_who_runs_this_program():
    """How often is one value left for a reader who publishes every table that fits, and compares?"""
    total, alike = 30, defaultdict(list)
    for a in range(total + 1):
        for b in range(total + 1 - a):
            table = count_list({"A": a, "B": b, "C": total - a - b}, total)
            published = publish(table)
            alike[frozenset(published.shown.items()), published.hidden].append(secrets_of(table))
    attacked = found = 0
    for (_, hidden), candidates in alike.items():
        for secrets in candidates:
            for name in hidden & set(secrets.spans):
                attacked += 1
                found += len({other.numbers[name] for other in candidates}) == 1
    assert attacked > 300
    assert found / attacked < 0.01


def test_speed():
    """Is a table of 12 rows and 8 columns done in well under the time of a redraw?"""
    chance = random.Random(3)
    rows = {
        f"r{i}": {f"c{j}": chance.randint(0, 60) for j in range(8)} for i in range(12)
    }  # about one cell in fifteen is small
    table = count_table(rows)
    publish(table)
    began = time.process_time()
    publish(table)
    assert time.process_time() - began < 0.1


def test_the_attack_itself():
    """Would the reader notice a number that can be worked out?"""
    case = two_way(random.Random(5).randint)
    case.reader.known.clear()
    case.reader.sees("x", "42")
    case.reader.knows_sum("x", ["y", "z"])
    case.reader.sees("y", "39")
    case.secrets = [({"z": 1}, 3, (1, 5))]
    with pytest.raises(AssertionError, match="recovered"):
        case.widths()
