"""A hand-in with code put right: the course's cells back as they were, each once, none missing.

What participants wrote in their own cells stays as it is. Marks are never taken from a hand-in: what
a cell is worth, and whether it is a test, stands in the gradebook.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from course_tools.grading.book.assignments import KnownNotebook, SourceCell
from course_tools.grading.judging import checksum_of
from course_tools.grading.released import Cell, marks_of, source_of
from course_tools.grading.sanitizing import whole_text

_SCHEMA = 3
_KINDS = ("code", "markdown", "raw")


def sound_cells(notebook: Mapping[str, Any]) -> list[Cell]:
    """The cells of a notebook of any origin, in the form that nbformat 4.5 wants, without outputs."""
    sound = []
    for number, cell in enumerate(notebook.get("cells", [])):
        if not isinstance(cell, dict) or cell.get("cell_type") not in _KINDS:
            continue
        attachments = cell.get("attachments")
        one: Cell = {
            "cell_type": cell["cell_type"],
            "id": f"cell-{number}",
            "metadata": _sound_metadata(cell.get("metadata")),
            "source": whole_text(source_of(cell)),
        }
        if one["cell_type"] == "code":
            one["outputs"], one["execution_count"] = [], None
        elif isinstance(attachments, dict):
            one["attachments"] = attachments
        sound.append(one)
    return sound


def _sound_metadata(metadata: object) -> dict[str, Any]:
    """Of a hand-in's metadata only the name of the cell and its tags are used."""
    if not isinstance(metadata, dict):
        return {}
    tags, marks = metadata.get("tags"), metadata.get("nbgrader")
    sound: dict[str, Any] = {}
    if isinstance(tags, list):
        sound["tags"] = [whole_text(tag) for tag in tags if isinstance(tag, str)]
    if isinstance(marks, dict) and isinstance(marks.get("grade_id"), str):
        sound["nbgrader"] = {"grade_id": whole_text(marks["grade_id"])}
    return sound


def restore(
    cells: Sequence[Cell], known: KnownNotebook, order: Sequence[str]
) -> tuple[list[Cell], list[str]]:
    """The cells to grade, and in words what had to be mended. `order` is that of the course.

    Of several copies of a cell to write in, the first in which somebody wrote counts; of a course
    cell the last one. The others stay, without marks.
    """
    remarks: list[str] = []
    kept = _which_count(cells, known)
    done: list[Cell] = []
    for cell in cells:
        name = _name(cell)
        if name and kept.get(name) is cell:
            remarks += _put_back(cell, known, known.sources[name])
        elif "nbgrader" in cell["metadata"]:
            del cell["metadata"]["nbgrader"]
            if name in known.sources:
                remarks.append(f"The cell '{name}' was there more than once; one of them counts.")
        done.append(cell)
    for name in _missing(known, order, kept):
        cell = _new(known, known.sources[name])
        done.insert(_place_for(name, order, done), cell)
        remarks.append(f"The cell '{name}' was missing; put back.")
    return done, list(dict.fromkeys(remarks))


def _which_count(cells: Sequence[Cell], known: KnownNotebook) -> dict[str, Cell]:
    kept: dict[str, Cell] = {}
    for cell in cells:
        name = _name(cell)
        source = known.sources.get(name)
        if source is None:
            continue
        written = kept.get(name)
        if source.locked or written is None or _is_as_released(written, known, source):
            kept[name] = cell
    return kept


def _is_as_released(cell: Cell, known: KnownNotebook, source: SourceCell) -> bool:
    probe = {**cell, "metadata": {"nbgrader": marks_for(known, source)}}
    return checksum_of(probe) == source.checksum


def marks_for(known: KnownNotebook, source: SourceCell) -> dict[str, Any]:
    """nbgrader's metadata of a cell, from the gradebook."""
    name = source.name
    graded, task = known.cells.get(f"grade:{name}"), known.cells.get(f"task:{name}")
    marks: dict[str, Any] = {
        "grade_id": name,
        "locked": source.locked,
        "grade": graded is not None,
        "solution": f"written:{name}" in known.cells,
        "task": task is not None,
        "schema_version": _SCHEMA,
        "cell_type": source.cell_type,
        "checksum": source.checksum,
    }
    worth = graded or task
    if worth is not None:
        marks["points"] = worth.points
    return marks


def _put_back(cell: Cell, known: KnownNotebook, source: SourceCell) -> list[str]:
    remarks = []
    if cell["cell_type"] != source.cell_type:
        cell["cell_type"] = source.cell_type
        for name in ("outputs", "execution_count", "attachments"):
            cell.pop(name, None)
        if source.cell_type == "code":
            cell["outputs"], cell["execution_count"] = [], None
        remarks.append(f"The cell '{source.name}' had become another kind of cell; mended.")
    cell["metadata"]["nbgrader"] = marks_for(known, source)
    if source.locked:  # hidden tests come back with it
        cell["source"] = source.source
    return remarks


def _missing(known: KnownNotebook, order: Sequence[str], there: Iterable[str]) -> list[str]:
    """Graded cells and tasks that are not in the hand-in, in the order of the course."""
    wanted = {cell.name for cell in known.cells.values() if cell.points is not None}
    missing = wanted - set(there)
    return [name for name in order if name in missing] + sorted(missing - set(order))


def _place_for(name: str, order: Sequence[str], cells: Sequence[Cell]) -> int:
    """Behind the nearest cell that stands before it in the course; else before all others."""
    before = list(order[: order.index(name)]) if name in order else []
    places = {_name(cell): place for place, cell in enumerate(cells)}
    for earlier in reversed(before):
        if earlier in places:
            return places[earlier] + 1
    return len(cells) if not before and name not in order else 0


def _new(known: KnownNotebook, source: SourceCell) -> Cell:
    cell: Cell = {
        "cell_type": source.cell_type,
        "id": f"back-{source.checksum[:12]}",
        "metadata": {"nbgrader": marks_for(known, source)},
        "source": source.source,
    }
    if source.cell_type == "code":
        cell["outputs"], cell["execution_count"] = [], None
    return cell


def _name(cell: Cell) -> str:
    name = marks_of(cell).get("grade_id")
    return name if isinstance(name, str) else ""
