"""What the processes of the engine need to have loaded; light itself, so that loading begins soon."""

from pathlib import Path

from course_tools.grading.criteria import modules_for
from course_tools.grading.execution import SANDBOX, execution_of
from course_tools.grading.released import released_notebook, source_of

_LIGHTER = "course_tools.grading.lighter"


def to_grade(root: Path, assignment: str) -> list[str]:
    """Modules for the processes that grade an assignment."""
    needed = ["course_tools.grading.engine.task"]
    if execution_of(root, assignment) == SANDBOX:
        needed += [_LIGHTER, "course_tools.grading.engine.in_sandbox"]
    return needed


def to_write_letters(root: Path, assignment: str) -> list[str]:
    """Modules for the processes that write its feedback pages."""
    sources = [source_of(cell) for cell in released_notebook(root, assignment)["cells"]]
    needed = [_LIGHTER, "nbconvert.filters.markdown_mistune"]
    return [*needed, "course_tools.grading.engine.letters", *modules_for(sources)]
