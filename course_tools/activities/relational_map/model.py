"""People by their aliases, who has met whom, and the reading of any answer (brief 2.8, T07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from course_tools.stored import folded, is_empty, line, rows_in

MOST_PEOPLE = 60  # the form stops there, and a change is still redrawn in a tenth of a second
MOST_PAIRS = 150
_MOST_ROWS = 500  # looked at in an answer that did not come from the form

Tie = tuple[str, str]  # two aliases


@dataclass(frozen=True)
class Person:
    """An alias or role label, and the group the person belongs to; "" while it is not filled in."""

    alias: str
    group: str = ""

    def __post_init__(self) -> None:
        if not self.alias.strip():
            raise ValueError("Give each person an alias, such as “band parent”.")


@dataclass(frozen=True)
class Network:
    """The people in the order of the table, and each pair who have met, once.

    `remarks` says in plain words what was left out of an answer, and why.
    """

    people: tuple[Person, ...]
    ties: tuple[Tie, ...] = ()
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        aliases = [person.alias for person in self.people]
        if len(set(aliases)) < len(aliases):
            raise ValueError("Two people have the same alias. Give each an alias of their own.")
        if len({frozenset(tie) for tie in self.ties}) < len(self.ties):
            raise ValueError("One pair stands in the list twice. Write each pair once.")
        known = set(aliases)
        for a, b in self.ties:
            if a == b:
                raise ValueError(f"{a} cannot meet themselves. Choose two people.")
            for alias in (a, b):
                if alias not in known:
                    raise ValueError(f"{alias} has met somebody but is not in the list of people.")

    @property
    def groups(self) -> dict[str, str]:
        """Each alias with its group."""
        return {person.alias: person.group for person in self.people}


def read_network(answer: Any) -> Network:
    """The network in an answer. What cannot be used is left out and named in `remarks`.

    Aliases match without regard to capitals and spaces, and so do groups, which are written as
    they first stand in the table. Never raises, whatever the answer is.
    """
    remarks: list[str] = []
    people = _people(answer, remarks)
    ties = _ties(answer, people, remarks)
    return Network(tuple(people.values()), tuple(ties), tuple(dict.fromkeys(remarks)))


def with_people(answer: Any, names: Sequence[str]) -> dict[str, Any]:
    """A copy of the answer with those names as aliases that its table does not have yet.

    Empty rows make room for them. Stops at MOST_PEOPLE rows, as the form does.
    """
    kept = dict(answer) if isinstance(answer, dict) else {}
    rows = [dict(row) for row in rows_in(answer, "people", _MOST_ROWS)]
    known = {folded(line(row.get("alias"))) for row in rows} | {""}
    new: dict[str, str] = {}
    for name in (names,) if isinstance(names, str) else names:
        new.setdefault(folded(line(name)), line(name))
    added = [name for key, name in new.items() if key not in known]
    if added:
        rows = [row for row in rows if not is_empty(row)]
        room = max(0, MOST_PEOPLE - len(rows))
        rows += [{"alias": name, "group": ""} for name in added[:room]]
        kept["people"] = rows
    return kept


def _people(answer: Any, remarks: list[str]) -> dict[str, Person]:
    """The people by their folded aliases."""
    people: dict[str, Person] = {}
    groups: dict[str, str] = {}
    for row in rows_in(answer, "people", _MOST_ROWS):
        alias, group = line(row.get("alias")), line(row.get("group"))
        key = folded(alias)
        if not key:
            continue
        if key in people:
            remarks.append(f"Two people are called “{alias}”; only the first one counts.")
        elif len(people) == MOST_PEOPLE:
            remarks.append(f"The map takes the first {MOST_PEOPLE} people.")
        else:
            people[key] = Person(alias, groups.setdefault(folded(group), group))
    return people


def _ties(answer: Any, people: dict[str, Person], remarks: list[str]) -> list[Tie]:
    ties: dict[frozenset[str], Tie] = {}
    for row in rows_in(answer, "pairs", _MOST_ROWS):
        a, b = line(row.get("a")), line(row.get("b"))
        if not a or not b:
            continue
        unknown = [name for name in (a, b) if folded(name) not in people]
        if unknown:
            remarks.append(f"A pair names “{unknown[0]}”, but nobody in the table has that alias.")
            continue
        pair = (people[folded(a)].alias, people[folded(b)].alias)
        if pair[0] == pair[1]:
            remarks.append(f"A pair has “{pair[0]}” twice. Choose two people.")
        elif len(ties) == MOST_PAIRS and frozenset(pair) not in ties:
            remarks.append(f"The map takes the first {MOST_PAIRS} pairs.")
        else:
            ties.setdefault(frozenset(pair), pair)
    return list(ties.values())
