"""check_claim: the checklist, the open questions, and the verdict of the table (Brief 4.7)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from course_tools.casework.claims import checklist, wording_checks
from course_tools.casework.claims.checklist import AMEND, Finding
from course_tools.casework.claims.direction import judge_directions
from course_tools.casework.claims.evidence import Evidence
from course_tools.casework.claims.gaps import JUDGES
from course_tools.casework.claims.judgement import Fit, Reason
from course_tools.casework.claims.said import Kind, Said
from course_tools.casework.claims.scope import judge_naming, judge_scope
from course_tools.casework.claims.sentences import Sentence, is_spanish, sentences_of
from course_tools.casework.claims.shares import judge_count, judge_counts, judge_share
from course_tools.casework.claims.spoken import Spoken
from course_tools.casework.small_numbers import RULE

Support = Literal["supported", "unclear", "not supported"]
QUESTIONS = {
    "fair": "Could the school recognize this as fair?",
    "proud": "Would a parent in the group be proud to read it aloud?",
}
LONGEST = 2000
_SPANISH = (
    "This claim is in Spanish. The checks know fewer Spanish words, so they pass over more: let "
    "somebody who knows both languages read it beside the table."
)
_BEYOND = {"cause", "ecological", "rank"}
_JUDGES = {
    **JUDGES,
    Kind.SHARE: judge_share,
    Kind.COUNTS: judge_counts,
    Kind.COUNT: judge_count,
}


@dataclass(frozen=True)
class Checked:
    """What is said about a claim.

    `open_questions` are ids of QUESTIONS that the person has not ticked. `note` is "" or says what
    the checks could not do.
    """

    verdict: Support
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]
    open_questions: tuple[str, ...]
    note: str = ""

    @property
    def to_amend(self) -> tuple[Finding, ...]:
        """The points that ask for a change."""
        return tuple(one for one in self.findings if one.verdict == AMEND)


def check_claim(claim: str, evidence: Evidence, ticked: Collection[str] = ()) -> Checked:
    """The claim (1 to 4 sentences) beside its evidence; `ticked` are ids of QUESTIONS answered yes.

    Raises ValueError for an empty claim or one of more than LONGEST characters.
    """
    if not claim.strip():
        raise ValueError("There is no claim yet. Write in a sentence what the table shows.")
    if len(claim) > LONGEST:
        raise ValueError(
            f"The claim has {len(claim)} characters; use at most {LONGEST}, four sentences or fewer."
        )
    sentences = sentences_of(claim)
    spoken = _spoken(sentences, evidence)
    findings = (
        checklist.check_base(spoken, evidence),
        checklist.check_time(spoken, evidence),
        checklist.check_source(evidence),
        checklist.check_comparator(spoken, evidence),
        checklist.check_interval(spoken, evidence),
        wording_checks.check_cause(sentences, evidence),
        wording_checks.check_deficit(sentences),
        wording_checks.check_ecological(sentences, evidence),
        checklist.check_definition(spoken, evidence),
        wording_checks.check_rank(sentences),
        checklist.check_small_numbers(spoken, evidence),
        checklist.check_several(spoken, evidence),
        checklist.check_rivals(evidence),
    )
    reasons = _reasons(spoken, evidence, findings)
    return Checked(
        _verdict(reasons),
        tuple(reasons),
        findings,
        tuple(one for one in QUESTIONS if one not in ticked),
        _SPANISH if is_spanish(claim) else "",
    )


def _spoken(sentences: list[Sentence], evidence: Evidence) -> list[Spoken]:
    found: list[Spoken] = []
    earlier: int | None = None
    for one in sentences:
        found.append(Spoken(one, evidence, earlier))
        earlier = next((mention.who for mention in found[-1].mentions), earlier)
    return found


def _reasons(
    spoken: list[Spoken], evidence: Evidence, findings: tuple[Finding, ...]
) -> list[Reason]:
    if not evidence.may_print:
        # Whether a number fits would give the number away.
        return [Reason(Fit.CANNOT_TELL, f"{RULE.why} No claim can rest on it.")]
    found = []
    for one in spoken:
        found += [_judge(one, said) for said in one.numbers]
        found += judge_directions(one)
        found += judge_scope(one)
    found += judge_naming(spoken, evidence)
    found += [
        Reason(Fit.CANNOT_TELL, f"The table cannot show this. {finding.words}", finding.where)
        for finding in findings
        if finding.id in _BEYOND and finding.verdict == AMEND
    ]
    if not any(reason.fit in {Fit.FITS, Fit.WRONG} for reason in found):
        words = "No number of the claim could be found in the table."
        found.append(Reason(Fit.CANNOT_TELL, words))
    return found


def _judge(spoken: Spoken, said: Said) -> Reason:
    judge = _JUDGES.get(said.kind)
    if judge is None:
        words = f"The table does not speak of {spoken.printed(said)}."
        return Reason(Fit.CANNOT_TELL, words, spoken.sentence.place(said.start, said.end))
    return judge(spoken, said)


def _verdict(reasons: list[Reason]) -> Support:
    worst = max(reason.fit for reason in reasons)
    if worst is Fit.WRONG:
        return "not supported"
    return "unclear" if worst is Fit.CANNOT_TELL else "supported"
