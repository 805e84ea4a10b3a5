"""The log: one meeting at a time, the weeks as bars, a calendar, and what is due."""

from datetime import date
from html import escape

from course_tools.activities.one_to_one_log.calendar import month_as_html
from course_tools.activities.one_to_one_log.model import (
    WEEKS_IN_MEAN,
    by_week,
    called,
    kinds_met,
    long_kept,
    mean_of_full_weeks,
    to_follow_up,
)
from course_tools.activities.one_to_one_log.plot import draw_weeks
from course_tools.answers import AnswerSheet
from course_tools.course_folder import find_course
from course_tools.errors import CourseError
from course_tools.people_met import KINDS, Meeting, read_meetings
from course_tools.plotting import Picture, Room, Table, new_picture_axes
from course_tools.programme import chosen_programme
from course_tools.widgets.days import Day
from course_tools.widgets.fields import Choice, Tick, Words
from course_tools.widgets.ledger import Entries, Kind, show_ledger

_MEETING = Kind(
    name="meeting",
    title="One-to-one log",
    fields=(
        Words("who", "Whom did you meet? A role label, such as “a grade 3 parent”"),
        Choice("kind", "What kind of person?", {"": "Choose…", **KINDS}, ""),
        Day("day", "On which day?"),
        Words("moves", "What moves them? A few theme words, with commas between them", lines=2),
        Words("next", "The next step you agreed, or a clear no", lines=2),
        Day("follow-up", "Follow up by"),
        Tick("followed-up", "I have followed up"),
    ),
    called=called,
    intro=(
        "Private. It stays in the folder my-work/private on this computer and is never handed in. "
        "Write what the other person would be glad to read."
    ),
    noun="one-to-one",
)


def one_to_one_log(sheet: AnswerSheet) -> None:
    """R1: write down one-to-ones, count them by the week, and see what is due."""
    show_ledger(sheet, _MEETING, picture=_picture, words=_words)


def _picture(entries: Entries) -> Picture:
    weeks = by_week(read_meetings(entries.values()), date.today())
    asked = _asked()
    figure, (ax,) = new_picture_axes(height=2.6, room=Room(left=0.3, right=0.9, bottom=0.75))
    draw_weeks(weeks, asked, ax)
    counts = ", ".join(str(week.count) for week in weeks)
    goal = f" The program asks for {asked} a week." if asked else ""
    rows = [(f"{week.monday:%B} {week.monday.day}", week.count) for week in weeks]
    return Picture(
        figure,
        f"Bar chart of one-to-ones in each of the last {len(weeks)} weeks: {counts}.{goal}",
        Table("One-to-ones a week", ("Week that begins on", "One-to-ones"), rows),
    )


def _words(entries: Entries) -> str:
    meetings, today = read_meetings(entries.values()), date.today()
    if not meetings:
        return "Nothing here yet. Write down your first one-to-one above."
    kinds = ", ".join(f"{escape(kind)} {count}" for kind, count in kinds_met(meetings).items())
    parts = [
        f"<b>{len(meetings)}</b> in all{f': {kinds}' if kinds else ''}. {_pace(meetings, today)}",
        month_as_html(meetings, today),
        _due(meetings, today),
        _old(meetings, today),
    ]
    return "".join(f"<div>{part}</div>" for part in parts if part)


def _pace(meetings: list[Meeting], today: date) -> str:
    mean, asked = mean_of_full_weeks(meetings, today), _asked()
    if mean is None:
        return "After the first full week, your weekly number stands here."
    said = f"Over the last full weeks (up to {WEEKS_IN_MEAN}): <b>{mean:.1f}</b> a week."
    if asked is None:
        return said
    if mean >= asked:
        return f"{said} The program asks for {asked}."
    return (
        f"{said} The program asks for {asked}. What would free the time? Take that question to "
        "your coach. It is about your plan and your job, not a penalty."
    )


def _due(meetings: list[Meeting], today: date) -> str:
    due = to_follow_up(meetings, today)
    if not due:
        return ""
    items = "".join(
        f"<li>{escape(m.who)}: {escape(m.next_step) or 'follow up'} "
        f"({'today' if m.follow_up == today else f'since {m.follow_up:%B} {m.follow_up.day}'})</li>"
        for m in due
        if m.follow_up
    )
    return f"<b>To follow up:</b><ul>{items}</ul>"


def _old(meetings: list[Meeting], today: date) -> str:
    old = long_kept(meetings, today)
    if not old:
        return ""
    which = "One entry is" if len(old) == 1 else f"{len(old)} entries are"
    return f"{which} more than a year old. Do you still need them? If not, erase them."


def _asked() -> int | None:
    """How many one-to-ones a week the participant's programme asks for; None when it does not."""
    try:
        chosen = chosen_programme(find_course())
    except CourseError:
        return None
    return chosen.one_to_ones_a_week if chosen else None
