"""Where things are: the course's folder, its lessons and its assignments, and their `about.toml`."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_tools.errors import CourseUnsound, NotInCourse

# At most 60 letters: a notebook's cell ids may have 64, and repeated ones get a number.
KEBAB = re.compile(r"^(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*$")


@dataclass(frozen=True)
class Part:
    """A lesson or an assignment: a folder with a text and an `about.toml`.

    `text` is what the author writes; `minutes` is how long a participant needs.
    """

    id: str
    title: str
    minutes: int
    folder: Path
    text: Path
    about: dict[str, Any]

    @property
    def is_assignment(self) -> bool:
        """Whether it is handed in and graded."""
        return self.text.name == "assignment.md"


def find_course(start: Path | None = None) -> Path:
    """The course's top folder, from anywhere inside it.

    Raises NotInCourse when `start` (default: the current folder) is not inside a course.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "modules" / "programmes").is_dir():
            return folder
    raise NotInCourse(
        f"{here} is not inside the workbook. Change to the workbook's folder, the one that has "
        "start.py and modules in it, and try again."
    )


def lessons(course: Path) -> list[Part]:
    """Every lesson in `modules/`, in the order of the folders' numbers.

    Raises CourseUnsound with every about.toml that cannot be read.
    """
    return _all_parts(lesson_texts(course))


def assignments(course: Path) -> list[Part]:
    """Every assignment in `assignments/`, by name.

    Raises CourseUnsound with every about.toml that cannot be read.
    """
    return _all_parts(assignment_texts(course))


def lesson_texts(course: Path) -> list[Path]:
    """What authors wrote for lessons, in the order of the folders' numbers."""
    texts = [folder / f"{folder.name}.md" for folder in _folders(course / "modules")]
    return [text for text in texts if text.exists()]


def assignment_texts(course: Path) -> list[Path]:
    """What authors wrote for assignments, by the folders' names."""
    texts = [folder / "assignment.md" for folder in _folders(course / "assignments")]
    return [text for text in texts if text.exists()]


def read_part(text: Path) -> Part:
    """The lesson or assignment that a text belongs to. Raises CourseUnsound for its about.toml."""
    about = read_toml(text.with_name("about.toml"))
    return Part(
        id=text.parent.name,
        title=str(about.get("title", text.parent.name)),
        minutes=minutes if type(minutes := about.get("minutes")) is int else 0,
        folder=text.parent,
        text=text,
        about=about,
    )


def assignment(course: Path, name: str) -> Part:
    """One assignment. Raises NotInCourse with the names there are."""
    known = assignments(course)
    for part in known:
        if part.id == name:
            return part
    names = ", ".join(part.id for part in known) or "none yet"
    raise NotInCourse(f"There is no assignment '{name}' in {course.name}. There are: {names}.")


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as data. Raises CourseUnsound with the file and line of a mistake."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CourseUnsound([f"{path}: the file is missing. Write it."]) from None
    except UnicodeDecodeError as error:
        raise CourseUnsound([f"{path}: not UTF-8 text ({error}). Save it as UTF-8."]) from None
    except tomllib.TOMLDecodeError as error:
        raise CourseUnsound([f"{path}: {error}. Mend that line."]) from None


def _folders(parent: Path) -> list[Path]:
    found = parent.iterdir() if parent.is_dir() else ()
    return sorted(folder for folder in found if folder.is_dir() and folder.name != "programmes")


def _all_parts(texts: list[Path]) -> list[Part]:
    found, breaches = [], []
    for text in texts:
        try:
            found.append(read_part(text))
        except CourseUnsound as unsound:
            breaches += unsound.breaches
    if breaches:
        raise CourseUnsound(breaches)
    return found
