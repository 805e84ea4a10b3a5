"""A fresh page from the release, with the words that can still be found put back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course_tools.answers.disk import write_atomically
from course_tools.course_folder import find_course
from course_tools.errors import HandInRefused, NotInCourse
from course_tools.handing.page import Cell, cell_text, facts, read_page, written_answer

_CELL = re.compile(r'\{\s*"(?:attachments|cell_type)"')
_LARGEST = 20_000_000  # bytes of a damaged file that are still searched
_MOST_TRIES = 1_000  # beginnings of cells; a page has some dozens


def rebuild_page(folder: Path, released: Path | None = None) -> tuple[Path, list[str]]:
    """Put the released notebook into `folder` where it is missing or damaged; what was done.

    Written answers come from the damaged file and from Jupyter's own last copy, whichever has more
    words; forms fill themselves from answers.json. The damaged file is kept. `released` is the
    notebook to start from, by default `release/NAME/NAME.ipynb` of the course around `folder`.
    Raises HandInRefused when the page is sound or there is nothing to rebuild it from.
    """
    name = folder.name
    page = folder / f"{name}.ipynb"
    _refuse_if_sound(folder)
    fresh = _fresh(released or _released_for(folder))
    done = []
    texts = [_text(path) for path in (page, _jupyters_copy(page)) if path.exists()]
    rescued = _longest_answers(texts)
    for cell in fresh["cells"]:
        written = written_answer(cell)
        if written is not None and written.id in rescued:
            cell["source"] = rescued[written.id]
            done.append(f"{written.title}: your words were found and put back.")
        elif written is not None:
            done.append(f"{written.title}: no saved words were found.")
    if page.exists():
        kept = _set_aside(page)
        done.append(f"The damaged page is kept as {kept.parent.name}/{kept.name}.")
    content = json.dumps(fresh, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_atomically(page, content.encode("utf-8", "replace"))
    return page, [*done, "What you entered in forms comes back by itself when you open the page."]


def _refuse_if_sound(folder: Path) -> None:
    try:
        page = read_page(folder)
    except HandInRefused:
        return
    raise HandInRefused(
        f"{page.path.name} can be read and needs no rebuilding. Nothing was changed."
    )


def _released_for(folder: Path) -> Path:
    nowhere = (
        f"There is no released page for '{folder.name}' here to rebuild from. Ask your staff for "
        f"{folder.name}.ipynb and put it into this folder; your answers in forms are kept."
    )
    try:
        released = find_course(folder) / "release" / folder.name / f"{folder.name}.ipynb"
    except NotInCourse:
        raise HandInRefused(nowhere) from None
    if not released.exists():
        raise HandInRefused(nowhere)
    return released


def _fresh(released: Path) -> dict[str, Any]:
    try:
        notebook = json.loads(released.read_text(encoding="utf-8"))
        cells = notebook["cells"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise HandInRefused(
            f"{released} is damaged too ({error}). Ask your staff for a fresh copy."
        ) from error
    return {**notebook, "cells": [cell for cell in cells if isinstance(cell, dict)]}


def _jupyters_copy(page: Path) -> Path:
    return page.parent / ".ipynb_checkpoints" / f"{page.stem}-checkpoint.ipynb"


def _text(path: Path) -> str:
    try:
        return path.read_bytes()[:_LARGEST].decode("utf-8", "replace")
    except OSError:
        return ""


def _longest_answers(texts: list[str]) -> dict[str, str]:
    """For each answer the source with most words, from every cell that can still be read."""
    found: dict[str, str] = {}
    most: dict[str, int] = {}
    for cell in (cell for text in texts for cell in _whole_cells(text)):
        written = written_answer(cell) if facts(cell, "course") else None
        if written is not None and written.words > most.get(written.id, 0):
            found[written.id], most[written.id] = cell_text(cell), written.words
    return found


def _whole_cells(text: str) -> Iterator[Cell]:
    """Cells that survived in a notebook cut short or overwritten in places."""
    decoder = json.JSONDecoder(strict=False)
    place = tries = 0
    while tries < _MOST_TRIES and (match := _CELL.search(text, place)):
        tries += 1
        try:
            cell, place = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            place = match.end()
            continue
        if isinstance(cell, dict):
            yield cell


def _set_aside(page: Path) -> Path:
    place = page.parent / ".answers"
    place.mkdir(exist_ok=True)
    number = 1
    while (target := place / f"damaged-page-{number}.ipynb").exists():
        number += 1
    page.replace(target)
    return target
