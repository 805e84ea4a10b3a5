"""Third step: outputs of reasonable size, whatever their kind."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Integer

from course_tools.grading import limiting


class LimitEveryOutput(NbGraderPreprocessor):  # type: ignore[misc]
    """Replaces what is too long by a sentence: text, HTML, pictures and anything else."""

    longest = Integer(limiting.LONGEST, help="Letters of one output of any kind.").tag(config=True)
    most = Integer(limiting.MOST, help="Outputs of one cell.").tag(config=True)

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], _index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Limit one cell. A cell's result, its last output, always stays."""
        limiting.limit_outputs(cell, self.longest, self.most)
        return cell, resources
