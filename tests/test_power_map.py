"""T16 Power map: the numbers, the reading of any answer, when a map is complete, the picture."""

import base64
import copy
import json
import re
import time
from pathlib import Path
from xml.dom import minidom

import ipywidgets as w
import pytest

from course_tools.activities.power_map import view
from course_tools.activities.power_map.example import LATE_BUS
from course_tools.activities.power_map.model import (
    Player,
    PowerMap,
    after_meeting,
    by_priority,
    complete_power_map,
    grid_place,
    missing_in,
    net_force,
    priority,
    read_map,
)
from course_tools.activities.power_map.paths import Tie, best_path, shortest_path
from course_tools.activities.power_map.plot import draw_power_map
from course_tools.activities.power_map.story import said_of
from course_tools.answers import AnswerSheet
from course_tools.plotting import new_picture_axes
from tests.on_page import all_in, shown_by
from tests.tool_on_page import fields_on_page

BRIEF = (
    Player("Chair", 9, -1, 0.3),
    Player("CEO", 8, 2, 0.5),
    Player("Union", 6, 4, 0.9),
    Player("Paper", 4, 0, 0.2),
    Player("Donor", 5, -4, 0.1),
)
TIES = (
    Tie("A", "B", 0.8),
    Tie("B", "T", 0.4),
    Tie("A", "C", 0.6),
    Tie("C", "D", 0.9),
    Tie("D", "T", 0.8),
)


def example(**changes):
    return {**copy.deepcopy(LATE_BUS), **changes}


# The numbers


def test_priorities_are_those_of_the_brief():
    """Do the five players of the brief get 0.468, 0.36, 0.114, 0.24 and 0.055?"""
    found = [round(priority(player), 3) for player in BRIEF]
    assert found == [0.468, 0.36, 0.114, 0.24, 0.055]


def test_net_force_is_that_of_the_brief():
    """Is the net force 0.22, and does the target not count in it?"""
    assert net_force(BRIEF) == pytest.approx(0.22)
    assert net_force(BRIEF, target="Chair") == pytest.approx(0.4)


def test_best_path_is_the_longer_one():
    """Does the strongest path win against the shortest one?"""
    best, short = best_path(TIES, "A", "T"), shortest_path(TIES, "A", "T")
    assert best is not None and best.players == ("A", "C", "D", "T")
    assert best.strength == pytest.approx(0.432)
    assert short is not None and short.players == ("A", "B", "T")
    assert short.strength == pytest.approx(0.32)


@pytest.mark.parametrize(("start", "end"), [("A", "A"), ("A", "Nobody"), ("Nobody", "T")])
def test_no_path_is_said_as_none(start, end):
    """Is there no path to oneself, or to somebody without ties?"""
    assert best_path(TIES, start, end) is None


def test_the_stronger_of_two_equal_ties_counts():
    """When a pair stands in the table twice, does the stronger tie count?"""
    path = best_path((Tie("A", "T", 0.3), Tie("T", "A", 0.7), Tie("A", "T", 0.5)), "A", "T")
    assert path is not None and path.strength == pytest.approx(0.7)


@pytest.mark.parametrize("strength", [0, -0.1, 1.01, float("nan")])
def test_tie_out_of_range_is_refused(strength):
    """Can a tie of no strength, or of more than all, not be built?"""
    with pytest.raises(ValueError, match=r"use a number from 0\.1 to 1"):
        Tie("A", "B", strength)


@pytest.mark.parametrize(
    ("part", "value"),
    [("influence", 11), ("influence", -1), ("stance", 6), ("relationship", 1.5)],
)
def test_player_out_of_range_is_refused(part, value):
    """Does a number that cannot be name the player, the number and the range?"""
    numbers = {"influence": 5, "stance": 0, "relationship": 0.5, part: value}
    with pytest.raises(ValueError, match=f"Clerk: {part} is {value:g}; use a number from"):
        Player("Clerk", **numbers)


def test_one_meeting_changes_priority_and_path():
    """Does a meeting move the player, and give us a tie to them that can open a path?"""
    power_map = PowerMap("", "T", "A", (Player("A", 3, 5), Player("T", 9, 4, 0.2)), ())
    after = after_meeting(power_map, "T", closer=0.5, moved=3)
    assert after.player("T") == Player("T", 9, 5, 0.7)
    path = after.way_to_target()
    assert power_map.way_to_target() is None
    assert path is not None and path.strength == pytest.approx(0.7)
    assert after_meeting(power_map, "nobody", 0.5, 1) is power_map
    assert after_meeting(power_map, "A", 0.5, 1) is power_map


def test_grid_ignores_who_is_for_and_against():
    """Does the power-interest grid cut at 5 and see no stance at all?"""
    places = [grid_place(5, 5), grid_place(5, 4.9), grid_place(4.9, 5), grid_place(0, 0)]
    assert places == ["manage closely", "keep satisfied", "keep informed", "monitor"]


# Reading any answer


def test_names_match_without_capitals_and_spaces():
    """Is ' board  CHAIR' the player 'Board chair'?"""
    answer = example(
        target=" super intendent", ties=[{"a": " board  CHAIR", "b": "PRINCIPAL", "strength": 0.5}]
    )
    power_map = read_map(answer)
    assert power_map.target == "Superintendent"
    assert power_map.ties == (Tie("Board chair", "Principal", 0.5),)
    assert power_map.remarks == ()


def test_tie_to_unknown_player_is_said_and_the_rest_stays():
    """Does a misspelt tie lead to a plain remark, with the picture still there?"""
    ties = [*LATE_BUS["ties"], {"a": "Chiar", "b": "Principal", "strength": 0.5}]
    answer = example(ties=ties)
    assert "The tie to “Chiar” has no player of that name" in " ".join(read_map(answer).remarks)
    assert len(read_map(answer).ties) == len(LATE_BUS["ties"])
    assert "Chiar" in view._words(answer)
    assert "<img" in view._picture(answer).as_html()


def test_two_players_of_one_name_count_once():
    """Does the first of two players of one name count, and is that said?"""
    players = [
        {"name": "Clerk", "influence": 3, "stance": 1},
        {"name": "clerk ", "influence": 9, "stance": 1},
    ]
    power_map = read_map({"players": players})
    assert [player.influence for player in power_map.players] == [3]
    assert "two players called" in power_map.remarks[0]


# When a map is complete


def test_example_is_complete():
    """Does the worked example have all four things?"""
    assert complete_power_map(LATE_BUS) == 1.0
    assert missing_in(LATE_BUS) == []


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"decision": "  "}, "decision"),
        ({"target": ""}, "decision"),
        ({"target": "The board"}, "decision"),
        ({"players": LATE_BUS["players"][:1] + LATE_BUS["players"][3:]}, "at least 5"),
        ({"ties": LATE_BUS["ties"][:2]}, "at least 3 ties"),
        ({"ties": LATE_BUS["ties"][:1] * 3}, "at least 3 ties"),
        ({"us": ""}, "path from us"),
        ({"us": "Superintendent"}, "path from us"),
    ],
)
def test_each_thing_missing_costs_a_quarter(changes, word):
    """Is each missing thing named, and worth one quarter?"""
    answer = example(**changes)
    missing = missing_in(answer)
    assert any(word in line for line in missing)
    assert complete_power_map(answer) == 1 - len(missing) / 4
    if changes != {"target": ""} and "target" not in changes:
        assert len(missing) == 1


def test_evidence_is_needed_for_every_player():
    """Does one player without 'How do we know?' cost that quarter, and are they counted?"""
    answer = example()
    answer["players"][2]["evidence"] = "   "
    assert complete_power_map(answer) == 0.75
    assert missing_in(answer) == ["Fill in “How do we know?” for every player (1 still to do)."]


def test_path_through_nobody_does_not_count():
    """Is there no point for ties that do not lead from us to the target?"""
    names = [row["name"] for row in LATE_BUS["players"]]
    apart = [{"a": names[i], "b": names[i + 1], "strength": 0.5} for i in (1, 3, 5)]
    assert complete_power_map(example(ties=apart)) == 0.75


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "",
        "text",
        7,
        True,
        [],
        {},
        [1, "a", None],
        {"players": "Chair", "ties": 5, "target": [], "us": {}, "decision": 3},
        {"players": [None, 1, "x", [], {"name": None}, {"name": 5}, {"name": "\u0000"}]},
        {"players": [{"name": "A", "influence": "lots", "stance": None}], "target": "A"},
        {"players": [{"name": "A", "influence": 1e400, "stance": float("nan")}]},
        {"players": [{"name": "A", "influence": 10**400, "stance": 0}]},
        {"players": [{"name": "A" * 100_000, "influence": 5, "stance": 0}] * 5000},
        {"players": {"name": "A"}, "ties": {"a": "b"}},
        {"ties": [{"a": "x", "b": "y", "strength": "strong"}] * 5000},
        {"players": [{"name": ["A"], "influence": {}, "stance": ()}], "ties": [{"a": {}, "b": []}]},
    ],
)
def test_anything_at_all_can_be_checked(answer):
    """Does the check take whatever a file holds, without raising, and give 0 to 1?"""
    assert complete_power_map(answer) in (0, 0.25, 0.5)
    assert all(isinstance(line, str) for line in missing_in(answer))


def test_numbers_written_as_text_are_numbers():
    """Are '7' and ' -3 ' read as numbers?"""
    answer = example()
    for row in answer["players"]:
        row.update(influence=str(row["influence"]), stance=f" {row['stance']} ")
    for row in answer["ties"]:
        row["strength"] = str(row["strength"])
    assert complete_power_map(answer) == 1.0


def test_huge_answer_is_checked_quickly():
    """Does an answer with very many rows not hold up the grading?"""
    players = [
        {"name": f"P{i}", "influence": 5, "stance": (-1) ** i, "evidence": "e"}
        for i in range(20_000)
    ]
    ties = [{"a": f"P{i % 200}", "b": f"P{i % 199}", "strength": 0.5} for i in range(20_000)]
    start = time.perf_counter()
    complete_power_map(
        {"decision": "d", "target": "P0", "us": "P1", "players": players, "ties": ties}
    )
    assert time.perf_counter() - start < 2.0


def test_untouched_form_scores_nothing(tmp_path):
    """Does a form that was opened, and one whose slider was moved, earn no points?"""
    sheet = AnswerSheet(tmp_path)
    view.power_map(sheet)
    assert complete_power_map(sheet.answer("power-map")) == 0.0
    fields = view._FIELDS
    blank = {field.name: field.shown(lambda: None) for field in fields}
    for field in blank.values():
        field.put(None)
    assert complete_power_map({name: field.value() for name, field in blank.items()}) == 0.0


# The page


def test_answer_comes_back_as_it_was(tmp_path):
    """Is a whole map restored from the file, and is nothing written by looking at it?"""
    AnswerSheet(tmp_path).record("power-map", LATE_BUS)
    before = (tmp_path / "answers.json").read_text()
    fields = fields_on_page(view.power_map, AnswerSheet(tmp_path))
    assert json.loads(json.dumps(fields.answer())) == LATE_BUS
    assert (tmp_path / "answers.json").read_text() == before


def test_renamed_player_stays_target_and_keeps_ties(tmp_path):
    """When a player is renamed, do the target and the ties follow?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("power-map", LATE_BUS)
    fields = fields_on_page(view.power_map, sheet)
    first = next(iter(fields["players"]._shown.values()))
    first["name"].widget.value = "Superintendent (acting)"
    answer = sheet.answer("power-map")
    assert answer["target"] == "Superintendent (acting)"
    assert answer["ties"][1]["b"] == "Superintendent (acting)"
    assert complete_power_map(answer) == 1.0


def test_removed_player_stays_in_the_choice(tmp_path):
    """When the target's row is removed, is the choice kept and shown as gone?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("power-map", LATE_BUS)
    fields = fields_on_page(view.power_map, sheet)
    fields["players"]._remove(next(iter(fields["players"]._shown)))
    answer = sheet.answer("power-map")
    assert answer["target"] == "Superintendent"
    assert fields["target"].widget.label == "Superintendent (not in the table)"
    assert "no player has that name" in " ".join(read_map(answer).remarks)


def test_participants_words_are_escaped():
    """Can a role with markup in it not become part of the page?"""
    answer = example()
    bad = "<script>alert(1)</script>"
    answer["players"][0]["name"] = answer["target"] = answer["meet"] = bad
    answer["ties"] = [{"a": bad, "b": bad + "x", "strength": 1}]
    page = view._picture(answer).as_html() + view._words(answer)
    assert "<script>" not in page


def test_example_is_never_the_answer(tmp_path):
    """Is looking at the example not the same as answering?"""
    sheet = AnswerSheet(tmp_path)
    view.power_map(sheet)
    assert sheet.answer("power-map") is None


# The picture


def test_picture_names_players_and_path():
    """Are all players named, the target and us marked, and the path's strengths written?"""
    power_map = read_map(LATE_BUS)
    _, (ax,) = new_picture_axes()
    draw_power_map(power_map, power_map.way_to_target(), ax)
    texts = " ".join(text.get_text().replace("\n", " ") for text in ax.texts)
    for player in power_map.players:
        assert player.name in texts
    assert "Superintendent (decides)" in texts
    assert "Marigold parents’ team (us)" in texts
    assert [t.get_text() for t in ax.texts if t.get_text() in ("0.9", "0.8", "0.6")] == [
        "0.9",
        "0.8",
        "0.6",
    ]


def test_tie_width_shows_strength():
    """Is a stronger tie a thicker line?"""
    power_map = read_map(LATE_BUS)
    _, (ax,) = new_picture_axes()
    draw_power_map(power_map, None, ax)
    widths = ax.collections[0].get_linewidths()
    strengths = [tie.strength for tie in power_map.ties]
    assert sorted(zip(strengths, widths, strict=True)) == sorted(
        zip(sorted(strengths), sorted(widths), strict=True)
    )


@pytest.mark.parametrize(
    "name", ["$5 or $6", "\x0b\x00ctrl", "学校の校長", "😀", "a" * 300, "%s {x}"]
)
def test_any_name_can_be_drawn(name):
    """Does the picture stand with formulas, control characters, any script and long names?"""
    answer = example()
    answer["players"][0]["name"] = answer["target"] = name
    page = view._picture(answer).as_html()
    svg = re.search(r"base64,([^\"]+)", page)
    assert svg is not None
    minidom.parseString(base64.b64decode(svg[1]))


def test_words_teach_that_the_short_path_is_weaker():
    """Do the words say whom to meet first, and why the longer path is better?"""
    said = view._words(LATE_BUS)
    assert "Who could you meet first?" in said
    assert "strength <b>0.43</b>" in said
    assert "is weaker: 0.32" in said
    assert "does not predict" in said


def test_empty_map_invites_to_begin():
    """Does an empty map ask for a first role rather than show an error?"""
    empty = read_map(None)
    assert "Begin with the decision" in said_of(empty, empty, "", missing_in(None))
    assert view._picture({"players": []}).alt.startswith("An empty power map")


def test_order_is_by_priority_without_us():
    """Are we left out of the list of people to meet?"""
    names = [player.name for player in by_priority(read_map(LATE_BUS))]
    assert names[0] == "Superintendent"
    assert "Marigold parents’ team" not in names


def test_the_lessons_map_can_be_brought_in(tmp_path: Path) -> None:
    """Does the assignment take over the map begun in the lesson, once, and leave that one alone?"""
    (tmp_path / "modules" / "programmes").mkdir(parents=True)
    lesson = tmp_path / "modules" / "01-power"
    mine = tmp_path / "my-assignments" / "power-paper"
    lesson.mkdir()
    mine.mkdir(parents=True)
    begun = {"decision": "The late bus", "players": [{"name": "Chair", "influence": 9}]}
    AnswerSheet(lesson).record("power-map", begun)
    before = (lesson / "answers.json").read_bytes()
    sheet = AnswerSheet(mine)
    box = shown_by(lambda: view.power_map(sheet))
    [button] = [b for b in all_in(box, w.Button) if "began in the lesson" in b.description]
    assert sheet.answer("power-map") is None
    button.click()
    kept = sheet.answer("power-map")
    assert kept["decision"] == "The late bus"
    assert kept["players"][0]["name"] == "Chair"
    assert (lesson / "answers.json").read_bytes() == before
    again = shown_by(lambda: view.power_map(sheet))
    assert not [b for b in all_in(again, w.Button) if "began in the lesson" in b.description]
