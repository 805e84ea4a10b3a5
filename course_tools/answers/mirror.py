"""The second place: the same entries inside the saved notebook, readable with no kernel at all."""

import json
from pathlib import Path

from course_tools.answers.entries import Entry, entries_from, newest

MIRROR_MIME = "application/vnd.organizing-workbook.answers+json"
_LARGEST_NOTEBOOK = 100_000_000  # bytes


def entries_in_notebook(notebook: object) -> dict[str, Entry]:
    """The mirrored entries of a notebook given as parsed JSON; anything unfit is passed over."""
    found: dict[str, Entry] = {}
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        outputs = cell.get("outputs") if isinstance(cell, dict) else None
        for output in outputs if isinstance(outputs, list) else ():
            data = output.get("data") if isinstance(output, dict) else None
            if isinstance(data, dict) and MIRROR_MIME in data:
                found = newest(found, entries_from(data[MIRROR_MIME]))
    return found


def entries_in_folder(folder: Path) -> list[dict[str, Entry]]:
    """The mirrored entries of each notebook in a folder; an unreadable notebook has none."""
    return [_entries_in_file(path) for path in sorted(folder.glob("*.ipynb"))]


def _entries_in_file(path: Path) -> dict[str, Entry]:
    try:
        # A pipe of that name would wait for ever, and a gigantic file fill the memory.
        if not path.is_file() or path.stat().st_size > _LARGEST_NOTEBOOK:
            return {}
        content = path.read_bytes()
        # Most notebooks of a folder have no mirror; parsing them would slow every opening.
        if MIRROR_MIME.encode() not in content:
            return {}
        return entries_in_notebook(json.loads(content))
    except (OSError, ValueError, RecursionError):
        return {}
