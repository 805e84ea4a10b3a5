"""Fourth step: only a plain number in range is worth points; anything else waits for a person."""

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades

from course_tools.grading.execution import SANDBOX, execution_of
from course_tools.grading.judging import judged, judged_test
from course_tools.grading.preprocessors.sanitize import from_data


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
        root = Path(self.parent.parent.coursedir.root)
        is_code = execution_of(root, resources["nbgrader"]["assignment"]) == SANDBOX
        outputs, problem = judged_test(cell) if is_code else judged(cell)
        if problem:
            cell.metadata["course"] = from_data({"needs_person": problem})
        cell.outputs = [from_data(output) for output in outputs]
        return cell, resources


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
