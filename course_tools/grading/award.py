"""The one door for points: a share of the work becomes points, and nothing else does."""

import math
from numbers import Real

from course_tools.errors import CourseError


class PointsUnsound(CourseError):
    """A check gave something that is not a share of the work."""


def award(share: object, *, of: float) -> float:
    """The points for a share of the work, as a plain float from 0 to `of`, in hundredths.

    `share` is any real number from 0 to 1, numpy's included. True, None, NaN, text and numbers
    outside 0..1 raise PointsUnsound: nbgrader would give full points for most of them.
    """
    most = _number(of, "of")
    if most <= 0:
        raise PointsUnsound(f"award(…, of={of!r}): points are a number above 0. Mend the check.")
    part = _number(share, "share")
    if not 0 <= part <= 1:
        raise PointsUnsound(
            f"award({share!r}, of={most:g}): the share is outside 0 to 1. Mend the check."
        )
    return most if part == 1 else min(most, round(part * most, 2))


def _number(value: object, name: str) -> float:
    # numpy registers its numbers as Real, but not its booleans; Python's own bool is an int.
    if isinstance(value, bool) or not isinstance(value, Real):
        raise PointsUnsound(
            f"award(): {name} is {value!r:.60}, not a number. Give a number; for yes or no write "
            "float(…)."
        )
    number = float(value)
    if not math.isfinite(number):
        raise PointsUnsound(f"award(): {name} is {number}. Mend the check: a sum has gone wrong.")
    return number
