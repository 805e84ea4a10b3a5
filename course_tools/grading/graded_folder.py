"""The folder of a graded hand-in, as nbgrader lays it out and its pages read it."""

import filecmp
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from course_tools.answers import ANSWERS_FILE
from course_tools.answers.disk import write_atomically
from course_tools.grading.released import Cell, grade_id, is_answer, source_of

FROM_HAND_IN = ("timestamp.txt", "submission_secret.txt")
_KEPT = {ANSWERS_FILE, *FROM_HAND_IN}
_READ_ONLY = 0o444  # as nbgrader leaves them


def notebook_of(root: Path, assignment: str, student: str) -> Path:
    """Where a graded notebook is."""
    return root / "autograded" / student / assignment / f"{assignment}.ipynb"


def write_notebook(path: Path, cells: list[Cell], metadata: Mapping[str, Any]) -> None:
    """Replace a notebook, on the disk itself before this returns."""
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    replace_file(path, text.encode())


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file of a graded folder; like all of them it is then read-only."""
    if os.name == "nt" and path.exists():
        path.chmod(0o666)  # Windows replaces no read-only file
    write_atomically(path, content)
    path.chmod(_READ_ONLY)


def keep_known_files(graded: Path, source: Path, also: Iterable[str] = ()) -> None:
    """Remove everything from a graded folder but the answers, the course's data files, and `also`.

    So nothing beside the notebook (`pandas.py`, `sitecustomize.py`, settings) can be loaded.
    """
    course_files = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    allowed = {Path(name) for name in (*_KEPT, *also)} | {
        name for name in course_files if name.suffix != ".ipynb"
    }
    for path in sorted(graded.rglob("*"), reverse=True):  # what is inside a folder comes first
        if path.is_symlink() or not path.is_dir():
            if path.is_symlink() or path.relative_to(graded) not in allowed:
                path.unlink()
        elif not any(path.iterdir()):
            path.rmdir()


def take_along(handed_in: Path, graded: Path, source: Path) -> None:
    """Copy what belongs beside the graded notebook: the times, and the course's own data files."""
    for name in FROM_HAND_IN:
        _copy(handed_in / name, graded / name)
    for path in source.rglob("*"):
        if path.is_file() and path.suffix != ".ipynb":
            _copy(path, graded / path.relative_to(source))


def _copy(path: Path, to: Path) -> None:
    if not path.is_file() or path.is_symlink():
        return
    if to.is_file() and not to.is_symlink() and filecmp.cmp(path, to, shallow=False):
        return
    to.parent.mkdir(parents=True, exist_ok=True)
    if to.is_symlink():
        to.unlink()
    replace_file(to, path.read_bytes())


def seen_in(path: Path) -> dict[str, list[Any]]:
    """What a graded notebook shows of each part: its words or its answer, and all added words."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return seen_of(cells)


def seen_of(cells: Sequence[Cell]) -> dict[str, list[Any]]:
    """The same for cells that are not written yet."""
    added = [source_of(cell) for cell in cells if not grade_id(cell)]
    return {
        grade_id(cell): [
            *(source_of(cell), cell.get("attachments") or None),
            *(cell["metadata"].get(kind) for kind in ("course", "nbgrader")),
            *(_joined(output.get("data")) for output in cell.get("outputs", [])),
            *(added if is_answer(cell) else ()),
        ]
        for cell in cells
        if grade_id(cell)
    }


def _joined(data: Any) -> Any:
    """nbformat writes long texts as lists of lines."""
    if not isinstance(data, dict):
        return data
    return {
        kind: "".join(said) if isinstance(said, list) and kind.startswith("text/") else said
        for kind, said in data.items()
    }
