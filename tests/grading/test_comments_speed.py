"""Is every comment read in no time, whatever a marker pasted into it?"""

import time

import pytest

from course_tools.grading.comments import read_comment
from course_tools.rubric import Criterion

TWO_LENSES = Criterion("two-lenses", "Two lenses", 4, {"4": "", "3": "", "2": "", "1": ""})


@pytest.mark.parametrize("unit", [" ", "\t", "*", "_", "- ", ". ", "one ", "a:", "Strength", "\n"])
def test_a_long_run_of_anything_is_harmless(unit: str) -> None:
    """Does a comment of 100,000 letters of one kind take well under a second?"""
    begun = time.perf_counter()
    read = read_comment(unit * (100_000 // len(unit)) + "\nTwo lenses: 3", [TWO_LENSES])
    assert read.levels == {"two-lenses": 3}
    assert time.perf_counter() - begun < 2  # it was 20 seconds for a sixth of this


@pytest.mark.parametrize(
    ("line", "level", "why"),
    [
        ("Two lenses: 3", 3, ""),
        ("- **Two lenses**: **2** – only one of them", 2, "only one of them"),
        ("two-lenses: 4.", 4, ""),
    ],
)
def test_levels_are_read_as_people_write_them(line: str, level: int, why: str) -> None:
    """Is a level found in the ways that markers write it?"""
    read = read_comment(line, [TWO_LENSES])
    assert read.levels == {"two-lenses": level}
    assert read.reasons["two-lenses"] == why


@pytest.mark.parametrize("line", ["Two lenses: 33", "Two lenses: five", "Three lenses: 3"])
def test_what_is_no_level_stays_a_remark(line: str) -> None:
    """Is a line that gives no level kept as words?"""
    read = read_comment(line, [TWO_LENSES])
    assert read.levels == {}
    assert read.other == line
