"""Which two people could meet next: the pairs who have not met, the most useful first.

For the search only, two people without any path between them count as `n` steps apart, with `n`
the number of people: one more than the longest path there can be. So joining two parts always
counts for more than a shortcut, and no pair is left out of the mean.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from course_tools.activities.relational_map.measures import graph_of, steps_between, ties_across
from course_tools.activities.relational_map.model import Network

if TYPE_CHECKING:
    import numpy as np

AIMS = ("closer", "across")


@dataclass(frozen=True)
class Meeting:
    """Two people who have not met, and what their meeting would change.

    Steps are means over all pairs, unconnected pairs counted as in this module's first lines.
    """

    a: str
    b: str
    steps_before: float
    steps_after: float
    across_before: float | None
    across_after: float | None


@lru_cache(maxsize=8)
def next_meetings(network: Network, aim: str = "closer", most: int = 3) -> tuple[Meeting, ...]:
    """The absent pairs that most shorten the mean path, at most `most` of them.

    With `aim` "across" only pairs from two groups: each of them raises the E-I index by the same
    amount, so the path decides among them. Of equal pairs, those who have met fewest come first.
    """
    if aim not in AIMS:
        raise ValueError(f"“{aim}” is none of {', '.join(AIMS)}.")
    aliases = [person.alias for person in network.people]
    apart = _steps_apart(network)
    saved = steps_saved(apart)
    groups, met = network.groups, graph_of(network).degree
    absent = [
        (u, v)
        for u in range(len(aliases))
        for v in range(u + 1, len(aliases))
        if apart[u, v] > 1 and (aim == "closer" or _differ(groups[aliases[u]], groups[aliases[v]]))
    ]
    absent.sort(key=lambda p: (-saved[p], met(aliases[p[0]]) + met(aliases[p[1]]), p))
    pairs = len(aliases) * (len(aliases) - 1)
    before = float(apart.sum()) / pairs if pairs else 0.0
    index = ties_across(groups, network.ties)
    return tuple(
        Meeting(
            aliases[u],
            aliases[v],
            before,
            before - 2 * float(saved[u, v]) / pairs,
            index,
            ties_across(groups, _and_one(network.ties, aliases[u], aliases[v])),
        )
        for u, v in absent[:most]
    )


def steps_saved(apart: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """For u < v: by how much a tie u-v shortens the sum of the steps over all pairs of people.

    A new tie gives i and j the ways i…u-v…j and i…v-u…j. At most one of the two is shorter than
    before (the triangle inequality), so the sum over ordered pairs of the first way is enough.
    One block for each u keeps sixty people at a few milliseconds.
    """
    import numpy as np  # noqa: PLC0415

    count = len(apart)
    saved = np.zeros((count, count), dtype=np.int64)
    small = apart.astype(np.int16)
    for u in range(count - 1):
        left = small - small[:, [u]] - 1
        near = left[(left > 0).any(axis=1)]
        gain = near[None, :, :] - small[u + 1 :, None, :]
        saved[u, u + 1 :] = np.maximum(gain, 0).sum(axis=(1, 2), dtype=np.int64)
    return saved


def _steps_apart(network: Network) -> "np.ndarray[Any, Any]":
    import numpy as np  # noqa: PLC0415

    place = {person.alias: at for at, person in enumerate(network.people)}
    apart = np.full((len(place), len(place)), len(place))
    for alias, found in steps_between(network).items():
        for other, steps in found.items():
            apart[place[alias], place[other]] = steps
    return apart


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _and_one(ties: Iterable[tuple[str, str]], a: str, b: str) -> tuple[tuple[str, str], ...]:
    return (*ties, (a, b))
