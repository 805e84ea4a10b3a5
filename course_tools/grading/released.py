"""The released notebook: the measure for what a hand-in should contain."""

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_tools.errors import GradingStopped

Cell = dict[str, Any]
FORM_TAG = "course-form"


@dataclass(frozen=True)
class Asked:
    """One question that a form of the page asks; `prompts` are those of a reading check."""

    question: str
    title: str
    prompts: tuple[str, ...] = ()


def released_notebook(root: Path, assignment: str) -> dict[str, Any]:
    """The notebook in `release/`, as plain data. Raises GradingStopped when there is none."""
    path = root / "release" / assignment / f"{assignment}.ipynb"
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise GradingStopped(
            f"{path.relative_to(root)} is missing, so nothing can be compared with it. "
            "Run `course build`, then try again."
        ) from None
    except ValueError as error:
        raise GradingStopped(
            f"{path.relative_to(root)} cannot be read ({error}). Run `course build`, then try again."
        ) from error
    return dict(notebook)


def source_of(cell: Cell) -> str:
    """A cell's text, whichever of the two forms the file has."""
    source = cell.get("source", "")
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def grade_id(cell: Cell) -> str:
    """The id that nbgrader knows the cell by, or ""."""
    marks = marks_of(cell)
    name = marks.get("grade_id")
    graded = any(marks.get(kind) for kind in ("grade", "solution", "locked", "task"))
    return name if isinstance(name, str) and graded else ""


def marks_of(cell: Cell) -> dict[str, Any]:
    """nbgrader's metadata of a cell, empty when there is none of use."""
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return marks if isinstance(marks, dict) else {}


def is_answer(cell: Cell) -> bool:
    """Whether a person writes in this cell and a person grades it."""
    return bool(marks_of(cell).get("solution")) and cell.get("cell_type") == "markdown"


def is_check(cell: Cell) -> bool:
    """Whether the course checks something here by running its own code."""
    marks = marks_of(cell)
    is_graded = bool(marks.get("grade")) and not marks.get("solution")
    return is_graded and cell.get("cell_type") == "code"


def is_form(cell: Cell) -> bool:
    """Whether a tool is shown here: a code cell of the course that is not a check."""
    return cell.get("cell_type") == "code" and not grade_id(cell)


def prompt_of(cell: Cell) -> str:
    """What an answer cell says before anybody wrote in it."""
    metadata = cell.get("metadata") or {}
    course = metadata.get("course")
    prompt = course.get("prompt") if isinstance(course, dict) else None
    return prompt if isinstance(prompt, str) else source_of(cell).strip()


def without_prompt(words: str, prompt: str) -> str:
    """What was written, without the line that invited to write."""
    text = words.strip()
    start = prompt.strip()
    return text.replace(start, "", 1).strip() if start else text


def asked_in(source: str) -> Asked | None:
    """Which question a form cell asks, read from its call; None when it asks nothing."""
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError):
        return None
    for statement in statements:
        call = statement.value if isinstance(statement, ast.Expr) else None
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args:
            given = [_plain(argument) for argument in call.args[1:]]
            named = {key.arg: _plain(key.value) for key in call.keywords}
            words = [part for part in given if isinstance(part, str)]
            lists = [part for part in (*given, *named.values()) if isinstance(part, list)]
            question = words[0] if words else call.func.id.replace("_", "-")
            title = words[1] if len(words) > 1 else re.sub("-", " ", question).capitalize()
            return Asked(question, title, tuple(map(str, lists[0])) if lists else ())
    return None


def questions_asked(notebook: dict[str, Any]) -> dict[str, Asked]:
    """Every question of the page's forms, in their order."""
    cells = notebook.get("cells", [])
    asked = [asked_in(source_of(cell)) for cell in cells if is_form(cell)]
    return {one.question: one for one in asked if one is not None}


def _plain(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError):
        return None


def order_in(source: Path) -> dict[str, list[str]]:
    """The grade_ids of every notebook in a folder of `source/`, by the notebook's name."""
    read = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in source.glob("*.ipynb")
    }
    return {
        name: [grade_id(cell) for cell in notebook["cells"] if grade_id(cell)]
        for name, notebook in read.items()
    }
