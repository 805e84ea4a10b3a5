"""A small sound course in a folder of its own, to build and to break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SMALL_COURSE = Path(__file__).parent / "small_course"
LESSON = "modules/01-listening/01-listening.md"
ASSIGNMENT = "assignments/listening-paper/assignment.md"
RUBRIC = "assignments/listening-paper/rubric.toml"
PROGRAMME = "modules/programmes/small.toml"

Change = Callable[[Path], None]


def replace(name: str, old: str, new: str) -> Change:
    """A change of one place in a file; the place must be there."""

    def change(course: Path) -> None:
        path = course / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r} any more"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")

    return change


def write(name: str, text: str = "x") -> Change:
    """A change that writes a whole file."""

    def change(course: Path) -> None:
        path = course / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    return change


def remove(name: str) -> Change:
    """A change that takes a file away."""
    return lambda course: (course / name).unlink()


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name, to see what changed."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The small course as authors wrote it, not yet built."""
    return Path(shutil.copytree(SMALL_COURSE, tmp_path / "course"))


@pytest.fixture(scope="module")
def built_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course, built once. Look, do not touch."""
    from course_tools.building.everything import build_course  # noqa: PLC0415

    folder = Path(shutil.copytree(SMALL_COURSE, tmp_path_factory.mktemp("built") / "course"))
    build_course(folder)
    return folder
