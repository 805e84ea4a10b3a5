"""From a graded notebook's cells to what the gradebook gets."""

from collections.abc import Mapping, Sequence

from course_tools.grading.book.seen import digests_of
from course_tools.grading.book.writing import GradedNotebook, Mark
from course_tools.grading.graded_folder import seen_of
from course_tools.grading.judging import is_untouched, points_in, remark_on
from course_tools.grading.released import Cell, grade_id, is_check, marks_of

# Cells on which a person decided, with a digest of what they saw.
Settled = Mapping[str, str]


def marks_in(cells: Sequence[Cell], settled: Settled) -> GradedNotebook:
    """Marks and remarks of a notebook, with what it shows.

    A person's decision stands where what they saw is what is there now.
    """
    seen = digests_of(seen_of(cells))
    marks: dict[str, Mark] = {}
    remarks: dict[str, str | None] = {}
    for cell in cells:
        name, kind = grade_id(cell), marks_of(cell)
        if not name:
            continue
        stands = name in settled and settled[name] == seen.get(name)
        if is_check(cell):
            waits = "needs_person" in cell["metadata"].get("course", {})
            marks[name] = Mark(points_in(cell), needs_person=waits, settled=stands)
        elif kind.get("grade"):
            blank = bool(kind.get("solution")) and is_untouched(cell)
            marks[name] = Mark(0.0 if blank else None, settled=stands)
        if kind.get("solution") or kind.get("task"):
            remarks[name] = remark_on(cell)
    return GradedNotebook(marks, remarks, seen)
