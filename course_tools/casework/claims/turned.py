"""Shares that are turned round: "40 % of absent pupils are FSM", beside "40 % of FSM are absent"."""

import re

from course_tools.casework.claims.evidence import Shared
from course_tools.casework.claims.fitting import fits
from course_tools.casework.claims.judgement import Fit, Reason, percent
from course_tools.casework.claims.mentions import GROUP
from course_tools.casework.claims.said import Kind, Said
from course_tools.casework.claims.spoken import Spoken, has_measure
from course_tools.casework.rates import Rate

VERB = (
    r"(?:are|were|is|was|gets?|got|receives?|received|have|had|comes?|came|qualify|"
    r"son|eran|fueron|reciben|tienen)"
)
_OF_COUNTED = re.compile(rf"^\s*(?:of|in|among|de|entre)\b(?P<who>[^,;:]{{0,90}}?)\b{VERB}\b", re.I)
_AMONG_COUNTED = re.compile(
    r"\b(?:of|among|de|entre)\b(?P<who>[^,;:]{0,90}),\s*(?:about |only )?$", re.I
)

_MAKE_UP = re.compile(
    r"\b(?:mak(?:e|es|ing) up|made up|account(?:s|ed|ing)? for|constitute[sd]?|represent(?:s|ed|an|a)?|(?:are|were|is|was|son))"
    r"(?: about| only| nearly| almost| just)?\s*$",
    re.IGNORECASE,
)
_OF = re.compile(r"\s*(?:of|de)\b(?P<who>[^,;:.]{0,60})", re.IGNORECASE)


def is_turned(spoken: Spoken, said: Said) -> bool:
    """ "40 % of absent pupils are FSM": a share of those counted, not of the group."""
    text = spoken.text
    makes_up = _MAKE_UP.search(text[: said.start])
    if makes_up and (match := _OF.match(text, said.end)):
        return has_measure(match["who"], spoken.evidence)
    after = [one for one in spoken.mentions if one.who == GROUP and one.start >= said.end]
    if not after:
        return False
    if match := _OF_COUNTED.match(text[said.end :]):
        named = any(said.end <= one.start < said.end + match.end("who") for one in spoken.mentions)
        is_before = said.end + match.end() <= after[0].start
        return is_before and not named and has_measure(match["who"], spoken.evidence)
    if match := _AMONG_COUNTED.search(text[: said.start]):
        named = any(match.start() <= one.start < match.end() for one in spoken.mentions)
        verb = re.search(rf"\b{VERB}\b", text[said.end : after[0].end], re.IGNORECASE)
        return not named and bool(verb) and has_measure(match["who"], spoken.evidence)
    return False


def judge_turned(spoken: Spoken, said: Said) -> Reason:
    """The share of the group among all who are counted, where the table gives it."""
    printed, group = spoken.printed(said), spoken.name(GROUP)
    rest = the_rest(spoken)
    if rest is None:
        words = (
            f"{printed} speaks of a share of those counted ({spoken.evidence.about.measure}). "
            f"The table says the reverse: what share of {group} is counted."
        )
        return spoken.reason(Fit.CANNOT_TELL, words, said)
    counted = spoken.evidence.rate.numerator + rest.numerator
    share = spoken.evidence.rate.numerator / counted
    base = said.second if said.kind is Kind.COUNTS else None
    is_right = (
        (said.value, base) == (spoken.evidence.rate.numerator, counted)
        if base is not None
        else fits(said, share)
    )
    if is_right:
        return spoken.reason(Fit.FITS, f"{printed} fits: {percent(share)} of {counted:,}.", said)
    words = (
        f"Turned round: of all {counted:,} who are counted, {percent(share)} are {group}; "
        f"of {group}, {percent(spoken.evidence.rate.share)} are counted. These are two numbers."
    )
    return spoken.reason(Fit.WRONG, words, said)


def the_rest(spoken: Spoken) -> Rate | None:
    """Everybody else in the same place, when their number may be shown."""
    others = spoken.evidence.printable
    return next((one.rate for one in others if one.shared is Shared.THE_REST), None)
