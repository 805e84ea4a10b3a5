"""Gaps and ratios of a claim against the table: 20 points more, 20 % more, twice, intervals."""

import re
from collections.abc import Callable

from course_tools.casework.claims.fitting import fits
from course_tools.casework.claims.judgement import (
    Fit,
    Reason,
    gap_words,
    percent,
    plain,
    ratio_words,
    share_range,
)
from course_tools.casework.claims.mentions import GROUP
from course_tools.casework.claims.said import Bound, Kind, Said
from course_tools.casework.claims.spoken import Spoken
from course_tools.casework.claims.who import sides_of
from course_tools.casework.rates import Interval, wilson_interval

Pair = tuple[int, int]
_AS_MANY = re.compile(r"^\s*(?:as many|el número|más casos)", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\bthan (?!if\b)|\bas \w+(?: \w+){0,6} as\b|\bthat of\b|\baverage\b|\bcompared\b|\bpromedio\b",
    re.IGNORECASE,
)
_CLOSE = 0.015  # an interval by another method ends about here


def judge_gap(spoken: Spoken, said: Said) -> Reason:
    """Points, percent more, times: against each pair that the sentence can mean."""
    pairs = pairs_of(spoken, said.start, said.end)
    if not pairs:
        words = f"The table has nothing to compare with for {spoken.printed(said)}."
        return spoken.reason(Fit.CANNOT_TELL, words, said)
    for pair in pairs:
        if _is_right(spoken, said, pair):
            return _beyond_chance(spoken, said, pair)
    return _not_right(spoken, said, pairs[0])


def pairs_of(spoken: Spoken, start: int, end: int) -> list[Pair]:
    """Who can be compared with whom at a place of the sentence, the likeliest first."""
    first, second = sides_of(start, end, spoken.text, spoken.mentions)
    if first not in spoken.known or (second is not None and second not in spoken.known):
        return []
    if second is None and _SOMEBODY.search(spoken.text[end : end + 80]):
        return []  # "twice the school average": compared with somebody who is not in the table
    if second is not None:
        pairs = [(first, second)] if first != second else []
        return pairs + _resumed(spoken, start, first, second)
    if first != GROUP:
        return [(first, GROUP)]
    return [(GROUP, other) for other in spoken.known if other != GROUP]


def _resumed(spoken: Spoken, start: int, first: int, second: int) -> list[Pair]:
    """ "2.3 times the rate in A and 1.8 times that of B": the second one is of the group, too."""
    mine = [one.start for one in spoken.mentions if one.who == GROUP and one.start < start]
    earlier = [one for one in spoken.numbers if one.kind in JUDGES and one.start < start]
    if GROUP in (first, second) or not mine or not earlier:
        return []
    return [(GROUP, second)] if mine[-1] < earlier[-1].start else []


def _value(spoken: Spoken, said: Said, pair: Pair, kind: Kind) -> float | None:
    """What the table has, in the kind and direction that was said."""
    first, second = (spoken.rate(who).share for who in pair)
    if kind in {Kind.POINTS, Kind.GAP_PERCENT}:
        gap = first - second
        return gap * said.sign if said.sign else abs(gap)
    if second == 0 or first == 0:
        return None
    if kind is Kind.CHANGE:
        change = first / second - 1
        return change * said.sign if said.sign else abs(change)
    return second / first if said.sign < 0 else first / second


def _is_right(spoken: Spoken, said: Said, pair: Pair) -> bool:
    if said.kind is Kind.TIMES and _AS_MANY.match(spoken.text[said.end :]):
        first, second = (spoken.rate(who).numerator for who in pair)
        return second > 0 and _fits_ratio(said, first / second)
    value = _value(spoken, said, pair, said.kind)
    if value is None:
        return False
    return _fits_ratio(said, value) if said.kind is Kind.TIMES else fits(said, value)


def _fits_ratio(said: Said, ratio: float) -> bool:
    if said.bound is Bound.ABOUT:
        return abs(ratio - said.value) <= 0.125 * said.value
    if said.bound is Bound.NEARLY:
        return 0.85 * said.value <= ratio <= said.value
    return fits(said, ratio)


def _beyond_chance(spoken: Spoken, said: Said, pair: Pair) -> Reason:
    if said.kind is Kind.GAP_PERCENT:
        words = (
            f"{spoken.printed(said)}: a gap between two percentages is counted in points. "
            f"Write “{plain(100 * said.value)} points”, or readers take it for a ratio."
        )
        return spoken.reason(Fit.CANNOT_TELL, words, said)
    if chance := could_be_chance(spoken, pair):
        return spoken.reason(Fit.CANNOT_TELL, f"{spoken.printed(said)}: {chance}", said)
    words = f"{spoken.printed(said)} fits: {_told(spoken, pair)}."
    return spoken.reason(Fit.FITS, words, said)


def could_be_chance(spoken: Spoken, pair: Pair) -> str:
    """Why the difference may be chance, with the interval; "" when it is beyond it."""
    gap = spoken.gap(*pair)
    if not gap.interval.low <= 0 <= gap.interval.high:
        return ""
    many = spoken.evidence.groups_compared
    why = f" With {many} groups looked at, one stands out by chance; the range allows for it." if many > 1 else ""  # fmt: skip
    return (
        f"the difference is {gap_words(gap)}. The range includes 0, so it could be chance.{why} "
        "Add up more years, or say that it is not certain."
    )


def _told(spoken: Spoken, pair: Pair) -> str:
    """Gap and ratio of a pair, in words."""
    told = f"{spoken.name(pair[0])} beside {spoken.name(pair[1])}: {gap_words(spoken.gap(*pair))}"
    if pair[0] == GROUP:
        ratio = spoken.evidence.ratio(spoken.evidence.comparators[pair[1]])
        return f"{told}, {ratio_words(ratio)}"
    return told


def _not_right(spoken: Spoken, said: Said, pair: Pair) -> Reason:
    printed, told = spoken.printed(said), _told(spoken, pair)
    points = _value(spoken, said, pair, Kind.POINTS)
    change = _value(spoken, said, pair, Kind.CHANGE)
    ratio = _value(spoken, said, pair, Kind.TIMES)
    is_of_counts = said.kind is Kind.TIMES and bool(_AS_MANY.match(spoken.text[said.end :]))
    if is_of_counts and ratio is not None and _fits_ratio(said, ratio):
        words = f"{printed} “as many” speaks of counts, but fits the rates. Write “as likely”."
        return spoken.reason(Fit.CANNOT_TELL, words, said)
    if said.kind is Kind.CHANGE and points is not None and fits(said, points):
        more = "" if change is None else f"; in percent it would be {percent(abs(change))}"
        words = f"{printed} mixes percent and points: the gap is {plain(100 * abs(points))} points{more}."
        return spoken.reason(Fit.WRONG, words, said)
    if said.kind is Kind.POINTS and change is not None and fits(said, abs(change)):
        words = f"{printed} mixes points and percent. The table: {told}."
        return spoken.reason(Fit.WRONG, words, said)
    if said.sign and points is not None and points < 0:
        return spoken.reason(
            Fit.WRONG, f"{printed} is the wrong way round. The table: {told}.", said
        )
    return spoken.reason(
        Fit.WRONG, f"{printed} is not in the table. The nearest there: {told}.", said
    )


def judge_range(spoken: Spoken, said: Said) -> Reason:
    """An interval against those of the rates, gaps and ratios."""
    known = _intervals(spoken, said.unit)
    high = said.second or 0.0
    scales = (1.0, 100.0) if not said.unit else (1.0,)
    fit, words = Fit.WRONG, "is no interval of the table"
    for scale in scales:
        for interval in known:
            off = max(abs(said.value / scale - interval.low), abs(high / scale - interval.high))
            if off <= said.half / scale + 0.0011:
                return spoken.reason(Fit.FITS, f"{spoken.printed(said)} fits the table.", said)
            if off <= _CLOSE:
                fit, words = Fit.CANNOT_TELL, "is close to the table's interval, not the same"
    own = share_range(spoken.evidence.interval)
    words = f"{spoken.printed(said)} {words}. The interval of the group's rate: {own}."
    return spoken.reason(fit, words, said)


def _intervals(spoken: Spoken, unit: str) -> list[Interval]:
    found: list[Interval] = []
    others = [spoken.evidence.comparators[who] for who in spoken.known if who != GROUP]
    if unit != "times":
        found += [wilson_interval(spoken.rate(who)) for who in spoken.known]
        for sure in (0.95, spoken.evidence.confidence):
            gaps = [spoken.evidence.gap(one, sure).interval for one in others]
            found += gaps + [Interval(-one.high, -one.low) for one in gaps]
    if unit in {"times", ""}:
        for sure in (0.95, spoken.evidence.confidence):
            ratios = [spoken.evidence.ratio(one, sure).interval for one in others]
            found += [one for one in ratios if one is not None]
    return found


JUDGES: dict[Kind, Callable[[Spoken, Said], Reason]] = {
    Kind.POINTS: judge_gap,
    Kind.CHANGE: judge_gap,
    Kind.GAP_PERCENT: judge_gap,
    Kind.TIMES: judge_gap,
    Kind.RANGE: judge_range,
}
