"""Run participants' notebooks in sandboxed kernels: the way in to this package."""

import copy
import os
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import zmq.asyncio
from nbformat import NotebookNode
from traitlets.config import Config

from course_tools.grading.criteria import PARTICIPANT
from course_tools.grading.sandbox import cgroups
from course_tools.grading.sandbox.availability import SandboxUnavailable
from course_tools.grading.sandbox.endings import (
    mark_rest,
    number_of,
    reason,
    stopped_output,
    why_given_up,
)
from course_tools.grading.sandbox.execution import ExecuteInSandbox, TimeUsedUp
from course_tools.grading.sandbox.kernels import OwnedKernel
from course_tools.grading.sandbox.limits import Limits
from course_tools.grading.sandbox.outputs import repair
from course_tools.grading.sandbox.packing import pack
from course_tools.grading.sandbox.warm import (
    KernelNotStarted,
    WarmProcess,
)

_MOST_NEW_STARTS = 3


@dataclass(frozen=True)
class Ran:
    """A notebook with its outputs, and what went wrong, one sentence each."""

    notebook: NotebookNode
    problems: list[str]


class Sandbox:
    """Runs one notebook after another, each in a kernel and a world of its own.

    Starts on first use; `close` it, or use it in a `with`. For one thread of one process: when
    that thread ends, bubblewrap and all in it end too. `new_each_time` starts everything anew
    for each notebook, which is slower; machines that allow no sandbox inside a sandbox do so
    anyway.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        new_each_time: bool = False,
        cgroup_root: Path = cgroups.ROOT,
    ) -> None:
        self.limits = limits or Limits()
        self._new_each_time = new_each_time
        self._cgroup_root = cgroup_root
        self._warm: WarmProcess | None = None
        self._context: zmq.asyncio.Context | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the warm process and everything in it."""
        self._end_warm_process()
        if self._context:
            self._context.destroy(linger=0)
            self._context = None

    def run(
        self,
        notebook: NotebookNode,
        folder: Path,
        *,
        participant: str = "",
        config: Config | None = None,
    ) -> Ran:
        """A copy of `notebook` with the outputs it gives beside the data files of `folder`.

        `config` holds nbgrader's options of Execute. Raises SandboxUnavailable before anything
        was run where this machine cannot keep participants' code apart.
        """
        # What its start takes is nobody's time.
        self._warm_process()
        until = time.monotonic() + self.limits.seconds_for_all
        packed, problems = pack(folder, self.limits.disk // 2)
        environment = {PARTICIPANT: participant}
        stopped: dict[int, list[NotebookNode]] = {}
        try:
            for new_starts in range(_MOST_NEW_STARTS + 1):
                done = _without_outputs(notebook)
                execute = ExecuteInSandbox(self.limits, until, stopped, config)
                why = self._attempt(execute, done, packed, environment)
                problems += execute.problems
                if not why:
                    break
                problems.append(why)
                stopped[execute.at] = [*done.cells[execute.at].outputs, stopped_output(why)]
                done.cells[execute.at].outputs = stopped[execute.at]
                if new_starts == _MOST_NEW_STARTS or time.monotonic() >= until:
                    given_up = why_given_up(until, self.limits)
                    mark_rest(done, execute.at + 1, given_up)
                    break
        finally:
            os.close(packed)
        problems += repair(done)
        return Ran(done, list(dict.fromkeys(problems)))

    def _attempt(
        self,
        execute: ExecuteInSandbox,
        done: NotebookNode,
        packed: int,
        environment: dict[str, str],
    ) -> str:
        """Run all cells in a new kernel; the sentence that says why it stopped, or nothing."""
        try:
            return self._try(execute, done, packed, environment)
        except KernelNotStarted:
            # The warm process may have died since the last notebook; a new one has not.
            self._end_warm_process()
        try:
            return self._try(execute, done, packed, environment)
        except KernelNotStarted as error:
            raise SandboxUnavailable(f"No kernel could be started: {error}") from error

    def _try(
        self,
        execute: ExecuteInSandbox,
        done: NotebookNode,
        packed: int,
        environment: dict[str, str],
    ) -> str:
        """As `_attempt`. Raises KernelNotStarted where not even the first cell could run."""
        warm = self._warm_process()
        group = warm.group
        os.lseek(packed, 0, os.SEEK_SET)
        kernel = warm.new_kernel(environment, packed)
        before = group.times_out_of_memory() if group else 0
        failed: Exception | None = None
        self._context = self._context or zmq.asyncio.Context()
        try:
            execute.preprocess(done, {}, OwnedKernel(kernel, self.limits, self._context))
        except TimeUsedUp:
            mark_rest(done, execute.at, why_given_up(execute.until, self.limits))
            execute.problems.append(number_of(execute.at) + " and those after it were not run.")
        except Exception as error:
            # Whatever participants' code makes nbclient stumble over is that code's doing.
            failed = error
        finally:
            if execute.kc is not None:
                execute.kc.stop_channels()
            kernel.kill()
            out_of_memory = group is not None and group.times_out_of_memory() > before
            if not warm.nested:
                self._end_warm_process()
        if failed is None:
            return ""
        if execute.at < 0:
            # No cell had run: nobody's doing but the machine's.
            raise KernelNotStarted(str(failed)) from failed
        out_of = ""
        if out_of_memory:
            out_of = f"it used more than {self.limits.size_of_memory} of memory"
        elif execute.told_to_stop == execute.at:
            out_of = "it went on after it was told to stop"
        why = reason(failed, kernel, out_of)
        return f"{number_of(execute.at)} stopped the kernel ({why})."

    def _warm_process(self) -> WarmProcess:
        if self._warm and not self._warm.is_alive():
            self._end_warm_process()
        if self._warm is None:
            self._warm = WarmProcess(self.limits, self._cgroup_root, for_one=self._new_each_time)
        return self._warm

    def _end_warm_process(self) -> None:
        if self._warm:
            self._warm.close()
            self._warm = None


def _without_outputs(notebook: NotebookNode) -> NotebookNode:
    """A copy in which no output can have been written by hand."""
    fresh = copy.deepcopy(notebook)
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return fresh
