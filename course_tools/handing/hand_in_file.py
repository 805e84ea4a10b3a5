"""One zip to send: the notebook, the answers, and the answers as a page to read."""

import errno
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from course_tools.answers import ANSWERS_FILE, AnswerSheet
from course_tools.answers.disk import write_atomically
from course_tools.answers.entries import as_text, entries_from
from course_tools.errors import HandInRefused
from course_tools.handing.clean import clean_notebook
from course_tools.handing.page import Page, read_page
from course_tools.handing.printable import printable
from course_tools.handing.questions import asked_in
from course_tools.privacy.leaving import PRINTABLE, files_that_may_leave

FOLDER = "hand-in"
HAND_IN_QUESTION = "hand-in"
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?")


@dataclass(frozen=True)
class Contents:
    """What goes out, by file name, in the order in which it is packed."""

    assignment: str
    files: dict[str, bytes]
    at: datetime  # UTC


def check_course_name(given: str) -> str:
    """A participant's course name, cleaned of spaces around it. Raises HandInRefused."""
    name = given.strip()
    if not name:
        raise HandInRefused("Write your course name first, as your staff gave it to you.")
    if "@" in name:
        raise HandInRefused(
            "That looks like an e-mail address. Write your course name, as your staff gave it to "
            "you: letters, digits and hyphens, such as p07."
        )
    if not _NAME.fullmatch(name):
        raise HandInRefused(
            f"“{name:.60}” is not a course name. It has only letters from a to z, digits and hyphens, "
            "no spaces, such as p07. Your staff can tell you yours."
        )
    return name


def what_goes_out(folder: Path, participant: str) -> Contents:
    """Everything that would be handed in, made in memory. Raises HandInRefused."""
    page = read_page(folder)
    sheet = AnswerSheet(folder)
    at = datetime.now(UTC).replace(microsecond=0)
    leaving = files_that_may_leave(
        folder, page.assignment, notebook=page.path.name, data=_released_data(page)
    )
    refused = {left.name: left.reason for left in leaving.left_out}
    if page.path.name in refused:
        raise HandInRefused(
            f"{page.path.name} was not sent: {refused[page.path.name]}. Copy the file itself into "
            f"'{folder.name}', then try again."
        )
    asked = [name for cell in page.cells for name in asked_in(cell)]
    mirror = sheet.mirror([*dict.fromkeys(asked), HAND_IN_QUESTION])
    files = {
        f"{page.assignment}.ipynb": clean_notebook(page, mirror),
        ANSWERS_FILE: as_text(page.assignment, entries_from(mirror)).encode(),
        PRINTABLE: printable(page, sheet, participant, at.astimezone()).encode("utf-8", "replace"),
    }
    made = {page.path, folder / ANSWERS_FILE, folder / PRINTABLE}
    for path in leaving.files:
        if path not in made:
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return Contents(page.assignment, files, at)


def make_hand_in_file(folder: Path, participant: str) -> Path:
    """Write `hand-in/NAME__PARTICIPANT__TIME.zip` (UTC) beside the notebook and check it.

    Raises HandInRefused when there is nothing sound to send, when the course name is none, and
    when the disk refuses; earlier hand-in files are never touched.
    """
    name = check_course_name(participant)
    try:
        contents = what_goes_out(folder, name)
        packed = _packed(contents)
        target = folder / FOLDER / f"{contents.assignment}__{name}__{contents.at:%Y%m%dT%H%M%S}.zip"
        _refuse_link(folder / FOLDER)
        target.parent.mkdir(exist_ok=True)
        write_atomically(target, packed)
        if target.read_bytes() != packed:
            raise OSError(errno.EIO, "what was written could not be read back")
    except OSError as error:
        raise HandInRefused(_why_not_written(error, folder)) from error
    return target


def _released_data(page: Page) -> list[str]:
    """Data files that the release names, `course.files`, and that a participant may have changed."""
    named = page.course.get("files")
    return [name for name in named if isinstance(name, str)] if isinstance(named, list) else []


def _packed(contents: Contents) -> bytes:
    buffer = BytesIO()
    time = contents.at.timetuple()[:6]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.files.items():
            entry = zipfile.ZipInfo(name, time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    packed = buffer.getvalue()
    _read_back(packed, contents)
    return packed


def _read_back(packed: bytes, contents: Contents) -> None:
    """Open what was packed as a stranger would, before anybody is told that it is there."""
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        if archive.testzip() is not None or archive.namelist() != list(contents.files):
            raise HandInRefused("The file came out damaged and was thrown away. Try once more.")
        for name in (f"{contents.assignment}.ipynb", ANSWERS_FILE):
            json.loads(archive.read(name))


def _refuse_link(place: Path) -> None:
    if place.is_symlink():
        raise HandInRefused(
            f"'{place.name}' is a link to another folder. Rename it; a plain one is made then."
        )


def _why_not_written(error: OSError, folder: Path) -> str:
    safe = "Nothing was sent, and your answers are safe."
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return f"The file was not made: the disk is full. {safe} Free some room, then try again."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.ENOTDIR}:
        return (
            f"The file was not made: '{folder.name}/{FOLDER}' may not be written to. {safe} Check "
            "that it is a folder of your own, then try again."
        )
    return (
        f"The file was not made: the disk said '{error.strerror or error}'. {safe} Try once more."
    )
