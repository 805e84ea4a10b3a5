"""A number of a claim: what kind it is, and how exactly it is meant."""

from dataclasses import dataclass
from enum import StrEnum

# "Two in five" is a rounded way of speaking: 38 % to 42 % are all called so.
SPOKEN_HALF = 0.02


class Kind(StrEnum):
    """What a number in a claim is."""

    SHARE = "share"  # 40 %, two in five, half
    COUNTS = "counts"  # 36 of 90
    COUNT = "count"  # 36 pupils
    POINTS = "points"  # 20 points more, 20 more in every 100
    CHANGE = "change"  # 20 % more
    GAP_PERCENT = "gap in percent"  # a gap of 20 %
    TIMES = "times"  # twice as likely
    RANGE = "range"  # 30 % to 50 %
    OTHER = "other"  # a number of something else


class Bound(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True)
class Said:
    """A number of a sentence, with its place there.

    `value` is a share, a gap as a share, a ratio or a count; `second` the base of COUNTS or the end
    of a RANGE; `half` is half of the last printed digit, in the unit of `value`. `sign` is 1 for
    "more", -1 for "fewer", 0 where none is said. `unit` is "%", "points" or "times" for a RANGE.
    """

    kind: Kind
    value: float
    half: float
    start: int
    end: int
    second: float | None = None
    bound: Bound = Bound.EXACT
    sign: int = 0
    unit: str = ""
