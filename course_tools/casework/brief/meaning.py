"""What the figures mean in words without a number: which way, how clearly, and no size."""

from collections.abc import Sequence

from course_tools.casework.brief.figures import GroupFigure
from course_tools.casework.brief.pieces import capital
from course_tools.casework.rates import newcombe_gap
from course_tools.stored import folded

# A ratio of shares, and how it is said. Our choice: half as much again is "far", a tenth is "about
# as". "Far" is said only where counts are known and the interval of the gap leaves out zero.
_FAR, _NEAR = 1.5, 1.1


def said_without_numbers(figures: Sequence[GroupFigure]) -> list[str]:
    """One sentence for each comparator that can be set against a figure of ours."""
    ours = [figure for figure in figures if figure.role == "ours"]
    pairs = [(_ours_for(other, ours), other) for other in figures if other.role == "comparator"]
    said: list[str] = []
    before = ""
    for our, other in pairs:
        if our is not None:
            said.append(_sentence(our, other, again=our.measure == before))
            before = our.measure
    return said


def comparison_words(ours: GroupFigure, theirs: GroupFigure) -> str:
    """The comparison as written, else the difference of the rates in points; "" for none."""
    if theirs.comparison or ours.share is None or theirs.share is None:
        return theirs.comparison
    points = 100 * (ours.share - theirs.share)
    if round(abs(points)) == 0:
        return "ours is about the same"
    return f"ours is {abs(points):.0f} points {'higher' if points > 0 else 'lower'}"


def _ours_for(other: GroupFigure, ours: Sequence[GroupFigure]) -> GroupFigure | None:
    """The figure of ours of the same measure, if possible of the same period."""
    same = [one for one in ours if folded(one.measure) == folded(other.measure)]
    period = [one for one in same if folded(one.period) == folded(other.period)]
    return next(iter(period or same), None)


def _sentence(ours: GroupFigure, theirs: GroupFigure, *, again: bool) -> str:
    """`again` is true where the sentence before was about the same measure."""
    measure = ours.measure or "what we counted"
    here, there = _both(ours, theirs)
    how = _how(ours, theirs)
    if how is None:
        return f"We compared {measure} {here} with {there.removeprefix('among ')}."
    if not how:
        return f"We see no clear difference in {measure} {here} and {there}."
    joined = "as" if how.startswith("about as") else "than"
    what = "It" if again else capital(measure)
    return f"{what} is {how} {here} {joined} {there}."


def _both(ours: GroupFigure, theirs: GroupFigure) -> tuple[str, str]:
    """Both groups in words, without what they share."""
    same_group = folded(ours.group) == folded(theirs.group)
    same_place = folded(ours.place) == folded(theirs.place)
    here, there = f"among {ours.group or 'our group'}", f"among {theirs.group or 'others'}"
    if same_place or not (ours.place and theirs.place):
        return here, there
    return (
        f"{here} at {ours.place}",
        f"at {theirs.place}" if same_group else f"{there} at {theirs.place}",
    )


def _how(ours: GroupFigure, theirs: GroupFigure) -> str | None:
    """How much more common ours is; "" for no clear difference, None where nobody knows."""
    if ours.share is None or theirs.share is None:
        return None
    are_counted = ours.counts is not None and theirs.counts is not None
    if ours.counts is not None and theirs.counts is not None:
        interval = newcombe_gap(ours.counts, theirs.counts).interval
        if interval.low <= 0 <= interval.high:
            return ""
    more, less = ours.share, theirs.share
    which = "more common"
    if more < less:
        more, less, which = less, more, "less common"
    if more <= _NEAR * less:
        return "about as common"
    return f"far {which}" if more >= _FAR * less and are_counted else which
