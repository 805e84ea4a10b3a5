"""What check cells import, and nothing more: answers, measures, and the one door for points.

Loads no matplotlib, no widgets and no nbgrader, so that a check starts quickly and quietly.
"""

from pathlib import Path

from course_tools.answers import AnswerSheet
from course_tools.grading.award import award
from course_tools.grading.criteria import (
    complete_brief,
    complete_debrief,
    complete_log,
    complete_plan,
    complete_power_map,
    completed,
    right_answers,
)
from course_tools.grading.shown import show_answer

__all__ = [
    "answer_sheet",
    "award",
    "complete_brief",
    "complete_debrief",
    "complete_log",
    "complete_plan",
    "complete_power_map",
    "completed",
    "right_answers",
    "show_answer",
]


def answer_sheet() -> AnswerSheet:
    """The answers of the folder that the check runs in."""
    return AnswerSheet(Path.cwd())
