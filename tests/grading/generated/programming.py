"""A course of nbgrader's own kind, where code is taught, and hand-ins for it."""

import contextlib
import copy
import json
import warnings
from pathlib import Path
from random import Random
from typing import Any, Literal

from course_tools.grading.converters import own_commands_first, quiet_log
from tests.grading.generated.files import TIMES
from tests.grading.generated.programming_answers import CHANGES, fill_in
from tests.grading.generated.programming_sources import ALL, ODD, ORDINARY, write_sources

Late = Literal["none", "zero", "by the hour"]
_PLUGIN = '''"""Something is taken off for every hour."""

from nbgrader.plugins import BasePlugin


class LateByTheHour(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        hours = total_seconds_late / 3600
        if hours < 1:
            return None
        return -1.0 if hours > 10_000 else round(0.25 * hours, 2)
'''
_FOLDER = "import sys\nfrom pathlib import Path\n\nHERE = Path(__file__).resolve().parent\n"
_LATE: dict[Late, str] = {
    "none": "",
    "zero": 'c.LateSubmissionPlugin.penalty_method = "zero"\n',
    "by the hour": (
        "sys.path.insert(0, str(HERE))\n"
        'c.AssignLatePenalties.plugin_class = "late_by_the_hour.LateByTheHour"\n'
    ),
}


def plain_settings(late: Late = "by the hour") -> str:
    """The settings of a course that knows nbgrader alone."""
    return f'{_FOLDER}c = get_config()\nc.CourseDirectory.course_id = "organizing"\n{_LATE[late]}'


def course_settings(late: Late = "by the hour") -> str:
    """The same rule for late hand-ins among the settings of our courses."""
    ours = "from course_tools.grading.configuration import apply\n\nc = get_config()\n"
    return f"{_FOLDER}{ours}apply(c, HERE)\n{_LATE[late]}"


def make_programming_course(root: Path, *, late: Late = "by the hour") -> None:
    """Write sources, settings and a late plugin; nbgrader makes the release and the gradebook."""
    root.mkdir(parents=True, exist_ok=True)
    write_sources(root)
    (root / "late_by_the_hour.py").write_text(_PLUGIN, encoding="utf-8")
    settings = root / "nbgrader_config.py"
    settings.write_text(plain_settings(late), encoding="utf-8")
    _generate(root)
    settings.write_text(course_settings(late), encoding="utf-8")


def _generate(root: Path) -> None:
    """`nbgrader generate_assignment` for all of them, with the course's plain settings."""
    from nbgrader.converters import GenerateAssignment  # noqa: PLC0415
    from nbgrader.coursedir import CourseDirectory  # noqa: PLC0415
    from traitlets.config import Config  # noqa: PLC0415

    own_commands_first()
    for name in ALL:
        config = Config()
        config.CourseDirectory.course_id = "organizing"
        config.CourseDirectory.root = str(root)
        config.CourseDirectory.assignment_id = name
        with warnings.catch_warnings(), contextlib.chdir(root):
            warnings.simplefilter("ignore")
            coursedir = CourseDirectory(config=config, log=quiet_log())
            GenerateAssignment(coursedir=coursedir, config=config, log=quiet_log()).start()


def make_programming_hand_ins(root: Path, how_many: int, *, seed: int) -> dict[str, list[str]]:
    """Hand-ins by assignment: `how_many` for each ordinary one, an eighth of it for the odd ones.

    The same seed gives the same files. The first of each is right, the second blank.
    """
    made: dict[str, list[str]] = {}
    for name in ALL:
        number = how_many if name in ORDINARY else max(1, how_many // 8)
        made[name] = [f"coder-{which + 1}" for which in range(number)]
        for which, student in enumerate(made[name]):
            _make(root, name, student, which, Random(f"{seed}/{name}/{which}"))
    return made


def _make(root: Path, assignment: str, student: str, which: int, random: Random) -> None:
    folder = root / "submitted" / student / assignment
    folder.mkdir(parents=True)
    released = sorted((root / "release" / assignment).glob("*.ipynb"))
    for place in released:
        notebook = dict(json.loads(place.read_text(encoding="utf-8")))
        if which != 1:
            _write_in(notebook, which, random, is_odd=assignment in ODD)
        (folder / place.name).write_text(json.dumps(notebook, indent=1), encoding="utf-8")
    if len(released) > 1 and random.random() < 0.2 and which > 1:
        (folder / random.choice(released).name).unlink()
    if random.random() < 0.3 and which > 1:
        (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "people.csv").write_text("another file of this name", encoding="utf-8")
    # What nbgrader alone cannot read as a time ends its whole run.
    times = [when for when in TIMES if when and when.strip()[:2] in ("20", "19", "Th")]
    times = [when for when in times if not when.startswith("2024-13")]
    when = times[0] if assignment in ODD else random.choice([*times, None])
    if when:
        (folder / "timestamp.txt").write_text(when, encoding="utf-8")


def _write_in(notebook: dict[str, Any], which: int, random: Random, *, is_odd: bool) -> None:
    fill_in(notebook, random, right=which == 0)
    if which > 1 and not is_odd:
        before = copy.deepcopy(notebook)
        for change in random.sample(CHANGES, random.choice([0, 1, 1, 2])):
            try:
                change(notebook, random)
            except IndexError:  # nothing of that kind is left
                notebook.update(copy.deepcopy(before))
