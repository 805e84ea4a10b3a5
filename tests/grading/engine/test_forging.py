"""Participants' code that tries to forge points: does everybody get what their answers deserve?"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from course_tools.grading.autograde import grade
from tests.grading.conftest import (
    NAME,
    HandIn,
    complete_hand_in,
    grade_id_of,
    new_course,
    new_hand_in,
    points_of,
)

_HONEST = {"reading-gaventa": 1.5, "reading-hunjan-pettit": 1.5, "power-map-complete": 4.0}
_NOTHING = dict.fromkeys((*_HONEST, NAME), 0.0)
_CODE = {
    "transformer": (
        "ip = get_ipython()\n"
        "ip.input_transformers_post.append(lambda lines: ['award = lambda *a, **k: 4.0\\n', *lines])"
    ),
    "patched-award": (
        "import course_tools.grading.award as a, course_tools.grading.checks as c\n"
        "a.award = c.award = lambda share, *, of: of"
    ),
    "modules": "import sys\nsys.modules['course_tools.grading.checks'] = sys",
    "builtins": "import builtins\nbuiltins.assert_ = print\nbuiltins.min = lambda *a: 99",
    "atexit": (
        "import atexit, sqlite3\n"
        "atexit.register(lambda: sqlite3.connect('../../../gradebook.db')"
        ".execute('update grade set auto_score = 99'))"
    ),
    "thread": (
        "import threading, os, glob\n"
        "threading.Thread(target=lambda: [os.remove(f) for f in glob.glob('*')]).start()"
    ),
    "quits": "import os\nos._exit(0)",
    "hook": "get_ipython().display_formatter.format = lambda *a, **k: ({'text/plain': '4.0'}, {})",
}
_FILES = {
    "sitecustomize.py": "import course_tools.grading.award as a\na.award = lambda s, *, of: of\n",
    "usercustomize.py": "raise SystemExit\n",
    "IPython.py": "raise SystemExit\n",
    "json.py": "loads = lambda *a, **k: {}\n",
    "course_tools/__init__.py": "",
    "course_tools/grading/checks.py": "award = lambda share, *, of: of\n",
    ".ipython/profile_default/startup/00.py": "award = lambda share, *, of: of\n",
    "ipython_config.py": "c.InteractiveShellApp.exec_lines = ['award = lambda s, of: of']\n",
    "pyvenv.cfg": "home = /nowhere\n",
}


def _entries(value: object) -> str:
    """An answers file as the workbook writes it, with this answer to the first reading check."""
    answer = {"value": value, "saved": "2024-09-02T09:30:00+00:00"}
    return json.dumps({"format": 1, "answers": {"reading-gaventa": answer}})


_TWICE = _entries(["a", "b", "c"])[:-2] + ', "reading-gaventa": {"value": [], "saved": ""}}}'
_FILES_OF_ANSWERS: dict[str, Callable[[Path], object]] = {
    "huge": lambda path: path.write_bytes(b'{"format": 1, "answers": {"a": "' + b"x" * 100_000_000),
    "deep": lambda path: path.write_text(
        _entries(0).replace("0,", "[" * 10_000 + "]" * 10_000 + ",")
    ),
    "sound": lambda path: path.write_text(_entries(["a", "b", "c"])),
    "nan": lambda path: path.write_text(_entries([float("nan"), float("inf"), 1])),
    "twice": lambda path: path.write_text(_TWICE),
    "points": lambda path: path.write_text('{"points": 99, "award": 1, "share": 1}'),
    "list": lambda path: path.write_text("[" * 3 + "]" * 3),
    "long number": lambda path: path.write_text(_entries(1).replace("1,", "9" * 100_000 + ",")),
    "half": lambda path: path.write_text(_entries(["a", "b", "c"])[:-20]),
    "zeros": lambda path: path.write_bytes(bytes(5_000)),
    "utf-16": lambda path: path.write_text(_entries(["a"]), encoding="utf-16"),
}


# Files in which something can be read; the others earn nothing. "sound" shows that it is not the
# form of these files that earns nothing.
_EARNED = {"sound": 1.5}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cohort with every forger in it, beside honest people; graded once, timed."""
    root = new_course(tmp_path_factory.mktemp("forgers"))
    for name, code in _CODE.items():
        for who, made in ((f"full-{name}", complete_hand_in), (f"blank-{name}", new_hand_in)):
            hand_in = made(root, who)
            hand_in.add_code(code)
            hand_in.add_code(code, at=len(hand_in.notebook["cells"]))
            hand_in.save()
    _forged_checks(new_hand_in(root, "blank-checks"))
    with_files = new_hand_in(root, "blank-files")
    for name, text in _FILES.items():
        path = with_files.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, write in _FILES_OF_ANSWERS.items():
        write(new_hand_in(root, f"answers-{name.replace(' ', '-')}").folder / "answers.json")
    marked_up = complete_hand_in(root, "marked-up")
    marked_up.answer(reading_gaventa=["<script>a</script>", "\x00\x1b[2J\x07", "\u202e\ud83d"])
    marked_up.save()
    complete_hand_in(root, "honest")
    report = grade(root, NAME)
    assert report.failed == {}
    return root


def _forged_checks(hand_in: HandIn) -> None:
    for cell in hand_in.notebook["cells"]:
        if cell["cell_type"] == "code" and grade_id_of(cell):
            cell["source"] = "4.0"
            cell["metadata"]["nbgrader"]["points"] = 400
            cell["outputs"] = [
                {
                    "output_type": "execute_result",
                    "data": {"text/plain": "400.0"},
                    "metadata": {},
                    "execution_count": 1,
                }
            ]
    hand_in.save()


@pytest.mark.parametrize("name", _CODE)
def test_code_changes_no_points(graded: Path, name: str) -> None:
    """Does somebody who forges get exactly what the answers deserve, full or nothing?"""
    assert points_of(graded, f"full-{name}") == {**_HONEST, NAME: None}
    assert points_of(graded, f"blank-{name}") == _NOTHING


@pytest.mark.parametrize("name", _CODE)
def test_code_is_kept_to_be_read(graded: Path, name: str) -> None:
    """Does the graded notebook show the code as text, and is there no way to run it?"""
    path = graded / "autograded" / f"full-{name}" / NAME / f"{NAME}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    shown = [cell for cell in cells if _CODE[name] in "".join(cell["source"])]
    assert [cell["cell_type"] for cell in shown] == ["markdown", "markdown"]
    assert all("was not run" in "".join(cell["source"]) for cell in shown)
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(grade_id_of(cell) for cell in code)


def test_forged_checks_and_files_earn_nothing(graded: Path) -> None:
    """Do own checks, own outputs, own modules and start-up files earn nothing?"""
    assert points_of(graded, "blank-checks") == _NOTHING
    assert points_of(graded, "blank-files") == _NOTHING
    folder = graded / "autograded" / "blank-files" / NAME
    assert {p.name for p in folder.rglob("*")} <= {
        f"{NAME}.ipynb",
        "answers.json",
        "timestamp.txt",
    }


@pytest.mark.parametrize("name", _FILES_OF_ANSWERS)
def test_odd_answers_earn_what_can_be_read(graded: Path, name: str) -> None:
    """Does a damaged or hostile answers file never earn more than what can be read in it?"""
    points = points_of(graded, f"answers-{name.replace(' ', '-')}")
    assert points.keys() == _NOTHING.keys()
    assert points["power-map-complete"] == points["reading-hunjan-pettit"] == points[NAME] == 0
    assert points["reading-gaventa"] == _EARNED.get(name, 0.0)


def test_markup_counts_as_the_words_it_is(graded: Path) -> None:
    """Do three odd but written answers count, and stand escaped in the graded notebook?"""
    assert points_of(graded, "marked-up")["reading-gaventa"] in (1.0, 1.5)
    path = graded / "autograded" / "marked-up" / NAME / f"{NAME}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    shown = json.dumps([cell.get("outputs") for cell in cells])
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_the_honest_one_is_untouched(graded: Path) -> None:
    """Does somebody honest in the same cohort get the same as ever?"""
    assert points_of(graded, "honest") == {**_HONEST, NAME: None}
