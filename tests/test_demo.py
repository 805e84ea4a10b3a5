"""`course demo`: a whole cohort, and nothing else touched."""

import shutil
from pathlib import Path

import pytest

from course_tools.cohort.demo import remove_demo, run_demo
from course_tools.errors import NotInCourse
from course_tools.grading.gradebook import submission
from tests.conftest import DemoRun, digests


def points(demo: Path, student: str) -> dict[str, float | None]:
    """What one participant got, by graded cell."""
    known = submission(demo / "course", "power-paper", student)
    assert known is not None
    return {name: cell.points for name, cell in known.cells.items()}


def test_everybody_gets_what_the_work_is_worth(demo: Path) -> None:
    """Do the checks give what each participant's answers earn, and the marker what was marked?"""
    assert points(demo, "p01-wren") == {
        "reading-gaventa": 1.5,
        "reading-hunjan-pettit": 1.5,
        "power-map-complete": 4.0,
        "power-paper": 18.0,
    }
    assert points(demo, "p05-alder")["power-map-complete"] == 0
    assert points(demo, "p05-alder")["reading-gaventa"] == pytest.approx(0.5)
    assert points(demo, "p02-jacaranda")["power-paper"] == 18  # came as a file
    assert points(demo, "p10-curlew")["power-paper"] == 15  # a cell pasted twice, mended
    assert points(demo, "p12-finch")["power-paper"] is None  # waits for a reader


def test_late_is_late(demo: Path) -> None:
    """Are those late who were, by as much as the story says, on the gradebook's own clock?"""
    late = {
        student: submission(demo / "course", "power-paper", student).late / 3600  # type: ignore[union-attr]
        for student in ("p01-wren", "p06-sorrel", "p10-curlew", "p12-finch", "p02-jacaranda")
    }
    assert late == pytest.approx(
        {"p01-wren": 0, "p06-sorrel": 5, "p10-curlew": 30, "p12-finch": 200, "p02-jacaranda": 0},
        abs=0.01,
    )


def test_the_damaged_one_waits_and_stops_nobody(demo: Path) -> None:
    """Is half a file set aside with a reason, its original kept, and everybody else graded?"""
    assert submission(demo / "course", "power-paper", "p11-bramble") is None
    [reason] = (demo / "course" / "set-aside").rglob("reason.txt")
    assert "p11-bramble" in reason.as_posix()
    assert list((demo / "course" / "received" / "p11-bramble").rglob("power-paper.ipynb"))
    graded = {path.name for path in (demo / "course" / "autograded").iterdir()}
    assert len(graded) == 11


def test_feedback_comes_back(demo: Path) -> None:
    """Did those who handed in through the exchange fetch a page with their own words?"""
    pages = list((demo / "participants" / "p01-wren").rglob("feedback/**/*.html"))
    assert len(pages) == 1
    text = pages[0].read_text(encoding="utf-8")
    assert "safe streets evening" in text
    assert "One strength" in text
    assert "Heron" not in text


def test_the_rest_is_left_alone(demo_run: DemoRun) -> None:
    """Is every file outside demo/ what it was, a real cohort's gradebook included?"""
    assert digests(demo_run.course) == demo_run.before
    numbers = [done for _, done, _ in demo_run.said]
    assert numbers == sorted(numbers)
    assert demo_run.said[-1][1] == demo_run.said[-1][2] > 15


def test_one_command_removes_it(demo_run: DemoRun, tmp_path: Path) -> None:
    """Does removing take the demo and nothing else, and never a folder of somebody else?"""
    course = tmp_path / "course"
    (course / "demo").mkdir(parents=True)
    shutil.copytree(demo_run.course / "modules", course / "modules")
    (course / "demo" / "mine.txt").write_text("mine")
    with pytest.raises(NotInCourse, match="left alone"):
        remove_demo(course)
    assert (course / "demo" / "mine.txt").exists()
    (course / "demo").rename(tmp_path / "mine")
    before = digests(course)
    shutil.copytree(demo_run.course / "demo", course / "demo")
    assert remove_demo(course)
    assert not (course / "demo").exists()
    assert digests(course) == before
    assert not remove_demo(course)


@pytest.mark.parametrize("stopped_in", ["copytree", "rmtree"])
def test_a_demo_that_was_stopped_can_be_removed(
    demo_run: DemoRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped_in: str
) -> None:
    """After Ctrl+C in the middle of making or removing it: is it still known as the demo?"""
    course = tmp_path / "course"
    shutil.copytree(demo_run.course, course)
    real = {name: getattr(shutil, name) for name in ("copytree", "rmtree")}

    def halfway(*arguments: Path, **options: object) -> None:
        real[stopped_in](*arguments, **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(shutil, stopped_in, halfway)
        run_demo(course, lambda *step: None)
    assert (course / "demo").exists()
    assert remove_demo(course)
    assert not (course / "demo").exists()


def test_a_participant_is_told_that_the_demo_is_for_staff(tmp_path: Path) -> None:
    """Where the assignments are missing: are there words, and no half a demo?"""
    with pytest.raises(NotInCourse, match="staff's folder"):
        run_demo(tmp_path, lambda *step: None)
    assert not list(tmp_path.iterdir())
