"""Two forms: what matters beside where the hours go, and the interests of two invented people."""

from html import escape

from course_tools.activities.self_interest.model import (
    FREEDOM,
    HOURS_IN_A_WEEK,
    MOST_IT_MATTERS,
    MOST_ROWS,
    STRONGEST,
    Heading,
    Interest,
    Shares,
    alignment,
    chosen,
    forced_hours,
    largest_gaps,
    overlap_of,
    read_freedom,
    read_interests,
    read_week,
    shares,
    worth_a_conversation,
    worth_curiosity,
)
from course_tools.activities.self_interest.plot import draw_interests, draw_shares
from course_tools.answers import AnswerSheet, Json
from course_tools.plotting import Picture, Room, Table, fitted, new_picture_axes
from course_tools.widgets.fields import Choice, Number, Tick, Words
from course_tools.widgets.rows import Rows
from course_tools.widgets.tool import Answer, Example, show_tool

_HEADINGS = ("Family", "Paid work", "Community", "Learning or faith", "Rest and play")
_WEEK = (
    Choice("freedom", "First: how many of your waking hours can you choose?", FREEDOM, ""),
    Rows(
        "week",
        "Your week, in your own headings. Tick what shift work, care or money decides for you",
        (
            Words("name", "Heading"),
            Tick("forced", "I cannot choose these hours"),
            Number("matters", "How much it matters, 0 to 10", 0, MOST_IT_MATTERS, 1, 0),
            Number("hours", "Hours a week", 0, HOURS_IN_A_WEEK, 1, 0),
        ),
        start=tuple({"name": name} for name in _HEADINGS),
        most=MOST_ROWS,
        widths=(2, 2.4, 1.2, 1),
        add="Add a heading",
    ),
)
_NIGHT_SHIFTS: dict[str, Json] = {
    "freedom": "some",
    "week": [
        {"name": "Family", "forced": False, "matters": 9, "hours": 10},
        {"name": "Night shifts", "forced": True, "matters": 8, "hours": 40},
        {"name": "Phone and television", "forced": False, "matters": 3, "hours": 25},
        {"name": "Parents’ group", "forced": False, "matters": 6, "hours": 5},
    ],
}

_PEOPLE = ("Amina", "Ben")
_INTERESTS = (
    Rows(
        "interests",
        f"What {_PEOPLE[0]} and {_PEOPLE[1]} care about, from 0 (not at all) to {STRONGEST}",
        (
            Words("name", "Interest"),
            Number("first", f"{_PEOPLE[0]} (invented)", 0, STRONGEST, 1, 0),
            Number("second", f"{_PEOPLE[1]} (invented)", 0, STRONGEST, 1, 0),
        ),
        start=(
            {"name": "A bus that comes on time", "first": 4, "second": 1},
            {"name": "Children safe on the way", "first": 3, "second": 3},
            {"name": "Time to plan lessons", "first": 0, "second": 2},
            {"name": "Singing in a choir", "first": 2, "second": 2},
        ),
        most=MOST_ROWS,
        widths=(3, 1, 1),
        add="Add an interest",
    ),
)
_MODEL = "<i>This shows how a mechanism works. It does not predict or judge any person.</i>"


def values_and_time(sheet: AnswerSheet, question: str = "values-and-time") -> None:
    """T05, first part: do the hours that can be chosen go where it matters?"""
    show_tool(
        sheet,
        question,
        "What matters, and where the hours go",
        _WEEK,
        picture=_week_picture,
        words=_week_words,
        intro="This is for you: nobody grades it. Say first which hours you can choose, and tick "
        "those you cannot. They are then left out of the comparison.",
        example=Example("a parent with night shifts (invented)", _NIGHT_SHIFTS),
    )


def overlap(sheet: AnswerSheet, question: str = "overlap") -> None:
    """T05, second part: what two invented people share, and where they differ."""
    show_tool(
        sheet,
        question,
        "What two people share",
        _INTERESTS,
        picture=_overlap_picture,
        words=_overlap_words,
        intro=f"{_PEOPLE[0]} cooks at a school; {_PEOPLE[1]} teaches there. Both are invented. Change "
        "their numbers and see what happens. Please keep them invented: no real person belongs here.",
    )


# What matters, and where the hours go


def _week_picture(answer: Answer) -> Picture:
    week = read_week(answer)
    parts = shares(week)
    gaps = largest_gaps(parts)
    height = 0.3 + 0.62 * max(2, len(parts))
    figure, (ax,) = new_picture_axes(height=height, room=Room(left=1.6, bottom=0.1, top=0.1))
    draw_shares(parts, gaps, ax)
    alt = f"Paired bars for {len(parts)} headings: the share of what matters and of chosen time."
    alt += "".join(f" {fitted(gap.name, 40)}: {_gap_in_words(gap)}." for gap in gaps)
    found = {id(one): part for one, part in zip(chosen(week), parts, strict=True)}
    rows = [
        (one.name, float(one.matters), float(one.hours), *_share_cells(found.get(id(one)), one))
        for one in week
    ]
    columns = ("Heading", "Matters", "Hours a week", "Share of what matters", "Share of time")
    return Picture(figure, alt, Table("What matters and where the hours go", columns, rows))


def _share_cells(part: Shares | None, one: Heading) -> tuple[str, str]:
    if part is None:
        return ("left out: not chosen",) * 2 if one.forced else ("", "")
    return f"{part.value:.0%}", f"{part.time:.0%}"


def _week_words(answer: Answer) -> str:
    week = read_week(answer)
    found = alignment(week)
    if found is None:
        said = (
            "<p>Put in how much it matters and the hours, for at least two headings whose hours "
            "you can choose.</p>"
        )
    else:
        gaps = "; ".join(
            f"{escape(gap.name)}: {_gap_in_words(gap)}" for gap in largest_gaps(shares(week))
        )
        said = (
            f"<p><b>Alignment {found:.2f}</b>. 1 means that your chosen hours are shared out as what "
            "matters is; 0 means that they have nothing in common. "
            + (f"The largest gaps: {gaps}.</p>" if gaps else "The shares are the same.</p>")
        )
    return (
        said
        + _power_words(answer, week)
        + (
            "<p>One assumption to doubt: an hour counts as an hour, however tired or awake you are in "
            f"it. {_MODEL}</p>"
        )
    )


def _power_words(answer: Answer, week: list[Heading]) -> str:
    hours, freedom = forced_hours(week), read_freedom(answer)
    said = ""
    if hours:
        said = (
            f"<b>{hours:g} hours a week</b> are not yours to choose. They are left out, with what "
            "they mean to you. "
        )
    elif freedom == "few":
        said = "You said that you choose few of your hours: tick those that you cannot choose. "
    elif not freedom:
        said = "Answer the first question too: it changes what the numbers mean. "
    if sum(one.hours for one in week) > HOURS_IN_A_WEEK:
        said += (
            f"Your hours add up to more than the {HOURS_IN_A_WEEK} of a week. That can be right, "
            "when two things happen at once. "
        )
    return (
        f"<p>{said}Low alignment under constraint is information about power, not about "
        "character: who decides over hours that are not our own, and who would have to change that?</p>"
    )


def _gap_in_words(gap: Shares) -> str:
    more = "matters more than it gets time" if gap.gap > 0 else "takes more time than it matters"
    return f"{more} ({gap.value:.0%} and {gap.time:.0%})"


# What two people share


def _marked(interests: list[Interest]) -> dict[str, Interest]:
    both, apart = worth_a_conversation(interests), worth_curiosity(interests)
    marks = (("worth a conversation", both), ("worth curiosity", apart))
    return {words: one for words, one in marks if one is not None}


def _overlap_picture(answer: Answer) -> Picture:
    interests = read_interests(answer)
    room = Room(left=1.6, right=1.7, bottom=0.6, top=0.1)
    figure, (ax,) = new_picture_axes(height=0.7 + 0.55 * max(2, len(interests)), room=room)
    marked = _marked(interests)
    draw_interests(interests, _PEOPLE, marked, ax)
    alt = f"{len(interests)} interests of two invented people on a scale from 0 to {STRONGEST}."
    alt += "".join(f" {fitted(one.name, 40)} is {words}." for words, one in marked.items())
    rows = [(one.name, float(one.first), float(one.second)) for one in interests]
    table = Table("What two invented people care about", ("Interest", *_PEOPLE), rows)
    return Picture(figure, alt, table)


def _overlap_words(answer: Answer) -> str:
    interests = read_interests(answer)
    found = overlap_of(interests)
    if found is None:
        return f"<p>Give at least one interest a number above 0.</p><p>{_MODEL}</p>"
    both, apart = worth_a_conversation(interests), worth_curiosity(interests)
    said = f"<p><b>Overlap {found:.2f}</b> of 1: what they share, as a part of all they care about."
    if both is None:
        said += (
            " In these numbers they share nothing yet. A story often shows what a list does not."
        )
    else:
        said += (
            f" Shared, and <b>worth a conversation: {escape(both.name)}</b> ({both.first:g} and "
            f"{both.second:g}). What story does each of them have about it?"
        )
    if apart is not None:
        said += (
            f" Different, and <b>worth curiosity: {escape(apart.name)}</b> ({apart.first:g} and "
            f"{apart.second:g}). Ask to understand it. Nobody has to give it up."
        )
    return (
        f"{said}</p><p>One assumption to doubt: that one number can stand for an interest. We learn "
        f"interests by asking, never from the group that somebody belongs to. {_MODEL}</p>"
    )
