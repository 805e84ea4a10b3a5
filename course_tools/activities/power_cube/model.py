"""Decisions and actions in the cells of the power cube, and the blind spots (brief 2.5, T04)."""

from collections.abc import Iterable
from dataclasses import dataclass

FORMS = ("visible", "hidden", "invisible")
SPACES = ("closed", "invited", "claimed")
# The brief adds household and institution for schools. They count as local here: nine more cells
# each would be empty for most issues, and the school's own rooms are what "local" means to parents.
LEVELS = ("local", "national", "global")
KINDS = ("decision", "action")

Cell = tuple[str, str, str]  # level, form, space


@dataclass(frozen=True)
class Item:
    """A decision point or an action. `weight` (1 to 5) counts for decisions only."""

    what: str
    kind: str
    form: str
    space: str
    level: str
    weight: int = 3

    def __post_init__(self) -> None:
        for value, known in (
            (self.kind, KINDS),
            (self.form, FORMS),
            (self.space, SPACES),
            (self.level, LEVELS),
        ):
            if value not in known:
                raise ValueError(f"{self.what}: “{value}” is none of {', '.join(known)}.")
        if not 1 <= self.weight <= 5:
            raise ValueError(f"{self.what}: weight is {self.weight}; use a number from 1 to 5.")

    @property
    def cell(self) -> Cell:
        """Where in the cube this stands."""
        return (self.level, self.form, self.space)


@dataclass(frozen=True)
class InCell:
    """What one cell holds: the decisions' weights added up, and how many actions."""

    weight: int = 0
    actions: int = 0
    decisions: tuple[str, ...] = ()

    @property
    def is_blind(self) -> bool:
        """Whether something is decided here and nothing done."""
        return self.weight > 0 and self.actions == 0


def cells(items: Iterable[Item]) -> dict[Cell, InCell]:
    """The cells that hold anything."""
    found: dict[Cell, InCell] = {}
    for item in items:
        cell = found.get(item.cell, InCell())
        if item.kind == "action":
            found[item.cell] = InCell(cell.weight, cell.actions + 1, cell.decisions)
        else:
            decisions = (*cell.decisions, item.what)
            found[item.cell] = InCell(cell.weight + item.weight, cell.actions, decisions)
    return found


def blind_spot_index(items: Iterable[Item]) -> float | None:
    """The share, 0 to 1, of all decisions' weight that lies in cells without any action.

    None while there is no decision.
    """
    held = cells(items).values()
    everything = sum(cell.weight for cell in held)
    return sum(cell.weight for cell in held if cell.is_blind) / everything if everything else None


def blind_spots(items: Iterable[Item]) -> list[tuple[Cell, InCell]]:
    """The cells with a decision and no action, the heaviest first."""
    blind = [(cell, held) for cell, held in cells(items).items() if held.is_blind]
    return sorted(blind, key=lambda pair: -pair[1].weight)
