"""One text in, one notebook out: the same text always gives the same bytes."""

import hashlib
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from course_tools import lesson
from course_tools.building.cell_code import names_called
from course_tools.building.glossary import words_table
from course_tools.building.rubric_table import rubric_table
from course_tools.course_folder import Part, read_toml
from course_tools.errors import CourseUnsound
from course_tools.grading import checks
from course_tools.rubric import Item, read_rubric

FORM_TAG = "course-form"
CHECK_TAG = "course-check"
COPIED = ("data", "images")  # an assignment's folders that participants get as well
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_LOCKED = {"deletable": False, "editable": False}
_FORM_FIRST_LINE = (
    "# This opens the form below. If you can read this line, choose Run, then Run All Cells."
)
_CHECK_FIRST_LINE = "# The course checks this answer by itself. There is nothing to do here."


def read_text(text: Path) -> list[NotebookNode]:
    """The cells as the author wrote them, with the author's own short metadata.

    Raises CourseUnsound for a text that cannot be taken apart.
    """
    raw = text.read_text(encoding="utf-8")
    try:
        return list(jupytext.reads(raw, fmt="md:myst").cells)
    except Exception as error:  # jupytext's, YAML's and nbformat's own kinds
        reason = " ".join(str(error).split())[:200]
        raise CourseUnsound(
            [
                f'{text}: {reason}. Write a mark as JSON, such as +++ {{"answer": "my-paper"}}, and '
                "nothing above the title."
            ]
        ) from error


def lesson_notebook(part: Part) -> NotebookNode:
    """A lesson: every code cell is a form, and its words are explained where the text says so."""
    cells = []
    for cell in read_text(part.text):
        if "insert" in cell.metadata:
            cell.source = words_table(part)
        cells.append(_form(cell) if cell.cell_type == "code" else _prose(cell))
    return _notebook(part, cells)


def assignment_notebook(part: Part) -> NotebookNode:
    """An assignment's source for nbgrader: forms, answers, checks; with the model answers.

    nbgrader clears what stands between BEGIN and END SOLUTION from the release.
    """
    rubric = read_rubric(part.folder / "rubric.toml")
    model = read_toml(part.folder / "model-answers.toml").get("answers", {})
    cells = []
    for cell in read_text(part.text):
        wanted = cell.metadata
        if "answer" in wanted:
            item = rubric[wanted["answer"]]
            cells.append(_answer(cell, item, model.get(item.question, "")))
        elif "check" in wanted:
            cells.append(_check(cell, rubric[wanted["check"]]))
        elif "insert" in wanted:
            cells.append(_inserted(cell, rubric))
        else:
            cells.append(_form(cell) if cell.cell_type == "code" else _prose(cell))
    return _notebook(part, cells)


def as_bytes(notebook: NotebookNode) -> bytes:
    """The notebook as it is written to disk."""
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook, indent=1, ensure_ascii=False, sort_keys=True)  # type: ignore[no-untyped-call]
    return text.encode() if text.endswith("\n") else f"{text}\n".encode()


def cell_digest(source: str) -> str:
    """What the installed package knows a form cell by; the browser computes the same."""
    return hashlib.sha256(source.encode()).hexdigest()


def _notebook(part: Part, cells: list[NotebookNode]) -> NotebookNode:
    _give_ids(cells)
    course: dict[str, Any] = {"autorun": True, "lesson": part.id, "title": part.title}
    if part.is_assignment:
        course["assignment"] = part.id
        course["files"] = sorted(
            path.relative_to(part.folder).as_posix()
            for name in COPIED
            for path in (part.folder / name).rglob("*")
            if path.is_file()
        )
        # So that a page can notice that one of its graded cells is gone.
        course["graded"] = [
            c.metadata["nbgrader"]["grade_id"] for c in cells if "nbgrader" in c.metadata
        ]
    metadata = {"kernelspec": _KERNEL, "course": course}
    notebook: NotebookNode = new_notebook(cells=cells, metadata=metadata)  # type: ignore[no-untyped-call]
    notebook.nbformat_minor = 5
    return notebook


def _give_ids(cells: list[NotebookNode]) -> None:
    """Jupytext draws new random ids on every read; fixed ids keep rebuilds identical."""
    taken: dict[str, int] = {}
    for cell in cells:
        graded = cell.metadata.get("nbgrader", {}).get("grade_id")
        wanted = graded or hashlib.sha256(cell.source.encode()).hexdigest()[:12]
        taken[wanted] = taken.get(wanted, 0) + 1
        cell["id"] = wanted if taken[wanted] == 1 else f"{wanted}-{taken[wanted]}"


def _prose(cell: NotebookNode) -> NotebookNode:
    cell.metadata = dict(_LOCKED)
    return cell


def _form(cell: NotebookNode) -> NotebookNode:
    names = ", ".join(sorted(set(names_called(cell.source)) & set(lesson.__all__)))
    cell.source = f"{_FORM_FIRST_LINE}\nfrom course_tools.lesson import {names}\n\n{cell.source}"
    cell.metadata = {**_LOCKED, "jupyter": {"source_hidden": True}, "tags": [FORM_TAG]}
    return cell


def _check(cell: NotebookNode, item: Item) -> NotebookNode:
    names = ", ".join(sorted({*names_called(cell.source), "show_answer"} & set(checks.__all__)))
    show = f"show_answer(answer_sheet(), {item.question!r}, {item.title!r})"
    cell.source = (
        f"{_CHECK_FIRST_LINE}\nfrom course_tools.grading.checks import {names}\n\n"
        f"{show}\n{cell.source}"
    )
    cell.metadata = {
        **_LOCKED,
        "jupyter": {"source_hidden": True},
        "nbgrader": _nbgrader(item, "code", grade=True, solution=False, locked=True),
        "tags": [CHECK_TAG],
    }
    return cell


def _answer(cell: NotebookNode, item: Item, model: str) -> NotebookNode:
    prompt = cell.source.strip()
    # nbgrader replaces this region with nothing (ClearSolutions.text_stub), the prompt stays.
    cell.source = f"{prompt}\n\n### BEGIN SOLUTION\n{model.strip()}\n### END SOLUTION"
    cell.metadata = {
        "course": {
            "answer": item.id,
            "prompt": prompt,
            "title": item.title,
            "words": item.words,
        },
        "deletable": False,
        "nbgrader": _nbgrader(item, "markdown", grade=True, solution=True, locked=False),
    }
    return cell


def _inserted(cell: NotebookNode, rubric: dict[str, Item]) -> NotebookNode:
    _, _, name = cell.metadata["insert"].partition(" ")
    cell.source = rubric_table(rubric[name])
    return _prose(cell)


def _nbgrader(
    item: Item, cell_type: str, *, grade: bool, solution: bool, locked: bool
) -> dict[str, Any]:
    return {
        "cell_type": cell_type,
        "grade": grade,
        "grade_id": item.id,
        "locked": locked,
        "points": item.points,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
