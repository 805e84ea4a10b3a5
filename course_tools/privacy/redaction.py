"""Words that might let a reader recognize somebody, with the reason and a suggestion.

It warns and changes nothing; nothing leaves the machine. A rule of thumb, not a judge: it cannot
know every name, and it points to some that are harmless.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from course_tools.privacy.context import one_line, words_around
from course_tools.privacy.cues import found_by_cue
from course_tools.privacy.names import KnownWords, end_of_name, found_names, plain
from course_tools.privacy.patterns import Span, found_before_a_name, found_by_form


@dataclass(frozen=True)
class Kind:
    """A kind of finding: `words` names it, `why` and `suggestion` are for the participant."""

    words: str
    why: str
    suggestion: str


_ROLE = "Use a role label that fits many people, such as “a grade 3 parent”."
KINDS = {
    "e-mail": Kind("an e-mail address", "It belongs to one person.", "Take it out."),
    "id-number": Kind("an ID number", "It belongs to one person.", "Take it out at once."),
    "phone": Kind("a phone number", "It reaches one person.", "Take it out."),
    "profile": Kind("a personal page", "It shows who somebody is.", "Take the link out."),
    "handle": Kind("a user name", "It can be looked up.", _ROLE),
    "social-security": Kind("an ID number", "It belongs to one person.", "Take it out at once."),
    "national-insurance": Kind("an ID number", "It belongs to one person.", "Take it out at once."),
    "number": Kind(
        "a long number",
        "It may be a pupil, student or account number.",
        "Take it out, unless it is a public count.",
    ),
    "birth": Kind(
        "a date of birth",
        "With a school it can point to one child.",
        "Say “in grade 3” or “about eight”.",
    ),
    "postcode": Kind(
        "a postcode or ZIP code", "It can point to a few homes.", "Name the neighborhood instead."
    ),
    "address": Kind(
        "a street address",
        "It can point to one home.",
        "Say “a street near the school”. A public building may stay.",
    ),
    "child": Kind(
        "somebody's family, with a name",
        "A child or relative could be recognized.",
        "Leave the name out: “a student in grade 3”, “a parent's brother”.",
    ),
    "title": Kind("a title with a name", "It points to one person.", _ROLE),
    "called": Kind("a name after “called”", "It may be a person's name.", _ROLE),
    "name": Kind("a name", "It looks like a person's full name.", _ROLE),
    "first-name": Kind("a first name", "People who know the school may know who it is.", _ROLE),
    "initials": Kind("initials", "With a role they point to one person.", _ROLE),
    "capitals": Kind(
        "two capitalized words",
        "It may be a person's name.",
        "If it is a person, use a role label. A place or a public body may stay.",
    ),
    "single": Kind("a word that may be a name", "It stands where a name would stand.", _ROLE),
}
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Finding:
    """`text` stands in `where` right between `before` and `after`; `times` counts it there.

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
    def words(self) -> str:
        """The kind, in words."""
        return KINDS[self.kind].words

    @property
    def why(self) -> str:
        """Why it might identify somebody."""
        return KINDS[self.kind].why

    @property
    def suggestion(self) -> str:
        """What could stand there instead."""
        return KINDS[self.kind].suggestion


def look_through(
    texts: Iterable[tuple[str, str]], course_texts: Sequence[str] = ()
) -> list[Finding]:
    """What might identify somebody in `texts`, pairs of (where, text), in their order.

    Names that stand in `course_texts`, what the course itself wrote, are passed over. The time
    grows with the length of the texts and no faster.
    """
    own = [(where, unicodedata.normalize("NFC", text)) for where, text in texts]
    taught = [unicodedata.normalize("NFC", text) for text in course_texts]
    known = KnownWords(taught, [text for _, text in own])
    found = []
    for where, text in own:
        spans = _without_overlaps(_spans(text, known))
        found += _once_each(where, text, spans)
    return found


def _spans(text: str, known: KnownWords) -> list[Span]:
    bare = plain(text)
    by_name = [
        # "a woman called Remedios": the name alone is shown.
        Span(span.kind, start if span.kind == "called" else span.start, end)
        for span, start in found_before_a_name(bare)
        if (end := end_of_name(bare, span, start, known)) is not None
    ]
    return [*found_by_form(text), *by_name, *found_names(bare, known), *found_by_cue(bare, known)]


def _without_overlaps(spans: list[Span]) -> list[Span]:
    chosen: list[Span] = []
    end = -1
    rival = sorted(spans, key=lambda span: (span.start, _RANK[span.kind], -span.end))
    for span in rival:
        if span.start >= end:
            chosen.append(span)
            end = span.end
        elif _RANK[span.kind] < _RANK[chosen[-1].kind]:
            chosen[-1] = span
            end = max(end, span.end)
    return chosen


def _once_each(where: str, text: str, spans: list[Span]) -> list[Finding]:
    times: dict[tuple[str, str], int] = {}
    for span in spans:
        key = (span.kind, one_line(text[span.start : span.end]))
        times[key] = times.get(key, 0) + 1
    found = []
    for span in spans:
        key = (span.kind, one_line(text[span.start : span.end]))
        if count := times.pop(key, 0):
            found.append(_finding(where, text, span, count))
    return found


def _finding(where: str, text: str, span: Span, times: int) -> Finding:
    before, said, after = words_around(text, span.start, span.end)
    return Finding(span.kind, where, said, before, after, span.start, span.end, times)
