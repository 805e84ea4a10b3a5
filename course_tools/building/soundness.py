"""What would lose an answer, harm a grade or lock somebody out, found before anyone meets it.

Every breach is one line: file, cell, what is wrong, what to do. All are listed, not only the first.
"""

from pathlib import Path

from nbformat import NotebookNode

from course_tools.building import sound_cells, sound_files, sound_prose
from course_tools.building.notebooks import read_text
from course_tools.course_folder import Part, assignments, lessons
from course_tools.errors import CourseUnsound
from course_tools.rubric import Item, read_rubric

_ABOUT = {"id": str, "title": str, "minutes": int}


def breaches_in_course(course: Path) -> list[str]:
    """Every breach in the course's texts, and in what was built from them."""
    found: list[str] = []
    for part in _parts(course, found):
        found += breaches_in(part, course)
    found += sound_files.breaches_in_folders(course)
    return found


def breaches_in(part: Part, course: Path) -> list[str]:
    """Every breach in one lesson or assignment."""
    where = part.text.relative_to(course).as_posix()
    about = f"{where.rpartition('/')[0]}/about.toml"
    found = [f"{about}: {breach}" for breach in _about_breaches(part)]
    try:
        raw = part.text.read_text(encoding="utf-8")
        cells = read_text(part.text)
    except (UnicodeDecodeError, ValueError) as error:
        return [*found, f"{where}: cannot be read ({error}). Save it as UTF-8 MyST Markdown."]
    rubric: dict[str, Item] = {}
    if part.is_assignment:
        try:
            rubric = read_rubric(part.folder / "rubric.toml")
        except CourseUnsound as unsound:
            found += unsound.breaches
    found += [f"{where}: {breach}" for breach in sound_cells.lost_cells(raw, cells)]
    found += [f"{where}: {breach}" for breach in sound_prose.breaches(raw, part.folder)]
    found += [f"{where}: {breach}" for breach in _cell_breaches(part, cells, rubric)]
    return found


def _parts(course: Path, found: list[str]) -> list[Part]:
    try:
        return [*lessons(course), *assignments(course)]
    except CourseUnsound as unsound:
        found += unsound.breaches
        return []


def _cell_breaches(part: Part, cells: list[NotebookNode], rubric: dict[str, Item]) -> list[str]:
    found = sound_cells.breaches(cells, rubric, in_assignment=part.is_assignment)
    found += sound_cells.repeated_questions(cells)
    if part.is_assignment:
        found += sound_cells.unmatched_rubric(cells, rubric)
    elif not part.id.startswith("00-"):
        found += sound_cells.missing_in_lesson(cells)
        if len(part.about.get("open_readings", [])) < 2:
            found.append("about.toml lists fewer than two open_readings. Nobody should have to buy.")
    return found


def _about_breaches(part: Part) -> list[str]:
    found = []
    for key, kind in _ABOUT.items():
        if not isinstance(part.about.get(key), kind):
            found.append(f"{key} is missing or not {kind.__name__}. Add it.")
    if part.about.get("id") != part.id:
        found.append(f"id is {part.about.get('id')!r}, the folder '{part.id}'. Make them agree.")
    if part.is_assignment and part.about.get("execution", "data") not in ("data", "sandbox"):
        found.append('execution is neither "data" nor "sandbox". Use "data" unless code is taught.')
    return found
