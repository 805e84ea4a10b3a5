"""Gentle questions about what brief 7.2 asks never to store: one person's health, faith, papers.

It asks and never blocks. It is silent about groups, about figures and about one's own story.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from course_tools.privacy.context import words_around
from course_tools.privacy.gentle_words import WORDS
from course_tools.privacy.names import KnownWords
from course_tools.privacy.one_person import ONE, WRITER, Sentence

_WHO = "Could a reader work out who it is? If so, leave it out."
QUESTIONS = {
    "immigration": "You write about somebody's papers or right to stay. It can put a family in danger, "
    "yours too. Can the sentence do without it?",
    "health": f"You write about somebody's health. {_WHO}",
    "special-needs": f"You write about the extra help that somebody gets in school. {_WHO}",
    "free-meals": f"You write about somebody's free or reduced school meals. {_WHO}",
    "behaviour": f"You write about one child's behavior, absence or punishment. {_WHO}",
    "safeguarding": "You write about harm to somebody. If you learned it yourself, tell the person in "
    "charge of safeguarding today. It has no place in a paper; can you leave it out?",
    "faith": f"You write about what somebody believes. {_WHO}",
    "ethnicity": f"You write about somebody's background. Does the story need it? {_WHO}",
    "sexuality": f"You write about whom somebody loves, or who they are. {_WHO}",
    "union-or-party": f"You write that somebody is in a union, or how they vote or think. {_WHO}",
    "allegation": "You write that somebody on the staff did wrong. A paper is not the place to prove it. "
    "Could you write about the rule or the decision instead?",
    "closed-meeting": "This seems to come from a meeting that was not public. Were you free to tell it?",
    "password": "This looks like a password or a way in. Take it out, and change it if others saw it.",
    "verbatim": "This seems to hold somebody's words exactly. Did they agree? A theme in your own words "
    "is often enough.",
}
_NEED_NO_PERSON = frozenset(["closed-meeting", "password", "verbatim"])
_TRUE_OF_THE_WRITER = frozenset(["immigration"])
_SENTENCE_ENDS = re.compile(r"[.!?…][”\"’')]{0,2}\s+|\n\s*\n")


@dataclass(frozen=True)
class Question:
    """`text` stands in `where` between `before` and `after`; `times` counts the kind's sentences.

    `start` and `end` are places in the text in Unicode's composed form (NFC).
    """

    kind: str
    where: str
    text: str
    before: str
    after: str
    start: int
    end: int
    times: int = 1

    @property
    def question(self) -> str:
        """What to ask oneself."""
        return QUESTIONS[self.kind]


def gentle_questions(
    texts: Iterable[tuple[str, str]], course_texts: Sequence[str] = ()
) -> list[Question]:
    """At most one question of each kind for each of `texts`, pairs of (where, text), in their order.

    The time grows with the length of the texts and no faster.
    """
    own = [(where, unicodedata.normalize("NFC", text)) for where, text in texts]
    known = KnownWords(course_texts, [text for _, text in own])
    asked = []
    for where, text in own:
        asked += [_question(where, text, *found) for found in _first_of_each(text, known)]
    return asked


def _question(where: str, text: str, kind: str, places: list[tuple[int, int]]) -> Question:
    start, end = places[0]
    before, said, after = words_around(text, start, end)
    return Question(kind, where, said, before, after, start, end, len(places))


def _first_of_each(text: str, known: KnownWords) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Each kind with its places in the text, one for each sentence."""
    sentences = _Sentences(text, known)
    for kind, pattern in WORDS.items():
        places: dict[int, tuple[int, int]] = {}
        for match in pattern.finditer(text):
            start, end = _words_of(match)
            number = sentences.number(start)
            if number not in places and sentences.is_due(kind, start, number):
                places[number] = (start, end)
        if places:
            yield kind, list(places.values())


def _words_of(match: re.Match[str]) -> tuple[int, int]:
    """The telling words themselves, without the person beside them."""
    group = match.lastgroup if match.lastgroup else 0
    return match.span(group)


class _Sentences:
    """A text's sentences; each is read for its people once, and only when that is asked."""

    def __init__(self, text: str, known: KnownWords) -> None:
        self._text, self._known = text, known
        self._starts = [0, *(match.end() for match in _SENTENCE_ENDS.finditer(text))]
        self._read: dict[int, Sentence] = {}

    def number(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def is_due(self, kind: str, place: int, number: int) -> bool:
        """Whether words of a kind at a place are about somebody who could be recognized."""
        # A long quotation may come from a book; with somebody before it, it is what they said.
        if kind in _NEED_NO_PERSON and self._text[place] not in '“"':
            return True
        start = self._starts[number]
        if number not in self._read:
            end = (*self._starts, len(self._text))[number + 1]
            self._read[number] = Sentence(self._text[start:end], self._known)
        sentence = self._read[number]
        mark = sentence.about(place - start)
        if mark is None:
            return False
        if kind == "allegation":
            return mark.who == ONE and sentence.staff_before(place - start)
        return mark.who == ONE or (mark.who == WRITER and kind in _TRUE_OF_THE_WRITER)
