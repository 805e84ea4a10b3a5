"""Course folders with many hand-ins: one of the course's own assignments, and a lesson in pandas."""

import base64
import copy
import json
import random
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.measuring import environment, script
from benchmarks.street_counts import NAME as STREET_COUNTS
from benchmarks.street_counts import TASKS, WORDS, data_file, source_notebook
from course_tools.answers import ANSWERS_FILE, MIRROR_MIME, Entry
from course_tools.answers.entries import as_data, as_text

COURSE = Path(__file__).parents[1]
PLAIN = 'c = get_config()\nc.CourseDirectory.course_id = "organizing"\n'
SETTINGS = "nbgrader_config.py"
_SAVED = "2024-09-02T09:30:00+00:00"
_PICTURE = 24_000  # bytes of a figure as a page keeps it
Notebook = dict[str, Any]


def new_course(folder: Path, assignment: str, people: int) -> None:
    """A course folder with so many complete hand-ins; the gradebook knows the assignment.

    Raises RuntimeError with nbgrader's words when it does not take the assignment in.
    """
    (folder / "modules" / "programmes").mkdir(parents=True)
    if assignment == STREET_COUNTS:
        _write_street_counts(folder)
        _take_in(folder, assignment)  # with plain settings; this also makes the release
        hand_ins = _street_hand_ins(folder)
    else:
        for part in ("source", "release", "assignments"):
            shutil.copytree(COURSE / part / assignment, folder / part / assignment)
        use_settings(folder, plain=False)
        _take_in(folder, assignment, release=folder / "scratch")
        shutil.rmtree(folder / "scratch")
        hand_ins = _written_hand_ins(folder, assignment)
    for number in range(people):
        place = folder / "submitted" / f"p{number + 1:04}" / assignment
        place.mkdir(parents=True)
        hand_ins(place, number)
        handed_in = f"2024-09-{2 + number % 20:02} 10:{number % 60:02}:00 UTC\n"
        (place / "timestamp.txt").write_text(handed_in, encoding="utf-8")


def use_settings(folder: Path, *, plain: bool) -> None:
    """The course's settings for nbgrader, or none but the name of the course."""
    if plain:
        (folder / SETTINGS).write_text(PLAIN, encoding="utf-8")
    else:
        shutil.copyfile(COURSE / SETTINGS, folder / SETTINGS)


def _take_in(folder: Path, assignment: str, release: Path | None = None) -> None:
    elsewhere = [f"--CourseDirectory.release_directory={release}"] if release else []
    done = subprocess.run(
        [script("nbgrader"), "generate_assignment", assignment, *elsewhere],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"nbgrader generate_assignment {assignment}: {done.stderr[-2000:]}")


def _released(folder: Path, assignment: str) -> Notebook:
    path = folder / "release" / assignment / f"{assignment}.ipynb"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _save(place: Path, notebook: Notebook) -> None:
    path = place / f"{place.name}.ipynb"
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")


# The course's own assignments: answers are data


def _written_hand_ins(folder: Path, assignment: str) -> Callable[[Path, int], None]:
    model = folder / "assignments" / assignment / "model-answers.toml"
    answers = tomllib.loads(model.read_text(encoding="utf-8"))["answers"]
    released = _released(folder, assignment)

    def write(place: Path, number: int) -> None:
        chance = random.Random(number)
        notebook = copy.deepcopy(released)
        pages = {cell["id"]: cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"}
        entries: dict[str, Entry] = {}
        for question, value in answers.items():
            said = _varied(value, chance)
            if question in pages:
                pages[question]["source"] = f"{said}\n\nWritten by person {number + 1}."
            else:
                entries[question] = Entry(said, len(entries) + 1, _SAVED)
        (place / ANSWERS_FILE).write_text(as_text(assignment, entries), encoding="utf-8")
        form = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
        mirror = {MIRROR_MIME: as_data(entries), "text/plain": "Saved."}
        form["outputs"] = [{"output_type": "display_data", "data": mirror, "metadata": {}}]
        _save(place, notebook)

    return write


def _varied(value: Any, chance: random.Random) -> Any:
    """Another person's answer of the same kind: every fourth list is shorter, some words fewer."""
    if isinstance(value, dict):
        return {key: _varied(part, chance) for key, part in value.items()}
    if isinstance(value, list):
        kept = value if chance.random() < 0.75 else value[: max(1, len(value) // 2)]
        return [_varied(part, chance) for part in kept]
    if isinstance(value, str) and len(value) > 80 and chance.random() < 0.25:
        return value[: chance.randrange(2, len(value))].strip() or value
    return value


# A lesson in pandas: answers are code


def _write_street_counts(folder: Path) -> None:
    about = folder / "assignments" / STREET_COUNTS
    about.mkdir(parents=True)
    (about / "assignment.md").write_text("# Street counts\n", encoding="utf-8")
    (about / "about.toml").write_text(
        f'id = "{STREET_COUNTS}"\ntitle = "Street counts"\nminutes = 60\nexecution = "sandbox"\n',
        encoding="utf-8",
    )
    source = folder / "source" / STREET_COUNTS
    source.mkdir(parents=True)
    _save(source, source_notebook())
    (source / f"{STREET_COUNTS}.csv").write_text(data_file(), encoding="utf-8")
    use_settings(folder, plain=True)


def _street_hand_ins(folder: Path) -> Callable[[Path, int], None]:
    released = _released(folder, STREET_COUNTS)
    data = folder / "release" / STREET_COUNTS / f"{STREET_COUNTS}.csv"

    def write(place: Path, number: int) -> None:
        chance = random.Random(number)
        notebook = copy.deepcopy(released)
        for name, cell in _answered(notebook):
            if name in TASKS:
                task = TASKS[name]
                cell["source"] = task.right if chance.random() < 0.75 else chance.choice(task.wrong)
            else:
                cell["source"] = f"{chance.choice(WORDS)}\n\nWritten by person {number + 1}."
        for cell in notebook["cells"]:
            if "plt.show()" in "".join(cell["source"]):
                cell["outputs"] = [_picture(chance)]
        _save(place, notebook)
        shutil.copyfile(data, place / data.name)

    return write


def _answered(notebook: Notebook) -> Iterator[tuple[str, dict[str, Any]]]:
    """The cells that people write in, by name."""
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("solution"):
            yield str(marks["grade_id"]), cell


def _picture(chance: random.Random) -> dict[str, Any]:
    """As large as a figure; nobody looks at it, for grading draws it again."""
    shown = base64.b64encode(chance.randbytes(_PICTURE)).decode()
    return {"output_type": "display_data", "data": {"image/png": shown}, "metadata": {}}
