"""Points come only from award(…), and only a plain number in range counts."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from nbformat import v4

from course_tools.errors import CourseError
from course_tools.grading.autograde import grade
from course_tools.grading.award import award
from course_tools.grading.gradebook import submission

CHECKS = {
    "sound": "award(0.5, of=2)",
    "numpy-awarded": "import numpy as np\naward(np.float64(0.5), of=2)",
    "clean": "import os, sys\nsafe = sys.flags.safe_path and os.getcwd() not in sys.path\n"
    "award(float(safe and not any('TOKEN' in name for name in os.environ)), of=2)",
    "warned": "import sys, warnings\nwarnings.warn('old')\nprint('careful', file=sys.stderr)\n"
    "award(1, of=2)",
    "loud": "display('x' * 3_000_000)\naward(1, of=2)",
    "raw-numpy": "import numpy as np\nnp.float64(1.5)",
    "raw-true": "True",
    "raw-negative": "-1",
    "raw-above": "99.0",
    "raw-text": "'2.0'",
    "raw-list": "[2.0]",
    "raw-nan": "float('nan')",
    "nothing": "None",
    "broken": "1 / 0",
}
WORTH = {"sound": 1.0, "numpy-awarded": 1.0, "clean": 2.0, "warned": 2.0, "loud": 2.0}


def make_course(root: Path) -> Path:
    """An assignment whose checks do what checks must not do."""
    for name in ("source", "release"):
        (root / name / "odd-checks").mkdir(parents=True)
    cells = [v4.new_markdown_cell("# Odd checks", id="title")]
    for name, body in CHECKS.items():
        marks = {"grade": True, "solution": False, "locked": True, "task": False, "points": 2.0}
        marks |= {"grade_id": name, "schema_version": 3, "cell_type": "code"}
        source = f"from course_tools.grading.checks import award\n{body}"
        cells.append(v4.new_code_cell(source, metadata={"nbgrader": marks}, id=name))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = v4.new_notebook(cells=cells, metadata=kernel)
    for name in ("source", "release"):
        path = root / name / "odd-checks" / "odd-checks.ipynb"
        path.write_text(json.dumps(notebook), encoding="utf-8")
    return root


def test_only_plain_numbers_in_range_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Do numpy numbers, True, -1, too much, text and errors earn 0 and wait for a person?

    And is the kernel clean: no folder of a participant, no tokens, nothing said on the terminal?
    """
    monkeypatch.setenv("HUB_API_TOKEN", "secret")
    root = make_course(tmp_path)
    folder = root / "submitted" / "someone" / "odd-checks"
    folder.mkdir(parents=True)
    released = root / "release" / "odd-checks" / "odd-checks.ipynb"
    (folder / "odd-checks.ipynb").write_bytes(released.read_bytes())

    report = grade(root, "odd-checks")

    assert report.failed == {}
    found = submission(root, "odd-checks", "someone")
    assert found is not None
    expected = {name: WORTH.get(name) for name in CHECKS}
    assert {name: cell.points for name, cell in found.cells.items()} == expected
    graded = root / "autograded" / "someone" / "odd-checks" / "odd-checks.ipynb"
    assert graded.stat().st_size < 200_000
    cells = {cell["id"]: cell for cell in json.loads(graded.read_text())["cells"]}
    assert "not a plain number" in cells["raw-true"]["metadata"]["course"]["needs_person"]
    assert capfd.readouterr().err == ""
    assert "ZeroDivisionError" in cells["broken"]["metadata"]["course"]["needs_person"]


@pytest.mark.parametrize(
    ("share", "points"),
    [
        *((0, 0.0), (1, 1.5), (0.5, 0.75), (1 / 3, 0.5)),
        *((np.float64(0.5), 0.75), (np.float32(0.5), 0.75), (np.int64(1), 1.5)),
    ],
)
def test_award_gives_plain_floats(share: object, points: float) -> None:
    """Is every award a plain Python float between 0 and the points?"""
    given = award(share, of=1.5)
    assert given == points
    assert type(given) is float


@pytest.mark.parametrize(
    "share",
    [True, False, np.True_, None, "1", math.nan, math.inf, -0.01, 1.01, np.array([1.0]), [1], 1j],
)
def test_award_refuses_everything_else(share: object) -> None:
    """Does anything that nbgrader would take for full points stop the check instead?"""
    with pytest.raises(CourseError, match="award"):
        award(share, of=1.5)


@pytest.mark.parametrize("most", [0, -1, True, math.nan, "4"])
def test_award_refuses_odd_maxima(most: float) -> None:
    """Does a maximum that is not a positive number stop the check?"""
    with pytest.raises(CourseError):
        award(1, of=most)


def test_full_share_is_exactly_the_points() -> None:
    """Does everything right earn the points to the last decimal, and never a bit more?"""
    assert award(1.0, of=1.005) == 1.005
    assert award(0.999999, of=1.0) <= 1.0
