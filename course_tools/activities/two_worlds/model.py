"""Two columns in a participant's own words; nothing is scored (brief 2.7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MOST_PAIRS = 12
SIDES = {
    "": "Choose…",
    "is": "the world as it is (power, interests, money)",
    "should": "the world as it should be (justice, care, dignity)",
    "both": "now one, now the other",
    "neither": "neither: it holds both",
    "unsure": "I do not know yet",
}


@dataclass(frozen=True)
class Pair:
    """One line: how it is, and how it should be. One of the two may still be empty."""

    is_now: str
    should_be: str

    def __post_init__(self) -> None:
        if not (self.is_now or self.should_be):
            raise ValueError("A line needs words on at least one side.")


def read_pairs(answer: Any) -> list[Pair]:
    """The lines that hold words on at least one side. Takes anything and never raises."""
    rows = answer.get("pairs") if isinstance(answer, dict) else None
    sides = [
        (_line(row.get("is")), _line(row.get("should")))
        for row in (rows[:MOST_PAIRS] if isinstance(rows, list) else [])
        if isinstance(row, dict)
    ]
    return [Pair(*both) for both in sides if any(both)]


def forgotten_side(answer: Any) -> str:
    """The key in SIDES of what the institution forgets; "" while it is not said."""
    said = answer.get("forgets") if isinstance(answer, dict) else None
    return said if isinstance(said, str) and said in SIDES else ""


def without_other_side(pairs: Iterable[Pair]) -> list[Pair]:
    """The lines that have words on one side only."""
    return [pair for pair in pairs if not (pair.is_now and pair.should_be)]


def _line(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
