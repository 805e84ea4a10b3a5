"""Run a real command and measure all its processes together: wall time, CPU time, peak memory.

Linux only: it reads /proc. Processes whose parents are gone come to this one (it makes itself
their "subreaper"), so that their CPU time is counted and none is left behind.
"""

import contextlib
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05  # seconds between two looks
_EXACT_EVERY = 0.5  # seconds between two exact counts of memory: each walks all pages
_HIGHER = 1.01
_PATIENCE = 5.0  # seconds for processes that the command left behind
_PR_SET_CHILD_SUBREAPER = 36
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Run:
    """One run of a command. Times in seconds, memory in MiB; `said` is all that it printed.

    `cpu` and `memory` are those of the command and of every process that it started. `left`:
    processes that were still there five seconds after the command had ended, and were then ended.
    """

    wall: float
    cpu: float
    memory: float
    code: int
    said: str
    left: int = 0

    def last_words(self, lines: int = 6) -> str:
        """The end of what it printed, for a person who looks for the reason."""
        shown = [line.rstrip() for line in self.said.splitlines() if line.strip()]
        return "\n".join(f"    {line[:300]}" for line in shown[-lines:])


def script(name: str) -> str:
    """The command beside this Python, or the first one of that name on the PATH.

    Raises FileNotFoundError where there is none.
    """
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        raise FileNotFoundError(f"{name} is not installed beside {sys.executable}.")
    return found


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This environment as if it were activated; Python may keep its bytecode.

    nbgrader calls `alembic` by its bare name. Without bytecode each command compiles everything.
    """
    kept = {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', os.defpath)}"
    return {**kept, "PATH": path, **(more or {})}


def measure(command: list[str], folder: Path, more: Mapping[str, str] | None = None) -> Run:
    """Run a command in a folder to its end. No other child of this process may be running."""
    _adopt_orphans()
    os.sync()  # what was copied before is not this command's to write
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as printed:
        watch = _Watch()
        watch.start()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(more),
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        code = process.wait()
        wall = time.perf_counter() - start
        left = _reap()
        watch.stop()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        printed.seek(0)
        said = printed.read()
    waited = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # Whoever ignores how its children end has their time counted nowhere; the looks saw most of it.
    return Run(wall, max(waited, watch.cpu), watch.memory / _MEBIBYTE, code, said, left)


class _Watch:
    """Looks at all descendants of this process until it is stopped."""

    def __init__(self) -> None:
        self.memory = 0.0  # bytes
        self._seconds: dict[tuple[int, int], float] = {}
        self._highest = 0
        self._exact_at = 0.0
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._look_on, daemon=True)

    @property
    def cpu(self) -> float:
        """Seconds of CPU that were seen, of every process its own."""
        return sum(self._seconds.values())

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ends.set()
        self._thread.join()

    def _look_on(self) -> None:
        while not self._ends.wait(_EVERY):
            tree = descendants()
            self._seconds |= {(pid, seen.began): seen.cpu for pid, seen in tree.items()}
            self._weigh(tree)

    def _weigh(self, tree: "dict[int, Seen]") -> None:
        """The exact count twice a second, and whenever the quick one is higher than ever."""
        quick = sum(seen.memory for seen in tree.values())
        now = time.monotonic()
        if quick <= self._highest * _HIGHER and now < self._exact_at:
            return
        self._highest, self._exact_at = max(quick, self._highest), now + _EXACT_EVERY
        self.memory = max(self.memory, sum(_share_of(pid, tree[pid]) for pid in tree))


@dataclass(frozen=True)
class Seen:
    """A process at one moment: its parent, its own CPU seconds, when it began (ticks), and its
    memory in bytes with all that it shares with others (RSS).
    """

    parent: int
    cpu: float
    began: int
    memory: int


def descendants() -> dict[int, Seen]:
    """Every process that this one started, and those that they started."""
    names = (path.name for path in Path("/proc").iterdir())
    everybody = {int(name): seen for name in names if (seen := _seen(name))}
    children: dict[int, list[int]] = {}
    for pid, seen in everybody.items():
        children.setdefault(seen.parent, []).append(pid)
    found: dict[int, Seen] = {}
    waiting = list(children.get(os.getpid(), ()))
    while waiting:
        pid = waiting.pop()
        found[pid] = everybody[pid]
        waiting += children.get(pid, ())
    return found


def _seen(name: str) -> Seen | None:
    if not name.isdigit():
        return None
    try:
        with open(f"/proc/{name}/stat", "rb") as file:  # noqa: PTH123 - opened very often
            text = file.read()
    except OSError:  # it has ended
        return None
    said = text[text.rindex(b")") + 2 :].split()  # a process may have any name
    return Seen(
        parent=int(said[1]),
        cpu=(int(said[11]) + int(said[12])) / _TICKS,
        began=int(said[19]),
        memory=int(said[21]) * _PAGE,
    )


def _share_of(pid: int, seen: Seen) -> float:
    """Bytes of a process in which shared pages count by their share (PSS); else its RSS."""
    try:
        said = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except PermissionError:  # it belongs to somebody else
        return seen.memory
    except OSError:
        return 0.0
    for line in said.splitlines():
        if line.startswith("Pss:"):
            return float(line.split()[1]) * 1024
    return 0.0


def _adopt_orphans() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _reap() -> int:
    """Wait for all that the command left behind, at last ending it; how many had to be ended."""
    until, ended = time.monotonic() + _PATIENCE, 0
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return ended
        if pid == 0 and time.monotonic() > until:
            for child in descendants():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, 9)
                ended += 1
            until += _PATIENCE
        if pid == 0:
            time.sleep(0.01)
