"""A hand-in put into the released notebook's shape: the course's cells, the participant's words.

Only words are taken over: what stands in the answer cells, and what was added. Course cells come
from the release, so it does not matter what happened to them. Added code is kept as text, to be read.
"""

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from course_tools.grading.released import (
    Cell,
    grade_id,
    is_answer,
    is_check,
    is_form,
    prompt_of,
    source_of,
    without_prompt,
)
from course_tools.grading.sanitizing import LONGEST_TEXT, sound_pictures, whole_text

NOT_RUN = "*Code that was added here. It was not run.*"
MOST_ADDED = 100  # Markdown cells; more than that is not an answer


@dataclass
class Rebuilt:
    """The cells to grade, and in plain words what had to be mended."""

    cells: list[Cell]
    remarks: list[str]


@dataclass
class _Found:
    """What a hand-in has for the released cells; `after` is where added words belong."""

    marked: dict[str, list[Cell]] = field(default_factory=dict)
    added: list[tuple[int, Cell]] = field(default_factory=list)
    code_cells: int = 0


def rebuild(handed_in: object, released: Mapping[str, Any], blank: Mapping[str, str]) -> Rebuilt:
    """Put the words of a notebook (parsed JSON of any origin) into the released cells.

    `blank` maps an answer's id to its text before anybody wrote: an answer without words gets
    exactly that, so that nbgrader knows it as "no response".
    """
    course_cells = list(released["cells"])
    found = _find(_cells_of(handed_in), course_cells)
    remarks: list[str] = []
    cells: list[Cell] = []
    _place(cells, found, -1)
    for place, course_cell in enumerate(course_cells):
        if is_answer(course_cell):
            cells += _answer(course_cell, found, blank, remarks)
        elif is_check(course_cell):
            cells.append(_own(course_cell))
            cells += _changed_checks(course_cell, found, remarks)
        elif not is_form(course_cell):
            cells.append(_own(course_cell))
        _place(cells, found, place)
    if found.code_cells:
        what = "1 code cell was" if found.code_cells == 1 else f"{found.code_cells} code cells were"
        remarks.append(f"{what} added or changed; kept as text, and not run.")
    _shorten(cells)
    _give_ids(cells)
    return Rebuilt(cells, remarks)


def _cells_of(notebook: object) -> list[Cell]:
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    return [cell for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []


def _find(handed_in: Iterable[Cell], course_cells: list[Cell]) -> _Found:
    found = _Found()
    known = {grade_id(cell): place for place, cell in enumerate(course_cells) if grade_id(cell)}
    texts = {source_of(cell).strip(): place for place, cell in enumerate(course_cells)}
    place = -1
    for cell in handed_in:
        name, text = grade_id(cell), source_of(cell).strip()
        if name in known:
            found.marked.setdefault(name, []).append(cell)
            place = known[name] if len(found.marked[name]) == 1 else place
        elif text in texts:
            place = texts[text]
        elif text:
            found.code_cells += cell.get("cell_type") == "code"
            if len(found.added) < MOST_ADDED:
                found.added.append((place, cell))
    return found


def _answer(
    course_cell: Cell, found: _Found, blank: Mapping[str, str], remarks: list[str]
) -> list[Cell]:
    name, prompt = grade_id(course_cell), prompt_of(course_cell)
    copies = found.marked.get(name, [])
    written = [cell for cell in copies if without_prompt(source_of(cell), prompt)]
    if not copies:
        remarks.append(f"The answer cell '{name}' was missing; put back, empty.")
    elif len(copies) > 1:
        remarks.append(
            f"The answer cell '{name}' was there {len(copies)} times; the first one with words "
            "counts, the others stand below it."
        )
    answer = _own(course_cell)
    if not written:
        answer["source"] = blank.get(name, source_of(course_cell))
        return [answer]
    answer["source"] = _words(written[0])
    _take_pictures(written[0], answer)
    said = {source_of(written[0]).strip()}
    others: list[Cell] = []
    for cell in written[1:]:
        if source_of(cell).strip() not in said and len(others) < MOST_ADDED:
            said.add(source_of(cell).strip())
            others.append(_added(cell))
    return [answer, *others]


def _changed_checks(course_cell: Cell, found: _Found, remarks: list[str]) -> list[Cell]:
    """What stood in a check instead of the course's own, to be read below it."""
    name = grade_id(course_cell)
    copies = found.marked.get(name, [])
    if not copies:
        remarks.append(f"The check '{name}' was missing; put back.")
        return []
    if len(copies) > 1:
        remarks.append(f"The check '{name}' was there {len(copies)} times; it counts once.")
    own = source_of(course_cell).strip()
    changed = [cell for cell in copies if source_of(cell).strip() not in ("", own)]
    if changed or any(not source_of(cell).strip() for cell in copies):
        remarks.append(
            f"The check '{name}' had been changed; restored, and what was there not run."
        )
    return [_added({**cell, "cell_type": "code"}) for cell in changed[:MOST_ADDED]]


def _place(cells: list[Cell], found: _Found, place: int) -> None:
    cells += [_added(cell) for where, cell in found.added if where == place]


def _own(course_cell: Cell) -> Cell:
    cell = copy.deepcopy(course_cell)
    cell["source"] = source_of(course_cell)
    if cell["cell_type"] == "code":
        cell["outputs"], cell["execution_count"] = [], None
    return cell


def _added(cell: Cell) -> Cell:
    added: Cell = {
        "cell_type": "markdown",
        "metadata": {"course": {"added": True}},
        "source": _as_text(_words(cell)) if cell.get("cell_type") == "code" else _words(cell),
    }
    _take_pictures(cell, added)
    return added


def _as_text(code: str) -> str:
    """Code as a Markdown text that shows it: nothing can run it any more."""
    fence = "`" * (3 + max((len(run) for run in re.findall("`{3,}", code)), default=0))
    return f"{NOT_RUN}\n\n{fence}\n{code}\n{fence}"


def _shorten(cells: list[Cell]) -> None:
    """All added words together are no longer than one text may be."""
    left = LONGEST_TEXT
    for cell in cells:
        if cell["metadata"].get("course", {}).get("added"):
            cell["source"] = cell["source"][:left]
            left -= len(cell["source"])


def _words(cell: Cell) -> str:
    return whole_text(source_of(cell))[:LONGEST_TEXT]


def _take_pictures(cell: Cell, into: Cell) -> None:
    pictures = sound_pictures(cell.get("attachments"))
    if pictures:
        into["attachments"] = pictures


def _give_ids(cells: list[Cell]) -> None:
    number = 0
    for cell in cells:
        if not cell.get("id"):
            number += 1
            cell["id"] = f"added-{number}"
