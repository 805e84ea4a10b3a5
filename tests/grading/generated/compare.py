"""Grade the same hand-ins with nbgrader and with the course's engine, and compare every row.

`python -m tests.grading.generated.compare --submissions 500`; ends with 1 when anything differs for
which `deliberate` has no reason.
"""

import argparse
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

from course_tools.grading.gradebook import register_assignment
from tests.grading.generated.answers import ASSIGNMENTS, COURSE, make_hand_ins
from tests.grading.generated.programming import (
    make_programming_course,
    make_programming_hand_ins,
    plain_settings,
)
from tests.grading.generated.running import LATE_ZERO, Comparison, Ways, compare, set_dates


def main() -> int:
    """What the command line asks for; 1 when something differs without a reason."""
    asked = _asked()
    warnings.simplefilter("ignore")  # SQLAlchemy's about nbgrader's own way of working
    work = Path(tempfile.mkdtemp(prefix="workbook-compare-"))
    found: list[Comparison] = []
    try:
        if asked.submissions:
            course = make_course(work / "written", ASSIGNMENTS)
            each = -(-asked.submissions // len(ASSIGNMENTS))
            hand_ins = {
                name: make_hand_ins(course, name, each, seed=asked.seed) for name in ASSIGNMENTS
            }
            set_dates(course, hand_ins)
            ways = Ways(processes=asked.processes)
            found.append(compare(course, hand_ins, work / "written", ways))
        if asked.programming:
            course = work / "programming" / "course"
            make_programming_course(course)
            hand_ins = make_programming_hand_ins(course, asked.programming, seed=asked.seed)
            set_dates(course, hand_ins)
            ways = Ways(processes=asked.processes, plain=plain_settings())
            found.append(compare(course, hand_ins, work / "programming", ways))
    finally:
        if asked.keep:
            print(f"Kept in {work}")
        else:
            shutil.rmtree(work)
    print("\n".join(line for one in found for line in table(one)))
    return 1 if any(one.unexpected for one in found) else 0


def make_course(folder: Path, assignments: list[str]) -> Path:
    """The course's own assignments in a folder of their own, known to its gradebook."""
    course = folder / "course"
    for part in ("source", "release", "assignments"):
        for name in assignments:
            shutil.copytree(COURSE / part / name, course / part / name)
    settings = (COURSE / "nbgrader_config.py").read_text(encoding="utf-8")
    (course / "nbgrader_config.py").write_text(settings + LATE_ZERO, encoding="utf-8")
    for name in assignments:
        register_assignment(course, name)
    return course


def table(found: Comparison) -> list[str]:
    """The comparison for the terminal."""
    lines = ["", f"{'assignment':<24}{'hand-ins':>9}{'rows':>8}{'meant':>8}{'unexpected':>12}"]
    reasons: dict[str, int] = {}
    for one in found.assignments:
        meant = sum(one.meant.values())
        lines.append(
            f"{one.assignment:<24}{one.hand_ins:>9}{one.rows:>8}{meant:>8}{len(one.unexpected):>12}"
        )
        for reason, count in one.meant.items():
            reasons[reason] = reasons.get(reason, 0) + count
    lines += [f"  meant {count:>5}  {reason}" for reason, count in sorted(reasons.items())]
    lines += [f"  UNEXPECTED   {said}" for said in found.unexpected]
    seconds = f"nbgrader {found.their_seconds:.0f} s, the course {found.our_seconds:.0f} s"
    return [*lines, f"Time for grading: {seconds}."]


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=500, help="for the course's assignments")
    parser.add_argument("--programming", type=int, default=24, help="for each programming one")
    parser.add_argument("--processes", type=int, default=2, help="for nbgrader's side")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the folders there")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
