"""A table of groups as somebody would print it, what a reader can work out from it, and what may go out."""

from dataclasses import dataclass
from typing import Any

from course_tools.casework.hiding import could_be, publish
from course_tools.casework.linked_numbers import EVERYONE, LinkedNumbers, figure_list
from course_tools.casework.published import Published
from course_tools.stored import line, number, rows_in

MOST_GROUPS = 12
_HIDDEN = ("*", "c", "supp", "x")


@dataclass(frozen=True)
class Group:
    """A group: `counted` of `base` pupils; None where the source hid it or nothing was written."""

    name: str
    counted: int | None
    base: int | None


@dataclass(frozen=True)
class Draft:
    """A table that somebody wants to print."""

    groups: tuple[Group, ...]
    everyone: Group

    def linked(self) -> LinkedNumbers:
        """The numbers and how they add up. Raises ValueError, in words, for what cannot be."""
        return figure_list(
            {group.name: (group.counted, group.base) for group in self.groups},
            (self.everyone.counted, self.everyone.base),
        )

    def guarded(self) -> Published:
        """What may go out. Raises ValueError, in words, for sums that cannot be right."""
        return publish(self.linked())

    def given_away(self) -> list[tuple[str, int]]:
        """What the source hid, and a subtraction still gives: name of the number, and the number."""
        linked = self.linked()
        hidden = [name for name, value in linked.numbers.items() if value is None]
        found = []
        for name in hidden:
            low, high = could_be(linked, hidden, name)
            if low == high:
                found.append((name, low))
        return found


def read_draft(answer: Any) -> Draft:
    """The table in an answer.

    Raises ValueError, in words for the participant, when a group has no name, two have the same, a
    number is none, or there are fewer than two groups.
    """
    groups = []
    for row in rows_in(answer, "groups", MOST_GROUPS):
        name = line(row.get("name"))
        cells = [line(row.get(key)) for key in ("counted", "base")]
        if not name and not any(cells):
            continue
        if not name:
            raise ValueError("A group has numbers and no name. Write what it is called.")
        groups.append(Group(name, *(_count(cell, name) for cell in cells)))
    if len(groups) < 2:
        raise ValueError("Write at least two groups, with the number and of how many.")
    names = [group.name for group in groups]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ValueError(f"“{twice}” is there twice. Give each group a name of its own.")
    total = answer if isinstance(answer, dict) else {}
    whole = [line(total.get(key)) for key in ("total-counted", "total-base")]
    everyone = Group(EVERYONE, *(_count(cell, "everyone") for cell in whole))
    return Draft(tuple(groups), _added_up(everyone, groups))


def _count(cell: str, where: str) -> int | None:
    if not cell or cell.casefold() in _HIDDEN:
        return None
    found = number(cell.replace(",", ""))
    if found is None or found < 0 or not found.is_integer():
        raise ValueError(
            f"“{cell}” in {where} is no count of pupils. Write a whole number, or * where it is hidden."
        )
    return int(found)


def _added_up(everyone: Group, groups: list[Group]) -> Group:
    """A total that was not written is the sum of the groups, where all of them are there."""
    counted, base = everyone.counted, everyone.base
    if counted is None and all(group.counted is not None for group in groups):
        counted = sum(group.counted or 0 for group in groups)
    if base is None and all(group.base is not None for group in groups):
        base = sum(group.base or 0 for group in groups)
    return Group(EVERYONE, counted, base)
