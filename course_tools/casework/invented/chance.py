"""Chance that falls the same way on every computer.

Everything is drawn from `random.Random.random`, whose numbers Python promises to keep, and turned
into whole numbers here. So the invented files come out byte for byte alike everywhere.
"""

import hashlib
from collections.abc import Sequence
from random import Random
from typing import TypeVar

# Chosen among many: with it, luck puts no school but the planted ones outside the funnel.
SEED = 20242545

_T = TypeVar("_T")


class Chance:
    """A stream of chance of its own for each thing that is made, such as one school in one year.

    So a school that is added later does not change the others.
    """

    def __init__(self, *names: object) -> None:
        words = ":".join(str(name) for name in (SEED, *names))
        digest = hashlib.sha256(words.encode("utf-8")).digest()
        self._random = Random(int.from_bytes(digest[:8], "big"))

    def happens(self, share: float) -> bool:
        """True in `share` (0..1) of all cases."""
        return self._random.random() < share

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible, all alike."""
        return low + int(self._random.random() * (high - low + 1))

    def bell(self, half_width: int) -> int:
        """A whole number around 0, seldom far from it, from -half_width to half_width."""
        return sum(self.whole(-half_width, half_width) for _ in range(3)) // 3

    def how_many(self, of: int, share: float) -> int:
        """How many of `of` pupils, when each is counted with chance `share` (0..1)."""
        return sum(self.happens(share) for _ in range(of))

    def one_of(self, choices: Sequence[tuple[_T, float]]) -> _T:
        """One choice, each with its own share; the shares add up to 1."""
        point, passed = self._random.random(), 0.0
        for choice, share in choices:
            passed += share
            if point < passed:
                return choice
        return choices[-1][0]
