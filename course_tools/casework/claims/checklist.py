"""The checklist's points that ask what a claim names: base, time, source … (Brief 4.6, 4.7)."""

import re
from dataclasses import dataclass
from typing import Literal

from course_tools.casework.claims import wording
from course_tools.casework.claims.evidence import Evidence
from course_tools.casework.claims.judgement import gap_words, share_range
from course_tools.casework.claims.number_words import NUMBER, value_of
from course_tools.casework.claims.said import Kind
from course_tools.casework.claims.scope import names_period
from course_tools.casework.claims.spoken import Spoken
from course_tools.casework.claims.who import CUES, subject_of
from course_tools.casework.small_numbers import RULE

Verdict = Literal["pass", "amend", "cannot tell"]
PASS: Verdict = "pass"
AMEND: Verdict = "amend"
CANNOT_TELL: Verdict = "cannot tell"
_FEW = 30  # below it, years are better pooled (Brief 4.4)
_BESIDE = re.compile(
    r"\b(?:above|below|as|double|twice|times|exceeds?|that of|among|between|que|de)\b",
    re.IGNORECASE,
)
_POOL = "Add up three years or take a larger group, and claim again."


@dataclass(frozen=True)
class Finding:
    """One point of the checklist. `remedy` says what to do; `where` is the place in the claim."""

    id: str
    verdict: Verdict
    words: str
    remedy: str = ""
    where: tuple[int, int] | None = None


def check_base(spoken: list[Spoken], evidence: Evidence) -> Finding:
    """Are numerator and denominator of the group named?"""
    counted, base = evidence.rate.numerator, evidence.rate.denominator
    said = {value for one in spoken for value in _values(one.text)}
    if {counted, base} <= said or {base - counted, base} <= said:
        return Finding("base", PASS, "How many of how many is said.")
    words = "It is not said how many of how many."
    if not evidence.may_print:
        return Finding("base", AMEND, words, f"These counts are too small to print. {_POOL}")
    return Finding("base", AMEND, words, f"Write “{counted:,} of {base:,} {evidence.about.group}”.")


def _values(text: str) -> set[float]:
    return {value_of(match[0])[0] for match in re.finditer(NUMBER, text, re.IGNORECASE)}


def check_time(spoken: list[Spoken], evidence: Evidence) -> Finding:
    """Is the period of the table named?"""
    period = evidence.about.period
    if not period:
        return Finding("time", CANNOT_TELL, "The table does not say of when it is.", "Look in the source for the year, and name it.")  # fmt: skip
    if any(names_period(one.text, evidence) for one in spoken):
        return Finding("time", PASS, "The period is named.")
    return Finding("time", AMEND, "It is not said when this was.", f"Write “in {period}”.")


def check_source(evidence: Evidence) -> Finding:
    """Does the table have a source, a licence and a date to print below the claim?"""
    origin = evidence.origin
    parts = {"title": origin.source, "licence": origin.licence, "date": origin.date}
    lacking = [name for name, value in parts.items() if not value.strip()]
    if lacking:
        words = f"The source lacks its {' and '.join(lacking)}."
        return Finding("source", AMEND, words, "Look on the publisher's page and add it.")
    line = f"Source: {origin.source}, {origin.licence}, {origin.date}."
    return Finding("source", PASS, "The source is known.", f"Print below the claim: “{line}”")


def check_comparator(spoken: list[Spoken], evidence: Evidence) -> Finding:
    """Is a comparator named?"""
    if any(_compares(one) for one in spoken):
        return Finding("comparator", PASS, "It is said compared with whom.")
    names = [one.name for one in evidence.printable]
    if not names:
        return Finding("comparator", AMEND, "Nothing is compared.", "Find at least two numbers to compare with: the local authority, the nation, similar schools.")  # fmt: skip
    return Finding(
        "comparator", AMEND, "Nothing is compared.", f"Compare with {' or '.join(names)}."
    )


def _compares(one: Spoken) -> bool:
    """Whether a comparator has a number, or stands after "than" or "against"."""
    others = [mention for mention in one.mentions if mention.who >= 0]
    for mention in others:
        before = " ".join(one.text[: mention.start].split()[-4:]) + " "
        if CUES.search(before) or _BESIDE.search(before):
            return True
    plain = (said for said in one.numbers if said.kind in _PLAIN)
    subjects = (subject_of(said, one.text, one.mentions, one.numbers) for said in plain)
    return any(who is not None and who >= 0 for who in subjects)


def check_interval(spoken: list[Spoken], evidence: Evidence) -> Finding:
    """Is an interval given, or a note that numbers are small?"""
    has_range = any(said.kind is Kind.RANGE for one in spoken for said in one.numbers)
    if has_range or any(wording.SMALL_NOTE.search(one.text) for one in spoken):
        return Finding("interval", PASS, "It is said how sure the number is.")
    words = "It is not said how sure the number is."
    if not evidence.may_print:
        return Finding("interval", AMEND, words, f"Say that the numbers are small. {_POOL}")
    remedy = f"Add “likely range {share_range(evidence.interval)}”"
    if evidence.printable:
        first = evidence.printable[0]
        remedy += f"; the gap to {first.name} is {gap_words(evidence.gap(first))}"
    if evidence.rate.denominator < _FEW:
        remedy += f". Only {evidence.rate.denominator} pupils: better add up three years"
    return Finding("interval", AMEND, words, f"{remedy}.")


def check_definition(spoken: list[Spoken], evidence: Evidence) -> Finding:
    """Does each word that means different things in different files have its note?"""
    text = " ".join(one.text for one in spoken)
    notes = " ".join(evidence.definitions)
    table = f"{evidence.about.group} {' '.join(evidence.about.group_words)} {notes}"
    for term, (said, explained) in wording.DEFINED.items():
        match = re.search(said, text, re.IGNORECASE)
        if match and not re.search(explained, notes, re.IGNORECASE):
            remedy = f"Add a footnote: what this file means by {term}, and who is counted."
            return Finding("definition", AMEND, f"“{match[0]}” is not explained.", remedy)
    for ever in wording.EVER_EL:
        if bool(ever.search(text)) and not ever.search(table):
            remedy = "“Now” and “ever in some years” are different groups. Use the table's word."
            return Finding("definition", AMEND, "The table counts another group.", remedy)
    if not notes:
        return Finding("definition", CANNOT_TELL, "The table has no note on its definitions.", "Say in a footnote what was counted, of whom, on which day.")  # fmt: skip
    return Finding("definition", PASS, "Notes: " + " ".join(evidence.definitions))


def check_small_numbers(spoken: list[Spoken], evidence: Evidence) -> Finding:
    """Does the claim print a number that could point to children (Brief 4.6)?"""
    remedy = f"Take the number out: so few children could be recognized. {_POOL}"
    words = "A small number is printed."
    for one in spoken:
        for said in one.numbers:
            small = said.kind is Kind.COUNT and RULE.count_is_small(round(said.value))
            if said.kind is Kind.COUNTS and said.second is not None:
                small = RULE.hides(round(said.value), round(said.second))
            who = subject_of(said, one.text, one.mentions, one.numbers)
            is_of_others = said.kind in _PLAIN and who is not None and who >= 0
            gives_away = not evidence.may_print and said.kind in _REVEALING and not is_of_others
            if small or gives_away:
                where = one.sentence.place(said.start, said.end)
                return Finding("small-numbers", AMEND, words, remedy, where)
    return Finding("small-numbers", PASS, "No small number is printed.")


_PLAIN = {Kind.SHARE, Kind.COUNTS, Kind.COUNT}
_REVEALING = {Kind.SHARE, Kind.COUNTS, Kind.COUNT, Kind.TIMES, Kind.POINTS, Kind.CHANGE, Kind.RANGE, Kind.GAP_PERCENT}  # fmt: skip


def check_several(spoken: list[Spoken], evidence: Evidence) -> Finding:
    """Were many groups looked at, and does the claim say so (Brief 4.9)?"""
    many = evidence.groups_compared
    said = re.compile(
        rf"\b(?:of|de) (?:the |los )?{many} (?:groups?|grupos?|comparisons?)\b", re.IGNORECASE
    )
    if many == 1 or any(said.search(one.text) for one in spoken):
        return Finding("several", PASS, "How many groups were looked at is clear.")
    words = f"{many} groups were looked at; with 20, one stands out by chance."
    return Finding("several", AMEND, words, f"Write “one of {many} groups we looked at”.")


def check_rivals(evidence: Evidence) -> Finding:
    """Is there at least one other explanation (Brief 4.8)?"""
    if any(one.strip() for one in evidence.rivals):
        return Finding("rivals", PASS, "There is another explanation to test.")
    words = "No other explanation is written down."
    return Finding("rivals", AMEND, words, "What else could explain the number? Write one, better three, and what would show each wrong.")  # fmt: skip
