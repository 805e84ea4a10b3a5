"""The sheet to speak from: the same brief, one idea a line, and no number but the dates agreed on.

The parent tells the story and the meaning; somebody else holds the figures. The ask keeps its own
words, so that both pages ask the same, unless they repeat a figure of the evidence.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape

from course_tools.casework.brief.meaning import said_without_numbers
from course_tools.casework.brief.model import CaseBrief
from course_tools.casework.brief.numbers_hidden import has_number, without_numbers
from course_tools.casework.brief.parts import (
    NOT_WRITTEN,
    Block,
    Lines,
    Part,
    Words,
    consent_words,
    sentence,
)
from course_tools.casework.brief.pieces import Ask, capital, said_day
from course_tools.plotting import Picture

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_WRITTEN = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
_TAG = re.compile("<[^>]*>")
# A stop that ends a sentence: before a capital, and not after an abbreviation such as "St."
_STOP = re.compile(r"(?<=[^\WA-Z][.!?])(?<!\b(?:St|Dr|Mr|Ms)\.)\s+(?=[A-Z“])|;\s+")


def spoken_parts_of(brief: CaseBrief, picture: Picture | None) -> list[Part]:
    """The parts of the sheet. Raises ValueError where the picture still shows a numeral."""
    if picture is not None:
        refuse_numerals(picture)
    return [
        Part("who", "Who we are", _lines(brief.who)),
        Part("heard", "What we heard", _lines(brief.heard.theme, _heard_from(brief))),
        Part("evidence", "What it means", tuple(_meaning(brief, picture))),
        Part("cannot-show", "What we do not know", _lines(brief.cannot_show)),
        Part("story", "Our story", tuple(_story(brief))),
        Part("why", "How it may have come about", _lines(*(r.explanation for r in brief.rivals))),
        Part("options", "What could be done", _lines(*(one.option for one in brief.options))),
        Part("target", "Who can say yes", _lines(brief.ask.role)),
        Part("ask", "What we ask", (Lines(ask_as_said(brief).steps),)),
        Part("know", "How we will know", (Lines((_know(brief),)),)),
    ]


def where_the_figures_are(brief: CaseBrief) -> str:
    """Who has the figures, and what to say when somebody asks for one."""
    holder = capital(without_numbers(brief.holder).rstrip(".")) or "[role]"
    return (
        f"There are no figures on this sheet, on purpose. {holder} holds the page with the figures, "
        "the sources, the costs, and the evidence for and against each explanation. If somebody "
        f"asks for a number, say: “{holder} has it here.”"
    )


def ask_as_said(brief: CaseBrief) -> Ask:
    """The ask with its date, in words that can be said. What is asked is kept, unless it repeats a figure of the evidence."""
    ask = brief.ask
    repeats = figures_in_evidence(brief) & _figures(ask.act)
    return replace(
        ask,
        role=without_numbers(ask.role),
        act=without_numbers(ask.act) if repeats else ask.act,
        because=without_numbers(ask.because),
        interest=without_numbers(ask.interest),
        by_written="",  # "before the 36 leave" is no date, and only a date may keep its figures
    )


def figures_in_evidence(brief: CaseBrief) -> frozenset[str]:
    """Every figure that the evidence shows, as it is written."""
    texts = [brief.claim, brief.pupils, brief.missing, brief.ask.because]
    for one in brief.figures:
        words = (one.count_words, one.rate_words, one.interval_words, one.comparison)
        texts += [*words, str(one.counted), str(one.out_of)]
    return _figures(" ".join(texts))


def refuse_numerals(picture: Picture) -> None:
    """Raises ValueError where a numeral stands on a picture for the sheet without figures."""
    if has_number(picture.alt):
        raise ValueError(
            "The description of the picture without numbers still has one. Say in words what is seen."
        )
    for written in _WRITTEN.findall(picture.svg().decode()):
        words = unescape(_TAG.sub(" ", written)).strip()
        if has_number(words):
            raise ValueError(
                f"The picture for the sheet without numbers still shows “{words[:40]}”. "
                "Draw it without numbers on its axes and labels."
            )


def _meaning(brief: CaseBrief, picture: Picture | None) -> Iterable[Block]:
    ideas = [*said_without_numbers(brief.shown), brief.meaning]
    yield from _lines(*ideas)
    if picture is not None:
        yield picture


def _story(brief: CaseBrief) -> Iterable[Block]:
    story = brief.story
    told = f"{without_numbers(story.teller)} tells it, in person" if story.teller else ""
    yield from _lines(told, story.gist)
    if story.is_there:
        # The day of consent is one of the dates that stay.
        yield Words(
            consent_words(replace(story, audience=without_numbers(story.audience))), "quiet"
        )


def _heard_from(brief: CaseBrief) -> str:
    heard = brief.heard
    return f"We heard it from {heard.count} {heard.from_whom}" if heard.from_whom else ""


def _know(brief: CaseBrief) -> str:
    number, reader = without_numbers(brief.know_number), without_numbers(brief.know_reader)
    read = f", read by {reader}" if reader else ""
    when = f", on {said_day(brief.know_when)}" if brief.know_when else ""
    return (
        sentence(f"{number.rstrip('.')}{read}{when}") if number else "[which number, read by whom]"
    )


def _lines(*texts: str) -> tuple[Block, ...]:
    ideas = [
        sentence(part)
        for text in texts
        for part in _STOP.split(without_numbers(text))
        if part.strip()
    ]
    return (Lines(tuple(ideas)),) if ideas else (Words(NOT_WRITTEN, "quiet"),)


def _figures(text: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(text))
