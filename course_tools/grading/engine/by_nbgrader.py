"""The way where staff changed nbgrader's steps: nbgrader itself grades, one hand-in at a time."""

from collections.abc import Callable
from dataclasses import replace

from course_tools.errors import GradingStopped
from course_tools.grading.book.connecting import writing
from course_tools.grading.book.outcomes import Outcome, write_outcome
from course_tools.grading.book.seen import digests_of, write_seen
from course_tools.grading.book.writing import settle
from course_tools.grading.converters import run_converter
from course_tools.grading.engine.facts import Facts
from course_tools.grading.graded_folder import notebook_of, seen_in
from course_tools.grading.marking import Settled


class NotGraded(GradingStopped):
    """nbgrader's own words on why it did not grade a hand-in."""


def grade_by_nbgrader(
    facts: Facts, outcome: Outcome, settled: Settled, page: Callable[[], str]
) -> Outcome:
    """Run nbgrader's own Autograde on one hand-in; what a person decided stands.

    `page` gives the digest of the graded notebooks.
    """
    from nbgrader.converters import Autograde  # noqa: PLC0415

    place = notebook_of(facts.root, facts.assignment, outcome.student)
    problems = run_converter(Autograde, facts.root, facts.assignment, outcome.student, force=True)
    if problems:
        raise NotGraded(problems[0])
    now = digests_of(seen_in(place))
    stands = [name for name, seen in settled.items() if seen == now.get(name)]
    settle(facts.address, facts.known, outcome.student, {facts.assignment: stands})
    with writing(facts.address) as connection:
        write_seen(connection, facts.assignment, outcome.student, facts.assignment, now)
        outcome = replace(outcome, page=page())
        write_outcome(connection, outcome)
    return outcome
