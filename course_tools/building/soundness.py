"""What would lose an answer, harm a grade or lock somebody out, found before anyone meets it.

Every breach is one line: file, cell, what is wrong, what to do. All are listed, not only the first.
"""

import os
import re
from pathlib import Path

from nbformat import NotebookNode

from course_tools.building import (
    sound_answers,
    sound_cells,
    sound_files,
    sound_points,
    sound_programmes,
    sound_prose,
)
from course_tools.building.glossary import terms_of, unknown_terms
from course_tools.building.notebooks import read_text
from course_tools.course_folder import Part, assignment_texts, lesson_texts, read_part
from course_tools.errors import CourseUnsound
from course_tools.rubric import Item, read_rubric

_ABOUT = {"id": str, "title": str, "minutes": int}
_MINUTES_SAID = re.compile(r"^\*\*Time:\*\* about (\d+) minutes", re.MULTILINE)


def breaches_in_course(course: Path) -> list[str]:
    """Every breach in the course's texts, and in what was built from them."""
    found: list[str] = []
    parts = []
    for text in [*lesson_texts(course), *assignment_texts(course)]:
        try:
            parts.append(read_part(text))
        except CourseUnsound as unsound:
            found += unsound.breaches
    for part in parts:
        found += breaches_in(part, course)
    found += sound_programmes.breaches(course, parts)
    found += sound_files.breaches_in_folders(course)
    return [_from_the_top(breach, course) for breach in found]


def breaches_in(part: Part, course: Path) -> list[str]:
    """Every breach in one lesson or assignment."""
    where = part.text.relative_to(course).as_posix()
    folder = where.rpartition("/")[0]
    found = [f"{folder}/about.toml: {breach}" for breach in _about_breaches(part)]
    try:
        raw = part.text.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return [*found, f"{where}: not UTF-8 text ({error}). Save it as UTF-8."]
    found += [
        f"{where}: {breach}"
        for breach in [*sound_prose.breaches(raw, part), *_time_breaches(raw, part)]
    ]
    try:
        cells = read_text(part.text)
    except CourseUnsound as unsound:
        return [*found, *unsound.breaches]
    rubric = _rubric(part, found) if part.is_assignment else {}
    found += [f"{where}: {breach}" for breach in sound_cells.lost_cells(raw, cells)]
    found += [f"{where}: {breach}" for breach in _cell_breaches(part, cells, rubric)]
    if rubric:
        found += sound_answers.breaches(part.folder / "model-answers.toml", rubric)
    return found


def _rubric(part: Part, found: list[str]) -> dict[str, Item] | None:
    """The rubric, or None, with its breaches in `found`, when it cannot be read."""
    try:
        return read_rubric(part.folder / "rubric.toml")
    except CourseUnsound as unsound:
        found += unsound.breaches
        return None


def _cell_breaches(
    part: Part, cells: list[NotebookNode], rubric: dict[str, Item] | None
) -> list[str]:
    found = sound_cells.breaches(cells, rubric, in_assignment=part.is_assignment)
    found += sound_cells.repeated_ids(cells)
    if part.is_assignment:
        found += sound_points.unmatched_rubric(cells, rubric or {})
        found += sound_points.miscounted_prompts(cells, rubric or {})
    elif not part.id.startswith("00-"):
        found += sound_cells.missing_in_lesson(cells)
        if terms_of(part) and not any("insert" in cell.metadata for cell in cells):
            found.append('explains none of its terms. Add +++ {"insert": "words"} before the end.')
    return found


def _about_breaches(part: Part) -> list[str]:
    found = []
    for key, kind in _ABOUT.items():
        if type(part.about.get(key)) is not kind:
            found.append(f"{key} is missing or not {kind.__name__}. Add it.")
    if part.about.get("id") != part.id:
        found.append(f"id is {part.about.get('id')!r}, the folder '{part.id}'. Make them agree.")
    if part.is_assignment and part.about.get("execution", "data") not in ("data", "sandbox"):
        found.append('execution is neither "data" nor "sandbox". Use "data" unless code is taught.')
    found += [
        f"names the term '{term}', which is not in modules/glossary.toml. Add it there, or correct it."
        for term in unknown_terms(part)
    ]
    if not part.is_assignment and len(part.about.get("open_readings", [])) < 2:
        found.append(
            "fewer than two open_readings. Add some that are free to read: nobody should have to buy."
        )
    return found


def _time_breaches(raw: str, part: Part) -> list[str]:
    said = _MINUTES_SAID.search(raw)
    if said is None or int(said[1]) == part.minutes:
        return []
    return [f"says about {said[1]} minutes, about.toml {part.minutes}. Make them agree."]


def _from_the_top(breach: str, course: Path) -> str:
    """A breach with its file named from the course's top folder, with forward slashes."""
    top = f"{course}{os.sep}"
    if not breach.startswith(top):
        return breach
    name, colon, rest = breach.removeprefix(top).partition(": ")
    return name.replace(os.sep, "/") + colon + rest
