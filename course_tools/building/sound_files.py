"""Rules for folders: nothing in `source/` or `release/` that gives answers away or overwrites them."""

import json
import re
from pathlib import Path

from course_tools.course_folder import assignments
from course_tools.errors import CourseUnsound

_KNOWN_ENDINGS = {".md", ".toml", ".ipynb", ".png", ".svg", ".csv", ".txt", ".json"}
_MARKERS = ("BEGIN SOLUTION", "END SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
_NBGRADER_KEYS = {
    "cell_type",
    "checksum",
    "grade",
    "grade_id",
    "locked",
    "points",
    "schema_version",
    "solution",
    "task",
}


def breaches_in_folders(course: Path) -> list[str]:
    """What stands where it must not."""
    try:
        names = {part.id for part in assignments(course)}
    except CourseUnsound:
        names = set()
    found = []
    for kind in ("source", "release"):
        for folder in sorted(p for p in (course / kind).glob("*") if p.is_dir()):
            if names and folder.name not in names:
                found.append(
                    f"{kind}/{folder.name}: no assignment of that name. Remove the folder, or run "
                    "course build after writing assignments/" + folder.name
                )
            found += _in_built(course, folder, kind)
    for folder in sorted(p for p in (course / "modules").glob("*") if p.is_dir()):
        found += _in_module(course, folder)
    return found


def _in_module(course: Path, folder: Path) -> list[str]:
    found = []
    if folder.name != "programmes" and not (folder / f"{folder.name}.md").exists():
        found.append(f"modules/{folder.name}: has no {folder.name}.md. Write it, named as the folder.")
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in _KNOWN_ENDINGS and not _is_private(path, folder):
            name = path.relative_to(course).as_posix()
            found.append(f"{name}: a lesson holds text, data and images only. Move it elsewhere.")
    return found


def _is_private(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _in_built(course: Path, folder: Path, kind: str) -> list[str]:
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(course).as_posix()
        if path.name == "answers.json":
            found.append(f"{name}: would overwrite every participant's answers. Remove it.")
        elif path.suffix in {".md", ".py"} and path.parent == folder:
            found.append(
                f"{name}: nbgrader copies it, answers included, into release/. Move it to "
                f"assignments/{folder.name}/."
            )
        elif path.suffix == ".ipynb":
            found += [f"{name}: {breach}" for breach in _in_notebook(path, kind)]
    return found


def _in_notebook(path: Path, kind: str) -> list[str]:
    text = path.read_text(encoding="utf-8")
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError):
        return ["is not a notebook. Run course build."]
    found = []
    if kind == "release":
        for marker in _MARKERS:
            if re.search(rf"(BEGIN|END)?\s*{marker}", text):
                found.append(f"still has '{marker}' in it. Run course build.")
    for cell in cells:
        about = cell.get("metadata", {}).get("nbgrader")
        if about is not None:
            name = f"cell '{about.get('grade_id', '?')}'"
            found += [f"{name} {breach}" for breach in _metadata_breaches(cell, about)]
    return found


def _metadata_breaches(cell: dict[str, object], about: dict[str, object]) -> list[str]:
    found = [
        f"has an unknown nbgrader key '{key}', which nbgrader passes over in silence. Correct it."
        for key in sorted(set(about) - _NBGRADER_KEYS)
    ]
    missing = sorted({"grade", "grade_id", "locked", "schema_version", "solution", "task"} - set(about))
    if missing:
        found.append(f"lacks {', '.join(missing)} in its nbgrader metadata. Run course build.")
    points = about.get("points")
    if about.get("grade") and (type(points) not in (int, float) or not float(str(points)) > 0):
        found.append(f"has points {points!r}. Use a number above 0 in rubric.toml.")
    if about.get("task") and about.get("locked") is False:
        found.append("is a task with locked: false, which fails every submission. Lock it.")
    if about.get("solution") and not "".join(cell.get("source", "")).strip():  # type: ignore[call-overload]
        found.append("is an empty answer cell. Begin it with a prompt.")
    if about.get("grade") and not about.get("solution") and not about.get("locked"):
        found.append("is a check that participants could change. Lock it.")
    return found
