"""What is said about one part of a claim, and the words for numbers."""

from dataclasses import dataclass
from enum import IntEnum

from course_tools.casework.rates import Gap, Interval, Rate, Ratio


class Fit(IntEnum):
    """How a part of a claim stands to the table; the highest one decides."""

    PLAIN = 0  # nothing to hold against the table
    FITS = 1
    CANNOT_TELL = 2
    WRONG = 3


@dataclass(frozen=True)
class Reason:
    """`fit` and why, in words for a person; `where` is the place in the claim, if there is one."""

    fit: Fit
    words: str
    where: tuple[int, int] | None = None


def plain(number: float, decimals: int = 1) -> str:
    """A number without needless zeros: 40, 17.1."""
    text = f"{number:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: float) -> str:
    """A share as a percentage, to one decimal at most."""
    return f"{plain(100 * share)} %"


def count_words(rate: Rate) -> str:
    """Both counts and the percentage."""
    return f"{rate.numerator:,} of {rate.denominator:,} ({percent(rate.share)})"


def share_range(interval: Interval) -> str:
    """An interval of shares."""
    return f"{percent(interval.low)} to {percent(interval.high)}"


def gap_words(gap: Gap) -> str:
    """A gap in points with its interval."""
    low, high = (plain(100 * end) for end in (gap.interval.low, gap.interval.high))
    return f"{plain(100 * gap.difference)} points ({low} to {high})"


def ratio_words(ratio: Ratio) -> str:
    """A ratio with its interval, or why there is none."""
    if ratio.value is None:
        return ratio.reason
    if ratio.interval is None:
        return f"{plain(ratio.value, 2)} times"
    low, high = (plain(end, 2) for end in (ratio.interval.low, ratio.interval.high))
    return f"{plain(ratio.value, 2)} times ({low} to {high})"
