"""One real sandbox for the tests here; nothing of it is replaced."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat import v4

from course_tools.grading.sandbox.availability import why_not
from course_tools.grading.sandbox.limits import MEGABYTE, Limits
from course_tools.grading.sandbox.running import Ran, Sandbox

SMALL = Limits(
    seconds_per_cell=3, seconds_for_all=25, memory=400 * MEGABYTE, disk=8 * MEGABYTE, processes=40
)


@pytest.fixture(scope="session", autouse=True)
def _possible() -> None:
    missing = why_not()
    if missing and os.environ.get("CI"):
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)


@pytest.fixture(scope="session")
def sandbox(_possible: None) -> Iterator[Sandbox]:
    with Sandbox(SMALL) as small:
        yield small


def notebook_of(*sources: str) -> Any:
    """A notebook with these code cells."""
    cells = [v4.new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources)]
    return v4.new_notebook(cells=cells)


def words_of(ran: Ran) -> str:
    """All that came out."""
    return str([cell.get("outputs") for cell in ran.notebook.cells])


def text_of(cell: Any) -> str:
    """What a cell printed, returned or raised."""
    parts = []
    for output in cell.outputs:
        parts.append(output.get("text") or output.get("evalue") or "")
        parts.append(output.get("data", {}).get("text/plain", ""))
    return "".join(parts)


@pytest.fixture
def run(sandbox: Sandbox, tmp_path: Path) -> Callable[..., Ran]:
    """Run cells beside an empty folder."""

    def run_cells(*sources: str) -> Ran:
        return sandbox.run(notebook_of(*sources), tmp_path)

    return run_cells
