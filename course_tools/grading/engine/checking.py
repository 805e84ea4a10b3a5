"""Run the course's checks on one hand-in, in a clean process, within limits."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from course_tools.grading.clean import clean_environment
from course_tools.grading.criteria import PARTICIPANT

_PYTHON = (sys.executable, "-s", "-P", "-m", "course_tools.grading.engine.warm")
_GRACE = 3  # seconds
_STOPPED = {
    "time": ("CellTimeoutError", "The checks took longer than they may."),
    "output": ("TooMuchOutput", "The checks showed more than they may."),
    "": ("CheckDied", "The process that ran the checks died, perhaps for want of memory."),
}


@dataclass(frozen=True)
class Limits:
    """What the checks of one hand-in may take: seconds of one cell and of all, bytes of memory
    and of all that they show.
    """

    seconds_cell: float = 30
    seconds: float = 60
    memory: int = 2_000_000_000
    bytes: int = 20_000_000


class Checks:
    """A warm process for one worker; started with the first hand-in that has something to run."""

    def __init__(self, modules: Iterable[str] = (), limits: Limits | None = None) -> None:
        self._modules = list(modules)
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Checks":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the warm process without waiting for it."""
        if self._process is None:
            self._process = subprocess.Popen(
                [*_PYTHON, *self._modules],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=clean_environment(),
            )

    def run(self, sources: Sequence[str], folder: Path, participant: str) -> list[list[Any]]:
        """The outputs of each cell, as a notebook keeps them.

        What could not run has an error as its output, never nothing: nbgrader would give full
        points for that.
        """
        request = {
            "cells": list(sources),
            "folder": str(folder),
            "environment": {PARTICIPANT: participant},
            **asdict(self._limits),
        }
        outputs: list[list[Any]] = []
        stopped = ""
        try:
            self.start()
            for answer in self._asked(request):
                if "outputs" in answer:
                    outputs.append(answer["outputs"])
                stopped = answer.get("stopped", "")
        except (OSError, ValueError):
            self.close()  # the next hand-in gets a new one
        name, words = _STOPPED[stopped]
        missing = {"output_type": "error", "ename": name, "evalue": words, "traceback": []}
        return outputs + [[dict(missing)] for _ in range(len(sources) - len(outputs))]

    def _asked(self, request: dict[str, Any]) -> Iterable[dict[str, Any]]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise OSError("The process that runs the checks is not there.")
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        while True:
            line = process.stdout.readline()
            if not line:
                raise OSError("The process that runs the checks ended.")
            answer = dict(json.loads(line))
            yield answer
            if answer.get("done"):
                break
        if process.poll() is not None:
            self.close()

    def close(self) -> None:
        """End the warm process and everything that it started."""
        process, self._process = self._process, None
        if process is not None:
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()
            try:
                process.wait(_GRACE)  # it tidies up and ends when nobody asks any more
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
