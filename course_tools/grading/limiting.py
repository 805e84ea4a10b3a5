"""Outputs of reasonable size, whatever their kind."""

import json
from collections.abc import MutableMapping
from typing import Any

LONGEST = 200_000  # letters of one output of any kind
MOST = 50  # outputs of one cell


def limit_outputs(cell: MutableMapping[str, Any], longest: int = LONGEST, most: int = MOST) -> None:
    """Replace what is too long by a sentence. A cell's result, its last output, always stays."""
    if cell["cell_type"] != "code":
        return
    if len(cell["outputs"]) > most:
        cell["outputs"] = [*cell["outputs"][: most - 1], cell["outputs"][-1]]
    for output in cell["outputs"]:
        if output["output_type"] == "stream":
            output["text"] = _limited(output["text"], longest)
        elif output["output_type"] == "error":
            output["traceback"] = [_limited(line, longest) for line in output["traceback"][:100]]
            output["evalue"] = _limited(output["evalue"], longest)
        else:
            _limit_data(output["data"], longest)


def _limit_data(data: MutableMapping[str, Any], longest: int) -> None:
    for kind, content in list(data.items()):
        text = content if isinstance(content, str) else json.dumps(content)
        if len(text) > longest:
            del data[kind]
            data["text/plain"] = "(an output that was too long to keep)"


def _limited(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest] + "\n… (shortened)"
