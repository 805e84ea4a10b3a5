"""Rules for folders: nothing in `source/` or `release/` that gives answers away or overwrites them."""

import json
from pathlib import Path
from typing import Any

from course_tools.building.sound_answers import MARKERS
from course_tools.course_folder import assignment_texts

_IN_LESSONS = {".md", ".toml", ".ipynb", ".png", ".jpg", ".svg", ".csv", ".txt", ".json"}
_TEXT_TWINS = {".md", ".py", ".Rmd", ".qmd", ".R"}
_NEEDED = {"grade", "grade_id", "locked", "schema_version", "solution", "task"}
_KNOWN_KEYS = {*_NEEDED, "cell_type", "checksum", "points"}


def breaches_in_folders(course: Path) -> list[str]:
    """What stands where it must not."""
    names = {text.parent.name for text in assignment_texts(course)}
    found = []
    for kind in ("source", "release"):
        for folder in sorted(p for p in (course / kind).glob("*") if p.is_dir()):
            # A participant's copy has releases and no assignments: nothing to compare with.
            if (course / "assignments").is_dir() and folder.name not in names:
                found.append(
                    f"{kind}/{folder.name}: no assignment of that name. Run course build to remove "
                    f"what was built, or write assignments/{folder.name}/assignment.md."
                )
            found += _in_built(course, folder, kind)
    for folder in sorted(p for p in (course / "modules").glob("*") if p.is_dir()):
        found += _in_module(course, folder)
    for folder in sorted(p for p in (course / "assignments").glob("*") if p.is_dir()):
        found += _in_assignment(course, folder)
    return found


def _in_module(course: Path, folder: Path) -> list[str]:
    found = []
    if folder.name != "programmes" and not (folder / f"{folder.name}.md").exists():
        found.append(
            f"modules/{folder.name}: has no {folder.name}.md. Write it, named as the folder."
        )
    for path in _files(folder):
        if path.name == "answers.json":  # an author's own try-out; git leaves it out
            continue
        if path.suffix not in _IN_LESSONS:
            found.append(
                f"{_name(path, course)}: a lesson holds text, data and images only. "
                "Move it elsewhere."
            )
    return found


def _in_assignment(course: Path, folder: Path) -> list[str]:
    if not (folder / "assignment.md").exists():
        return [f"assignments/{folder.name}: has no assignment.md. Write it."]
    return [
        f"{_name(path, course)}: would be released with everybody's answers in its place. Remove it."
        for path in _files(folder)
        if path.name == "answers.json"
    ]


def _in_built(course: Path, folder: Path, kind: str) -> list[str]:
    found = []
    for path in _files(folder):
        name = _name(path, course)
        if path.name == "answers.json":
            found.append(f"{name}: would overwrite every participant's answers. Remove it.")
        elif path.suffix == ".ipynb" and path.stem == folder.name and path.parent == folder:
            found += [f"{name}: {breach}" for breach in _in_notebook(path, kind)]
        elif path.suffix in _TEXT_TWINS or path.suffix == ".ipynb":
            found.append(
                f"{name}: nbgrader copies it, answers included, into release/. Move it to "
                f"assignments/{folder.name}/."
            )
        elif path.parent == folder:
            found.append(
                f"{name}: is not built from anything. Keep data in assignments/{folder.name}/data "
                "and pictures in images, and remove this."
            )
    return found


def _in_notebook(path: Path, kind: str) -> list[str]:
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return _in_cells(cells, kind)
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["is not a notebook. Run course build."]


def _in_cells(cells: list[dict[str, Any]], kind: str) -> list[str]:
    found = []
    for cell in cells:
        source = "".join(cell["source"])
        about = cell["metadata"].get("nbgrader")
        name = f"cell '{(about or cell).get('grade_id', cell.get('id', '?'))}'"
        if kind == "release":
            found += [
                f"{name} still has '{marker}' in it. Run course build."
                for marker in MARKERS
                if marker in source
            ]
        if cell.get("attachments"):
            found.append(f"{name} has an attached image. Save it as a file in images/.")
        if about is not None:
            breaches = _metadata_breaches(about) + _answer_breaches(source, about)
            found += [f"{name} {breach}" for breach in breaches]
    return found


def _metadata_breaches(about: dict[str, Any]) -> list[str]:
    found = [
        f"has an unknown nbgrader key '{key}', which nbgrader passes over in silence. "
        "Run course build."
        for key in sorted(set(about) - _KNOWN_KEYS)
    ]
    missing = sorted(_NEEDED - set(about))
    if missing:
        found.append(f"lacks {', '.join(missing)} in its nbgrader metadata. Run course build.")
    points: Any = about.get("points")
    if about.get("grade") and (type(points) not in (int, float) or not points > 0):
        found.append(f"has points {points!r}. Use a number above 0 in rubric.toml.")
    if about.get("task") and not about.get("locked"):
        found.append("is a task with locked: false, which fails every submission. Lock it.")
    if about.get("grade") and not (about.get("solution") or about.get("locked")):
        found.append("is a check that participants could change. Lock it.")
    return found


def _answer_breaches(source: str, about: dict[str, Any]) -> list[str]:
    if about.get("solution") and not source.strip():
        return ["is an empty answer cell. Begin it with a prompt."]
    return []


def _files(folder: Path) -> list[Path]:
    """Every file in a folder, but for what programs keep in hidden ones."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    )


def _name(path: Path, course: Path) -> str:
    return path.relative_to(course).as_posix()
