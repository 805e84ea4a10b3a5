"""The worker's side of the warm process: start it in bubblewrap, ask it for kernels, end it."""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from course_tools.grading.sandbox import cgroups
from course_tools.grading.sandbox.availability import (
    BARE_ENVIRONMENT,
    OWN_PROCESSES,
    SandboxUnavailable,
    group_for,
    in_words,
    path_of_bubblewrap,
)
from course_tools.grading.sandbox.bubblewrap import command
from course_tools.grading.sandbox.limits import Limits

_SECONDS_TO_START = 60
_LARGEST_WORD = 8192


class KernelNotStarted(Exception):
    """The warm process is gone or could not make a kernel."""


@dataclass
class Kernel:
    """A running kernel: its end can be waited for, its sockets reached, its processes killed."""

    key: str
    line: socket.socket
    first: int = -1
    own: int = -1
    sockets: int = -1
    exit_code: int | None = None
    stopped_because: str = ""
    _closed: bool = field(default=False, repr=False)

    def interrupt(self) -> None:
        """What Ctrl-C does."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.own, signal.SIGINT)

    def is_alive(self) -> bool:
        """Whether any of its processes is left."""
        return not select.select([self.first], [], [], 0)[0]

    def stop(self, why: str) -> None:
        """Kill it now, for a reason that is kept; `kill` must still follow."""
        self.stopped_because = self.stopped_because or why
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.first, signal.SIGKILL)

    def kill(self) -> None:
        """End all its processes, wait for that, and close every descriptor."""
        if self._closed:
            return
        self._closed = True
        if self.first >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.first, signal.SIGKILL)
            select.select([self.first], [], [], 10)
        self._hear_exit_code()
        for number in (self.first, self.own, self.sockets):
            if number >= 0:
                os.close(number)
        self.line.close()

    def _hear_exit_code(self) -> None:
        self.line.setblocking(False)
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
            code = json.loads(self.line.recv(_LARGEST_WORD)).get("code")
            self.exit_code = code if isinstance(code, int) else None


class WarmProcess:
    """bubblewrap with the warm process in it; one for each worker, used for many notebooks."""

    def __init__(
        self, limits: Limits, cgroup_root: Path = cgroups.ROOT, *, for_one: bool = False
    ) -> None:
        """Start it; `for_one`: for one notebook only, which needs no smaller sandbox inside."""
        self._limits = limits
        self._use = "once" if for_one else "nest"
        bwrap = path_of_bubblewrap()
        self.group = group_for(limits, cgroup_root)
        # bubblewrap's complaints; a pipe could fill up, a file that grows could be looked at.
        self._words = tempfile.TemporaryFile()  # noqa: SIM115
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = here
        with there:
            self._process = self._start(bwrap, there.fileno())
        try:
            self.nested = self._hello()
        except BaseException:
            self.close()
            raise

    def _start(self, bwrap: str, line: int) -> "subprocess.Popen[bytes]":
        python = [sys.executable, "-m", "course_tools.grading.sandbox.zygote", str(line), self._use]
        words = command(bwrap, self._limits, python)
        doors = [str(door) for door in self.group.doors] if self.group else []
        # The shell puts itself into the group before it becomes bubblewrap.
        enter = 'n=$1; shift; while [ $n -gt 0 ]; do echo $$ > "$1" || exit; shift; n=$((n-1)); done; exec "$@"'
        return subprocess.Popen(
            ["/bin/sh", "-c", enter, "sh", str(len(doors)), *doors, *words],
            env=BARE_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._words,
            # Ctrl-C is for the worker, which then ends this one in good order.
            start_new_session=True,
            pass_fds=[line],
        )

    def _hello(self) -> bool:
        self._control.settimeout(_SECONDS_TO_START)
        try:
            told = json.loads(self._control.recv(_LARGEST_WORD) or b"{}")
        except TimeoutError:
            told = {"failed": f"It did not start within {_SECONDS_TO_START} seconds."}
        if "nested" in told:
            return bool(told["nested"])
        self._words.seek(0)
        why = told.get("failed") or self._words.read(4000).decode(errors="replace").strip()
        raise SandboxUnavailable(in_words(why))

    def is_alive(self) -> bool:
        """Whether it can still be asked for kernels."""
        return self._process.poll() is None

    def new_kernel(self, environment: dict[str, str], packed: int) -> Kernel:
        """Fork a kernel that has the files of the tar archive `packed` (a descriptor)."""
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        kernel = Kernel(os.urandom(32).hex(), here)
        request = {
            "nested": self.nested,
            "key": kernel.key,
            "environment": environment,
            "limits": {
                "memory": self._limits.memory,
                "processes": self._limits.processes + OWN_PROCESSES,
                "disk": self._limits.disk,
                "seconds": int(self._limits.seconds_for_all) + 5,
            },
        }
        try:
            with there:
                data = json.dumps(request).encode()
                socket.send_fds(self._control, [data], [packed, there.fileno()])
            self._hear(kernel)
        except (OSError, ValueError) as error:
            kernel.kill()
            raise KernelNotStarted(str(error)) from error
        except BaseException:
            kernel.kill()
            raise
        return kernel

    def _hear(self, kernel: Kernel) -> None:
        """Take what the kernel's processes send while only our own code runs in them."""
        until = time.monotonic() + _SECONDS_TO_START
        while kernel.sockets < 0:
            kernel.line.settimeout(max(0.01, until - time.monotonic()))
            data, files, _, _ = socket.recv_fds(kernel.line, _LARGEST_WORD, 2)
            told = json.loads(data or b'{"told": "failed", "why": "It ended at once."}')
            if told["told"] == "first":
                (kernel.first,) = files
            elif told["told"] == "ready":
                kernel.sockets, kernel.own = files
            else:
                raise KernelNotStarted(str(told.get("why", "The kernel ended at once.")))

    def close(self) -> None:
        """End everything in it and leave nothing behind."""
        self._control.close()
        self._process.kill()
        self._process.wait()
        self._words.close()
        if self.group:
            _remove_when_empty(self.group)


def _remove_when_empty(group: cgroups.Group) -> None:
    """The kernel of the machine needs a moment until the last process has left."""
    for _ in range(200):
        group.remove()
        if not any(folder.exists() for folder in group.folders):
            return
        time.sleep(0.005)
