"""What came out of a sandbox may be anything; what goes on from here is a sound notebook."""

import json
from typing import Any

from nbformat import NotebookNode, ValidationError, from_dict, validate

from course_tools.grading.sandbox.endings import number_of, stopped_output

_UNREADABLE = "what it gave as output is damaged"


def repair(notebook: NotebookNode) -> list[str]:
    """Replace outputs that no notebook may hold; one sentence for each cell concerned.

    A kernel can send any JSON: wrong types, half characters and numbers that are none would
    stop the steps that come after, for one hand-in or for all.
    """
    problems = []
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        if type(cell.execution_count) is not int:
            cell.execution_count = None
        outputs = _plain(cell.outputs)
        if outputs is None:
            why = f"{number_of(index)} was not counted ({_UNREADABLE})."
            problems.append(why)
            outputs = [stopped_output(why)]
        cell.outputs = outputs
    widgets = notebook.metadata.pop("widgets", None)
    state = _plain([widgets], as_outputs=False) if widgets else None
    if state:
        notebook.metadata["widgets"] = state[0]
    return problems


def _plain(outputs: list[NotebookNode], as_outputs: bool = True) -> list[NotebookNode] | None:
    """The same as finite, encodable JSON that follows the format, or None."""
    if not outputs:
        return []
    try:
        text = json.dumps(outputs, ensure_ascii=False, allow_nan=False)
        try:
            text.encode()
        except UnicodeEncodeError:
            outputs = from_dict(json.loads(text.encode(errors="replace")))  # type: ignore[no-untyped-call]
        if as_outputs:
            validate(_in_a_notebook(outputs))
    except (ValueError, TypeError, RecursionError, ValidationError):
        return None
    return outputs


def _in_a_notebook(outputs: list[NotebookNode]) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "source": "",
        "execution_count": None,
        "outputs": outputs,
    }
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
