"""T07 Relational map: the brief's values, who could meet next, the reading, the picture, the form."""

import base64
import copy
import re
import time
from itertools import combinations
from xml.dom import minidom

import ipywidgets as w
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_tools.activities.relational_map import view
from course_tools.activities.relational_map.example import LATE_BUS
from course_tools.activities.relational_map.layout import CROWD, spots_of
from course_tools.activities.relational_map.measures import graph_of, shape_of, ties_across
from course_tools.activities.relational_map.model import (
    MOST_PAIRS,
    MOST_PEOPLE,
    Network,
    Person,
    read_network,
    with_people,
)
from course_tools.activities.relational_map.next_meetings import next_meetings
from course_tools.activities.relational_map.plot import Marks, draw_network, group_looks
from course_tools.answers import AnswerSheet
from course_tools.plotting import new_picture_axes
from tests.on_page import all_in, html_of, shown_by
from tests.tool_on_page import fields_on_page

TRIANGLES = Network(
    tuple(Person(alias, "first" if alias in "ABCD" else "second") for alias in "ABCDEFG"),
    tuple(tuple(pair) for pair in ("AB", "BC", "AC", "CD", "DE", "EF", "FG", "EG")),
)
BAD = "<script>alert(1)</script>"


def network(people, *pairs):
    """A network of one-letter people without groups: network("ABC", "AB")."""
    return Network(tuple(Person(alias) for alias in people), tuple(tuple(pair) for pair in pairs))


def answer_of(people, pairs, **more):
    rows = [{"alias": alias, "group": group} for alias, group in people]
    return {"people": rows, "pairs": [{"a": a, "b": b} for a, b in pairs], "aim": "closer", **more}


def standing(of, alias):
    return next(one for one in shape_of(of).standings if one.person.alias == alias)


# The numbers


def test_betweenness_and_index_are_those_of_the_brief():
    """Do two triangles joined by D give D a betweenness of 0.6, and an E-I index of −0.75?"""
    assert round(standing(TRIANGLES, "D").between, 3) == 0.6
    assert shape_of(TRIANGLES).across == -0.75


def test_without_the_bridge_half_are_left_together():
    """Does D's absence leave 3 of 6 together, C's 4 of 6, and A's absence all?"""
    shares = [standing(TRIANGLES, alias).whole_without for alias in "DCA"]
    assert shares == [0.5, pytest.approx(4 / 6), 1.0]
    assert [one.person.alias for one in shape_of(TRIANGLES).bridges] == ["D"]


def test_steps_and_full_network_of_the_triangles():
    """Are all pairs connected by 46/21 steps, and is 12 less 9 of 21 the index of a full net?"""
    shape = shape_of(TRIANGLES)
    assert shape.steps == pytest.approx(46 / 21)
    assert shape.connected == 1.0
    assert shape.across_if_all_met == pytest.approx((12 - 9) / 21)


def test_a_ring_has_no_bridge():
    """Is nobody named the bridge where everybody can be gone around?"""
    assert shape_of(network("ABCD", "AB", "BC", "CD", "DA")).bridges == ()


def test_bridges_that_are_level_are_all_named():
    """Are both middle people of a chain of four named, and not only the first?"""
    chain = network("ABCD", "AB", "BC", "CD")
    assert [one.person.alias for one in shape_of(chain).bridges] == ["B", "C"]


def test_parts_and_people_alone_are_counted():
    """Are the parts numbered from the largest, and is the mean over connected pairs only?"""
    apart = network("ABCDE", "CD", "DE")
    shape = shape_of(apart)
    assert (shape.parts, shape.alone) == (3, ("A", "B"))
    assert [standing(apart, alias).part for alias in "CDE"] == [1, 1, 1]
    assert shape.steps == pytest.approx(4 / 3)
    assert shape.connected == pytest.approx(3 / 10)


def test_nothing_is_counted_before_there_is_something():
    """Are there no shares, steps and index for one person, and for nobody?"""
    for small in (network(""), network("A")):
        shape = shape_of(small)
        assert (shape.across, shape.steps, shape.connected, shape.bridges) == (None, None, None, ())
    assert standing(network("A"), "A").whole_without is None


def test_people_without_group_do_not_count_across():
    """Does a tie of somebody without a group leave the index alone?"""
    groups = {"A": "x", "B": "y", "C": ""}
    assert ties_across(groups, [("A", "B"), ("A", "C"), ("B", "C")]) == 1.0
    assert ties_across(groups, [("A", "C")]) is None


@st.composite
def networks(draw):
    count = draw(st.integers(2, 9))
    people = tuple(Person(f"P{i}", draw(st.sampled_from(("", "x", "y")))) for i in range(count))
    pairs = list(combinations([person.alias for person in people], 2))
    ties = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=14))
    return Network(people, tuple(ties))


def mean_steps(of):
    """As in the words: a pair without a path counts as many steps as there are people."""
    found = dict(nx.all_pairs_shortest_path_length(graph_of(of)))
    pairs = list(combinations(found, 2))
    return sum(found[a].get(b, len(found)) for a, b in pairs) / len(pairs)


@settings(max_examples=60, deadline=None)
@given(networks())
def test_next_meeting_is_the_best_of_all_absent_pairs(of):
    """Does trying out every absent pair find no better one, and the same mean?"""
    absent = set(combinations([p.alias for p in of.people], 2)) - {tuple(tie) for tie in of.ties}
    tried = {pair: mean_steps(Network(of.people, (*of.ties, pair))) for pair in absent}
    found = next_meetings(of, "closer", most=100)
    assert {(one.a, one.b) for one in found} == absent
    for one in found:
        assert one.steps_before == pytest.approx(mean_steps(of))
        assert one.steps_after == pytest.approx(tried[one.a, one.b])
    assert [one.steps_after for one in found] == sorted(one.steps_after for one in found)


@settings(max_examples=60, deadline=None)
@given(networks())
def test_meetings_across_raise_the_index_most(of):
    """Are with this aim exactly the pairs from two groups offered, none raising the index more?"""
    groups = of.groups
    found = next_meetings(of, "across", most=100)
    every = next_meetings(of, "closer", most=100)
    assert {(one.a, one.b) for one in found} == {
        (one.a, one.b)
        for one in every
        if groups[one.a] and groups[one.b] and groups[one.a] != groups[one.b]
    }
    best = max((one.across_after for one in every if one.across_after is not None), default=None)
    for one in found:
        assert one.across_after == best


@settings(max_examples=60, deadline=None)
@given(networks())
def test_share_without_each_person_is_that_of_networkx(of):
    """Is the largest part after deleting each person the one that networkx finds?"""
    for one in shape_of(of).standings:
        rest = graph_of(of)
        rest.remove_node(one.person.alias)
        largest = max(map(len, nx.connected_components(rest)))
        assert one.whole_without == pytest.approx(largest / len(rest))


def test_next_meeting_of_the_triangles():
    """Do A and F, from the two ends, come first: 46/21 steps become 36/21, −0.75 becomes −5/9?"""
    best = next_meetings(TRIANGLES)[0]
    assert (best.a, best.b) == ("A", "F")
    assert best.steps_after == pytest.approx(36 / 21)
    assert best.across_after == pytest.approx(-5 / 9)


def test_joining_parts_comes_before_a_shortcut():
    """Is a pair from two parts offered rather than a shortcut in a long chain?"""
    of = network("ABCDEFGH", "AB", "BC", "CD", "DE", "EF", "GH")
    best = next_meetings(of)[0]
    assert len({best.a, best.b} & set("GH")) == 1


def test_of_equal_pairs_those_who_met_fewest_come_first():
    """Is a busy person spared when another pair does the same good?"""
    star = network("HABC", "HA", "HB", "HC")
    assert (next_meetings(star)[0].a, next_meetings(star)[0].b) == ("A", "B")
    full = network("ABC", "AB", "BC", "AC")
    assert next_meetings(full) == ()


def test_unknown_aim_is_refused():
    """Is an aim that does not exist refused in words?"""
    with pytest.raises(ValueError, match="“faster” is none of closer, across"):
        next_meetings(TRIANGLES, "faster")


@pytest.mark.parametrize(
    ("people", "ties", "said"),
    [
        ((), (("A", "B"),), "A has met somebody but is not in the list"),
        ((Person("A"),), (("A", "A"),), "A cannot meet themselves"),
        ((Person("A"), Person("A")), (), "same alias"),
        ((Person("A"), Person("B")), (("A", "B"), ("B", "A")), "One pair stands in the list twice"),
    ],
)
def test_impossible_network_is_refused(people, ties, said):
    """Can a network that cannot be not be built, and is that said in plain words?"""
    with pytest.raises(ValueError, match=said):
        Network(people, ties)


def test_person_needs_an_alias():
    """Is a person without an alias refused?"""
    with pytest.raises(ValueError, match="Give each person an alias"):
        Person("  ")


# Reading any answer


def test_aliases_and_groups_match_without_capitals_and_spaces():
    """Is ' BAND  parent' the band parent, and 'Staff' the same group as 'staff '?"""
    answer = answer_of([("band parent", "staff "), ("Custodian", "STAFF")], [])
    answer["pairs"] = [{"a": " BAND  parent", "b": "custodian"}]
    read = read_network(answer)
    assert read.ties == (("band parent", "Custodian"),)
    assert read.groups == {"band parent": "staff", "Custodian": "staff"}
    assert read.remarks == ()


def test_what_cannot_be_used_is_named():
    """Are a second same alias, a pair with a stranger and a pair of one person said, the rest kept?"""
    answer = answer_of(
        [("A", ""), ("a", ""), ("B", "")], [("A", "Z"), ("A", "A"), ("A", "B"), ("B", "A")]
    )
    read = read_network(answer)
    assert read.ties == (("A", "B"),)
    assert [person.alias for person in read.people] == ["A", "B"]
    said = " ".join(read.remarks)
    assert "Two people are called “a”" in said
    assert "“Z”" in said
    assert "“A” twice" in said
    assert "Left out of the map" in view._words(answer)


def test_map_has_an_upper_limit():
    """Are people and pairs above the limit left out and said, not drawn for minutes?"""
    names = [f"P{i}" for i in range(100)]
    answer = answer_of([(name, "") for name in names], list(combinations(names[:30], 2)))
    read = read_network(answer)
    assert (len(read.people), len(read.ties)) == (MOST_PEOPLE, MOST_PAIRS)
    assert read.remarks == (
        "The map takes the first 60 people.",
        "The map takes the first 150 pairs.",
    )


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda part: (
        st.lists(part, max_size=4)
        | st.dictionaries(
            st.sampled_from(["people", "pairs", "aim", "alias", "group", "a", "b"]),
            part,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(ANYTHING)
def test_any_stored_answer_can_be_shown(answer):
    """Does a stored answer of any kind give words and a network, never an error?"""
    assert isinstance(read_network(answer), Network)
    shown = answer if isinstance(answer, dict) else {}
    assert view._words(shown)
    assert isinstance(with_people(answer, ["new"]), dict)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"people": [{"alias": "A" * 200_000, "group": "g" * 200_000}], "pairs": []},
        {"people": [{"alias": "\x0b\x00 \ud800 $5 %s {x}", "group": 5}], "aim": ["closer"]},
        {"people": {"alias": "A"}, "pairs": "AB", "aim": None},
        {"people": [None, 1, [], {}, {"alias": "学校の校長"}, {"alias": "😀"}]},
        answer_of([(f"P{i}", f"g{i}") for i in range(70)], [(f"P{i}", "P0") for i in range(70)]),
        answer_of([("A", "x"), ("B", "")], [("A", "B")], aim="across"),
    ],
)
def test_any_stored_answer_can_be_drawn(answer):
    """Is a picture that opens drawn of answers that the form did not make, kept short in words?"""
    page = view._picture(answer).as_html()
    svg = re.search(r"base64,([^\"]+)", page)
    assert svg is not None
    minidom.parseString(base64.b64decode(svg[1]))
    assert len(view._words(answer)) < 6000


# Bringing people in


def test_people_are_added_once():
    """Are only new names added, in their order, in the room of empty rows, the answer untouched?"""
    answer = {
        "people": [{"alias": "band parent", "group": "x"}, {"alias": "", "group": ""}, {}],
        "pairs": [{"a": "band parent", "b": ""}],
    }
    before = copy.deepcopy(answer)
    new = with_people(answer, ["Band Parent", "custodian", " ", "new  parent", "CUSTODIAN"])
    assert answer == before
    assert new["people"] == [
        {"alias": "band parent", "group": "x"},
        {"alias": "custodian", "group": ""},
        {"alias": "new parent", "group": ""},
    ]
    assert new["pairs"] == before["pairs"]


def test_nobody_new_changes_nothing():
    """Is an answer the same when all names stand in it?"""
    assert with_people(LATE_BUS, ["custodian"]) == LATE_BUS
    assert with_people(None, []) == {}


def test_added_people_never_outgrow_the_form():
    """Does adding stop where the form's table stops, so that no row is lost when it opens?"""
    new = with_people(LATE_BUS, [f"P{i}" for i in range(100)])
    assert len(new["people"]) == MOST_PEOPLE
    assert new["people"][:11] == LATE_BUS["people"]


def test_added_people_can_be_shown(tmp_path):
    """Does the form show whom `with_people` brought into an empty answer?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("relational-map", with_people(None, ["custodian"]))
    fields = fields_on_page(view.relational_map, sheet)
    assert fields.answer()["people"] == [{"alias": "custodian", "group": ""}]


# The picture


def drawn(of, marks=None):
    _, (ax,) = new_picture_axes(height=4.8)
    draw_network(of, marks or Marks(), ax)
    return ax


def marked(ax, gid):
    return [line for line in ax.lines if line.get_gid() == gid]


def test_bridge_has_a_shape_and_a_name():
    """Is the bridge marked by a diamond and by words, so that color is not the only sign?"""
    ax = drawn(TRIANGLES, Marks(["D"], ("A", "F")))
    [diamond] = marked(ax, "bridge")
    assert diamond.get_marker() == "D"
    texts = [text.get_text() for text in ax.texts]
    assert "D\n(bridge)" in texts
    assert {"A\n(meet next)", "F\n(meet next)"} <= set(texts)
    [pair] = marked(ax, "next-pair")
    assert pair.is_dashed()


def test_bridge_who_could_meet_next_is_both():
    """Is somebody who is the bridge and could meet next called both?"""
    texts = [text.get_text() for text in drawn(TRIANGLES, Marks(["D"], ("D", "A"))).texts]
    assert "D\n(bridge, meet next)" in texts


def test_meetings_across_groups_are_thicker():
    """Is exactly the meeting of D and E drawn as one across groups?"""
    widths = drawn(TRIANGLES).collections[0].get_linewidths()
    thick = [tie for tie, width in zip(TRIANGLES.ties, widths, strict=True) if width > 2]
    assert thick == [("D", "E")]


def test_groups_have_markers_of_their_own():
    """Do the three largest groups differ in shape, and do all others share a fourth look?"""
    of = Network(tuple(Person(f"{g}{i}", f"group {g}") for g in range(5) for i in range(6 - g)))
    looks = group_looks(of)
    assert [name for name, _ in looks] == ["group 0", "group 1", "group 2", "other groups"]
    assert len({(look["marker"], look["mfc"]) for _, look in looks}) == 4
    assert len(marked(drawn(of), "key")) == 4


def test_layout_is_the_same_each_time():
    """Does the same network always look the same, with nobody on top of another?"""
    of = read_network(LATE_BUS)
    spots = spots_of(of)
    assert spots == spots_of(Network(of.people, of.ties))
    places = np.array(list(spots.values()))
    apart = [np.hypot(*(one - other)) for one, other in combinations(places, 2)]
    assert min(apart) > 0.1


def test_layout_puts_those_who_met_nearer():
    """Are two who have met nearer than two who are far apart in steps?"""
    spots = {alias: np.array(place) for alias, place in spots_of(TRIANGLES).items()}
    assert np.hypot(*(spots["C"] - spots["D"])) < np.hypot(*(spots["A"] - spots["F"]))


def test_crowd_is_named_only_where_the_words_speak_of_it():
    """Are above thirty people only the bridge and the pair named?"""
    people = [f"P{i}" for i in range(CROWD + 5)]
    of = Network(
        tuple(Person(alias) for alias in people), tuple(("P0", alias) for alias in people[1:])
    )
    texts = [text.get_text() for text in drawn(of, Marks(["P0"], ("P1", "P2"))).texts]
    assert [text for text in texts if text.startswith("P")] == [
        "P0\n(bridge)",
        "P1\n(meet next)",
        "P2\n(meet next)",
    ]
    assert "only the bridge and the next pair are named" in view._words(
        answer_of([(alias, "") for alias in people], [("P0", alias) for alias in people[1:]])
    )


def test_table_and_alt_say_what_the_picture_shows():
    """Do the table and the alt text name the bridge, the pair and each person's numbers?"""
    picture = view._picture(LATE_BUS)
    assert "A diamond marks the bridge: front-desk worker." in picture.alt
    assert "A broken line joins the next pair: front-desk worker, new parent." in picture.alt
    first = picture.table.rows[0]
    assert first == ("front-desk worker", "staff", 4, "0.60", "40% of the others", 1)
    assert len(picture.table.rows) == 11
    [meetings] = picture.more
    assert meetings.rows[0][0] == "front-desk worker – new parent"


# The words


def test_words_name_bridge_pair_and_people_alone():
    """Do the words answer the three questions, and warn?"""
    said = view._words(LATE_BUS)
    assert "The bridge we would lose:</b> <b>front-desk worker</b>" in said
    assert "<b>front-desk worker and new parent</b>" in said
    assert "lean on the bridge once more" in said
    assert "new parent has met nobody" in said
    assert "E-I index −0.64" in said
    for part in ("worth", "does not predict", "never show it to officials", "Use aliases only"):
        assert part in said


def test_the_other_aim_changes_the_pair():
    """Does the aim of joining groups offer a pair from two groups, and say what it changes?"""
    answer = answer_of(
        [("A", "x"), ("B", "x"), ("C", "x"), ("D", "y")],
        [("A", "B"), ("B", "C"), ("A", "D")],
    )
    closer, across = (view._words({**answer, "aim": aim}) for aim in ("closer", "across"))
    assert "<b>C and D</b>" in across
    assert "the E-I index goes from −0.33 to 0.00" in across
    assert "the E-I index goes" not in closer
    none_left = answer_of([("A", ""), ("B", ""), ("C", "")], [("A", "B")], aim="across")
    assert "No pair from two groups is left" in view._words(none_left)


def test_empty_map_invites_to_begin():
    """Does an empty form ask for aliases, and a map without pairs for pairs?"""
    assert "Write the first aliases" in view._words({"people": [], "pairs": []})
    no_pairs = answer_of([("A", ""), ("B", "")], [])
    assert "Enter at least one pair" in view._words(no_pairs)
    picture = view._picture(no_pairs)
    assert "next pair" not in picture.alt
    assert list(picture.more[0].rows) == []
    assert view._picture({}).alt.startswith("An empty map")


def test_participants_words_are_escaped():
    """Can an alias, a group or a name in a remark not become part of the page?"""
    answer = answer_of(
        [(BAD, BAD), (f"{BAD}2", "x"), (f"{BAD}3", ""), ("C", "")],
        [(BAD, "C"), (BAD, f"{BAD}2"), (BAD, f"{BAD}9"), (BAD, BAD)],
    )
    said = view._words(answer)
    assert "lose:</b> <b>&lt;script&gt;" in said
    assert "<script>" not in view._picture(answer).as_html() + said


# The form


def test_answer_comes_back_as_it_was(tmp_path):
    """Is a whole map restored from the file, and is nothing written by looking at it?"""
    AnswerSheet(tmp_path).record("relational-map", LATE_BUS)
    before = (tmp_path / "answers.json").read_bytes()
    fields = fields_on_page(view.relational_map, AnswerSheet(tmp_path))
    assert fields.answer() == LATE_BUS
    assert (tmp_path / "answers.json").read_bytes() == before


def test_looking_at_the_example_answers_nothing(tmp_path):
    """Does the invented example stay out of the participant's answers?"""
    sheet = AnswerSheet(tmp_path)
    box = shown_by(lambda: view.relational_map(sheet))
    [button] = [b for b in all_in(box, w.Button) if "(invented)" in b.description]
    button.click()
    assert "front-desk worker" in html_of(box)
    assert sheet.answer("relational-map") is None


def test_a_new_pair_is_drawn_and_saved(tmp_path):
    """Does choosing two people in the form record the pair and redraw picture and words?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("relational-map", answer_of([("A", "x"), ("B", "y"), ("C", "")], [("", "")]))
    box = shown_by(lambda: view.relational_map(sheet))
    assert "Enter at least one pair" in html_of(box)
    for place, name in (("One, row 1", "A"), ("The other, row 1", "B")):
        [choice] = [d for d in all_in(box, w.Dropdown) if d.description == place]
        choice.value = dict(choice.options)[name]
    assert sheet.answer("relational-map")["pairs"] == [{"a": "A", "b": "B"}]
    assert "E-I index +1.00" in html_of(box)
    assert "C has met nobody" in html_of(box)


def test_renamed_person_keeps_their_pairs(tmp_path):
    """When an alias is changed, do the pairs follow?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("relational-map", LATE_BUS)
    fields = fields_on_page(view.relational_map, sheet)
    next(iter(fields["people"]._shown.values()))["alias"].widget.value = "drum parent"
    assert sheet.answer("relational-map")["pairs"][0] == {"a": "drum parent", "b": "soccer parent"}
    assert read_network(sheet.answer("relational-map")).remarks == ()


def test_sixty_people_are_redrawn_quickly():
    """Do sixty people with as many pairs as the form holds cost less than a tenth of a second?"""
    names = [f"parent {i}" for i in range(MOST_PEOPLE)]
    pairs = [(names[i], names[(i * k + k) % 60]) for k in (1, 7, 11) for i in range(50)]
    people = [(name, f"group {i % 5}") for i, name in enumerate(names)]
    took = []
    for turn in range(6):  # another pair each time: nothing comes from a memory
        answer = answer_of(people, [*pairs[turn:], (names[0], names[turn + 30])])
        start = time.process_time()
        assert view._words(answer)
        assert view._picture(answer).image_html()
        took.append(time.process_time() - start)
    assert min(took) < 0.1, took
