"""Is a lost or damaged page rebuilt, with the words that can still be found?"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from course_tools.answers import AnswerSheet
from course_tools.errors import HandInRefused
from course_tools.handing.check import self_check
from course_tools.handing.repair import rebuild_page
from tests.handing.released_page import RELEASED, answer_cell


def paper(folder: Path) -> str:
    notebook = json.loads((folder / "power-paper.ipynb").read_text(encoding="utf-8"))
    return "".join(answer_cell(notebook)["source"])


def test_cut_off_page_keeps_the_paper(filled: Path) -> None:
    """Is the paper found in a notebook whose end is missing?"""
    page = filled / "power-paper.ipynb"
    whole = page.read_text(encoding="utf-8")
    page.write_text(whole[: whole.index("power-map-complete")], encoding="utf-8")
    _, done = rebuild_page(filled, RELEASED)
    assert "Who wrote this card?" in paper(filled)
    assert any("found and put back" in line for line in done)
    assert (filled / ".answers" / "damaged-page-1.ipynb").exists()
    assert {remark.level for remark in self_check(filled)} == {"fine"}


def test_missing_page_comes_back_from_jupyters_copy(filled: Path) -> None:
    """Are the words taken from the checkpoint when the page is gone?"""
    copy = filled / ".ipynb_checkpoints" / "power-paper-checkpoint.ipynb"
    copy.parent.mkdir()
    shutil.move(filled / "power-paper.ipynb", copy)
    rebuild_page(filled, RELEASED)
    assert "Who wrote this card?" in paper(filled)


def test_answers_in_forms_survive(filled: Path) -> None:
    """Are the answers of the forms untouched?"""
    before = (filled / "answers.json").read_bytes()
    (filled / "power-paper.ipynb").write_bytes(b"\x00" * 5000)
    _, done = rebuild_page(filled, RELEASED)
    assert (filled / "answers.json").read_bytes() == before
    assert AnswerSheet(filled).answer("power-map")["us"] == "Elm Creek family team"
    assert any("no saved words were found" in line for line in done)


def test_release_is_found_in_the_course(filled: Path, tmp_path: Path) -> None:
    """Is the released page found from a folder inside the workbook?"""
    (tmp_path / "modules/programmes").mkdir(parents=True)
    shutil.copytree(RELEASED.parent, tmp_path / "release/power-paper")
    (filled / "power-paper.ipynb").unlink()
    rebuild_page(filled)
    assert {r.where for r in self_check(filled) if r.level == "missing"} == {"Your power paper"}


def test_sound_page_is_never_replaced(filled: Path) -> None:
    """Is a page that can be read left alone, also under another name?"""
    before = paper(filled)
    with pytest.raises(HandInRefused, match="needs no rebuilding"):
        rebuild_page(filled, RELEASED)
    assert paper(filled) == before
    (filled / "power-paper.ipynb").rename(filled / "mine.ipynb")
    with pytest.raises(HandInRefused, match="needs no rebuilding"):
        rebuild_page(filled, RELEASED)


def test_without_a_release_it_says_whom_to_ask(filled: Path) -> None:
    """Is there a remedy when there is nothing to rebuild from?"""
    (filled / "power-paper.ipynb").unlink()
    with pytest.raises(HandInRefused, match="Ask your staff"):
        rebuild_page(filled)


def test_damaged_bytes_are_no_trap(filled: Path, change: Any) -> None:
    """Is a file full of half cells read in reasonable time?"""
    (filled / "power-paper.ipynb").write_text('{"cells": [' + '{"cell_type": "markdown",' * 20_000)
    rebuild_page(filled, RELEASED)
    assert paper(filled).startswith("*Write here.")
