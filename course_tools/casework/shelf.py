"""The files at hand: the course's invented ones, and those that a participant brought along.

A file is known by a key, "invented/NAME" or "mine/NAME", which is what an answer keeps.
"""

import contextlib
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from course_tools.answers.disk import write_atomically
from course_tools.casework.deprivation import Linked, Neighborhood, neighborhoods
from course_tools.casework.kinds import recognize
from course_tools.casework.lookup import Lookup
from course_tools.casework.opening import opened
from course_tools.casework.reading import open_file
from course_tools.course_folder import find_course
from course_tools.errors import CourseError, FileNotRead, NotInCourse

INVENTED, MINE = "invented", "mine"
_LESSON = "modules/08-data-case/data"
_OWN = "my-work/data"
_TABLES = (".csv", ".txt", ".tsv", ".xlsx", ".zip")
LARGEST_UPLOAD = 200_000_000  # bytes; larger files are put into the folder by hand


def files_at_hand(start: Path | None = None) -> dict[str, str]:
    """Key of every file -> its name and what it is. A file that cannot be read says so."""
    found = {}
    for shelf, folder in _shelves(start).items():
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            if path.suffix.lower() in _TABLES and path.is_file():
                what = _title(*_stamped(path))
                whose = "Invented" if shelf == INVENTED else "Mine"
                found[f"{shelf}/{path.name}"] = f"{whose}: {path.name} ({what})"
    return found


def lookup_of(key: str, start: Path | None = None, period: str = "") -> Lookup:
    """The file of a key, read once and kept until it changes on the disk. Raises FileNotRead."""
    return _kept(*_stamped(path_of(key, start)), period)


def path_of(key: str, start: Path | None = None) -> Path:
    """Where the file of a key lies. Raises FileNotRead when it is not there."""
    shelf, _, name = key.partition("/")
    folder = _shelves(start).get(shelf)
    if folder is None or not name or Path(name).name != name:
        raise FileNotRead("Choose a file first.")
    path = folder / name
    if not path.is_file():
        raise FileNotRead(
            f"The file {name} is not here any more. Choose another, or bring it back."
        )
    return path


def neighborhood_of(place: str, start: Path | None = None) -> tuple[Neighborhood, str] | None:
    """Where a school stands, and by which edition of the Indices, from the files at hand.

    The participant's own files come first, then the invented ones; of several editions the one in
    which most schools are found. None where no two files fit.
    """
    for shelf in (MINE, INVENTED):
        keys = [key for key in files_at_hand(start) if key.startswith(f"{shelf}/")]
        registers = [key for key in keys if _kind_of(key, start) == "england-register"]
        indices = [key for key in keys if _kind_of(key, start) == "england-deprivation"]
        linked = []
        for register in registers:
            for edition in indices:
                with contextlib.suppress(ValueError, CourseError):
                    linked.append(_linked(register, edition, start))
        linked = [one for one in linked if place in one.of_school]
        if linked:
            best = min(linked, key=lambda one: len(one.not_found))
            return best.of_school[place], best.edition
    return None


def _linked(register: str, edition: str, start: Path | None) -> Linked:
    files = [_stamped(path_of(key, start)) for key in (register, edition)]
    return _linked_once(files[0], files[1])


@lru_cache(maxsize=8)
def _linked_once(register: tuple[Path, int, int], edition: tuple[Path, int, int]) -> Linked:
    return neighborhoods(_kept(*register, ""), _kept(*edition, ""))


def _kind_of(key: str, start: Path | None) -> str:
    return _kind(*_stamped(path_of(key, start)))


def own_folder(start: Path | None = None) -> Path:
    """Where a participant's own files lie: `my-work/data` at the top of the course."""
    return find_course(start) / _OWN


def put_on_shelf(name: str, content: bytes, start: Path | None = None) -> str:
    """Keep an uploaded file, if it is one that can be read; its key.

    What is not a published table is not kept at all: it might be a list of people. Raises
    FileNotRead.
    """
    plain = Path(name.replace("\\", "/")).name.lstrip(".") or "file.csv"
    with tempfile.TemporaryDirectory(prefix="published-") as scratch:
        trial = Path(scratch) / plain
        trial.write_bytes(content)
        open_file(trial)
    folder = own_folder(start)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / plain, content)
    except OSError as error:
        raise FileNotRead(
            f"{plain} could be read, but not be kept in my-work/data: {error.strerror or error}. "
            "Free some room on the disk, then try again."
        ) from None
    return f"{MINE}/{plain}"


def _shelves(start: Path | None) -> Mapping[str, Path]:
    try:
        course = find_course(start)
    except NotInCourse:
        return {}
    return {INVENTED: course / _LESSON, MINE: course / _OWN}


def _stamped(path: Path) -> tuple[Path, int, int]:
    """A path and what changes when the file does."""
    state = path.stat()
    return path, state.st_mtime_ns, state.st_size


def _title(path: Path, changed: int, size: int) -> str:
    """What a file is, in words."""
    return _recognized(path, changed, size)[1]


def _kind(path: Path, changed: int, size: int) -> str:
    """The id of a file's kind; "" for one that cannot be read."""
    return _recognized(path, changed, size)[0]


@lru_cache(maxsize=256)
def _recognized(path: Path, _changed: int, _size: int) -> tuple[str, str]:
    try:
        with opened(path) as file:
            kind = recognize(file)[0]
            return kind.id, kind.title
    except CourseError:
        return "", "cannot be read"


@lru_cache(maxsize=6)
def _kept(path: Path, _changed: int, _size: int, period: str) -> Lookup:
    return Lookup(open_file(path, period=period))
