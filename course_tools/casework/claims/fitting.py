"""Whether a number, as it was said, fits a number of the table."""

from course_tools.casework.claims.said import SPOKEN_HALF, Bound, Said

_TINY = 1e-9


def fits(said: Said, actual: float) -> bool:
    """Whether a number as it was said fits the table's, with its own rounding and wording."""
    if said.bound is Bound.MORE_THAN:
        # "More than half" is strict; "more than 20 %" may stand for a printed 20.0 %.
        slack = _TINY if said.half in {0.0, SPOKEN_HALF} else -_TINY
        return actual > said.value + slack
    if said.bound is Bound.AT_LEAST:
        return actual >= said.value - _TINY
    if said.bound is Bound.AT_MOST:
        return actual <= said.value + _TINY
    if said.bound is Bound.LESS_THAN:
        return actual < said.value - _TINY
    if said.bound is Bound.NEARLY:
        return said.value - max(0.03, said.half) <= actual <= said.value + _TINY
    half = said.half
    if said.bound is Bound.ABOUT:
        is_round = abs(said.value * 20 - round(said.value * 20)) < _TINY
        half = max(half * 2 if half == SPOKEN_HALF else half, 0.025 if is_round else 0.02)
    return abs(actual - said.value) <= half + _TINY
