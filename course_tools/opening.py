"""The workbook's small part of the Jupyter server: tells the page which cells are its own.

The page runs cells by itself when it opens; only cells whose source stands in
`known_cells.json` (written by `course build`) may be run like that.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

_LARGEST_MESSAGE = 260_000_000  # bytes; the forms themselves stop at 200 MB
KNOWN_CELLS_FILE = Path(__file__).with_name("known_cells.json")


class KnownCells:
    """The SHA-256 digests of the package's own cells, read again when the file changes."""

    def __init__(self, file: Path = KNOWN_CELLS_FILE) -> None:
        self.file = file
        self._read_at: int | None = None
        self._digests: list[str] = []

    def digests(self) -> list[str]:
        """Return the digests in hexadecimal; none when the file is missing or damaged."""
        try:
            changed_at = self.file.stat().st_mtime_ns
            if changed_at != self._read_at:
                cells = json.loads(self.file.read_text(encoding="utf-8"))["cells"]
                self._digests = [cell for cell in cells if isinstance(cell, str)]
                self._read_at = changed_at
        except (OSError, ValueError, KeyError, TypeError):
            # Run nothing rather than run what is not known.
            self._read_at, self._digests = None, []
        return self._digests


class KnownCellsHandler(APIHandler):
    """GET organizing-workbook/known-cells: {"cells": ["<sha256>", …]}."""

    known_cells: KnownCells

    def initialize(self, known_cells: KnownCells) -> None:
        """Take the list that the extension reads."""
        self.known_cells = known_cells

    @web.authenticated
    def get(self) -> None:
        """Answer with the digests, never from a cache."""
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({"cells": self.known_cells.digests()}))


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course_tools.opening"}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Add the address, and keep foreign modules out of the kernels."""
    # A file named course_tools.py beside a notebook must not be imported by a cell that
    # runs by itself. Python and IPython 9.7 and newer leave the folder out when this is set.
    os.environ["PYTHONSAFEPATH"] = "1"
    web_app: Any = server.web_app
    # A form may take a published file: tornado would cut the connection at 10 MB.
    limit = max(_LARGEST_MESSAGE, web_app.settings.get("websocket_max_message_size") or 0)
    web_app.settings["websocket_max_message_size"] = limit
    address = url_path_join(web_app.settings["base_url"], "organizing-workbook", "known-cells")
    handler = (address, KnownCellsHandler, {"known_cells": KnownCells()})
    web_app.add_handlers(".*$", [handler])
