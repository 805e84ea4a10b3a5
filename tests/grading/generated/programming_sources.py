"""The notebooks of a course of nbgrader's own kind, as staff write them: with marks and solutions."""

import json
from pathlib import Path
from typing import Any

from course_tools.grading.released import Cell

PEOPLE = "role,came,promised\nparent,3,4\nteacher,2,5\nclerk,0,1\nneighbor,6,6\n"


def _cell(kind: str, source: str, marks: dict[str, Any] | None) -> Cell:
    cell: Cell = {"cell_type": kind, "metadata": {}, "source": source.strip("\n")}
    if marks:
        plain = {"grade": False, "solution": False, "locked": False, "task": False}
        cell["metadata"]["nbgrader"] = {**plain, "schema_version": 3, **marks}
    if kind == "code":
        cell |= {"outputs": [], "execution_count": None}
    return cell


def words(source: str) -> Cell:
    """A text of the course that nobody grades."""
    return _cell("markdown", source, None)


def given(name: str, source: str) -> Cell:
    """Code that may not be changed."""
    return _cell("code", source, {"grade_id": name, "locked": True})


def solution(name: str, source: str) -> Cell:
    """Code that participants write, checked further below."""
    return _cell("code", source, {"grade_id": name, "solution": True})


def check(name: str, points: float, source: str) -> Cell:
    """A test that gives points by itself."""
    marks = {"grade_id": name, "grade": True, "locked": True, "points": points}
    return _cell("code", source, marks)


def by_hand(kind: str, name: str, points: float, source: str) -> Cell:
    """Code or words that a person grades."""
    marks = {"grade_id": name, "grade": True, "solution": True, "points": points}
    return _cell(kind, source, marks)


def task(name: str, points: float, source: str) -> Cell:
    """nbgrader's task cell: work done somewhere in the notebook, graded by a person."""
    marks = {"grade_id": name, "task": True, "locked": True, "points": points}
    return _cell("markdown", source, marks)


_FIRST_FUNCTIONS = [
    words("# First functions"),
    given("given", 'import math\n\nGREETING = "Hello"'),
    solution(
        "double",
        "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION",
    ),
    check("double-works", 2, "assert double(2) == 4\nassert double(-1) == -2"),
    check(
        "double-hidden",
        1.5,
        'assert callable(double)\n### BEGIN HIDDEN TESTS\nassert double("ab") == "abab"\n'
        'assert GREETING == "Hello"\n### END HIDDEN TESTS',
    ),
    solution(
        "share",
        "def share(came, promised):\n    ### BEGIN SOLUTION\n    return came / promised if promised "
        "else 0.0\n    ### END SOLUTION",
    ),
    check(
        "share-partly",
        3,
        "right = 0\nfor came, promised, wanted in [(1, 2, 0.5), (3, 4, 0.75), (0, 0, 0.0)]:\n"
        "    try:\n        right += abs(share(came, promised) - wanted) < 1e-9\n"
        "    except Exception as problem:\n        print(type(problem).__name__)\n"
        "round(3 * right / 3, 2)",
    ),
    check("share-whole", 2, "2 if share(4, 4) == 1 else 0"),
    check(
        "only-hidden", 1, "### BEGIN HIDDEN TESTS\nassert share(1, 4) == 0.25\n### END HIDDEN TESTS"
    ),
    check("nothing-to-earn", 0, "assert math.pi > 3"),
    by_hand(
        "code",
        "own-function",
        4,
        "### BEGIN SOLUTION\ndef greet(role):\n    return f'{GREETING}, {role}'\n### END SOLUTION",
    ),
    by_hand(
        "markdown",
        "in-words",
        5,
        "What does a share leave out?\n\n### BEGIN SOLUTION\nHow many people it is a share of.\n"
        "### END SOLUTION",
    ),
]
_READING_A_FILE = [
    words("# Reading a file"),
    solution(
        "read-people",
        "def read_people(path):\n    ### BEGIN SOLUTION\n    with open(path) as file:\n"
        "        rows = [line.strip().split(',') for line in file]\n"
        "    return [(role, int(came), int(promised)) for role, came, promised in rows[1:]]\n"
        "    ### END SOLUTION",
    ),
    check("four-people", 2, 'assert len(read_people("people.csv")) == 4'),
    check(
        "roles",
        2.5,
        'people = read_people("people.csv")\n### BEGIN HIDDEN TESTS\n'
        'assert [row[0] for row in people] == ["parent", "teacher", "clerk", "neighbor"]\n'
        "### END HIDDEN TESTS",
    ),
    by_hand(
        "markdown", "what-is-missing", 3, "### BEGIN SOLUTION\nWho was not asked.\n### END SOLUTION"
    ),
]
_SUMMING_UP = [
    words("# Summing up"),
    given("people", 'LINES = open("people.csv").read().splitlines()[1:]'),
    solution(
        "total-came",
        "def total_came(lines):\n    ### BEGIN SOLUTION\n"
        "    return sum(int(line.split(',')[1]) for line in lines)\n    ### END SOLUTION",
    ),
    check("total", 4, "4.0 if total_came(LINES) == 11 else 1.25 * (total_came(LINES) > 0)"),
    check("empty", 1, "assert total_came([]) == 0"),
    task(
        "plan",
        6,
        "Add cells below: a plan for the next meeting.\n\n### BEGIN MARK SCHEME\n6: who, what, when\n"
        "### END MARK SCHEME",
    ),
]


def _odd(name: str, *checks: Cell) -> dict[str, list[Cell]]:
    body = "def value():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    own = by_hand("markdown", "own-words", 2, "### BEGIN SOLUTION\nOne.\n### END SOLUTION")
    return {name: [words(f"# {name}"), solution("value", body), *checks, own]}


_FINE = "assert value() == 1\n"
ORDINARY: dict[str, dict[str, list[Cell]]] = {
    "first-functions": {"first-functions": _FIRST_FUNCTIONS},
    "counting-people": {"reading-a-file": _READING_A_FILE, "summing-up": _SUMMING_UP},
}
# The course differs from nbgrader here on purpose.
ODD: dict[str, dict[str, list[Cell]]] = {
    "ends-in-numpy": _odd(
        "ends-in-numpy",
        check("numpys-float", 3, f"import numpy as np\n{_FINE}np.float64(1.5)"),
        check("numpys-int", 3, f"{_FINE}np.int64(2)"),
        check("numpys-short-float", 2, f"{_FINE}np.float32(0.5)"),
        check("numpys-zero", 2, f"{_FINE}np.float64(0)"),
    ),
    "ends-in-yes-or-no": _odd(
        "ends-in-yes-or-no",
        check("says-yes", 3, f"{_FINE}True"),
        check("says-no", 2, f"{_FINE}False"),
        check("says-numpys-yes", 2, f"import numpy as np\n{_FINE}np.bool_(True)"),
    ),
    "ends-in-negative": _odd(
        "ends-in-negative",
        check("minus-one", 3, f"{_FINE}-1"),
        check("minus-half", 2, f"{_FINE}-0.5"),
    ),
    "ends-above-the-maximum": _odd(
        "ends-above-the-maximum",
        check("above-three", 3, f"{_FINE}4.0"),
        check("after", 2, _FINE),
    ),
    "ends-with-warnings": _odd(
        "ends-with-warnings",
        check("writes-to-stderr", 2, f"import sys\nprint('careful', file=sys.stderr)\n{_FINE}"),
        check("warns", 3, f"import warnings\n{_FINE}warnings.warn('old')\n1.5"),
        check("fails", 3, "print('careful', file=sys.stderr)\nassert value() == 2"),
    ),
    "ends-in-words": _odd(
        "ends-in-words",
        check("says-fine", 3, f"{_FINE}'fine'"),
        check("says-a-list", 2, f"{_FINE}[1, 2]"),
        check("no-number", 2, f"{_FINE}float('nan')"),
    ),
}
# What the course gives where nbgrader gives something else and the check does say its points.
WORTH = {
    **{"numpys-float": 1.5, "numpys-int": 2.0, "numpys-short-float": 0.5, "numpys-zero": 0.0},
    **{"writes-to-stderr": 2.0, "warns": 1.5},
}
ALL = {**ORDINARY, **ODD}


def write_sources(root: Path) -> None:
    """`source/` and `assignments/` of every assignment."""
    for name, notebooks in ALL.items():
        folder = root / "source" / name
        folder.mkdir(parents=True)
        for notebook, cells in notebooks.items():
            page = {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 4}
            (folder / f"{notebook}.ipynb").write_text(json.dumps(page, indent=1), encoding="utf-8")
        about = root / "assignments" / name / "about.toml"
        about.parent.mkdir(parents=True)
        about.write_text(
            f'id = "{name}"\ntitle = "{name}"\nexecution = "sandbox"\n', encoding="utf-8"
        )
    (root / "source" / "counting-people" / "people.csv").write_text(PEOPLE, encoding="utf-8")


_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
