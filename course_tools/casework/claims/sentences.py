"""A claim cut into sentences, with what is a demand and what stands in quotation marks."""

import re
from dataclasses import dataclass
from itertools import pairwise

_ENDS = re.compile(r"[.!?…][”\"')\]]*\s+(?=[\"“'(¿¡]?[A-ZÁÉÍÓÚÑ0-9])|\n\s*\n")
_ASKS = re.compile(
    r"\b(?:we|i|parents|families|leaders) (?:want|ask(?!ed)|call (?:on|for)|demand|urge|request|need|propose|invite)\b"
    r"|\b(?:our (?:ask|demand) is|please)\b"
    r"|\b(?:queremos|pedimos|exigimos|solicitamos|proponemos|nuestra petición)\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’")
_SPANISH = re.compile(
    r"\b(?:el|la|los|las|que|y|en|con|una?|por|son|frente|del|más|menos|fue|tuvo|como|porque|para)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|in|were|was|is|are|with|than|for|at|to|that|because|our|by|we|it|on)\b",
    re.IGNORECASE,
)
# Same length each, so that places in the claim stay what they are.
_ALIKE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "−": "-"})


@dataclass(frozen=True)
class Sentence:
    """A sentence of the claim. `start` is its place in the claim; `ask` where a demand begins."""

    text: str
    start: int
    ask: int | None

    @property
    def claimed(self) -> str:
        """The part that claims something; what is demanded is no claim."""
        return self.text if self.ask is None else self.text[: self.ask]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Places in the sentence as places in the claim."""
        return self.start + start, self.start + end


def sentences_of(claim: str) -> list[Sentence]:
    """The sentences in their order; typographic spaces and apostrophes are made plain."""
    text = claim.translate(_ALIKE)
    cuts = [0, *(match.end() for match in _ENDS.finditer(text)), len(text)]
    found = []
    for start, end in pairwise(cuts):
        if text[start:end].strip():
            ask = _ASKS.search(text, start, end)
            found.append(Sentence(text[start:end], start, ask.start() - start if ask else None))
    return found


def quoted(text: str) -> list[tuple[int, int]]:
    """Where quotation marks open and close."""
    return [match.span() for match in _QUOTES.finditer(text)]


def is_spanish(claim: str) -> bool:
    """Whether more small words are Spanish than English."""
    return len(_SPANISH.findall(claim)) > len(_ENGLISH.findall(claim))
