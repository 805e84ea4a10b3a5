"""The released page, and its cells by what they are for."""

from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
RELEASED = ROOT / "release/power-paper/power-paper.ipynb"


def answer_cell(notebook: dict[str, Any]) -> dict[str, Any]:
    """The cell of the written answer."""
    cell: dict[str, Any]
    (cell,) = [c for c in notebook["cells"] if "answer" in c["metadata"].get("course", {})]
    return cell


def form_cell(notebook: dict[str, Any], call: str) -> dict[str, Any]:
    """The form cell that calls a tool."""
    cell: dict[str, Any]
    (cell,) = [
        c
        for c in notebook["cells"]
        if "course-form" in c["metadata"].get("tags", []) and f"\n{call}(" in "".join(c["source"])
    ]
    return cell
