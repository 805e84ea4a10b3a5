"""R1 One-to-one log: weeks, follow-ups, what a hand-in takes, and the form."""

from datetime import date, timedelta

import ipywidgets as w
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_tools import records
from course_tools.activities.one_to_one_log import summary_view, view
from course_tools.activities.one_to_one_log.calendar import month_as_html
from course_tools.activities.one_to_one_log.model import (
    by_week,
    called,
    complete_log,
    kinds_met,
    long_kept,
    mean_of_full_weeks,
    missing_in_log,
    summary,
    themes_in,
    to_follow_up,
)
from course_tools.activities.one_to_one_log.plot import draw_weeks
from course_tools.answers import AnswerSheet
from course_tools.people_met import Meeting, people, read_meetings
from course_tools.plotting import new_picture_axes
from course_tools.records import private_sheet
from tests.on_page import all_in, html_of, shown_by

TODAY = date(2026, 11, 25)  # a Wednesday
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def met(days_ago: int, who: str = "a parent", **more) -> Meeting:
    return Meeting(who, day=TODAY - timedelta(days=days_ago), **more)


@pytest.fixture
def log(tmp_path, monkeypatch):
    """An empty log of a course in a temporary folder."""
    (tmp_path / "modules" / "programmes").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    records.sheet_of.cache_clear()
    return private_sheet("one-to-ones")


def test_weeks_begin_on_monday_and_empty_ones_count():
    """Are Sunday and Monday in different weeks, with zeros between, and plans left out?"""
    meetings = [met(2), met(3), met(-1), met(17)]  # Monday, Sunday, tomorrow, a Sunday
    assert [week.count for week in by_week(meetings, TODAY, 4)] == [1, 0, 1, 1]
    assert by_week(meetings, TODAY, 1)[0].monday == date(2026, 11, 23)


def test_the_mean_takes_full_weeks_only():
    """Does a thin present week not pull the number down, and an old log not count before four weeks?"""
    five_a_week = [met(7 * week + 2 - day) for week in range(1, 7) for day in range(5)]
    assert mean_of_full_weeks(five_a_week, TODAY) == pytest.approx(5.0)
    assert mean_of_full_weeks([met(1)], TODAY) is None
    assert mean_of_full_weeks([met(9), met(9)], TODAY) == pytest.approx(2.0)
    assert mean_of_full_weeks([], TODAY) is None


def test_follow_ups_that_are_due():
    """Are those due today or earlier listed, the oldest first, without those done?"""
    due = met(9, follow_up=TODAY)
    older = met(9, follow_up=TODAY - timedelta(days=2))
    done = met(9, follow_up=TODAY, is_followed_up=True)
    later = met(9, follow_up=TODAY + timedelta(days=1))
    assert to_follow_up([due, later, done, older], TODAY) == [older, due]


def test_a_year_is_long():
    """Is an entry of a year ago named for erasing, and a younger one not?"""
    assert long_kept([met(365), met(364), Meeting("a parent")], TODAY) == [met(365)]


def test_what_a_summary_takes():
    """Are there counts, and only the themes and roles that were chosen: no day and no next step?"""
    meetings = [
        met(2, "a parent", kind="parent", moves=("safety", "sleep"), next_step="meet the nurse"),
        met(9, "the custodian", kind="staff", moves=("respect",)),
        Meeting("a coach"),
    ]
    taken = summary(meetings, ["safety"], ["a parent"])
    assert taken == {
        "one-to-ones": 3,
        "in-each-week": [1, 1],
        "with-a-next-step": 1,
        "kinds": {"parent or family": 1, "other school staff": 1},
        "themes": ["safety"],
        "role-labels": ["a parent"],
    }
    assert "nurse" not in str(taken) and "2026" not in str(taken)


def test_a_complete_summary_earns_everything_and_a_blank_nothing():
    """Is each of the five things worth a fifth?"""
    whole = {
        "one-to-ones": 5,
        "in-each-week": [3, 2],
        "with-a-next-step": 4,
        "kinds": {"teacher": 5},
        "themes": ["safety", "time", "respect"],
        "role-labels": ["a parent"],
    }
    assert complete_log(whole) == 1.0
    assert missing_in_log(whole) == []
    assert complete_log(None) == 0.0
    for part, too_little in (
        ("in-each-week", [3]),
        ("with-a-next-step", 3),
        ("themes", ["safety", "time"]),
        ("role-labels", []),
    ):
        assert complete_log({**whole, part: too_little}) == pytest.approx(0.8), part
        assert len(missing_in_log({**whole, part: too_little})) == 1


@given(ANYTHING)
def test_any_stored_answer_can_be_read(value):
    """Does nothing that can stand in a file stop the reading?"""
    read_meetings([value, {"who": value, "day": value, "moves": value, "kind": value}])
    assert 0 <= complete_log(value) <= 1
    assert isinstance(called(value), str)


def test_themes_and_people_are_counted_once():
    """Are themes by how often they come up, and roles without doubles of other capitals?"""
    entries = [
        {"who": "A parent", "moves": "Sleep, safety;sleep"},
        {"who": "a  parent", "moves": "safety"},
        {"who": " ", "moves": "nobody"},
    ]
    meetings = read_meetings(entries)
    assert themes_in(meetings) == ["safety", "sleep"]
    assert people(meetings) == ["A parent"]
    assert kinds_met(meetings) == {}


def test_the_bars_say_their_numbers():
    """Does each bar carry its count, and the line what the program asks for?"""
    _, (ax,) = new_picture_axes()
    draw_weeks(by_week([met(2), met(9), met(9)], TODAY, 3), 5, ax)
    said = [text.get_text() for text in ax.texts]
    assert said == ["0", "2", "1", "5 a week"]
    assert [bar.get_height() for bar in ax.patches] == [0, 2, 1]


def test_the_calendar_shows_counts_and_no_people():
    """Does the day say how many were met and what is due, without a role label?"""
    html = month_as_html([met(0, "a baker", follow_up=TODAY), met(0, "a nurse")], TODAY)
    assert "<td><b>25</b> (today)<br>2 met<br>1 to follow up</td>" in html
    assert "baker" not in html
    assert html.count("<tr>") >= 6


# On the page


def field(box: w.Widget, words: str) -> w.Widget:
    return next(
        widget
        for widget in all_in(box, w.Text, w.Textarea, w.Dropdown, w.DatePicker, w.Checkbox)
        if widget.description.startswith(words)
    )


def button(box: w.Widget, words: str) -> w.Button:
    return next(one for one in all_in(box, w.Button) if one.description.startswith(words))


def test_meetings_are_entries_of_their_own(log):
    """Are two meetings kept apart, shown in the list, and there again when the page is reopened?"""
    box = shown_by(lambda: view.one_to_one_log(log))
    field(box, "Whom").value = "a grade 3 parent"
    field(box, "On which").value = date.today()
    button(box, "Begin another").click()
    assert field(box, "Whom").value == ""
    field(box, "Whom").value = "the custodian"
    kept = [log.answer(name) for name in log.questions()]
    assert [one["who"] for one in kept] == ["a grade 3 parent", "the custodian"]
    again = shown_by(lambda: view.one_to_one_log(log))
    assert field(again, "Whom").value == "the custodian"
    listed = [said for said, _ in field(again, "Which one-to-one").options]
    assert listed == ["the custodian", f"a grade 3 parent, {date.today():%B} {date.today().day}"]
    field(again, "Which one-to-one").value = log.questions()[0]
    assert field(again, "Whom").value == "a grade 3 parent"
    assert "<b>2</b> in all" in html_of(again)


def test_erasing_asks_first(log):
    """Is a meeting erased only after "yes", and is the other one shown then?"""
    box = shown_by(lambda: view.one_to_one_log(log))
    field(box, "Whom").value = "a grade 3 parent"
    button(box, "Begin another").click()
    field(box, "Whom").value = "the custodian"
    button(box, "Erase this").click()
    button(box, "No, keep").click()
    assert len(log.questions()) == 2
    button(box, "Erase this").click()
    button(box, "Yes, erase").click()
    assert [log.answer(name)["who"] for name in log.questions()] == ["a grade 3 parent"]
    assert field(box, "Whom").value == "a grade 3 parent"


def test_nothing_private_stands_in_the_page(log, capsys):
    """Does showing a private record put no word of it into what a notebook saves?"""
    log.record("meeting-1", {"who": "a parent on Elm Street", "next": "call about the asthma"})
    shown = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("IPython.display.display", lambda *things, **how: shown.append((things, how)))
        view.one_to_one_log(log)
    saved = repr([(things, how) for things, how in shown if how.get("raw")])
    assert shown and all(how.get("raw") for _, how in shown)
    assert "Elm" not in saved and "asthma" not in saved


def test_only_what_was_agreed_goes_into_the_hand_in(log, tmp_path):
    """Is nothing recorded before the button, and then exactly what was shown?"""
    log.record("meeting-1", {"who": "a grade 3 parent", "moves": "sleep, safety", "next": "x"})
    log.record("meeting-2", {"who": "Maria Lopez", "moves": "respect"})
    sheet = AnswerSheet(tmp_path)
    box = shown_by(lambda: summary_view.log_summary(sheet))
    assert sheet.answer("log-summary") is None
    boxes = {one.description: one for one in all_in(box, w.Checkbox)}
    looks_like_a_name = next(one for words, one in boxes.items() if words.startswith("Maria"))
    assert looks_like_a_name.value is False
    boxes["sleep"].value = False
    assert "respect, safety" in html_of(box)
    button(box, "Put exactly this").click()
    kept = sheet.answer("log-summary")
    assert kept["themes"] == ["respect", "safety"]
    assert kept["role-labels"] == ["a grade 3 parent"]
    assert "Exactly this stands in your hand-in" in html_of(box)
    boxes["sleep"].value = True
    assert "Something has changed since you agreed" in html_of(box)
    assert sheet.answer("log-summary") == kept


def test_a_mistyped_year_does_not_flood_the_summary():
    """Is the list of weeks short although a year was typed as 226?"""
    meetings = [met(2), met(9), Meeting("a parent", day=date(226, 11, 20))]
    assert summary(meetings, [], [])["in-each-week"][-2:] == [1, 1]
    assert len(summary(meetings, [], [])["in-each-week"]) <= 60


def test_what_was_erased_since_does_not_go_into_the_hand_in(log, tmp_path):
    """Is nothing put in that is not in the log any more, or that nobody has seen yet?"""
    log.record("meeting-1", {"who": "a grade 3 parent", "moves": "sleep", "next": "x"})
    log.record("meeting-2", {"who": "the custodian", "moves": "respect"})
    sheet = AnswerSheet(tmp_path)
    box = shown_by(lambda: summary_view.log_summary(sheet))
    next(one for one in all_in(box, w.Checkbox) if one.description == "respect").value = False
    log.erase(["meeting-1"])
    log.record("meeting-3", {"who": "the nurse", "moves": "time"})
    button(box, "Put exactly this").click()
    assert sheet.answer("log-summary") is None
    assert "Not put in" in html_of(box)
    button(box, "Put exactly this").click()
    kept = sheet.answer("log-summary")
    assert (kept["themes"], kept["role-labels"]) == (["time"], ["the custodian", "the nurse"])
