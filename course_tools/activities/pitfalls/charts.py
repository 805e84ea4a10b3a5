"""What a chart of a leaflet shows, as plain data: bars, dots, lines.

Each kind knows the table of what it prints (`columns`, `rows`), so that a reader of the table gets
neither more nor less than a reader of the picture. `plot` draws them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from course_tools.casework.rates import Interval, Rate, wilson_interval

Named = tuple[str, Rate]
Rows = Sequence[Sequence[str]]


def percent(share: float, decimals: int = 0) -> str:
    """A share of 0..1 for a reader: "40%"."""
    return f"{100 * share:.{decimals}f}%"


def counted(rate: Rate) -> str:
    """A rate with its counts: "40%: 36 of 90"."""
    return f"{percent(rate.share)}: {rate.numerator:,} of {rate.denominator:,}"


def ends(interval: Interval) -> str:
    """An interval of a share for a reader: "31% to 50%"."""
    return f"{percent(interval.low)} to {percent(interval.high)}"


@dataclass(frozen=True, kw_only=True)
class Chart:
    """`headline` and the small print `note` as on a leaflet; `alt` says what there is to see."""

    headline: str
    note: str
    alt: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the table's columns."""
        raise NotImplementedError

    @property
    def rows(self) -> Rows:
        """What the chart prints, a row a line."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Bars(Chart):
    """Lying bars. With `counts` they print counts, and 95% intervals as whiskers.

    `low`, `high`: the ends of the axis, as shares. `stress` is the place of the bar that stands
    out. `line` is a share to compare with, and its name.
    """

    bars: tuple[Named, ...]
    axis: str
    low: float = 0.0
    high: float = 1.0
    counts: bool = False
    stress: int | None = None
    line: tuple[str, float] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The group and its percentage; with counts the interval too."""
        return ("Group", self.axis, "95% interval") if self.counts else ("Group", self.axis)

    @property
    def rows(self) -> Rows:
        """A row a bar; last the line, if there is one."""
        found = [
            (name, counted(rate), ends(wilson_interval(rate)))
            if self.counts
            else (name, percent(rate.share))
            for name, rate in self.bars
        ]
        return [*found, (self.line[0], percent(self.line[1]))] if self.line else found


@dataclass(frozen=True, kw_only=True)
class Dots(Chart):
    """A dot a group with its 95% interval, side by side, and a line for all together."""

    dots: tuple[Named, ...]
    axis: str
    across: str
    line: tuple[str, float]
    stress: int | None = None
    low: float = 0.0
    high: float = 1.0

    @property
    def columns(self) -> tuple[str, ...]:
        """The group, its counts, its interval."""
        return (self.across, self.axis, "95% interval")

    @property
    def rows(self) -> Rows:
        """A row a dot; last the line."""
        dots = [(name, counted(rate), ends(wilson_interval(rate))) for name, rate in self.dots]
        return [*dots, (self.line[0], percent(self.line[1]), "")]


@dataclass(frozen=True, kw_only=True)
class Pairs(Chart):
    """Two groups beside each other in several places: a filled dot, an open square, a line between."""

    of: tuple[str, str]
    pairs: tuple[tuple[str, Rate, Rate], ...]
    axis: str
    high: float = 1.0

    @property
    def columns(self) -> tuple[str, ...]:
        """The place, then the two groups."""
        return ("Where", *self.of)

    @property
    def rows(self) -> Rows:
        """A row a place, with counts."""
        return [(name, counted(one), counted(two)) for name, one, two in self.pairs]


@dataclass(frozen=True, kw_only=True)
class Scatter(Chart):
    """A dot an area: one share against another."""

    dots: tuple[tuple[str, Rate, Rate], ...]
    across: str
    up: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The area, then both shares."""
        return ("Area", self.across, self.up)

    @property
    def rows(self) -> Rows:
        """A row a dot."""
        return [(name, percent(x.share), percent(y.share)) for name, x, y in self.dots]


@dataclass(frozen=True, kw_only=True)
class Slopes(Chart):
    """Lines from one year to another: (name, first, last)."""

    lines: tuple[tuple[str, Rate, Rate], ...]
    years: tuple[str, str]
    axis: str
    low: float = 0.0
    high: float = 1.0
    counts: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Who, then both years."""
        return ("Who", *self.years)

    @property
    def rows(self) -> Rows:
        """A row a line."""
        said = counted if self.counts else lambda rate: percent(rate.share)
        return [(name, said(first), said(last)) for name, first, last in self.lines]


@dataclass(frozen=True, kw_only=True)
class Stacks(Chart):
    """Bars of parts that add up to a whole, in counts; the parts have the same names in all."""

    parts: tuple[str, ...]
    stacks: tuple[tuple[str, tuple[int, ...]], ...]
    axis: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The bar, its parts, the whole."""
        return ("Group", *self.parts, "All")

    @property
    def rows(self) -> Rows:
        """A row a bar."""
        return [(name, *map(str, counts), str(sum(counts))) for name, counts in self.stacks]


@dataclass(frozen=True, kw_only=True)
class Widths(Chart):
    """Standing bars as wide as the group is large, so that the area is the count."""

    bars: tuple[Named, ...]
    axis: str
    right: tuple[str, Rate]
    wrong: tuple[str, float]

    @property
    def columns(self) -> tuple[str, ...]:
        """The group and its counts."""
        return ("Group", self.axis)

    @property
    def rows(self) -> Rows:
        """A row a bar, then the two lines."""
        bars = [(name, counted(rate)) for name, rate in self.bars]
        return [
            *bars,
            (self.right[0], counted(self.right[1])),
            (self.wrong[0], percent(self.wrong[1])),
        ]
