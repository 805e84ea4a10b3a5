"""Fourth step: only a plain number in range is worth points; anything else waits for a person."""

import re
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades

from course_tools.grading.preprocessors.sanitize import from_data

_PLAIN_NUMBER = re.compile(r"\d+(\.\d+)?(e-\d+)?")


class OnlyPlainPoints(NbGraderPreprocessor):  # type: ignore[misc]
    """Makes sure that every check ended with one plain number from 0 to its points.

    nbgrader gives full points for True, -1, numpy's numbers and no result at all, and none for
    a harmless warning. Here the first four give 0 and wait for a person; the warning is dropped.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], _index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Judge one check's outputs."""
        if cell.cell_type != "code" or not utils.is_grade(cell) or utils.is_solution(cell):
            return cell, resources
        problem = what_is_wrong(cell.outputs, float(cell.metadata.nbgrader["points"]))
        kept = [o for o in cell.outputs if o.output_type == "display_data"]
        if problem:
            cell.metadata["course"] = from_data({"needs_person": problem})
            nothing = {"text/plain": "0.0"}
            kept.append(
                from_data(
                    {
                        "output_type": "execute_result",
                        "data": nothing,
                        "metadata": {},
                        "execution_count": 1,
                    }
                )
            )
        else:
            kept += [o for o in cell.outputs if o.output_type == "execute_result"]
        cell.outputs = kept
        return cell, resources


def what_is_wrong(outputs: list[NotebookNode], most: float) -> str:
    """In words why outputs are not points, or "" when they are."""
    errors = [o for o in outputs if o.output_type == "error"]
    if errors:
        return f"The check stopped: {errors[0].ename}: {errors[0].evalue:.200}"
    results = [o for o in outputs if o.output_type == "execute_result"]
    if len(results) != 1:
        return "The check gave no result."
    said = str(results[0].data.get("text/plain", ""))
    if not _PLAIN_NUMBER.fullmatch(said):
        return f"The check gave {said:.60}, which is not a plain number. Use award(…)."
    if not 0 <= float(said) <= most:
        return f"The check gave {said}, which is outside 0 to {most:g}. Use award(…)."
    return ""


class SavePoints(SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's way of saving points; unclear checks are marked for a person as well."""

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._add_score(cell, resources)
        if cell.metadata.get("course", {}).get("needs_person"):
            grade = self.gradebook.find_grade(
                cell.metadata["nbgrader"]["grade_id"],
                self.notebook_id,
                self.assignment_id,
                self.student_id,
            )
            grade.needs_manual_grade = True
            self.gradebook.db.commit()
