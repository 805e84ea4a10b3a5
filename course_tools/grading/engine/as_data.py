"""The way of the course's own assignments: only its own checks run, on answers that are data."""

from pathlib import Path

from course_tools.grading import keeping
from course_tools.grading.book.outcomes import Outcome
from course_tools.grading.book.writing import GradedHandIn
from course_tools.grading.engine.checking import Checks
from course_tools.grading.engine.facts import Facts
from course_tools.grading.gathering import gather, read_notebook, write_answers
from course_tools.grading.graded_folder import (
    keep_known_files,
    notebook_of,
    take_along,
    write_notebook,
)
from course_tools.grading.judging import judged
from course_tools.grading.limiting import limit_outputs
from course_tools.grading.marking import Settled, marks_in
from course_tools.grading.rebuild import rebuild
from course_tools.grading.released import Cell, is_check, source_of
from course_tools.grading.times import handed_in
from course_tools.grading.timings import Timings


def grade_as_data(
    facts: Facts, outcome: Outcome, settled: Settled, checks: Checks, timings: Timings
) -> GradedHandIn:
    """Grade one hand-in that preflight mended; the gradebook is left to the caller.

    `settled`: cells on which a person has decided, with a digest of what they saw.
    """
    assignment, student = facts.assignment, outcome.student
    folder = facts.root / "submitted" / student / assignment
    place = notebook_of(facts.root, assignment, student)
    timings.step("take words")
    cells, metadata = _take_words(facts, outcome, folder, place.parent)
    timings.step("checks")
    _run_checks(cells, checks, place.parent, student)
    timings.step("write")
    take_along(folder, place.parent, facts.root / "source" / assignment)
    write_notebook(place, cells, metadata)
    return GradedHandIn(student, handed_in(folder), {assignment: marks_in(cells, settled)})


def _take_words(
    facts: Facts, outcome: Outcome, folder: Path, graded: Path
) -> tuple[list[Cell], dict[str, object]]:
    """The released notebook with the participant's words; their answers beside it."""
    notebook = read_notebook(folder / f"{facts.assignment}.ipynb")
    graded.mkdir(parents=True, exist_ok=True)
    keep_known_files(
        graded, facts.root / "source" / facts.assignment, [f"{facts.assignment}.ipynb"]
    )
    entries, remarks = gather(folder, notebook)
    write_answers(graded, facts.assignment, entries)
    sources = facts.known.notebooks[facts.assignment].sources
    blank = {name: cell.source for name, cell in sources.items() if not cell.locked}
    rebuilt = rebuild(notebook, facts.released, blank)
    seen = keeping.remembered(facts.root, facts.assignment, outcome.student, folder)
    metadata = dict(facts.released.get("metadata", {}))
    metadata["course"] = {
        **metadata.get("course", {}),
        "remarks": [*remarks, *rebuilt.remarks] if seen is None else seen,
    }
    return rebuilt.cells, metadata


def _run_checks(cells: list[Cell], checks: Checks, folder: Path, student: str) -> None:
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    if not code:
        return
    outputs = checks.run([source_of(cell) for cell in code], folder, student)
    for number, (cell, shown) in enumerate(zip(code, outputs, strict=True), start=1):
        cell["outputs"], cell["execution_count"] = shown, number
        limit_outputs(cell)
        if is_check(cell):
            cell["outputs"], problem = judged(cell)
            if problem:
                cell["metadata"]["course"] = {"needs_person": problem}
