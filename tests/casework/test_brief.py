"""The case brief: what it reads, what blocks it, and the sheet on which no figure may stand."""

import base64
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from course_tools.casework.brief.chart import (
    evidence_picture,
    evidence_picture_without_numbers,
    evidence_table,
)
from course_tools.casework.brief.checks import in_the_way, missing_in_brief
from course_tools.casework.brief.example import larkfield, larkfield_answer
from course_tools.casework.brief.meaning import said_without_numbers
from course_tools.casework.brief.model import CaseBrief, read_case_brief
from course_tools.casework.brief.numbers_hidden import has_number, without_numbers
from course_tools.casework.brief.page import brief_as_html, brief_without_numbers_as_html
from course_tools.casework.brief.pieces import said_day
from course_tools.casework.brief.spoken import ask_as_said, figures_in_evidence
from course_tools.casework.claims.check import check_claim
from course_tools.casework.claims.evidence import Comparator, Evidence, Origin, Shared, Subject
from course_tools.casework.rates import newcombe_gap, risk_ratio

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
KEYS = sorted(larkfield_answer())
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' onclick='x' &amp; </style>\x00\x1b\u202e"


SAFE = frozenset("html head meta title style body main aside header p h1 h2 div section ul li figure img table caption thead tbody tr th td footer".split())  # fmt: skip # noqa: SIM905


class Tags(HTMLParser):
    """The names of all tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


def changed(**changes: Any) -> CaseBrief:
    """Larkfield's brief with other answers; keys with _ for -, None takes the answer away."""
    answer = larkfield_answer()
    for key, value in changes.items():
        answer[key.replace("_", "-")] = value
    return read_case_brief(answer)


def with_figure(place: int, **changes: Any) -> CaseBrief:
    """Larkfield's brief with one figure changed."""
    figures = larkfield_answer()["figures"]
    figures[place] |= {key.replace("_", "-"): value for key, value in changes.items()}
    return changed(figures=figures)


def text_of(html: str) -> str:
    """What a reader of a page sees or hears, alt texts too."""
    body = html.split("</style>", 1)[1]
    alts = " ".join(re.findall(r'alt="([^"]*)"', body))
    return unescape(re.sub(r"<[^>]*>", " ", body) + " " + alts)


def sheet_of(brief: CaseBrief) -> str:
    return brief_without_numbers_as_html(brief, evidence_picture_without_numbers(brief))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=6) | ANYTHING)
def test_any_answer_can_be_read_and_written(answer: Any) -> None:
    """Does whatever was stored become a page, and not an error?"""
    brief = read_case_brief(answer)
    assert missing_in_brief(brief)
    assert in_the_way(brief, "supported")
    assert "<h1>" in brief_as_html(brief, None)
    assert "<h1>" in brief_without_numbers_as_html(brief, None)


def test_the_worked_example_is_finished() -> None:
    """Does Larkfield lack nothing, and does it say that it is invented?"""
    brief = larkfield()
    assert missing_in_brief(brief) == []
    assert in_the_way(brief, "supported") == []
    assert "invented" in brief.notice
    for page in (brief_as_html(brief, evidence_picture(brief)), sheet_of(brief)):
        assert "no such school" in text_of(page)


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("notice", "story-seconds")])
def test_every_part_is_missed(key: str) -> None:
    """Is something said about each part when it alone is missing?"""
    brief = changed(**{key: None})
    said = missing_in_brief(brief) + in_the_way(brief, "supported")
    assert said
    assert all(words.endswith(".") for words in said)


def test_the_numbers_of_the_example_are_right() -> None:
    """Do the words of the example say what the formulas give (Brief 4.8: 2.0, 1.4 to 2.9)?"""
    ours, *others = larkfield().figures
    assert ours.rate_words == "40%"
    assert ours.interval_words == "30% to 50%"
    for other in others:
        assert ours.counts and other.counts
        gap, ratio = newcombe_gap(ours.counts, other.counts), risk_ratio(ours.counts, other.counts)
        assert ratio.value and ratio.interval
        ends = (100 * gap.interval.low, 100 * gap.interval.high)
        assert other.comparison == (
            f"{100 * gap.difference:.0f} more in 100 ({ends[0]:.0f} to {ends[1]:.0f}); "
            f"{ratio.value:.1f} times as common ({ratio.interval.low:.1f} to "
            f"{ratio.interval.high:.1f})"
        )
    assert "2.0 times as common (1.4 to 2.9)" in others[0].comparison


def test_the_ask_is_one_sentence() -> None:
    """Is the ask in the form of Brief 2.14, without a word said twice?"""
    brief = changed(
        target="the head",
        ask_act="to open the gate.",
        ask_because="because it is cold.",
        target_interest="because pupils learn.",
    )
    assert brief.ask.sentence == (
        "We want the head to open the gate by 30 May 2025, because it is cold, and it is in your "
        "interest because pupils learn."
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"story_agreed": None}, "No consent"),
        ({"story_agreed": "last week"}, "No consent"),
        ({"story_audience": ""}, "for whom"),
        ({"story_withdraw": "yes"}, "withdraw"),
        ({"story_no_child": False}, "no child is named"),
        ({"story": "My daughter Amelia Hartley was cold."}, "Amelia"),
        ({"ask_by": "by Christmas"}, "is no date"),
        ({"ask_by": "2026-02-30"}, "is no date"),
        ({"ask_by": ""}, "has no date"),
        ({"target": ""}, "nobody who can say yes"),
        ({"ask_act": ""}, "no ask yet"),
        ({"claim": ""}, "no claim yet"),
        ({"rivals": []}, "no rival explanations"),
        ({"figures": []}, "no comparator"),
        ({"heard_count": 7}, "a few"),
    ],
)
def test_what_stands_in_the_way(change: dict[str, Any], words: str) -> None:
    """Is the export blocked, and does a sentence say why?"""
    found = in_the_way(changed(**change), "supported")
    assert any(words in one for one in found), found


@pytest.mark.parametrize("verdict", ["", "unclear", "not supported", "passed", "SUPPORTED"])
def test_only_a_supported_claim_passes(verdict: str) -> None:
    """Does every verdict but "supported" block, also one that nobody knows?"""
    assert len(in_the_way(larkfield(), verdict)) == 1
    guard = ["Row 3: hide one more."]
    assert in_the_way(larkfield(), "supported", guard) == guard


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"counted": 95}, "cannot be"),
        ({"rate": "42%"}, "36 of 90 is 40.0%"),
        ({"interval": "41% to 50%"}, "outside its interval"),
        ({"interval": "41 to 50"}, "outside its interval"),
        ({"counted": "thirty-six"}, "is no count"),
        ({"counted": 36.5}, "is no count"),
    ],
)
def test_figures_that_contradict_themselves(change: dict[str, Any], words: str) -> None:
    """Is a rate that does not fit its counts found before anybody else finds it?"""
    found = in_the_way(with_figure(0, **change), "supported")
    assert any(words in one for one in found), found


@pytest.mark.parametrize("rate", ["40%", "40 percent", "40.0 per cent", ""])
def test_a_rate_that_fits_is_not_questioned(rate: str) -> None:
    """Do all ways of writing the right rate pass?"""
    assert in_the_way(with_figure(0, rate=rate), "supported") == []


@pytest.mark.parametrize(("counted", "out_of"), [(3, 90), (88, 90), (5, 10), (None, 9), (36, 39)])
def test_small_numbers_are_on_no_page(counted: int | None, out_of: int) -> None:
    """Does a figure under the rule block the export, and is it on no page even before?"""
    rate = "" if counted is not None else "44%"
    brief = with_figure(1, counted=counted, out_of=out_of, rate=rate, comparison="77 fewer")
    assert any("Hidden to protect children" in one for one in in_the_way(brief, "supported"))
    picture = evidence_picture(brief)
    assert picture
    hidden = (
        f"All other pupils, {brief.figures[1].place}",
        "hidden to protect children",
        "",
        "",
        "",
    )
    assert evidence_table(brief).rows[1] == hidden
    page = text_of(brief_as_html(brief, picture))
    assert "hidden to protect children" in page
    for shown in (f"{counted} of {out_of}", "77 fewer", "44%"):
        assert shown not in page + picture.svg().decode()
    assert "all other pupils" not in picture.alt.casefold()


def test_no_small_number_comes_back_by_subtraction() -> None:
    """Is a group hidden when all pupils less this group leaves a few?"""
    brief = with_figure(1, group="All pupils", counted=39, out_of=300)
    assert brief.hidden == {0}  # 39 − 36 = 3 pupils are left
    assert with_figure(1, group="All pupils", counted=78, out_of=300).hidden == frozenset()
    assert with_figure(1, group="All pupils", counted=36, out_of=90).hidden == frozenset()
    assert "36 of 90" not in str(evidence_table(brief).rows)


def test_what_was_written_does_nothing() -> None:
    """Is markup in every field shown as typed, on both pages?"""
    answer = larkfield_answer()
    for key, value in answer.items():
        if isinstance(value, list):
            answer[key] = [dict.fromkeys(row, ATTACK) for row in value]
        elif isinstance(value, str):
            answer[key] = ATTACK
    for figure, role in zip(answer["figures"], ("ours", "comparator", "comparator"), strict=True):
        figure |= {"role": role, "counted": 36, "out-of": 90, "rate": "40%"}
    brief = read_case_brief(answer)
    for page in (brief_as_html(brief, evidence_picture(brief)), sheet_of(brief)):
        tags = Tags(page)
        assert tags.names <= SAFE
        assert not [name for name in tags.attributes if name.startswith("on") or name == "style"]
        assert page.count("</style>") == 1
        assert "\x00" not in page and "\x1b" not in page and "\u202e" not in page
        assert "<script>alert" in text_of(page)
        assert "http" not in page.replace("http-equiv", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("36 of the 90 pupils missed school (40%).", "Some of the pupils missed school."),
        ("One in five pupils walk.", "Some pupils walk."),
        ("They are twice as likely to be absent as others.", "They are far more likely to be absent than others."),
        ("It is 20 points higher and doubled in 2024/25.", "It is higher and grew a great deal in that year."),
        ("84 families in eleven meetings", "Many families in some meetings"),
        ("A Year 4 parent, not one of us", "A Year Four parent, not one of us"),
        ("½ of them, ４０％ or £2.40 a day", "Some of them, a share or a sum of money a day"),
        ("the same two rates", "the same rates"),
        ("The route ends at 7:45.", "The route ends at the set time."),
        ("half the school", "A part of the school"),
        ("Nothing here.", "Nothing here."),
    ],
)  # fmt: skip
def test_numbers_become_words(text: str, words: str) -> None:
    """Can the sentence still be said when its numbers are gone?"""
    assert without_numbers(text) == words


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from("36 4,050 2.0 40% £3 ½ Ⅷ ٣ twice two forty-two of in ( ) to 1-2 Year 2024/25 7pm pupils . times as more x the , — A1b2".split()), max_size=12), st.sampled_from(["", " "]), st.text(max_size=12))  # fmt: skip # noqa: SIM905
def test_no_number_is_left_in_any_text(parts: list[str], joint: str, more: str) -> None:
    """Is nothing left that counts as a number in Unicode, whatever stands together?"""
    words = without_numbers(joint.join(parts) + " " + more)
    assert not has_number(words), words
    spoken = re.sub(r"\bYear \w+", "", words).casefold()
    if joint:
        assert not re.search(r"\b(?:twice|two|forty)\b", spoken), words


TEXTS = ("headline", "who", "heard", "meaning", "cannot-show", "story", "story-teller", "story-audience", "target", "target-interest", "ask-because", "know-number", "know-reader", "holder", "claim", "definitions", "notice", "missing", "heard-from")  # fmt: skip
NUMBERS = st.integers(min_value=30, max_value=9000)


@settings(max_examples=20, deadline=None)
@given(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), st.sampled_from(["{}", "{}%", "£{}", "({})"]))
@example((36, 90, 42, 210), "{}%")
def test_no_figure_of_the_evidence_survives(numbers: tuple[int, ...], form: str) -> None:
    """Is there no digit on the sheet but in the dates of consent, ask and reading?"""
    low, high, other, base = numbers
    said = " and ".join(form.format(number) for number in numbers)
    brief = changed(
        **dict.fromkeys(TEXTS, f"We saw {said} of it."),
        figures=[
            {"role": "ours", "group": f"pupils of group {low}", "place": f"school {high}",
             "period": "2024/25", "measure": f"absence over {other} days", "counted": min(low, high), "out-of": max(low, high)},
            {"role": "comparator", "group": f"{base} others", "place": f"school {high}",
             "period": "2024/25", "measure": f"absence over {other} days", "counted": min(other, base), "out-of": max(other, base), "comparison": said},
        ],
        rivals=[{"explanation": f"It is {said}.", "for": said}],
        options=[{"option": f"Buy {said}", "cost": said}],
        ask_act=f"give a pass to {low} pupils",
    )  # fmt: skip
    picture = evidence_picture_without_numbers(brief)
    html = brief_without_numbers_as_html(brief, picture)
    text = text_of(html)
    for day in (brief.ask.by, brief.story.agreed, brief.know_when):
        assert said_day(day) in text
        text = text.replace(said_day(day), "")
    assert not has_number(text), text
    for picture_data in re.findall(r"base64,([^\"]+)", html):
        svg = base64.b64decode(picture_data).decode()
        assert not has_number(" ".join(re.findall(r"<text[^>]*>([^<]*)<", svg)))


def test_the_ask_keeps_its_own_words() -> None:
    """Does the sheet ask for the same as the brief, unless it repeats a figure of the evidence?"""
    brief = changed(ask_act="open the gate at 7:45 for 60 pupils")
    assert ask_as_said(brief).act == "open the gate at 7:45 for 60 pupils"
    assert "36" in figures_in_evidence(brief)
    assert ask_as_said(changed(ask_act="give 36 passes")).act == "give many passes"


def test_a_picture_with_numerals_is_refused() -> None:
    """Can the picture with the figures not get on the sheet by mistake?"""
    brief = larkfield()
    picture, quiet = evidence_picture(brief), evidence_picture_without_numbers(brief)
    assert picture and quiet
    with pytest.raises(ValueError, match="description"):
        brief_without_numbers_as_html(brief, picture)
    with pytest.raises(ValueError, match="still shows “"):
        brief_without_numbers_as_html(brief, replace(picture, alt="no number"))
    brief_without_numbers_as_html(brief, quiet)


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ((36, 90), (42, 210), "is far more common among"),
        ((300, 1000), (240, 1000), "is more common among"),
        ((42, 210), (36, 90), "is far less common among"),
        ((12, 40), (14, 40), "no clear difference"),
        ((520, 1000), (5000, 10400), "is about as common among"),
    ],
)
def test_the_direction_is_said(ours: tuple[int, int], theirs: tuple[int, int], words: str) -> None:
    """Does the sheet say which way, and "no clear difference" where it could be chance?"""
    one, other = larkfield().figures[:2]
    pair = [
        replace(one, counted=ours[0], out_of=ours[1]),
        replace(other, counted=theirs[0], out_of=theirs[1]),
    ]
    (said,) = said_without_numbers(pair)
    assert words in said
    rate_only = replace(pair[1], counted=None, out_of=None, rate="10%")
    assert "far" not in said_without_numbers([pair[0], rate_only])[0]


def test_the_claim_of_the_example_is_supported() -> None:
    """Does the claim checker have nothing to amend in the finished example?"""
    brief = larkfield()
    ours, others, _ = brief.figures
    assert ours.counts and others.counts
    words = ("missed a tenth or more of their sessions",)
    about = Subject(ours.group, ours.measure, ours.place, "2023/24", measure_words=words)
    source = brief.sources[0]
    evidence = Evidence(
        ours.counts,
        about,
        Origin(source.title, source.licence, source.day),
        (Comparator(others.group, others.counts, ("other pupils",), Shared.THE_REST),),
        (brief.definitions,),
        rivals=tuple(rival.explanation for rival in brief.rivals),
    )
    checked = check_claim(brief.claim, evidence, ("fair", "proud"))
    assert checked.verdict == "supported", checked.reasons
    assert [finding.id for finding in checked.to_amend] == []
    assert in_the_way(brief, checked.verdict) == []
