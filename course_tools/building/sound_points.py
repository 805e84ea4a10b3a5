"""Rules between cells and rubric: every point can be earned, and for what it is given for."""

import ast
from inspect import signature

from nbformat import NotebookNode

from course_tools.building import sound_tools
from course_tools.building.cell_code import called, calls_in, read_code
from course_tools.building.sound_cells import graded_id, questions_in
from course_tools.grading.criteria import completed
from course_tools.rubric import Item

_PARTS: int = signature(completed).parameters["parts"].default


def unmatched_rubric(cells: list[NotebookNode], rubric: dict[str, Item]) -> list[str]:
    """Rubric items that no cell asks for: points nobody could earn."""
    graded = {graded_id(cell) for cell in cells}
    asked = {name for cell in cells for name in questions_in(cell)}
    found = [
        f"[{name}] in rubric.toml has no cell. Add the cell, or take it out of the rubric."
        for name in rubric
        if name not in graded
    ]
    found += [
        f"[{name}] in rubric.toml checks the question '{item.question}', which no form asks. "
        "Add the form, or correct question = … in rubric.toml."
        for name, item in rubric.items()
        if name in graded and not item.by_person and item.question not in asked
    ]
    return found


def miscounted_prompts(cells: list[NotebookNode], rubric: dict[str, Item]) -> list[str]:
    """Reading checks that count more prompts than there are, or fewer: wrong points in silence."""
    asked: dict[str, int] = {}
    counted: dict[str, int] = {}
    for cell in (c for c in cells if c.cell_type == "code"):
        item = rubric.get(graded_id(cell) or "")
        parts = _parts_counted(cell.source)
        if item is None:
            asked |= sound_tools.prompts_asked(cell.source)
        elif parts is not None:
            counted[item.question] = parts
    return [
        f"the check of '{name}' counts {count} answers, its form asks {asked[name]}. Write "
        f"completed(…, parts={asked[name]})."
        for name, count in counted.items()
        if name in asked and asked[name] != count
    ]


def _parts_counted(source: str) -> int | None:
    """How many answers a check counts; None when it counts none, or reckons how many."""
    for call in calls_in(read_code(source)):
        if called(call) == "completed":
            named = {word.arg: word.value for word in call.keywords}
            parts = named.get("parts", ast.Constant(_PARTS))
            return parts.value if isinstance(parts, ast.Constant) else None  # type: ignore[return-value]
    return None
