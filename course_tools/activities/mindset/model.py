"""Twelve statements about how one works with others, in four groups (brief 1.1, row 8; 6.2).

No answer is the right one, and there is no total.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

RATINGS = MappingProxyType(
    {1: "hardly ever", 2: "now and then", 3: "about half the time", 4: "often", 5: "nearly always"}
)


@dataclass(frozen=True)
class Statement:
    """`key` is its name in the answer; `group` one of GROUPS."""

    key: str
    group: str
    text: str


GROUPS = (
    "Asking and listening",
    "Deciding and sharing",
    "Tension and promises",
    "My power and theirs",
)
_ASKING, _DECIDING, _TENSION, _POWER = GROUPS
STATEMENTS = (
    Statement("ask-first", _ASKING, "I ask what others think before I say what I think."),
    Statement("leave-room", _ASKING, "In a meeting, I speak less than most of the others do."),
    Statement("know-interests", _ASKING, "I know what the people I work with hope for and fear."),
    Statement("decide-together", _DECIDING, "What touches a group, I decide together with it."),
    Statement("hand-over", _DECIDING, "I hand over work that I could do faster myself."),
    Statement("their-way", _DECIDING, "Who takes on a task from me also decides how to do it."),
    Statement("stay", _TENSION, "When people disagree, I stay in it and let it take its time."),
    Statement("say-it", _TENSION, "I say the thing that everybody in the room is avoiding."),
    Statement("follow-up", _TENSION, "I go back to what was promised: by others, and by me."),
    Statement("who-decides", _POWER, "Before I ask for something, I find out who can decide it."),
    Statement("who-is-missing", _POWER, "I notice whose voice is missing, and go to find it."),
    Statement("own-power", _POWER, "I look at how I used my own power, and tell somebody."),
)


@dataclass(frozen=True)
class Move:
    """One statement's ratings, earlier and now."""

    statement: Statement
    before: int
    now: int


def read_ratings(answer: Any) -> dict[str, int]:
    """The ratings 1 to 5 by the statements' keys; what is not rated is left out. Takes anything."""
    if not isinstance(answer, dict):
        return {}
    ratings = {one.key: _rating(answer.get(one.key)) for one in STATEMENTS}
    return {key: rating for key, rating in ratings.items() if rating is not None}


def complete_mindset(answer: Any) -> float:
    """The share, 0 to 1, of the statements that were rated. How they were rated never counts."""
    return len(read_ratings(answer)) / len(STATEMENTS)


def group_means(ratings: Mapping[str, int]) -> dict[str, float]:
    """The mean of each group's rated statements; a group with none is left out."""
    for key, rating in ratings.items():
        if rating not in RATINGS:
            raise ValueError(f"{key}: the rating is {rating}; use a number from 1 to 5.")
    found = {}
    for group in GROUPS:
        given = [ratings[s.key] for s in STATEMENTS if s.group == group and s.key in ratings]
        if given:
            found[group] = sum(given) / len(given)
    return found


def moves(before: Mapping[str, int], now: Mapping[str, int]) -> list[Move]:
    """The statements rated both times and differently, the largest change first."""
    both = [s for s in STATEMENTS if s.key in before and s.key in now]
    found = [Move(s, before[s.key], now[s.key]) for s in both if before[s.key] != now[s.key]]
    return sorted(found, key=lambda move: -abs(move.now - move.before))


def _rating(value: Any) -> int | None:
    """A rating as the form keeps it, "1" to "5", or as a whole number."""
    by_text = {str(rating): rating for rating in RATINGS}
    if isinstance(value, str):
        return by_text.get(value)
    return value if type(value) is int and value in RATINGS else None
