"""Does handing in through the real nbgrader exchange send the short list, and nothing else?"""

import json
import os
import shutil
from pathlib import Path

import pytest

from course_tools.answers import AnswerSheet
from course_tools.errors import HandInRefused, NotInCourse
from course_tools.handing.exchange_place import can_hand_in, find_exchange
from course_tools.handing.submit import fetch_assignment, hand_in_through_exchange, handed_in_as
from tests.handing.released_page import RELEASED

posix_only = pytest.mark.skipif(os.name == "nt", reason="nbgrader's exchange does not run there")


@pytest.fixture(autouse=True)
def no_other_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings and no receipts of the machine that runs the tests."""
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_CONFIG_PATH", "JUPYTER_DATA_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "jupyter" / name))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A workbook's folder with an exchange where power-paper was released."""
    course = tmp_path / "course"
    (course / "modules/programmes").mkdir(parents=True)
    inbound = course / "exchange/cohort/inbound"
    inbound.mkdir(parents=True)
    inbound.chmod(0o733)
    (course / "exchange").chmod(0o777)
    shutil.copytree(RELEASED.parent, course / "exchange/cohort/outbound/power-paper")
    shutil.copytree(RELEASED.parent, course / "release/power-paper")
    (course / "nbgrader_config.py").write_text(
        "from pathlib import Path\nc = get_config()\nc.CourseDirectory.course_id = 'cohort'\n"
        "c.Exchange.root = str(Path(__file__).parent / 'exchange')\n"
    )
    return course


@posix_only
def test_from_fetch_to_hand_in(course: Path, filled: Path) -> None:
    """Does a fetched, filled page arrive in the exchange with only the three files?"""
    fetched = fetch_assignment("power-paper", course / "mine")
    assert fetched.is_new and (fetched.folder / "power-paper.ipynb").exists()
    for name in ("power-paper.ipynb", "answers.json"):
        shutil.copyfile(filled / name, fetched.folder / name)
    (fetched.folder / "my-work/private").mkdir(parents=True)
    (fetched.folder / "my-work/private/log.json").write_text("private")
    (fetched.folder / "link").symlink_to("/etc/hosts")

    handed_in = hand_in_through_exchange(fetched.folder, "p07")

    (arrived,) = (course / "exchange/cohort/inbound").iterdir()
    assert arrived.name.startswith("p07+power-paper+")
    assert {path.name for path in arrived.iterdir()} - {
        "timestamp.txt",
        "submission_secret.txt",
    } == {
        "power-paper.ipynb",
        "answers.json",
        "answers.html",
    }
    assert "Who wrote this card?" in (arrived / "power-paper.ipynb").read_text(encoding="utf-8")
    assert (
        json.loads((arrived / "answers.json").read_text(encoding="utf-8"))["lesson"]
        == "power-paper"
    )
    assert handed_in.words.startswith("Handed in ")
    assert not fetch_assignment("power-paper", course / "mine").is_new  # and untouched
    assert (fetched.folder / "my-work/private/log.json").exists()


def test_feedback_is_asked_for_under_the_name_of_the_hand_in(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is it the typed course name, and the login on a hub?"""
    assert handed_in_as(filled) == ""
    AnswerSheet(filled).record("hand-in", {"looked-through": True, "course-name": " p07 "})
    assert handed_in_as(filled) == "p07"
    monkeypatch.setenv("JUPYTERHUB_USER", "maria")
    assert handed_in_as(filled) == ""


def test_without_an_exchange_it_says_what_to_do(filled: Path) -> None:
    """Is the hand-in file offered where no exchange is set up?"""
    assert find_exchange(filled) is None
    with pytest.raises(HandInRefused, match="hand-in file"):
        hand_in_through_exchange(filled, "p07")


def test_unreleased_assignment_is_not_offered(course: Path) -> None:
    """Is the button only for what was released?"""
    place = find_exchange(course)
    assert place is not None and place.course == "cohort"
    assert not can_hand_in(place, "another-paper")


def test_broken_settings_do_not_break_the_page(course: Path) -> None:
    """Does a mistake in nbgrader_config.py leave the page working?"""
    (course / "nbgrader_config.py").write_text("raise RuntimeError('mistake')")
    assert find_exchange(course) is None


def test_fetch_without_an_exchange_copies_the_release(course: Path) -> None:
    """Is the workbook's own release copied, and an existing folder left alone?"""
    (course / "nbgrader_config.py").unlink()
    fetched = fetch_assignment("power-paper", course / "mine")
    assert fetched.is_new and (fetched.folder / "power-paper.ipynb").exists()
    (fetched.folder / "power-paper.ipynb").write_text("mine")
    assert not fetch_assignment("power-paper", course / "mine").is_new
    assert (fetched.folder / "power-paper.ipynb").read_text() == "mine"


def test_unknown_assignment_lists_what_there_is(course: Path) -> None:
    """Does a misspelt name list the known ones?"""
    (course / "nbgrader_config.py").unlink()
    with pytest.raises(NotInCourse, match="There are: power-paper"):
        fetch_assignment("power-papr", course / "mine")
    assert not (course / "mine" / "power-papr").exists()
