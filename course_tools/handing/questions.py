"""Which questions a page asks, read from its form cells without running anything."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from course_tools.answers import entries_in_notebook
from course_tools.handing.page import Cell, Page, cell_text, is_form

# Tools whose default question is not simply their name with hyphens.
_DEFAULT_QUESTION = {"commit": "commitment"}
# Tools that ask nothing which belongs to a hand-in.
_ASK_NOTHING = {
    *("answer_sheet", "course_map", "hand_in", "my_assignments", "my_portfolio", "my_records"),
    "saving_test",
}
# Which of a tool's arguments (after the sheet and the question) is the title.
_TITLED = {"choose", "reading_check", "tick", "write"}
# What tools without a title in their call, and without a check that names them, are called.
_CALLED = {
    "commit": "Before you go: three lines",
    "mindset": "How I work with others",
}


@dataclass(frozen=True)
class Question:
    """`parts` are the prompts of a question with several; `options` the words of its choices."""

    id: str
    tool: str
    title: str
    parts: tuple[str, ...] = ()
    options: dict[str, str] = field(default_factory=dict)


def questions_in(cell: Cell) -> list[Question]:
    """The questions of one form cell, in the order they are asked."""
    if not is_form(cell):
        return []
    asking = [call for call in _calls(cell) if _name(call) not in _ASK_NOTHING]
    found = [_question(call) for call in asking if not _is_record(call)]
    return [question for question in found if question is not None]


def questions_of(page: Page) -> list[Question]:
    """All questions of a page, with the titles that the course's own checks give them."""
    titles = _titles_in_checks(page.cells)
    found: dict[str, Question] = {}
    for cell in page.cells:
        for question in questions_in(cell):
            if not question.title:
                title = titles.get(question.id, question.id.replace("-", " ").capitalize())
                question = replace(question, title=title)  # noqa: PLW2901 - the same, with a title
            found.setdefault(question.id, question)
    return list(found.values())


def asked_in(cell: Cell) -> list[str]:
    """The ids that a form cell records: those it names, and those in its saved copy.

    A tool that this version cannot read by its source still shows its ids in the copy.
    """
    if not is_form(cell):
        return []
    named = [question.id for question in questions_in(cell)]
    return list(dict.fromkeys([*named, *entries_in_notebook({"cells": [cell]})]))


def _question(call: ast.Call) -> Question | None:
    tool = _name(call)
    given = [_literal(arg) for arg in call.args]
    named = {word.arg: _literal(word.value) for word in call.keywords}
    first = given[1] if len(given) > 1 else named.get("question")
    default = _DEFAULT_QUESTION.get(tool, tool.replace("_", "-"))
    name = first if isinstance(first, str) else default
    title = given[2] if tool in _TITLED and len(given) > 2 else _CALLED.get(tool, "")
    more = given[3] if len(given) > 3 else None
    return Question(
        id=name,
        tool=tool,
        title=title if isinstance(title, str) else "",
        parts=tuple(str(part) for part in more) if isinstance(more, list) else (),
        options={str(k): str(v) for k, v in more.items()} if isinstance(more, dict) else {},
    )


def _titles_in_checks(cells: Iterable[Cell]) -> dict[str, str]:
    """What `show_answer(answer_sheet(), 'power-map', 'Your power map')` calls its question."""
    titles = {}
    for cell in cells:
        if cell.get("cell_type") != "code" or is_form(cell):
            continue
        for call in _calls(cell):
            given = [_literal(arg) for arg in call.args[1:3]]
            if (
                _name(call) == "show_answer"
                and all(isinstance(g, str) for g in given)
                and given[1:]
            ):
                titles[str(given[0])] = str(given[1])
    return titles


def _calls(cell: Cell) -> list[ast.Call]:
    source = cell_text(cell)
    if len(source) > 100_000:  # no form of ours
        return []
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    return [
        node.value
        for node in tree.body
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _name(node.value)
    ]


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _is_record(call: ast.Call) -> bool:
    """Whether it writes into a record in my-work, which never is part of a hand-in."""
    first = call.args[0] if call.args else None
    return isinstance(first, ast.Call) and _name(first) in ("private_sheet", "work_sheet")


def _literal(node: ast.expr) -> object:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None
