"""What kind of question it is, by simple rules on its words (brief 2.9, T09).

The rules know words, not people: they are meant to be corrected.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from course_tools.activities.question_workshop.wordlists import LISTS, WordList

LANGUAGES = {"en": "English", "es": "Spanish (español)"}
LOOKING, MOVING = 1, 2  # what is and was; what could be and who will act
KINDS = ("closed", "leading", "stacked", "advice", "open")
# As they are counted: open questions by their level.
LABELS = ("closed", "leading", "stacked", "advice", "open-1", "open-2")
MOVES = ("vision", "change", "alternatives", "consequences", "action", "support")

LONG = 25  # words; a longer question is hard to hold on to
_LONGEST = 2000  # characters that are read of one question

_QUESTION_WORDS = {
    "en": r"(?:what|how|why|which|who|where|when|do|does|did|is|are|can|could|would|have|will)",
    "es": r"(?:que|como|por que|cual|cuales|quien|quienes|donde|cuando|cuanto|cuantos|cuantas)",
}
# With accents a question word can be told from "that", "as" and "when".
_ACCENTED = r"(?:qué|cómo|por qué|cuál|cuáles|quién|quiénes|dónde|cuándo|cu[aá]nt[oa]s?)"


@dataclass(frozen=True)
class Tag:
    """What the tagger says. `move` is what a level 2 question asks for; `because` the words."""

    kind: str
    level: int
    because: str
    move: str = ""

    @property
    def label(self) -> str:
        """One of LABELS."""
        return f"open-{self.level}" if self.kind == "open" else self.kind


@dataclass(frozen=True)
class Asked:
    """A question, its rewriting, and what the participant says they are ("" agrees)."""

    question: str
    says: str = ""
    rewritten: str = ""
    says_after: str = ""

    def __post_init__(self) -> None:
        if not self.question.strip():
            raise ValueError("A row without a question cannot be read. Write the question first.")
        for said in (self.says, self.says_after):
            if said and said not in LABELS:
                raise ValueError(f"“{said}” is none of {', '.join(LABELS)}.")

    @property
    def now(self) -> str:
        """The rewritten question, or the first one while it is not rewritten."""
        return self.rewritten.strip() or self.question


def tag(question: str, language: str) -> Tag:
    """The tagger's guess. Raises ValueError for a language it does not know."""
    if language not in LISTS:
        raise ValueError(f"The tagger reads {' and '.join(LANGUAGES.values())} only.")
    known = LISTS[language]
    written = question[:_LONGEST]
    heart = _heart(written, language)
    level, move = _level(_folded(written), language)
    kind, because = _kind(written, heart, language, known)
    return Tag(kind, level, because, move)


def label_before(asked: Asked, language: str) -> str:
    """What the question is: the participant's word counts more than the tagger's."""
    return asked.says or tag(asked.question, language).label


def label_after(asked: Asked, language: str) -> str:
    """What the question is after rewriting; unchanged while it is not rewritten."""
    if not asked.rewritten.strip():
        return label_before(asked, language)
    return asked.says_after or tag(asked.rewritten, language).label


def profile(labels: Iterable[str]) -> dict[str, int]:
    """How many of each label."""
    listed = list(labels)
    return {label: listed.count(label) for label in LABELS}


def missing_moves(questions: Iterable[str], language: str) -> list[str]:
    """Which of MOVES no question asks for."""
    texts = [_folded(question[:_LONGEST]) for question in questions]
    found = {move for text in texts for move in _moves(text, language)}
    return [move for move in MOVES if move not in found]


def may_sound_like_blame(question: str, language: str) -> bool:
    """Whether it begins with a "why" that can invite defense."""
    return bool(_starting(_heart(question[:_LONGEST], language), LISTS[language].blame))


def is_long(question: str) -> bool:
    """Whether it is hard to hold on to."""
    return len(question.split()) > LONG


def _kind(written: str, heart: str, language: str, known: WordList) -> tuple[str, str]:
    """The first rule that fits, and the words it found."""
    everything = _folded(written)
    leading = (
        _anywhere(everything, known.leading)
        or _starting(heart, known.leading_start)
        or _ending(everything, known.leading_end)
    )
    closed = _starting(heart, known.facts) or _starting(heart, known.closed)
    rules = (
        ("advice", _anywhere(everything, known.advice)),
        ("leading", leading),
        ("stacked", _stacked(written, language, known)),
        ("open", _starting(heart, known.invites)),
        ("closed", closed),
        ("open", _starting(heart, known.open)),
    )
    return next(((kind, found) for kind, found in rules if found), ("closed", ""))


def _level(text: str, language: str) -> tuple[int, str]:
    """2 when a moving phrase stands in it; the longest one found says what it asks for."""
    found = _moves(text, language)
    return (MOVING, max(found, key=lambda move: len(found[move]))) if found else (LOOKING, "")


def _moves(text: str, language: str) -> dict[str, str]:
    """What a question asks for, of MOVES, each with the phrase that says so."""
    moving = LISTS[language].moving.items()
    found = {move: _anywhere(text, phrases, whole=False) for move, phrases in moving}
    return {move: phrase for move, phrase in found.items() if phrase}


def _stacked(written: str, language: str, known: WordList) -> str:
    if max(written.count("?"), written.count("¿")) > 1:
        return "two question marks"
    # Who writes "que" at the start of a question leaves accents out; others mean "that" by it.
    has_accents = language == "es" and not re.match(_QUESTION_WORDS["es"], _plain_start(written))
    text = " ".join(written.lower().split()) if has_accents else _folded(written)
    words = _ACCENTED if has_accents else _QUESTION_WORDS[language]
    joined = re.search(rf"\w,? ((?:{'|'.join(known.joins)}),? (?:\w+ )?{words})\b", text)
    return joined[1] if joined else ""


def _plain_start(written: str) -> str:
    """The beginning of a question, small, its accents kept."""
    return written.lower().lstrip(' ¿¡"“')


def _heart(written: str, language: str) -> str:
    """The asking part, small and without accents: what is said before it does not count."""
    asked = written.rsplit("?", 1)[0] if "?" in written else written
    asked = asked.rsplit("¿", 1)[-1] if "¿" in asked else re.split(r"[.!;:\n]\s", asked)[-1]
    text = _without_fillers(_folded(asked), LISTS[language])
    known = LISTS[language]
    starts = (*known.open, *known.closed, *known.invites, *known.leading_start)
    introductions = r"(?:when|if|after|before|as|since|cuando|si|despues|antes|al|en|desde|in|at) "
    if "," in text and (re.match(introductions, text) or not _starting(text, starts)):
        rest = _without_fillers(text.split(",", 1)[1].strip(), known)
        return rest if _starting(rest, starts) else text
    return text


def _without_fillers(text: str, known: WordList) -> str:
    pattern = _pattern(tuple(known.fillers))
    while (found := pattern.match(text)) and found.end() < len(text):
        if text[found.end()] not in ", ":
            break
        text = text[found.end() :].lstrip(", ")
    return text


def _folded(text: str) -> str:
    """Small, without accents, straight apostrophes, single spaces, no marks at either end."""
    straight = text.lower().replace("’", "'").replace("‘", "'")
    plain = "".join(
        c for c in unicodedata.normalize("NFD", straight) if not unicodedata.combining(c)
    )
    return " ".join(plain.split()).strip(' ¿?¡!.…"“”')


def _starting(text: str, phrases: Iterable[str]) -> str:
    found = _pattern(tuple(phrases)).match(text)
    return found[0] if found else ""


def _anywhere(text: str, phrases: Iterable[str], *, whole: bool = True) -> str:
    """The longest phrase found. With `whole` false, a phrase may be the beginning of a word."""
    found = _pattern(tuple(phrases), whole).findall(text)
    return max(found, key=len) if found else ""


def _ending(text: str, phrases: Iterable[str]) -> str:
    for phrase in phrases:
        if re.search(rf"[,;–-] ?¿?{re.escape(phrase)}$", text):
            return phrase
    return ""


@cache
def _pattern(phrases: tuple[str, ...], whole: bool = True) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})" + (r"(?!\w)" if whole else ""))
