"""Third step: outputs of reasonable size, whatever their kind."""

import json
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Integer


class LimitEveryOutput(NbGraderPreprocessor):  # type: ignore[misc]
    """Replaces what is too long by a sentence: text, HTML, pictures and anything else."""

    longest = Integer(200_000, help="Letters of one output of any kind.").tag(config=True)
    most = Integer(50, help="Outputs of one cell.").tag(config=True)

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], _index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Limit one cell. A cell's result, its last output, always stays."""
        if cell.cell_type != "code":
            return cell, resources
        if len(cell.outputs) > self.most:
            cell.outputs = [*cell.outputs[: self.most - 1], cell.outputs[-1]]
        for output in cell.outputs:
            if output.output_type == "stream":
                output.text = self._limited(output.text)
            elif output.output_type == "error":
                output.traceback = [self._limited(line) for line in output.traceback[:100]]
                output.evalue = self._limited(output.evalue)
            else:
                self._limit_data(output)
        return cell, resources

    def _limit_data(self, output: NotebookNode) -> None:
        for kind, content in list(output.data.items()):
            text = content if isinstance(content, str) else json.dumps(content)
            if len(text) > self.longest:
                del output.data[kind]
                output.data["text/plain"] = "(an output that was too long to keep)"

    def _limited(self, text: str) -> str:
        return text if len(text) <= self.longest else text[: self.longest] + "\n… (shortened)"
