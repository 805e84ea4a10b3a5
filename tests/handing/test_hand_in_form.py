"""Does the form guide a participant from the check to the hand-in file?"""

import base64
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from course_tools.answers import AnswerSheet
from course_tools.handing_page import HandInForm
from tests.handing.released_page import answer_cell


@pytest.fixture(autouse=True)
def no_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the machine that runs the tests."""
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_CONFIG_PATH"):
        monkeypatch.setenv(name, str(tmp_path / "jupyter"))


def shown(folder: Path) -> HandInForm:
    form = HandInForm(AnswerSheet(folder))
    form.show()
    return form


def enter(form: HandInForm, *, tick: bool = True, name: str = "p07") -> None:
    form._tick.widget.value = tick
    form._name.widget.value = name


def test_form_lists_what_is_empty(blank: Path) -> None:
    """Does the first part list the five empty parts of a new page?"""
    form = shown(blank)
    assert form.checked.value.count("is-missing") == 5
    assert "5 things are still to do. You may hand in all the same." in form.checked.value


def test_names_are_shown_with_reason_and_changed_by_nobody(filled: Path, change: Any) -> None:
    """Is a name marked in its sentence, with why, and is the page left as it is?"""
    change(filled, lambda nb: answer_cell(nb).update(source="Then Maria Lopez <b>cried</b>."))
    before = (filled / "power-paper.ipynb").read_bytes()
    form = shown(filled)
    assert "Then <mark>Maria Lopez</mark> &lt;b&gt;" in form.found.value
    assert "Use a role label" in form.found.value
    assert (filled / "power-paper.ipynb").read_bytes() == before


def test_check_again_sees_what_changed(filled: Path, change: Any) -> None:
    """Does the button look at the page anew?"""
    form = shown(filled)
    assert "Maria" not in form.found.value
    change(filled, lambda nb: answer_cell(nb).update(source="Then Maria Lopez came."))
    form.again.click()
    assert "<mark>Maria Lopez</mark>" in form.found.value


def test_tick_is_asked_for_first(filled: Path) -> None:
    """Without the tick: is no file made, and is the ask calm?"""
    form = shown(filled)
    enter(form, tick=False)
    form.make.click()
    assert "One thing first" in form.said.value
    assert not (filled / "hand-in").exists()


def test_unfit_name_is_explained(filled: Path) -> None:
    """Is an e-mail address refused with what to write instead?"""
    form = shown(filled)
    enter(form, name="maria@school.org")
    form.make.click()
    assert "looks like an e-mail address" in form.said.value


def test_file_is_made_and_the_link_carries_it(filled: Path) -> None:
    """Does the link hold the very file that lies in the folder?"""
    form = shown(filled)
    enter(form)
    form.make.click()
    (path,) = (filled / "hand-in").iterdir()
    assert f'download="{path.name}"' in form.said.value
    packed = re.search(r"base64,([^\"]+)", form.said.value)
    assert packed is not None
    assert base64.b64decode(packed[1]) == path.read_bytes()
    assert "answers.html" in zipfile.ZipFile(BytesIO(path.read_bytes())).namelist()


def test_tick_name_and_history_come_back(filled: Path) -> None:
    """Are they in place when the page is opened again, and in the file that was sent?"""
    form = shown(filled)
    enter(form)
    form.make.click()
    again = shown(filled)
    assert again._tick.value() is True and again._name.value() == "p07"
    assert "made a file" in again.before.value
    answer = AnswerSheet(filled).answer("hand-in")
    assert answer["looked-through"] is True and answer["course-name"] == "p07"


def test_damaged_page_is_explained_in_the_form(filled: Path) -> None:
    """Does the form stay usable, and say what to do?"""
    (filled / "power-paper.ipynb").write_text("{")
    form = shown(filled)
    enter(form)
    form.make.click()
    assert "save it once" in form.checked.value and "damaged" in form.said.value


def test_course_button_hides_where_there_is_no_exchange(filled: Path) -> None:
    """Is 'Hand in to my course' shown only where it would work?"""
    assert shown(filled).send.layout.display == "none"


def test_form_has_one_status_line_about_saving(filled: Path) -> None:
    """Does nothing but the form's own line look like a save status to the page?"""
    form = shown(filled)
    enter(form, tick=False)
    form.make.click()
    for part in (form.checked, form.found, form.said, form.before):
        assert "course-status" not in part.value and "data-state" not in part.value
