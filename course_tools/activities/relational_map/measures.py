"""What a network's shape says: steps, parts, bridges, ties across groups (brief 2.8, T07)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from course_tools.activities.relational_map.model import Network, Person, Tie

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Standing:
    """Where one person stands in the recorded network.

    `met` counts the people met (degree). `between` is betweenness, 0 to 1: the share of shortest
    paths between two others that run through this person. `whole_without` is the share of the
    other people who would still be in the largest part without this person; None when there is
    nobody else. `joins` says whether a part would fall apart. `part` numbers the parts (the
    components), the largest is 1.
    """

    person: Person
    met: int
    between: float
    whole_without: float | None
    joins: bool
    part: int


@dataclass(frozen=True)
class Shape:
    """A network in numbers, its people in the order of the table.

    `across` is the E-I index, and `across_if_all_met` the same if everybody had met everybody.
    `steps` is the mean number of steps between two people who are connected, `connected` the
    share of all pairs who are. None: there is nothing to count yet.
    """

    standings: tuple[Standing, ...]
    parts: int
    across: float | None
    across_if_all_met: float | None
    steps: float | None
    connected: float | None

    @property
    def alone(self) -> tuple[str, ...]:
        """Those who have met nobody yet."""
        return tuple(one.person.alias for one in self.standings if not one.met)

    @property
    def bridges(self) -> tuple[Standing, ...]:
        """Whose absence would split the network most; several when they are level, none at all
        when no single person holds it together.
        """
        joining = [one for one in self.standings if one.joins]
        if not joining:
            return ()
        worst = min(_loss(one) for one in joining)
        return tuple(one for one in joining if _loss(one) == worst)


def graph_of(network: Network) -> "nx.Graph[str]":
    """The same network for networkx."""
    import networkx as nx  # noqa: PLC0415 - only a page that shows the map loads it

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(person.alias for person in network.people)
    graph.add_edges_from(network.ties)
    return graph


@lru_cache(maxsize=8)
def steps_between(network: Network) -> dict[str, dict[str, int]]:
    """For everybody, how many steps away the others are; whom no path reaches is not in it."""
    import networkx as nx  # noqa: PLC0415

    return {one: dict(found) for one, found in nx.all_pairs_shortest_path_length(graph_of(network))}


@lru_cache(maxsize=8)  # words and picture both ask
def shape_of(network: Network) -> Shape:
    """All the numbers."""
    import networkx as nx  # noqa: PLC0415

    graph = graph_of(network)
    parts = sorted(nx.connected_components(graph), key=len, reverse=True)
    part_of = {alias: number for number, part in enumerate(parts, start=1) for alias in part}
    between = nx.betweenness_centrality(graph, normalized=True)
    joins = set(nx.articulation_points(graph))
    standings = tuple(
        Standing(
            person,
            graph.degree(person.alias),
            between[person.alias],
            _whole_without(graph, person.alias),
            person.alias in joins,
            part_of[person.alias],
        )
        for person in network.people
    )
    steps, connected = _steps(network)
    everybody = combinations((person.alias for person in network.people), 2)
    groups = network.groups
    return Shape(
        standings,
        len(parts),
        ties_across(groups, network.ties),
        ties_across(groups, everybody),
        steps,
        connected,
    )


def ties_across(groups: dict[str, str], ties: Iterable[Tie]) -> float | None:
    """The E-I index, (E − I)/(E + I): ties between groups less those within, from −1 to 1.

    Ties of somebody without a group do not count; None when no tie counts.
    """
    is_across = [groups[a] != groups[b] for a, b in ties if groups[a] and groups[b]]
    if not is_across:
        return None
    outer = sum(is_across)
    inner = len(is_across) - outer
    return (outer - inner) / (outer + inner)


def _whole_without(graph: "nx.Graph[str]", alias: str) -> float | None:
    others = graph.number_of_nodes() - 1
    if not others:
        return None
    left = set(graph) - {alias}
    largest = 0
    while left:
        edge = part = {left.pop()}
        while edge:
            edge = {near for one in edge for near in graph.adj[one]} & left
            left -= edge
            part = part | edge
        largest = max(largest, len(part))
    return largest / others


def _steps(network: Network) -> tuple[float | None, float | None]:
    count = len(network.people)
    if count < 2:
        return None, None
    found = steps_between(network).values()
    lengths = [steps for row in found for steps in row.values() if steps]
    mean = sum(lengths) / len(lengths) if lengths else None
    return mean, len(lengths) / (count * (count - 1))


def _loss(one: Standing) -> tuple[float, float]:
    return (one.whole_without or 0.0, -round(one.between, 9))
