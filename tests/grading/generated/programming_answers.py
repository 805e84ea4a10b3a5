"""What participants write into notebooks of nbgrader's own kind, and what becomes of their cells."""

from collections.abc import Callable
from random import Random
from typing import Any

from course_tools.grading.released import Cell, grade_id, is_check, marks_of
from tests.grading.generated.making import code, copy_of, markdown

# By cell: right, then wrong, partly right, raising, and what is written around it.
ANSWERS: dict[str, list[str]] = {
    "double": [
        "def double(x):\n    return 2 * x",
        "def double(x):\n    return x + x  # doubled",
        "def double(x):\n    return x",
        "def double(x):\n    return 2 * abs(x)",
        "def double(x):\n    raise ValueError('not yet')",
        "def double(x)\n    return 2 * x",
        "def double(x):\n    print('doubling', x)\n    return 2 * x",
        "def double(x):\n    return dubble(x)",
        "import sys\nprint('a note', file=sys.stderr)\ndef double(x):\n    return 2 * x",
        "import warnings\nwarnings.warn('old')\ndef double(x):\n    return 2 * x",
        "import time\ntime.sleep(1.2)\ndef double(x):\n    return 2 * x",
        "def double(x):\n    return 2 * x\ndouble(21)",
        "double = lambda x: 2 * x\nprint('\\n'.join(map(str, range(1500))))",
        "from IPython.display import display, Markdown\ndisplay(Markdown('*two*'))\ndouble = (2).__mul__",
        "GREETING = 'Bye'\ndef double(x):\n    return x * 2",
        "def double(x):\n    return int(x) * 2",
    ],
    "share": [
        "def share(came, promised):\n    return came / promised if promised else 0.0",
        "def share(came, promised):\n    return came / promised",
        "def share(came, promised):\n    return came // promised if promised else 0",
        "def share(came, promised):\n    return round(came / max(promised, 1), 1)",
        "def share(came, promised):\n    pass",
        "share = None",
        "def share(came, promised):\n    print(f'{came} of {promised} — ½ 漢字 😀')\n    return 0.5",
    ],
    "own-function": [
        "def greet(role):\n    return f'Hello, {role}'\ngreet('clerk')",
        "raise RuntimeError('I gave up here')",
        "",
    ],
    "in-words": ["How many people it is a share of.", "Ñandú 漢字 <b>bold</b> 😀", "", "   "],
    "read-people": [
        "import csv\ndef read_people(path):\n    rows = list(csv.reader(open(path)))\n"
        "    return [(r, int(c), int(p)) for r, c, p in rows[1:]]",
        "def read_people(path):\n    return open(path).read().splitlines()",
        "def read_people(path):\n    return [('parent',), ('teacher',), ('clerk',), ('neighbor',)]",
        "def read_people(path):\n    return open('people-2.csv')",
        "import pandas as pd\ndef read_people(path):\n    return list(pd.read_csv(path).itertuples(index=False))",
    ],
    "total-came": [
        "def total_came(lines):\n    return sum(int(line.split(',')[1]) for line in lines)",
        "def total_came(lines):\n    return 10",
        "def total_came(lines):\n    return max(int(line.split(',')[1]) for line in lines)",
        "def total_came(lines):\n    return lines[0].upper()",
        "open('people.csv', 'w').write('mine')\ndef total_came(lines):\n    return 11",
    ],
    "what-is-missing": ["Who was not asked.", "", "Names, on purpose."],
    "value": [
        "def value():\n    return 1",
        "def value():\n    return 2",
        "def value():\n    1 / 0",
    ],
    "own-words": ["One.", ""],
}
Notebook = dict[str, Any]


def fill_in(notebook: Notebook, random: Random, *, right: bool) -> None:
    """Write an answer into each cell for one; "" leaves it as it was released."""
    for cell in notebook["cells"]:
        choices = ANSWERS.get(grade_id(cell), [""])
        answer = choices[0] if right or random.random() < 0.3 else random.choice(choices)
        if answer:
            cell["source"] = answer
            if cell["cell_type"] == "code":
                cell["execution_count"] = 7
                cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "old\n"}]


def _one(notebook: Notebook, random: Random, fits: Callable[[Cell], bool]) -> Cell:
    return random.choice([cell for cell in notebook["cells"] if fits(cell)])


def _is_written(cell: Cell) -> bool:
    return bool(marks_of(cell).get("solution"))


def _put_after(notebook: Notebook, cell: Cell, new: Cell) -> None:
    place = next(n for n, one in enumerate(notebook["cells"]) if one is cell)
    notebook["cells"].insert(place + 1, new)


def _remove(notebook: Notebook, cell: Cell) -> None:
    notebook["cells"] = [one for one in notebook["cells"] if one is not cell]


def duplicated_solution(notebook: Notebook, random: Random) -> None:
    """A cell to write in twice, with other answers; JupyterLab keeps its id in both."""
    cell = _one(notebook, random, _is_written)
    other = random.choice(ANSWERS.get(grade_id(cell), ["x = 1"])) or "x = 1"
    _put_after(notebook, cell, copy_of(cell, source=other))


def duplicated_check(notebook: Notebook, random: Random) -> None:
    """A test twice, the second one changed."""
    cell = _one(notebook, random, is_check)
    _put_after(notebook, cell, copy_of(cell, source="assert True"))


def deleted_check(notebook: Notebook, random: Random) -> None:
    """A test deleted."""
    _remove(notebook, _one(notebook, random, is_check))


def deleted_solution(notebook: Notebook, random: Random) -> None:
    """A cell to write in deleted."""
    _remove(notebook, _one(notebook, random, _is_written))


def changed_locked_cells(notebook: Notebook, _random: Random) -> None:
    """Tests and given code rewritten, with more points."""
    for cell in notebook["cells"]:
        marks = marks_of(cell)
        if marks.get("locked") and not marks.get("task"):
            cell["source"] = "3.0"
            if marks.get("grade"):
                marks["points"] = 400


def own_cells(notebook: Notebook, random: Random) -> None:
    """Cells of the participant's own, right and wrong."""
    for new in (code("1 / 0"), code("print('mine')"), markdown("My *notes*."), code("")):
        notebook["cells"].insert(random.randint(0, len(notebook["cells"])), new)


def without_ids(notebook: Notebook, _random: Random) -> None:
    """As older programs write it."""
    notebook["nbformat_minor"] = 4
    for cell in notebook["cells"]:
        cell.pop("id", None)


def with_ids(notebook: Notebook, _random: Random) -> None:
    """As newer programs write it."""
    notebook["nbformat_minor"] = 5
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{number}"


def reordered(notebook: Notebook, random: Random) -> None:
    """Two cells the other way round."""
    place = random.randrange(len(notebook["cells"]) - 1)
    one, other = notebook["cells"][place : place + 2]
    notebook["cells"][place : place + 2] = [other, one]


def lost_marks(notebook: Notebook, random: Random) -> None:
    """nbgrader's metadata lost from a cell to write in."""
    _one(notebook, random, _is_written)["metadata"].pop("nbgrader")


CHANGES: list[Callable[[Notebook, Random], None]] = [
    *(duplicated_solution, duplicated_check, deleted_check, deleted_solution),
    *(changed_locked_cells, own_cells, without_ids, with_ids, reordered, lost_marks),
]
