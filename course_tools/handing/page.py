"""The participant's notebook as it stands on the disk: found, read, and taken apart."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from course_tools.errors import HandInRefused

FORM_TAG = "course-form"
# The same rule as the word count on the page.
_WORD = re.compile(r"[\w’'-]+")

Cell = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """`assignment` is its name in the course, whatever the file is called; `saved` is local time."""

    path: Path
    assignment: str
    title: str
    notebook: dict[str, Any]
    saved: datetime

    @property
    def cells(self) -> list[Cell]:
        """The cells that are well-formed enough to be looked at."""
        cells = self.notebook.get("cells")
        return [c for c in cells if isinstance(c, dict)] if isinstance(cells, list) else []

    @property
    def course(self) -> dict[str, Any]:
        """What the course wrote about the page."""
        return _dict(_dict(self.notebook.get("metadata")).get("course"))

    @property
    def is_renamed(self) -> bool:
        """Whether the file no longer has the assignment's name."""
        return self.path.stem != self.assignment


@dataclass(frozen=True)
class Written:
    """A Markdown answer: `text` without the prompt, `wanted` words or 0."""

    id: str
    title: str
    text: str
    wanted: int

    @property
    def words(self) -> int:
        """How many words it has, counted as on the page."""
        return len(_WORD.findall(self.text))


def read_page(folder: Path) -> Page:
    """The assignment's notebook in a folder. Raises HandInRefused with what to do."""
    expected = folder / f"{folder.name}.ipynb"
    if expected.exists():
        return _page(expected, _read(expected))
    found = list(_assignments_in(folder))
    named = [page for page in found if not page.is_renamed]
    if len(named or found) > 1:
        names = ", ".join(page.path.name for page in named or found)
        raise HandInRefused(
            f"There are several copies of your page in '{folder.name}': {names}. Keep the one with "
            "your work, move the others to another folder, then check again."
        )
    if named or found:
        return (named or found)[0]
    damaged = sorted(path.name for path in folder.glob("*.ipynb"))
    if damaged:
        raise _damaged(folder / damaged[0])
    raise HandInRefused(
        f"Your page is not in the folder '{folder.name}'. If it is still open, save it once (Ctrl+S, "
        "on a Mac ⌘S). If it is gone: what you entered in forms is kept in answers.json, and "
        f"{_REBUILD.format(name=folder.name)}"
    )


def cell_text(cell: Cell) -> str:
    """A cell's source as one text."""
    source = cell.get("source", "")
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def facts(cell: Cell, about: str) -> dict[str, Any]:
    """What a cell's metadata says under `about`: "course" or "nbgrader"."""
    return _dict(_dict(cell.get("metadata")).get(about))


def is_form(cell: Cell) -> bool:
    """Whether a cell shows one of the course's forms."""
    tags = _dict(cell.get("metadata")).get("tags")
    return cell.get("cell_type") == "code" and isinstance(tags, list) and FORM_TAG in tags


def is_own_cell(cell: Cell) -> bool:
    """Whether the participant added this cell: the course's own cannot be deleted by hand."""
    return (
        _dict(cell.get("metadata")).get("deletable") is not False
        and not facts(cell, "nbgrader")
        and not is_form(cell)
    )


def written_answer(cell: Cell) -> Written | None:
    """The Markdown answer in a cell, or None when it is no answer cell."""
    course = facts(cell, "course")
    name = course.get("answer")
    if cell.get("cell_type") != "markdown" or not isinstance(name, str):
        return None
    prompt, title, wanted = course.get("prompt"), course.get("title"), course.get("words")
    text = cell_text(cell)
    if isinstance(prompt, str) and prompt:
        text = text.replace(prompt, "", 1)
    return Written(
        name,
        title if isinstance(title, str) else name,
        text.strip(),
        wanted if type(wanted) is int else 0,
    )


_REBUILD = "the course can rebuild the page: “course rebuild {name}”, typed in the workbook's folder, does it."


def _assignments_in(folder: Path) -> Iterator[Page]:
    for path in sorted(folder.glob("*.ipynb")):
        try:
            page = _page(path, _read(path))
        except HandInRefused:
            continue
        if isinstance(page.course.get("assignment"), str):
            yield page


def _page(path: Path, notebook: dict[str, Any]) -> Page:
    course = _dict(_dict(notebook.get("metadata")).get("course"))
    name, title = course.get("assignment"), course.get("title")
    return Page(
        path=path,
        assignment=name if isinstance(name, str) and _is_plain(name) else path.stem,
        title=title if isinstance(title, str) else path.stem,
        notebook=notebook,
        saved=datetime.fromtimestamp(path.stat().st_mtime).astimezone(),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise HandInRefused(
            f"{path.name} cannot be read ({error.strerror or error}). Close other programs that "
            "use it, then check again."
        ) from None
    except (ValueError, RecursionError):
        raise _damaged(path) from None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise _damaged(path)
    return notebook


def _damaged(path: Path) -> HandInRefused:
    return HandInRefused(
        f"{path.name} on the disk is damaged, so nothing was sent. If the page is still open, save it "
        "once (Ctrl+S, on a Mac ⌘S) and check again. If not: what you entered in forms is kept in "
        f"answers.json, and {_REBUILD.format(name=path.stem)}"
    )


def _is_plain(name: str) -> bool:
    """Whether a name can be a file's name anywhere: it comes from a file anyone may have edited."""
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) is not None


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
