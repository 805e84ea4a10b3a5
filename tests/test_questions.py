"""Do questions say what they ask to everybody, keep the answer, and bring it back?"""

from collections.abc import Callable
from pathlib import Path

import ipywidgets as w
import pytest

from course_tools.answers import AnswerSheet
from course_tools.widgets.questions import choose, commit, reading_check, tick, write
from tests.on_page import all_in, heard_in, html_of, shown_by

ASK = "Who <b>decides</b>, and how do you know?"
OPTIONS = {"a": "The board", "b": "The clerk"}
WHY = {"a": "It needs a <vote>.", "b": "It is in the rules."}
FIELDS = (w.Text, w.Textarea, w.Dropdown, w.Checkbox)

# a question of each kind: how it is shown, an answer to put into its first field, what is recorded
KINDS: dict[str, tuple[Callable[[AnswerSheet], None], object, object]] = {
    "write": (lambda s: write(s, "q", ASK), "The clerk", "The clerk"),
    "choose": (lambda s: choose(s, "q", ASK, OPTIONS, why=WHY, best="b"), "a", "a"),
    "tick": (lambda s: tick(s, "q", "I have finished"), True, True),
    "commit": (
        lambda s: commit(s, "q"),
        "To listen",
        {"learned": "To listen", "will-do": "", "witness": ""},
    ),
    "reading_check": (
        lambda s: reading_check(s, "q", "The bench", ["Who?", "Why?"]),
        "A child",
        ["A child", ""],
    ),
}


@pytest.fixture
def sheet(tmp_path: Path) -> AnswerSheet:
    """An empty answer sheet."""
    return AnswerSheet(tmp_path)


def fields_of(box: w.Widget) -> list[w.Widget]:
    return all_in(box, *FIELDS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_is_kept_and_comes_back(sheet: AnswerSheet, kind: str) -> None:
    """Is what somebody enters on the disk at once, and in the field when the page opens again?"""
    show, entered, recorded = KINDS[kind]
    first = fields_of(shown_by(lambda: show(sheet)))[0]
    assert sheet.answer("q") is None
    first.value = entered
    assert AnswerSheet(sheet.folder).answer("q") == recorded
    again = fields_of(shown_by(lambda: show(AnswerSheet(sheet.folder))))[0]
    assert again.value == entered


@pytest.mark.parametrize("kind", KINDS)
def test_showing_a_question_records_nothing(sheet: AnswerSheet, kind: str) -> None:
    """Does opening a page leave an unanswered question unanswered?"""
    shown_by(lambda: KINDS[kind][0](sheet))
    assert sheet.entry("q") is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("unfit", [5, [None, 3], {"learned": 7}, "no such option", True])
def test_an_answer_of_another_kind_is_no_crash(
    sheet: AnswerSheet, kind: str, unfit: object
) -> None:
    """Does a page open when the file holds something that this question cannot show?"""
    sheet.record("q", unfit)
    shown_by(lambda: KINDS[kind][0](sheet))
    assert sheet.answer("q") == unfit


@pytest.mark.parametrize("kind", ["write", "choose"])
def test_the_question_is_the_label(sheet: AnswerSheet, kind: str) -> None:
    """Does a screen reader say the question at the field, while it is seen once, as the title?"""
    box = shown_by(lambda: KINDS[kind][0](sheet))
    [field] = fields_of(box)
    assert field.description == ASK
    assert field.description_allow_html is False
    assert "course-label-hidden" in field._dom_classes
    assert "Who &lt;b&gt;decides&lt;/b&gt;, and how do you know?" in html_of(box)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_label_of_its_own(sheet: AnswerSheet, kind: str) -> None:
    """Is no field without words, and no two with the same?"""
    labels = [field.description for field in fields_of(shown_by(lambda: KINDS[kind][0](sheet)))]
    assert all(len(label) > 3 for label in labels)
    assert len(labels) == len(set(labels))


def test_choosing_gives_the_reason(sheet: AnswerSheet) -> None:
    """Does each choice show its own reason, read aloud, safely, and none before a choice?"""
    box = shown_by(lambda: KINDS["choose"][0](sheet))
    [field] = fields_of(box)
    assert "Look again." not in html_of(box) and "Yes." not in html_of(box)
    field.value = "a"
    assert "<b>Look again.</b> It needs a &lt;vote&gt;." in html_of(box)
    field.value = "b"
    assert "<b>Yes.</b> It is in the rules." in html_of(box)
    assert any("It is in the rules" in part.value for part in heard_in(box))
    field.value = ""
    assert "Yes." not in html_of(box)


def test_the_reason_is_there_when_the_page_opens_again(sheet: AnswerSheet) -> None:
    """Does an earlier choice come back with its reason?"""
    sheet.record("q", "b")
    assert "It is in the rules." in html_of(shown_by(lambda: KINDS["choose"][0](sheet)))


def test_starting_again_asks_first(sheet: AnswerSheet) -> None:
    """Does "start again" empty the field only after a yes, and can it be undone?"""
    sheet.record("q", "The clerk")
    box = shown_by(lambda: write(sheet, "q", ASK))
    button(box, "Start again").click()
    assert sheet.answer("q") == "The clerk"
    button(box, "Yes, empty this form").click()
    assert (sheet.answer("q"), fields_of(box)[0].value) == (None, "")
    button(box, "Bring my answers back").click()
    assert (sheet.answer("q"), fields_of(box)[0].value) == ("The clerk", "The clerk")


def test_a_form_can_be_found_by_its_question(sheet: AnswerSheet) -> None:
    """Does the box carry the classes that the page and the tests look for?"""
    box = shown_by(lambda: write(sheet, "who-decides", ASK))
    assert {"course-question", "course-q-who-decides"} <= set(box._dom_classes)


def button(box: w.Widget, words: str) -> w.Button:
    return next(one for one in all_in(box, w.Button) if one.description == words)
