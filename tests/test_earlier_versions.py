"""Earlier versions: there when something was saved, shown when asked for, brought back with a button."""

import ipywidgets as w

from course_tools.answers import AnswerSheet
from course_tools.widgets.questions import write
from tests.on_page import all_in, html_of, shown_by
from tests.test_one_to_one_log import button


def on_page(sheet: AnswerSheet) -> w.Widget:
    return shown_by(lambda: write(sheet, "evening", "What did you give up an evening for?"))


def test_a_version_comes_back(tmp_path):
    """Can words that were written over be found and brought back, and the newer ones again?"""
    sheet = AnswerSheet(tmp_path)
    box = on_page(sheet)
    assert button(box, "Earlier versions").layout.display == "none"
    (text,) = all_in(box, w.Textarea)
    text.value = "The <b>choir</b>"
    assert button(box, "Earlier versions").layout.display is None
    text.value = "Something else"
    button(box, "Earlier versions").click()
    assert "The &lt;b&gt;choir" in html_of(box)
    button(box, "Bring this back").click()
    assert text.value == "The <b>choir</b>"
    assert sheet.answer("evening") == "The <b>choir</b>"
    assert AnswerSheet(tmp_path).answer("evening") == "The <b>choir</b>"
    assert "Something else" in [entry.value for entry in sheet.earlier("evening")]


def test_nothing_earlier_is_said(tmp_path):
    """Does the list say so when only the present version is kept, and close again?"""
    box = on_page(AnswerSheet(tmp_path))
    all_in(box, w.Textarea)[0].value = "One word"
    button(box, "Earlier versions").click()
    assert "No other version is kept" in html_of(box)
    button(box, "Close earlier versions").click()
    assert "No other version is kept" not in html_of(box)
