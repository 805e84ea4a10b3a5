"""T04 Power cube board: the blind-spot number, the boards, the form."""

import pytest

from course_tools.activities.power_cube import view
from course_tools.activities.power_cube.model import (
    FORMS,
    KINDS,
    LEVELS,
    SPACES,
    InCell,
    Item,
    blind_spot_index,
    blind_spots,
    cells,
)
from course_tools.activities.power_cube.plot import draw_cube
from course_tools.answers import AnswerSheet
from course_tools.plotting import new_picture_axes
from tests.tool_on_page import fields_on_page

LATE_BUS = view._items(view._LATE_BUS)


def test_blind_spots_of_the_lesson():
    """Is the late bus 8 of 14, or 0.57, with the drafting of the routes first?"""
    assert blind_spot_index(LATE_BUS) == pytest.approx(8 / 14)
    assert [(cell, held.weight) for cell, held in blind_spots(LATE_BUS)] == [
        (("local", "hidden", "closed"), 5),
        (("national", "visible", "closed"), 3),
    ]


def test_one_action_clears_a_cell():
    """Is a cell with several decisions no longer blind after one action?"""
    items = [
        Item("Vote", "decision", "visible", "closed", "local", 5),
        Item("Second vote", "decision", "visible", "closed", "local", 2),
    ]
    assert blind_spot_index(items) == 1.0
    assert cells(items)["local", "visible", "closed"].decisions == ("Vote", "Second vote")
    items.append(Item("We go", "action", "visible", "closed", "local"))
    assert blind_spot_index(items) == 0.0
    assert blind_spots(items) == []


def test_an_action_elsewhere_clears_nothing():
    """Does work in another space leave the decision blind?"""
    items = [
        Item("Vote", "decision", "visible", "closed", "local", 1),
        Item("We go", "action", "visible", "invited", "local", 5),
    ]
    assert blind_spot_index(items) == 1.0


def test_no_decision_no_number():
    """Is there no index before there is a decision?"""
    assert blind_spot_index([]) is None
    assert blind_spot_index([Item("We go", "action", "visible", "invited", "local")]) is None


@pytest.mark.parametrize(
    "wrong", [{"form": "loud"}, {"level": "moon"}, {"kind": "wish"}, {"weight": 0}, {"weight": 6}]
)
def test_impossible_item_is_refused(wrong):
    """Are unknown words and weights outside 1 to 5 refused by name?"""
    good = {"kind": "decision", "form": "visible", "space": "closed", "level": "local"}
    with pytest.raises(ValueError, match="Vote"):
        Item("Vote", **{**good, **wrong})


def test_boards_print_weight_and_dots():
    """Is every number printed in its cell, with one dot for each action?"""
    _, axes = new_picture_axes(panels=3)
    draw_cube(cells(LATE_BUS), axes)
    local = {text.get_position(): text.get_text() for text in axes[0].texts}
    assert local == {
        (1, -0.14): "4",
        (1, 0.25): "●",
        (0, 0.86): "5",
        (1, 0.86): "2",
        (1, 1.25): "●",
    }
    assert [text.get_text() for text in axes[1].texts] == ["3"]
    assert [text.get_text() for text in axes[2].texts] == []
    assert [ax.get_title(loc="left") for ax in axes] == ["Local", "National", "Global"]


def test_blind_cells_have_a_frame_of_their_own():
    """Do exactly the blind cells have a thick frame, so that color is not the only sign?"""
    _, axes = new_picture_axes(panels=3)
    draw_cube(cells(LATE_BUS), axes)
    thick = [sum(width > 2 for width in ax.collections[0].get_linewidths()) for ax in axes]
    assert thick == [1, 1, 0]


def test_many_actions_become_a_number():
    """Do nine actions stay inside their cell?"""
    _, axes = new_picture_axes(panels=3)
    draw_cube({("local", "visible", "closed"): InCell(3, 9)}, axes)
    assert [text.get_text() for text in axes[0].texts] == ["3", "● ×9"]


def test_choices_of_the_form_are_those_of_the_model():
    """Does the form offer exactly what the model knows?"""
    columns = {column.name: column for column in view._FIELDS[0].columns}
    offered = [tuple(columns[name].options) for name in ("kind", "form", "space", "level")]
    assert offered == [KINDS, FORMS, SPACES, LEVELS]


def test_blank_rows_do_not_count(tmp_path):
    """Is an untouched form an empty board that asks for a decision?"""
    sheet = AnswerSheet(tmp_path)
    fields = fields_on_page(view.power_cube, sheet)
    assert view._items(fields.answer()) == []
    assert "at least one decision" in view._words(fields.answer())
    assert "<img" in view._picture(fields.answer()).as_html()
    assert sheet.answer("power-cube") is None


def test_answer_comes_back(tmp_path):
    """Is the whole table restored, row for row?"""
    AnswerSheet(tmp_path).record("power-cube", view._LATE_BUS)
    fields = fields_on_page(view.power_cube, AnswerSheet(tmp_path))
    assert fields.answer() == view._LATE_BUS


def test_rows_can_be_added_and_removed(tmp_path):
    """Is adding and removing a row recorded, and are the other rows left alone?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("power-cube", view._LATE_BUS)
    fields = fields_on_page(view.power_cube, sheet)
    table = fields["items"]
    table._more.click()
    assert len(sheet.answer("power-cube")["items"]) == 7
    next(iter(table._removers.values())).click()
    left = [row["what"] for row in sheet.answer("power-cube")["items"]]
    assert left == [*(item.what for item in LATE_BUS[1:]), ""]


def test_words_are_escaped():
    """Can an entry not become part of the page?"""
    row = {**view._LATE_BUS["items"][0], "what": "<script>x</script>"}
    page = view._picture({"items": [row]}).as_html() + view._words({"items": [row]})
    assert "<script>" not in page
