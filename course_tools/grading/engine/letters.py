"""Write one participant's feedback page: the task that `course feedback` runs for everybody."""

import contextlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from course_tools.answers.disk import write_atomically
from course_tools.grading.configuration import TEMPLATES
from course_tools.grading.gradebook import submission
from course_tools.grading.graded_folder import FROM_HAND_IN
from course_tools.grading.page import Page, page_digest, page_of
from course_tools.grading.timings import Timings
from course_tools.grading.wording import in_words, sentence

_DIGEST = re.compile(r'<meta[^>]*\bname="course-digest"[^>]*>')
_CONTENT = re.compile(r'\bcontent="([0-9a-f]{64})"')


@dataclass(frozen=True)
class Letter:
    """Whose page to write."""

    root: str
    assignment: str
    student: str


@dataclass(frozen=True)
class Written:
    """`is_new`: it was written now. `waits`: something on it is not graded yet."""

    student: str
    is_new: bool = False
    waits: bool = False
    reason: str = ""


def feedback_file(root: Path, assignment: str, student: str) -> Path:
    """Where a participant's feedback page is."""
    return root / "feedback" / student / assignment / f"{assignment}.html"


def write_letter(letter: Letter) -> Written:
    """Write the page where it is missing or out of date. What is wrong becomes a reason in words."""
    with Timings() as timings:
        try:
            return _write(letter, timings)
        except (OSError, ValueError, KeyError, TypeError) as problem:
            words = in_words(problem) if isinstance(problem, OSError) else str(problem)
            return Written(
                letter.student, reason=sentence(f"The graded notebook cannot be read: {words}")
            )
        except Exception as problem:  # one page must not stop the others
            return Written(letter.student, reason=in_words(problem))


def lost_letter(letter: Letter, reason: str) -> Written:
    """The same for a page whose process died or was ended."""
    return Written(letter.student, reason=reason)


def _write(letter: Letter, timings: Timings) -> Written:
    root = Path(letter.root)
    timings.step("gather")
    place = feedback_file(root, letter.assignment, letter.student)
    known = submission(root, letter.assignment, letter.student)
    is_new = digest_in(place) != page_digest(root, letter.assignment, letter.student, known)
    waits = known is None or any(cell.points is None for cell in known.cells.values())
    if is_new:
        page = page_of(root, letter.assignment, letter.student, known)
        waits = bool(page.waiting)
        timings.step("lay out")
        html = feedback_html(page)
        timings.step("write")
        place.parent.mkdir(parents=True, exist_ok=True)
        _take_times_along(root / "autograded" / letter.student / letter.assignment, place.parent)
        write_atomically(place, html.encode())
    return Written(letter.student, is_new, waits)


def feedback_html(page: Page) -> str:
    """The page as HTML, the same that nbgrader makes of this template."""
    return str(_template().render(resources={"page": page}))


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415

    # The template escapes by itself, as it must in nbconvert, which does not.
    places = FileSystemLoader([TEMPLATES / "feedback", TEMPLATES / "shared"])
    return Environment(loader=places, autoescape=False).get_template("index.html.j2")


def _take_times_along(graded: Path, to: Path) -> None:
    """What giving back through the exchange needs beside the page."""
    for name in FROM_HAND_IN:
        with contextlib.suppress(FileNotFoundError):
            write_atomically(to / name, (graded / name).read_bytes())


def digest_in(page: Path) -> str:
    """What an existing page was made from, or "" when there is none."""
    try:
        tag = _DIGEST.search(page.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    found = _CONTENT.search(tag[0]) if tag else None
    return found[1] if found else ""
