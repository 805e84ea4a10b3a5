"""Taking plain values out of an answer that may be anything. Nothing here ever raises."""

import math
import unicodedata
from typing import Any

MOST_ROWS = 60  # of a table that did not come from the form; the form stops earlier


def rows_in(answer: Any, name: str) -> list[dict[str, Any]]:
    """The rows of a table that are rows at all."""
    rows = answer.get(name) if isinstance(answer, dict) else None
    rows = rows if isinstance(rows, (list, tuple)) else []
    return [row for row in rows[:MOST_ROWS] if isinstance(row, dict)]


def line(value: Any) -> str:
    """Text on one line without needless spaces; "" for what is no text."""
    return " ".join(value.split()) if isinstance(value, str) else ""


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
