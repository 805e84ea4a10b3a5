"""`course demo`: twelve invented participants go through the whole loop, for faculty to look at.

Everything happens in `demo/`: a course folder of its own, its exchange, its gradebook and the
participants' folders. The steps are the real ones: release, fetch, write, hand in, collect, grade,
mark, give feedback, fetch feedback.
"""

import json
import shutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from course_tools.answers import AnswerSheet
from course_tools.cohort.demo_page import write_page
from course_tools.errors import NotInCourse
from course_tools.grading import exchange
from course_tools.grading.autograde import GradeReport, grade
from course_tools.grading.feedback import FeedbackReport, give_feedback
from course_tools.grading.gradebook import open_gradebook, record_points, register_assignment
from course_tools.grading.hand_in_zips import collect_zips
from course_tools.handing.hand_in_file import make_hand_in_file
from course_tools.rubric import Item, read_rubric

ASSIGNMENT = "power-paper"
WRITTEN = "power-paper"  # the question that a person grades
FOLDER = "demo"
_PEOPLE = Path(__file__).with_name("demo_people.toml")
# Made first and removed last, so that a demo stopped in the middle is still known as one.
_MARK = "made-by-course-demo.txt"
_COPIED = ("assignments", "modules", "release", "source")
_LONG_AGO = timedelta(hours=210)  # so that even the latest participant has handed in by now

Say = Callable[[str, int, int], None]  # what is being done, how many steps are done, of how many


@dataclass
class Demo:
    """Where everything is, and what came of it."""

    root: Path  # the demo's own course folder
    due: datetime
    people: list[dict[str, Any]]
    assignment: str = ASSIGNMENT
    graded: GradeReport | None = None
    feedback: FeedbackReport | None = None
    fetched: dict[str, Path] = field(default_factory=dict)  # participant -> feedback folder


def run_demo(course: Path, say: Say) -> Path:
    """Make the demo anew; the page with its results. Touches nothing outside `demo/`.

    Raises NotInCourse in a participant's folder, and as `remove_demo` does.
    """
    if not (course / "assignments" / ASSIGNMENT).is_dir():
        raise NotInCourse(
            f"{course.name} has no assignments/{ASSIGNMENT}, which the demo shows. Run it in the "
            "staff's folder."
        )
    remove_demo(course)
    demo = Demo(
        root=course / FOLDER / "course",
        due=datetime.now(UTC).replace(microsecond=0) - _LONG_AGO,
        people=tomllib.loads(_PEOPLE.read_text(encoding="utf-8"))["person"],
    )
    steps = list(_steps(course, demo))
    for number, (words, step) in enumerate(steps):
        say(words, number, len(steps))
        step()
    say("Done.", len(steps), len(steps))
    return course / FOLDER / "index.html"


def remove_demo(course: Path) -> bool:
    """Remove the demo; whether there was one. Refuses a folder that it did not make."""
    folder = course / FOLDER
    if not folder.exists():
        return False
    mark = folder / _MARK
    if folder.is_symlink() or not mark.exists():
        raise NotInCourse(
            f"{folder} was not made by course demo, so it was left alone. Rename it first."
        )
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path != mark:
            path.unlink()
    shutil.rmtree(folder)
    return True


def _steps(course: Path, demo: Demo) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "Setting up a course folder of its own", lambda: _set_up(course, demo)
    yield "Releasing the power paper", lambda: exchange.release(demo.root, ASSIGNMENT)
    for person in demo.people:
        yield f"{person['name']} fetches, writes and hands in", _work_of(demo, person)
    yield "Collecting", lambda: _collect(demo)
    yield "Grading what the course can check", lambda: _grade(demo)
    yield "Marking with the rubric", lambda: _mark(demo)
    yield "Writing and giving back feedback", lambda: _give_feedback(demo)
    yield "Participants fetch their feedback", lambda: _fetch_feedback(demo)
    yield "Making the page of results", lambda: write_page(demo.root.parent, demo)


def _set_up(course: Path, demo: Demo) -> None:
    demo.root.parent.mkdir()
    (demo.root.parent / _MARK).write_text("course demo --remove takes this folder away.\n")
    demo.root.mkdir()
    for name in _COPIED:
        private = shutil.ignore_patterns("answers.json", ".*", "my-work", "hand-in")
        shutil.copytree(course / name, demo.root / name, ignore=private)
    shutil.copy(course / "nbgrader_config.py", demo.root)
    register_assignment(demo.root, ASSIGNMENT, due=demo.due)


# A participant


def _work_of(demo: Demo, person: dict[str, Any]) -> Callable[[], None]:
    def work() -> None:
        home = demo.root.parent / "participants" / person["id"]
        home.mkdir(parents=True)
        folder = exchange.fetch(demo.root, ASSIGNMENT, person["id"], home)
        write_answers(folder, person)
        handed_in = demo.due + timedelta(hours=person["hours_late"])
        if person["arrives"] == "zip":
            _send_file(demo, folder, person["id"], handed_in)
        else:
            exchange.submit(demo.root, ASSIGNMENT, person["id"], folder)
            _set_clock_back(demo, person["id"], handed_in)

    return work


def write_answers(folder: Path, person: dict[str, Any]) -> None:
    """Put a fictional participant's work into a fetched assignment folder."""
    sheet = AnswerSheet(folder)
    sheet.record("promise-role-labels", True)
    for question, said in person["readings"].items():
        sheet.record(question, said)
    if person.get("power-map"):
        sheet.record("power-map", person["power-map"])
    path = folder / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = next(c for c in notebook["cells"] if c["id"] == WRITTEN)
    if person["paper"].strip():
        cell["source"] = person["paper"].strip()
    if person["damage"] == "pasted-cell":
        pasted = {**cell, "id": "pasted", "source": "An older beginning, pasted by mistake."}
        notebook["cells"].append(pasted)
    text = json.dumps(notebook, ensure_ascii=False, indent=1)
    if person["damage"] == "corrupt":
        text = text[: len(text) // 2]
    path.write_text(text, encoding="utf-8")


def _send_file(demo: Demo, folder: Path, student: str, handed_in: datetime) -> None:
    """The participant's one file arrives, as by e-mail, in the folder where staff put such files."""
    file = make_hand_in_file(folder, student)
    inbox = demo.root / "downloaded" / ASSIGNMENT / "archive"
    inbox.mkdir(parents=True, exist_ok=True)
    stamp = handed_in.astimezone(UTC).strftime("%Y%m%dT%H%M%S")
    shutil.copy(file, inbox / f"{ASSIGNMENT}__{student}__{stamp}.zip")


def _set_clock_back(demo: Demo, student: str, handed_in: datetime) -> None:
    """The demo lasts a minute; its story lasts nine days."""
    for folder in (demo.root / "exchange").glob(f"*/inbound/{student}+{ASSIGNMENT}+*"):
        stamp = handed_in.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
        (folder / "timestamp.txt").write_text(stamp, encoding="utf-8")


# Staff


def _collect(demo: Demo) -> None:
    exchange.collect(demo.root, ASSIGNMENT)
    collect_zips(demo.root, ASSIGNMENT)


def _grade(demo: Demo) -> None:
    demo.graded = grade(demo.root, ASSIGNMENT)


def _mark(demo: Demo) -> None:
    rubric = read_rubric(demo.root / "assignments" / ASSIGNMENT / "rubric.toml")
    graded = {*demo.graded.graded} if demo.graded else set()
    for person in demo.people:
        marks = person["marks"]
        if person["id"] not in graded:
            continue
        comment = comment_of(marks, rubric[WRITTEN])
        if marks["graded"]:
            points = float(sum(marks["levels"].values()))
            record_points(
                demo.root, ASSIGNMENT, person["id"], WRITTEN, points=points, comment=comment
            )
        elif comment:
            _send_back(demo, person["id"], comment)


def comment_of(marks: dict[str, Any], item: Item) -> str:
    """A marker's comment as plain lines: a level for each criterion, then the three things."""
    names = {criterion.id: criterion.name for criterion in item.criteria}
    lines = [f"{names[key]}: {level}" for key, level in marks["levels"].items() if level]
    for word in ("strength", "question", "next"):
        if marks.get(word):
            lines.append(f"{word.capitalize()}: {marks[word]}")
    return "\n".join(lines)


def _send_back(demo: Demo, student: str, comment: str) -> None:
    """A note without points: the paper comes back ungraded."""
    with open_gradebook(demo.root) as gradebook:
        note = gradebook.find_comment(WRITTEN, ASSIGNMENT, ASSIGNMENT, student)
        note.manual_comment = comment
        gradebook.db.commit()


def _give_feedback(demo: Demo) -> None:
    demo.feedback = give_feedback(demo.root, ASSIGNMENT, release=True)


def _fetch_feedback(demo: Demo) -> None:
    for student in demo.feedback.released if demo.feedback else ():
        home = demo.root.parent / "participants" / student
        demo.fetched[student] = exchange.fetch_feedback(demo.root, ASSIGNMENT, student, home)
