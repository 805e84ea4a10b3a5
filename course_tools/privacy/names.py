"""Capitalized words that may be somebody's name."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from course_tools.privacy.first_names import AMBIGUOUS, FIRST_NAMES
from course_tools.privacy.patterns import NAME, Span, without_addresses
from course_tools.privacy.well_known import INVENTED, ORDINARY, ORIGINATORS, PUBLIC, ROLES

_WORD = re.compile(rf"(?<![\w@#/.’'-])(?:[A-ZÀ-Þ]\.|{NAME})")
# What may stand between two parts of one name: a space, one line break, a small particle.
_GAP = re.compile(
    r"[ \t]{1,3}(?:\n[ \t]{0,3})?(?:(?:de|del|la|las|los|van|von|da|dos|bin|ibn|al|ap|ab|den|der|di|du) ){0,2}|\n[ \t]{0,3}"
)
# A person's full name seldom follows one of these; "the Corn Exchange" does.
_BEFORE_A_THING = re.compile(
    r"\b(?:the|our|their|its|in|at|near|across|el|la|los|las|en|nuestr[oa])\s$", re.I
)
_PARTICLES = {"de", "del", "la", "van", "von"}
_SMALL = re.compile(r"(?<![\w’'-])[a-zà-ÿ][a-zà-ÿ’'-]{2,40}")
_POSSESSIVE = re.compile(r"[’']s$|s[’']$|[’'-]+$", re.I)


class KnownWords:
    """What is no stranger's name: the course's own words and names, and words used in small letters.

    `course_texts` are what the course wrote; `own_texts` what the participant wrote. The words of an
    e-mail address or a link are no everyday words: "Ms. Trujillo (trujillo@…)".
    """

    def __init__(self, course_texts: Iterable[str] = (), own_texts: Iterable[str] = ()) -> None:
        taught = list(course_texts)
        self._small = {
            folded(word)
            for text in (*taught, *own_texts)
            for word in _SMALL.findall(without_addresses(text))
            if folded(word) not in FIRST_NAMES
        }
        names = ORIGINATORS | INVENTED
        for text in taught:
            names = names | {_phrase(text, run) for run in _runs(plain(text)) if len(run) > 1}
        self._names = " | ".join(("", *sorted(names), ""))
        self._surnames = {name.split()[-1] for name in names if name}

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is an everyday one, or a role."""
        said = folded(word)
        return len(said) < 2 or said in ORDINARY or said in ROLES or said in self._small

    def is_taught(self, phrase: str) -> bool:
        """Whether a name of two words or more is one that the course itself uses."""
        return " " in phrase and f" {phrase} " in self._names

    def is_taught_surname(self, word: str) -> bool:
        """Whether a word is the last name of somebody whom the course names."""
        return folded(word) in self._surnames


def found_names(text: str, known: KnownWords) -> Iterator[Span]:
    """Full names, and first names on their own."""
    for run in _runs(text):
        for part in _without_ordinary(text, run, known):
            yield from _name_in(text, part, known)


def end_of_name(text: str, span: Span, start: int, known: KnownWords) -> int | None:
    """Where the name that begins at `start` ends; None when it is no person's name.

    Ordinary words after it do not belong to it: "MRS OKAFOR SAID".
    """
    words = list(re.finditer(r"\S+", text[start : span.end]))
    if any(is_public(word[0]) for word in words):
        return None
    if known.is_taught(" ".join(folded(word[0]) for word in words)):
        return None
    end = None
    for word in words:
        if not _could_be_name(word[0], span.kind, known):
            break
        end = start + word.end()
    return end


def _could_be_name(word: str, kind: str, known: KnownWords) -> bool:
    if word in _PARTICLES:
        return True
    said = folded(word)
    if word[0].islower():
        is_surname = kind == "title" and said not in ORDINARY and said not in ROLES
        return said in FIRST_NAMES or is_surname
    if kind == "title":
        return len(said) == 1 or not known.is_ordinary(word)
    return said in FIRST_NAMES if word.isupper() else not known.is_ordinary(word)


def is_public(word: str) -> bool:
    """Whether a word makes a name one of a place or a body."""
    return any(part in PUBLIC for part in folded(word).split("-"))


def folded(word: str) -> str:
    """A word for comparing: small letters, no accents, no possessive."""
    bare = _POSSESSIVE.sub("", word.strip(".,;:!?"))
    split = unicodedata.normalize("NFD", bare.casefold())
    return "".join(c for c in split if not unicodedata.combining(c))


def plain(text: str) -> str:
    """The text with emphasis marks and odd spaces made plain; positions stay the same."""
    return text.translate(_PLAIN)


_PLAIN = {ord(mark): " " for mark in "*_`~\u00a0\u202f\u2009\t\r"}


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if run and (_ends(run[-1]) or not _GAP.fullmatch(text, run[-1].end(), word.start())):
            yield run
            run = []
        run.append(word)
        if len(run) == 40:  # a shouted page is read in pieces
            yield run
            run = []
    if run:
        yield run


def _ends(word: re.Match[str]) -> bool:
    """Whether a word closes its name: "Maria's School"."""
    return bool(re.search(r"[’']s$", word[0]))


def _phrase(text: str, run: list[re.Match[str]]) -> str:
    return " ".join(folded(word[0]) for word in run)


def _without_ordinary(
    text: str, run: list[re.Match[str]], known: KnownWords
) -> Iterator[list[re.Match[str]]]:
    part: list[re.Match[str]] = []
    for word in run:
        is_initial = word[0].endswith(".")
        # "John Muir Middle School": the words of a place hold together, though used in small letters.
        is_of_a_place = bool(part) and not word[0].isupper() and is_public(word[0])
        is_ordinary = known.is_ordinary(word[0]) and not _is_first_name(word[0])
        if is_ordinary and not is_initial and not is_of_a_place:
            if part:
                yield part
            part = []
        else:
            part.append(word)
    if part:
        yield part


def _name_in(text: str, part: list[re.Match[str]], known: KnownWords) -> Iterator[Span]:
    if any(is_public(word[0]) for word in part) or known.is_taught(_phrase(text, part)):
        return
    if part[0][0].endswith(".") and known.is_taught_surname(part[-1][0]):
        return
    start, end = part[0].start(), part[-1].end()
    first = next((i for i, word in enumerate(part) if _is_first_name(word[0])), None)
    if first is not None and len(part) - first > 1:
        yield Span("name", part[first].start(), end)
    elif first is not None and folded(part[first][0]) not in AMBIGUOUS:
        yield Span("first-name", part[first].start(), part[first].end())
    elif (
        len(part) > 1
        and sum(_is_mixed(word[0]) for word in part) > 1
        and not _BEFORE_A_THING.search(text[max(0, start - 9) : start])
    ):
        yield Span("capitals", start, end)


def _is_first_name(word: str) -> bool:
    said = folded(word)
    return all(part in FIRST_NAMES for part in said.split("-"))


def _is_mixed(word: str) -> bool:
    """Whether a word has small letters or is an initial: not PTA, not a shout."""
    return word.endswith(".") or (not word.isupper() and not any(c.isdigit() for c in word))
