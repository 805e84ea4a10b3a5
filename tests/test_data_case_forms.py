"""The forms of the data lesson, without a browser: each follows the ones before it."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from course_tools import records
from course_tools.activities.case_brief import view as brief_view
from course_tools.activities.case_brief.completeness import (
    complete_brief,
    missing_before_hand_in,
)
from course_tools.activities.case_brief.summary_view import brief_in_words, case_brief_summary
from course_tools.activities.claim import view as claim_view
from course_tools.activities.data_choice import view as choice_view
from course_tools.activities.funnel import view as funnel_view
from course_tools.activities.gap import view as gap_view
from course_tools.activities.small_numbers import view as guard_view
from course_tools.activities.small_numbers.model import read_draft
from course_tools.activities.trend import view as trend_view
from course_tools.answers import AnswerSheet
from course_tools.casework.brief.example import larkfield_answer
from course_tools.records import sheet_of, work_sheet
from course_tools.widgets.choices import ChoiceFrom
from course_tools.widgets.fields import Words, together
from tests.on_page import html_of, shown_by
from tests.test_one_to_one_log import button
from tests.tool_on_page import fields_on_page

DATA = Path(__file__).parents[1] / "modules" / "08-data-case" / "data"
ABSENCE = "northmere_absence_3term_by_group.csv"
KS2 = "northmere_2023-2024_ks2final.csv"
FSM = "pupils eligible for free school meals"
CHOICE = {
    "file": f"invented/{ABSENCE}",
    "period": "",
    "area": "999",
    "place": "990001",
    "asked": "Who is away, and why?",
}
GAP = {"measure": "persistent-absence", "group": FSM, "with_group": "everybody else", "years": ""}
CLAIM = (
    "In 2023/24, 36 of 90 pupils eligible for free school meals at Larkfield Primary School were "
    "persistently absent (40%), against 42 of 210 other pupils (20%)."
)


@pytest.fixture
def lesson(tmp_path, monkeypatch) -> AnswerSheet:
    """The lesson's sheet in a course of its own, which has two of the invented files."""
    (tmp_path / "modules" / "programmes").mkdir(parents=True)
    data = tmp_path / "modules" / "08-data-case" / "data"
    data.mkdir(parents=True)
    for name in (ABSENCE, KS2):
        shutil.copy(DATA / name, data)
    monkeypatch.chdir(data.parent)
    records.sheet_of.cache_clear()
    yield sheet_of(data.parent)
    records.sheet_of.cache_clear()


def options(field: Any) -> list[str]:
    return [words for words, _ in field.widget.options]


def test_choices_follow_the_file(lesson):
    """Do area and place appear with the file, and does the card say what is missing and why?"""
    box = shown_by(lambda: choice_view.choose_data(lesson))
    assert "Choose a file" in html_of(box)
    fields = fields_on_page(choice_view.choose_data, lesson)
    assert options(fields["area"]) == ["Choose an area…"]
    fields["file"].widget.value = f"invented/{ABSENCE}"
    assert "Northmere" in options(fields["area"])
    assert len(options(fields["place"])) == 1
    fields["area"].widget.value = "999"
    assert "Larkfield Primary School" in options(fields["place"])
    fields["place"].widget.value = "990001"
    assert lesson.answer("data-choice")["place"] == "990001"
    again = html_of(shown_by(lambda: choice_view.choose_data(lesson)))
    assert "invented" in again and "never a zero" in again and "Now write your question" in again


def test_comparison_follows_the_choice_on_the_same_page(lesson):
    """Does the second form redraw when the first changes, without a reload?"""
    box = shown_by(lambda: gap_view.compare_groups(lesson))
    assert "Choose a file first" in html_of(box)
    fields = fields_on_page(choice_view.choose_data, lesson)
    for name in ("file", "area", "place"):
        fields[name].widget.value = CHOICE[name]
    assert "Larkfield Primary School" in html_of(box)


def test_comparison_says_count_interval_gap_and_ratio(lesson):
    """Do the words give 36 of 90, the interval, 20 in 100 more and 2.0 times?"""
    lesson.record("data-choice", CHOICE)
    lesson.record("gap", GAP)
    said = html_of(shown_by(lambda: gap_view.compare_groups(lesson)))
    for words in ("36 of 90", "30% to 50%", "42 of 210", "20 in 100 more", "2.0 times as often"):
        assert words in " ".join(said.split())
    assert "about 18 pupils more" in said and "would we have a campaign" in said


def test_similar_schools_are_listed_and_can_be_struck_off(lesson):
    """With a second file, do ten schools appear, and does a veto take one away for another?"""
    lesson.record("data-choice", CHOICE)
    lesson.record("gap", {**GAP, "similar": True, "described_in": f"invented/{KS2}"})
    fields = fields_on_page(gap_view.compare_groups, lesson)
    boxes = fields["vetoed"].widget.children[1].children
    assert len(boxes) == 10
    first = boxes[0].description
    boxes[0].value = True
    said = html_of(shown_by(lambda: gap_view.compare_groups(lesson)))
    listed = said.partition("<ol>")[2].partition("</ol>")[0]
    assert listed.count("<li>") == 10 and first not in listed
    assert "10 similar schools together" in said


def test_file_that_describes_nothing_says_so(lesson):
    """Is the tick for similar schools answered in words where the file cannot know them?"""
    lesson.record("data-choice", CHOICE)
    lesson.record("gap", {**GAP, "similar": True})
    said = html_of(shown_by(lambda: gap_view.compare_groups(lesson)))
    assert "similar schools need at least 3" in said


def test_years_and_funnel_stand_on_the_comparison(lesson):
    """Do the line over the years and the funnel show the same group, with break and outliers?"""
    lesson.record("data-choice", CHOICE)
    lesson.record("gap", GAP)
    years = html_of(shown_by(lambda: trend_view.over_the_years(lesson)))
    assert "No line crosses this period" in years and "nobody should speak of a trend" in years
    lesson.record("funnel", {"measure": "persistent-absence", "group": FSM, "target": "pooled"})
    shown = html_of(shown_by(lambda: funnel_view.funnel(lesson)))
    assert "<b>Cobblemoor Primary School</b>" in shown
    assert "<b>Larkfield Primary School</b> (40%) lies outside" in shown


@pytest.mark.parametrize("path", sorted(DATA.glob("*.*")), ids=lambda path: path.name)
def test_every_file_opens_in_every_form(lesson, path):
    """With each file, and a place that was chosen in another, do all forms open and speak in words?"""
    shutil.copy(path, Path("data") / path.name)
    lesson.record("data-choice", {**CHOICE, "file": f"invented/{path.name}"})
    lesson.record("gap", {**GAP, "years": "2023/24"})
    lesson.record("claim", {"claim": CLAIM})
    for tool in (
        choice_view.choose_data,
        gap_view.compare_groups,
        trend_view.over_the_years,
        funnel_view.funnel,
        claim_view.claim_checker,
    ):
        assert html_of(shown_by(lambda tool=tool: tool(lesson)))


ANYTHING = (None, -5, "999", {"a": 1}, [{"name": 1, "counted": []}])


@pytest.mark.parametrize("junk", ANYTHING, ids=repr)
def test_no_stored_answer_keeps_a_form_from_opening(lesson, junk):
    """Whatever stands in the answers, do the forms open?"""
    known = {"data-choice": CHOICE, "gap": GAP, "claim": {"claim": CLAIM}, "funnel": {}}
    for question, answer in known.items():
        for broken in (junk, *({**answer, name: junk} for name in answer)):
            lesson.record(question, broken)
            for tool in (gap_view.compare_groups, funnel_view.funnel, claim_view.claim_checker):
                assert html_of(shown_by(lambda tool=tool: tool(lesson)))
        lesson.record(question, answer)


def test_claim_is_laid_beside_the_table_and_escaped(lesson):
    """Is a true claim supported, a false one not, and is what was written never run?"""
    lesson.record("data-choice", CHOICE)
    lesson.record("gap", GAP)
    lesson.record("claim", {"claim": CLAIM, "rival-1": "<script>alert(1)</script>"})
    said = html_of(shown_by(lambda: claim_view.claim_checker(lesson)))
    assert "Supported:" in said and "36" in said and "<script>" not in said
    lesson.record("claim", {"claim": CLAIM.replace("40%", "60%").replace("36 of 90", "54 of 90")})
    said = html_of(shown_by(lambda: claim_view.claim_checker(lesson)))
    assert "Not supported:" in said


def test_guard_shows_what_a_subtraction_gives_away(lesson):
    """Does the form begin with 42, 18, 17 and *, say 7, and hide one more?"""
    said = html_of(shown_by(lambda: guard_view.small_number_guard(lesson)))
    assert "number: <b>7</b>" in said
    assert said.count("<td>hidden</td>") >= 3


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "at least two groups"),
        ([{"name": "a", "counted": "3", "base": "9"}], "at least two groups"),
        ([{"name": "a"}, {"name": "a"}], "twice"),
        ([{"name": "a", "counted": "many"}, {"name": "b"}], "no count of pupils"),
        ([{"counted": "3"}, {"name": "b"}], "no name"),
        ([{"name": "a", "counted": "-3"}, {"name": "b"}], "no count of pupils"),
    ],
)
def test_table_that_cannot_be_is_refused_in_words(rows, words):
    """Does each mistake in the table get an answer that a teacher understands?"""
    with pytest.raises(ValueError, match=words):
        read_draft({"groups": rows})


def test_brief_takes_what_the_lesson_has_and_keeps_what_was_written(lesson):
    """Does the button bring figures, sources and the claim, and leave the headline alone?"""
    lesson.record("data-choice", CHOICE)
    lesson.record("gap", GAP)
    lesson.record("claim", {"claim": CLAIM, "rival-1": "The bus", "rival-2": "Damp homes"})
    record = work_sheet("case-brief")
    record.record("case-brief", {"headline": "Our own line", "heard": ""})
    box = shown_by(lambda: brief_view.case_brief(record))
    button(box, "Bring in my comparison and my claim").click()
    kept = record.answer("case-brief")
    assert kept["headline"] == "Our own line"
    assert kept["claim"] == CLAIM
    assert kept["figures"][0]["counted"] == 36 and kept["figures"][0]["role"] == "ours"
    assert [row["explanation"] for row in kept["rivals"]] == ["The bus", "Damp homes"]
    assert kept["heard"] == CHOICE["asked"]
    assert "invented" in kept["notice"] and kept["sources"][0]["licence"] == "CC0"
    assert "census" in kept["definitions"]


def test_pages_are_made_only_when_nothing_stands_in_the_way(lesson):
    """Is nothing written while the claim is unsupported, and are there four files afterwards?"""
    record = work_sheet("case-brief")
    finished = larkfield_answer()
    record.record("case-brief", {**finished, "claim": "90 of 90 pupils are always absent."})
    assert "Not made yet" in brief_view.make_pages(record)
    assert not list(record.folder.glob("*.html"))
    record.record("case-brief", finished)
    assert "Made." in brief_view.make_pages(record)
    made = {path.name for path in record.folder.iterdir() if path.suffix in (".html", ".docx")}
    assert len(made) == 4


def test_full_disk_is_said_calmly(lesson, monkeypatch):
    """Does a refusal of the disk give words, and leave the record as it was?"""
    record = work_sheet("case-brief")
    record.record("case-brief", larkfield_answer())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(brief_view, "write_atomically", full)
    assert "No space left on device" in brief_view.make_pages(record)
    assert record.answer("case-brief")["headline"] == larkfield_answer()["headline"]


def test_brief_goes_into_a_hand_in_only_when_agreed(lesson, tmp_path):
    """Does nothing go in before the button, and then exactly what was seen?"""
    work_sheet("case-brief").record("case-brief", larkfield_answer())
    (tmp_path / "my-assignments" / "case-brief").mkdir(parents=True)
    sheet = AnswerSheet(tmp_path / "my-assignments" / "case-brief")
    box = shown_by(lambda: case_brief_summary(sheet))
    assert sheet.answer("case-brief-summary") is None
    assert "36 of 90" in html_of(box)
    button(box, "Put exactly this into my hand-in").click()
    assert sheet.answer("case-brief-summary") == work_sheet("case-brief").answer("case-brief")
    assert missing_before_hand_in(None) and missing_before_hand_in(larkfield_answer()) == []


def test_brief_in_words_escapes_what_was_written():
    """Does markup in a brief stand as words?"""
    said = brief_in_words({**larkfield_answer(), "who": "<img src=x onerror=alert(1)>"})
    assert "<img" not in said and "&lt;img" in said


def test_choice_that_is_gone_is_kept_and_said():
    """Is a chosen value that the options lose still the answer, and shown as no longer there?"""
    there = {"a": "Alpha", "b": "Beta"}
    fields = together(
        [
            Words("which", "Which"),
            ChoiceFrom("x", "X", lambda answer: there if answer["which"] else {}),
        ],
        lambda: None,
    )
    fields["which"].widget.value = "1"
    fields["x"].widget.value = "b"
    fields["which"].widget.value = ""
    assert fields.answer()["x"] == "b"
    assert ("b (not in this file)", "b") in fields["x"].widget.options


@pytest.mark.parametrize(
    ("change", "share"),
    [
        ({}, 1.0),
        ({"claim": "All 90 of 90 are absent."}, 0.75),
        ({"rivals": [{"explanation": "The bus"}]}, 0.75),
        ({"story-agreed": ""}, 0.75),
        ({"ask-by": "soon"}, 0.75),
        ({"figures": []}, 0.75),
    ],
)
def test_four_things_of_a_brief(change, share):
    """Does each of claim, explanations, story and ask earn a quarter?"""
    assert complete_brief({**larkfield_answer(), **change}) == share
    assert complete_brief(None) == 0
