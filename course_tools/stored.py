"""Taking plain values out of a stored answer that may be anything. Nothing here ever raises."""

import math
import unicodedata
from datetime import date
from typing import Any


def rows_in(answer: Any, name: str, most: int) -> list[dict[str, Any]]:
    """The rows among the first `most` lines of a table, those that are rows at all."""
    rows = answer.get(name) if isinstance(answer, dict) else None
    rows = rows if isinstance(rows, (list, tuple)) else []
    return [row for row in rows[:most] if isinstance(row, dict)]


def line(value: Any) -> str:
    """Text on one line without needless spaces; "" for what is no text."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def one_of(value: Any, keys: Any) -> str:
    """The value if it is one of these keys, else ""."""
    return value if isinstance(value, str) and value in keys else ""


def folded(name: str) -> str:
    """What two spellings of a name share: no capitals, no spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def number(value: Any) -> float | None:
    """A finite number, also when it was written as text."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def day_in(value: Any) -> date | None:
    """A day written as 2026-11-25; None for anything else."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def is_empty(row: dict[str, Any]) -> bool:
    """Whether nothing is written in a row."""
    return not any(line(value) if isinstance(value, str) else value for value in row.values())
