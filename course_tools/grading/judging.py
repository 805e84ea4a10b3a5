"""From what a check left behind to points: one plain number in range, or a person decides."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from course_tools.grading.released import Cell, marks_of, source_of

PLAIN_NUMBER = re.compile(r"\d+(\.\d+)?(e-\d+)?")
_OF_NUMPY = re.compile(r"np\.(?:float|int|uint)\w*\((.*)\)")
_TRUTHS = {"True", "False", "np.True_", "np.False_"}
_NO_RESPONSE = "No response."


def what_is_wrong(outputs: Sequence[Mapping[str, Any]], most: float) -> str:
    """In words why a check's outputs are not points, or "" when they are."""
    errors = [o for o in outputs if o["output_type"] == "error"]
    if errors:
        return f"The check stopped: {errors[0]['ename']}: {errors[0]['evalue']:.200}"
    results = [o for o in outputs if o["output_type"] == "execute_result"]
    if len(results) != 1:
        return "The check gave no result."
    said = str(results[0]["data"].get("text/plain", ""))
    if not PLAIN_NUMBER.fullmatch(said):
        return f"The check gave {said:.60}, which is not a plain number. Use award(…)."
    if not 0 <= float(said) <= most:
        return f"The check gave {said}, which is outside 0 to {most:g}. Use award(…)."
    return ""


def result_of(points: float) -> dict[str, Any]:
    """Points as the output that nbgrader reads them from."""
    return {
        "output_type": "execute_result",
        "data": {"text/plain": repr(float(points))},
        "metadata": {},
        "execution_count": 1,
    }


def judged(cell: Cell) -> tuple[list[Any], str]:
    """A check's outputs with nothing in them but what is shown and its points; why it waits.

    A check that did not say its points earns 0 and waits for a person.
    """
    outputs = cell["outputs"]
    problem = what_is_wrong(outputs, float(marks_of(cell)["points"]))
    kept = [o for o in outputs if o["output_type"] == "display_data"]
    if problem:
        return [*kept, result_of(0.0)], problem
    return [*kept, *(o for o in outputs if o["output_type"] == "execute_result")], ""


def judged_test(cell: Cell) -> tuple[list[Any], str]:
    """The same for a test of nbgrader's own kind, where code is taught: no result is full points.

    Differs from nbgrader on purpose: a number of numpy counts as that number; True, a negative
    number or one above the maximum earns 0 and waits for a person; a warning is no error.
    """
    most = float(marks_of(cell)["points"])
    kept, problem = [], ""
    for output in cell["outputs"]:
        if output["output_type"] == "stream" and output["name"] == "stderr":
            kept.append({**output, "name": "stdout"})  # nbgrader takes it for a failure
        elif output["output_type"] == "execute_result":
            points, problem = _points_said(str(output["data"].get("text/plain", "")), most)
            kept.append(output if points is None else result_of(points))
        else:
            kept.append(output)
    if any(output["output_type"] == "error" for output in kept):
        problem = ""
    return kept, problem


def _points_said(said: str, most: float) -> tuple[float | None, str]:
    """The points that a test's result says, None where it says none, and why a person must look."""
    text = _OF_NUMPY.sub(r"\1", said.strip())
    if text in _TRUTHS:
        return 0.0, f"The test gave {said}, which says no points."
    try:
        number = float(text)
    except ValueError:
        return None, ""
    if not 0 <= number <= most:
        return 0.0, f"The test gave {said:.60}, which is outside 0 to {most:g}."
    return number, ""


def points_in(cell: Cell) -> float:
    """The points of a check or test that was judged: nbgrader's own rule."""
    for output in cell["outputs"]:
        if output["output_type"] == "error":
            return 0.0
        if output["output_type"] == "execute_result":
            try:
                return float(output["data"].get("text/plain", ""))
            except ValueError:
                break
    return float(marks_of(cell)["points"])


def is_untouched(cell: Cell) -> bool:
    """Whether a cell that people write in is as it was released: nbgrader's own way to tell."""
    return marks_of(cell).get("checksum") == checksum_of(cell)


def remark_on(cell: Cell) -> str | None:
    """What nbgrader remarks by itself on a cell that people write in."""
    is_task = bool(marks_of(cell).get("task"))
    return _NO_RESPONSE if is_untouched(cell) and not is_task else None


def checksum_of(cell: Cell) -> str:
    """nbgrader's digest of a cell's text and marks."""
    marks = marks_of(cell)
    is_grade, is_solution = bool(marks.get("grade")), bool(marks.get("solution"))
    is_locked = not is_solution and (is_grade or bool(marks.get("locked")))
    parts = [source_of(cell), str(cell["cell_type"]), str(is_grade), str(is_solution)]
    parts += [str(is_locked), str(marks["grade_id"])]
    if is_grade:
        parts.append(str(float(marks["points"])))
    return hashlib.md5("".join(parts).encode()).hexdigest()
