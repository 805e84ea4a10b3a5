"""Before grading: mend what a hand-in has wrong, or set it aside with a reason in words.

Each hand-in is looked at alone; whatever is wrong with one never touches another.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from course_tools.answers import ANSWERS_FILE
from course_tools.errors import AnswersFromNewerWorkbook
from course_tools.grading import keeping
from course_tools.grading.execution import SANDBOX, execution_of
from course_tools.grading.gathering import (
    Unreadable,
    entries_in_file,
    gather,
    read_notebook,
    write_answers,
)
from course_tools.grading.preflight_code import mend_code, notebooks_of
from course_tools.grading.rebuild import rebuild
from course_tools.grading.released import grade_id, is_answer, released_notebook, source_of
from course_tools.grading.tidying import check_time, is_notebook, take_out_of_folder, untie_links
from course_tools.grading.wording import in_words, printable

# Mends what is in a hand-in's folder, and says in words what that was.
Mend = Callable[[Path], list[str]]
_KEPT = {ANSWERS_FILE, "timestamp.txt", "submission_secret.txt"}
_EXPECTED = {"answers.html"}  # in every hand-in file; a copy for people, of no use here


@dataclass(frozen=True)
class Finding:
    """What was seen in one hand-in. `reason` is filled in when it had to be set aside."""

    student: str
    remarks: list[str] = field(default_factory=list)
    reason: str = ""

    @property
    def is_set_aside(self) -> bool:
        """Whether it waits for a person."""
        return bool(self.reason)


class _Unusable(Unreadable):
    """Why a hand-in must be set aside."""


def students_with(root: Path, assignment: str) -> list[str]:
    """Everybody who has a folder in `submitted/` for this assignment."""
    keeping.finish_mending(root, assignment)
    folders = (root / "submitted").glob(f"*/{assignment}")
    return sorted(folder.parent.name for folder in folders)


def preflight(root: Path, assignment: str, students: Iterable[str] | None = None) -> list[Finding]:
    """Look at every hand-in (or those of `students`), mend or set aside, and say what was seen.

    Of every hand-in, what waits from before is told as well. Originals are kept in `received/`.
    Raises GradingStopped when there is no release.
    """
    mend = _mend_for(root, assignment)
    wanted = students_with(root, assignment) if students is None else students
    findings = [_look_at(root, assignment, student, mend) for student in wanted]
    told = {finding.student for finding in findings if finding.is_set_aside}
    waiting = keeping.all_set_aside(root, assignment) if students is None else []
    return findings + [
        Finding(w.student, reason=w.reason) for w in waiting if w.student not in told
    ]


def _mend_for(root: Path, assignment: str) -> Mend:
    """How hand-ins of this kind of assignment are mended."""
    if execution_of(root, assignment) == SANDBOX:
        return partial(mend_code, names=notebooks_of(root, assignment))
    return partial(_mend, assignment=assignment, released=released_notebook(root, assignment))


def _look_at(root: Path, assignment: str, student: str, mend: Mend) -> Finding:
    folder = root / "submitted" / student / assignment
    keeping.finish_one(folder)
    if not folder.exists() and not folder.is_symlink():
        return Finding(student, reason="Nothing was handed in.")
    try:
        if not keeping.is_plain_name(student):
            raise _Unusable(f"'{student}' is not a plain participant's id; rename the folder.")
        if folder.is_symlink() or not folder.is_dir():
            raise _Unusable("What was handed in is not a folder but a link or a file.")
        known = keeping.remembered(root, assignment, student, folder)
        if known is not None:
            return Finding(student, known)
        if keeping.is_too_much(folder):
            raise _Unusable("It holds far more files or bytes than a hand-in has.")
        keeping.keep_original(root, assignment, student, folder)
        was = keeping.digest_of(folder)
        with keeping.mended_beside(folder) as copied:
            remarks = [printable(said) for said in mend(copied)]
            keeping.remember(root, assignment, student, copied, remarks)
            is_done = keeping.put_in_place(copied, folder, was)
        if not is_done:
            return _look_at(root, assignment, student, mend)
    except Exception as problem:  # whatever is wrong with one hand-in must not stop the others
        reason = in_words(problem)
        try:
            keeping.set_aside(root, assignment, student, folder, reason)
        except (OSError, shutil.Error, RecursionError) as refusal:
            reason += f" It could not be set aside either ({type(refusal).__name__}): move it away."
        return Finding(student, reason=reason)
    keeping.remove_folder(root / "set-aside" / assignment / student)
    return Finding(student, remarks)


def _mend(folder: Path, assignment: str, released: dict[str, Any]) -> list[str]:
    remarks = untie_links(folder)
    remarks += take_out_of_folder(folder)
    path = folder / f"{assignment}.ipynb"
    remarks += _rename_back(folder, path, released)
    if path.exists():
        notebook = read_notebook(path)
    else:
        notebook = _notebook_from_answers(folder, assignment, released)
        remarks.append(
            "No notebook was handed in. It was rebuilt from the release and the answers file, so "
            "the written parts are empty: ask for the notebook."
        )
    try:
        entries_in_file(folder / ANSWERS_FILE)
    except AnswersFromNewerWorkbook as problem:
        raise _Unusable(str(problem)) from problem
    except (Unreadable, FileNotFoundError):
        pass
    entries, gathered = gather(folder, notebook)
    blank = {grade_id(c): source_of(c) for c in released["cells"] if is_answer(c)}
    rebuilt = rebuild(notebook, released, blank)
    write_answers(folder, assignment, entries)
    # Small, sound and the course's own: what nbgrader reads can no longer trip it.
    sound = {"cells": rebuilt.cells, "metadata": released.get("metadata", {})}
    text = json.dumps({**sound, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False, indent=1)
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8")
    return [*remarks, *gathered, *rebuilt.remarks, *_leave_out(folder, path), *check_time(folder)]


def _rename_back(folder: Path, path: Path, released: dict[str, Any]) -> list[str]:
    if path.exists():
        return []
    candidates = [other for other in sorted(folder.glob("*.ipynb")) if is_notebook(other)]
    if len(candidates) > 1:
        fits = {other: _likeness(other, released) for other in candidates}
        best = max(fits.values())
        candidates = [other for other, fit in fits.items() if fit == best and best > 0]
        if len(candidates) != 1:
            raise _Unusable(
                f"There are several notebooks and none is called {path.name}. Rename the right one."
            )
    if not candidates:
        return []
    candidates[0].rename(path)
    return [f"The notebook was called '{candidates[0].name}'; renamed back."]


def _likeness(path: Path, released: dict[str, Any]) -> int:
    """How many of the assignment's graded cells a notebook has."""
    wanted = {grade_id(cell) for cell in released["cells"]} - {""}
    try:
        cells = read_notebook(path)["cells"]
    except (Unreadable, FileNotFoundError):
        return 0
    return len(wanted & {grade_id(cell) for cell in cells if isinstance(cell, dict)})


def _notebook_from_answers(
    folder: Path, assignment: str, released: dict[str, Any]
) -> dict[str, Any]:
    try:
        if entries_in_file(folder / ANSWERS_FILE):
            return released
    except (Unreadable, FileNotFoundError):
        pass
    raise _Unusable(f"There is no notebook and no readable {ANSWERS_FILE}: {assignment}.ipynb.")


def _leave_out(folder: Path, notebook: Path) -> list[str]:
    """Remove what grading does not need; the original is in `received/`."""
    names = []
    for path in list(keeping.files_in(folder)):
        if path != notebook and (path.parent != folder or path.name not in _KEPT):
            if not _is_expected(path.relative_to(folder)):
                names.append(path.name)
            path.unlink()
    for inner, _, _ in os.walk(folder, topdown=False):
        if Path(inner) != folder:
            Path(inner).rmdir()
    if not names:
        return []
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return [f"Not needed for grading, left out: {', '.join(names[:5])}{more}."]


def _is_expected(name: Path) -> bool:
    """Files that every honest hand-in may have: kept copies, checkpoints, the printable page."""
    return name.name in _EXPECTED or any(
        part in {".answers", ".ipynb_checkpoints"} for part in name.parts
    )
