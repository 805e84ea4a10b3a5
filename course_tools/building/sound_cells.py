"""Rules for cells: nothing that nbgrader would lose, misgrade or pass over in silence."""

import ast
import re
from collections import Counter

from nbformat import NotebookNode

from course_tools import lesson
from course_tools.building.notebooks import CHECK_NAMES
from course_tools.course_folder import KEBAB
from course_tools.rubric import Item

_KEYS = {"answer", "check", "insert"}
_MARKED = re.compile(r"^\+\+\+\s*(\{.*\})\s*$")
_CODE_MARK = re.compile(r"^```+\{code-cell\}")
_QUESTION_AT = {"choose": 1, "reading_check": 1, "tick": 1, "write": 1}
_CLOSING = "commit"


def lost_cells(raw: str, cells: list[NotebookNode]) -> list[str]:
    """Marked cells that reading loses because nothing stands in them."""
    lines = raw.splitlines()
    marked = [(n, m[1]) for n, line in enumerate(lines, start=1) if (m := _MARKED.match(line))]
    found = []
    for number, mark in marked:
        rest = lines[number:]
        end = next((i for i, line in enumerate(rest) if line.startswith("+++")), len(rest))
        if not "".join(rest[:end]).strip() or _CODE_MARK.match("".join(rest[:end]).strip()):
            found.append(
                f"line {number}: the cell {mark} is empty and would vanish. "
                "Begin it with a prompt, such as '*Write here.*'"
            )
    kept = sum(1 for cell in cells if _KEYS & set(cell.metadata) and cell.cell_type == "markdown")
    if not found and kept != len(marked):
        found.append(
            f"{len(marked)} cells are marked with +++ {{…}}, but {kept} are read. "
            "Write the mark as JSON on a line of its own, such as +++ {\"answer\": \"my-paper\"}"
        )
    return found


def breaches(
    cells: list[NotebookNode], rubric: dict[str, Item], *, in_assignment: bool
) -> list[str]:
    """What is wrong with single cells."""
    found = []
    for number, cell in enumerate(cells, start=1):
        name = f"cell {number} ({_first_line(cell)})"
        found += [f"{name}: {breach}" for breach in _of_one(cell, rubric, in_assignment)]
    return found


def repeated_questions(cells: list[NotebookNode]) -> list[str]:
    """Two forms with one question id would overwrite each other."""
    counts = Counter(name for cell in cells for name in questions_asked(cell))
    return [
        f"the question '{name}' is asked by {count} cells and they would overwrite one another. "
        "Give each its own id."
        for name, count in counts.items()
        if count > 1
    ]


def unmatched_rubric(cells: list[NotebookNode], rubric: dict[str, Item]) -> list[str]:
    """Rubric items that no cell asks for: points nobody could earn."""
    graded = {c.metadata.get("answer") or c.metadata.get("check") for c in cells}
    return [
        f"[{name}] in rubric.toml has no cell. Add the cell, or take it out of the rubric."
        for name in rubric
        if name not in graded
    ]


def missing_in_lesson(cells: list[NotebookNode]) -> list[str]:
    """What every lesson has: three prompts to reflect on, a self-check, the closing lines."""
    calls = Counter(name for cell in cells for name in _calls(cell))
    found = []
    if calls["write"] < 3:
        found.append(f"has {calls['write']} reflection prompts. Ask at least three with write(…).")
    if not calls["choose"]:
        found.append("has no self-check question. Ask at least one with choose(…).")
    if calls[_CLOSING] != 1:
        found.append("must close with the three lines: one cell commit(answer_sheet()).")
    return found


def questions_asked(cell: NotebookNode) -> list[str]:
    """The question ids that a form cell records, where they stand in its source."""
    if cell.cell_type != "code" or "check" in cell.metadata:
        return []
    tree = _tree(cell)
    found = []
    for call in ast.walk(tree) if tree else ():
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            at = _QUESTION_AT.get(call.func.id)
            if at is None:
                continue
            said = call.args[at] if len(call.args) > at else None
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                found.append(said.value)
    return found


def _of_one(cell: NotebookNode, rubric: dict[str, Item], in_assignment: bool) -> list[str]:
    marks = set(cell.metadata) & _KEYS
    unknown = sorted(set(cell.metadata) - _KEYS)
    found = [
        f"'{key}' is not a mark the build knows. Use answer, check or insert, spelt so."
        for key in unknown
    ]
    if cell.get("attachments"):
        found.append("has an attached image. Save it as a file in images/ and link to it.")
    if marks and not in_assignment:
        found.append("lessons are not graded. Move this cell to an assignment.")
        return found
    for mark in sorted(marks & {"answer", "check"}):
        found += _graded_breaches(cell, mark, rubric)
    if "insert" in marks:
        found += _insert_breaches(cell, rubric)
    if cell.cell_type == "code" and "check" not in marks:
        found += _form_breaches(cell)
    return found


def _graded_breaches(cell: NotebookNode, mark: str, rubric: dict[str, Item]) -> list[str]:
    name = cell.metadata[mark]
    if not isinstance(name, str) or not KEBAB.match(name):
        return [f"the id {name!r} is not kebab-case. Use small letters, digits and hyphens."]
    item = rubric.get(name)
    if item is None:
        return [f"'{name}' is not in rubric.toml. Add a section [{name}] with points."]
    if mark == "answer":
        if not item.by_person:
            return [f"'{name}' is written in words, so rubric.toml needs graded = \"person\"."]
        if cell.cell_type != "markdown":
            return ["an answer cell is Markdown. Use +++ {\"answer\": …}, not a code cell."]
        return []
    if item.by_person:
        return [f"'{name}' is checked by the course, so rubric.toml needs graded = \"course\"."]
    return _check_breaches(cell, item)


def _check_breaches(cell: NotebookNode, item: Item) -> list[str]:
    tree = _tree(cell)
    if cell.cell_type != "code" or tree is None:
        return ["a check is one line of Python: award(…, of=…). Mend it."]
    last = tree.body[-1] if tree.body else None
    call = last.value if isinstance(last, ast.Expr) else None
    is_award = isinstance(call, ast.Call) and getattr(call.func, "id", "") == "award"
    if not is_award or len(tree.body) != 1 or not isinstance(call, ast.Call):
        return ["a check awards points through the one door. End it with award(share, of=points)."]
    of = next((k.value.value for k in call.keywords
               if k.arg == "of" and isinstance(k.value, ast.Constant)), None)
    found = []
    if of != item.points:
        found.append(f"awards of={of}, rubric.toml says {item.points:g}. Make them agree.")
    for name in sorted(set(_calls(cell)) - set(CHECK_NAMES)):
        found.append(f"calls {name}, which a check may not. It may call {', '.join(CHECK_NAMES)}.")
    return found


def _insert_breaches(cell: NotebookNode, rubric: dict[str, Item]) -> list[str]:
    kind, _, name = str(cell.metadata["insert"]).partition(" ")
    if kind != "rubric":
        return [f"cannot insert '{kind}'. Write +++ {{\"insert\": \"rubric some-id\"}}"]
    if name not in rubric or not rubric[name].criteria:
        return [f"'{name}' has no criteria in rubric.toml to show. Check the id."]
    return []


def _form_breaches(cell: NotebookNode) -> list[str]:
    tree = _tree(cell)
    if tree is None:
        return ["is not Python. A tool cell is one call, such as two_ways(answer_sheet())"]
    found = []
    for statement in tree.body:
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)):
            found.append("holds more than calls of tools. Lessons have no code of their own.")
            break
    for name in sorted({*_calls(cell)} - set(lesson.__all__)):
        found.append(f"'{name}' is not a tool of the workbook. Check the spelling.")
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Import | ast.ImportFrom | ast.Lambda):
            found.append("holds more than calls of tools. Lessons have no code of their own.")
            break
    for name in questions_asked(cell):
        if not KEBAB.match(name):
            found.append(f"the question id {name!r} is not kebab-case.")
    found += _choose_breaches(tree)
    return found


def _choose_breaches(tree: ast.Module) -> list[str]:
    """A self-check needs a reason for every option, and a best answer among them."""
    found = []
    for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
        if getattr(call.func, "id", "") != "choose" or len(call.args) < 4:
            continue
        try:
            question, options = ast.literal_eval(call.args[1]), ast.literal_eval(call.args[3])
            said = {k.arg: ast.literal_eval(k.value) for k in call.keywords}
        except ValueError:
            found.append("choose(…) must be written out: plain text, options, why and best.")
            continue
        if set(said.get("why", {})) != set(options):
            found.append(f"'{question}' needs a reason in why= for every option, no more, no fewer.")
        if said.get("best") not in options:
            found.append(f"'{question}' has best={said.get('best')!r}, which is no option.")
    return found


def _tree(cell: NotebookNode) -> ast.Module | None:
    try:
        return ast.parse(cell.source)
    except SyntaxError:
        return None


def _calls(cell: NotebookNode) -> list[str]:
    tree = _tree(cell) if cell.cell_type == "code" else None
    return [
        node.func.id
        for node in (ast.walk(tree) if tree else ())
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]


def _first_line(cell: NotebookNode) -> str:
    lines = cell.source.strip().splitlines()
    return lines[0][:40] if lines else "empty"
