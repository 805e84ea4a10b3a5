"""What a research meeting brought: facts, promises and impressions apart (R4, brief 2.15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from course_tools.stored import day_in, line, one_of, rows_in

# What was heard. Facts can be checked, promises can be kept, impressions are ours.
KINDS = {
    "fact": "fact: it can be checked",
    "promise": "promise: they will do it",
    "impression": "impression: what we think",
    "question": "question: still open",
}
_MOST_HEARD = 200  # looked at in an answer that did not come from the form
_DEBRIEF = {
    "power": "Say who holds power here, and how you know.",
    "interest": "Say what moved the other person: their self-interest.",
    "roles": "Say how you did in your roles.",
    "next": "Write the next step, by whom, and by when.",
}


@dataclass(frozen=True)
class Heard:
    """One thing that was heard. `kind` is a key of KINDS, or "" while it is not sorted.

    `check` says how it can be checked, or by when it is promised.
    """

    words: str
    kind: str
    check: str


@dataclass(frozen=True)
class ResearchMeeting:
    """A meeting; `who` is the role of the other person. `stance` and `influence` are as on a
    power map, -5 to 5 and 0 to 10; None while nothing was entered.
    """

    who: str
    day: date | None
    purpose: str
    heard: tuple[Heard, ...]
    debrief: dict[str, str]
    stance: float | None
    influence: float | None

    def of_kind(self, kind: str) -> list[Heard]:
        """What was heard of one kind."""
        return [one for one in self.heard if one.kind == kind]


def read_meeting(answer: Any) -> ResearchMeeting:
    """The meeting in an answer, which may be anything."""
    given = answer if isinstance(answer, dict) else {}
    heard = [_heard(row) for row in rows_in(given, "heard", _MOST_HEARD)]
    return ResearchMeeting(
        line(given.get("who")),
        day_in(given.get("day")),
        line(given.get("purpose")),
        tuple(one for one in heard if one.words),
        {key: line(given.get(key)) for key in ("feeling", *_DEBRIEF)},
        _number(given.get("stance"), -5, 5),
        _number(given.get("influence"), 0, 10),
    )


def read_research(entries: Iterable[Any]) -> list[ResearchMeeting]:
    """The meetings that name whom they were with, the earliest first, undated ones last."""
    meetings = [meeting for entry in entries if (meeting := read_meeting(entry)).who]
    return sorted(meetings, key=lambda meeting: meeting.day or date.max)


def promises_open(meetings: Iterable[ResearchMeeting]) -> list[tuple[str, Heard]]:
    """Who promised what, in the order of the meetings."""
    return [(meeting.who, one) for meeting in meetings for one in meeting.of_kind("promise")]


def unchecked(meeting: ResearchMeeting) -> list[Heard]:
    """Facts and promises with no way to check them yet."""
    return [one for one in meeting.heard if one.kind in ("fact", "promise") and not one.check]


def complete_debrief(answer: Any) -> float:
    """The share, 0 to 1, of what a complete debrief has. Takes anything."""
    things = _things(answer)
    return sum(has for has, _ in things) / len(things)


def missing_in_debrief(answer: Any) -> list[str]:
    """What a debrief still lacks, in plain words, one sentence each."""
    return [words for has, words in _things(answer) if not has]


def called(answer: Any) -> str:
    """What a meeting is called in the list: “transportation manager, November 14”."""
    meeting = read_meeting(answer)
    who = meeting.who[:60] or "(nobody named yet)"
    return f"{who}, {meeting.day:%B} {meeting.day.day}" if meeting.day else who


def _things(answer: Any) -> list[tuple[bool, str]]:
    meeting = read_meeting(answer)
    return [
        (
            bool(meeting.who and meeting.purpose),
            "Say whom you met, by role, and the purpose in one sentence.",
        ),
        (
            bool(meeting.of_kind("fact") and meeting.of_kind("impression")),
            "Write at least one fact and one impression, in lines of their own.",
        ),
        (
            bool(meeting.heard) and all(one.kind for one in meeting.heard),
            "Sort every line: fact, promise, impression or open question.",
        ),
        (
            bool(meeting.of_kind("fact")) and not unchecked(meeting),
            "Say for every fact how it can be checked, and for every promise by when.",
        ),
        *((bool(meeting.debrief[key]), words) for key, words in _DEBRIEF.items()),
    ]


def _heard(row: dict[str, Any]) -> Heard:
    return Heard(line(row.get("words")), one_of(row.get("kind"), KINDS), line(row.get("check")))


def _number(value: Any, low: float, high: float) -> float | None:
    is_number = type(value) in (int, float) and low <= value <= high
    return float(value) if is_number else None
