"""Checks on how a claim is worded: cause, deficit, area for person, rank (Brief 4.7, 4.9)."""

import re
from collections.abc import Iterator

from course_tools.casework.claims import wording
from course_tools.casework.claims.checklist import AMEND, CANNOT_TELL, PASS, Finding
from course_tools.casework.claims.evidence import Evidence
from course_tools.casework.claims.sentences import Sentence, quoted

_CAUSE = "Numbers side by side show that, not why. Say “and”, not “because”; put the cause among the explanations to test."
_SYSTEM = "Say what the school, the council or the service does or does not do, and make that the subject of the sentence."
_GAP = f"Say “opportunity gap” or “service gap”. {_SYSTEM}"
_RANK = "Leave the place in the table out: noise moves it from year to year. Give the number with its range."
_AREA = "A number of an area says nothing of one child: most families in a poor area may not be poor. Make the area the subject."


def check_cause(sentences: list[Sentence], evidence: Evidence) -> Finding:
    """Is a cause claimed that no study behind the table can show? A demand's reason is none."""
    if evidence.design:
        return Finding("cause", PASS, f"A study that can show a cause: {evidence.design}.")
    told = None
    for sentence in sentences:
        for match in wording.CAUSE.finditer(sentence.claimed):
            if _is_no_cause(sentence.claimed, match):
                continue
            where = sentence.place(*match.span())
            if wording.TOLD.search(sentence.claimed[: match.start()]):
                told = told or Finding(
                    "cause", CANNOT_TELL, f"“{match[0]}”: what people told you.",
                    "Say that it is what they told you, and give other explanations too.", where,
                )  # fmt: skip
            else:
                return Finding("cause", AMEND, f"“{match[0]}” claims a cause.", _CAUSE, where)
    return told or Finding("cause", PASS, "No cause is claimed.")


def _is_no_cause(text: str, match: re.Match[str]) -> bool:
    """Names, quotations, denials, open questions, and reasons for being careful."""
    words = match[0].split()
    if match.start() > 0 and all(word[0].isupper() for word in words if len(word) > 2):
        return True
    if any(start <= match.start() < end for start, end in quoted(text)):
        return True
    before = re.split(r"[,;:]", text[: match.start()])[-1]
    return bool(
        wording.NOT_A_CAUSE.search(before) or wording.CAUTION_AFTER.match(text[match.end() :])
    )


def check_deficit(sentences: list[Sentence]) -> Finding:
    """Are children or families described by what they lack?"""
    asked = None
    for sentence in sentences:
        for place, end, remedy in _deficits(sentence.text):
            words = f"“{sentence.text[place:end]}” puts the fault with people."
            where = sentence.place(place, end)
            if not any(a <= place < b for a, b in quoted(sentence.text)):
                return Finding("deficit", AMEND, words, remedy, where)
            if not wording.ABOUT_WORDS.search(sentence.text):
                said = "In quotation marks: whose words are they, and do you want to repeat them?"
                asked = asked or Finding("deficit", CANNOT_TELL, said, remedy, where)
    return asked or Finding("deficit", PASS, "Nobody is described by what they lack.")


def _deficits(text: str) -> Iterator[tuple[int, int, str]]:
    for pattern, remedy in ((wording.GAP, _GAP), (wording.DEFICIT, _SYSTEM)):
        for match in pattern.finditer(text):
            if not wording.DENIED.search(text[: match.start()]):
                yield *match.span(), remedy


def check_ecological(sentences: list[Sentence], evidence: Evidence) -> Finding:
    """Is what is true of an area said of a person?"""
    name = "ecological"
    for sentence in sentences:
        text = sentence.claimed
        match = wording.AREA_TO_PERSON.search(text)
        if match is None and evidence.counts == "areas":
            match = _person_for_area(text, evidence)
        if match:
            return Finding(
                name, AMEND, "An area's number is said of people.", _AREA,
                sentence.place(*match.span()),
            )  # fmt: skip
    if evidence.counts == "areas" and not any(wording.AREA.search(s.text) for s in sentences):
        return Finding(name, CANNOT_TELL, "The numbers count an area; the claim names none.", _AREA)
    return Finding(name, PASS, "People and areas are kept apart.")


def _person_for_area(text: str, evidence: Evidence) -> re.Match[str] | None:
    """Pupils of a school, or "they are poor", where only an area was counted."""
    poor = re.search(
        r"\b(?:are|is|son) (?:all )?(?:poor|deprived|rich|pobres?)\b", text, re.IGNORECASE
    )
    if poor and wording.PERSON.search(text[: poor.start()]):
        return poor
    counted = f"{evidence.about.group} {' '.join(evidence.about.group_words)}"
    match = wording.OUR_PUPILS.search(text)
    return match if match and match[0].split()[-1].lower() not in counted.lower() else _ours(text)


def _ours(text: str) -> re.Match[str] | None:
    return re.search(r"\b(?:our|my) (?:school|pupils|students|children)\b", text, re.IGNORECASE)


def check_rank(sentences: list[Sentence]) -> Finding:
    """Is a school or place put into an order?"""
    for sentence in sentences:
        if match := wording.RANK.search(sentence.claimed):
            words = f"“{match[0].strip()}” ranks."
            return Finding("rank", AMEND, words, _RANK, sentence.place(*match.span()))
    return Finding("rank", PASS, "Nothing is ranked.")
