"""The form: what we do not know, questions, roles; the bars, the run sheet, what fits."""

from course_tools.activities.meeting_planner.example import LATE_BUS
from course_tools.activities.meeting_planner.model import (
    meeting_minutes,
    missing_in_plan,
    read_plan,
    sheet_of,
    uncovered,
)
from course_tools.activities.meeting_planner.parts import DOMAINS, ROLES, Plan
from course_tools.activities.meeting_planner.plot import Bar, draw_bars
from course_tools.activities.meeting_planner.search import choices, still_unsure
from course_tools.activities.meeting_planner.story import said_of, short
from course_tools.answers import AnswerSheet, Json
from course_tools.plotting import Picture, Room, Table, new_picture_axes
from course_tools.widgets.fields import Choice, Field, Number, Tick, Words
from course_tools.widgets.rows import Rows
from course_tools.widgets.tool import Answer, Example, begun_in_lesson, show_tool

_EXPLAINED = (
    "A research meeting asks how things work and who decides. It makes no demand. Write about ten "
    "questions and see which fit the time. Use role labels, never names."
)
_BLANK_DOMAINS: tuple[dict[str, Json], ...] = tuple({"domain": key} for key in DOMAINS)
_BLANK_QUESTIONS: tuple[dict[str, Json], ...] = tuple(
    {"domain": key} for key in ("decisions", "money", "interest", "facts", "causes", "support")
)
_ROLE_LABELS = {
    "chair": "Chair (opens, keeps time, closes)",
    "credentialer": "Credentialer (says who we are, how many, and why we came)",
    "storyteller": "Storyteller (one true story, told with consent, 90 seconds)",
    "questioner": "First questioner",
    "questioner-2": "Second questioner (if you have one)",
    "note-taker": "Note taker (facts, numbers, promises)",
    "observer": "Observer (watches reactions, and who looks to whom)",
    "evaluator": "Evaluator (leads the talk right afterwards)",
    "interpreter": "Interpreter (if you need one; not a questioner)",
}

_FIELDS: tuple[Field, ...] = (
    Words("official", "Whom do we meet? (a role)"),
    Words("purpose", "Our purpose, in one sentence"),
    Rows(
        "domains",
        "What we could ask about: how much it matters, and how unsure we are",
        (
            Choice("domain", "What about", DOMAINS, "facts"),
            Number("importance", "Importance (0 to 5)", 0, 5, 1, 3),
            Number("unsure", "Unsure (0 we know, 1 no idea)", 0.0, 1.0, 0.1, 0.5),
        ),
        start=_BLANK_DOMAINS,
        most=len(DOMAINS),
        widths=(2, 1, 1),
        add="Add a line",
    ),
    Rows(
        "questions",
        "Questions we could ask. A question may reach a second thing, too",
        (
            Words("question", "Question"),
            Number("minutes", "Minutes", 1, 20, 1, 4),
            Choice("domain", "Asks about", DOMAINS, "facts"),
            Number("removes", "Clears up (0 to 1)", 0.0, 1.0, 0.1, 0.5),
            Choice("domain-2", "And about", {"": "nothing else", **DOMAINS}, ""),
            Number("removes-2", "Clears up there", 0.0, 1.0, 0.1, 0.0),
            Tick("must", "Must ask"),
        ),
        start=_BLANK_QUESTIONS,
        most=20,
        widths=(4, 1, 2, 1.2, 2, 1.2, 0.8),
        add="Add a question",
        on_first_line=2,
    ),
    Number("minutes", "Minutes for questions", 5, 40, 1, 22),
    *(Words(role, label) for role, label in _ROLE_LABELS.items()),
)


def meeting_planner(sheet: AnswerSheet, question: str = "meeting-planner") -> None:
    """T15: which questions fit a research meeting, and its run sheet with roles and times."""
    show_tool(
        sheet,
        question,
        "Plan a research meeting",
        _FIELDS,
        picture=_picture,
        words=_words,
        intro=_EXPLAINED,
        example=Example("the Port Marlow late bus (invented)", LATE_BUS),
        offers=begun_in_lesson(sheet, "07-research-meetings", question),
    )


def _words(answer: Answer) -> str:
    return said_of(read_plan(answer), missing_in_plan(answer))


def _picture(answer: Answer) -> Picture:
    plan = read_plan(answer)
    bars = _bars(plan)
    room = Room(left=2.35, right=1.25, bottom=0.55, top=0.35)
    figure, (ax,) = new_picture_axes(height=max(1.6, 0.95 + 0.32 * len(bars)), room=room)
    draw_bars(bars, ax)
    return Picture(
        figure,
        _alt(plan, bars),
        _sheet_table(plan),
        (_beside_table(plan), _domains_table(plan, bars), _questions_table(plan)),
    )


def _bars(plan: Plan) -> list[Bar]:
    chosen = choices(plan).chosen.questions
    left_out = {domain.key for domain in uncovered(plan)}
    return [
        Bar(DOMAINS[d.key], d.unsure, still_unsure(d, chosen), d.key not in left_out)
        for d in plan.domains
    ]


def _alt(plan: Plan, bars: list[Bar]) -> str:
    if not bars:
        return "An empty chart: no line says what to ask about."
    count = len(choices(plan).chosen.questions)
    left_out = [bar.name for bar in bars if not bar.is_asked]
    said = f"Bar chart: how unsure we are about {len(bars)} things, before and after {count} questions."
    if left_out:
        return f"{said} Hatched, because no question reaches them: {'; '.join(left_out)}."
    return f"{said} Nothing that matters is left out."


def _sheet_table(plan: Plan) -> Table:
    rows = [
        (_clock(slot.start), f"{slot.minutes:g}", short(slot.what), short(slot.who))
        for slot in sheet_of(plan)
    ]
    whom = f" with: {short(plan.official)}" if plan.official else ""
    caption = f"Run sheet of the {meeting_minutes(plan):g}-minute meeting{whom}"
    if plan.purpose:
        caption += f". Purpose: {short(plan.purpose)}"
    return Table(caption, ("Begins", "Minutes", "What", "Who"), rows)


def _beside_table(plan: Plan) -> Table:
    tasks = [
        ("15 minutes before, at the door", "chair", "Everybody once more says their role"),
        ("The whole meeting", "note-taker", "Writes facts, numbers and promises"),
        ("The whole meeting", "observer", "Watches reactions, and who looks to whom"),
        ("The whole meeting", "interpreter", "Interprets all that is said, adds nothing"),
        ("Right after, elsewhere, 20 to 30 minutes", "evaluator", "Leads the look back"),
    ]
    rows = [
        (when, what, f"{ROLES[role]}: {short(plan.who(role)) or 'nobody yet'}")
        for when, role, what in tasks
        if role != "interpreter" or plan.who(role)
    ]
    return Table("Before, beside and after the meeting", ("When", "What", "Who"), rows)


def _domains_table(plan: Plan, bars: list[Bar]) -> Table:
    rows = [
        (
            bar.name,
            f"{domain.importance:g}",
            f"{bar.before:.2f}",
            f"{bar.after:.2f}",
            "yes" if bar.is_asked else "no question reaches it",
        )
        for domain, bar in zip(plan.domains, bars, strict=True)
    ]
    columns = ("What about", "Importance", "Unsure before", "Unsure after", "Covered?")
    return Table("What we know before and after", columns, rows)


def _questions_table(plan: Plan) -> Table:
    chosen = choices(plan).chosen.questions
    rows = [
        (
            short(question.text),
            f"{question.minutes:g}",
            "; ".join(f"{DOMAINS[key]} {share:g}" for key, share in question.removes),
            "yes" if question in chosen else "no",
        )
        for question in plan.questions
    ]
    return Table("All questions", ("Question", "Minutes", "Removes", "Chosen?"), rows)


def _clock(minutes: float) -> str:
    """Minutes after the beginning as 0:07."""
    whole = round(minutes)
    return f"{whole // 60}:{whole % 60:02d}"
