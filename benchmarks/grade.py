"""How long grading takes, beside nbgrader's own commands: python -m benchmarks.grade

    [--submissions N,…] [--rounds R] [--only data,sandbox,feedback,feedback-pandas]
    [--assignment NAME] [--nbgrader-up-to N] [--keep]

Four parts. data: one of the course's own assignments, whose answers are data; both with the
course's settings. sandbox: 25 cells of pandas with two figures, run in kernels; nbgrader with no
settings but the course's name, as people use it. feedback and feedback-pandas: the pages of these
two as `course grade` left them, with the same settings (for pandas nbgrader's own template). Each
way gets a fresh copy of the same folder, in turns; then gradebooks are compared row by row. Targets
on two cores: data-wall 20, data-cpu 8, sandbox-wall 5, feedback-wall 10, memory under 600 MB. For
a quick look: --submissions 40. Linux only.

Exit code 1 when a command fails, leaves somebody out, or gives other grades than nbgrader.
"""

import argparse
import importlib.util
import json
import shutil
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks import grading_inputs, grading_report
from benchmarks.grading_report import Taken
from benchmarks.measuring import Run, measure, script
from benchmarks.street_counts import NAME as STREET_COUNTS
from tests.grading.generated.comparing import Rows, differences, rows_of

WAYS = ("nbgrader", "workbook")
_WARM_UP = 2  # hand-ins


@dataclass(frozen=True)
class Part:
    """What is measured: a command of nbgrader's and the course's command that does the same."""

    name: str
    assignment: str
    nbgrader: str
    workbook: str
    plain: bool = False  # nbgrader without the course's settings

    @property
    def is_feedback(self) -> bool:
        """Whether it makes pages, which change no grades."""
        return self.workbook == "feedback"

    def command(self, way: str) -> list[str]:
        """The whole command of one way."""
        said = self.nbgrader if way == "nbgrader" else self.workbook
        return [script("course" if way == "workbook" else way), said, self.assignment]


class Bench:
    """Makes folders in one place, runs both ways in them, and keeps what was measured."""

    def __init__(self, place: Path, nbgrader_up_to: int | None) -> None:
        self.place = place
        self.nbgrader_up_to = nbgrader_up_to
        self.taken: Taken = defaultdict(list)
        self.refused: dict[str, str] = {}  # part -> why
        self.troubles: list[str] = []
        self.compared: dict[tuple[str, int], tuple[int, int]] = {}  # rows, differing ones
        self.steps: dict[str, list[dict[str, float]]] = defaultdict(list)
        self.floor: dict[str, float] = {}

    def warm_up(self, part: Part) -> bool:
        """Run both ways once, so that bytecode and caches exist; whether the part can be run."""
        why = why_no_sandbox() if part.assignment == STREET_COUNTS else ""
        if why:
            self.refused[part.name] = why
            return False
        return all(self._once(part, _WARM_UP, way) is not None for way in WAYS)

    def measure(self, part: Part, people: int, rounds: int, *, is_smallest: bool) -> None:
        """All rounds of one part and size, both ways in turns."""
        ways = WAYS if self._runs_nbgrader(part, people, is_smallest) else WAYS[1:]
        for number in range(rounds):
            for way in ways if number % 2 == 0 else ways[::-1]:
                run = self._once(part, people, way)
                if run is not None:
                    self.taken[part.name, people, way].append(run)
                if way == "workbook" and is_smallest:
                    self.steps[part.name] += grading_report.steps_in(self._steps_file)
            if len(ways) == 2 and not part.is_feedback:
                self._compare(part, people)
            if part.name == "data" and is_smallest and not self.floor:
                self.floor = self._measure_floor(part, people)

    def _runs_nbgrader(self, part: Part, people: int, is_smallest: bool) -> bool:
        if is_smallest:
            return True
        if self.nbgrader_up_to is None:  # the default: 40 and 400; kernels take too long at 400
            return part.assignment != STREET_COUNTS
        return people <= self.nbgrader_up_to

    def _once(self, part: Part, people: int, way: str) -> Run | None:
        """One run in a fresh copy, or None when it failed."""
        folder = self.place / f"{way}-now"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._template(part, people), folder)
        grading_inputs.use_settings(folder, plain=part.plain and way == "nbgrader")
        self._steps_file.unlink(missing_ok=True)
        more = {"WORKBOOK_TIMINGS": str(self._steps_file)} if way == "workbook" else {}
        run = measure(part.command(way), folder, more)
        done = len(_finished(part, folder))
        print(f"  {part.name} {people} {way}: {run.wall:.1f} s, {done} done", flush=True)
        named = f"{part.name}, {people} hand-ins: {' '.join(part.command(way)[1:])} ({way})"
        if run.left:
            self.troubles.append(f"{named} left {run.left} processes behind.")
        if run.code == 0 and done == people:
            graded = self._graded(part, people)  # kept for the pages: not graded a second time
            if way == "workbook" and not part.is_feedback and not graded.exists():
                shutil.copytree(folder, graded)
            return run
        self.troubles.append(
            f"{named} ended with {run.code} and did {done} of {people}.\n{run.last_words()}"
        )
        return None

    def _template(self, part: Part, people: int) -> Path:
        folder = self.place / f"{part.assignment}-{people}"
        if not folder.exists():
            grading_inputs.new_course(folder, part.assignment, people)
        if not part.is_feedback:
            return folder
        graded = self._graded(part, people)
        if not graded.exists():
            fresh = self.place / "graded-now"
            shutil.copytree(folder, fresh)
            grading_inputs.use_settings(fresh, plain=False)
            run = measure([script("course"), "grade", part.assignment], fresh)
            if run.code:
                self.troubles.append(f"course grade before feedback failed.\n{run.last_words()}")
            fresh.rename(graded)
        return graded

    def _graded(self, part: Part, people: int) -> Path:
        return self.place / f"{part.assignment}-{people}-graded"

    def _compare(self, part: Part, people: int) -> None:
        theirs, ours = (_rows_in(self.place / f"{way}-now") for way in WAYS)
        found = differences(ours, theirs)
        rows, differing = len(ours.keys() | theirs.keys()), len({one.key for one in found})
        before = self.compared.get((part.name, people), (0, 0))
        self.compared[part.name, people] = before[0] + rows, before[1] + differing
        if found:
            shown = "".join(f"\n    {one!s:.300}" for one in found[:5])
            self.troubles.append(
                f"{part.name}, {people} hand-ins: {differing} of {rows} rows differ:{shown}"
            )

    def _measure_floor(self, part: Part, people: int) -> dict[str, float]:
        rows = len(_rows_in(self.place / "workbook-now")) // people
        command = [sys.executable, "-m", "benchmarks.grading_floor"]
        command += [str(self._template(part, people)), part.assignment, str(rows)]
        run = measure(command, grading_inputs.COURSE)
        return dict(json.loads(run.said.splitlines()[-1])) if run.code == 0 else {}

    @property
    def _steps_file(self) -> Path:
        return self.place / "timings.jsonl"


def why_no_sandbox() -> str:
    """Why participants' code cannot be shut in on this machine, or ""."""
    if importlib.util.find_spec("course_tools.grading.sandbox") is None:
        return "this version of the course has no sandbox"
    from course_tools.grading.sandbox.availability import why_not  # noqa: PLC0415

    return why_not()


def _rows_in(folder: Path) -> Rows:
    book = folder / "gradebook.db"
    return rows_of(f"sqlite:///{book}") if book.exists() else {}


def _finished(part: Part, folder: Path) -> list[Path]:
    """What there must be one of for each hand-in after the command."""
    where, kind = ("feedback", "html") if part.is_feedback else ("autograded", "ipynb")
    pages = folder.glob(f"{where}/*/{part.assignment}/{part.assignment}.{kind}")
    if part.is_feedback:
        return list(pages)
    graded = {key.student for key in _rows_in(folder) if key.table == "grade"}
    return [page for page in pages if page.parts[-3] in graded]


def _parts(assignment: str, only: str) -> list[Part]:
    known = (
        Part("data", assignment, "autograde", "grade"),
        Part("sandbox", STREET_COUNTS, "autograde", "grade", plain=True),
        Part("feedback", assignment, "generate_feedback", "feedback"),
        Part("feedback-pandas", STREET_COUNTS, "generate_feedback", "feedback", plain=True),
    )
    wanted = only.split(",")
    unknown = set(wanted) - {part.name for part in known}
    if unknown:
        raise SystemExit(
            f"--only {', '.join(sorted(unknown))}: use {', '.join(part.name for part in known)}."
        )
    return [part for part in known if part.name in wanted]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grade", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--submissions", help="how many, such as 40 or 40,400,4000; default 40,400")
    parser.add_argument("--rounds", type=int, default=3, help="at the smallest size; else once")
    parser.add_argument("--only", default=",".join(grading_report.PARTS))
    own = sorted(
        about.parent.name for about in grading_inputs.COURSE.glob("assignments/*/about.toml")
    )
    parser.add_argument("--assignment", default="power-paper", choices=own)
    parser.add_argument("--nbgrader-up-to", type=int, help="the largest size nbgrader is run at")
    parser.add_argument("--keep", action="store_true", help="leave the folders there")
    return parser.parse_args()


def main() -> int:
    """Measure and print; the exit code."""
    said = _arguments()
    sizes = sorted({int(size) for size in (said.submissions or "40,400").split(",")})
    up_to = said.nbgrader_up_to or (sizes[0] if said.submissions else None)
    place = Path(tempfile.mkdtemp(prefix="workbook-grading-"))
    bench = Bench(place, up_to)
    print(grading_report.header())
    try:
        parts = [p for p in _parts(said.assignment, said.only) if bench.warm_up(p)]
        for people in sizes:
            for part in parts:
                is_smallest = people == sizes[0]
                rounds = said.rounds if is_smallest else 1
                bench.measure(part, people, rounds, is_smallest=is_smallest)
    finally:
        if said.keep:
            print(f"Kept: {place}")
        else:
            shutil.rmtree(place, ignore_errors=True)
    print(grading_report.report(bench, sizes))
    return 1 if bench.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
