"""How complete an answer is: shares from 0 to 1, and in words what is still missing."""

import ast

from course_tools.answers import AnswerSheet, Json, is_blank


def completed(sheet: AnswerSheet, question: str, parts: int = 3) -> float:
    """The share, 0 to 1, of a reading check's prompts that were answered."""
    return min(len(_answered(sheet.answer(question))), parts) / parts


def complete_power_map(sheet: AnswerSheet, question: str = "power-map") -> float:
    """The share, 0 to 1 in quarters, of the four things that a complete power map has."""
    from course_tools.activities.power_map import model  # noqa: PLC0415

    return float(model.complete_power_map(sheet.answer(question)))


def what_is_missing(check: str, answer: Json) -> list[str]:
    """What an answer lacks, one sentence each, by the measure that the check cell `check` calls.

    Empty when nothing is missing, and for checks that have no words of their own.
    """
    called = _calls(check)
    if "complete_power_map" in called:
        from course_tools.activities.power_map import model  # noqa: PLC0415

        return [str(words) for words in model.missing_in(answer)]
    if "completed" in called:
        parts = int(called["completed"].get("parts", 3))
        missing = parts - len(_answered(answer))
        if missing > 0:
            return [f"{missing} of the {parts} questions {'is' if missing == 1 else 'are'} empty."]
    return []


def _answered(said: Json) -> list[Json]:
    return [part for part in said if not is_blank(part)] if isinstance(said, list) else []


def _calls(source: str) -> dict[str, dict[str, Json]]:
    """Names called in a cell, with those named arguments that are plain values."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError):
        return {}
    return {
        node.func.id: {
            given.arg: given.value.value
            for given in node.keywords
            if given.arg and isinstance(given.value, ast.Constant)
        }
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
