"""Rules for cells: nothing that nbgrader would lose, misgrade or pass over in silence."""

import ast
import re
from collections import Counter

from nbformat import NotebookNode

from course_tools import lesson
from course_tools.building import sound_tools
from course_tools.building.cell_code import called, names_called, read_code
from course_tools.course_folder import KEBAB
from course_tools.grading import checks
from course_tools.rubric import Item

_KEYS = {"answer", "check", "insert"}
_MARKED = re.compile(r"^\+\+\+\s*(\{.*\})\s*$")
_CODE_MARK = re.compile(r"^[`~]{3,}\{code-cell\}")
_CODE_ANYWHERE = re.compile(r"^\s*[`~]{3,}\s*\{code-cell\}", re.MULTILINE)
_TOOL = "A tool cell is one call, such as two_ways(answer_sheet())."
_CHECK = "A check is one line: award(share, of=points)."


def lost_cells(raw: str, cells: list[NotebookNode]) -> list[str]:
    """Cells that stand in the text and are lost in reading it."""
    lines = raw.splitlines()
    marked = [(n, m[1]) for n, line in enumerate(lines, start=1) if (m := _MARKED.match(line))]
    found = []
    for number, mark in marked:
        rest = lines[number:]
        end = next((i for i, line in enumerate(rest) if line.startswith("+++")), len(rest))
        inside = "".join(rest[:end]).strip()
        if not inside or _CODE_MARK.match(inside):
            found.append(
                f"line {number}: the cell {mark} is empty and would vanish. "
                "Begin it with a prompt, such as '*Write here.*'"
            )
    written, read = len(_CODE_ANYWHERE.findall(raw)), sum(c.cell_type == "code" for c in cells)
    if written != read:
        found.append(
            f"{written} cells begin with ```{{code-cell}}, but {read} are read. Begin the line with "
            "it, close it with ``` on a line of its own, and put none inside a list."
        )
    return found


def breaches(
    cells: list[NotebookNode], rubric: dict[str, Item] | None, *, in_assignment: bool
) -> list[str]:
    """What is wrong with single cells. `rubric` is None when it could not be read."""
    found = []
    for number, cell in enumerate(cells, start=1):
        name = f"cell {number} ({_first_line(cell)})"
        found += [f"{name}: {breach}" for breach in _of_one(cell, rubric, in_assignment)]
    return found


def repeated_ids(cells: list[NotebookNode]) -> list[str]:
    """Forms with one question id overwrite each other; nbgrader stops at a second graded id."""
    asked = Counter(name for cell in cells for name in questions_in(cell))
    graded = Counter(name for cell in cells if (name := graded_id(cell)) is not None)
    return [
        f"the question '{name}' is asked {count} times and the answers would overwrite one "
        "another. Give each its own id."
        for name, count in asked.items()
        if count > 1
    ] + [
        f"the graded id '{name}' stands in {count} cells. Give each its own, in rubric.toml too."
        for name, count in graded.items()
        if count > 1
    ]


def missing_in_lesson(cells: list[NotebookNode]) -> list[str]:
    """What every lesson has: three prompts to reflect on, a self-check, the closing lines."""
    calls = Counter(name for c in cells if c.cell_type == "code" for name in names_called(c.source))
    found = []
    if calls["write"] < 3:
        found.append(f"has {calls['write']} reflection prompts. Ask at least three with write(…).")
    if not calls["choose"]:
        found.append("has no self-check question. Ask at least one with choose(…).")
    if calls["commit"] != 1:
        found.append("must close with the three lines: one cell commit(answer_sheet()).")
    return found


def questions_in(cell: NotebookNode) -> list[str]:
    """The question ids that a cell records, when it is a form."""
    is_form = cell.cell_type == "code" and "check" not in cell.metadata
    return sound_tools.questions_asked(cell.source) if is_form else []


def graded_id(cell: NotebookNode) -> str | None:
    """The id that a graded cell has in the rubric."""
    name = cell.metadata.get("answer", cell.metadata.get("check"))
    return name if isinstance(name, str) else None


def _of_one(cell: NotebookNode, rubric: dict[str, Item] | None, in_assignment: bool) -> list[str]:
    marks = set(cell.metadata) & _KEYS
    found = [
        f"'{key}' is not a mark the build knows. Use answer, check or insert, spelt so."
        for key in sorted(set(cell.metadata) - _KEYS)
    ]
    if cell.cell_type == "raw":
        found.append("is a raw cell, which nobody sees. Write plain Markdown.")
    if not in_assignment and marks - {"insert"}:
        return [*found, "lessons are not graded. Move this cell to an assignment."]
    if not in_assignment and marks and cell.metadata["insert"] != "words":
        return [*found, 'a lesson can insert its words only. Write +++ {"insert": "words"}']
    if len(marks) > 1:
        return [*found, f"is {' and '.join(sorted(marks))} at once. Make it several cells."]
    if rubric is not None:
        for mark in marks & {"answer", "check"}:
            found += _graded_breaches(cell, mark, rubric)
        if "insert" in marks and in_assignment:
            found += _insert_breaches(cell, rubric)
    if cell.cell_type == "code" and not marks:
        found += _form_breaches(cell)
    return found


def _graded_breaches(cell: NotebookNode, mark: str, rubric: dict[str, Item]) -> list[str]:
    name = cell.metadata[mark]
    if not isinstance(name, str) or not KEBAB.match(name):
        return [f"the id {name!r} is not kebab-case. Use small letters, digits and hyphens."]
    item = rubric.get(name)
    if item is None:
        return [f"'{name}' is not in rubric.toml. Add a section [{name}] with points."]
    return _answer_breaches(cell, item) if mark == "answer" else _check_breaches(cell, item)


def _answer_breaches(cell: NotebookNode, item: Item) -> list[str]:
    found = []
    if not item.by_person:
        found.append(f"'{item.id}' is written in words, so rubric.toml needs graded = \"person\".")
    if cell.cell_type != "markdown":
        found.append('an answer cell is Markdown. Use +++ {"answer": …}, not a code cell.')
    return found


def _check_breaches(cell: NotebookNode, item: Item) -> list[str]:
    if item.by_person:
        return [f"'{item.id}' is checked by the course, so rubric.toml needs graded = \"course\"."]
    tree = read_code(cell.source)
    if cell.cell_type != "code" or tree is None:
        return [f"is not Python. {_CHECK}"]
    call = _only_call(tree)
    if call is None or called(call) != "award":
        return [f"does more than award points, or does not award them. {_CHECK}"]
    named = {k.arg: k.value.value for k in call.keywords if isinstance(k.value, ast.Constant)}
    of = named.get("of")
    found = []
    if type(of) not in (int, float) or of != item.points:
        found.append(f"awards of={of!r}, rubric.toml says {item.points:g}. Make them agree.")
    for name in sorted(set(names_called(cell.source)) - set(checks.__all__)):
        found.append(
            f"calls {name}, which a check may not. It may call {', '.join(checks.__all__)}."
        )
    return found


def _insert_breaches(cell: NotebookNode, rubric: dict[str, Item]) -> list[str]:
    kind, _, name = str(cell.metadata["insert"]).partition(" ")
    if kind != "rubric":
        return [f'cannot insert {kind!r}. Write +++ {{"insert": "rubric some-id"}}']
    if name not in rubric or not rubric[name].criteria:
        return [f"'{name}' has no criteria in rubric.toml to show. Check the id."]
    return []


def _form_breaches(cell: NotebookNode) -> list[str]:
    tree = read_code(cell.source)
    if tree is None:
        return [f"is not Python. {_TOOL}"]
    if not _only_calls(tree):
        return [f"holds more than calls of tools. {_TOOL}"]
    found = [
        f"'{name}' is not a tool of the workbook. Check the spelling."
        for name in sorted(set(names_called(cell.source)) - set(lesson.__all__))
    ]
    return found + sound_tools.breaches(tree)


def _only_calls(tree: ast.Module) -> bool:
    """Whether a cell is nothing but calls by plain names, each with a sheet first."""
    tops = [line.value for line in tree.body if isinstance(line, ast.Expr)]
    forbidden = ast.Attribute | ast.Lambda | ast.NamedExpr | ast.Starred
    return (
        len(tops) == len(tree.body) > 0
        and all(isinstance(top, ast.Call) and _begins_with_sheet(top) for top in tops)
        and not any(isinstance(node, forbidden) for node in ast.walk(tree))
    )


def _begins_with_sheet(call: ast.Call) -> bool:
    return bool(called(call)) and bool(sound_tools.sheet_of(call))


def _only_call(tree: ast.Module) -> ast.Call | None:
    """The call that a cell consists of, or None when there is more, or less."""
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return None
    value = tree.body[0].value
    return value if isinstance(value, ast.Call) else None


def _first_line(cell: NotebookNode) -> str:
    lines = cell.source.strip().splitlines()
    return lines[0][:40] if lines else "empty"
