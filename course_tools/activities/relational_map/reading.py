"""Taking plain values out of an answer that may be anything. Nothing here ever raises."""

import unicodedata
from typing import Any


def rows_in(answer: Any, name: str, most: int) -> list[dict[str, Any]]:
    """The first `most` rows of a table, those that are rows at all."""
    rows = answer.get(name) if isinstance(answer, dict) else None
    rows = rows if isinstance(rows, (list, tuple)) else []
    return [row for row in rows[:most] if isinstance(row, dict)]


def line(value: Any) -> str:
    """Text on one line without needless spaces; "" for what is no text."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def folded(name: str) -> str:
    """What two spellings of a name share: no capitals, no spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def is_empty(row: dict[str, Any]) -> bool:
    """Whether nothing is written in a row."""
    return not any(line(value) if isinstance(value, str) else value for value in row.values())
