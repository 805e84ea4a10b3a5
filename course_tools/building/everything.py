"""The whole course: build it, or say what no longer belongs to its text."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from course_tools.answers.disk import remove_unfinished, write_atomically
from course_tools.building.notebooks import (
    COPIED,
    FORM_TAG,
    as_bytes,
    assignment_notebook,
    cell_digest,
    lesson_notebook,
)
from course_tools.building.release import build_release
from course_tools.building.soundness import breaches_in_course
from course_tools.course_folder import Part, assignments, lessons
from course_tools.errors import CourseUnsound, NotInCourse

KNOWN_CELLS = Path("course_tools") / "known_cells.json"
# What a person who opens a built page leaves beside it. It is theirs: never compared or removed.
_PERSONAL = {"answers.json", "answers.json.lock", "my-work", "hand-in", ".gitkeep"}


def build_course(course: Path) -> list[str]:
    """Build every notebook, release and the list of known cells; the changed files' names.

    Everything is built elsewhere first, then taken over file by file: a build that is stopped in
    the middle leaves whole files, and the next one finishes. Raises NotInCourse in a participant's
    folder and CourseUnsound for unsound texts; either way nothing is changed.
    """
    with tempfile.TemporaryDirectory() as scratch:
        built = Path(scratch)
        _build_into(course, built)
        changed = _differences(course, built)
        for name in changed:
            _take_over(course, name, built / name)
    return changed


def stale_files(course: Path) -> list[str]:
    """Built files that are missing, changed by hand, left over, or older than their text.

    Raises as `build_course` does.
    """
    with tempfile.TemporaryDirectory() as scratch:
        built = Path(scratch)
        _build_into(course, built)
        return _differences(course, built)


def breaches_in_course_texts(course: Path) -> list[str]:
    """The breaches that a build would not mend by itself: those outside source/ and release/."""
    return [b for b in breaches_in_course(course) if not b.startswith(("source/", "release/"))]


def _build_into(course: Path, built: Path) -> None:
    if not (course / "assignments").is_dir():
        raise NotInCourse(
            f"{course.name} has no assignments folder: it is a participant's copy, which comes "
            "ready built. Build in the staff's folder."
        )
    breaches = breaches_in_course_texts(course)
    if breaches:
        raise CourseUnsound(breaches)
    for part in lessons(course):
        folder = built / "modules" / part.id
        folder.mkdir(parents=True)
        (folder / f"{part.id}.ipynb").write_bytes(as_bytes(lesson_notebook(part)))
    names = []
    (built / "source").mkdir(parents=True)
    (built / "release").mkdir()
    for part in assignments(course):
        names.append(part.id)
        _build_source(part, built / "source" / part.id)
    if names:
        build_release(built / "source", names, built / "release")
    known = built / KNOWN_CELLS
    known.parent.mkdir(parents=True)
    known.write_text(_known_cells(built), encoding="utf-8")


def _build_source(part: Part, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / f"{part.id}.ipynb").write_bytes(as_bytes(assignment_notebook(part)))
    for name in COPIED:
        if (part.folder / name).is_dir():
            shutil.copytree(part.folder / name, folder / name)


def _known_cells(built: Path) -> str:
    """The digests of all form cells, so that opening a page runs these and no stranger's code."""
    digests = set()
    for path in [*(built / "modules").rglob("*.ipynb"), *(built / "release").rglob("*.ipynb")]:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if FORM_TAG in cell["metadata"].get("tags", ()):
                digests.add(cell_digest("".join(cell["source"])))
    return json.dumps({"cells": sorted(digests)}, indent=1) + "\n"


def _differences(course: Path, built: Path) -> list[str]:
    """Names of files that differ, are missing, or stand in source/ and release/ without a text."""
    found = set()
    for path in (p for p in built.rglob("*") if p.is_file()):
        name = path.relative_to(built)
        there = course / name
        if not there.is_file() or _content(there) != _content(path):
            found.add(name.as_posix())
    for path in _built_files(course):
        if not (built / path.relative_to(course)).exists():
            found.add(path.relative_to(course).as_posix())
    return sorted(found)


def _built_files(course: Path) -> Iterator[Path]:
    for kind in ("source", "release"):
        for path in (course / kind).rglob("*"):
            if path.is_file() and not _is_personal(path.relative_to(course)):
                yield path


def _is_personal(name: Path) -> bool:
    return any(part in _PERSONAL or part.startswith(".") for part in name.parts)


def _take_over(course: Path, name: str, built: Path) -> None:
    there = course / name
    if built.exists():
        there.parent.mkdir(parents=True, exist_ok=True)
        remove_unfinished(there)
        write_atomically(there, built.read_bytes())
        return
    there.unlink()
    for folder in list(there.parents)[: len(Path(name).parts) - 2]:
        if any(folder.iterdir()):
            break
        folder.rmdir()


def _content(path: Path) -> bytes:
    """What counts of a file: a checkout on Windows may have turned the line ends of text."""
    content = path.read_bytes()
    return content.replace(b"\r\n", b"\n") if path.suffix in {".ipynb", ".json"} else content
