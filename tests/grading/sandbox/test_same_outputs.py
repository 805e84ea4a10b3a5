"""An honest notebook gives in the sandbox what it gives in nbgrader's own kernel."""

import copy
import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from nbgrader.preprocessors import Execute
from traitlets.config import Config

from course_tools.grading.sandbox.limits import Limits
from course_tools.grading.sandbox.running import Sandbox
from tests.grading.sandbox.conftest import notebook_of, text_of

PANDAS = [
    "import pandas as pd\nimport numpy as np\nimport matplotlib.pyplot as plt",
    "table = pd.read_csv('turnout.csv'); table",
    "table.describe()",
    "table.groupby('place').came.agg(['sum', 'mean'])",
    *[f"share{n} = table.came / table.promised * {n}\nshare{n}.round(3)" for n in range(5)],
    *[f"print('part', {n}); assert share{n}.max() >= 0" for n in range(5)],
    "fig, ax = plt.subplots()\nax.bar(table.place, table.came)\nplt.show()",
    "plt.plot([1, 4, 9]); plt.title('squares')",
    "import sys; print('to stderr', file=sys.stderr); print('to stdout')",
    "np.random.default_rng(7).integers(0, 100, 5)",
    "from helper_of_mine import double\ndouble(4)",
    "assert table.came.sum() == 1, 'The sum is wrong.'",
    "1 / 0",
    "from IPython.display import display, HTML\ndisplay(HTML('<b>a</b>')); handle = display('x', display_id=True)\nhandle.update('y')",
    "!echo from the shell",
    "_ = 3\nprint(In[2]); __name__",
    "for _ in range(3): print('line', flush=True)",
]


def folder_with_data(folder: Path) -> Path:
    (folder / "turnout.csv").write_text("place,came,promised\nhall,12,20\npark,7,9\nhall,3,9\n")
    (folder / "helper_of_mine.py").write_text("def double(x):\n    return 2 * x\n")
    return folder


def plain(notebook: Any) -> list[Any]:
    """Outputs without pixels, colors, addresses and numbers of temporary files."""
    cells = copy.deepcopy([[cell.execution_count, cell.outputs] for cell in notebook.cells])
    for _, outputs in cells:
        for output in outputs:
            output.get("data", {}).pop("image/png", None)
            output.pop("metadata", None)
    return [eval(re.sub(r"0x[0-9a-f]+|ipykernel_\d+/\d+", "#", repr(cell))) for cell in cells]


def test_same_outputs(tmp_path: Path, sandbox: Sandbox) -> None:
    """Does each of 25 cells give the same, errors and figures included?"""
    folder = folder_with_data(tmp_path)
    notebook = notebook_of(*PANDAS)
    assert len(notebook.cells) == 25
    expected = copy.deepcopy(notebook)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Execute().preprocess(expected, {"metadata": {"path": str(folder)}})
    ran = sandbox.run(notebook, folder)
    assert plain(ran.notebook) == plain(expected)
    assert ran.problems == []
    assert ran.notebook.metadata == expected.metadata
    figures = [str(cell.outputs).count("image/png") for cell in ran.notebook.cells]
    assert figures == [str(cell.outputs).count("image/png") for cell in expected.cells]
    assert sum(figures) == 2
    assert [c.outputs for c in notebook.cells] == [[]] * 25


def test_each_has_its_own_chance(sandbox: Sandbox, tmp_path: Path) -> None:
    """Are random numbers different in each notebook, as in kernels that start afresh?"""
    cell = "import random, numpy, uuid\nprint(random.random(), numpy.random.rand(), uuid.uuid4())"
    texts = [text_of(sandbox.run(notebook_of(cell), tmp_path).notebook.cells[0]) for _ in "ab"]
    assert not set(texts[0].split()) & set(texts[1].split())


def test_only_data_files_go_in(sandbox: Sandbox, tmp_path: Path) -> None:
    """Do notebooks, links and what is too large stay out, and is that said?"""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "data.csv").write_text("a\n1\n")
    (tmp_path / "paper.ipynb").write_text("{}")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    (tmp_path / "way").symlink_to("/etc")
    (tmp_path / "huge.bin").write_bytes(bytes(sandbox.limits.disk))
    show = "import os; print(sorted(os.path.join(f, n) for f, _, ns in os.walk('.') for n in ns))"
    ran = sandbox.run(notebook_of(show, "open('sub/data.csv', 'w').write('changed')"), tmp_path)
    assert text_of(ran.notebook.cells[0]) == "['./sub/data.csv']\n"
    assert ran.problems == ["huge.bin was left out: the files are too many or too large."]
    assert (tmp_path / "sub" / "data.csv").read_text() == "a\n1\n"


def test_options_of_nbgrader(sandbox: Sandbox, tmp_path: Path) -> None:
    """Do nbgrader's own options still hold?"""
    config = Config()
    config.Execute.timeout = 1
    config.Execute.error_on_timeout = {"ename": "Late", "evalue": "so late", "traceback": ["x"]}
    ran = sandbox.run(notebook_of("import time; time.sleep(9)", "2"), tmp_path, config=config)
    assert "so late" in text_of(ran.notebook.cells[0])
    assert text_of(ran.notebook.cells[1]) == "2"
    assert ran.problems == ["Cell 1 ran longer than 1 second and was stopped."]


def test_participant_and_course_tools(sandbox: Sandbox, tmp_path: Path) -> None:
    """Do checks see the participant's name, and the course's own code rather than a copy?"""
    (tmp_path / "course_tools").mkdir()
    (tmp_path / "course_tools" / "__init__.py").write_text("forged = True")
    cell = "import os, course_tools\nprint(os.environ['COURSE_PARTICIPANT'], course_tools.__file__)"
    ran = sandbox.run(notebook_of(cell), tmp_path, participant="ada")
    assert text_of(ran.notebook.cells[0]) == "ada /box/tools/course_tools/__init__.py\n"


def test_time_for_all(tmp_path: Path) -> None:
    """Does every cell that had no time left get an error, and none its points?"""
    with Sandbox(Limits(seconds_per_cell=2, seconds_for_all=3)) as short:
        ran = short.run(
            notebook_of("print(1)", *["import time; time.sleep(1.6)"] * 3, "2", ""), tmp_path
        )
    assert text_of(ran.notebook.cells[0]) == "1\n"
    assert ran.notebook.cells[1].outputs == []
    assert [c.outputs[-1].output_type for c in ran.notebook.cells[2:5]] == ["error"] * 3
    assert any("longer than 3 seconds in all" in problem for problem in ran.problems)


@pytest.mark.parametrize("wrong", [0, -1])
def test_limits_make_sense(wrong: float) -> None:
    """Is a limit of nothing refused?"""
    with pytest.raises(ValueError, match="seconds_per_cell"):
        Limits(seconds_per_cell=wrong)
