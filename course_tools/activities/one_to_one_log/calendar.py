"""A month as a table: how many one-to-ones on each day, and which follow-ups are due."""

from calendar import Calendar
from collections import Counter
from collections.abc import Sequence
from datetime import date

from course_tools.people_met import Meeting

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def month_as_html(meetings: Sequence[Meeting], today: date) -> str:
    """The month of `today`. Only counts stand in it, no people."""
    met = Counter(meeting.day for meeting in meetings if meeting.day)
    due = Counter(m.follow_up for m in meetings if m.follow_up and not m.is_followed_up)
    head = "".join(f'<th scope="col">{day}</th>' for day in _DAYS)
    weeks = Calendar().monthdatescalendar(today.year, today.month)
    body = "".join(
        f"<tr>{''.join(_cell(day, today, met[day], due[day]) for day in week)}</tr>"
        for week in weeks
    )
    return (
        f'<table class="course-numbers course-month"><caption>{today:%B %Y}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(day: date, today: date, met: int, due: int) -> str:
    if day.month != today.month:
        return "<td></td>"
    number = f"<b>{day.day}</b>" if day == today else str(day.day)
    lines = [number + (" (today)" if day == today else "")]
    lines += [f"{met} met"] if met else []
    lines += [f"{due} to follow up"] if due else []
    return f"<td>{'<br>'.join(lines)}</td>"
