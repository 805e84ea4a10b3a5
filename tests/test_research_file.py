"""R4 Research-meeting file: facts, promises and impressions apart; the way into map and hand-in."""

import ipywidgets as w
import pytest
from hypothesis import given

from course_tools import records
from course_tools.activities.power_map import view as map_view
from course_tools.activities.power_map.brought_in import with_officials, with_roles
from course_tools.activities.research_file import summary_view, view
from course_tools.activities.research_file.model import (
    called,
    complete_debrief,
    missing_in_debrief,
    promises_open,
    read_meeting,
    read_research,
    unchecked,
)
from course_tools.answers import AnswerSheet
from course_tools.people_met import Official, officials_met
from course_tools.records import private_sheet, work_sheet
from tests.on_page import all_in, html_of, shown_by
from tests.test_one_to_one_log import ANYTHING, button, field

LATE_BUS = {
    "who": "Transportation manager",
    "day": "2026-11-12",
    "purpose": "To learn how a route is drafted and who signs it",
    "heard": [
        {"words": "Small routes need no vote", "kind": "fact", "check": "spending policy, page 4"},
        {"words": "He will send the counts", "kind": "promise", "check": "by Friday"},
        {"words": "He seemed relieved", "kind": "impression", "check": ""},
    ],
    "feeling": "curious",
    "power": "The superintendent signs; he said so",
    "interest": "Overtime within limits",
    "roles": "The note taker also asked; next time not",
    "next": "The garden parent writes the thank-you note by Thursday",
    "influence": 6,
    "stance": -1,
}


@pytest.fixture
def record(tmp_path, monkeypatch):
    """An empty research-meeting file of a course in a temporary folder."""
    (tmp_path / "modules" / "programmes").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    records.sheet_of.cache_clear()
    return work_sheet("research-meetings")


def test_what_was_heard_is_kept_apart():
    """Are facts, promises and impressions told apart, and is what cannot be checked named?"""
    meeting = read_meeting(LATE_BUS)
    assert [one.words for one in meeting.of_kind("fact")] == ["Small routes need no vote"]
    assert promises_open([meeting])[0][1].check == "by Friday"
    assert unchecked(meeting) == []
    vague = {**LATE_BUS, "heard": [{"words": "It costs a lot", "kind": "fact", "check": " "}]}
    assert [one.words for one in unchecked(read_meeting(vague))] == ["It costs a lot"]


def test_a_complete_debrief_earns_everything_and_a_blank_nothing():
    """Is each of the eight things worth an eighth, and named when it lacks?"""
    assert complete_debrief(LATE_BUS) == 1.0
    assert missing_in_debrief(LATE_BUS) == []
    assert complete_debrief(None) == 0.0
    for part in ("purpose", "power", "interest", "roles", "next"):
        lacking = {**LATE_BUS, part: "  "}
        assert complete_debrief(lacking) == pytest.approx(7 / 8), part
        assert len(missing_in_debrief(lacking)) == 1
    unsorted = {**LATE_BUS, "heard": [*LATE_BUS["heard"], {"words": "And a rumor", "kind": ""}]}
    assert missing_in_debrief(unsorted) == [
        "Sort every line: fact, promise, impression or open question."
    ]


@given(ANYTHING)
def test_any_stored_answer_can_be_read(value):
    """Does nothing that can stand in a file stop the reading?"""
    entry = {**LATE_BUS, "heard": value, "day": value, "stance": value, "influence": value}
    read_research([value, entry])
    officials_met([value, entry])
    assert 0 <= complete_debrief(value) <= 1
    assert isinstance(called(value), str)


def test_the_latest_meeting_of_somebody_counts():
    """Does a second meeting with the same official replace the first one on the map?"""
    later = {**LATE_BUS, "day": "2026-12-01", "stance": 1, "who": "transportation  manager"}
    (official,) = officials_met([later, LATE_BUS])
    assert (official.stance, official.influence) == (1, 6)
    assert official.evidence.startswith("research meeting, December 1: The superintendent")


def test_officials_come_onto_the_map():
    """Do new people get an empty row, and known ones the meeting's numbers, with the rest kept?"""
    answer = {
        "decision": "the late bus",
        "players": [{"name": "TRANSPORTATION manager", "influence": 2, "relationship": 0.4}, {}],
    }
    met = [
        Official("Transportation manager", 6, -1, "research meeting"),
        Official("Principal", 5, 1, "research meeting"),
    ]
    brought = with_officials(answer, met)
    assert brought["decision"] == "the late bus"
    first, second = brought["players"]
    assert first == {
        "name": "TRANSPORTATION manager",
        "influence": 6,
        "stance": -1,
        "relationship": 0.4,
        "evidence": "research meeting",
    }
    assert second["name"] == "Principal"
    assert answer["players"][0]["influence"] == 2
    assert with_officials(answer, []) == answer


def test_role_labels_come_onto_the_map():
    """Do people of the log get a row, without a stance, and those on the map stay as they are?"""
    answer = {"players": [{"name": "Custodian", "influence": 7, "evidence": "ran the meeting"}]}
    brought = with_roles(answer, ["custodian", "a grade 3 parent"])
    assert brought["players"][0] == answer["players"][0]
    assert brought["players"][1]["name"] == "a grade 3 parent"
    assert brought["players"][1]["stance"] == 0
    assert with_roles(answer, []) == answer


# On the page


def test_the_log_gives_role_labels_and_nothing_else(record, tmp_path):
    """Does the second button bring role labels only, and say when there is nothing new?"""
    private_sheet("one-to-ones").record(
        "meeting-1", {"who": "a grade 3 parent", "moves": "sleep", "next": "SECRET"}
    )
    sheet = AnswerSheet(tmp_path)
    box = shown_by(lambda: map_view.power_map(sheet))
    button(box, "Bring in role labels").click()
    kept = str(sheet.answer("power-map"))
    assert "a grade 3 parent" in kept
    assert "SECRET" not in kept and "sleep" not in kept


def test_the_file_names_who_was_not_met_yet(record, tmp_path):
    """Does the file name players of the power map whom no research meeting has reached?"""
    lesson = tmp_path / "modules" / "01-power"
    lesson.mkdir()
    players = [{"name": name} for name in ("Transportation manager", "Board <chair>", "Us", " ")]
    AnswerSheet(lesson).record("power-map", {"us": "Us", "players": players})
    record.record("research-1", LATE_BUS)
    said = html_of(shown_by(lambda: view.research_file(record)))
    assert "On your power map, and not met yet" in said
    assert "Board &lt;chair&gt;" in said and "Us" not in said.split("not met yet")[1][:80]


def test_the_map_takes_in_whom_we_met(record, tmp_path):
    """Does one button bring the official with stance and evidence, and save it?"""
    record.record("research-1", LATE_BUS)
    sheet = AnswerSheet(tmp_path)
    box = shown_by(lambda: map_view.power_map(sheet))
    button(box, "Bring in whom we met").click()
    player = sheet.answer("power-map")["players"][0]
    assert (player["name"], player["influence"], player["stance"]) == (
        "Transportation manager",
        6,
        -1,
    )
    button(box, "Bring in whom we met").click()
    assert "There is nothing new to bring in" in html_of(box)


def test_the_file_on_the_page(record):
    """Is a meeting recorded as it is filled in, with the promise listed below, escaped?"""
    box = shown_by(lambda: view.research_file(record))
    field(box, "Whom did you meet").value = "the <b>mayor</b>"
    rows = [one for one in all_in(box, w.Text) if one.description == "What was said, row 1"]
    rows[0].value = "A crossing by June"
    kinds = [one for one in all_in(box, w.Dropdown) if one.description == "What is it?, row 1"]
    kinds[0].value = "promise"
    (entry,) = [record.answer(name) for name in record.questions()]
    assert entry["heard"][0]["kind"] == "promise"
    said = html_of(box)
    assert "Promised to you" in said and "no day named" in said
    assert "the &lt;b&gt;mayor" in said and "<b>mayor" not in said


def test_only_the_agreed_meeting_goes_into_the_hand_in(record, tmp_path):
    """Is nothing of the file in the hand-in before the button, and only the chosen meeting after?"""
    record.record("research-1", LATE_BUS)
    record.record("research-2", {**LATE_BUS, "who": "Union president"})
    sheet = AnswerSheet(tmp_path)
    box = shown_by(lambda: summary_view.meeting_summary(sheet))
    assert sheet.answer("meeting-summary") is None
    choice = all_in(box, w.Dropdown)[0]
    assert choice.value == "research-2"
    assert next(said for said, _ in choice.options).startswith("Union president")
    choice.value = "research-1"
    button(box, "Put exactly this").click()
    assert sheet.answer("meeting-summary") == LATE_BUS
    assert "Exactly this stands in your hand-in" in html_of(box)


def test_evidence_without_a_role_is_not_written_over():
    """Does a row that is only half filled in keep its words when officials come onto the map?"""
    answer = {"players": [{"name": "", "evidence": "seen at the board"}, {}]}
    brought = with_officials(answer, [Official("Principal", 5, 1, "research meeting")])
    assert brought["players"][0] == {"name": "", "evidence": "seen at the board"}
    assert brought["players"][1]["name"] == "Principal"
