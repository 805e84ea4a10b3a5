"""Does the claim speak of what the table counts: this measure, these groups, this year?"""

import re
from collections.abc import Iterator

from course_tools.casework.claims.evidence import Evidence
from course_tools.casework.claims.judgement import Fit, Reason
from course_tools.casework.claims.mentions import names_group, words_of
from course_tools.casework.claims.not_figures import LONE_YEAR, SCHOOL_YEAR
from course_tools.casework.claims.spoken import Spoken, has_measure

_MEASURES = {
    "absence": r"\babsen|\battend|\btruan|\bausen|\bfalt(?:a|ó|ar|aron)\b|\basist|\bmiss(?:ed|es|ing)? (?:more |much )?school",
    "exclusion": r"\bexclu(?:ded|sion)|\bsuspen|\bexpel|\bexpuls|\bexclusi",
    "results": r"\battainment|\bgrade \d|\bexpected standard|\bproficien|\bGCSE|\bSATs?\b|\btest scores?|\bgraduat|\bcalificac",
    "income": r"\bpoor\b|\bpoverty|\blow[- ]income|\blow incomes?\b|\bpobre",
}  # fmt: skip
_GROUPS = {
    "free school meals": r"\bfree (?:school )?(?:meals?|lunch)|(?-i:\bFSM\d?\b|\bFRPM\b)|\bpupil premium|\bcomidas",
    "special educational needs": r"\bspecial education|(?-i:\bSEND?\b|\bIEPs?\b|\bEHC)|\bdisabilit|\beducación especial",
    "English learners": r"\bEnglish learners?|(?-i:\bEAL\b|\bELs\b|\bEL (?:pupils|students|learners)\b)|\badditional language|\baprendices",
    "a background": r"(?-i:\bBlack\b|\bLatin[oax]s?\b|\bHispanic|\bAsian\b|\bRoma\b|\bTraveller)",
    "boys or girls": r"\bgirls?\b|\bboys?\b|\bniñas\b|\bniños varones\b",
    "care or homelessness": r"\bfoster|\blooked[- ]after|\bhomeless|\bhogar temporal",
}  # fmt: skip
_TREND = re.compile(
    r"\b(?:rose|risen|rising|fell\b|fallen|falling|increas\w+|decreas\w+|declin\w+|grew|grown|growing|"
    r"worsen\w*|improv(?:ed|ing)|doubled|tripled|halved|(?:getting|got|become|becoming) (?:worse|better|higher|lower)|"
    r"(?:up|down) from|went (?:up|down)|gone (?:up|down)|since (?:19|20)\d\d|than (?:last|the) year|"
    r"subió|bajó|aumentó|aumentado|disminuy\w+|empeor\w+|ha (?:subido|bajado))\b",
    re.IGNORECASE,
)
_EVERYBODY = {"all pupils", "all students"}
_BARE = re.compile(r"\b(?:rates?|gaps?|figures?|share|percentage|tasas?|brechas?)\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:by|until|before|from|in time for|para|antes de)\s+(?:\w+\s+){0,3}$", re.I
)


def judge_scope(spoken: Spoken) -> list[Reason]:
    """Reasons why the table cannot tell, each with its place."""
    return list(_reasons(spoken))


def _reasons(spoken: Spoken) -> Iterator[Reason]:
    evidence = spoken.evidence
    if not has_measure(spoken.text, evidence):
        yield from _other(
            spoken, _MEASURES, _known_words(evidence, measure=True),
            f"The table counts something else: {evidence.about.measure}.",
        )  # fmt: skip
    yield from _other(
        spoken, _GROUPS, _known_words(evidence),
        f"The table is about {evidence.about.group}, not about these.",
    )  # fmt: skip
    yield from _other_years(spoken)
    if match := _TREND.search(spoken.text):
        words = (
            f"The table has one period, {evidence.about.period}. It cannot show a change over time."
        )
        yield Reason(Fit.CANNOT_TELL, words, spoken.sentence.place(*match.span()))


def judge_naming(spoken: list[Spoken], evidence: Evidence) -> list[Reason]:
    """Does the claim say of whom its numbers are, and of what?"""
    text = " ".join(one.text for one in spoken)
    found = []
    if not names_group(text, evidence) and evidence.about.group.lower() not in _EVERYBODY:
        words = f"The claim does not name the group. The table is about {evidence.about.group}."
        found.append(Reason(Fit.CANNOT_TELL, words))
    if not has_measure(text, evidence) and not _BARE.search(text):
        words = f"The claim does not say what was counted: {evidence.about.measure}."
        found.append(Reason(Fit.CANNOT_TELL, words))
    return found


def _known_words(evidence: Evidence, *, measure: bool = False) -> str:
    about = evidence.about
    words = [about.measure, *about.measure_words, *about.opposite_words]
    if not measure:
        words += [about.group, *about.group_words, about.place, *about.place_words]
        words += [word for other in evidence.comparators for word in words_of(other)]
    return " ; ".join(words)


def _other(spoken: Spoken, families: dict[str, str], known: str, words: str) -> Iterator[Reason]:
    for pattern in families.values():
        flags = re.IGNORECASE
        match = re.search(pattern, spoken.text, flags)
        if match and not re.search(pattern, known, flags):
            yield Reason(Fit.CANNOT_TELL, words, spoken.sentence.place(*match.span()))
            return


def _other_years(spoken: Spoken) -> Iterator[Reason]:
    for start, end, year in years_in(spoken.text):
        if not _is_of(year, spoken.evidence) and not _FUTURE.search(spoken.text[:start]):
            words = (
                f"The table is of {spoken.evidence.about.period}. It cannot tell about this year."
            )
            yield Reason(Fit.CANNOT_TELL, words, spoken.sentence.place(start, end))
            return


def years_in(text: str) -> list[tuple[int, int, str]]:
    """Years and school years with their places; a school year as "2023/24"."""
    found = []
    for match in SCHOOL_YEAR.finditer(text):
        first = match["first"]
        found.append((*match.span(), f"{first}/{(int(first) + 1) % 100:02}"))
    for match in LONE_YEAR.finditer(text):
        if not any(one[0] <= match.start() < one[1] for one in found):
            found.append((*match.span(), match["first"]))
    return found


def _is_of(year: str, evidence: Evidence) -> bool:
    known = [one for _, _, one in years_in(evidence.about.period)]
    # "In 2024" may mean the school year that ends then.
    halves = [half for one in known if "/" in one for half in (one[:4], str(int(one[:4]) + 1))]
    return not known or year in (*known, *halves) or year in evidence.origin.date


def names_period(text: str, evidence: Evidence) -> bool:
    """Whether a year of the table is named."""
    return any(_is_of(year, evidence) for _, _, year in years_in(text))
