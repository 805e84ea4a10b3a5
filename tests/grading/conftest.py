"""Real course folders and hand-ins for the tests of grading; nothing of nbgrader is replaced."""

import copy
import json
import shutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from course_tools.answers import MIRROR_MIME, AnswerSheet
from course_tools.grading.gradebook import submission

COURSE = Path(__file__).parents[2]
NAME = "power-paper"
MODEL = tomllib.loads(
    (COURSE / "assignments" / NAME / "model-answers.toml").read_text(encoding="utf-8")
)["answers"]


def new_course(folder: Path) -> Path:
    """A course folder with the real assignment, ready for grading."""
    for part in ("source", "release", "assignments"):
        shutil.copytree(COURSE / part / NAME, folder / part / NAME)
    shutil.copy(COURSE / "nbgrader_config.py", folder)
    return folder


@dataclass
class HandIn:
    """One participant's folder while a test makes it."""

    folder: Path
    notebook: dict[str, Any]

    @property
    def path(self) -> Path:
        return self.folder / f"{NAME}.ipynb"

    def cell(self, grade_id: str) -> dict[str, Any]:
        """The graded cell of that id."""
        return next(c for c in self.notebook["cells"] if grade_id_of(c) == grade_id)

    def forms(self) -> list[dict[str, Any]]:
        """The code cells that are not graded."""
        cells = self.notebook["cells"]
        return [c for c in cells if c["cell_type"] == "code" and not grade_id_of(c)]

    def write(self, words: str = MODEL[NAME]) -> None:
        """Fill in the paper."""
        self.cell(NAME)["source"] = words

    def answer(self, **changed: Any) -> None:
        """Record the model's answers, with some of them changed (`power_map=…`)."""
        sheet = AnswerSheet(self.folder)
        given = {name.replace("_", "-"): value for name, value in changed.items()}
        for question, value in {**MODEL, **given}.items():
            if question != NAME:
                sheet.record(question, value)

    def mirror(self) -> dict[str, Any]:
        """What the forms leave in the saved notebook."""
        return AnswerSheet(self.folder).mirror([q for q in MODEL if q != NAME])

    def add_code(self, source: str, *, at: int = 0) -> None:
        """Insert a code cell of the participant's own."""
        cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": []}
        self.notebook["cells"].insert(at, {**cell, "execution_count": None, "id": f"own-{at}"})

    def add_output(self, data: dict[str, Any]) -> None:
        """Leave an output in the first form."""
        self.forms()[0].setdefault("outputs", []).append(
            {"output_type": "display_data", "data": data, "metadata": {}}
        )

    def save(self) -> None:
        """Write the notebook as it is now."""
        self.path.write_text(json.dumps(self.notebook), encoding="utf-8")


def grade_id_of(cell: dict[str, Any]) -> str:
    """nbgrader's id of a cell, or ""."""
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def released(root: Path) -> dict[str, Any]:
    """The released notebook, fresh."""
    path = root / "release" / NAME / f"{NAME}.ipynb"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def new_hand_in(root: Path, student: str) -> HandIn:
    """An untouched hand-in; the model's answers come with `write` and `answer`."""
    folder = root / "submitted" / student / NAME
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text("2024-09-02 10:00:00 UTC\n", encoding="utf-8")
    hand_in = HandIn(folder, copy.deepcopy(released(root)))
    hand_in.save()
    return hand_in


def complete_hand_in(root: Path, student: str) -> HandIn:
    """A hand-in with the model's paper and answers."""
    hand_in = new_hand_in(root, student)
    hand_in.write()
    hand_in.answer()
    hand_in.save()
    return hand_in


def points_of(root: Path, student: str) -> dict[str, float | None]:
    """Points by graded cell; None while a cell waits for a person."""
    found = submission(root, NAME, student)
    return {} if found is None else {name: cell.points for name, cell in found.cells.items()}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One course folder for a whole test module."""
    return new_course(tmp_path_factory.mktemp("course"))


@pytest.fixture
def own_course(tmp_path: Path) -> Iterator[Path]:
    """A course folder for one test alone."""
    yield new_course(tmp_path)


FullPoints = {"reading-gaventa": 1.5, "reading-hunjan-pettit": 1.5, "power-map-complete": 4.0}
Build = Callable[[Path, str], None]
__all__ = ["COURSE", "MIRROR_MIME", "MODEL", "NAME", "Build", "FullPoints", "HandIn"]
