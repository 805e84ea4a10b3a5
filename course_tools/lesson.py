"""The one module that notebooks import: the tools by name, and the answer sheet of the page.

A tool is loaded when it is first used, so a page without pictures never loads matplotlib.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from course_tools.answers import AnswerSheet
from course_tools.records import private_sheet, sheet_of, work_sheet

# Name in a lesson -> module that has it. `course new activity` adds a line here.
_WHERE = {
    "agenda_filter": "course_tools.activities.agenda_filter.view",
    "case_brief": "course_tools.activities.case_brief.view",
    "case_brief_summary": "course_tools.activities.case_brief.summary_view",
    "choose_data": "course_tools.activities.data_choice.view",
    "claim_checker": "course_tools.activities.claim.view",
    "coaching_agreement": "course_tools.activities.coaching_agreement.view",
    "compare_groups": "course_tools.activities.gap.view",
    "data_answers": "course_tools.activities.data_answers.view",
    "data_name": "course_tools.activities.data_answers.view",
    "funnel": "course_tools.activities.funnel.view",
    "growth_planner": "course_tools.activities.growth_planner.view",
    "institutions": "course_tools.activities.institutions.view",
    "log_summary": "course_tools.activities.one_to_one_log.summary_view",
    "meeting_planner": "course_tools.activities.meeting_planner.view",
    "meeting_summary": "course_tools.activities.research_file.summary_view",
    "mindset": "course_tools.activities.mindset.view",
    "odds_of_the_chain": "course_tools.activities.odds_chain.view",
    "one_to_one_log": "course_tools.activities.one_to_one_log.view",
    "organize_or_mobilize": "course_tools.activities.institutions.view",
    "over_the_years": "course_tools.activities.trend.view",
    "overlap": "course_tools.activities.self_interest.view",
    "pitfalls": "course_tools.activities.pitfalls.view",
    "power_cube": "course_tools.activities.power_cube.view",
    "power_map": "course_tools.activities.power_map.view",
    "question_workshop": "course_tools.activities.question_workshop.view",
    "rehearsal": "course_tools.activities.rehearsal.view",
    "relational_map": "course_tools.activities.relational_map.view",
    "research_file": "course_tools.activities.research_file.view",
    "small_number_guard": "course_tools.activities.small_numbers.view",
    "two_ways": "course_tools.activities.two_ways.view",
    "two_worlds": "course_tools.activities.two_worlds.view",
    "values_and_time": "course_tools.activities.self_interest.view",
    "choose": "course_tools.widgets.questions",
    "commit": "course_tools.widgets.questions",
    "reading_check": "course_tools.widgets.questions",
    "tick": "course_tools.widgets.questions",
    "write": "course_tools.widgets.questions",
    "choose_programme": "course_tools.start_page",
    "course_map": "course_tools.start_page",
    "saving_test": "course_tools.start_page",
    "hand_in": "course_tools.handing_page",
    "my_assignments": "course_tools.assignments_page",
    "my_portfolio": "course_tools.portfolio_page",
    "my_records": "course_tools.records_page",
}

__all__ = ["answer_sheet", "private_sheet", "work_sheet", *_WHERE]  # noqa: PLE0604 - the names are in _WHERE


def answer_sheet() -> AnswerSheet:
    """The answers of the notebook's own folder, the same sheet for every cell of the page."""
    return sheet_of(Path.cwd())


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"The workbook has no tool called {name!r}.")


def __dir__() -> list[str]:
    return sorted(__all__)
