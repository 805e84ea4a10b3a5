"""How complete a case brief is: what stands in the way of its pages, and the four things it needs."""

from course_tools.answers import Json, is_blank
from course_tools.casework.behind import evidence_of
from course_tools.casework.brief.checks import in_the_way, missing_in_brief
from course_tools.casework.brief.model import CaseBrief, read_case_brief
from course_tools.casework.claims import check_claim


def blocked(answer: Json) -> list[str]:
    """Why the pages may not be made yet, one sentence each; empty when they may."""
    brief = read_case_brief(answer)
    return in_the_way(brief, _verdict(brief, answer))


def _verdict(brief: CaseBrief, answer: Json) -> str:
    """What the claim checker says of the claim as it stands, beside the figures as they stand."""
    if not brief.claim:
        return ""
    try:
        rivals = [rival.explanation for rival in brief.rivals]
        behind = evidence_of(answer, rivals=rivals, definition=brief.definitions)
        return check_claim(brief.claim, behind).verdict
    except ValueError:
        return ""


def complete_brief(answer: Json) -> float:
    """The share, 0 to 1 in quarters, of the four things that a case brief needs."""
    return sum(_four_things(answer).values()) / 4


def missing_before_hand_in(answer: Json) -> list[str]:
    """Those of the four that are missing, then what stands in the way, then what would help."""
    if is_blank(answer):
        return ["Your brief is not in your hand-in yet."]
    four = [words for words, is_there in _four_things(answer).items() if not is_there]
    brief = read_case_brief(answer)
    return list(dict.fromkeys([*four, *blocked(answer), *missing_in_brief(brief)]))


def _four_things(answer: Json) -> dict[str, bool]:
    """What a brief needs, in words -> whether it is there."""
    brief = read_case_brief(answer)
    rivals = [
        one for one in brief.rivals if one.explanation and one.evidence_for and one.evidence_against
    ]
    story = brief.story
    return {
        "A claim that the table behind it supports, with a figure to compare with.": _verdict(
            brief, answer
        )
        == "supported"
        and any(one.role == "comparator" for one in brief.shown),
        "Two explanations that compete, each with what speaks for and against it.": len(rivals)
        >= 2,
        "A story with consent: who tells it, for whom, agreed on which day.": bool(
            story.is_there
            and story.agreed
            and story.audience
            and story.can_withdraw
            and story.no_child
        ),
        "An ask: who should do what, by which day.": bool(
            brief.ask.role and brief.ask.act and brief.ask.by
        ),
    }
