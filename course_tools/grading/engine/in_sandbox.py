"""The way of assignments in which code is taught: participants' notebooks run, shut in."""

import atexit
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from course_tools.grading import keeping, lighter  # noqa: F401 - before nbformat
from course_tools.grading.book.outcomes import Outcome
from course_tools.grading.book.writing import GradedHandIn, GradedNotebook
from course_tools.grading.configuration import NEVER_COPIED
from course_tools.grading.engine.facts import Facts
from course_tools.grading.gathering import read_notebook
from course_tools.grading.graded_folder import replace_file, write_notebook
from course_tools.grading.judging import judged_test
from course_tools.grading.limiting import limit_outputs
from course_tools.grading.marking import Settled, marks_in
from course_tools.grading.released import Cell, is_check
from course_tools.grading.restoring import restore, sound_cells
from course_tools.grading.sandbox.running import Sandbox
from course_tools.grading.times import handed_in
from course_tools.grading.timings import Timings
from course_tools.grading.wording import printable


def grade_in_sandbox(
    facts: Facts, outcome: Outcome, settled: Mapping[str, Settled], timings: Timings
) -> tuple[GradedHandIn, list[str]]:
    """Grade every notebook of one hand-in; and in words what had to be mended or stopped.

    The gradebook is left to the caller.
    """
    folder = facts.root / "submitted" / outcome.student / facts.assignment
    graded = facts.root / "autograded" / outcome.student / facts.assignment
    timings.step("write")
    lay_out(folder, graded, facts.root / "source" / facts.assignment)
    notebooks: dict[str, GradedNotebook] = {}
    remarks = list(outcome.remarks)
    for name, known in facts.known.notebooks.items():
        handed, place = folder / f"{name}.ipynb", graded / f"{name}.ipynb"
        if not handed.is_file():
            place.unlink(missing_ok=True)
            remarks.append(f"The notebook {name}.ipynb was not handed in; it counts 0.")
            continue
        timings.step("take words")
        cells, mended = restore(
            sound_cells(read_notebook(handed)), known, facts.order.get(name, [])
        )
        timings.step("checks")
        cells, stopped = run_shut_in(cells, facts, graded, outcome.student)
        timings.step("write")
        stopped = [printable(words) for words in stopped]
        remarks += [*mended, *stopped]
        course = {"remarks": [*mended, *stopped], "title": name}
        write_notebook(place, cells, {"kernelspec": _KERNEL, "course": course})
        notebooks[name] = marks_in(cells, settled.get(name, {}))
    return GradedHandIn(outcome.student, handed_in(folder), notebooks), remarks


_KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


def run_shut_in(
    cells: list[Cell], facts: Facts, folder: Path, student: str
) -> tuple[list[Cell], list[str]]:
    """The cells with their outputs, tests judged, and in words what had to be stopped."""
    from nbformat import from_dict  # noqa: PLC0415

    metadata = {"kernelspec": _KERNEL}
    whole: dict[str, Any] = {"cells": cells, "metadata": metadata}
    notebook = from_dict({**whole, "nbformat": 4, "nbformat_minor": 5})  # type: ignore[no-untyped-call]
    ran = _sandbox().run(notebook, folder, participant=student, config=facts.config)
    done: list[Cell] = ran.notebook.cells
    judge_tests(done)
    return done, ran.problems


def judge_tests(cells: list[Cell]) -> None:
    """Put every test's outputs into the form in which nbgrader reads the right points."""
    for cell in cells:
        limit_outputs(cell)
        if is_check(cell):
            cell["outputs"], problem = judged_test(cell)
            if problem:
                cell["metadata"]["course"] = {"needs_person": problem}


@cache
def _sandbox() -> Sandbox:
    """This process's own, for all its hand-ins."""
    sandbox = Sandbox()
    atexit.register(sandbox.close)
    return sandbox


def lay_out(folder: Path, graded: Path, source: Path) -> None:
    """The graded folder: everything that was handed in but notebooks, and over it the course's.

    What stood there before and is not handed in any more goes; links are left out.
    """
    wanted = {
        path.relative_to(base): path
        for base in (folder, source)
        for path in keeping.files_in(base)
        if path.suffix != ".ipynb"
        and path.is_file()
        and not path.is_symlink()
        and not keeping.is_under(path.relative_to(base), NEVER_COPIED)
    }
    graded.mkdir(parents=True, exist_ok=True)
    for path in list(keeping.files_in(graded)):
        if path.suffix != ".ipynb" and path.relative_to(graded) not in wanted:
            path.unlink()
    for path in sorted(graded.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    for name, path in wanted.items():
        (graded / name).parent.mkdir(parents=True, exist_ok=True)
        replace_file(graded / name, path.read_bytes())
