"""Numbers that claim nothing: years, dates, grades, money, confidence, the measure's own limit."""

import re
from collections.abc import Iterator

from course_tools.casework.claims.evidence import Evidence
from course_tools.casework.claims.number_words import FRACTIONS

SCHOOL_YEAR = re.compile(r"\b(?P<first>(?:19|20)\d\d)\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d)\b")
LONE_YEAR = re.compile(
    r"\b(?P<first>(?:19|20)\d\d)\b(?!\s*(?:%|of\b|out of\b|de \d|pupils|students))"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_DATES = (
    re.compile(r"\b\d{4}-\d\d-\d\d\b"),
    re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: de)? {_MONTH}\b|\b{_MONTH} \d{{1,2}}\b(?!\d)", re.I
    ),
)
_NAMES = re.compile(
    r"\b(?:years?|grades?|grados?|KS|key stage|aged?s?|level|section|table|page|top|version|v|article)[ -]?"
    r"\d+(?:\.\d+)?(?:\s?(?:-|to|and|–)\s?\d+)?\b(?:\s*(?:or|and|o)\s+(?:above|more|higher|more|más))?"
    r"|[$£€]\s?\d[\d,.]*|\b\d{1,2}[:.]\d\d\s?(?:am|pm)\b|\b\d+(?:st|nd|rd|th)\b|\b\d+-year\b"
    r"|\bhalf[- ](?:past|terms?|hours?|an hour|days?|a day|years?|a year|time)\b|\b(?:first|second|other) half\b|\bquarter (?:past|to)\b"
    r"|\b\w+ (?:o'clock|in the morning|in the afternoon)\b",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(
    r"\b9[059](?:\.\d)?\s?(?:%|percent|per cent|por ciento)(?=[\s-]*(?:confiden|interval|CI\b|likely|sure|certain|de confianza|intervalo))"
    r"|(?:confidence|interval|intervalo|confianza)(?: level)?\s?(?:\(|of|de|del)?\s?9[059]\s?%(?!\s*(?:to|-|–|a)\s*\d)",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"\b(?:one|1|the \w+|una?|uno) (?:of|out of|de) (?:the |los )?(?P<n>\d+|\w+) (?:groups?|grupos?|schools|comparisons?)\b"
    r"|\b(?P<m>\d+) (?:groups|grupos|comparisons|years|años)\b",
    re.IGNORECASE,
)
_TIME = r"(?:the |all |their |possible |de |las |los |el |of )*(?:sessions?|days?|school\b(?! (?:pupils|students))|time|lessons|classes|sesiones|días|clases|tiempo)"
SHARE_OF_TIME = re.compile(rf"\s*(?:of|de)\s+{_TIME}", re.IGNORECASE)
_PART = "|".join(sorted(FRACTIONS, key=len, reverse=True))


def spans_of_no_figure(text: str, evidence: Evidence) -> list[tuple[int, int]]:
    """Places in `text` whose numbers are not figures of the claim."""
    return list(_spans(text, evidence))


def _spans(text: str, evidence: Evidence) -> Iterator[tuple[int, int]]:
    for pattern in (SCHOOL_YEAR, LONE_YEAR, *_DATES, _NAMES, _CONFIDENCE, _GROUPS):
        yield from (match.span() for match in pattern.finditer(text))
    about = evidence.about
    names = [one for other in evidence.comparators for one in (other.name, *other.words)]
    for phrase in (
        about.group, about.measure, about.place, evidence.origin.source, *about.group_words,
        *about.measure_words, *about.place_words, *about.opposite_words, *evidence.definitions, *names,
    ):  # fmt: skip
        if re.search(r"\d", phrase):
            yield from _found(text, phrase)
    for limit in _limits(evidence):
        yield from (match.span() for match in limit.finditer(text))


def _found(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(re.escape(phrase), text, re.IGNORECASE):
        for digits in re.finditer(r"\d[\d.,]*(?:\s*%)?", match[0]):
            yield match.start() + digits.start(), match.start() + digits.end()


def _limits(evidence: Evidence) -> Iterator[re.Pattern[str]]:
    """The measure's own limit in other words: "10 % or more of sessions", "a tenth of school"."""
    for number in re.findall(r"(\d+)\s*(?:%|per ?cent)", evidence.about.measure):
        share = int(number) / 100
        ways = [rf"{number}\s*(?:%|per ?cent\b|por ciento\b)"]
        ways += [
            rf"\b(?:a|one|un|una|la) (?:{part})\b"
            for part in _PART.split("|")
            if abs(1 / FRACTIONS[part] - share) < 1e-9
        ]
        more = r"(?:\s+(?:or more|o más))"
        many = f"(?:{'|'.join(ways)})"
        yield re.compile(rf"{many}{more}|{many}{more}?\s+(?:of|de)\s+{_TIME}", re.IGNORECASE)
