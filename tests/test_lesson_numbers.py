"""Do the tables in the lessons, for those who work without the tools, say what the tools say?"""

import re
from dataclasses import replace
from pathlib import Path

from course_tools.activities.institutions.model import TwoRoads, mobilizing, organizing
from course_tools.activities.power_map.paths import Path as Way
from course_tools.activities.power_map.paths import Tie, best_path
from course_tools.activities.two_ways.model import Settings, one_way, two_way

POWER = Path(__file__).parents[1] / "modules" / "01-power" / "01-power.md"


def rows(first: str) -> dict[str, list[str]]:
    """The table whose head begins with `first`: each row's first cell and the cells after it."""
    lines = POWER.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"| {first}"))
    table = {}
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in line.strip("|").split("|")]
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
