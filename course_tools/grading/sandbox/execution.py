"""nbgrader's Execute with a limit on what it takes in, and words for what went wrong."""

import json
import logging
import re
import time
from collections.abc import Callable
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import Execute
from traitlets.config import Config

from course_tools.grading.sandbox.endings import number_of, seconds_in_words, stream
from course_tools.grading.sandbox.limits import MEGABYTE, Limits

_OUTPUTS = {"stream", "display_data", "execute_result", "error", "update_display_data"}
_TAKES_SPACE = _OUTPUTS | {"comm_open", "comm_msg"}
# What nbclient would print about a cell that is too slow stands in `problems`, in words.
_SILENT = logging.getLogger(f"{__name__}.nbclient")
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False
_MOST_MESSAGES = 100_000
# The text of a stream message, as far as it came.
_TEXT = re.compile(rb'"text": ?"((?:[^"\\]|\\.)*)')
_NAME = re.compile(rb'"name": ?"(stdout|stderr)"')


class TimeUsedUp(Exception):
    """The time for the whole notebook is over."""


class ExecuteInSandbox(Execute):  # type: ignore[misc]
    """Runs the cells of one notebook in a kernel that is handed to `preprocess`.

    Cells whose index is in `stopped` are not run but get the error named there. `at` is the
    index of the cell that runs, -1 before the first.
    """

    def __init__(
        self,
        limits: Limits,
        until: float,
        stopped: dict[int, list[NotebookNode]],
        config: Config | None,
    ) -> None:
        super().__init__(config=config, log=_SILENT)
        self.limits, self.until, self.stopped = limits, until, stopped
        self.at = self.told_to_stop = -1
        self.problems: list[str] = []
        self._kept_of_all = self._taken_in = self._messages = 0
        self._kept, self._cut = 0, False
        chosen = next((c["timeout"] for c in self._settings(config) if "timeout" in c), None)
        self._seconds = limits.seconds_per_cell if chosen is None else chosen
        self.timeout_func: Callable[[NotebookNode], float] = self._time_for

    @staticmethod
    def _settings(config: Config | None) -> list[Config]:
        return [
            config[name] for name in ("Execute", "ExecutePreprocessor") if config and name in config
        ]

    def _time_for(self, _cell: NotebookNode) -> float:
        left = max(0.1, self.until - time.monotonic())
        return left if not self._seconds or self._seconds < 0 else min(self._seconds, left)

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run a cell, unless it stopped a kernel before."""
        self.at, self._kept, self._cut = index, 0, False
        if index in self.stopped:
            cell.outputs = self.stopped[index]
            return cell, resources
        if cell.cell_type == "code" and cell.source.strip() and time.monotonic() > self.until:
            raise TimeUsedUp
        # Whoever wants points for a check must not be able to keep it from running by a tag.
        graded = cell.metadata.get("nbgrader", {}).get("grade", False)
        self.skip_cells_with_tag = "" if graded else "skip-execution"
        done: tuple[NotebookNode, dict[str, Any]] = super().preprocess_cell(cell, resources, index)
        return done

    async def _async_poll_kernel_alive(self) -> None:
        """Nothing to poll: the channels hear of the kernel's end."""

    async def _async_handle_timeout(self, timeout: float, cell: NotebookNode | None = None) -> Any:
        self.told_to_stop = self.at
        reply = await super()._async_handle_timeout(timeout, cell)
        words = f"{number_of(self.at)} ran longer than {seconds_in_words(timeout)} and was stopped."
        if time.monotonic() >= self.until:
            most = seconds_in_words(self.limits.seconds_for_all)
            words = f"{number_of(self.at)} was stopped: the notebook ran longer than {most} in all."
        self.problems.append(words)
        return reply

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> Any:
        """As nbclient does, as long as there is room."""
        size, kind = msg["size"], msg["msg_type"]
        self._taken_in += size
        self._messages += 1
        if self._taken_in > self.limits.flood or self._messages > _MOST_MESSAGES:
            self.km.kernel.stop("it gave output without end")
        if "cut" in msg and kind not in _TAKES_SPACE:
            self.km.kernel.stop("what it sent could not be read")
            return None
        if kind in _TAKES_SPACE and not self._has_room(size):
            return self._keep_a_part(msg, cell)
        if kind in _TAKES_SPACE:
            self._kept += size
            self._kept_of_all += size
        return super().process_message(msg, cell, cell_index)

    def _room(self) -> int:
        return min(
            self.limits.cell_output - self._kept, self.limits.notebook_output - self._kept_of_all
        )

    def _has_room(self, size: int) -> bool:
        return not self._cut and size <= self._room()

    def _keep_a_part(self, msg: dict[str, Any], cell: NotebookNode) -> None:
        """The beginning of a text, and one line that says that there was more."""
        if self._cut:
            return
        self._cut = True
        text, name = _beginning(msg, max(0, self._room()))
        if text:
            self._kept += len(text)
            self._kept_of_all += len(text)
            cell.outputs.append(stream(name, text))
        most = f"{self.limits.cell_output / MEGABYTE:g} MB"
        words = f"{number_of(self.at)} gave more output than the {most} that are kept."
        self.problems.append(words)
        cell.outputs.append(stream("stderr", f"\n[{words}]\n"))


def _beginning(msg: dict[str, Any], room: int) -> tuple[str, str]:
    if msg["msg_type"] != "stream":
        return "", ""
    if "cut" not in msg:
        return str(msg["content"].get("text", ""))[:room], "stdout"
    start = bytes(msg["cut"][:room])
    text, name = _TEXT.search(start), _NAME.search(bytes(msg["cut"][:100]))
    if text is None:
        return "", ""
    whole = json.loads(b'"' + text[1] + b'"')
    return str(whole), name[1].decode() if name else "stdout"
