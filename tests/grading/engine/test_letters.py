"""Feedback by the engine: the page that nbgrader makes, several at once, only where needed?"""

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbgrader.converters import GenerateFeedback

from course_tools.grading.autograde import grade
from course_tools.grading.converters import run_converter
from course_tools.grading.engine.letters import Letter, write_letter
from course_tools.grading.feedback import feedback_file, give_feedback
from course_tools.grading.gradebook import record_points
from tests.grading.conftest import NAME, complete_hand_in, new_course, new_hand_in

_COMMENT = "Two lenses: 4 because of <b>both</b>\nStrength: clear & short\n\nNext: call Ms Ruiz"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = new_course(tmp_path_factory.mktemp("letters"))
    for number in range(3):
        complete_hand_in(root, f"p{number}")
    new_hand_in(root, "blank")
    odd = complete_hand_in(root, "odd")
    odd.write("# Words\n\n<script>x</script> $a_b$ ~~no~~ | a | b |\n\n```python\n1 < 2\n```\n")
    odd.add_code("print('mine')")
    odd.save()
    assert grade(root, NAME).failed == {}
    record_points(root, NAME, "p1", NAME, points=18, comment=_COMMENT)
    return root


def _page(root: Path, student: str) -> str:
    text = feedback_file(root, NAME, student).read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser").prettify()


def test_the_page_is_nbgraders(graded: Path, tmp_path: Path) -> None:
    """Is every page, marked, unmarked, blank or odd, what `nbgrader generate_feedback` makes?"""
    theirs = Path(shutil.copytree(graded, tmp_path / "theirs"))
    report = give_feedback(graded, NAME)
    assert report.failed == {}
    assert report.written == ["blank", "odd", "p0", "p1", "p2"]
    for student in report.written:
        assert run_converter(GenerateFeedback, theirs, NAME, student, force=True) == []
        assert _page(graded, student) == _page(theirs, student), student


def test_only_what_changed_is_written(graded: Path, tmp_path: Path) -> None:
    """After a mark, a changed rubric or a lost page: are exactly those pages written?"""
    root = Path(shutil.copytree(graded, tmp_path / "again"))
    give_feedback(root, NAME)
    assert give_feedback(root, NAME).written == []
    record_points(root, NAME, "p2", NAME, points=11)
    assert give_feedback(root, NAME).written == ["p2"]
    feedback_file(root, NAME, "p0").unlink()
    assert give_feedback(root, NAME).written == ["p0"]
    rubric = root / "assignments" / NAME / "rubric.toml"
    rubric.write_text(rubric.read_text(encoding="utf-8") + "\n# a note\n", encoding="utf-8")
    assert len(give_feedback(root, NAME).written) == 5


def test_one_broken_page_stops_nobody(graded: Path, tmp_path: Path) -> None:
    """Is a graded notebook that cannot be read told in words, and everybody else written?"""
    root = Path(shutil.copytree(graded, tmp_path / "broken"))
    broken = root / "autograded" / "p1" / NAME / f"{NAME}.ipynb"
    broken.unlink()
    broken.write_text('{"cells": [', encoding="utf-8")
    report = give_feedback(root, NAME)
    assert report.failed.keys() == {"p1"}
    assert "cannot be read" in report.failed["p1"]
    assert len(report.written) + len(report.unchanged) == 4
    assert write_letter(Letter(str(root), NAME, "nobody")).reason
