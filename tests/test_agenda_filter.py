"""T03 Agenda filter: the brief's town, the three watchers, the table that grows."""

import pytest

from course_tools.activities.agenda_filter import view
from course_tools.activities.agenda_filter.model import Concern, pass_through, seen_by
from course_tools.activities.agenda_filter.plot import draw_watchers
from course_tools.answers import AnswerSheet
from course_tools.plotting import new_picture_axes
from tests.tool_on_page import fields_on_page

TOWN = (
    Concern("Own language", (0.9, 0.8, 0.7), 0.6, 0.3),
    Concern("Late bus", (0.8, 0.3, 0.9), 0.1, 0.7),
    Concern("Mural", (0.2, 0.9, 0.1), 0.0, 0.2),
)


def outcomes(clout=0.5, enough=0.35):
    return pass_through(TOWN, clout, enough)


def names(found):
    return [outcome.concern.name for outcome in found]


def test_town_of_the_brief():
    """Is what is left 0.32, 0.60 and 0.40, and is only the third on the agenda?"""
    found = outcomes()
    assert [round(outcome.left, 3) for outcome in found] == [0.32, 0.6, 0.4]
    assert [outcome.is_raised for outcome in found] == [False, True, True]
    assert [outcome.is_on_agenda for outcome in found] == [False, False, True]
    assert found[2].in_favor == 1
    assert not found[2].wins


def test_each_watcher_sees_more():
    """Does the deepest concern stay hidden from the first two watchers?"""
    found = outcomes()
    assert names(seen_by(1, found)) == ["Mural"]
    assert names(seen_by(2, found)) == ["Late bus", "Mural"]
    assert names(seen_by(3, found)) == ["Own language", "Late bus", "Mural"]


def test_clout_opens_the_gate_and_the_bus_wins():
    """With clout 0.7, is the late bus voted on, and does it win?"""
    bus = outcomes(clout=0.7)[1]
    assert bus.is_on_agenda and bus.wins and bus.in_favor == 2


def test_hope_brings_the_first_concern_up():
    """When less is lost to 'nothing will change', is the first concern raised?"""
    hopeful = pass_through([Concern("Own language", (0.9, 0.8, 0.7), 0.5, 0.3)], 0.5, 0.35)
    assert hopeful[0].is_on_agenda


def test_exactly_enough_is_enough():
    """Do 0.35 of 0.35, and clout 0.3 at a gate of 0.1 + 0.2, count as reached?"""
    found = pass_through([Concern("A", (0.7, 0.0), 0.0, 0.1 + 0.2)], 0.3, 0.35)
    assert found[0].is_raised and found[0].is_on_agenda


def test_half_is_not_a_majority():
    """Does a tie lose?"""
    found = pass_through([Concern("A", (1.0, 0.0))], 1, 0)
    assert found[0].is_on_agenda and not found[0].wins


@pytest.mark.parametrize(
    "wrong",
    [{"care": ()}, {"care": (1.2,)}, {"care": (0.5,), "lost": -1}, {"care": (0.5,), "gate": 2}],
)
def test_impossible_concern_is_refused(wrong):
    """Are nobody at all, and numbers outside 0 to 1, refused by the concern's name?"""
    with pytest.raises(ValueError, match="Mural"):
        Concern("Mural", **wrong)


def test_panels_say_what_each_watcher_says():
    """Is the first concern 'nothing to see' twice, and 'felt, never raised' in the third panel?"""
    _, axes = new_picture_axes(panels=3)
    draw_watchers(outcomes(), 0.35, axes)
    said = [[text.get_text() for text in ax.texts] for ax in axes]
    assert said[0] == ["nothing to see", "nothing to see", "loses: 1 of 3 want it"]
    assert said[1] == ["nothing to see", "raised, kept off the agenda", "on the agenda"]
    assert said[2] == ["felt, never raised", "raised, kept off the agenda", "on the agenda"]


def test_bars_have_the_models_lengths():
    """Are the bars of the third panel as long as what is felt and what is left?"""
    _, axes = new_picture_axes(panels=3)
    draw_watchers(outcomes(), 0.35, axes)
    lengths = [round(bar.get_width(), 3) for bar in axes[2].patches]
    assert lengths == [0.8, 0.32, 0.667, 0.6, 0.4, 0.4]


def test_untouched_form_is_the_lessons_town(tmp_path):
    """Does the form start with the table that the lesson prints?"""
    sheet = AnswerSheet(tmp_path)
    fields = fields_on_page(view.agenda_filter, sheet)
    found = view._outcomes(fields.answer())
    assert [round(outcome.left, 2) for outcome in found] == [0.32, 0.6, 0.4]
    assert sheet.answer("agenda-filter") is None
    assert "does not predict your town" in view._words(fields.answer())


def test_more_people_bring_more_columns(tmp_path):
    """Does the slider for people show and hide columns, and keep what hidden ones hold?"""
    sheet = AnswerSheet(tmp_path)
    fields = fields_on_page(view.agenda_filter, sheet)
    table = fields["concerns"]
    fields["people"].widget.value = 5
    assert [column.name for column in table._columns] == [
        "name", "care1", "care2", "care3", "care4", "care5", "lost", "gate"
    ]  # fmt: skip
    first = next(iter(table._shown.values()))
    first["care5"].widget.value = 0.9
    fields["people"].widget.value = 2
    fields["people"].widget.value = 5
    assert sheet.answer("agenda-filter")["concerns"][0]["care5"] == 0.9
    again = fields_on_page(view.agenda_filter, AnswerSheet(tmp_path))
    assert again.answer() == sheet.answer("agenda-filter")
    assert len(again["concerns"]._columns) == 8


def test_town_without_concerns_asks_for_one(tmp_path):
    """Is an empty table a sentence and not an error?"""
    fields = fields_on_page(view.agenda_filter, AnswerSheet(tmp_path))
    with pytest.raises(ValueError, match="Add one"):
        view._words({**fields.answer(), "concerns": []})


def test_largest_town_can_be_drawn(tmp_path):
    """Do eight people and five concerns with long names fit?"""
    answer = fields_on_page(view.agenda_filter, AnswerSheet(tmp_path)).answer()
    rows = [{**answer["concerns"][n % 3], "name": f"<b>{'x' * 60}{n}"} for n in range(5)]
    big = {**answer, "people": 8, "concerns": rows}
    assert "<b>xxx" not in view._picture(big).as_html() + view._words(big)
