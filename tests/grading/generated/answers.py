"""Hand-ins for the course's own assignments, by the hundred, as different as life makes them."""

import copy
from pathlib import Path
from random import Random
from typing import Any

from course_tools.grading.released import grade_id, released_notebook
from tests.grading.generated import words
from tests.grading.generated.files import FILES, TIMES
from tests.grading.generated.making import Change, Making
from tests.grading.generated.pages import PAGES

COURSE = Path(__file__).parents[3]
ASSIGNMENTS = sorted(path.parent.name for path in COURSE.glob("assignments/*/model-answers.toml"))
_NAMES = (
    "p{:03}",
    "ana.lopez{}",
    "J_Ortiz-{}",
    "{}",
    "Maria{}",
    "x{}-y.z_2",
    "student{:05}",
    "Q{}",
)
_AMOUNTS = ("all", "all", "most", "part", "wrong", "example", "strange", "nothing")


def make_hand_ins(root: Path, assignment: str, how_many: int, *, seed: int) -> list[str]:
    """Write `submitted/<participant>/<assignment>/` for so many participants; their ids.

    The same seed gives the same files. Each change of `PAGES` and `FILES` occurs at least once
    when `how_many` is at least their number; `root` needs the release and the model answers.
    """
    order: list[Change] = [*PAGES, *FILES]
    Random(f"{seed}/{assignment}").shuffle(order)
    released = released_notebook(root, assignment)
    given = words.model_of(root, assignment)
    examples = words.examples_of(root, assignment)
    students = []
    for number in range(how_many):
        random = Random(f"{seed}/{assignment}/{number}")
        student = _NAMES[number % len(_NAMES)].format(number + 1)
        folder = root / "submitted" / student / assignment
        folder.mkdir(parents=True)
        making = Making(folder, assignment, copy.deepcopy(released), random)
        _answer(making, given, examples, student)
        _finish(making, order[number % len(order)])
        students.append(student)
    return students


def _answer(making: Making, model: dict[str, Any], examples: list[str], student: str) -> None:
    random = making.random
    amount = random.choice(_AMOUNTS)
    if making.assignment == "data-answers" and random.random() < 0.7:
        model = words.right_data_answers(student)
    cells = {grade_id(cell): cell for cell in making.written()}
    for question, value in model.items():
        answer = _given(amount, value, random)
        if question not in cells:
            if answer is not None or amount == "strange":
                making.answers[question] = answer
        elif isinstance(answer, str):
            text = random.choice(examples) if amount == "example" and examples else answer
            cells[question]["source"] = text


def _given(amount: str, value: Any, random: Random) -> Any:
    """What somebody gives; None: nothing."""
    if amount == "nothing" or (amount == "part" and random.random() < 0.5):
        return None
    if amount == "strange" and random.random() < 0.6:
        return words.strange(random)
    share = {"most": 0.1, "part": 0.2, "wrong": 0.6}.get(amount, 0.0)
    return words.changed(value, random, share) if share else value


def _finish(making: Making, harm: Change) -> None:
    random = making.random
    place = random.choice(["file", "file", "file", "both", "mirror"])
    if place != "file" and making.answers:
        making.mirror()
    # Most things go wrong alone; one hand-in in four has a second one, and one in five none.
    changes = [] if random.random() < 0.2 else [harm]
    changes += [random.choice([*PAGES, *FILES])] if random.random() < 0.25 else []
    for change in (one for one in changes if one in PAGES):
        change(making)
    making.save_page()
    if place != "mirror":
        making.save_answers()
    when = random.choice(TIMES)
    if when is not None:
        (making.folder / "timestamp.txt").write_text(when, encoding="utf-8")
    of_files = {one.__name__: one for one in changes if one in FILES}
    for change in sorted(of_files.values(), key=FILES.index):
        change(making)
