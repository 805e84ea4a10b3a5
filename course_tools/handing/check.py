"""Looking a page over before it is handed in: what is empty, what is odd, what is well."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path
from typing import Literal

from course_tools.answers import AnswerSheet, Json, is_blank
from course_tools.errors import CourseError
from course_tools.handing.page import (
    Cell,
    Page,
    Written,
    cell_text,
    facts,
    is_own_cell,
    read_page,
    written_answer,
)
from course_tools.handing.questions import Question, questions_in, questions_of

Level = Literal["missing", "look", "fine"]
# What is missing in an answer, in plain words; one function for each tool that can tell.
MissingIn = Callable[[Json], list[str]]
_FAR_FROM_WANTED = 0.2  # share of the wanted words, either way
_LAG = timedelta(seconds=90)  # between an answer and the next saving of the page


@dataclass(frozen=True)
class Remark:
    """`where` is the name of a question or a part of the page, `words` what to know about it."""

    level: Level
    where: str
    words: str


def self_check(folder: Path, missing_in: Mapping[str, MissingIn] | None = None) -> list[Remark]:
    """Everything worth knowing before handing in, in the order of the page; changes nothing.

    `missing_in` has, by a tool's name such as "power_map", what can still be missing in it.
    """
    try:
        page = read_page(folder)
        sheet = AnswerSheet(folder)
    except CourseError as refusal:
        return [Remark("missing", "This page", str(refusal))]
    return check_page(page, sheet, missing_in or {})


def check_page(page: Page, sheet: AnswerSheet, missing_in: Mapping[str, MissingIn]) -> list[Remark]:
    """The same, for a page and a sheet that are open already."""
    questions = {question.id: question for question in questions_of(page)}
    remarks = []
    for cell in page.cells:
        written = written_answer(cell)
        if written is not None:
            remarks.append(_on_writing(written))
        for asked in questions_in(cell):
            question = questions.pop(asked.id, None)
            if question is not None:
                remarks.append(_on_answer(question, sheet.answer(question.id), missing_in))
    return [*remarks, *_on_cells(page), _on_saving(page, sheet)]


def checksum(cell: Cell) -> str:
    """nbgrader's checksum of a cell (nbgrader.utils.compute_checksum), without loading nbgrader."""
    said = facts(cell, "nbgrader")
    parts = [cell_text(cell), str(cell.get("cell_type", ""))]
    parts += [str(said.get(fact, False)) for fact in ("grade", "solution", "locked")]
    parts.append(str(said.get("grade_id", "")))
    if said.get("grade"):
        points = said.get("points")
        parts.append(str(float(points)) if isinstance(points, (int, float)) else "")
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def _on_writing(written: Written) -> Remark:
    if not written.text:
        return Remark("missing", written.title, "Nothing is written here yet.")
    count = f"{written.words} words" if written.words != 1 else "1 word"
    if written.wanted and abs(written.words - written.wanted) > _FAR_FROM_WANTED * written.wanted:
        return Remark("look", written.title, f"{count}; about {written.wanted} are wanted.")
    return Remark("fine", written.title, f"{count}.")


def _on_answer(question: Question, answer: Json, missing_in: Mapping[str, MissingIn]) -> Remark:
    where = question.title
    if question.tool == "tick":
        said = "Ticked." if answer is True else "Not ticked yet. Tick it when it is true."
        return Remark("fine" if answer is True else "missing", where, said)
    if is_blank(answer):
        return Remark("missing", where, "Nothing is entered here yet.")
    if question.parts and isinstance(answer, list):
        given = [*answer, *[None] * len(question.parts)]
        empty = [p for p, said in zip(question.parts, given, strict=False) if is_blank(said)]
        if empty:
            return Remark("missing", where, f"Still empty: “{'” and “'.join(empty)}”")
    if question.tool in missing_in:
        missing = missing_in[question.tool](answer)
        if missing:
            return Remark("missing", where, " ".join(missing))
    return Remark("fine", where, "Answered.")


def _on_cells(page: Page) -> Iterator[Remark]:
    graded = [cell for cell in page.cells if facts(cell, "nbgrader").get("grade_id")]
    counts = Counter(str(facts(cell, "nbgrader")["grade_id"]) for cell in graded)
    for name, count in counts.items():
        if count > 1:
            yield Remark(
                "look",
                _title(graded, name),
                f"This part stands {count} times on the page, and only the first is read. Put your "
                "words into the first one.",
            )
    yield from _on_lost_cells(page, set(counts))
    yield from _on_changed_cells(graded)
    own = [cell for cell in page.cells if is_own_cell(cell) and cell_text(cell).strip()]
    if own:
        yield Remark(
            "look",
            "Cells you added",
            f"{len(own)} cell{'s' if len(own) > 1 else ''} of your own will go along, but only the "
            "parts with a title are read for points.",
        )
    if any(cell.get("attachments") or "data:image" in cell_text(cell) for cell in page.cells):
        yield Remark(
            "look",
            "Pictures",
            "A picture was pasted into the page. Pasted pictures stay here. Say in words what "
            "it shows, without names.",
        )
    if page.is_renamed:
        yield Remark(
            "look",
            "This page",
            f"The file is called {page.path.name}. It goes out as {page.assignment}.ipynb.",
        )


def _on_lost_cells(page: Page, there: set[str]) -> Iterator[Remark]:
    """Only where the page carries the list of its graded parts, `course.graded`."""
    wanted = page.course.get("graded")
    for name in wanted if isinstance(wanted, list) else ():
        if isinstance(name, str) and name not in there:
            yield Remark(
                "look",
                name.replace("-", " ").capitalize(),
                "This part is no longer on the page. If you wrote in it, choose Edit, then Undo "
                "Cell Operation. Otherwise the course puts it back when it reads the page.",
            )


def _on_changed_cells(graded: list[Cell]) -> Iterator[Remark]:
    changed = [
        cell
        for cell in graded
        if facts(cell, "nbgrader").get("locked")
        and facts(cell, "nbgrader").get("checksum") not in (None, checksum(cell))
    ]
    if changed:
        yield Remark(
            "look",
            "The course's own parts",
            f"{len(changed)} of them changed. That is no harm: the course uses its own when "
            "it reads the page.",
        )


def _on_saving(page: Page, sheet: AnswerSheet) -> Remark:
    when = f"{page.saved:%H:%M on %d %B}"
    entries = [sheet.entry(name) for name in sheet.questions() if name != "hand-in"]
    latest = max((entry.saved for entry in entries if entry), default="")
    if latest > (page.saved.astimezone(UTC) + _LAG).isoformat():
        return Remark(
            "look",
            "Saving",
            f"The page itself was last saved at {when}, before your latest answer. Press Ctrl+S "
            "(on a Mac ⌘S), then check again.",
        )
    return Remark(
        "fine",
        "Saving",
        f"The page was last saved at {when}. If you wrote after that, press Ctrl+S (on a Mac ⌘S).",
    )


def _title(graded: list[Cell], name: str) -> str:
    for cell in graded:
        written = written_answer(cell)
        if written is not None and written.id == name:
            return written.title
    return name.replace("-", " ").capitalize()
