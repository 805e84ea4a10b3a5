"""Grade a hand-in whose files lie at an address that fsspec knows: fetch, grade here, put back."""

import atexit
import contextlib
import shutil
import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from course_tools.grading.engine.facts import Task
from course_tools.grading.engine.task import Done, grade_one

_OF_COURSE = ("release", "source", "assignments")
_OF_PERSON = ("submitted", "autograded", "received")
_SETTINGS = "nbgrader_config.py"


def grade_far(task: Task, files: str) -> Done:
    """The same as `grade_one`, with the course at the address `files`.

    The files are put back before the gradebook is written: where it says graded, they are there.
    """
    far, top = _opened(files)
    with tempfile.TemporaryDirectory(prefix="workbook-far-") as scratch:
        root = Path(scratch)
        course = _course(files, task.assignment, task.course_state)
        for path in course.iterdir():
            (root / path.name).symlink_to(path)
        aside = f"set-aside/{task.assignment}/{task.student}"
        for place in (aside, *(f"{p}/{task.student}/{task.assignment}" for p in _OF_PERSON)):
            _fetch(far, f"{top}/{place}", root / place)
        done = grade_one(
            replace(task, root=str(root)), lambda: _put_back(far, top, root, task, "submitted")
        )
        if done.kind == "set aside":
            _put_back(far, top, root, task, "set-aside")
        return done


def students_at(files: str, assignment: str) -> list[str]:
    """Everybody who has handed in at this address."""
    far, top = _opened(files)
    found = far.glob(f"{top}/submitted/*/{assignment}")
    return sorted(PurePosixPath(path).parent.name for path in found)


def _put_back(far: Any, top: str, root: Path, task: Task, first: str) -> None:
    """Everything that grading wrote. What was set aside arrives before it leaves `submitted`."""
    own = [f"{part}/{task.student}/{task.assignment}" for part in _OF_PERSON]
    places = [f"set-aside/{task.assignment}/{task.student}", *own]
    if first == "submitted":
        places = [*own, places[0]]
    for place in places:
        here, there = root / place, f"{top}/{place}"
        if here.exists():
            _put(far, here, there)
        elif far.exists(there):
            far.rm(there, recursive=True)


def _put(far: Any, folder: Path, there: str) -> None:
    """Make a far folder the same as this one, file by file."""
    names = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    for name in sorted(names):
        target = f"{there}/{name.as_posix()}"
        far.makedirs(str(PurePosixPath(target).parent), exist_ok=True)
        far.pipe_file(target, (folder / name).read_bytes())
    for path in far.find(there):
        if Path(PurePosixPath(path).relative_to(far._strip_protocol(there))) not in names:
            far.rm_file(path)


def _fetch(far: Any, there: str, folder: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        for path in far.find(there):
            name = PurePosixPath(path).relative_to(far._strip_protocol(there))
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(far.cat_file(path))


@lru_cache(maxsize=2)
def _course(files: str, assignment: str, _state: str) -> Path:
    """The course's own part, fetched once by each process."""
    far, top = _opened(files)
    folder = Path(tempfile.mkdtemp(prefix="workbook-course-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for part in _OF_COURSE:
        _fetch(far, f"{top}/{part}/{assignment}", folder / part / assignment)
    with contextlib.suppress(FileNotFoundError):
        (folder / _SETTINGS).write_bytes(far.cat_file(f"{top}/{_SETTINGS}"))
    return folder


@lru_cache(maxsize=2)
def _opened(files: str) -> tuple[Any, str]:
    import fsspec  # noqa: PLC0415

    far, top = fsspec.core.url_to_fs(files)
    return far, str(top).rstrip("/")
