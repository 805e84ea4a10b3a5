"""`course new`: a small working example to begin from. The example is the documentation."""

import keyword
from pathlib import Path

from course_tools.course_folder import KEBAB
from course_tools.errors import NotInCourse

_EXAMPLES = Path(__file__).parent / "examples"


def begin(course: Path, kind: str, name: str) -> list[Path]:
    """Copy the example of a lesson, an assignment or an activity; the new files.

    `name` is a kebab word, such as 02-self-interest or growth-planner. Raises NotInCourse when
    something of that name is there already; nothing is overwritten.
    """
    if not KEBAB.match(name):
        raise NotInCourse(
            f"'{name}' is no name for a folder here. Use small letters, digits and hyphens, "
            "such as 02-self-interest."
        )
    snake = name.replace("-", "_")
    if kind == "activity" and (not snake.isidentifier() or keyword.iskeyword(snake)):
        raise NotInCourse(
            f"'{name}' is no name for an activity: Python has to know it as {snake}. Begin with a "
            "letter, and use no word of Python's own."
        )
    places = {path: _place(course, kind, name, path) for path in _files(kind)}
    for target in places.values():
        if target.exists():
            raise NotInCourse(f"{target.relative_to(course)} is there already. Choose a new name.")
    for path, target in places.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_filled(path.read_text(encoding="utf-8"), name), encoding="utf-8")
    return list(places.values())


def _files(kind: str) -> list[Path]:
    return sorted(path for path in (_EXAMPLES / kind).iterdir() if path.is_file())


def _place(course: Path, kind: str, name: str, path: Path) -> Path:
    snake = name.replace("-", "_")
    if kind == "lesson":
        return course / "modules" / name / path.name.replace("lesson.md", f"{name}.md")
    if kind == "assignment":
        return course / "assignments" / name / path.name
    if path.name.startswith("test_"):
        return course / "tests" / f"test_{snake}.py"
    return course / "course_tools" / "activities" / snake / path.name.removesuffix(".txt")


def _filled(text: str, name: str) -> str:
    words = name.partition("-")[2] if name[:1].isdigit() else name
    return (
        text.replace("NAME_KEBAB", name)
        .replace("NAME_SNAKE", name.replace("-", "_"))
        .replace("NAME_TITLE", words.replace("-", " ").capitalize())
    )
