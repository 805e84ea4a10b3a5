"""Why a notebook's kernel stopped, in words; and what stands in cells that could not run."""

import time

from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode, v4

from course_tools.grading.sandbox.limits import Limits
from course_tools.grading.sandbox.warm import Kernel

_BY_SIGNAL = {
    -9: "its process was killed",
    -11: "its process crashed",
    -6: "its process crashed",
    -24: "it used the processor for too long",
}


def number_of(index: int) -> str:
    """How people count the cells of a notebook, those with text included."""
    return f"Cell {index + 1}"


def seconds_in_words(seconds: float) -> str:
    """Such as "30 seconds"."""
    return "1 second" if seconds == 1 else f"{seconds:.3g} seconds"


def reason(error: Exception, kernel: Kernel, out_of: str) -> str:
    """What ended the kernel (already killed), told by `error` and by how it ended.

    `out_of` is what the notebook had used up by then, in words, or nothing.
    """
    if kernel.stopped_because:
        return kernel.stopped_because
    if out_of:
        return out_of
    if isinstance(error, CellTimeoutError):
        return "its outputs did not come to an end"
    if kernel.exit_code is None:
        return "its process ended"
    return _BY_SIGNAL.get(kernel.exit_code, "it ended its own process")


def stopped_output(why: str) -> NotebookNode:
    """The error that stands in a cell which did not run to its end."""
    output: NotebookNode = v4.new_output(  # type: ignore[no-untyped-call]
        "error", ename="KernelStopped", evalue=why, traceback=[f"KernelStopped: {why}"]
    )
    return output


def stream(name: str, text: str) -> NotebookNode:
    """Printed text, as notebooks keep it; `name` is stdout or stderr."""
    output: NotebookNode = v4.new_output("stream", name=name, text=text)  # type: ignore[no-untyped-call]
    return output


def mark_rest(notebook: NotebookNode, first: int, why: str) -> None:
    """Put the error into every cell from `first` that would have run: empty, it would earn points."""
    for cell in notebook.cells[first:]:
        if cell.cell_type == "code" and cell.source.strip():
            cell.outputs = [stopped_output(why)]


def why_given_up(until: float, limits: Limits) -> str:
    """Why no new kernel was started for the rest of a notebook."""
    if time.monotonic() >= until:
        most = seconds_in_words(limits.seconds_for_all)
        return f"This cell was not run: the notebook ran longer than {most} in all."
    return "This cell was not run: too many cells before it stopped the kernel."
