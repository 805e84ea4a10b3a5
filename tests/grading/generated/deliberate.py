"""Where the course grades otherwise than nbgrader on purpose, each with its reason."""

import json
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_tools.grading.released import grade_id
from tests.grading.generated.comparing import Difference, Key, Rows
from tests.grading.generated.programming_sources import ALL, WORTH

_MARKS = ("auto_score", "needs_manual_grade")


@dataclass(frozen=True)
class Case:
    """A difference, with what is needed to judge it."""

    difference: Difference
    handed_in: Path  # the hand-in's folder as it came
    most: float | None  # points of the cell, where it has any
    their_row: Mapping[str, Any]
    our_row: Mapping[str, Any]
    is_set_aside: bool  # on both sides

    @property
    def key(self) -> Key:
        return self.difference.key


Predicate = Callable[[Case], bool]


def _scores(case: Case) -> tuple[Any, Any]:
    return case.our_row.get("auto_score"), case.their_row.get("auto_score")


def _ours(case: Case) -> tuple[Any, Any]:
    return case.our_row.get("auto_score"), case.our_row.get("needs_manual_grade")


def _a_person_looks(assignment: str) -> Predicate:
    """nbgrader gives everything; we give nothing yet and ask a person."""

    def fits(case: Case) -> bool:
        theirs = (case.their_row.get("auto_score"), case.their_row.get("needs_manual_grade"))
        is_here = case.key.assignment == assignment and case.difference.column in _MARKS
        return is_here and theirs == (case.most, False) and _ours(case) == (0.0, True)

    return fits


def _is_numpy(case: Case) -> bool:
    is_here = case.key.assignment == "ends-in-numpy" and case.difference.column == "auto_score"
    return is_here and _scores(case) == (WORTH.get(case.key.cell), case.most)


def _is_stderr(case: Case) -> bool:
    is_here = case.key.assignment == "ends-with-warnings" and case.difference.column == "auto_score"
    return is_here and _scores(case) == (WORTH.get(case.key.cell), 0.0)


def _is_above(case: Case) -> bool:
    """nbgrader had made its rows and put nothing into those that come after the stop."""
    if case.key.assignment != "ends-above-the-maximum":
        return False
    if case.difference.column == "auto_comment":
        return case.difference.theirs is None and case.difference.ours == "No response."
    if case.difference.column not in _MARKS or case.their_row.get("auto_score") is not None:
        return False
    allowed = {"above-three": (0.0, True), "after": (2.0, False), "own-words": (0.0, False)}
    return allowed.get(case.key.cell) == _ours(case)


def _has_no_page(case: Case) -> bool:
    # Who has an extension has rows before anything is graded.
    is_waiting = case.difference.column == "needs_manual_grade" and case.difference.theirs is True
    is_theirs_without = case.difference.theirs is None or is_waiting
    if case.key.assignment in ALL or not case.handed_in.is_dir():
        return False
    pages = "*.ipynb" if case.key.assignment else "*/*.ipynb"
    return is_theirs_without and not any(case.handed_in.glob(pages))


def _is_set_aside(case: Case) -> bool:
    """The rows that nbgrader makes before it looks at a hand-in: nothing stands in them."""
    said = [case.their_row.get(name) for name in ("auto_score", "manual_score", "auto_comment")]
    is_theirs_alone = case.difference.column == "row" and case.difference.ours is None
    return case.is_set_aside and is_theirs_alone and said == [None, None, None]


def _is_deleted(case: Case) -> bool:
    if case.key.assignment not in ALL or not is_put_back(case.handed_in, *case.key[-2:]):
        return False
    if case.difference.column == "auto_comment":
        return (case.difference.ours, case.difference.theirs) == ("No response.", None)
    return case.difference.column in _MARKS and case.their_row.get("auto_score") is None


def is_put_back(handed_in: Path, notebook: str, cell: str) -> bool:
    """Whether a page was handed in without this cell of the course."""
    try:
        cells = json.loads((handed_in / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError):
        return False
    return cell not in {grade_id(one) for one in cells}


DELIBERATE: dict[str, Predicate] = {
    "numpy's numbers: nbgrader gives full points for any of them; we read the number": _is_numpy,
    "True and False: nbgrader gives full points for both; we give 0 and a person looks": (
        _a_person_looks("ends-in-yes-or-no")
    ),
    "below 0: nbgrader gives full points; we give 0 and a person looks": (
        _a_person_looks("ends-in-negative")
    ),
    "words: nbgrader gives full points for a text; we give 0 and a person looks": (
        _a_person_looks("ends-in-words")
    ),
    "more than the maximum: nbgrader stops the whole hand-in; we give 0 and a person looks": (
        _is_above
    ),
    "a warning on stderr: nbgrader gives 0; we look at what the check found": _is_stderr,
    "no notebook: nbgrader passes the hand-in over in silence; we rebuild it from the answers": (
        _has_no_page
    ),
    "set aside: nbgrader leaves empty rows that wait for a person; we write none": _is_set_aside,
    "a deleted cell: nbgrader alone leaves it to a person; the course puts it back": _is_deleted,
}


def reason_for(case: Case) -> str:
    """Why a difference is meant, or "" when it is not."""
    return next((reason for reason, fits in DELIBERATE.items() if fits(case)), "")


@dataclass(frozen=True)
class Seen:
    """Both gradebooks and what is needed to judge their differences.

    `most`: points by assignment, notebook and cell. `submitted`: the hand-ins as they came.
    `set_aside`: assignment and participant of those that both sides set aside.
    """

    ours: Rows
    theirs: Rows
    most: Mapping[tuple[str, str, str], float]
    submitted: Path
    set_aside: Set[tuple[str, str]]


def sorted_by_reason(
    found: Iterable[Difference], seen: Seen
) -> tuple[dict[str, int], list[Difference]]:
    """How many differences are meant, by reason, and those that are not."""
    meant: dict[str, int] = {}
    unexpected = []
    for difference in found:
        key = difference.key
        case = Case(
            difference,
            seen.submitted / key.student / key.assignment,
            seen.most.get((key.assignment, key.notebook, key.cell)),
            seen.theirs.get(key, {}),
            seen.ours.get(key, {}),
            any(
                who == key.student and key.assignment in ("", name) for name, who in seen.set_aside
            ),
        )
        reason = reason_for(case)
        if reason:
            meant[reason] = meant.get(reason, 0) + 1
        else:
            unexpected.append(difference)
    return meant, unexpected


def without_copies(folder: Path) -> int:
    """Take nbgrader's marks from all but the last copy of a cell; how many pages had copies.

    nbgrader means to do just that, but refuses its own result and stops the run for everybody (its
    issue 1083). So its side gets pages in which it is done, and all rows can be compared.
    """
    mended = 0
    for path in folder.rglob("*.ipynb"):
        page = json.loads(path.read_text(encoding="utf-8"))
        seen: set[str] = set()
        copies = []
        for cell in reversed(page["cells"]):
            name = grade_id(cell)
            if name and name in seen:
                copies.append(cell)
            seen.add(name)
        for cell in copies:
            del cell["metadata"]["nbgrader"]
        if copies:
            path.write_text(json.dumps(page, indent=1), encoding="utf-8")
            mended += 1
    return mended
