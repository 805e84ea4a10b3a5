"""nbgrader's converters inside this process: imported once, quiet, one participant at a time."""

import contextlib
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Any

from course_tools.grading import lighter  # noqa: F401 - before nbgrader
from course_tools.grading.configuration import settings_of

_LOG = logging.getLogger("course.grading")


class _Heard(logging.Handler):
    """Keeps what nbgrader complains about, so that it can be told in one line."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def quiet_log() -> logging.Logger:
    """The log that nbgrader's parts write to; it goes nowhere by itself."""
    _LOG.propagate = False
    _LOG.setLevel(logging.ERROR)
    return _LOG


def own_commands_first() -> None:
    """nbgrader makes a new gradebook with the command `alembic` and needs to find it.

    It stands beside this Python, also where nobody activated the environment.
    """
    beside = str(Path(sys.executable).parent)
    if beside not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([beside, os.environ.get("PATH", "")])


def run_converter(
    converter: Any,
    root: Path,
    assignment: str,
    student: str,
    *,
    force: bool = False,
    release_directory: str = "",
) -> list[str]:
    """Run one of nbgrader's converters on one participant; what went wrong, in its words.

    An empty list means that it worked.
    """
    own_commands_first()
    config = settings_of(root)
    config.CourseDirectory.assignment_id = assignment
    config.CourseDirectory.student_id = student
    if release_directory:
        config.CourseDirectory.release_directory = release_directory
    log, heard = quiet_log(), _Heard()
    log.addHandler(heard)
    with contextlib.ExitStack() as quietly:
        quietly.callback(log.removeHandler, heard)
        quietly.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")  # SQLAlchemy's about nbgrader's own way of working
        return _run(converter, config, log, heard, force=force)


def _run(
    converter: Any, config: Any, log: logging.Logger, heard: _Heard, *, force: bool
) -> list[str]:
    from nbgrader.converters.base import NbGraderException  # noqa: PLC0415
    from nbgrader.coursedir import CourseDirectory  # noqa: PLC0415

    try:
        coursedir = CourseDirectory(config=config, log=log)
        converter(coursedir=coursedir, config=config, force=force, log=log).start()
    except NbGraderException as error:
        traces = [_last_line(line) for line in heard.lines if "Traceback" in line]
        return [(traces or [_last_line(line) for line in heard.lines] or [str(error)])[0]]
    except Exception as error:  # nbconvert, nbclient, the disk: one hand-in must not stop others
        return [f"{type(error).__name__}: {error}"]
    return []


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return lines[-1] if lines else ""
