"""One participant's work, its rubric and its points, ready to be laid out: no drawing here."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from course_tools.answers import ANSWERS_FILE, Json, is_blank
from course_tools.errors import CourseError
from course_tools.grading.comments import ReadComment, read_comment
from course_tools.grading.criteria import in_short, what_is_missing
from course_tools.grading.gathering import Unreadable, entries_in_file
from course_tools.grading.gradebook import Graded, Submission, submission
from course_tools.grading.package import package_digest
from course_tools.grading.released import (
    grade_id,
    is_answer,
    is_check,
    prompt_of,
    questions_asked,
    released_notebook,
    source_of,
    without_prompt,
)
from course_tools.grading.sanitizing import words_as_html
from course_tools.grading.shown import answer_as_html
from course_tools.rubric import LEVELS, Criterion, Item, read_rubric


@dataclass(frozen=True)
class Level:
    """One level of a criterion; `is_reached` once a marker said so."""

    number: int
    name: str
    text: str
    is_reached: bool


@dataclass(frozen=True)
class CriterionRow:
    """One line of the rubric with the level that was reached and the marker's reason."""

    id: str
    name: str
    points: float
    levels: list[Level]
    reached: int | None
    reason: str


@dataclass(frozen=True)
class Part:
    """One graded thing. `points` is None while it waits; `answer` and `comment` are clean HTML.

    `missing`: what the course's check did not find, in words. `remark`: why a check waits.
    """

    id: str
    title: str
    by_person: bool
    answer: str
    is_blank: bool
    words: int
    points: float | None
    most: float
    extra: float = 0.0
    criteria: list[CriterionRow] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    strength: str = ""
    question: str = ""
    next_action: str = ""
    comment: str = ""
    remark: str = ""
    care: str = ""


@dataclass(frozen=True)
class Page:
    """A whole page. `points` and `most` count what is graded; `waiting` parts are not in them.

    `digest` changes whenever anything that the page shows may have changed, its layout included.
    """

    assignment: str
    title: str
    student: str
    name: str
    handed_in: str
    late: str
    parts: list[Part]
    added: list[str]
    remarks: list[str]
    points: float
    most: float
    total: float
    waiting: int
    penalty: float
    digest: str


@dataclass(frozen=True)
class _Sources:
    """Where the parts of a page come from."""

    answers: Mapping[str, Json]
    prompts: Mapping[str, tuple[str, ...]]
    rubric: Mapping[str, Item]
    graded: Mapping[str, Graded]


def page_of(root: Path, assignment: str, student: str, known: Submission | None = None) -> Page:
    """The page of one participant, from the graded notebook, the answers and the gradebook.

    `known` saves reading the gradebook again.
    """
    folder = root / "autograded" / student / assignment
    notebook = json.loads((folder / f"{assignment}.ipynb").read_text(encoding="utf-8"))
    known = known or submission(root, assignment, student)
    released = released_notebook(root, assignment)
    sources = _Sources(
        answers=_answers_in(folder),
        prompts={name: asked.prompts for name, asked in questions_asked(released).items()},
        rubric=_rubric_of(root, assignment),
        graded=known.cells if known else {},
    )
    cells = notebook["cells"]
    parts = [part for part in (_part(cell, sources) for cell in cells) if part is not None]
    course = notebook.get("metadata", {}).get("course", {})
    graded = [part for part in parts if part.points is not None]
    penalty = known.penalty if known else 0.0
    return Page(
        assignment=assignment,
        title=str(course.get("title") or assignment.replace("-", " ").capitalize()),
        student=student,
        name=known.name if known and known.name else student,
        handed_in=_day(known.handed_in) if known and known.handed_in else "",
        late=_late(known),
        parts=parts,
        added=[
            words_as_html(source_of(cell), cell.get("attachments"))
            for cell in cells
            if cell.get("metadata", {}).get("course", {}).get("added")
        ],
        remarks=[str(remark) for remark in course.get("remarks", [])],
        points=max(0.0, sum((p.points or 0) + p.extra for p in graded) - penalty),
        most=sum(part.most for part in graded),
        total=sum(part.most for part in parts),
        waiting=len(parts) - len(graded),
        penalty=penalty,
        digest=page_digest(root, assignment, student, known),
    )


def page_digest(root: Path, assignment: str, student: str, known: Submission | None = None) -> str:
    """The page's digest, without laying it out. `known` saves reading the gradebook again."""
    if known is None:
        known = submission(root, assignment, student)
    digest = hashlib.sha256(f"{package_digest()}\0{known!r}\0".encode())
    graded = root / "autograded" / student / assignment
    for path in (
        graded / f"{assignment}.ipynb",
        graded / ANSWERS_FILE,
        root / "release" / assignment / f"{assignment}.ipynb",
        root / "assignments" / assignment / "rubric.toml",
    ):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def _answers_in(folder: Path) -> dict[str, Json]:
    try:
        entries = entries_in_file(folder / ANSWERS_FILE)
    except (Unreadable, OSError, CourseError):
        return {}
    return {question: entry.value for question, entry in entries.items()}


def _rubric_of(root: Path, assignment: str) -> dict[str, Item]:
    try:
        return read_rubric(root / "assignments" / assignment / "rubric.toml")
    except CourseError:  # the page must still open; `course check` tells the author
        return {}


def _part(cell: dict[str, Any], sources: _Sources) -> Part | None:
    name = grade_id(cell)
    item = sources.rubric.get(name) or _item_without_rubric(name, cell)
    if is_answer(cell):
        return _written(cell, item, sources.graded.get(name))
    if is_check(cell):
        return _checked(cell, item, sources)
    return None


def _written(cell: dict[str, Any], item: Item, graded: Graded | None) -> Part:
    words = without_prompt(source_of(cell), prompt_of(cell))
    read = read_comment(graded.comment if graded else "", item.criteria)
    return Part(
        id=item.id,
        title=item.title,
        by_person=True,
        answer=words_as_html(words, cell.get("attachments")),
        is_blank=not words,
        words=len(words.split()),
        points=graded.points if graded else None,
        most=graded.most if graded else item.points,
        extra=graded.extra if graded else 0.0,
        criteria=[_row(criterion, item, read) for criterion in item.criteria],
        strength=words_as_html(read.strength),
        question=words_as_html(read.question),
        next_action=words_as_html(read.next_action),
        comment=words_as_html(read.other),
        care=item.care,
    )


def _checked(cell: dict[str, Any], item: Item, sources: _Sources) -> Part:
    value = sources.answers.get(item.question)
    graded = sources.graded.get(item.id)
    unclear = cell.get("metadata", {}).get("course", {}).get("needs_person", "")
    short = in_short(source_of(cell), value)
    return Part(
        id=item.id,
        title=item.title,
        by_person=False,
        answer=(answer_as_html(short) if short else "")
        + answer_as_html(value, sources.prompts.get(item.question, ())),
        is_blank=is_blank(value),
        words=0,
        points=graded.points if graded else None,
        most=graded.most if graded else item.points,
        extra=graded.extra if graded else 0.0,
        items=list(item.items),
        missing=what_is_missing(source_of(cell), value),
        remark=str(unclear),
    )


def _row(criterion: Criterion, item: Item, read: ReadComment) -> CriterionRow:
    reached = read.levels.get(criterion.id)
    levels = [
        Level(int(n), item.scale.get(n, ""), criterion.levels[n], reached == int(n)) for n in LEVELS
    ]
    reason = read.reasons.get(criterion.id, "")
    return CriterionRow(criterion.id, criterion.name, criterion.points, levels, reached, reason)


def _item_without_rubric(name: str, cell: dict[str, Any]) -> Item:
    points = cell.get("metadata", {}).get("nbgrader", {}).get("points", 0)
    title = name.replace("-", " ").capitalize()
    return Item(name, title, float(points or 0), by_person=is_answer(cell), question=name)


def _day(time: datetime) -> str:
    return f"{time.day} {time:%B %Y}"


def _late(known: Submission | None) -> str:
    if known is None or known.late <= 0:
        return ""
    days = int(known.late // 86_400)
    return f"{days} day{'s' if days != 1 else ''} late" if days else "less than a day late"
