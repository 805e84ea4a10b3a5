"""Whether words of a sentence are about one person, or about a group, or about the writer."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from course_tools.privacy.names import KnownWords, found_names, plain
from course_tools.privacy.patterns import found_before_a_name

ONE, MANY, WRITER = "one", "many", "writer"

_STAFF = (
    "teacher|principal|head|headteacher|deputy|custodian|caretaker|janitor|coach|secretary|manager"
    "|director|librarian|nurse|counsell?or|governor|officer|driver|aide|assistant|cook|clerk"
    "|superintendent|cleaner|receptionist|maestr[oa]|profesora?|directora|conserje|secretaria"
    "|enfermer[oa]|entrenadora?|subdirectora?"
)
PERSON = (
    "(?:step|grand)?(?:mother|father|son|daughter|child)|parent|mom|mum|dad|grandma|grandpa|nana"
    "|kid|boy|girl|baby|toddler|teen|teenager|student|pupil|classmate|neighbou?r|friend|woman|man"
    "|lady|person|colleague|brother|sister|uncle|aunt|cousin|niece|nephew|wife|husband|partner"
    "|boyfriend|girlfriend|carer|guardian|volunteer|member|leader|organi[sz]er|worker|activist"
    "|youngest|eldest|oldest|madre|padre|mamá|papá|abuel[oa]|hij[oa]|niñ[oa]|chic[oa]|muchach[oa]"
    "|joven|alumn[oa]|estudiante|vecin[oa]|amig[oa]|señora?|mujer|hombre|persona|compañer[oa]"
    f"|tí[oa]|herman[oa]|espos[oa]|marido|sobrin[oa]|niet[oa]|prim[oa]|bebé|{_STAFF}"
)
_DETERMINER = (
    "a|an|one|the|this|that|another|my|our|your|his|her|their|un|una|el|la|este|esta|ese|esa"
    "|otr[oa]|mi|su|tu|nuestr[oa]|al|del"
)
_MARKS = re.compile(
    rf"(?P<one>\b(?:{_DETERMINER}) (?:[\w’'-]{{1,20}} ){{0,2}}?(?:{PERSON})\b(?:[’']s)?"
    r"|\b(?:he|she|him|her|hers|his|himself|herself|él|ella)\b)"
    r"|(?P<many>\b(?:many|most|several|families|parents|students|pupils|children|kids|people"
    r"|teachers|mothers|fathers|boys|girls|workers|residents|neighbou?rs|members|staff|patients"
    r"|immigrants|migrants|voters|governors|percent|per cent|share of|number of|rate of|rates"
    r"|muchas|muchos|familias|padres|madres|alumnos|alumnas|niños|niñas|maestros|maestras"
    r"|estudiantes|personas|vecinos|trabajadores|mayoría|por ciento|porcentaje)\b|%)"
    r"|(?P<writer>\b(?:I|we|myself|yo)\b)",
    re.I,
)
_STAFF_WORD = re.compile(rf"\b(?:{_STAFF})\b", re.I)
# After "said that" or "asked why" the words are no longer about the one who speaks.
_REPORTED = re.compile(
    r"\b(?:sa(?:id|ys)|told [\w’'-]{1,20}|asks?|asked(?: [\w’'-]{1,20}){0,2}|talk(?:s|ed)|spoke"
    r"|speaks|explain(?:s|ed)|wrote|writes|argue[sd]|thinks?|thought|dij(?:o|eron)|dicen?"
    r"|preguntó|cont[óa]|explicó|habl[óa])"
    r" (?:that|how|why|whether|if|about|what|for|where|when|que|si|por|de|sobre|cómo|cuánt[oa]s)\b",
    re.I,
)


class Mark(NamedTuple):
    """Where a sentence names whom it is about."""

    start: int
    end: int
    who: str
    is_staff: bool


class Sentence:
    """A sentence, read for whom its parts are about."""

    def __init__(self, text: str, known: KnownWords) -> None:
        self._marks = sorted([*_marks_in(text), *_names_in(text, known)])
        self._starts = [mark.start for mark in self._marks]
        self._reported = [match.end() for match in _REPORTED.finditer(text)]

    def about(self, place: int) -> Mark | None:
        """Whom the words at a place are about: the nearest before them, else the first after."""
        index = bisect_right(self._starts, place)
        if index == 0:
            return self._marks[0] if self._marks else None
        mark = self._marks[index - 1]
        reported = bisect_right(self._reported, place)
        if reported and self._reported[reported - 1] > mark.end:
            return None
        return mark

    def staff_before(self, place: int) -> bool:
        """Whether the last one named before a place, other than as he or she, is of the staff."""
        index = bisect_right(self._starts, place)
        while index and self._marks[index - 1].who == ONE:
            mark = self._marks[index - 1]
            if mark.is_staff:
                return True
            if mark.end - mark.start > len("herself"):
                return False
            index -= 1
        return False


def _marks_in(text: str) -> Iterator[Mark]:
    for match in _MARKS.finditer(text):
        who = match.lastgroup or ONE
        is_staff = who == ONE and bool(_STAFF_WORD.search(match[0]))
        yield Mark(match.start(), match.end(), who, is_staff)


def _names_in(text: str, known: KnownWords) -> Iterator[Mark]:
    bare = plain(text)
    for span in found_names(bare, known):
        yield Mark(span.start, span.end, ONE, False)
    for span, _ in found_before_a_name(bare):
        if span.kind == "title":
            yield Mark(span.start, span.end, ONE, True)
