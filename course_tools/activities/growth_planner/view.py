"""The form: habits of a week, the lines over half a year, the hours, and a what-if."""

from course_tools.activities.growth_planner.model import (
    NOTES,
    TALK,
    WEEKS,
    Plan,
    alone,
    holding,
    hours_and_minutes,
    week_in_minutes,
    whole_invitations,
    with_leaders,
)
from course_tools.activities.growth_planner.plot import draw_growth
from course_tools.answers import AnswerSheet, Json
from course_tools.growth import Growth, OneToOnes, reproduction
from course_tools.plotting import Picture, Room, Table, new_picture_axes
from course_tools.widgets.fields import Number
from course_tools.widgets.tool import Answer, show_tool

_FIELDS = (
    Number("invitations", "The organizer’s invitations a week", 0, 15, 1, 5),
    Number("accept", "Of 100 invitations, how many lead to a meeting", 0, 100, 5, 80),
    Number("by_leader", "Invitations a week by each leader", 0.0, 3.0, 0.25, 1.0),
    Number("become", "Of 100 people met, how many become leaders", 0, 30, 1, 10),
    Number("training", "Weeks until a new leader begins", 0, 12, 1, 4),
    Number("leave", "Of 100 leaders, how many stop in a week", 0.0, 10.0, 0.5, 2.0),
    Number("pool", "People there are to meet", 50, 10_000, 50, 5000),
    Number("travel", "Minutes of travel for one meeting", 0, 120, 5, 30),
    Number("what_if", "What if the organizer held this many meetings a week?", 0, 12, 1, 5),
)


def growth_planner(sheet: AnswerSheet, question: str = "growth-planner") -> None:
    """T06: one organizer alone against one with leaders, over 26 weeks, with the hours it takes."""
    show_tool(
        sheet,
        question,
        "How one-to-ones grow",
        _FIELDS,
        picture=_picture,
        words=_words,
        intro=f"One organizer over {WEEKS} weeks. Guess first: how many people will be met? Then move "
        "one slider at a time.",
    )


def _number(answer: Json, name: str) -> float:
    """What a slider says; its start value where an answer has nothing that fits."""
    field = next(field for field in _FIELDS if field.name == name)
    value = answer.get(name) if isinstance(answer, dict) else None
    return float(value or 0) if field.fits(value) else field.start


def _plan(answer: Json) -> Plan:
    habits = OneToOnes(
        invitations=_number(answer, "invitations"),
        accepted=_number(answer, "accept") / 100,
        by_leader=_number(answer, "by_leader"),
        become_leaders=_number(answer, "become") / 100,
        training=int(_number(answer, "training")),
        leave=_number(answer, "leave") / 100,
        pool=_number(answer, "pool"),
    )
    return Plan(habits, int(_number(answer, "travel")))


def _lines(answer: Json) -> list[tuple[str, Growth]]:
    """The organizer alone, with leaders, and the what-if where it is not the same."""
    plan = _plan(answer)
    lines = [("alone", alone(plan)), ("with leaders", with_leaders(plan))]
    wanted = _number(answer, "what_if")
    other = holding(wanted, plan)
    if other is not None and abs(other.held - plan.held) > 1e-6:
        lines.append((f"what if: {wanted:g} a week", with_leaders(other)))
    return lines


def _picture(answer: Answer) -> Picture:
    lines = _lines(answer)
    figure, (ax,) = new_picture_axes(room=Room(right=1.95))
    draw_growth([(name, growth.met) for name, growth in lines], ax)
    alt = f"Line chart over {WEEKS} weeks of people met so far. At the end: " + "; ".join(
        f"{name} {growth.met[-1]:,.0f} people and {growth.leaders[-1]:.1f} leaders"
        for name, growth in lines
    )
    rows = [
        (week + 1, *(round(number[week], 1) for _, g in lines for number in (g.met, g.leaders)))
        for week in range(WEEKS)
    ]
    columns = [f"{name}: {what}" for name, _ in lines for what in ("met", "leaders")]
    table = Table("At the end of each week", ("Week", *columns), rows)
    return Picture(figure, f"{alt}.", table, (_hours_table(answer),))


def _hours_table(answer: Json) -> Table:
    plan, wanted = _plan(answer), _number(answer, "what_if")
    rows = [
        (words, f"{meetings:g}", hours_and_minutes(week_in_minutes(meetings, plan.travel)))
        for words, meetings in (
            ("If everybody accepts", plan.habits.invitations),
            ("If as many accept as you say", round(plan.held, 2)),
            ("What if", wanted),
        )
    ]
    return Table(
        f"The organizer’s hours: {TALK} minutes to talk, {NOTES} for notes, {plan.travel} of travel",
        ("", "Meetings a week", "Time a week"),
        rows,
    )


def _words(answer: Answer) -> str:
    plan = _plan(answer)
    one, many = alone(plan), with_leaders(plan)
    return (
        f"<p>After {WEEKS} weeks one organizer alone has met <b>{one.met[-1]:,.1f}</b> people; with "
        f"leaders who meet people too, <b>{many.met[-1]:,.1f}</b>, and there are "
        f"<b>{many.leaders[-1]:.2f}</b> leaders. {_growing(plan, many)}</p>"
        f"<p>{_hours(plan)}</p><p>{_what_if(answer, plan)}</p>"
        "<p>One assumption to doubt: every leader goes on inviting every week, whatever happens at "
        "home or at work. <i>This shows how a mechanism works. It does not predict your town.</i></p>"
    )


def _growing(plan: Plan, many: Growth) -> str:
    each = reproduction(plan.habits)
    if each is None:
        said = "In these numbers no leader ever stops, so <b>R</b> has no limit."
    else:
        said = (
            f"<b>R is {each:.3g}</b>: so many new leaders come through one leader, before that leader "
            f"stops. {_beyond(each)}"
        )
    if many.met[-1] >= plan.habits.pool - 1e-6:
        said += " With leaders, everybody there is to meet has been met by then."
    return said


def _beyond(each: float) -> str:
    """What R says. Sliders of tenths never make exactly 1, so a hair beside it counts as 1."""
    if abs(each - 1) < 1e-9:
        return "At 1 the circle would keep its size without the organizer."
    if each > 1:
        return (
            "Above 1 the circle would grow without the organizer, while there are people to meet."
        )
    return "Below 1 the circle would shrink without the organizer."


def _hours(plan: Plan) -> str:
    every = week_in_minutes(plan.habits.invitations, plan.travel)
    said = (
        f"<b>Hours:</b> {plan.habits.invitations:g} meetings of {TALK} minutes, with {NOTES} for notes "
        f"and {plan.travel} of travel, take <b>{hours_and_minutes(every)}</b> a week."
    )
    if plan.held == plan.habits.invitations:
        return said
    share = f"{plan.habits.accepted:.0%}"
    held = hours_and_minutes(week_in_minutes(plan.held, plan.travel))
    return f"{said} When {share} accept, {plan.held:.1f} are held: {held}."


def _what_if(answer: Json, plan: Plan) -> str:
    wanted = _number(answer, "what_if")
    other = holding(wanted, plan)
    if other is None:
        return "<b>What if:</b> when nobody accepts, no number of invitations leads to a meeting."
    time = hours_and_minutes(week_in_minutes(wanted, plan.travel))
    return (
        f"<b>What if</b> the organizer held {wanted:g} a week? That takes about "
        f"{whole_invitations(other)} invitations and {time} a week. After {WEEKS} weeks: "
        f"{alone(other).met[-1]:,.0f} people alone, {with_leaders(other).met[-1]:,.0f} with leaders. "
        "Five a week is an expectation in some programs. What would you put down to make room for it?"
    )
