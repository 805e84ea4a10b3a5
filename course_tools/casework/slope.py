"""The slope of a rate over years, with an interval that few points deserve."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from course_tools.casework.rates import Interval, Rate, pooled

FEWEST_FOR_SLOPE = 5  # Brief 4.4


@dataclass(frozen=True)
class Slope:
    """Change of the share in one year, with its interval; None where no interval can be had."""

    per_year: float
    interval: Interval | None
    points: int

    @property
    def direction(self) -> str:
        """ "rising", "falling" or "no clear direction" (the interval holds 0)."""
        if self.interval is None or self.interval.low <= 0 <= self.interval.high:
            return "no clear direction"
        return "rising" if self.per_year > 0 else "falling"


def slope_of(rates: Sequence[Rate], confidence: float = 0.95) -> Slope:
    """The straight line through rates of years that follow one another.

    Least squares on the share, weighted by pupils: its slope reads as points a year, and it needs
    nothing added to a count of 0, as a logit would. Two intervals are taken, from the luck of the
    count (p(1 − p)/n, normal) and from how far the points lie off the line (Student's t,
    points − 2 degrees of freedom), and the wider is given: schools differ from year to year by more
    than the luck of the count. Raises ValueError for fewer than five rates.
    """
    if len(rates) < FEWEST_FOR_SLOPE:
        raise ValueError(
            f"{len(rates)} points are too few for a slope; it needs {FEWEST_FOR_SLOPE}. "
            "Compare the first with the last."
        )
    weights = [rate.denominator for rate in rates]
    middle = pooled(rates).share
    mid_year = sum(year * weight for year, weight in enumerate(weights)) / sum(weights)
    line = [
        (rate.denominator, year - mid_year, rate.share - middle) for year, rate in enumerate(rates)
    ]
    spread = sum(weight * year * year for weight, year, _ in line)
    per_year = sum(weight * year * over for weight, year, over in line) / spread
    counting = middle * (1 - middle)
    if counting == 0:
        return Slope(0.0, None, len(rates))
    off_line = sum(weight * (over - per_year * year) ** 2 for weight, year, over in line)
    half = max(
        NormalDist().inv_cdf((1 + confidence) / 2) * math.sqrt(counting / spread),
        student_quantile(confidence, len(rates) - 2)
        * math.sqrt(off_line / (len(rates) - 2) / spread),
    )
    return Slope(per_year, Interval(per_year - half, per_year + half), len(rates))


def student_quantile(confidence: float, degrees: int) -> float:
    """The t with a share `confidence` of Student's distribution between -t and t.

    `degrees` is a whole number, 1 or more. The distribution is a finite sum for whole degrees of
    freedom (Abramowitz and Stegun 26.7.3 and 26.7.4); it is turned around by halving.
    """
    if degrees < 1 or not 0 < confidence < 1:
        raise ValueError(
            f"No such quantile: confidence {confidence}, degrees of freedom {degrees}."
        )
    low, high = 0.0, math.pi / 2
    for _ in range(100):
        angle = (low + high) / 2
        if _within(angle, degrees) < confidence:
            low = angle
        else:
            high = angle
    return math.sqrt(degrees) * math.tan(low)


def _within(angle: float, degrees: int) -> float:
    """P(|T| ≤ √degrees · tan(angle))."""
    odd = degrees % 2
    term = math.cos(angle) if odd else 1.0
    total = term if degrees > 1 else 0.0
    for step in range(2 + odd, degrees, 2):
        term *= math.cos(angle) ** 2 * (step - 1) / step
        total += term
    total *= math.sin(angle)
    return 2 / math.pi * (angle + total) if odd else total
