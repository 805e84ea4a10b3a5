"""A participant's folder with the released page, blank or filled with the model answers."""

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course_tools.answers import AnswerSheet
from tests.handing.released_page import RELEASED, ROOT, answer_cell

Change = Callable[[Path, Callable[[dict[str, Any]], None]], None]


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """The folder as it is fetched."""
    folder = tmp_path / "power-paper"
    folder.mkdir()
    shutil.copyfile(RELEASED, folder / "power-paper.ipynb")
    return folder


@pytest.fixture
def change() -> Change:
    """Edit a folder's notebook in place."""

    def edit(folder: Path, how: Callable[[dict[str, Any]], None]) -> None:
        path = folder / "power-paper.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        how(notebook)
        path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")

    return edit


@pytest.fixture
def filled(blank: Path, change: Change) -> Path:
    """The folder with every model answer in place."""
    with (ROOT / "assignments/power-paper/model-answers.toml").open("rb") as file:
        answers = tomllib.load(file)["answers"]
    sheet = AnswerSheet(blank)
    sheet.record("promise-role-labels", True)
    for question in ("reading-gaventa", "reading-hunjan-pettit", "power-map"):
        sheet.record(question, answers[question])

    def write(notebook: dict[str, Any]) -> None:
        answer_cell(notebook)["source"] = answers["power-paper"]

    change(blank, write)
    return blank
