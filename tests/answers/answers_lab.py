"""What the tests of the answer store share: child processes to kill, small disks, notebooks."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from course_tools.answers import ANSWERS_FILE, MIRROR_MIME, AnswerSheet

can_fork = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="needs fork: kills and limits are tried on Linux and macOS"
)


def in_child(work: Callable[[], None]) -> int:
    """Start `work` in a forked process; its process id. It ends with 0, or 1 when it raised."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


def exit_of(child: int) -> int:
    """Wait for a child; its exit code, or minus the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def notebook(folder: Path, sheet: AnswerSheet, *questions: str, name: str = "lesson") -> Path:
    """A saved notebook with the mirror of some questions."""
    data = {MIRROR_MIME: sheet.mirror(list(questions)), "text/plain": "…"}
    return notebook_holding(folder, {"output_type": "display_data", "data": data}, name=name)


def notebook_holding(folder: Path, output: object, *, name: str = "lesson") -> Path:
    """A saved notebook with one cell that has this output."""
    cells = [{"cell_type": "code", "source": "", "outputs": [output]}]
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps({"cells": cells, "nbformat": 4}), encoding="utf-8")
    return path


def forget(folder: Path, *, copies: bool) -> None:
    """Delete the answers file, and its copies too when asked."""
    (folder / ANSWERS_FILE).unlink(missing_ok=True)
    if copies:
        for path in (folder / ".answers").glob("*"):
            path.unlink()
        (folder / ".answers").rmdir()


@contextmanager
def small_disk(where: Path, size: str) -> Iterator[Path]:
    """A disk of its own, mounted at a new folder; skips where that is not allowed."""
    where.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(where)]
    if not hasattr(os, "geteuid") or os.geteuid() or subprocess.call(mount, stderr=-3):
        pytest.skip("mounting a small disk needs root on Linux")
    try:
        yield where
    finally:
        subprocess.check_call(["umount", "-l", str(where)])


def remount(disk: Path, how: str) -> None:
    """Make a small disk read-only ('ro') or writable ('rw')."""
    subprocess.check_call(["mount", "-o", f"remount,{how}", str(disk)])
