"""Concerns on their way from what people feel to a vote (brief 2.4, T03)."""

from collections.abc import Sequence
from dataclasses import dataclass

WANTS_IT = 0.5  # somebody who still cares more than this would vote for it


@dataclass(frozen=True)
class Concern:
    """`care` is how much each person truly cares; all numbers run from 0 to 1.

    `lost` is the part of it given up because "nothing will change" (d, the third dimension);
    `gate` the clout that those who set the agenda ask for (g, the second dimension).
    """

    name: str
    care: tuple[float, ...]
    lost: float = 0.0
    gate: float = 0.0

    def __post_init__(self) -> None:
        if not self.care:
            raise ValueError(f"{self.name}: at least one person is needed.")
        for value in (*self.care, self.lost, self.gate):
            if not 0 <= value <= 1:
                raise ValueError(f"{self.name}: {value:g} is out of range; use 0 to 1.")


@dataclass(frozen=True)
class Outcome:
    """What became of a concern. `still_care` is what is left of each person's care."""

    concern: Concern
    still_care: tuple[float, ...]
    is_raised: bool
    is_on_agenda: bool

    @property
    def felt(self) -> float:
        """How much people truly care, on average."""
        return sum(self.concern.care) / len(self.concern.care)

    @property
    def left(self) -> float:
        """How much they still care, on average: what can be heard."""
        return sum(self.still_care) / len(self.still_care)

    @property
    def in_favor(self) -> int:
        """People who would vote for it."""
        return sum(care > WANTS_IT for care in self.still_care)

    @property
    def wins(self) -> bool:
        """Whether it is voted on and more than half want it."""
        return self.is_on_agenda and self.in_favor / len(self.still_care) > 0.5


def pass_through(concerns: Sequence[Concern], clout: float, enough: float) -> list[Outcome]:
    """What becomes of each concern when families have `clout` (u, 0 to 1).

    Left is care·(1 − d); a concern is raised when the average left is at least `enough` (θ), and
    reaches the agenda when it is raised and u ≥ g.
    """
    outcomes = []
    for concern in concerns:
        left = tuple(care * (1 - concern.lost) for care in concern.care)
        # A sum of decimals may miss the mark by a hair: 0.35 counts as 0.35.
        is_raised = sum(left) / len(left) >= enough - 1e-9
        is_on_agenda = is_raised and clout >= concern.gate - 1e-9
        outcomes.append(Outcome(concern, left, is_raised, is_on_agenda))
    return outcomes


def seen_by(dimension: int, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The concerns that a watcher knows of: 1 watches votes, 2 also the agenda, 3 also people."""
    return [
        outcome
        for outcome in outcomes
        if outcome.is_on_agenda or (dimension >= 2 and outcome.is_raised) or dimension >= 3
    ]
