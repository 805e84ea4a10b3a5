"""Names told by what stands around them: "asked Bayo", "Bayo, who", "maria said", "J.M."."""

import re
from collections.abc import Iterator

from course_tools.privacy.first_names import AMBIGUOUS, FIRST_NAMES
from course_tools.privacy.names import KnownWords, folded, is_public
from course_tools.privacy.patterns import NAME, Span
from course_tools.privacy.well_known import ORDINARY, ROLES

_TALKS = (
    "said|says|told|tells|asked|asks|cried|laughed|smiled|nodded|whispered|answered|replied|thinks"
    "|thought|felt|feels|wants|wanted|knows|knew|came|stayed|stood|sat|spoke|agreed|promised|dijo"
    "|dice|contó|cuenta|preguntó|contestó|habló|lloró|vino|llegó|quiere|trajo|vive|trabaja"
)
_OWNED = (
    "question|story|words|voice|face|eyes|hands?|kitchen|house|phone|mother|father|mom|mum|dad|son"
    "|daughter|brother|sister|husband|wife|answer|idea|children|kids|family"
)
_TO = (
    "met(?: with)?|asked|asks|told|thanked|thank|invited|phoned|rang|texted|visited|owe|promised"
    "|hugged|paired with|listened to|sp(?:oke|eak) (?:to|with)|talk(?:ed|ing)? (?:to|with)|thanks to"
    "|one-to-one (?:is |was )?with|habl(?:é|amos|ó) con|pregunt(?:é|amos|ó) a|conoc(?:í|imos|ió) a"
)
_AFTER_A_CUE = re.compile(rf"\b(?i:{_TO}) (?P<it>{NAME})(?! [A-ZÀ-Þ])")
_BEFORE_A_CUE = re.compile(
    rf"(?<![\w’'-])(?P<it>{NAME})(?:(?<![’']s) (?:{_TALKS})\b|, (?:who|whose|quien)\b)"
    rf"|(?<![\w’'-])(?P<owner>[A-ZÀ-Þ]\w{{1,40}}[’']s) (?:{_OWNED})\b"
)
_SMALL_AFTER = re.compile(rf"\b(?:{_TO}) (?P<it>[a-zà-ÿ]{{4,20}}(?: [a-zà-ÿ]{{4,20}})?)\b", re.I)
_SMALL_BEFORE = re.compile(
    rf"(?<![\w’'-])(?P<it>[a-zà-ÿ]{{4,20}}(?: [a-zà-ÿ]{{4,20}})?) (?:{_TALKS})\b"
)
_INITIALS = re.compile(r"(?<![\w.])[A-Z]\.[ ]?[A-Z]\.(?:[ ]?[A-Z]\.)?(?![\w’'])(?! [A-ZÀ-Þ])")
_NO_INITIALS = frozenset(
    [
        "U.S.",
        "U.K.",
        "D.C.",
        "P.S.",
        "P.E.",
        "B.A.",
        "M.A.",
        "A.M.",
        "P.M.",
        "E.U.",
        "U.N.",
        "N.B.",
        "L.A.",
        "U.S.A.",
        "R.E.",
    ]
)
_ROLE_AND_INITIAL = re.compile(
    rf"\b(?i:{'|'.join(sorted(ROLES))}|mother|mom|mum|dad|neighbou?r|student|pupil|mamá|papá),? "
    r"(?P<it>[A-Z]\.)(?! ?[A-Z])"
)
_BESIDE_ANOTHER = re.compile(r"(?<![\w’'-])([A-ZÀ-Þ][\w’'-]{1,40}) $")
_ARTICLES = frozenset(["el", "la", "los", "las", "the"])
_STARTS = re.compile(r"(?:^|[.!?:…“”\"\n>-])[\s”\"’')]{0,4}$")


def found_by_cue(text: str, known: KnownWords) -> Iterator[Span]:
    """Single words that stand where a person's name would, and initials."""
    for pattern in (_AFTER_A_CUE, _BEFORE_A_CUE):
        for match in pattern.finditer(text):
            group = match.lastgroup or 0
            if _could_be_somebody(text, match.start(group), match[group], known):
                yield Span("single", match.start(group), match.end(group))
    for pattern in (_SMALL_AFTER, _SMALL_BEFORE):
        for match in pattern.finditer(text):
            yield from _small_name(match)
    for match in _INITIALS.finditer(text):
        if match[0].replace(" ", "") not in _NO_INITIALS:
            yield Span("initials", match.start(), match.end())
    for match in _ROLE_AND_INITIAL.finditer(text):
        yield Span("initials", match.start("it"), match.end("it"))


def _could_be_somebody(text: str, start: int, word: str, known: KnownWords) -> bool:
    said = folded(word)
    if said in ORDINARY or said in ROLES or word.isupper():
        return False
    if said in AMBIGUOUS:
        return True
    if is_public(word) or known.is_ordinary(word) or known.is_taught_surname(word):
        return False
    before = text[max(0, start - 42) : start]
    # At the start of a sentence every word is capitalized; beside another one it is part of a name.
    if _STARTS.search(before[-6:]):
        return False
    beside = _BESIDE_ANOTHER.search(before)
    return not beside or (folded(beside[1]) in ORDINARY and folded(beside[1]) not in _ARTICLES)


def _small_name(match: re.Match[str]) -> Iterator[Span]:
    """A first name in small letters, with the word after it unless that is an ordinary one."""
    first, _, last = match["it"].partition(" ")
    start = match.start("it")
    for word, begin in ((first, start), (last, start + len(first) + 1)):
        said = folded(word)
        if said in FIRST_NAMES and said not in AMBIGUOUS:
            is_full = word is first and last and folded(last) not in ORDINARY | ROLES
            yield Span("first-name", begin, match.end("it") if is_full else begin + len(word))
            return
