"""Where a sentence mentions the group and those it is compared with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from course_tools.casework.claims.evidence import Comparator, Evidence, Shared

GROUP = -1  # comparators are 0, 1, 2 … in the order of the evidence
UNKNOWN = -2
_PLACE = -3  # the group's place: stands for the group where nobody else does

_REST = (
    "other pupils", "other students", "other children", "other learners", "others",
    "everyone else", "everybody else", "the rest", "their peers", "their classmates",
    "los demás alumnos", "los demás estudiantes", "los demás", "las demás", "otros alumnos",
    "otros estudiantes", "el resto", "sus compañeros",
)  # fmt: skip
_NATION = (
    "nationally", "national average", "national rate", "national figure", "the country",
    "the nation", "nationwide", "a nivel nacional", "en el país", "promedio nacional",
)  # fmt: skip
_STATE = ("statewide", "across the state", "state average", "in the state", "en el estado")
_LOCAL = (
    "local authority", "the borough", "the council area", "the county", "across the district",
    "districtwide", "district average", "el distrito",
)  # fmt: skip
_BY_NAME = (
    (re.compile(r"\b(?:england|national|nation|united states|país)\b", re.I), _NATION),
    (re.compile(r"\b(?:state|california|estado)\b", re.I), _STATE),
    (re.compile(r"\b(?:local authority|borough|district|county|council)\b", re.I), _LOCAL),
)
_YOUNG_WORDS = {"pupils", "students", "children", "learners", "kids"}
_YOUNG = "(?:pupil|student|children|learner|kid)s?"
_NOT = re.compile(r"\b(?:not|non|without|sin)[\s-]+(?:yet )?$", re.IGNORECASE)
_THESE = re.compile(
    r"\b(?:of|among) (?:these|them|those)\b(?! \w+s\b)|^they\b|\bde ell[oa]s\b", re.I
)


@dataclass(frozen=True)
class Mention:
    """`who` is GROUP, the number of a comparator, or UNKNOWN, at a place of the sentence."""

    who: int
    start: int
    end: int


def words_of(other: Comparator) -> Iterator[str]:
    """Every name a comparator goes by."""
    yield from (other.name, *other.words)
    if other.shared is Shared.THE_REST:
        yield from _REST
    for pattern, words in _BY_NAME:
        if pattern.search(other.name) and other.shared is not Shared.THE_REST:
            yield from words


def mentions_in(text: str, evidence: Evidence, earlier: int | None = None) -> list[Mention]:
    """Who is mentioned, in the order of the sentence; of overlapping names the longest counts.

    `earlier` is of whom the sentence before spoke: "of these" means them.
    """
    about = evidence.about
    named = [(GROUP, word) for word in (about.group, *about.group_words)]
    for place, other in enumerate(evidence.comparators):
        named += [(place, word) for word in words_of(other)]
    named += [(_PLACE, word) for word in (about.place, *about.place_words)]
    found = _places(text, named)
    rest = next(
        (n for n, one in enumerate(evidence.comparators) if one.shared is Shared.THE_REST), UNKNOWN
    )
    found = [
        Mention(rest, one.start, one.end)
        if one.who == GROUP and _NOT.search(text[: one.start])
        else one
        for one in found
    ]
    if earlier is not None:
        found += [Mention(earlier, *match.span()) for match in _THESE.finditer(text)]
    if any(one.who == GROUP for one in found):
        found = [one for one in found if one.who != _PLACE]
    who = {_PLACE: GROUP}
    found = [Mention(who.get(one.who, one.who), one.start, one.end) for one in found]
    return sorted(found, key=lambda one: one.start)


def names_group(text: str, evidence: Evidence) -> bool:
    """Whether the group itself is named, and not its place only."""
    words = (evidence.about.group, *evidence.about.group_words)
    return bool(_places(text, [(GROUP, word) for word in words]))


def _places(text: str, named: Sequence[tuple[int, str]]) -> list[Mention]:
    found: list[Mention] = []
    for who, word in sorted(named, key=lambda one: -len(one[1])):
        if not word.strip():
            continue
        parts = [
            _YOUNG if part.lower() in _YOUNG_WORDS else re.escape(part) for part in word.split()
        ]
        pattern = r"(?<!\w)" + r"[\s-]+".join(parts) + r"(?:'?s)?(?!\w)"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            start, end = match.span()
            if not any(start < one.end and one.start < end for one in found):
                found.append(Mention(who, start, end))
    return found
