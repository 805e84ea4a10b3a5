"""Of whom a number speaks, and who is compared with whom."""

import re

from course_tools.casework.claims.mentions import GROUP, UNKNOWN, Mention
from course_tools.casework.claims.said import Kind, Said

CUES = re.compile(
    r"\b(?:against|compared (?:with|to)|compares? (?:with|to)|versus|vs?\b\.?|than|while|whereas|frente al?|"
    r"en comparación con|comparado con|contra|mientras(?: que)?)(?:\s|$)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"^[)\s]*(?:'s\s+)?(?:(?:of|in|for|among|across|at|de|del|en|entre|para)\b|(?=$))",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"^\s*(?:of|de)\s+(?:(?:all|the|our|its|los|las|nuestros|todos)\s+)*(?:pupils|students|children|kids|alumnos|estudiantes|niños)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\s*\((?:about |only )?")
_CLOSES = re.compile(r"\s*[),;]")
_ABOVE = re.compile(r"\b(?:above|below|that of|by)\b", re.IGNORECASE)
_IS = re.compile(r"\s*(?:is|are|was|were|es|fue)\s*(?:about |only |almost )?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|y|,)?\s*(?:and |y )?(?:the |los )?", re.IGNORECASE)
_COMPARED_FIRST = re.compile(
    r"\b(?:compared|against|unlike|than|frente|comparación)\b[^,]*$", re.IGNORECASE
)
_PUNCTUATION = re.compile(r"[,;:(]")


def subject_of(said: Said, text: str, mentions: list[Mention], others: list[Said]) -> int | None:
    """Of whom a share or a count speaks; None when the sentence does not say."""
    sure = _surely(said, text, mentions, others)
    return _around(said, text, mentions, others) if sure is None else sure


def is_sure(said: Said, text: str, mentions: list[Mention], others: list[Said]) -> bool:
    """Whether the order of words says of whom a number speaks, and not only what stands near."""
    if _surely(said, text, mentions, others) is not None:
        return True
    before = [one for one in mentions if one.end <= said.start]
    return bool(before) and not _PUNCTUATION.search(text[before[-1].end : said.start])


def _surely(said: Said, text: str, mentions: list[Mention], others: list[Said]) -> int | None:
    after = [one for one in mentions if one.start >= said.end]
    inside = [one for one in mentions if said.start <= one.start < said.end]
    following = next((one for one in others if one.start >= said.end), None)
    if inside:
        return inside[0].who
    if _CLOSES.match(text, said.end):
        beside = [one for one in mentions if _OPENS.fullmatch(text[one.end : said.start])]
        if beside:
            return beside[0].who
    if after and _belongs(said, text, after[0], following):
        return after[0].who
    return _of_a_pair(said, text, mentions, others)


def _around(said: Said, text: str, mentions: list[Mention], others: list[Said]) -> int | None:
    """The mention before the number, or the one after it where "against" stands between."""
    after = [one for one in mentions if one.start >= said.end]
    following = next((one for one in others if one.start >= said.end), None)
    near = next((one for one in after if following is None or one.start < following.start), None)
    before = [one for one in mentions if one.end <= said.start]
    is_anybody = bool(_ANYBODY.match(text[said.end :]))
    if is_anybody and (not before or before[-1].who == GROUP):
        return UNKNOWN
    if before and not CUES.search(text[before[-1].end : said.start]):
        return before[-1].who
    if not before:
        near = near or next((one for one in mentions if one.start >= said.end), None)
    if near is None or (not before and _PUNCTUATION.search(text[said.end : near.start])):
        return None
    return near.who


def _belongs(said: Said, text: str, mention: Mention, following: Said | None) -> bool:
    """Whether "… of the Larkfield pupils eligible for …" leads from the number to the mention."""
    if following is not None and following.start < mention.start:
        return False
    between = text[said.end : mention.start]
    if _PUNCTUATION.search(between) or CUES.search(between):
        return False
    is_direct = said.kind in {Kind.COUNTS, Kind.COUNT} or bool(_OF.match(between))
    # "two in five FSM pupils": the noun follows at once.
    return (is_direct or not between.strip()) and len(between.split()) <= 6


def _of_a_pair(said: Said, text: str, mentions: list[Mention], others: list[Said]) -> int | None:
    """The side of "17 % against 13 %", or of "A and B: 40 % and 20 %", by the order of mentions."""
    same = [one for one in others if one.kind is said.kind]
    place = same.index(said) if said in same else 0
    for first, second in zip(same[max(0, place - 1) :], same[max(1, place) :], strict=False):
        if said not in (first, second):
            continue
        before = [one for one in mentions if one.end <= first.start]
        if _is_list(first, second, text, before):
            return before[-2].who if said is first else before[-1].who
        if _is_pair(first, second, text):
            sides = _sides_before(text, before, mentions)
            return sides[0] if said is first else sides[1]
    return None


def _sides_before(
    text: str, before: list[Mention], mentions: list[Mention]
) -> tuple[int, int | None]:
    """Who comes first in a pair of numbers: the group, unless another is plainly the subject."""
    named = list(dict.fromkeys(one.who for one in before))
    if len(named) == 2:
        turned = named[0] != GROUP and _COMPARED_FIRST.search(text[: before[0].start])
        return (named[1], named[0]) if turned else (named[0], named[1])
    compared = {one.who for one in mentions if one.who >= 0}
    return GROUP, compared.pop() if len(compared) == 1 else None


def _is_list(first: Said, second: Said, text: str, before: list[Mention]) -> bool:
    """Whether "A and B were at 40 % and 20 %"."""
    joined = text[first.end : second.start].strip().lower() in {"and", "y"}
    return (
        joined
        and len(before) >= 2
        and before[-1].who != before[-2].who
        and bool(_AND.fullmatch(text[before[-2].end : before[-1].start]))
    )


def _is_pair(first: Said, second: Said, text: str) -> bool:
    between = text[first.end : second.start]
    return len(between.split()) <= 3 and bool(CUES.search(between + " "))


def _is_compared(mention: Mention, text: str) -> bool:
    words = text[: mention.start].split()[-3:]
    return bool(CUES.search(" ".join(words) + " ") or _ABOVE.search(" ".join(words)))


def sides_of(start: int, end: int, text: str, mentions: list[Mention]) -> tuple[int, int | None]:
    """Who is compared with whom by "more", "twice" or "20 points" at a place: (first, second).

    Second is None when the sentence does not name it.
    """
    before = [one for one in mentions if one.end <= start]
    after = [one for one in mentions if one.start >= end]
    is_among = bool(after) and not CUES.search(text[end : after[0].start])
    if is_among and len(after) >= 2 and CUES.search(text[after[0].end : after[1].start] + " "):
        return after[0].who, after[1].who
    # "18 points above A and 23 above B": A is no subject.
    subjects = [one for one in before if one.who == GROUP or not _is_compared(one, text)]
    first = subjects[-1].who if subjects else GROUP
    second = next((one.who for one in after if one.who != first), None)
    if before and _IS.fullmatch(text[before[-1].end : start]):
        # "The rate among other pupils is half that": plainly the subject.
        earlier = next((one.who for one in before if one.who != before[-1].who), None)
        return before[-1].who, earlier if second is None else second
    if second is None and not after and len(before) > 1:
        # "FSM pupils: 40 %, other pupils: 20 %, 20 points more": the claim is about the group.
        named = [one.who for one in before if one.who != GROUP]
        return (GROUP, named[-1]) if len({one.who for one in before}) == 2 else (first, None)
    return first, second
