"""The invented people, read from `people/*.toml`; a file that is wrong is refused by name.

A file has who the person is, `[[turn]]` with `[turn.a]`, `[turn.b]` and `[turn.c]` (what may be
said, in the words of `model.Line`), and what the coach says: `[endings]`, `[worked]`, `[missed]`.
A line that costs trust needs `coach` (why) and `instead` (another way to say it). Keys stay with
their lines for good: a participant's path is kept as keys.
"""

import tomllib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from course_tools.activities.rehearsal.model import KEYS, Line, Person, Turn

FOLDER = Path(__file__).with_name("people")


@cache
def people() -> MappingProxyType[str, Person]:
    """All people by their ids, in the order of their files."""
    everybody = (_person_in(file) for file in sorted(FOLDER.glob("*.toml")))
    return MappingProxyType({person.id: person for person in everybody})


def person_from(data: dict[str, Any]) -> Person:
    """A person as a file describes them. Raises ValueError in words for what is wrong."""
    turns = tuple(_turn(turn) for turn in data.get("turn", ()))
    try:
        return Person(**{**{k: v for k, v in data.items() if k != "turn"}, "turns": turns})
    except TypeError as problem:
        raise ValueError(f"{data.get('id', 'A person')}: {problem}") from problem


def _turn(data: dict[str, Any]) -> Turn:
    lines = {key: _line(data[key]) for key in KEYS if key in data}
    rest = {key: value for key, value in data.items() if key not in KEYS}
    try:
        return Turn(lines=MappingProxyType(lines), **rest)
    except TypeError as problem:
        raise ValueError(f"Turn “{data.get('id', '')}”: {problem}") from problem


def _line(data: dict[str, Any]) -> Line:
    lists = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
    try:
        return Line(**{**data, **lists})
    except TypeError as problem:
        raise ValueError(f"“{str(data.get('say', ''))[:40]}…”: {problem}") from problem


def _person_in(file: Path) -> Person:
    try:
        return person_from(tomllib.loads(file.read_text(encoding="utf-8")))
    except ValueError as problem:  # TOMLDecodeError too
        raise ValueError(f"{file.name}: {problem}") from problem
