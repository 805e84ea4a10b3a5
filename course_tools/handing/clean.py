"""The notebook as it goes out: the page's own cells and words, the saved answers, nothing else.

Outputs, widget state, attachments, paths and whatever else a program put into the file stay here.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from course_tools.answers import MIRROR_MIME, Json
from course_tools.handing.page import Cell, Page, cell_text, facts, is_form
from course_tools.handing.questions import asked_in

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_PICTURE = re.compile(r"data:image/[\w.+-]{1,40}[;,][^\s)\"'<>]*", re.IGNORECASE)
_COURSE_KEYS = {"answer", "assignment", "autorun", "graded", "lesson", "prompt", "title", "words"}
_NBGRADER_KEYS = {
    "cell_type",
    "checksum",
    "grade",
    "grade_id",
    "locked",
    "points",
    "schema_version",
    "solution",
    "task",
}


def clean_notebook(page: Page, mirror: Mapping[str, Json]) -> bytes:
    """The page as a notebook file.

    `mirror` has the saved entries by question (`AnswerSheet.mirror`); each form carries its own
    ones, so the words are there even when only the notebook arrives.
    """
    notebook = {
        "cells": [_clean_cell(cell, number, mirror) for number, cell in enumerate(page.cells, 1)],
        "metadata": {"course": _only(page.course, _COURSE_KEYS), "kernelspec": _KERNEL},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return text.encode("utf-8", "replace")


def _clean_cell(cell: Cell, number: int, mirror: Mapping[str, Json]) -> Cell:
    kind = cell.get("cell_type")
    name = cell.get("id")
    clean: Cell = {
        "cell_type": kind if kind in ("code", "markdown", "raw") else "raw",
        "id": name if isinstance(name, str) and name else f"cell-{number}",
        "metadata": _clean_metadata(cell),
        "source": without_pictures(cell_text(cell)).splitlines(keepends=True),
    }
    if kind == "code":
        clean["execution_count"] = None
        clean["outputs"] = _answers_in(cell, mirror)
    return clean


def without_pictures(text: str) -> str:
    """The text without pictures that stand in it as data: the page says that they stay here."""
    return _PICTURE.sub("a-picture-that-stayed-at-home", text)


def _clean_metadata(cell: Cell) -> dict[str, Any]:
    given = cell.get("metadata")
    given = given if isinstance(given, dict) else {}
    clean: dict[str, Any] = {
        key: given[key] for key in ("deletable", "editable") if isinstance(given.get(key), bool)
    }
    tags = given.get("tags")
    own_tags = [t for t in tags if str(t).startswith("course-")] if isinstance(tags, list) else []
    if own_tags:
        clean["tags"] = own_tags
    if own_tags and cell.get("cell_type") == "code":
        clean["jupyter"] = {"source_hidden": True}
    for about, keys in (("course", _COURSE_KEYS), ("nbgrader", _NBGRADER_KEYS)):
        said = _only(facts(cell, about), keys)
        if said:
            clean[about] = said
    return clean


def _answers_in(cell: Cell, mirror: Mapping[str, Json]) -> list[dict[str, Any]]:
    asked = [name for name in asked_in(cell) if name in mirror] if is_form(cell) else []
    if not asked:
        return []
    words = f"The saved answers to: {', '.join(asked)}"
    data = {MIRROR_MIME: {name: mirror[name] for name in asked}, "text/plain": words}
    return [{"data": data, "metadata": {}, "output_type": "display_data"}]


def _only(given: Mapping[str, Any], keys: set[str]) -> dict[str, Any]:
    """The known facts, where they are plain."""
    return {
        key: value
        for key, value in given.items()
        if key in keys and (isinstance(value, (str, int, float)) or _is_names(value))
    }


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)
