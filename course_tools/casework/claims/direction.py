"""More, fewer, better, worse without a number: against the sign of the gap and its interval."""

import re
from collections.abc import Iterator

from course_tools.casework.claims.gaps import could_be_chance, pairs_of
from course_tools.casework.claims.judgement import Fit, Reason, count_words
from course_tools.casework.claims.mentions import GROUP
from course_tools.casework.claims.numbers import with_bound
from course_tools.casework.claims.spoken import Spoken

_UP = re.compile(
    r"\bmore (?:likely|often|frequently|common)\b|\blikelier\b|(?<!or )\bhigher\b|\bgreater\b(?! (?:london|manchester))|"
    r"\b(?:larger|bigger) (?:share|rate|part)\b|\babove\b|\bexceeds?\b|"
    r"\bmore\b(?: \w+){0,2} than\b|"
    r"\bmás probab\w+|\bmás alt[oa]\b|\bmayor\b|\bmás (?:a menudo|que)\b|\bmás(?: \w+){1,2} que\b|\bpor encima\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\bless (?:likely|often|frequently|common)\b|(?<!or )\blower\b|\bsmaller (?:share|rate|part)\b|\bbelow\b|"
    r"\b(?:fewer|less)\b(?: \w+){0,2} than\b|"
    r"\bmenos probab\w+|\bmás baj[oa]\b|\bmenor\b|\bmenos (?:a menudo|que)\b|\bpor debajo\b",
    re.IGNORECASE,
)
_BETTER = re.compile(r"(?<!or )\bbetter\b|\bmejor(?:es)?\b", re.IGNORECASE)
_WORSE = re.compile(r"\bworse\b|\bpeor(?:es)? que\b", re.IGNORECASE)
_THE_SAME = re.compile(
    r"\bthe same\b[^.;]{0,60}\bas\b|\bno (?:gap|difference)\b|\bjust as (?:likely|often|high)\b|\bigual que\b",
    re.I,
)
_SUPPOSED = re.compile(r"\b(?:if|had|would|si)\b", re.IGNORECASE)
_OR_ABOVE = re.compile(r"\b(?:or|and|o|y)\s+$", re.IGNORECASE)


def judge_directions(spoken: Spoken) -> list[Reason]:
    """One reason for each "more" or "fewer" that no number goes with."""
    found = []
    match = _THE_SAME.search(spoken.text)
    if match and not _SUPPOSED.search(spoken.text):
        words = "That no difference is certain does not show that there is none. Give both numbers."
        found.append(Reason(Fit.CANNOT_TELL, words, spoken.sentence.place(*match.span())))
    for start, end, sign in _said(spoken):
        pairs = pairs_of(spoken, start, end)
        where = spoken.sentence.place(start, end)
        if pairs and (spoken.mentions or len(pairs) == 1):
            found.append(_judge(spoken, pairs, sign, where))
        elif not pairs:
            words = "The table has nothing to compare with here."
            found.append(Reason(Fit.CANNOT_TELL, words, where))
    return found


def _said(spoken: Spoken) -> Iterator[tuple[int, int, int]]:
    """Places and signs of comparing words, but those that belong to a number or a limit."""
    taken = [(with_bound(one, spoken.text), one.end) for one in spoken.numbers]
    more_is = {"better": 1, "worse": -1}.get(spoken.evidence.more_is, 0)
    signs = ((_UP, 1), (_DOWN, -1), (_BETTER, more_is), (_WORSE, -more_is))
    for pattern, sign in signs:
        for match in pattern.finditer(spoken.text):
            start, end = match.span()
            belongs = any(start < other[1] and other[0] < end for other in taken)
            is_limit = bool(_OR_ABOVE.search(spoken.text[:start]))
            if sign and not belongs and not is_limit and _compares(spoken, start, end):
                yield start, end, sign


def _compares(spoken: Spoken, start: int, end: int) -> bool:
    """Whether somebody to compare with is named, or at least "than" said."""
    named = any(one.who != GROUP for one in spoken.mentions)
    return named or bool(re.search(r"\b(?:than|que)\b", spoken.text[start : end + 40]))


def _judge(
    spoken: Spoken, pairs: list[tuple[int, int]], sign: int, where: tuple[int, int]
) -> Reason:
    gaps = {pair: spoken.gap(*pair).difference * sign for pair in pairs}
    word = f"“{spoken.text[where[0] - spoken.sentence.start : where[1] - spoken.sentence.start]}”"
    against = [pair for pair, gap in gaps.items() if gap <= 0]
    if against:
        first, second = against[0]
        told = f"{spoken.told(first)}; {spoken.name(second)}: {count_words(spoken.rate(second))}"
        # With several to compare with and none named, it may be true of another one.
        fit = Fit.WRONG if len(against) == len(pairs) else Fit.CANNOT_TELL
        return Reason(fit, f"{word}: the table says otherwise. {told}.", where)
    for pair in pairs:
        if chance := could_be_chance(spoken, pair):
            return Reason(Fit.CANNOT_TELL, f"{word}: {chance}", where)
    return Reason(Fit.PLAIN, f"{word} fits the table, beyond chance.", where)
