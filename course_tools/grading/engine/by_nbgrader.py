"""The way where staff changed nbgrader's steps: nbgrader itself grades, one hand-in at a time."""

from course_tools.errors import GradingStopped
from course_tools.grading.book.connecting import writing
from course_tools.grading.book.outcomes import Outcome, write_outcome
from course_tools.grading.book.writing import settle
from course_tools.grading.converters import run_converter
from course_tools.grading.engine.facts import Facts
from course_tools.grading.graded_folder import notebook_of, seen_in


class NotGraded(GradingStopped):
    """nbgrader's own words on why it did not grade a hand-in."""


def grade_by_nbgrader(facts: Facts, outcome: Outcome, settled: set[str]) -> None:
    """Run nbgrader's own Autograde on one hand-in; what a person decided stands."""
    from nbgrader.converters import Autograde  # noqa: PLC0415

    place = notebook_of(facts.root, facts.assignment, outcome.student)
    seen = seen_in(place) if settled else {}
    problems = run_converter(Autograde, facts.root, facts.assignment, outcome.student, force=True)
    if problems:
        raise NotGraded(problems[0])
    now = seen_in(place)
    stands = [name for name in settled if name in seen and seen[name] == now.get(name)]
    settle(facts.address, facts.known, outcome.student, {facts.assignment: stands})
    with writing(facts.address) as connection:
        write_outcome(connection, outcome)
