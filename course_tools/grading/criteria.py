"""How complete an answer is: shares from 0 to 1, and in words what is still missing."""

import ast
import os
from collections.abc import Iterable
from importlib import import_module
from typing import NamedTuple

from course_tools.answers import AnswerSheet, Json, is_blank

_ACTIVITIES = "course_tools.activities"
# Who is graded, said to the process that runs the checks.
PARTICIPANT = "COURSE_PARTICIPANT"


class Measure(NamedTuple):
    """The tool whose answer is measured, and where its model has the share and the words.

    `in_short`, where a model has one, gives what a reader needs of a long answer, as plain data.
    `loads` are libraries that the model loads when it is first asked.
    """

    tool: str
    module: str
    share: str
    missing: str
    in_short: str = ""
    loads: tuple[str, ...] = ()


# By the name that a check cell calls. A model is loaded when a check needs it.
MEASURES = {
    "complete_power_map": Measure(
        "power_map",
        f"{_ACTIVITIES}.power_map.model",
        "complete_power_map",
        "missing_in",
        loads=("networkx",),
    ),
    "complete_log": Measure(
        "log_summary", f"{_ACTIVITIES}.one_to_one_log.model", "complete_log", "missing_in_log"
    ),
    "complete_plan": Measure(
        "meeting_planner",
        f"{_ACTIVITIES}.meeting_planner.model",
        "complete_plan",
        "missing_in_plan",
        "in_short",
    ),
    "complete_debrief": Measure(
        "meeting_summary",
        f"{_ACTIVITIES}.research_file.model",
        "complete_debrief",
        "missing_in_debrief",
    ),
    "complete_brief": Measure(
        "case_brief_summary",
        f"{_ACTIVITIES}.case_brief.completeness",
        "complete_brief",
        "missing_before_hand_in",
    ),
    "right_answers": Measure(
        "data_answers",
        f"{_ACTIVITIES}.data_answers.model",
        "share_right",
        "missing_in_part",
    ),
}


def completed(sheet: AnswerSheet, question: str, parts: int = 3) -> float:
    """The share, 0 to 1, of a reading check's prompts that were answered."""
    return min(len(_answered(sheet.answer(question))), parts) / parts


def complete_power_map(sheet: AnswerSheet, question: str = "power-map") -> float:
    """The share, 0 to 1 in quarters, of the four things that a complete power map has."""
    return _share("complete_power_map", sheet.answer(question))


def complete_log(sheet: AnswerSheet, question: str = "log-summary") -> float:
    """The share, 0 to 1 in fifths, of the five things that a summary of a log has."""
    return _share("complete_log", sheet.answer(question))


def complete_plan(sheet: AnswerSheet, question: str = "meeting-planner") -> float:
    """The share, 0 to 1 in quarters, of the four things that a plan for a meeting has."""
    return _share("complete_plan", sheet.answer(question))


def complete_debrief(sheet: AnswerSheet, question: str = "meeting-summary") -> float:
    """The share, 0 to 1 in eighths, of the things that a debriefed research meeting has."""
    return _share("complete_debrief", sheet.answer(question))


def complete_brief(sheet: AnswerSheet, question: str = "case-brief-summary") -> float:
    """The share, 0 to 1 in quarters, of the four things that a case brief needs."""
    return _share("complete_brief", sheet.answer(question))


def right_answers(sheet: AnswerSheet, question: str) -> float:
    """The share, 0 to 1, of the data answers of one part that are right.

    Right for the participant whose hand-in is graded, whatever name stands in the answers. Where
    nobody is graded (an author tries the check) the name in the answers counts.
    """
    model = import_module(MEASURES["right_answers"].module)
    return float(model.share_right_for(sheet, question, os.environ.get(PARTICIPANT, "")))


def what_is_missing(check: str, answer: Json) -> list[str]:
    """What an answer lacks, one sentence each, by the measure that the check cell `check` calls.

    Empty when nothing is missing, and for checks that have no words of their own.
    """
    called = _calls(check)
    for name in MEASURES.keys() & called.keys():
        return missing_by(name, answer)
    if "completed" in called:
        parts = int(called["completed"].get("parts", 3))
        missing = parts - len(_answered(answer))
        if missing > 0:
            return [f"{missing} of the {parts} questions {'is' if missing == 1 else 'are'} empty."]
    return []


def modules_for(checks: Iterable[str]) -> list[str]:
    """The modules that the measures called by these check cells need."""
    called = {name for check in checks for name in MEASURES.keys() & _calls(check).keys()}
    return sorted({m for name in called for m in (MEASURES[name].module, *MEASURES[name].loads)})


def in_short(check: str, answer: Json) -> Json:
    """What a reader needs first of an answer that the check cell `check` measures; None: nothing."""
    for name in MEASURES.keys() & _calls(check).keys():
        module, short = MEASURES[name].module, MEASURES[name].in_short
        if short and not is_blank(answer):
            found: Json = getattr(import_module(module), short)(answer)
            return found
    return None


def missing_by(measure: str, answer: Json) -> list[str]:
    """What an answer lacks by one of MEASURES, one sentence each."""
    module, missing = MEASURES[measure].module, MEASURES[measure].missing
    return [str(words) for words in getattr(import_module(module), missing)(answer)]


def _share(measure: str, answer: Json) -> float:
    module, share = MEASURES[measure].module, MEASURES[measure].share
    return float(getattr(import_module(module), share)(answer))


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
