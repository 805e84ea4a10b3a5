"""Does the check before handing in say what is empty, and what is odd?"""

import copy
import os
import time
from pathlib import Path
from typing import Any

import pytest

from course_tools.activities.power_map.model import missing_in
from course_tools.answers import AnswerSheet
from course_tools.handing.check import Remark, checksum, self_check
from course_tools.handing.page import read_page
from course_tools.handing.questions import questions_in, questions_of
from tests.handing.released_page import answer_cell

POWER_MAP = {"power_map": missing_in}


def by_place(folder: Path) -> dict[str, Remark]:
    return {remark.where: remark for remark in self_check(folder, POWER_MAP)}


def test_filled_page_is_fine(filled: Path) -> None:
    """Is a page with the model answers fine everywhere?"""
    assert {remark.level for remark in self_check(filled, POWER_MAP)} == {"fine"}


def test_blank_page_lists_every_question(blank: Path) -> None:
    """Is every question of an untouched page listed as missing, in the order of the page?"""
    missing = [r.where for r in self_check(blank, POWER_MAP) if r.level == "missing"]
    assert missing == [
        "I write role labels, not names, and nothing that points to one particular child",
        "Finding the spaces for change",
        "Power: a practical guide",
        "Your power paper",
        "Your power map",
    ]


def test_checking_changes_nothing(blank: Path) -> None:
    """Is the folder the same after a check?"""
    before = {path: path.stat().st_mtime_ns for path in blank.rglob("*")}
    self_check(blank, POWER_MAP)
    assert {path: path.stat().st_mtime_ns for path in blank.rglob("*")} == before


def test_half_answered_reading_names_the_empty_prompt(filled: Path) -> None:
    """Does it say which of the three prompts is still empty?"""
    AnswerSheet(filled).record("reading-gaventa", ["a closed space", "", "why?"])
    remark = by_place(filled)["Finding the spaces for change"]
    assert remark.level == "missing"
    assert "Which sentence or idea stayed with you" in remark.words
    assert "closed, one invited" not in remark.words


def test_half_drawn_map_says_what_is_missing(filled: Path) -> None:
    """Are the map's own words about what is missing passed on?"""
    AnswerSheet(filled).record("power-map", {"decision": "Keep the library open"})
    assert by_place(filled)["Your power map"].words == " ".join(
        missing_in({"decision": "Keep the library open"})
    )


@pytest.mark.parametrize(
    ("count", "level"), [(1, "look"), (399, "look"), (400, "fine"), (600, "fine"), (601, "look")]
)
def test_length_is_said_and_only_far_off_is_remarked(
    filled: Path, change: Any, count: int, level: str
) -> None:
    """Is 400 to 600 fine where 500 are wanted, and is the prompt not counted?"""
    prompt = "*Write here. Double-click, or press Enter, to begin.*\n\n"
    change(filled, lambda nb: answer_cell(nb).update(source=prompt + "it's " * count))
    remark = by_place(filled)["Your power paper"]
    assert remark.level == level
    assert remark.words.startswith(f"{count} word")


def test_prompt_alone_is_no_answer(filled: Path, change: Any) -> None:
    """Does the prompt that still stands there count as nothing?"""
    change(
        filled,
        lambda nb: answer_cell(nb).update(source=answer_cell(nb)["metadata"]["course"]["prompt"]),
    )
    assert by_place(filled)["Your power paper"].level == "missing"


def test_checksums_are_nbgraders(blank: Path) -> None:
    """Is our checksum of every locked cell the one that nbgrader wrote?"""
    graded = [c for c in read_page(blank).cells if c["metadata"].get("nbgrader", {}).get("locked")]
    assert len(graded) == 3
    assert [checksum(c) for c in graded] == [c["metadata"]["nbgrader"]["checksum"] for c in graded]


def test_changed_check_is_noticed_calmly(filled: Path, change: Any) -> None:
    """Is an altered course cell remarked upon, without alarm?"""

    def alter(notebook: dict[str, Any]) -> None:
        (cell,) = [c for c in notebook["cells"] if c["id"] == "power-map-complete"]
        cell["source"] = "award(1, of=4)"

    change(filled, alter)
    assert by_place(filled)["The course's own parts"].level == "look"


def test_pasted_answer_is_noticed(filled: Path, change: Any) -> None:
    """Does it say that only the first of two pasted answers is read?"""
    change(filled, lambda nb: nb["cells"].append(copy.deepcopy(answer_cell(nb))))
    twice = [r for r in self_check(filled) if "stands 2 times" in r.words]
    assert [remark.where for remark in twice] == ["Your power paper"]


def test_deleted_part_is_noticed_where_the_page_lists_its_parts(filled: Path, change: Any) -> None:
    """With `course.graded` in the page: is a deleted answer cell noticed?"""

    def delete(notebook: dict[str, Any]) -> None:
        notebook["metadata"]["course"]["graded"] = ["power-paper", "power-map-complete"]
        notebook["cells"].remove(answer_cell(notebook))

    change(filled, delete)
    assert "no longer on the page" in by_place(filled)["Power paper"].words


def test_added_cells_and_pictures_are_mentioned(filled: Path, change: Any) -> None:
    """Do words in the wrong place and pasted pictures get a remark?"""
    cell = {"cell_type": "markdown", "metadata": {}, "source": "My paper", "attachments": {"a": {}}}
    change(filled, lambda nb: nb["cells"].append(cell))
    found = by_place(filled)
    assert found["Cells you added"].level == "look"
    assert "stay here" in found["Pictures"].words


def test_page_older_than_the_answers_is_noticed(filled: Path) -> None:
    """Does it ask to save the page when an answer is newer than the file?"""
    long_ago = time.time() - 3600
    os.utime(filled / "power-paper.ipynb", (long_ago, long_ago))
    assert by_place(filled)["Saving"].level == "look"


def test_renamed_page_is_found(filled: Path) -> None:
    """Is a page under another name still checked as the assignment it is?"""
    (filled / "power-paper.ipynb").rename(filled / "Maria final.ipynb")
    assert read_page(filled).assignment == "power-paper"
    assert "Maria final.ipynb" in by_place(filled)["This page"].words


def test_renamed_folder_is_no_obstacle(filled: Path) -> None:
    """Is the page found in a folder called 'power-paper (1)'?"""
    moved = filled.rename(filled.with_name("power-paper (1)"))
    assert read_page(moved).assignment == "power-paper"


def test_copies_under_other_names_are_asked_about(filled: Path) -> None:
    """With two renamed copies: does it ask which one, rather than choose?"""
    content = (filled / "power-paper.ipynb").read_bytes()
    (filled / "power-paper.ipynb").unlink()
    for name in ("one.ipynb", "two.ipynb"):
        (filled / name).write_bytes(content)
    (remark,) = self_check(filled)
    assert "one.ipynb, two.ipynb" in remark.words


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"cells": 3}', b"\xff\xfe", b"[" * 9000])
def test_damaged_page_says_what_to_do(filled: Path, content: bytes) -> None:
    """Is a damaged notebook one calm remark with a remedy?"""
    (filled / "power-paper.ipynb").write_bytes(content)
    (remark,) = self_check(filled)
    assert remark.level == "missing"
    assert "save it once" in remark.words and "answers.json" in remark.words


def test_missing_page_says_what_to_do(filled: Path) -> None:
    """And a missing one?"""
    (filled / "power-paper.ipynb").unlink()
    (remark,) = self_check(filled)
    assert "not in the folder" in remark.words and "save it once" in remark.words


def test_hostile_cells_do_no_harm(filled: Path, change: Any) -> None:
    """Are cells of any shape passed over?"""
    odd: list[Any] = [
        None,
        3,
        {},
        {"cell_type": "code", "metadata": {"tags": ["course-form"]}, "source": "(" * 5000},
        {"cell_type": "code", "metadata": {"tags": ["course-form"]}, "source": ["x(", 3]},
        {"cell_type": "markdown", "metadata": {"course": {"answer": "x", "words": "y"}}},
        {"cell_type": "markdown", "metadata": {"nbgrader": {"grade_id": ["x"], "points": "y"}}},
        {"cell_type": "markdown", "metadata": "x", "source": None, "attachments": 3},
    ]
    change(filled, lambda nb: nb["cells"].extend(odd))
    assert by_place(filled)["Your power map"].level == "fine"


def test_questions_are_read_without_running_anything(blank: Path) -> None:
    """Are the ids, titles and prompts those of the page?"""
    questions = {question.id: question for question in questions_of(read_page(blank))}
    assert list(questions) == [
        "promise-role-labels",
        "reading-gaventa",
        "reading-hunjan-pettit",
        "power-map",
    ]
    assert questions["power-map"].title == "Your power map"
    assert len(questions["reading-gaventa"].parts) == 3


def test_a_tool_without_a_check_has_a_name_in_words(tmp_path: Path) -> None:
    """Is the inventory called as on its form, and not by its id?"""
    cell = {
        "cell_type": "code",
        "source": "mindset(answer_sheet())",
        "metadata": {"tags": ["course-form"]},
    }
    assert [question.title for question in questions_in(cell)] == ["How I work with others"]
