"""One hand-in while it is being made: a page, answers, and the folder they go into."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from course_tools.answers import ANSWERS_FILE, MIRROR_MIME, Entry
from course_tools.answers.entries import as_data, as_text
from course_tools.grading.released import Cell, is_answer, is_check, is_form

SAVED = "2024-09-01T18:30:00+00:00"


@dataclass
class Making:
    """`answers` are those given in the tools, by question; written words stand in the page."""

    folder: Path
    assignment: str
    notebook: dict[str, Any]
    random: Random
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The notebook, under its right name."""
        return self.folder / f"{self.assignment}.ipynb"

    @property
    def cells(self) -> list[Cell]:
        """The page's cells, to be changed in place."""
        cells: list[Cell] = self.notebook["cells"]
        return cells

    @property
    def entries(self) -> dict[str, Entry]:
        """The answers as a sheet numbers them."""
        given = enumerate(self.answers.items(), start=1)
        return {question: Entry(value, number, SAVED) for number, (question, value) in given}

    def written(self) -> list[Cell]:
        """The cells that people write in."""
        return [cell for cell in self.cells if is_answer(cell)]

    def checks(self) -> list[Cell]:
        """The course's checks."""
        return [cell for cell in self.cells if is_check(cell)]

    def forms(self) -> list[Cell]:
        """The cells that show tools."""
        return [cell for cell in self.cells if is_form(cell)]

    def put(self, cell: Cell) -> None:
        """Insert a cell anywhere."""
        self.cells.insert(self.random.randint(0, len(self.cells)), cell)

    def put_after(self, cell: Cell, new: Cell) -> None:
        """Insert a cell below another."""
        place = next(n for n, one in enumerate(self.cells) if one is cell)
        self.cells.insert(place + 1, new)

    def remove(self, cell: Cell) -> None:
        """Take out this cell and no other that looks the same."""
        self.notebook["cells"] = [one for one in self.cells if one is not cell]

    def one_of(self, cells: list[Cell]) -> Cell | None:
        """One of them, or None when there are none."""
        return self.random.choice(cells) if cells else None

    def mirror(self) -> None:
        """Leave the answers in the page, as the forms do."""
        data = {MIRROR_MIME: as_data(self.entries), "text/plain": "(a copy of the answers)"}
        output = {"output_type": "display_data", "data": data, "metadata": {}}
        self.forms()[0]["outputs"] = [output]

    def save_page(self) -> None:
        """Write the notebook as it is now."""
        self.path.write_text(json.dumps(self.notebook, indent=1), encoding="utf-8")

    def save_answers(self) -> None:
        """Write the answers file; half an emoji cannot stand in one that a sheet wrote."""
        text = as_text(self.assignment, self.entries)
        (self.folder / ANSWERS_FILE).write_text(text, encoding="utf-8", errors="replace")


Change = Callable[[Making], None]


def copy_of(cell: Cell, **changed: Any) -> Cell:
    """The same cell once more, as copying and pasting makes it."""
    return {**copy.deepcopy(cell), **changed}


def markdown(words: str) -> Cell:
    """A text cell of the participant's own."""
    return {"cell_type": "markdown", "metadata": {}, "source": words}


def code(source: str) -> Cell:
    """A code cell of the participant's own."""
    plain = {"cell_type": "code", "metadata": {}, "source": source}
    return {**plain, "outputs": [], "execution_count": None}
