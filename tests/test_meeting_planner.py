"""T15 Research-meeting planner: the sum, greedy and best, the run sheet, the picture, the form."""

import base64
import copy
import re
import time
from itertools import combinations
from xml.dom import minidom

import ipywidgets as w
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_tools.activities.meeting_planner import view
from course_tools.activities.meeting_planner.example import LATE_BUS
from course_tools.activities.meeting_planner.model import (
    chosen_questions,
    complete_plan,
    meeting_minutes,
    missing_in_plan,
    read_plan,
    run_sheet,
    uncovered,
)
from course_tools.activities.meeting_planner.parts import (
    DOMAINS,
    OPTIONAL_ROLES,
    ROLES,
    Domain,
    Plan,
    Question,
)
from course_tools.activities.meeting_planner.plot import HATCH, Bar, draw_bars
from course_tools.activities.meeting_planner.search import (
    MOST_TO_TRY,
    choices,
    found_out,
    still_unsure,
)
from course_tools.answers import AnswerSheet
from course_tools.plotting import COLORS, new_picture_axes
from tests.on_page import all_in, html_of, shown_by
from tests.tool_on_page import fields_on_page

BAD = "<script>alert(1)</script>"


def question(text, minutes, must=False, **removes):
    return Question(text, minutes, tuple(removes.items()), must)


# One long question beats each short one per minute, but not the two short ones together.
TRAP = Plan(
    tuple(Domain(key, 1, 1) for key in ("facts", "money", "interest")),
    (
        question("long", 6, facts=0.7),
        question("short", 5, money=0.5),
        question("other short", 5, interest=0.5),
    ),
    minutes=10,
)


def example(**changes):
    return {**copy.deepcopy(LATE_BUS), **changes}


# The sum, greedy and best


def test_the_sum_of_the_brief():
    """Is it importance times unsure times 1 − Π(1 − r), added up over the domains?"""
    domains = (Domain("facts", 2, 0.5), Domain("money", 3, 0.8))
    asked = (question("a", 1, facts=0.5, money=0.25), question("b", 1, facts=0.2))
    expected = 2 * 0.5 * (1 - 0.5 * 0.8) + 3 * 0.8 * 0.25
    assert expected == pytest.approx(1.2)
    assert found_out(domains, asked) == pytest.approx(1.2)
    assert [still_unsure(domain, asked) for domain in domains] == pytest.approx([0.2, 0.6])
    assert found_out(domains, ()) == 0


def test_greedy_falls_into_the_trap_and_best_does_not():
    """Does greedy take the long question (0.7), the best choice the two short ones (1.0)?"""
    found = choices(TRAP)
    assert [q.text for q in found.greedy.questions] == ["long"]
    assert found.best is not None
    assert [q.text for q in found.best.questions] == ["short", "other short"]
    assert found.gap == pytest.approx(0.3)
    assert found.chosen == found.best


def test_equally_good_choices_take_the_shorter_one():
    """Is time not spent on a question that tells nothing, and is the shorter twin taken?"""
    plan = Plan(
        (Domain("facts", 3, 1.0),),
        (
            question("long twin", 8, facts=1.0),
            question("twin", 3, facts=1.0),
            question("nothing", 1, causes=0.9),
        ),
    )
    assert [q.text for q in choices(plan).chosen.questions] == ["twin"]


SHARES = st.integers(0, 10).map(lambda tenth: tenth / 10)
KEYS = tuple(DOMAINS)[:4]


@st.composite
def plans(draw, most=7):
    domains = tuple(Domain(key, draw(st.integers(0, 5)), draw(SHARES)) for key in KEYS)
    questions = tuple(
        Question(
            f"Q{number}",
            draw(st.integers(1, 9)),
            tuple(draw(st.dictionaries(st.sampled_from(KEYS), SHARES, max_size=2)).items()),
            draw(st.integers(0, 9)) == 0,
        )
        for number in range(draw(st.integers(0, most)))
    )
    return Plan(domains, questions, draw(st.integers(1, 25)))


def by_brute_force(plan):
    """The largest sum of all combinations that have the musts and fit."""
    musts = tuple(q for q in plan.questions if q.must)
    free = [q for q in plan.questions if not q.must]
    room = plan.minutes - sum(q.minutes for q in musts)
    return max(
        found_out(plan.domains, (*musts, *some))
        for count in range(len(free) + 1)
        for some in combinations(free, count)
        if not some or sum(q.minutes for q in some) <= room
    )


@settings(max_examples=150, deadline=None)
@given(plans())
def test_best_is_that_of_brute_force(plan):
    """Does trying every combination in plain Python find nothing better, and no less?"""
    found = choices(plan)
    assert found.best is not None
    assert found.best.found_out == pytest.approx(by_brute_force(plan))
    assert found.greedy.found_out <= found.best.found_out + 1e-9


@settings(max_examples=150, deadline=None)
@given(plans())
def test_choices_fit_the_time_and_have_the_musts(plan):
    """Do both ways keep to the time unless the musts alone break it, in the order of the table?"""
    musts = [q for q in plan.questions if q.must]
    needed = sum(q.minutes for q in musts)
    for choice in (choices(plan).greedy, choices(plan).best):
        assert choice is not None
        assert set(musts) <= set(choice.questions)
        assert choice.minutes <= max(plan.minutes, needed)
        assert list(choice.questions) == [q for q in plan.questions if q in choice.questions]


def many(count):
    return Plan(
        tuple(Domain(key, 3, 0.7) for key in DOMAINS),
        tuple(
            Question(f"Q{n}", 2 + n % 4, ((tuple(DOMAINS)[n % 9], 0.1 + n % 7 / 10),))
            for n in range(count)
        ),
    )


def test_too_many_questions_are_chosen_the_quick_way():
    """Is everything tried with fifteen questions, and only greedy shown with sixteen, and said?"""
    assert choices(many(MOST_TO_TRY)).best is not None
    found = choices(many(MOST_TO_TRY + 1))
    assert (found.best, found.gap) == (None, None)
    assert found.chosen == found.greedy
    rows = [{"question": f"Q{n}", "domain": "facts"} for n in range(16)]
    said = view._words(example(questions=rows))
    assert "With more than 15 questions only this way is shown" in said


def test_fifteen_questions_are_fast():
    """Do search, words and picture of fifteen questions take less than a tenth of a second?"""
    rows = [
        {"question": f"Q{n}", "domain": list(DOMAINS)[n % 9], "minutes": 2 + n % 4, "removes": 0.4}
        for n in range(MOST_TO_TRY)
    ]
    took = []
    for minutes in range(18, 24):  # another plan each time: nothing comes from a memory
        answer = example(questions=rows, minutes=minutes)
        start = time.process_time()
        assert view._words(answer)
        assert view._picture(answer).image_html()
        took.append(time.process_time() - start)
    assert min(took) < 0.1, took


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: Domain("weather"), "“weather” is none of"),
        (
            lambda: Domain("money", 6),
            "money and calendar: importance is 6; use a number from 0 to 5",
        ),
        (lambda: Domain("money", 3, 1.5), "unsure is 1.5; use a number from 0 to 1"),
        (lambda: Domain("money", float("nan")), "importance is nan"),
        (lambda: question("Why?", 0, facts=0.5), "“Why\\?” takes 0 minutes"),
        (lambda: question("Why?", 61, facts=0.5), "takes 61 minutes"),
        (lambda: question("Why?", 3, facts=2), "removes 2 of what is unsure"),
        (lambda: question("Why?", 3, weather=0.5), "“weather” is none of"),
        (lambda: Question("Why?", 3, (("facts", 0.1), ("facts", 0.2))), "same domain twice"),
    ],
)
def test_impossible_parts_are_refused(build, said):
    """Can what cannot be not be built, and is that said in plain words?"""
    with pytest.raises(ValueError, match=said):
        build()


# The run sheet


def test_run_sheet_is_that_of_the_brief():
    """Are the parts 5, 2, 3, 22, 3, 3, 2 minutes, one after the other, 40 in all?"""
    slots = run_sheet(LATE_BUS)
    questions = slots[3:-3]
    assert [slot.minutes for slot in (*slots[:3], *slots[-3:])] == [5, 2, 3, 3, 3, 2]
    assert sum(slot.minutes for slot in questions) == 22
    assert [slot.start for slot in slots] == [
        sum(slot.minutes for slot in slots[:n]) for n in range(len(slots))
    ]
    assert meeting_minutes(read_plan(LATE_BUS)) == 40
    assert tuple(slot.what for slot in questions) == tuple(
        q.text for q in chosen_questions(LATE_BUS)
    )


def test_questioners_take_turns():
    """Do two questioners ask by turns, and one asks all when there is no second?"""
    who = [slot.who for slot in run_sheet(LATE_BUS)[3:-3]]
    one, other = "first questioner: band parent", "second questioner: crossing parent"
    assert who == [one, other, one, other, one]
    alone = [slot.who for slot in run_sheet(example(**{"questioner-2": ""}))[3:-3]]
    assert set(alone) == {one}


def test_time_left_is_for_follow_ups():
    """Does time that no question takes stay in the sheet, so that the meeting keeps its length?"""
    slots = run_sheet(example(questions=LATE_BUS["questions"][:1]))
    assert [(slot.what, slot.minutes) for slot in slots[4:5]] == [("Follow-up questions", 19)]
    assert sum(slot.minutes for slot in slots) == 40


def test_empty_plan_has_a_sheet_with_open_roles():
    """Does a sheet without any answer say where nobody has a role yet?"""
    slots = run_sheet(None)
    assert slots[0].who == "chair: nobody yet; credentialer: nobody yet"
    assert sum(slot.minutes for slot in slots) == 40


# When a plan is complete


def test_example_is_complete():
    """Does the worked example have all four things, with the three domains among its questions?"""
    assert complete_plan(LATE_BUS) == 1.0
    assert missing_in_plan(LATE_BUS) == []
    reached = {key for q in chosen_questions(LATE_BUS) for key in q.reaches}
    assert {"decisions", "money", "interest"} <= reached


def without(domain):
    """The example's questions, those that reach the domain left out, with enough others."""
    rows = [r for r in LATE_BUS["questions"] if domain not in (r["domain"], r["domain-2"])]
    return [{**row, "minutes": 2} for row in rows]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"minutes": 14}, "at least 5 questions that fit into 14 minutes"),
        ({"questions": without("money")}, "money and calendar"),
        ({"questions": without("interest")}, "official’s own interest"),
        ({"questions": without("decisions")}, "how decisions are made"),
        ({"evaluator": "  "}, "these roles: evaluator"),
        ({"interpreter": "Band  PARENT"}, "interpreter cannot ask questions"),
        ({"minutes": 23}, "whole meeting would take 41 minutes"),
        (
            {"questions": [{**row, "must": True} for row in LATE_BUS["questions"]]},
            "must ask take 44 minutes, and there are 22",
        ),
    ],
)
def test_each_thing_missing_costs_a_quarter(changes, word):
    """Is each missing thing named, and worth one quarter?"""
    [missing] = missing_in_plan(example(**changes))
    assert word in missing
    assert complete_plan(example(**changes)) == 0.75


@pytest.mark.parametrize("role", [role for role in ROLES if role not in OPTIONAL_ROLES])
def test_every_needed_role_is_needed(role):
    """Does each role but the second questioner and the interpreter have to be filled?"""
    assert missing_in_plan(example(**{role: ""})) == [f"Say who takes these roles: {ROLES[role]}."]


def test_optional_roles_may_stay_empty():
    """Is a plan without second questioner and interpreter complete?"""
    assert complete_plan(example(**{"questioner-2": "", "interpreter": ""})) == 1.0


def test_must_ask_brings_a_question_in():
    """Is a ticked question in the plan though the sum alone would leave it out?"""
    answer = example()
    left = next(
        row
        for row in answer["questions"]
        if row["question"] not in {q.text for q in chosen_questions(answer)}
    )
    left["must"] = True
    assert left["question"] in {q.text for q in chosen_questions(answer)}
    assert "must ask" in view._words(answer)


def test_untouched_form_scores_nothing(tmp_path):
    """Does a form that was opened and not filled in earn no points?"""
    sheet = AnswerSheet(tmp_path)
    fields = fields_on_page(view.meeting_planner, sheet)
    assert sheet.answer("meeting-planner") is None
    assert complete_plan(fields.answer()) == 0.0
    assert len(missing_in_plan(fields.answer())) == 4
    assert len(read_plan(fields.answer()).domains) == len(DOMAINS)


# Reading any answer


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda part: (
        st.lists(part, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "domains",
                    "questions",
                    "minutes",
                    "domain",
                    "question",
                    "removes",
                    "must",
                    "chair",
                ]
            ),
            part,
            max_size=5,
        )
    ),
    max_leaves=14,
)


@settings(max_examples=80, deadline=None)
@given(ANYTHING)
def test_any_stored_answer_can_be_checked(answer):
    """Does a stored answer of any kind give a share, sentences, a sheet and words, never an error?"""
    assert complete_plan(answer) in (0, 0.25, 0.5, 0.75, 1)
    assert all(isinstance(line, str) for line in missing_in_plan(answer))
    assert len(run_sheet(answer)) >= 6
    assert view._words(answer if isinstance(answer, dict) else {})


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"questions": [{"question": "Q" * 300_000, "minutes": 1e400}], "chair": "c" * 300_000},
        {"questions": [{"question": "\x0b\x00 \ud800 $5 %s {x}", "domain": ["facts"]}]},
        {"questions": [{"question": "学校の校長 😀", "minutes": "4", "removes": "much"}]},
        {"domains": [{"domain": key, "importance": -3, "unsure": None} for key in DOMAINS]},
        {"domains": {"domain": "facts"}, "questions": "why", "minutes": float("nan")},
        {"questions": [{"question": f"Q{n}"} for n in range(500)], "minutes": 10**400},
        {"domains": [{"domain": "facts", "importance": 0}, None, 5], "official": 5, "purpose": []},
    ],
)
def test_any_stored_answer_can_be_drawn(answer):
    """Is a picture that opens drawn of answers that the form did not make, with short words?"""
    page = view._picture(answer).as_html()
    svg = re.search(r"base64,([^\"]+)", page)
    assert svg is not None
    minidom.parseString(base64.b64decode(svg[1]))
    assert len(view._words(answer)) < 8000
    assert len(view._picture(answer).table_html()) < 60_000


def test_rows_that_cannot_be_used_are_named():
    """Are doubles and impossible numbers said in plain words, the rest kept?"""
    answer = example()
    answer["domains"].append({"domain": "facts", "importance": 1, "unsure": 1})
    answer["questions"] += [
        {"question": "what  has been TRIED since then?"},
        {"question": "How long?", "minutes": 99},
    ]
    plan = read_plan(answer)
    said = " ".join(plan.remarks)
    assert "“facts and scale” stands in the list twice" in said
    assert "“what has been TRIED since then?” stands in the list twice" in said
    assert "“How long?” takes 99 minutes" in said
    assert plan.domains[0] == Domain("facts", 3, 0.3)
    assert len(plan.questions) == 10
    assert "takes 99 minutes" in view._words(answer)


def test_a_second_domain_that_is_the_first_counts_once():
    """Does a question with the same domain twice keep the first number?"""
    row = {"question": "Why?", "domain": "causes", "removes": 0.4}
    answer = {"questions": [{**row, "domain-2": "causes", "removes-2": 0.9}]}
    assert read_plan(answer).questions[0].removes == (("causes", 0.4),)


@pytest.mark.parametrize("minutes", [None, 0, -5, 500, "soon", True, float("inf")])
def test_impossible_time_is_the_usual_one(minutes):
    """Is a time that cannot be read as the usual 22 minutes?"""
    assert read_plan({"minutes": minutes}).minutes == 22


# The picture


def test_uncovered_domains_are_hatched_and_named():
    """Are exactly the domains that nobody asks about marked by hatch, color and words?"""
    plan = read_plan(LATE_BUS)
    names = [DOMAINS[domain.key] for domain in uncovered(plan)]
    assert names == ["facts and scale", "causes", "what was tried"]
    bars = view._bars(plan)
    _, (ax,) = new_picture_axes()
    draw_bars(bars, ax)
    after = ax.containers[1].patches
    hatched = [bar.name for bar, patch in zip(bars, after, strict=True) if patch.get_hatch()]
    assert hatched == names
    assert {patch.get_hatch() for patch in after} == {"", HATCH}
    words = [text.get_text() for text in ax.texts if "nobody asks" in text.get_text()]
    assert words == ["0.30, nobody asks", "0.50, nobody asks", "0.60, nobody asks"]


def test_bars_show_before_and_after():
    """Is the whole bar as long as before and the filled part as after, with both numbers beside?"""
    _, (ax,) = new_picture_axes()
    draw_bars([Bar("causes", 0.8, 0.2), Bar("money", 0.5, 0.5, is_asked=False)], ax)
    lengths = [[patch.get_width() for patch in group.patches] for group in ax.containers]
    assert lengths == [[0.8, 0.5], [0.2, 0.5]]
    assert [text.get_text() for text in ax.texts] == ["0.80 → 0.20", "0.50, nobody asks"]
    assert ax.texts[1].get_color() == COLORS.second
    assert [label.get_text() for label in ax.get_yticklabels()] == ["causes", "money"]


def test_what_is_known_or_unimportant_is_not_missed():
    """Is a domain of no importance, or one we are sure about, not called uncovered?"""
    plan = Plan((Domain("facts", 0, 1), Domain("money", 5, 0), Domain("tried", 1, 0.1)), ())
    assert [domain.key for domain in uncovered(plan)] == ["tried"]


def test_tables_hold_sheet_and_numbers():
    """Do the tables have the run sheet with times, the other roles, all domains, all questions?"""
    picture = view._picture(example(interpreter="bakery parent"))
    sheet = picture.table
    assert sheet.caption.startswith(
        "Run sheet of the 40-minute meeting with: Transportation manager"
    )
    assert sheet.rows[0][:2] == ("0:00", "5")
    assert sheet.rows[-1][:2] == ("0:38", "2")
    assert view._picture(example(minutes=60)).table.rows[-1][0] == "1:16"
    beside, domains, questions = picture.more
    said = " ".join(row[2] for row in beside.rows)
    for who in ("library parent", "tenants’ leader", "parish leader", "bakery parent"):
        assert who in said
    assert domains.rows[3] == ("how decisions are made", "5", "0.80", "0.19", "yes")
    assert [row[3] for row in questions.rows].count("yes") == 5
    assert "interpreter" not in " ".join(row[2] for row in view._picture(LATE_BUS).more[0].rows)
    assert "Hatched, because no question reaches them: facts and scale; causes" in picture.alt


# The words and the form


def test_words_say_chosen_gap_and_uncovered():
    """Do the words list the five questions, both ways with their gap, and what is left out?"""
    said = view._words(LATE_BUS)
    assert "<b>Ask these 5</b> (22 of 22 minutes)" in said
    assert "finds out 9.19 of it" in said
    assert "<b>9.34</b>. The gap is 0.15, or 2% of the best" in said
    assert "Nobody asks about:</b> facts and scale; causes; what was tried." in said
    assert "does not predict" in said
    assert "Your plan is complete" in said


def test_words_before_there_is_a_question():
    """Does an empty form ask for questions rather than show an error?"""
    assert "Write about ten questions" in view._words({})
    known = [{"domain": key, "unsure": 0} for key in DOMAINS]
    said = view._words(example(domains=known))
    assert "No question is chosen yet" in said
    assert "nothing on your list is both important and unsure" in said


def test_participants_words_are_escaped():
    """Can a question, a role, the official or the purpose not become part of the page?"""
    rows = [
        {"question": f"{BAD}{n}", "minutes": minutes, "domain": "money"}
        for n, minutes in ((1, 4), (1, 4), (2, 20))
    ]
    roles = dict.fromkeys([*ROLES, "official", "purpose"], BAD)
    answer = example(questions=rows, **roles)
    said = view._words(answer)
    page = view._picture(answer).as_html() + said
    for part in ("<ol><li>&lt;script&gt;", "another day:</b> &lt;script&gt;", "“&lt;script&gt;"):
        assert part in said
    assert "<script>" not in page


def test_choices_of_the_form_are_those_of_the_model():
    """Does the form offer exactly the model's domains and roles?"""
    fields = {field.name: field for field in view._FIELDS}
    assert set(ROLES) <= set(fields)
    columns = {column.name: column for column in fields["questions"].columns}
    assert columns["domain"].options == DOMAINS
    assert list(columns["domain-2"].options) == ["", *DOMAINS]
    assert list(fields["domains"].columns[0].options) == list(DOMAINS)


def test_answer_comes_back_as_it_was(tmp_path):
    """Is a whole plan restored from the file, and is nothing written by looking at it?"""
    AnswerSheet(tmp_path).record("meeting-planner", LATE_BUS)
    before = (tmp_path / "answers.json").read_bytes()
    fields = fields_on_page(view.meeting_planner, AnswerSheet(tmp_path))
    assert fields.answer() == LATE_BUS
    assert (tmp_path / "answers.json").read_bytes() == before


def test_less_time_redraws_and_saves(tmp_path):
    """Does moving the time record the answer and change picture and words?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("meeting-planner", LATE_BUS)
    box = shown_by(lambda: view.meeting_planner(sheet))
    assert "Ask these 5" in html_of(box)
    assert "40-minute meeting" in html_of(box)
    [slider] = [s for s in all_in(box, w.IntSlider) if s.description == "Minutes for questions"]
    slider.value = 10
    assert sheet.answer("meeting-planner")["minutes"] == 10
    assert "Ask these 5" not in html_of(box)
    assert "28-minute meeting" in html_of(box)


def test_a_tick_in_the_table_is_saved(tmp_path):
    """Does ticking “must ask” in the form record it and choose the question?"""
    sheet = AnswerSheet(tmp_path)
    sheet.record("meeting-planner", LATE_BUS)
    box = shown_by(lambda: view.meeting_planner(sheet))
    [tick] = [t for t in all_in(box, w.Checkbox) if t.description == "Must ask, row 3"]
    tick.value = True
    assert sheet.answer("meeting-planner")["questions"][2]["must"] is True
    assert "What has been tried since then? (4 min; what was tried, must ask)" in html_of(box)


def test_looking_at_the_example_answers_nothing(tmp_path):
    """Does the invented example stay out of the participant's answers?"""
    sheet = AnswerSheet(tmp_path)
    box = shown_by(lambda: view.meeting_planner(sheet))
    [button] = [b for b in all_in(box, w.Button) if "(invented)" in b.description]
    button.click()
    assert "Transportation manager" in html_of(box)
    assert sheet.answer("meeting-planner") is None
