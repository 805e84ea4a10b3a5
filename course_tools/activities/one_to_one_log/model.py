"""Counting one-to-ones by the week, what is due, what is old, and what a hand-in takes (R1)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from course_tools.people_met import KINDS, Meeting, people
from course_tools.stored import day_in, line

WEEKS_SHOWN = 8
WEEKS_IN_MEAN = 4  # brief 6.5: the mean of four weeks counts, not one thin week
MONTHS_KEPT = 12  # brief 7.4: after that, ask whether it is still needed
MOST_WEEKS = 60  # in a hand-in
FEWEST_MEETINGS = 5
FEWEST_THEMES = 3
_STEPS_SHARE = 0.8


@dataclass(frozen=True)
class Week:
    """One-to-ones in the week that begins on `monday`."""

    monday: date
    count: int


def by_week(meetings: Sequence[Meeting], today: date, weeks: int = WEEKS_SHOWN) -> list[Week]:
    """The last `weeks` weeks up to the present one, the earliest first; empty weeks count 0.

    Meetings in the future are plans and are not counted.
    """
    this_monday = _monday(today)
    counts = Counter(_monday(m.day) for m in meetings if m.day is not None and m.day <= today)
    mondays = (this_monday - timedelta(weeks=back) for back in range(weeks - 1, -1, -1))
    return [Week(monday, counts[monday]) for monday in mondays]


def mean_of_full_weeks(meetings: Sequence[Meeting], today: date) -> float | None:
    """One-to-ones a week over the last four full weeks.

    Fewer weeks count when the log is younger, the week of the first meeting among them. None
    before one full week has passed.
    """
    days = [m.day for m in meetings if m.day is not None and m.day <= today]
    if not days:
        return None
    full = (_monday(today) - _monday(min(days))).days // 7
    weeks = by_week(meetings, today, min(full, WEEKS_IN_MEAN) + 1)[:-1]
    return sum(week.count for week in weeks) / len(weeks) if weeks else None


def to_follow_up(meetings: Sequence[Meeting], today: date) -> list[Meeting]:
    """Promised follow-ups that are due by today and not ticked yet, the oldest first."""
    due = [m for m in meetings if m.follow_up and m.follow_up <= today and not m.is_followed_up]
    return sorted(due, key=lambda meeting: meeting.follow_up or today)


def long_kept(meetings: Sequence[Meeting], today: date) -> list[Meeting]:
    """Meetings that are a year old or older: still needed?"""
    return [m for m in meetings if m.day is not None and (today - m.day).days >= 365]


def kinds_met(meetings: Sequence[Meeting]) -> dict[str, int]:
    """How many meetings with each kind of person, by the words of KINDS, in their order."""
    counts = Counter(meeting.kind for meeting in meetings)
    return {words: counts[kind] for kind, words in KINDS.items() if counts[kind]}


# What a hand-in takes


def summary(
    meetings: Sequence[Meeting], themes: Sequence[str], roles: Sequence[str]
) -> dict[str, Any]:
    """Counts, and those themes and role labels that the participant chose: nothing else.

    No day, no next step and no note is in it; weeks are numbered, not dated. The last
    MOST_WEEKS are counted: a mistyped year would bring thousands of empty ones.
    """
    days = sorted(m.day for m in meetings if m.day is not None)
    weeks = Counter((_monday(day) - _monday(days[0])).days // 7 for day in days)
    last = max(weeks, default=-1)
    first = max(0, last + 1 - MOST_WEEKS)
    return {
        "one-to-ones": len(meetings),
        "in-each-week": [weeks[number] for number in range(first, last + 1)],
        "with-a-next-step": sum(bool(m.next_step) for m in meetings),
        "kinds": kinds_met(meetings),
        "themes": list(themes),
        "role-labels": list(roles),
    }


def themes_in(meetings: Sequence[Meeting]) -> list[str]:
    """All theme words, the most frequent first."""
    counts = Counter(theme for meeting in meetings for theme in meeting.moves)
    return [theme for theme, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def roles_in(meetings: Sequence[Meeting]) -> list[str]:
    """All role labels, each once."""
    return people(meetings)


def complete_log(answer: Any) -> float:
    """The share, 0 to 1 in fifths, of what a complete summary has. Takes anything."""
    things = _five_things(answer)
    return sum(has for has, _ in things) / len(things)


def missing_in_log(answer: Any) -> list[str]:
    """What a summary still lacks, in plain words, one sentence each."""
    return [words for has, words in _five_things(answer) if not has]


def _five_things(answer: Any) -> list[tuple[bool, str]]:
    given = answer if isinstance(answer, dict) else {}
    held, steps = _count(given.get("one-to-ones")), _count(given.get("with-a-next-step"))
    weeks = given.get("in-each-week")
    counted = sum(map(_count, weeks)) if isinstance(weeks, list) else 0
    return [
        (held >= FEWEST_MEETINGS, f"Hold and write down at least {FEWEST_MEETINGS} one-to-ones."),
        (0 < held <= counted, "Give every one-to-one its day, so that the weeks can be counted."),
        (
            len(_words(given.get("themes"))) >= FEWEST_THEMES,
            f"Put in at least {FEWEST_THEMES} themes: what moves the people you met.",
        ),
        (bool(_words(given.get("role-labels"))), "Put in role labels of people you met."),
        (
            held > 0 and steps >= _STEPS_SHARE * held,
            "Write a next step for at least four in five of your one-to-ones. “None, and that is "
            "fine” is a next step too.",
        ),
    ]


def _count(value: Any) -> int:
    return value if type(value) is int and value > 0 else 0


def _words(value: Any) -> list[str]:
    return [x for x in value if isinstance(x, str) and x.strip()] if isinstance(value, list) else []


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def called(answer: Any) -> str:
    """What an entry is called in the list: “a grade 3 parent, November 14”."""
    given = answer if isinstance(answer, dict) else {}
    who = line(given.get("who"))[:60] or "(nobody named yet)"
    day = day_in(given.get("day"))
    return f"{who}, {day:%B} {day.day}" if day else who
