"""Do the tables in the lessons, for those who work without the tools, say what the tools say?"""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from course_tools.activities.institutions.model import TwoRoads, mobilizing, organizing
from course_tools.activities.meeting_planner import example as meeting_example
from course_tools.activities.meeting_planner.model import read_plan
from course_tools.activities.meeting_planner.parts import DOMAINS
from course_tools.activities.meeting_planner.search import choices, still_unsure
from course_tools.activities.odds_chain import view as odds_view
from course_tools.activities.odds_chain.model import interval, odds_of_plan, read_links, swings
from course_tools.activities.power_map.paths import Path as Way
from course_tools.activities.power_map.paths import Tie, best_path
from course_tools.activities.relational_map.example import LATE_BUS as NETWORK
from course_tools.activities.relational_map.measures import shape_of
from course_tools.activities.relational_map.model import read_network
from course_tools.activities.relational_map.next_meetings import next_meetings
from course_tools.activities.self_interest import view as interest_view
from course_tools.activities.self_interest.model import (
    alignment,
    overlap_of,
    read_interests,
    read_week,
    shares,
)
from course_tools.activities.two_ways.model import Settings, one_way, two_way
from course_tools.growth import OneToOnes, grow
from course_tools.widgets.fields import together

MODULES = Path(__file__).parents[1] / "modules"


def text_of(lesson: str) -> str:
    return (MODULES / lesson / f"{lesson}.md").read_text(encoding="utf-8")


POWER = MODULES / "01-power" / "01-power.md"


def straight(words: str) -> str:
    """The same words with the plain apostrophe that texts and tools may both have."""
    return words.replace("\u2019", "'")


def rows(first: str, lesson: str = "01-power") -> dict[str, list[str]]:
    """The table whose head begins with `first`: each row's first cell and the cells after it."""
    lines = text_of(lesson).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"| {first}"))
    table = {}
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in straight(line).strip("|").split("|")]
        table[cells[0]] = cells[1:]
    return table


def test_organize_or_mobilize() -> None:
    """Are the active people of both ways, with and without money, those of the tool?"""
    table = rows("Active people after month")
    months = [int(month) for month in table["Active people after month"]]
    roads = TwoRoads()
    for words, way, stop in (
        ("mobilizing", mobilizing, None),
        ("organizing", organizing, None),
        ("mobilizing, money stops at month 12", mobilizing, 12),
        ("organizing, money stops at month 12", organizing, 12),
    ):
        people = way(roads, stop)
        assert table[words] == [f"{people[month]:,.0f}" for month in months], words


def test_leaders_who_meet_nobody() -> None:
    """Are 57, 139 and 39 what the tool gives when leaders invite nobody?"""
    text = POWER.read_text(encoding="utf-8")
    found = re.search(
        r"has (\d+) active people after 6 months and (\d+) after 24; .*?, (\d+)\.", text
    )
    assert found
    roads = TwoRoads()
    alone = replace(roads, habits=replace(roads.habits, by_leader=0.0))
    said = [organizing(alone)[6], organizing(alone)[24], organizing(alone, 12)[24]]
    assert [int(number) for number in found.groups()] == [round(people) for people in said]


def test_two_ways() -> None:
    """Are the rounds in the table those of the model?"""
    table = rows("After round")
    one, two = one_way(Settings()), two_way(Settings())
    for name, cells in table.items():
        if name.isdigit():
            number = int(name)
            expected = [one.ours[number], one.theirs[number], two.ours[number], two.trust[number]]
            assert [float(cell) for cell in cells] == [round(x, 2) for x in expected], name


def test_power_map_paths() -> None:
    """Is the longer way to the superintendent really the stronger one?"""
    table = rows("Path to the superintendent")
    for names, (ties, strength) in list(table.items())[2:]:
        product = 1.0
        for tie in ties.split(","):
            product *= float(tie)
        assert f"{product:.2f}" == strength, names
    way = best_path(
        [
            Tie("us", "chair", 0.4),
            Tie("chair", "superintendent", 0.8),
            Tie("us", "manager", 0.9),
            Tie("manager", "principal", 0.8),
            Tie("principal", "superintendent", 0.6),
        ],
        "us",
        "superintendent",
    )
    assert isinstance(way, Way)
    assert round(way.strength, 2) == 0.43


def test_values_and_time() -> None:
    """Are the shares of the night-shift parent, and the alignment with and without the tick?"""
    week = read_week(interest_view._NIGHT_SHIFTS)
    table = rows("Heading", "02-self-interest")
    for part in shares(week):
        *_, value, time = table[straight(part.name)]
        assert (value, time) == (f"{part.value:.0%}", f"{part.time:.0%}"), part.name
    said = re.search(
        r"Alignment is (0\.\d\d)\..*?alignment is (0\.\d\d)\.", text_of("02-self-interest"), re.S
    )
    assert said
    free = [replace(heading, forced=False) for heading in week]
    assert said.groups() == (f"{alignment(week):.2f}", f"{alignment(free):.2f}")


def test_overlap() -> None:
    """Is the overlap of Amina and Ben the sum of the smaller over the sum of the larger?"""
    table = rows("Interest", "02-self-interest")
    pairs = [cells for name, cells in table.items() if cells[0].isdigit()]
    for first, second, small, large in pairs:
        assert [int(small), int(large)] == sorted([int(first), int(second)])
    start = together(interest_view._INTERESTS, lambda: None)
    start.fill(None)
    found = overlap_of(read_interests(start.answer()))
    smaller, larger = (sum(int(cells[place]) for cells in pairs) for place in (2, 3))
    assert found == pytest.approx(smaller / larger)
    assert f"or {found:.2f}, on a scale" in text_of("02-self-interest")


def test_growth() -> None:
    """Are the people met, alone, with leaders and with five held, those of the model?"""
    alone = grow(OneToOnes(by_leader=0.0), 26)
    led = grow(OneToOnes(), 26)
    held = grow(OneToOnes(invitations=5 / 0.8), 26)
    for week, cells in rows("After week", "03-one-to-ones").items():
        if week.isdigit():
            at = int(week) - 1
            expected = [alone.met[at], led.met[at], led.leaders[at], held.met[at]]
            assert [float(cell) for cell in cells] == [round(x, 1) for x in expected], week


def test_relational_map() -> None:
    """Are betweenness, the largest part and the next meeting those of the tool's example?"""
    network = read_network(NETWORK)
    shape = shape_of(network)
    text = text_of("03-one-to-ones")
    table = rows("Who | Group", "03-one-to-ones")
    for one in shape.standings:
        row = next(cells for names, cells in table.items() if one.person.alias in names)
        assert float(row[2]) == round(one.between, 2), one.person.alias
        assert row[3] == f"{one.whole_without:.0%}".replace("%", " percent"), one.person.alias
    meeting = next_meetings(network)[0]
    assert f"the {meeting.a} and the {meeting.b}" in text
    assert f"falls from {meeting.steps_before:.2f} to {meeting.steps_after:.2f}" in text


def test_meeting_planner() -> None:
    """Are the chosen questions and what is left unsure those of the tool's example?"""
    plan = read_plan(meeting_example.LATE_BUS)
    chosen = choices(plan).chosen.questions
    table = rows("Question | Minutes", "07-research-meetings")
    for question in plan.questions:
        said = table[straight(question.text)][-1]
        assert ("yes" in said) == (question in chosen), question.text
    unsure = rows("What about", "07-research-meetings")
    for domain in plan.domains:
        _, before, after = unsure[straight(DOMAINS[domain.key])]
        assert float(before) == domain.unsure
        assert float(after.split(",")[0]) == round(still_unsure(domain, chosen), 2), domain.key


def test_odds_of_the_chain() -> None:
    """Are the means, the bars and the interval those of the tool at its start?"""
    start = together(odds_view._FIELDS, lambda: None)
    start.fill(None)
    links = read_links(start.answer())
    table = rows("What must go well", "07-research-meetings")
    for swing in swings(links):
        mean, low, high = table[swing.link.name][-3:]
        assert float(mean) == pytest.approx(100 * swing.link.odds), swing.link.name
        assert (float(low), float(high)) == (round(100 * swing.low, 1), round(100 * swing.high, 1))
    text = text_of("07-research-meetings")
    assert f"= **{odds_of_plan(links):.4f}**" in text
    low, high = interval(tuple(links))
    assert f"between {100 * low:.0f} and {100 * high:.0f}" in text
