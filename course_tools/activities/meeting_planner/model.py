"""Reading a plan, its run sheet, and when it is complete (brief 2.15, T15)."""

from typing import Any

from course_tools.activities.meeting_planner.parts import (
    DOMAINS,
    MUST_REACH,
    OPTIONAL_ROLES,
    QUESTION_MINUTES,
    QUESTIONERS,
    ROLES,
    Domain,
    Plan,
    Question,
    Slot,
)
from course_tools.activities.meeting_planner.search import choices
from course_tools.stored import folded, line, number, rows_in

_MOST_ROWS = 60  # looked at in a table that did not come from the form

FEWEST_QUESTIONS = 5
LONGEST_MEETING = 40.0
LONGEST_QUESTION_TIME = 120.0
_EQUAL = 1e-9

# What, minutes, who: before the questions and after them. With 22 minutes of questions it is 40.
_BEFORE = (
    ("Introductions and credential", 5.0, ("chair", "credentialer")),
    ("Purpose, and why this person", 2.0, ("chair",)),
    ("Story", 3.0, ("storyteller",)),
)
_AFTER = (
    ("Summary of what we heard", 3.0, ("note-taker",)),
    ("Asks: documents, another name, a second meeting", 3.0, ("chair",)),
    ("Thanks, and a photo if all agree", 2.0, ("chair",)),
)


def chosen_questions(answer: Any) -> tuple[Question, ...]:
    """The questions that the plan asks, in the order of the table. Takes anything."""
    return choices(read_plan(answer)).chosen.questions


def run_sheet(answer: Any) -> tuple[Slot, ...]:
    """The meeting, part by part. Takes anything; `who` says where nobody has a role yet."""
    return sheet_of(read_plan(answer))


def sheet_of(plan: Plan) -> tuple[Slot, ...]:
    """The run sheet of a plan that was read. Questioners take turns; time left is for follow-ups."""
    chosen = choices(plan).chosen
    asking = [role for role in QUESTIONERS if plan.who(role)] or [QUESTIONERS[0]]
    parts = list(_BEFORE)
    for turn, question in enumerate(chosen.questions):
        parts.append((question.text, question.minutes, (asking[turn % len(asking)],)))
    rest = plan.minutes - chosen.minutes
    if rest > _EQUAL:
        parts.append(("Follow-up questions", rest, tuple(asking)))
    slots, start = [], 0.0
    for what, minutes, roles in (*parts, *_AFTER):
        slots.append(Slot(start, minutes, what, "; ".join(_taken_by(plan, r) for r in roles)))
        start += minutes
    return tuple(slots)


def in_short(answer: Any) -> dict[str, Any]:
    """The run sheet and what nobody asks about, as plain data, for who reads a plan."""
    plan = read_plan(answer)
    rows = [
        {"minute": round(slot.start), "what": slot.what, "who": slot.who} for slot in sheet_of(plan)
    ]
    left_out = [DOMAINS[domain.key] for domain in uncovered(plan)]
    return {"run-sheet": rows, "nobody-asks-about": left_out or ["nothing"]}


def meeting_minutes(plan: Plan) -> float:
    """How long the whole meeting takes."""
    return sum(slot.minutes for slot in sheet_of(plan))


def uncovered(plan: Plan) -> tuple[Domain, ...]:
    """The domains that matter and are unsure, and that no chosen question reaches."""
    reached = {key for question in choices(plan).chosen.questions for key in question.reaches}
    return tuple(d for d in plan.domains if d.weight > 0 and d.key not in reached)


def _taken_by(plan: Plan, role: str) -> str:
    return f"{ROLES[role]}: {plan.who(role) or 'nobody yet'}"


# When a plan is complete


def complete_plan(answer: Any) -> float:
    """The share, 0 to 1 in quarters, of the four things a complete plan has. Takes anything."""
    return sum(not words for words in _four_things(answer)) / 4


def missing_in_plan(answer: Any) -> list[str]:
    """What a plan still lacks, in plain words, one sentence each. Empty when it is complete."""
    return [words for words in _four_things(answer) if words]


def _four_things(answer: Any) -> list[str]:
    """A sentence for each of the four things; "" for those that are there."""
    plan = read_plan(answer)
    chosen = choices(plan).chosen.questions
    return [_few(plan, chosen), _not_reached(chosen), _roles_to_fill(plan), _too_long(plan)]


def _few(plan: Plan, chosen: tuple[Question, ...]) -> str:
    if len(chosen) >= FEWEST_QUESTIONS:
        return ""
    return (
        f"Have at least {FEWEST_QUESTIONS} questions that fit into {plan.minutes:g} minutes; now "
        f"it is {len(chosen)}. Write more questions, or shorter ones."
    )


def _not_reached(chosen: tuple[Question, ...]) -> str:
    reached = {key for question in chosen for key in question.reaches}
    left = [DOMAINS[key] for key in MUST_REACH if key not in reached]
    if not left:
        return ""
    return (
        f"No question that fits reaches: {', '.join(left)}. Write one, or tick “must ask” beside "
        "one that you have."
    )


def _roles_to_fill(plan: Plan) -> str:
    empty = [ROLES[role] for role in ROLES if role not in OPTIONAL_ROLES and not plan.who(role)]
    if empty:
        return f"Say who takes these roles: {', '.join(empty)}."
    interpreter = folded(plan.who("interpreter"))
    if interpreter and interpreter in {folded(plan.who(role)) for role in QUESTIONERS}:
        return (
            "The interpreter cannot ask questions as well. Choose somebody else for one of the two."
        )
    return ""


def _too_long(plan: Plan) -> str:
    chosen = choices(plan).chosen
    if not chosen.questions:
        return "Put questions into the time you have."
    if chosen.minutes > plan.minutes + _EQUAL:
        return (
            f"The questions you must ask take {chosen.minutes:g} minutes, and there are "
            f"{plan.minutes:g}. Shorten some, or untick one."
        )
    if meeting_minutes(plan) > LONGEST_MEETING + _EQUAL:
        return (
            f"The whole meeting would take {meeting_minutes(plan):g} minutes. Keep it to "
            f"{LONGEST_MEETING:g}: give the questions less time."
        )
    return ""


# Reading an answer that may be anything


def read_plan(answer: Any) -> Plan:
    """The plan in an answer. Rows that cannot be used are left out and named in `remarks`.

    Never raises, whatever the answer is.
    """
    remarks: list[str] = []
    given = answer if isinstance(answer, dict) else {}
    minutes = number(given.get("minutes"))
    if minutes is None or not 0 < minutes <= LONGEST_QUESTION_TIME:
        minutes = QUESTION_MINUTES
    roles = [(role, line(given.get(role))) for role in ROLES]
    return Plan(
        _domains(answer, remarks),
        _questions(answer, remarks),
        minutes,
        tuple((role, who) for role, who in roles if who),
        line(given.get("official")),
        line(given.get("purpose")),
        tuple(dict.fromkeys(remarks)),
    )


def _domains(answer: Any, remarks: list[str]) -> tuple[Domain, ...]:
    domains: dict[str, Domain] = {}
    for row in rows_in(answer, "domains", _MOST_ROWS):
        key, importance, unsure = row.get("domain"), row.get("importance"), row.get("unsure")
        if not isinstance(key, str) or key not in DOMAINS:
            continue
        if key in domains:
            remarks.append(f"“{DOMAINS[key]}” stands in the list twice; the first row counts.")
            continue
        try:
            domains[key] = Domain(key, _or(importance, 3.0), _or(unsure, 0.5))
        except ValueError as refusal:
            remarks.append(f"Left out. {refusal}")
    return tuple(domains.values())


def _questions(answer: Any, remarks: list[str]) -> tuple[Question, ...]:
    questions: dict[str, Question] = {}
    for row in rows_in(answer, "questions", _MOST_ROWS):
        text = line(row.get("question"))
        if not text:
            continue
        if folded(text) in questions:
            remarks.append(f"“{text}” stands in the list twice; the first row counts.")
            continue
        try:
            questions[folded(text)] = Question(
                text, _or(row.get("minutes"), 4.0), _removes(row), row.get("must") is True
            )
        except ValueError as refusal:
            remarks.append(f"Left out. {refusal}")
    return tuple(questions.values())


def _removes(row: dict[str, Any]) -> tuple[tuple[str, float], ...]:
    """The domains of a question's row; a second one that is the same as the first does not count."""
    removes: dict[str, float] = {}
    for part, share in (("domain", "removes"), ("domain-2", "removes-2")):
        key = row.get(part)
        if isinstance(key, str) and key in DOMAINS:
            removes.setdefault(key, _or(row.get(share), 0.5 if part == "domain" else 0.0))
    return tuple(removes.items())


def _or(value: Any, start: float) -> float:
    """A number, or what the form starts with."""
    found = number(value)
    return start if found is None else found
