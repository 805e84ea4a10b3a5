"""What the plan says, in words for a page. All text is escaped: a participant wrote it."""

from html import escape

from course_tools.activities.meeting_planner.model import uncovered
from course_tools.activities.meeting_planner.parts import DOMAINS, Plan, Question
from course_tools.activities.meeting_planner.search import MOST_TO_TRY, Choices, choices
from course_tools.plotting import fitted

WARNING = (
    "<i>This adds up your own guesses. It shows how time and questions trade off; it does not "
    "predict what anybody will say. It takes each answer as fair and full. What if it is not?</i>"
)
_LONGEST = 140  # characters of a question or a remark on the page
_SHOWN = 5


def short(text: str) -> str:
    """What a participant wrote on one line, not longer than a page can bear."""
    return fitted(text, _LONGEST)


def said_of(plan: Plan, missing: list[str]) -> str:
    """The paragraphs below the form, as HTML; `missing` is what a complete plan still needs."""
    if not plan.questions:
        return (
            "Write about ten questions, each with its minutes and what it asks about. "
            "The planner then shows which of them fit the time."
        )
    found = choices(plan)
    parts = [_chosen(plan, found), _left_for_later(plan, found), _ways(plan, found)]
    parts += [_uncovered(plan), _where_the_sheet_is(), WARNING]
    notes = [*plan.remarks[:_SHOWN], *missing]
    if notes:
        items = "".join(f"<li>{escape(fitted(note, 220))}</li>" for note in notes)
        parts.append(f"<b>Still to do for a complete plan:</b><ul>{items}</ul>")
    else:
        parts.append("<b>Your plan is complete.</b> Now rehearse it, each in their role.")
    return "".join(_block(part) for part in parts if part)


def _block(part: str) -> str:
    """A paragraph; a part with a list in it is none."""
    kind = "div" if "<li>" in part else "p"
    return f"<{kind}>{part}</{kind}>"


def _chosen(plan: Plan, found: Choices) -> str:
    choice = found.chosen
    if not choice.questions:
        return (
            "<b>No question is chosen yet.</b> None fits the time and asks about something that "
            "matters and is unsure."
        )
    items = "".join(f"<li>{_line(question)}</li>" for question in choice.questions)
    return (
        f"<b>Ask these {len(choice.questions)}</b> ({choice.minutes:g} of {plan.minutes:g} "
        f"minutes):<ol>{items}</ol>"
    )


def _left_for_later(plan: Plan, found: Choices) -> str:
    left = [question for question in plan.questions if question not in found.chosen.questions]
    if not left:
        return ""
    names = "; ".join(escape(short(question.text)) for question in left[:_SHOWN])
    more = f"; and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
    return (
        f"<b>Left for another day:</b> {names}{more}. You know better? Tick “must ask” beside a "
        "question, and it is in."
    )


def _ways(plan: Plan, found: Choices) -> str:
    everything = sum(domain.weight for domain in plan.domains)
    if not everything:
        return "<b>What it finds out:</b> nothing on your list is both important and unsure yet."
    quick = found.greedy.found_out
    said = (
        f"<b>What it finds out.</b> All that you do not know, times how much it matters, adds up to "
        f"{everything:.2f}. Taking first what tells most per minute (“greedy”) finds out "
        f"{quick:.2f} of it."
    )
    if found.best is None or found.gap is None:
        return (
            f"{said} With more than {MOST_TO_TRY} questions only this way is shown: there are too "
            "many combinations to try them all. Cut your list, and the best one is found."
        )
    best = found.best.found_out
    if found.gap < 0.005:
        return f"{said} Trying every combination finds nothing better: the gap is 0."
    return (
        f"{said} Trying every combination finds a better choice, the one above: "
        f"<b>{best:.2f}</b>. The gap is {found.gap:.2f}, or {found.gap / best:.0%} of the best."
    )


def _uncovered(plan: Plan) -> str:
    names = [DOMAINS[domain.key] for domain in uncovered(plan)]
    if not names:
        return "<b>Nobody asks about:</b> nothing is left out that matters and is unsure."
    return f"<b>Nobody asks about:</b> {'; '.join(names)}. In the picture these bars are hatched."


def _where_the_sheet_is() -> str:
    return "The run sheet, with roles and times, is the first table below the picture."


def _line(question: Question) -> str:
    about = " and ".join(DOMAINS[key] for key in question.reaches)
    must = ", must ask" if question.must else ""
    return f"{escape(short(question.text))} ({question.minutes:g} min; {about}{must})"
