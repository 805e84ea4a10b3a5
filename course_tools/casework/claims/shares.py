"""Shares and counts of a claim against the table: 40 %, two in five, 36 of 90, 36 pupils."""

import re
from collections.abc import Iterator
from dataclasses import replace

from course_tools.casework.claims.fitting import fits
from course_tools.casework.claims.judgement import Fit, Reason, percent
from course_tools.casework.claims.mentions import GROUP
from course_tools.casework.claims.not_figures import SHARE_OF_TIME
from course_tools.casework.claims.quantities import FEW
from course_tools.casework.claims.said import SPOKEN_HALF, Bound, Kind, Said
from course_tools.casework.claims.spoken import Spoken, has_measure
from course_tools.casework.claims.turned import VERB, is_turned, judge_turned, the_rest
from course_tools.casework.claims.who import is_sure, subject_of
from course_tools.casework.rates import extra_pupils
from course_tools.casework.small_numbers import RULE

_SUPPOSED = re.compile(r"\b(?:if|had|would|si)\b", re.IGNORECASE)
_OTHER_PEOPLE = re.compile(
    r"\s*(?:of |de )?(?:the |our |los |las )?(?:us|them all|members|parents|mothers|fathers|teachers|staff|residents|neighbors|"
    r"voters|people we (?:met|asked)|madres|padres|maestr[oa]s|docentes|nosotr[oa]s)\b",
    re.IGNORECASE,
)


def judge_share(spoken: Spoken, said: Said) -> Reason:
    """A share against the rate of whom it speaks."""
    if is_turned(spoken, said):
        return judge_turned(spoken, said)
    if _OTHER_PEOPLE.match(spoken.text[said.end :]):
        words = f"{spoken.printed(said)} speaks of people whom the table does not count."
        return spoken.reason(Fit.CANNOT_TELL, words, said)
    if SHARE_OF_TIME.match(spoken.text[said.end :]):
        words = f"{spoken.printed(said)} is a share of time; the table counts pupils."
        return spoken.reason(Fit.CANNOT_TELL, words, said)
    who = subject_of(said, spoken.text, spoken.mentions, spoken.numbers)
    negated = spoken.is_negated(said)
    shares = {one: spoken.rate(one).share for one in spoken.known}
    if negated:
        shares = {one: 1 - share for one, share in shares.items()}
    if who is not None and who not in shares:
        return spoken.reason(
            Fit.CANNOT_TELL, f"The table has no number that can be shown for {spoken.printed(said)}.", said
        )  # fmt: skip
    matching = [one for one, share in shares.items() if fits(said, share)]
    if (who is None and matching) or who in matching:
        right = matching[0] if who is None else who
        return spoken.reason(Fit.FITS, f"{spoken.printed(said)} fits: {spoken.told(right)}.", said)
    return _judge_misfit(spoken, said, who, shares, matching)


def _judge_misfit(
    spoken: Spoken, said: Said, who: int | None, shares: dict[int, float], matching: list[int]
) -> Reason:
    if said.unit == FEW and shares.get(GROUP if who is None else who, 1.0) < 0.5:
        return spoken.reason(Fit.CANNOT_TELL, "“Few” can mean much or little. Say how many.", said)
    told = _what_is_right(spoken, said, who, shares, matching)
    if matching and not is_sure(said, spoken.text, spoken.mentions, spoken.numbers):
        # It is in the table, and may be meant rightly: ask, and do not accuse.
        return spoken.reason(Fit.CANNOT_TELL, f"{told} Write beside each number whose it is.", said)
    return spoken.reason(Fit.WRONG, told, said)


def _what_is_right(
    spoken: Spoken, said: Said, who: int | None, shares: dict[int, float], matching: list[int]
) -> str:
    printed = spoken.printed(said)
    if who is not None and matching:
        return (
            f"{printed} is the number of {spoken.name(matching[0])}, "
            f"but the sentence speaks of {spoken.name(who)}. The table: {spoken.told(who)}."
        )
    if who is not None and fits(said, 1 - shares[who]):
        return f"{printed} is the share of the others: turned round. The table: {spoken.told(who)}."
    nearest = min(shares, key=lambda one: abs(shares[one] - said.value)) if who is None else who
    return f"{printed} is not in the table. The nearest there: {spoken.told(nearest)}" + (
        f", so {percent(shares[nearest])} not." if spoken.is_negated(said) else "."
    )


def judge_counts(spoken: Spoken, said: Said) -> Reason:
    """ "36 of 90" against both counts of whom it speaks."""
    if is_turned(spoken, said):
        return judge_turned(spoken, said)
    who = subject_of(said, spoken.text, spoken.mentions, spoken.numbers)
    negated = spoken.is_negated(said)
    pairs = {}
    for one in spoken.known:
        rate = spoken.rate(one)
        top = rate.denominator - rate.numerator if negated else rate.numerator
        pairs[one] = (float(top), float(rate.denominator))
    pair = (said.value, said.second or 0.0)
    if pair[1] <= 10 and all(counts[1] != pair[1] for counts in pairs.values()):
        # "Two of five" is a way of saying a share.
        return judge_share(spoken, replace(said, kind=Kind.SHARE, value=pair[0] / pair[1], half=SPOKEN_HALF))  # fmt: skip
    right = [one for one, counts in pairs.items() if counts == pair]
    if right and (who is None or who in right):
        return spoken.reason(Fit.FITS, f"{spoken.printed(said)}: {spoken.told(right[0])}.", said)
    if pair in _of_everybody(spoken):
        fit = Fit.FITS if _is_of_everybody(spoken, said, who) else Fit.CANNOT_TELL
        words = f"{spoken.printed(said)} fits the table only as a share of everybody counted."
        return spoken.reason(fit, words, said)
    shown = who if who in pairs else GROUP
    told = spoken.told(shown) if shown is not None and shown in pairs else "hidden"
    words = f"{spoken.printed(said)} is not in the table. The nearest there: {told}."
    if (pair[1], pair[0]) in pairs.values():
        words = f"The two counts are swapped. The table: {told}."
    elif right:
        words = f"{spoken.printed(said)} belongs to {spoken.name(right[0])}. The table: {told}."
    return spoken.reason(Fit.WRONG, words, said)


def _is_of_everybody(spoken: Spoken, said: Said, who: int | None) -> bool:
    """ "90 of 300 pupils are eligible" is of everybody; "36 of 78 eligible pupils" is not."""
    after = [one for one in spoken.mentions if one.who == who and one.start >= said.end]
    if who != GROUP or not after:
        return who is None
    return bool(re.search(rf"\b{VERB}\b", spoken.text[said.end : after[0].start], re.IGNORECASE))


def _of_everybody(spoken: Spoken) -> list[tuple[float, float]]:
    """Counts of the group and the rest together: 90 of 300 pupils, 36 of 78 absent ones."""
    rest = the_rest(spoken)
    if rest is None or GROUP not in spoken.known:
        return []
    own = spoken.evidence.rate
    everyone, counted = own.denominator + rest.denominator, own.numerator + rest.numerator
    return [
        (counted, everyone), (own.denominator, everyone), (own.numerator, counted),
        (rest.denominator, everyone), (rest.numerator, counted),
    ]  # fmt: skip


def judge_count(spoken: Spoken, said: Said) -> Reason:
    """ "36 pupils" against every count of the table, "18 more" against the extra pupils."""
    printed = spoken.printed(said)
    slack = max(2.0, 0.05 * said.value) if said.bound is Bound.ABOUT else 0.5
    known = list(_extra(spoken, said.sign) if said.sign else _counts(spoken))
    if any(abs(said.value - count) <= slack for count in known):
        if said.sign or _is_of_those_counted(spoken, said, slack):
            return spoken.reason(Fit.FITS, f"{printed} fits the table.", said)
        words = f"{printed} is a number of the table, but not the one of those counted here."
        # With more numbers in the sentence a base may be the base of another one.
        may_be_base = len(spoken.numbers) > 1 and said.value in _bases(spoken)
        return spoken.reason(Fit.CANNOT_TELL if may_be_base else Fit.WRONG, words, said)
    if not known or not (spoken.mentions or has_measure(spoken.text, spoken.evidence)):
        return spoken.reason(Fit.CANNOT_TELL, f"The table does not speak of {printed}.", said)
    nearest = min((c for c in known if not RULE.count_is_small(round(c))), key=lambda one: abs(one - said.value), default=None)  # fmt: skip
    told = "" if nearest is None else f" The nearest number there: {round(nearest):,}."
    return spoken.reason(Fit.WRONG, f"{printed} is not in the table.{told}", said)


def _is_of_those_counted(spoken: Spoken, said: Said, slack: float) -> bool:
    """ "340 pupils were absent" must be the number of the absent ones, not of all."""
    clause = spoken.clause_after(said)
    who = subject_of(said, spoken.text, spoken.mentions, spoken.numbers)
    if who not in spoken.known or who is None or not has_measure(clause, spoken.evidence):
        return True
    rate = spoken.rate(who)
    count = rate.denominator - rate.numerator if spoken.is_negated(said) else rate.numerator
    everybody = [part for pair in _of_everybody(spoken) for part in pair[:1]]
    return any(abs(said.value - one) <= slack for one in (count, *everybody[:1]))


def _bases(spoken: Spoken) -> set[float]:
    return {float(spoken.rate(who).denominator) for who in spoken.known}


def _counts(spoken: Spoken) -> Iterator[float]:
    for who in spoken.known:
        rate = spoken.rate(who)
        yield from (rate.numerator, rate.denominator, rate.denominator - rate.numerator)
    for part, whole in _of_everybody(spoken):
        yield from (part, whole)


def _extra(spoken: Spoken, sign: int) -> Iterator[float]:
    """Pupils above or below what a comparator's rate would give (Brief 4.4)."""
    if GROUP not in spoken.known:
        return
    if _SUPPOSED.search(spoken.text):
        # "With the rate of the others, 18 fewer would have been absent."
        yield from (
            abs(extra_pupils(spoken.evidence.rate, one.rate)) for one in spoken.evidence.printable
        )
    for other in spoken.evidence.printable:
        if (extra := extra_pupils(spoken.evidence.rate, other.rate)) * sign > 0:
            yield abs(extra)
        more = (spoken.evidence.rate.numerator - other.rate.numerator) * sign
        if more > 0:
            yield float(more)
