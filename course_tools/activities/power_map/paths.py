"""Ways through a net of relationships: the strongest one, and the shortest one."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

# More than any sum of −ln(strength) can reach, so one step fewer always wins.
_ONE_STEP = 1e6


@dataclass(frozen=True)
class Tie:
    """A working relationship between two players; `strength` is above 0 and at most 1."""

    a: str
    b: str
    strength: float

    def __post_init__(self) -> None:
        if not 0 < self.strength <= 1:
            raise ValueError(
                f"The tie between {self.a} and {self.b} has strength {self.strength:g}; "
                "use a number from 0.1 to 1."
            )


@dataclass(frozen=True)
class Path:
    """The players along a path, ends included; `strength` is the product of its ties."""

    players: tuple[str, ...]
    strength: float


def best_path(ties: Iterable[Tie], start: str, end: str) -> Path | None:
    """The path with the largest product of strengths: the shortest one at cost −ln(strength).

    None when the two are not connected, or are one and the same.
    """
    return _cheapest(ties, start, end, lambda tie: -math.log(tie.strength))


def shortest_path(ties: Iterable[Tie], start: str, end: str) -> Path | None:
    """The path with the fewest steps, and of those the strongest one. None: see `best_path`."""
    return _cheapest(ties, start, end, lambda tie: _ONE_STEP - math.log(tie.strength))


def _cheapest(
    ties: Iterable[Tie], start: str, end: str, cost: Callable[[Tie], float]
) -> Path | None:
    import networkx as nx  # noqa: PLC0415 - a check of an empty map never loads it

    net: nx.Graph[str] = nx.Graph()
    for tie in ties:
        known = net.get_edge_data(tie.a, tie.b)
        if tie.a != tie.b and (known is None or known["strength"] < tie.strength):
            net.add_edge(tie.a, tie.b, strength=tie.strength, cost=cost(tie))
    if start == end or start not in net or end not in net or not nx.has_path(net, start, end):
        return None
    players = nx.shortest_path(net, start, end, weight="cost")
    strengths = [net[a][b]["strength"] for a, b in pairwise(players)]
    return Path(tuple(players), math.prod(strengths))
