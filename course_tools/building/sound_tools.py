"""Rules for the calls in a lesson: known questions, ids that hold, self-checks with reasons."""

import ast

from course_tools import lesson
from course_tools.building.cell_code import called, calls_in, read_code
from course_tools.course_folder import KEBAB

_PAGE_SHEET = "answer_sheet"
SHEETS = frozenset({_PAGE_SHEET, "private_sheet", "work_sheet"})
_TOOLS = frozenset(lesson.__all__) - SHEETS

# Tools that a page may show several times; each call needs a question id of its own.
_NAMED_BY_AUTHOR = ("choose", "reading_check", "tick", "write")
_QUESTION_OF = {"choose_programme": "programme", "commit": "commitment"}


def questions_asked(source: str) -> list[str]:
    """The question ids that a form cell records.

    A tool without an id of its own in the call has one question, named as the tool. What goes into
    a record of my-work is no question of the page.
    """
    asked = [call for call in _tools(read_code(source)) if sheet_of(call) == _PAGE_SHEET]
    return [name for call in asked if (name := _question(call)) is not None]


def sheet_of(call: ast.Call) -> str:
    """The name of the sheet that a tool is given, such as "answer_sheet"; "" when it has none."""
    first = call.args[0] if call.args else None
    name = called(first) if isinstance(first, ast.Call) else ""
    return name if name in SHEETS else ""


def prompts_asked(source: str) -> dict[str, int]:
    """How many prompts each reading check of a form cell has, where they are written out."""
    return {
        question: len(call.args[3].elts)
        for call in _tools(read_code(source))
        if called(call) == "reading_check"
        and (question := _question(call)) is not None
        and len(call.args) > 3
        and isinstance(call.args[3], ast.List)
    }


def breaches(tree: ast.Module) -> list[str]:
    """What is wrong with the tools that a form cell calls."""
    found = []
    for call in _tools(tree):
        question = _question(call)
        if question is None:
            found.append(
                f"{called(call)} has no question id. Write one in quotes after answer_sheet()."
            )
        elif not KEBAB.match(question):
            found.append(
                f"the question id {question!r} is not kebab-case. Use small letters, digits and "
                "hyphens."
            )
        if called(call) == "choose":
            found += _choose_breaches(call)
        if sheet_of(call) in SHEETS - {_PAGE_SHEET}:
            found += _record_breaches(call)
    return found


def _tools(tree: ast.Module | None) -> list[ast.Call]:
    return [call for call in calls_in(tree) if called(call) in _TOOLS]


def _question(call: ast.Call) -> str | None:
    named = [word.value for word in call.keywords if word.arg == "question"]
    said = call.args[1] if len(call.args) > 1 else next(iter(named), None)
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        return said.value
    if said is not None or called(call) in _NAMED_BY_AUTHOR:
        return None
    return _QUESTION_OF.get(called(call), called(call).replace("_", "-"))


def _record_breaches(call: ast.Call) -> list[str]:
    """A record has a name in kebab-case: it becomes a folder in my-work."""
    first = call.args[0]
    given = first.args if isinstance(first, ast.Call) else []
    name = given[0].value if len(given) == 1 and isinstance(given[0], ast.Constant) else None
    if isinstance(name, str) and KEBAB.match(name):
        return []
    return [f'{called(call)} needs a record with a name, such as private_sheet("one-to-ones").']


def _choose_breaches(call: ast.Call) -> list[str]:
    """A self-check needs a reason for every option, and a best answer among them."""
    try:
        given = [ast.literal_eval(value) for value in call.args[1:]]
        named = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    except ValueError:
        return ["choose(…) must be written out: plain text, options, why and best."]
    said = dict(zip(("question", "ask", "options"), given, strict=False)) | named
    question, options = said.get("question"), said.get("options")
    if not isinstance(options, dict) or len(options) < 2:
        return [f"'{question}' has fewer than two options to choose from. Add some."]
    found = []
    why = said.get("why")
    if not isinstance(why, dict) or set(why) != set(options):
        found.append(f"'{question}' needs a reason in why= for every option, no more, no fewer.")
    if said.get("best") not in options:
        found.append(
            f"'{question}' has best={said.get('best')!r}, which is no option. Choose one of "
            f"{', '.join(map(str, options))}."
        )
    return found
