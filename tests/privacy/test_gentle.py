"""Are the questions about private things gentle, few, and only about one person?"""

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from course_tools.handing.shown import questions_as_html
from course_tools.privacy.gentle import QUESTIONS, gentle_questions
from course_tools.privacy.redaction import look_through

ROOT = Path(__file__).parents[2]


def asked(text: str) -> list[tuple[str, str]]:
    return [(q.kind, q.text) for q in gentle_questions([("Paper", text)])]


def test_one_person_is_asked_about_and_a_group_is_not() -> None:
    """Is there a question about her diabetes, and none about a district's?"""
    assert asked("My neighbor has diabetes.") == [("health", "diabetes")]
    assert asked("Many families here live with diabetes.") == []
    assert asked("She said that many families live with diabetes.") == []


def test_name_is_one_person_too() -> None:
    """Is somebody with a name asked about as "she" would be?"""
    assert asked("Then Maria Lopez was deported.") == [("immigration", "deported")]


def test_own_story_is_free_but_for_papers() -> None:
    """May I write about my own illness, and am I asked about my own papers?"""
    assert asked("I have asthma.") == []
    assert asked("I am undocumented.") == [("immigration", "undocumented")]


def test_nearest_person_counts() -> None:
    """Is it the child whom the sentence is about, and not the one who tells it?"""
    assert asked("A mother said that her son has an IEP.") == [("special-needs", "IEP")]
    assert asked("A mother asked how many children have an IEP.") == []


def test_only_staff_is_accused() -> None:
    """Is a question about the staff kept to the staff?"""
    assert [kind for kind, _ in asked("The coach shouts at a boy.")] == ["allegation"]
    assert asked("The boy shouts at the goal.") == []


def test_one_question_of_a_kind_with_its_count() -> None:
    """Are three sentences about health one question?"""
    (question,) = gentle_questions([("Paper", "He has cancer. She has asthma. He has a lupus.")])
    assert (question.times, question.where, question.text) == (3, "Paper", "cancer")
    assert question.before == "He has " and question.question == QUESTIONS["health"]


def test_every_question_is_a_question_or_a_next_step() -> None:
    """Is each one short, and does it ask or say what to do?"""
    for question in QUESTIONS.values():
        assert len(question) < 200 and ("?" in question or "Take it out" in question)


def test_good_papers_get_no_question() -> None:
    """Is the check silent about the model papers of every assignment?"""
    for path in sorted((ROOT / "assignments").glob("*/model-answers.toml")):
        answers = tomllib.loads(path.read_text(encoding="utf-8"))["answers"]
        for text in (answer for answer in answers.values() if isinstance(answer, str)):
            assert asked(text) == [], path


def test_questions_are_shown_calmly_and_escaped() -> None:
    """Is the sentence shown with its question, and is nothing shown when there is none?"""
    html = questions_as_html(gentle_questions([("<Paper>", "<b>She</b> has asthma.")]))
    assert "<mark>asthma</mark>" in html and "you can hand in all the same" in html
    assert "&lt;Paper&gt;" in html and "<b>She" not in html
    assert questions_as_html([]) == ""


def _calls_for(check: Callable[[str], object], text: str) -> int:
    """How many Python and C calls a check makes: unlike time, the same on every machine."""
    count = 0

    def note(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        check(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("check", [look_through, gentle_questions])
@pytest.mark.parametrize("sentence_end", [". ", " and "], ids=["sentences", "one long sentence"])
def test_work_grows_with_the_length(
    check: Callable[[list[tuple[str, str]]], object], sentence_end: str
) -> None:
    """Does a paper of four times the length cost about four times the work?"""
    unit = f"Then Maria Lopez said her son has asthma at 12 Elm Road{sentence_end}"
    short, long = (
        _calls_for(lambda text: check([("Paper", text)]), unit * times) for times in (50, 200)
    )
    assert long < 5 * short


@pytest.mark.parametrize(
    "unit", ["he ", "her ", "a ", "“a ", '" ', "password ", "said that ", "a-"]
)
def test_monotonous_text_is_no_trap(unit: str) -> None:
    """Does a page of one repeated word come to an end?"""
    gentle_questions([("Paper", unit * (60_000 // len(unit)))])
