"""Words that are numbers in disguise: most, the majority, few, all, none."""

import re
from collections.abc import Sequence

from course_tools.casework.claims.mentions import GROUP, Mention
from course_tools.casework.claims.said import Bound, Kind, Said

FEW = "few"
_NEAR = 5  # words between "most" and whom it speaks of
_WORDS = (
    (r"\b(?:nearly|almost|virtually) (?:all|every)\b|\bcasi tod[oa]s\b", Bound.MORE_THAN, 0.85),
    (r"\b(?:the )?(?:vast|large|great|overwhelming) majority\b|\bla gran mayoría\b", Bound.MORE_THAN, 0.7),
    (r"(?<!the )(?<!at )\bmost\b(?! likely| often| affected| of all)|\b(?:the |a )?majority\b"
     r"|\bla mayoría\b|\bla mayor parte\b", Bound.MORE_THAN, 0.5),
    (r"\b(?:a |the )?minority\b|\buna minoría\b", Bound.LESS_THAN, 0.5),
    (r"\b(?:very |only a |just a |a )?few\b|\bhardly any\b|\b(?:muy )?poc[oa]s\b", Bound.LESS_THAN, 0.2),
    (r"(?<!of )\ball(?: of)?(?: the| our)?(?= )|\btod[oa]s l[oa]s\b", Bound.EXACT, 1.0),
    (r"\bnone of(?: the| our)?\b|\bno(?= \w+ pupils)|\bningun[oa]\b", Bound.EXACT, 0.0),
)  # fmt: skip
_PATTERNS = [(re.compile(pattern, re.IGNORECASE), b, v) for pattern, b, v in _WORDS]


def quantities_in(
    text: str, mentions: Sequence[Mention], taken: Sequence[tuple[int, int]]
) -> list[Said]:
    """Such words as shares, where they stand right before somebody who is mentioned."""
    found: list[Said] = []
    used = list(taken)
    for pattern, bound, value in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other[1] and other[0] < end for other in used):
                continue
            if _stands_before(text, end, mentions, strict=bound is Bound.EXACT):
                unit = FEW if value == 0.2 else ""
                found.append(Said(Kind.SHARE, value, 0.0, start, end, bound=bound, unit=unit))
                used.append((start, end))
    return found


def _stands_before(text: str, end: int, mentions: Sequence[Mention], *, strict: bool) -> bool:
    following = next((one for one in mentions if one.start >= end), None)
    if following is None:
        return False
    between = text[end : following.start]
    if strict:
        return not between.strip() and following.who == GROUP
    return len(between.split()) <= _NEAR and not re.search(r"[,;:.]", between)
