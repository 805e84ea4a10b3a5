"""T08 Rehearsal: do talks branch, is every ending reachable, do words come before numbers?"""

import tomllib
from functools import cache
from itertools import product

import ipywidgets as w
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_tools.activities.rehearsal import view
from course_tools.activities.rehearsal.model import (
    ENDINGS,
    HABITS,
    KEYS,
    LEAVES_BELOW,
    Line,
    Talk,
    play,
    words_in,
)
from course_tools.activities.rehearsal.people import FOLDER, people, person_from
from course_tools.activities.rehearsal.plot import draw_talk
from course_tools.activities.rehearsal.reading import (
    LISTENING,
    TOO_EARLY,
    coach_says,
    habits_seen,
    measure,
)
from course_tools.activities.rehearsal.saved import (
    MOST_TALKS,
    Kept,
    Talks,
    as_answer,
    talks_in,
    transcript,
)
from course_tools.activities.rehearsal.shown import picture, reading, side_by_side
from course_tools.answers import AnswerSheet
from course_tools.plotting import new_picture_axes
from course_tools.privacy.redaction import look_through
from tests.on_page import all_in, heard_in, html_of, shown_by

EVERYBODY = list(people())
BEST = {
    "night-parent": "cababcc",
    "custodian": "acababb",
    "second-year-teacher": "bcabaab",
    "parish-volunteer": "bcbcbbb",
    "school-secretary": "cbabcaa",
}
REFLECTED = {"opened": "She laughed.", "differently": "I would wait."}


@cache
def every_talk(person: str) -> tuple[Talk, ...]:
    talks = (play(people()[person], path) for path in product(KEYS, repeat=8))
    return tuple({talk.path: talk for talk in talks}.values())


def best(person: str) -> Talk:
    return play(people()[person], BEST[person])


# The people


def test_at_least_four_roles():
    """Are there at least four people of different roles?"""
    assert len({person.role for person in people().values()}) >= 4


@pytest.mark.parametrize("person", EVERYBODY)
def test_every_ending_can_be_reached(person):
    """Can a talk end in each of the four ways, and does every talk end, within 6 to 8 turns?"""
    talks = every_talk(person)
    assert {talk.ending for talk in talks} == set(ENDINGS)
    assert all(talk.turn is None for talk in talks)
    assert 6 <= max(len(talk.steps) for talk in talks) <= 8


@pytest.mark.parametrize("person", EVERYBODY)
def test_every_turn_and_every_guarded_answer_is_met(person):
    """Is nothing written that nobody can ever read?"""
    steps = [step for talk in every_talk(person) for step in talk.steps]
    assert {step.turn.id for step in steps} == {turn.id for turn in people()[person].turns}
    heard = {step.answer for step in steps}
    lines = [line for turn in people()[person].turns for line in turn.lines.values()]
    assert all(any(line.reply in answer for answer in heard) for line in lines)
    assert all(line.guarded in heard for line in lines if line.guarded)


@pytest.mark.parametrize("person", EVERYBODY)
def test_a_push_costs_trust_and_the_coach_says_why(person):
    """Does each turn but the mildest hold a push, with a reason and another way to say it?"""
    pushes = [
        line for turn in people()[person].turns for line in turn.lines.values() if line.is_push
    ]
    assert len(pushes) >= len(people()[person].turns)
    assert all(line.coach and line.instead and not line.depth for line in pushes)
    assert not any(line.score[2] for line in pushes)


@pytest.mark.parametrize("person", EVERYBODY)
def test_pushing_all_along_ends_the_talk(person):
    """Does somebody who is pushed at every turn leave, politely and early?"""
    path = ""
    while (talk := play(people()[person], path)).turn is not None:
        path += min(KEYS, key=lambda key: talk.turn.lines[key].trust)
    assert talk.ending == "ended"
    assert len(talk.steps) <= 4
    assert talk.steps[-1].trust < LEAVES_BELOW
    assert talk.steps[-1].answer.endswith(talk.person.leaves)


@pytest.mark.parametrize("person", EVERYBODY)
def test_first_line_with_consent_earns_trust(person):
    """Is saying why, how long and what is noted one of the openings, and the best of the three?"""
    lines = people()[person].turns[0].lines.values()
    assert [line.consent for line in lines].count(True) == 1
    assert max(lines, key=lambda line: line.trust).consent


@pytest.mark.parametrize("person", EVERYBODY)
def test_good_lines_are_not_always_in_the_same_place(person):
    """Would choosing the same button all along be no way to a next step?"""
    for key in KEYS:
        assert play(people()[person], key * 9).ending != "step"


@pytest.mark.parametrize("person", EVERYBODY)
def test_a_careful_talk(person):
    """Does the best path end in a step, open questions, and words near the guideline of 60-70 %?"""
    talk = best(person)
    seen = measure(talk)
    assert talk.ending == "step"
    assert LISTENING[0] <= seen.their_share <= LISTENING[1] + 0.05
    assert seen.open_share > 0.7
    assert all(habits_seen(talk).values())
    assert (talk.steps[-1].depth, seen.pushes) == (4, 0)


def test_names_keys_and_files_agree():
    """Does every file hold one person, called as the file is?"""
    files = sorted(FOLDER.glob("*.toml"))
    assert [file.stem.split("-", 1)[1] for file in files] == EVERYBODY


# Trust and depth


def test_trust_opens_an_answer():
    """Does the same question get a guarded answer without trust, and an open one with it?"""
    person = people()["night-parent"]
    after_consent, after_push = play(person, "ca").steps[1], play(person, "aa").steps[1]
    assert (after_consent.trust, after_consent.depth) == (0.58, 1)
    assert (after_push.trust, after_push.depth) == (0.34, 0)
    assert after_consent.answer == after_push.line.reply
    assert after_push.answer == after_push.line.guarded


def test_depth_opens_a_turn():
    """Is the deep turn replaced by the shallow one where nothing was opened before?"""
    person = people()["night-parent"]
    assert play(person, "caba").turn.id == "deep"
    assert play(person, "bccc").turn.id == "surface"
    assert play(person, "bccca").turn.id == "challenge"


def test_nothing_is_lost_beyond_the_end():
    """Are unknown keys, and keys after the end, left out?"""
    talk = best("custodian")
    assert play(talk.person, talk.path + "abc").path == talk.path
    assert play(talk.person, "ax").path == "a"


def test_reference_numbers():
    """Are words, questions, scores and trust counted as written in the file?"""
    talk = play(people()["night-parent"], "ca")
    seen = measure(talk)
    assert (seen.open_questions, seen.closed_questions) == (1, 1)
    assert (seen.curiosity, seen.disclosure, seen.challenges, seen.pushes) == (2, 1, 0, 0)
    assert (talk.steps[-1].trust, talk.steps[-1].depth) == (0.58, 1)
    assert seen.our_words == words_in(talk.steps[0].line.say) + 10
    assert seen.open_share == 0.5
    assert words_in("(She laughs.) Two words") == 2


def test_empty_talk_has_no_shares():
    """Is there no share before anybody asked or spoke?"""
    seen = measure(play(people()["custodian"], ""))
    assert (seen.their_share, seen.open_share) == (None, None)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"say": " "}, "needs words"),
        ({"score": (0, 3, 0)}, "0, 1 or 2"),
        ({"trust": 2.0}, "trust changes"),
        ({"depth": 2}, "trust changes"),
        ({"asks": ("leading",)}, "open or closed"),
        ({"ending": "won"}, "an ending is one of"),
        ({"trust": -0.1}, "say why"),
    ],
)
def test_wrong_line_is_refused(wrong, said):
    """Is a line that cannot be refused in words?"""
    with pytest.raises(ValueError, match=said):
        Line(**{"say": "Hello", "reply": "Yes?", **wrong})


@pytest.mark.parametrize("key", ["turn", "endings", "worked", "missed", "name"])
def test_wrong_person_is_refused(key):
    """Is a file that lacks a part refused, before any participant meets it?"""
    data = tomllib.loads(next(iter(sorted(FOLDER.glob("*.toml")))).read_text(encoding="utf-8"))
    data[key] = {} if key != "turn" else data[key][:-1]
    if key == "name":
        del data[key]
    with pytest.raises(ValueError, match=r"Marisol|night-parent"):
        person_from(data)


# The coach


def test_coach_reads_for_five_habits():
    """Does the coach find what worked in a careful talk, and what was missed in a careless one?"""
    ending, worked, missed = coach_says(best("custodian"))
    person = people()["custodian"]
    assert (ending, worked, missed) == (person.endings["step"], list(person.worked.values()), [])
    careless = play(person, "bac")
    assert coach_says(careless)[1:] == ([], list(person.missed.values()))
    assert set(person.worked) == set(HABITS)


def test_challenge_before_trust():
    """Is a challenge that trust did not carry called too early, and not missing?"""
    person = people()["night-parent"]
    early = next(t for t in every_talk(person.id) if measure(t).challenges > measure(t).carried)
    missed = coach_says(early)[2]
    assert TOO_EARLY in missed
    assert person.missed["challenge"] not in missed


# The picture and the words


def test_artists_of_the_picture():
    """Do the three panels show the shares, trust from its start, and depth?"""
    talk = best("night-parent")
    _, axes = new_picture_axes(panels=3)
    draw_talk(talk, axes)
    widths = [bar.get_width() for bar in axes[0].patches]
    assert sum(widths) == pytest.approx(100)
    assert widths[0] == pytest.approx(100 * measure(talk).their_share)
    assert f"{widths[0]:.0f}%" in [text.get_text() for text in axes[0].texts]
    trust = list(axes[1].lines[0].get_ydata())
    assert (trust[0], trust[-1], len(trust)) == (0.4, talk.steps[-1].trust, 8)
    assert list(axes[2].lines[-1].get_ydata()) == [0, *(step.depth for step in talk.steps)]
    assert [ax.get_title(loc="left") for ax in axes[1:]] == ["Trust, 0 to 1", "Depth, 0 to 4"]


def test_tables_hold_the_whole_talk():
    """Can somebody without widgets read the numbers, the coach and every word?"""
    talk = best("school-secretary")
    page = picture(talk).as_html()
    assert 'alt="Three panels. Bernadette said 72%' in page
    assert all(step.line.say.split("?")[0][:20] in page for step in talk.steps)
    assert all(step.line.coach[:20] in page for step in talk.steps)
    assert "The talk in numbers" in page


@pytest.mark.parametrize("person", EVERYBODY)
def test_words_never_crash_and_always_warn(person):
    """Does every talk that is possible get a reading, with the warning?"""
    for talk in every_talk(person)[::40]:
        said = reading(talk)
        assert "predicts no real person" in said
        assert "guideline of about 60 to 70%" in said
        assert talk.person.endings[talk.ending][:20] in said


def test_side_by_side_names_the_turn_where_they_part():
    """Is the first other choice pointed out?"""
    one, other = best("custodian"), play(people()["custodian"], "acb")
    html = side_by_side(("Talk 1", one), ("Talk 2", other))
    assert html.count("here they part") == 1
    assert "Turn 3, here they part" in html
    assert "Going on" in html


# What is kept

_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(EVERYBODY),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["talks", "who", "choices", "opened", "looked", "shown"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@given(_ANY)
@settings(max_examples=150, deadline=None)
def test_any_stored_answer_is_read(answer):
    """Does no stored answer, however odd, stop the page, and is the reading of it stable?"""
    talks = talks_in(answer, people())
    assert talks_in(as_answer(talks, people()), people()) == talks


def test_unknown_person_is_carried_along():
    """Is a talk with somebody who is no longer in the course kept when others are added?"""
    old = {"who": "somebody-else", "choices": "a b"}
    talks = talks_in({"talks": [old]}, people()).begun("custodian")
    assert old in as_answer(talks, people())["talks"]


def test_very_long_choices_are_cut():
    """Is a path of a hundred thousand letters no trouble?"""
    stored = {"talks": [{"who": "custodian", "choices": "a" * 100_000}]}
    assert len(talks_in(stored, people()).kept[0].path) <= 8


def test_twenty_talks_are_enough():
    """Is a talk too many refused in words, with all others kept?"""
    talks = Talks(tuple(Kept("custodian") for _ in range(MOST_TALKS)), 0)
    with pytest.raises(ValueError, match="20 talks"):
        talks.begun("custodian")


def test_transcript_is_plain_text():
    """Does the answer carry the talk in words, speaker by speaker?"""
    lines = transcript(play(people()["custodian"], "a")).splitlines()
    assert [line.split(":")[0] for line in lines] == ["They", "You", "They"]
    assert lines[1].endswith("May I?")
    assert "Nineteen years." in lines[2]  # the answer and what he says next are one speech


@pytest.mark.parametrize("person", EVERYBODY)
def test_saved_talks_name_nobody(person):
    """Does the look for names before a hand-in find nothing in an invented talk?"""
    kept = Talks((Kept(person, BEST[person]),), 0)
    saved = as_answer(kept, people())["talks"][0]["transcript"]
    assert look_through([("rehearsal", saved)]) == []


# The page


class Page:
    """The page of a rehearsal as a participant uses it."""

    def __init__(self, sheet: AnswerSheet, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(view, "_DOUBLE_CLICK", -1.0)
        self.box = shown_by(lambda: view.rehearsal(sheet))

    def buttons(self, start: str) -> list[w.Button]:
        found = all_in(self.box, w.Button)
        return [button for button in found if button.description.startswith(start)]

    def press(self, start: str) -> None:
        (button,) = self.buttons(start)
        assert not button.disabled
        button.click()

    def dropdown(self, start: str) -> w.Dropdown:
        found = all_in(self.box, w.Dropdown)
        return next(one for one in found if one.description.startswith(start))

    def meet(self, person: str) -> None:
        self.dropdown("Whom").value = person
        self.press("Begin")

    def choices(self) -> list[w.Button]:
        return [b for b in all_in(self.box, w.Button) if "course-says" in b._dom_classes]

    def say(self, path: str) -> None:
        for key in path:
            self.choices()[KEYS.index(key)].click()

    def reflect(self) -> None:
        for area, words in zip(all_in(self.box, w.Textarea), REFLECTED.values(), strict=True):
            area.value = words


@pytest.fixture
def sheet(tmp_path):
    return AnswerSheet(tmp_path)


def test_nothing_is_saved_before_a_talk(sheet, monkeypatch):
    """Is an untouched page no answer?"""
    page = Page(sheet, monkeypatch)
    assert sheet.answer("rehearsal") is None
    assert page.dropdown("Your talks").layout.display == "none"
    assert "<img" not in html_of(page.box)


def test_talk_grows_and_is_saved(sheet, monkeypatch):
    """Are buttons the words one would say, and does each press save and go on?"""
    page = Page(sheet, monkeypatch)
    page.meet("custodian")
    first = people()["custodian"].turns[0]
    assert [b.description for b in page.choices()] == [line.say for line in first.lines.values()]
    page.say("ac")
    saved = sheet.answer("rehearsal")["talks"][0]
    assert (saved["who"], saved["choices"]) == ("custodian", "a c")
    assert first.lines["a"].say in html_of(page.box).replace("&#x27;", "'")


def test_new_lines_are_announced(sheet, monkeypatch):
    """Does the live part hold the newest exchange, and only that?"""
    page = Page(sheet, monkeypatch)
    page.meet("custodian")
    page.say("ac")
    live = next(part.value for part in heard_in(page.box) if "course-talk" in part.value)
    assert "What gets fixed first?" in live
    assert "Nothing to fix. I" not in live


def test_talk_comes_back(sheet, monkeypatch):
    """Does the talk stand where it was after a reload, and go on from there?"""
    page = Page(sheet, monkeypatch)
    page.meet("parish-volunteer")
    page.say("bc")
    again = Page(AnswerSheet(sheet.folder), monkeypatch)
    turn = people()["parish-volunteer"].turns[2]
    assert [b.description for b in again.choices()] == [line.say for line in turn.lines.values()]
    again.say("b")
    assert AnswerSheet(sheet.folder).answer("rehearsal")["talks"][0]["choices"] == "b c b"


def test_words_come_before_numbers(sheet, monkeypatch):
    """Are the numbers and the coach hidden until both prompts are answered, and kept shown then?"""
    page = Page(sheet, monkeypatch)
    page.meet("custodian")
    page.say(BEST["custodian"])
    (look,) = page.buttons("Show the numbers")
    assert look.disabled
    look.click()
    assert "The coach on the ending" not in html_of(page.box)
    all_in(page.box, w.Textarea)[0].value = "He laughed."
    assert look.disabled
    page.reflect()
    assert "The coach on the ending" not in html_of(page.box)
    page.press("Show the numbers")
    assert "The coach on the ending" in html_of(page.box)
    assert "<img" in html_of(page.box)
    again = Page(AnswerSheet(sheet.folder), monkeypatch)
    assert "The coach on the ending" in html_of(again.box)
    assert [a.value for a in all_in(again.box, w.Textarea)] == list(REFLECTED.values())


def test_trust_is_not_shown_while_talking(sheet, monkeypatch):
    """Is there no score on the page before the end?"""
    page = Page(sheet, monkeypatch)
    page.meet("custodian")
    page.say("ac")
    assert "Trust" not in html_of(page.box)
    assert page.dropdown("Go back").value == -1


def test_another_way_from_a_line_keeps_the_first_talk(sheet, monkeypatch):
    """Does going back begin a second talk up to that line, with the first one untouched?"""
    page = Page(sheet, monkeypatch)
    page.meet("custodian")
    page.say(BEST["custodian"])
    page.reflect()
    page.dropdown("Go back").value = 2
    page.press("Try another way")
    assert page.choices()[0].layout.display is None
    page.say("babba")
    talks = sheet.answer("rehearsal")["talks"]
    assert [talk["choices"] for talk in talks] == ["a c a b a b b", "a c b a b b a"]
    assert [talk["opened"] for talk in talks] == ["She laughed.", ""]
    page.dropdown("Put another").value = 0
    assert "Turn 3, here they part" in html_of(page.box)


def test_play_it_again_and_look_at_an_earlier_talk(sheet, monkeypatch):
    """Does playing again keep the earlier run, to be opened again?"""
    page = Page(sheet, monkeypatch)
    page.meet("custodian")
    page.say(BEST["custodian"])
    page.press("Play it again")
    assert [talk["choices"] for talk in sheet.answer("rehearsal")["talks"]] == [
        "a c a b a b b",
        "",
    ]
    page.dropdown("Your talks").value = 0
    assert sheet.answer("rehearsal")["shown"] == 1
    assert "A clear next step" in html_of(page.box)


def test_double_click_says_one_line(sheet, monkeypatch):
    """Does the second click of a double click not answer the next turn?"""
    page = Page(sheet, monkeypatch)
    page.meet("custodian")
    monkeypatch.setattr(view, "_DOUBLE_CLICK", 60.0)
    page.say("aaa")
    assert sheet.answer("rehearsal")["talks"][0]["choices"] == "a"


def test_no_new_talk_when_full(sheet, monkeypatch):
    """Are the buttons that begin a talk off when there are twenty, with a word on why?"""
    sheet.record("rehearsal", {"talks": [{"who": "custodian", "choices": "a"}] * MOST_TALKS})
    page = Page(sheet, monkeypatch)
    assert page.buttons("Begin")[0].disabled
    assert "as many as this page keeps" in html_of(page.box)


def test_start_again_empties_the_page(sheet, monkeypatch):
    """Does starting again lead back to the choice of a person?"""
    page = Page(sheet, monkeypatch)
    page.meet("custodian")
    page.say("a")
    page.press("Start again")
    page.press("Yes, empty")
    assert sheet.answer("rehearsal") is None
    assert page.dropdown("Your talks").layout.display == "none"


def test_own_words_stay_words(sheet, monkeypatch):
    """Can what a participant wrote not become part of the page?"""
    talk = {"who": "custodian", "choices": " ".join(BEST["custodian"]), "looked": True}
    stored = {**talk, "opened": "<script>x</script>", "differently": "<b>"}
    sheet.record("rehearsal", {"talks": [stored]})
    assert "<script>" not in html_of(Page(sheet, monkeypatch).box)


@pytest.mark.parametrize("answer", ["x", 7, [1, [2]], {"talks": 3}, {"talks": [None, "y", {}]}])
def test_odd_answer_shows_a_page(sheet, monkeypatch, answer):
    """Does the page open on any stored answer?"""
    sheet.record("rehearsal", answer)
    page = Page(sheet, monkeypatch)
    page.meet("night-parent")
    page.say("c")
    assert sheet.answer("rehearsal")["talks"][0]["choices"] == "c"


def test_every_field_and_button_says_what_it_is(sheet, monkeypatch):
    """Has everything that can be used a name?"""
    page = Page(sheet, monkeypatch)
    page.meet("custodian")
    named = all_in(page.box, w.Button, w.Dropdown, w.Textarea)
    assert all(widget.description.strip() for widget in named)
