"""Does the start page say truly whether saving works, and where a participant is?"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import ipywidgets as w
import pytest

from course_tools.answers import AnswerSheet
from course_tools.start_page import choose_programme, course_map, saving_test
from tests.on_page import all_in, html_of, shown_by

ROOT = Path(__file__).parent.parent
PROGRAMME = """
id = "{0}"
title = "The {0} program"
locale = "en-US"
[modules]
order = [{1}]
planned = ["03-later-on"]
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of two lessons and two programmes, in which nobody wrote anything yet."""
    course = tmp_path / "course"
    for name, title in [("00-start-here", "Start here"), ("01-power", "Power & us")]:
        folder = course / "modules" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.md").write_text("# A\n")
        (folder / "about.toml").write_text(f'id = "{name}"\ntitle = "{title}"\nminutes = 15\n')
    (course / "modules" / "programmes").mkdir()
    for name, order in [("first", '"00-start-here", "01-power"'), ("second", '"01-power"')]:
        text = PROGRAMME.format(name, order)
        (course / "modules" / "programmes" / f"{name}.toml").write_text(text)
    return course


@pytest.fixture
def sheet(course: Path) -> AnswerSheet:
    """The answers of the start page."""
    return AnswerSheet(course / "modules" / "00-start-here")


def rows(box: w.Widget) -> dict[str, str]:
    """The map's lines: title and where one is."""
    found = re.findall(r'<th scope="row">(.*?)</th>.*?<td>([^<]*)</td></tr>', html_of(box))
    return {re.sub("<[^>]+>", "", title): standing for title, standing in found}


# Saving


def press(box: w.Widget) -> str:
    all_in(box, w.Button)[0].click()
    return html_of(box)


def test_saving_that_works_is_said(sheet: AnswerSheet) -> None:
    """Is a word really on the disk when the page says that saving works, and the place named?"""
    box = shown_by(lambda: saving_test(sheet))
    assert sheet.entry("saving-test") is None
    said = press(box)
    assert "Saving works here." in said
    assert str(sheet.folder) in said
    assert 'data-state="saved"' in said
    first = AnswerSheet(sheet.folder).answer("saving-test")
    assert first.startswith("tested 20")
    press(box)
    assert AnswerSheet(sheet.folder).answer("saving-test") != first


def test_a_folder_that_is_gone_is_said(sheet: AnswerSheet) -> None:
    """Is it said calmly, with what to do, when a file stands where the folder was?"""
    box = shown_by(lambda: saving_test(sheet))
    shutil.rmtree(sheet.folder)
    sheet.folder.write_text("in the way")
    said = press(box)
    assert "Something is not right yet." in said
    assert "Saving works here." not in said
    assert 'data-state="failed"' in said
    assert "Not saved" in said


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are a Unix matter")
def test_a_disk_that_takes_nothing_is_said(course: Path) -> None:
    """Does a full disk fail the test and not the page? A limit of no bytes stands for it."""
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from course_tools.answers import AnswerSheet\n"
        "from course_tools.start_page import saving_test\n"
        "from tests.on_page import all_in, html_of, shown_by\n"
        "import ipywidgets as w\n"
        "sheet = AnswerSheet(sys.argv[1])\n"
        "box = shown_by(lambda: saving_test(sheet))\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "all_in(box, w.Button)[0].click()\n"
        "html = html_of(box)\n"
        "assert 'Something is not right yet.' in html, html\n"
        "assert 'data-state=\"failed\"' in html, html\n"
        "assert 'disk is full' in html, html\n"
    )
    folder = course / "modules" / "00-start-here"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not (folder / "answers.json").exists()


# The map


def test_the_map_of_a_newcomer(sheet: AnswerSheet) -> None:
    """Is every lesson of the programme there, with its time, and what comes later?"""
    box = shown_by(lambda: course_map(sheet))
    assert rows(box) == {
        "Start here": "not begun",
        "Power &amp; us": "not begun",
        "Later on": "comes later",
    }
    assert "about 15 minutes" in html_of(box)


def test_ticks_come_from_the_lessons_own_answers(course: Path, sheet: AnswerSheet) -> None:
    """Does the map show what was begun and what is finished, as each lesson's own file says?"""
    power = AnswerSheet(course / "modules" / "01-power")
    power.record("first", "words")
    assert rows(shown_by(lambda: course_map(sheet)))["Power &amp; us"] == "begun: 1 answer saved"
    power.record("second", "words")
    power.record("third", " ")
    assert rows(shown_by(lambda: course_map(sheet)))["Power &amp; us"] == "begun: 2 answers saved"
    power.record("lesson-done", True)
    assert rows(shown_by(lambda: course_map(sheet)))["Power &amp; us"] == "✓ finished"
    power.record("lesson-done", False)
    assert rows(shown_by(lambda: course_map(sheet)))["Power &amp; us"] == "begun: 3 answers saved"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[1, 2]", b'{"format": 99, "answers": {}}'])
def test_the_map_leaves_damaged_answers_to_their_lesson(
    course: Path, sheet: AnswerSheet, content: bytes
) -> None:
    """Does the map not crash, and not mend in silence what the lesson's page would speak of?"""
    path = course / "modules" / "01-power" / "answers.json"
    path.write_bytes(content)
    assert rows(shown_by(lambda: course_map(sheet)))["Power &amp; us"] == "open the lesson to see"
    assert [p.name for p in path.parent.iterdir() if "answers" in p.name] == ["answers.json"]
    assert path.read_bytes() == content


def test_links_are_relative(sheet: AnswerSheet) -> None:
    """Do the links work wherever the folder lies, and lead to the lessons?"""
    links = re.findall(r'href="([^"]*)"', html_of(shown_by(lambda: course_map(sheet))))
    assert links == ["../00-start-here/00-start-here.ipynb", "../01-power/01-power.ipynb"]


def test_choosing_a_programme_changes_the_map(sheet: AnswerSheet) -> None:
    """Does the map on the page follow at once, and is the choice kept?"""
    chooser = shown_by(lambda: choose_programme(sheet))
    shown = shown_by(lambda: course_map(sheet))
    assert "The first program" in html_of(shown)
    all_in(chooser, w.Dropdown)[0].value = "second"
    assert "The second program" in html_of(shown)
    assert "Start here" not in html_of(shown)
    assert AnswerSheet(sheet.folder).answer("programme") == "second"
    assert "The second program" in html_of(shown_by(lambda: course_map(sheet)))


def test_a_programme_that_is_gone_is_no_crash(sheet: AnswerSheet) -> None:
    """Does a choice that no longer exists show the first programme?"""
    sheet.record("programme", "closed-last-year")
    assert "The first program" in html_of(shown_by(lambda: course_map(sheet)))
    assert all_in(shown_by(lambda: choose_programme(sheet)), w.Dropdown)[0].value == ""
    assert sheet.answer("programme") == "closed-last-year"
