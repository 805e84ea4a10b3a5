"""What a coaching call agrees, and how the promises of earlier calls were kept (R3, brief 6.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from course_tools.stored import day_in, line, one_of

# Heart, head or hands: what stands in the way (after Ganz; brief 2.29).
BLOCKS = {
    "heart": "heart: courage, hope, or a reason to do it",
    "head": "head: a plan, or knowing what is going on",
    "hands": "hands: a skill to practice",
}
KEPT = {"yes": "yes", "partly": "partly", "no": "no", "changed": "we changed it"}


@dataclass(frozen=True)
class Call:
    """One call. `kept` (a key of KEPT, or "") says how the commitment of the call before went."""

    day: date | None
    goal: str
    kept: str
    block: str
    next_days: str


def read_calls(entries: Iterable[Any]) -> list[Call]:
    """The calls in a record's entries, the earliest first, undated ones last. Takes anything."""
    calls = [_read(entry) for entry in entries if isinstance(entry, dict)]
    return sorted(calls, key=lambda call: call.day or date.max)


def kept_so_far(calls: Iterable[Call]) -> dict[str, int]:
    """How often commitments were kept, by the words of KEPT, those that came up."""
    answers = [call.kept for call in calls]
    return {words: answers.count(key) for key, words in KEPT.items() if key in answers}


def called(answer: Any) -> str:
    """What a call is called in the list: “Call of November 14”."""
    day = day_in(answer.get("day")) if isinstance(answer, dict) else None
    return f"Call of {day:%B} {day.day}" if day else "A call with no day yet"


def _read(entry: dict[str, Any]) -> Call:
    return Call(
        day_in(entry.get("day")),
        line(entry.get("goal")),
        one_of(entry.get("kept"), KEPT),
        one_of(entry.get("block"), BLOCKS),
        line(entry.get("next-days")),
    )
