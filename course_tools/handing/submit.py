"""Handing in through the course's exchange, and fetching from it: nbgrader does it, in its own process.

What is handed in is made first, in a folder of its own, from the same short list as the zip. So
nothing else can leave, whatever nbgrader is told.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from course_tools.answers import AnswerSheet
from course_tools.course_folder import find_course
from course_tools.errors import HandInRefused, NotInCourse
from course_tools.handing.exchange_place import ExchangePlace, can_hand_in, find_exchange
from course_tools.handing.hand_in_file import (
    HAND_IN_QUESTION,
    Contents,
    check_course_name,
    what_goes_out,
)

_LONGEST = 180  # seconds; nbgrader needs about five
_LOG_LINE = re.compile(r"^\[.*?\|\s*(ERROR|CRITICAL)\]\s*(.*)$")


@dataclass(frozen=True)
class HandedIn:
    """What arrived, and when (local time)."""

    assignment: str
    at: datetime
    files: tuple[str, ...]

    @property
    def words(self) -> str:
        """One line for the page."""
        return f"Handed in {self.at:%H:%M} on {self.at:%d %B}: {', '.join(self.files)}."


@dataclass(frozen=True)
class Fetched:
    """Where an assignment is now; `is_new` is False when it was there already, untouched."""

    folder: Path
    is_new: bool


def hand_in_through_exchange(folder: Path, participant: str = "") -> HandedIn:
    """Hand in the page of `folder` to the course.

    nbgrader names the hand-in after the login name, unless `participant` is given, which is for
    courses where everybody works under one login. Raises HandInRefused; then nothing arrived.
    """
    folder = folder.resolve()
    try:
        contents = what_goes_out(folder, participant)
        place = find_exchange(folder)
        if place is None or not can_hand_in(place, contents.assignment):
            raise HandInRefused(
                "This computer is not connected to your course, so nothing was sent. Choose “Make "
                "my hand-in file” and send the file instead."
            )
        with tempfile.TemporaryDirectory(prefix="hand-in-") as scratch:
            _lay_out(contents, Path(scratch))
            said = run_nbgrader(
                "submit", contents.assignment, place, Path(scratch), in_the_name_of(participant)
            )
    except OSError as error:
        raise HandInRefused(f"Nothing was sent: {error.strerror or error}. {_SEND_FILE}") from error
    if "Submitted as:" not in said:
        raise HandInRefused(f"Not handed in. {_SEND_FILE} (nbgrader said nothing about it.)")
    return HandedIn(contents.assignment, datetime.now().astimezone(), tuple(contents.files))


def _lay_out(contents: Contents, into: Path) -> None:
    for name, content in contents.files.items():
        target = into / contents.assignment / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def hub_name() -> str:
    """The login's name where it says who somebody is; "" elsewhere: several may share one login."""
    return os.environ.get("JUPYTERHUB_USER", "")


def is_on_hub() -> bool:
    """Whether the login says who somebody is."""
    return bool(hub_name())


def handed_in_as(folder: Path) -> str:
    """The course name under which a folder is handed in; "" where that is the login's name."""
    if is_on_hub() or not folder.is_dir():
        return ""
    answer = AnswerSheet(folder).answer(HAND_IN_QUESTION)
    given = answer.get("course-name") if isinstance(answer, dict) else ""
    try:
        return check_course_name(str(given or ""))
    except HandInRefused:
        return ""


def in_the_name_of(participant: str) -> list[str]:
    """nbgrader's options for one of several people under one login; none for the login's own.

    Receipts open feedback, whoever asks: each participant's lie in a folder of their own.
    """
    from jupyter_core.paths import jupyter_data_dir  # noqa: PLC0415

    if not participant:
        return []
    receipts = Path(jupyter_data_dir()) / "course-receipts" / participant
    return [f"--student={participant}", f"--Exchange.cache={receipts}"]


def fetch_assignment(name: str, into: Path) -> Fetched:
    """Bring a released assignment into `into/NAME`: from the exchange, else from this workbook.

    A folder that is there already is left as it is. Raises NotInCourse when there is no such
    assignment, and HandInRefused when it cannot be copied.
    """
    target = into.resolve() / name
    if target.exists():
        return Fetched(target, is_new=False)
    place = find_exchange(into)
    into.mkdir(parents=True, exist_ok=True)
    if place is not None and (place.outbound / name).is_dir():
        run_nbgrader("fetch_assignment", name, place, into.resolve(), [])
        return Fetched(target, is_new=True)
    released = _released(into, name)
    unfinished = target.with_name(f".{name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        shutil.copytree(released, unfinished)
        unfinished.replace(target)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise HandInRefused(
            f"{name} was not fetched: the disk said '{error.strerror or error}'. Make room or "
            "choose a folder of your own, then try again."
        ) from error
    return Fetched(target, is_new=True)


_SEND_FILE = "Choose “Make my hand-in file” and send the file to your staff instead."
_REASONS = (
    ("write permissions", "The course's folder for hand-ins does not take files right now."),
    ("Unwritable directory", "The course's folder for hand-ins does not take files right now."),
    ("do not have access", "Your login is not on the list of this course."),
    ("not found", "The course has not released this assignment, or has taken it back."),
    ("too big", "Your folder is too large."),
)


def run_nbgrader(
    command: str, name: str, place: ExchangePlace, assignments: Path, options: list[str]
) -> str:
    """Run one of nbgrader's commands on `assignments`/NAME; what it said. Raises HandInRefused."""
    arguments = [
        *(sys.executable, "-m", "nbgrader", command, name, f"--course={place.course}"),
        f"--Exchange.assignment_dir={assignments}",
        "--Exchange.path_includes_course=False",
        *options,
    ]
    try:
        done = subprocess.run(
            arguments,
            cwd=place.start,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=_LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise HandInRefused(
            f"The course did not answer within three minutes. {_SEND_FILE}"
        ) from None
    except OSError as error:
        raise HandInRefused(f"{error.strerror or error}. {_SEND_FILE}") from error
    if done.returncode:
        raise HandInRefused(f"Nothing was sent. {_reason(done.stdout)} {_SEND_FILE}")
    return done.stdout


def _reason(said: str) -> str:
    faults = [m[2] for line in said.splitlines() if (m := _LOG_LINE.match(line)) and m[2]]
    told = " ".join(faults) or said
    for mark, words in _REASONS:
        if mark in told:
            return words
    return f"nbgrader said: {' '.join((faults[-1] if faults else said[-200:]).split())}."


def _released(near: Path, name: str) -> Path:
    try:
        course = find_course(near)
    except NotInCourse:
        course = find_course()
    released = course / "release" / name
    if not (released / f"{name}.ipynb").exists():
        folder = course / "release"
        known = (
            [path.name for path in sorted(folder.iterdir()) if path.is_dir()]
            if folder.is_dir()
            else []
        )
        raise NotInCourse(
            f"There is no assignment '{name}' to fetch. There are: {', '.join(known) or 'none yet'}."
        )
    return released
