"""Names beside their points: short enough to fit, and not on top of one another."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LETTER = 0.58  # width of a letter as a part of its size, on average
_LINE = 1.25  # height of a line as a part of its size
_GAP = 8.0  # points between a marker's middle and its name

# Where a name may stand, the best place first: how far to go, in half-widths and half-heights.
_PLACES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))


@dataclass(frozen=True)
class Label:
    """A text and the middle of its box, in points right of and above its marker."""

    text: str
    right: float
    above: float


@dataclass(frozen=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: "_Box") -> float:
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(0.0, wide) * max(0.0, tall)

    def area(self) -> float:
        return (self.right - self.left) * (self.top - self.bottom)


def fitted(text: str, width: int, lines: int = 1) -> str:
    """Text as a participant wrote it, wrapped at `width` letters; what is too much becomes "…".

    Characters that a picture file cannot hold are dropped.
    """
    clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return "\n".join(textwrap.wrap(clean, width, max_lines=lines, placeholder="…"))


def place_labels(
    ax: "Axes",
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    size: float,
    taken: Iterable[tuple[float, float]] = (),
) -> list[Label]:
    """A place for each text beside its point, one after the other, with the least overlap.

    Points and `taken` (small things to keep clear of) are in the axes' own numbers, whose limits
    must be final. Works from letter counts, so nothing has to be drawn first.
    """
    across, up = _points_per_unit(ax)
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    inside = _Box(left * across, bottom * up, right * across, top * up)
    markers = [_around(x * across, y * up, 6, 6) for x, y in points]
    busy = [_around(x * across, y * up, 10, 6) for x, y in taken]
    placed: list[_Box] = []
    labels = []
    for (x, y), text in zip(points, texts, strict=True):
        rows = text.split("\n")
        half_wide = max(map(len, rows)) * size * _LETTER / 2
        half_tall = len(rows) * size * _LINE / 2
        best: tuple[float, Label, _Box] | None = None
        for rank, (side, height) in enumerate(_PLACES):
            go_right = side * (half_wide + (_GAP if not height else 3.0))
            go_up = height * (half_tall + (_GAP - 1 if not side else 4.0))
            box = _around(x * across + go_right, y * up + go_up, half_wide, half_tall)
            lost = 3 * (box.area() - box.overlap(inside)) + rank
            lost += sum(box.overlap(other) for other in (*markers, *placed, *busy))
            if best is None or lost < best[0]:
                best = (lost, Label(text, go_right, go_up), box)
        if best is not None:
            labels.append(best[1])
            placed.append(best[2])
    return labels


def _around(x: float, y: float, half_wide: float, half_tall: float) -> _Box:
    return _Box(x - half_wide, y - half_tall, x + half_wide, y + half_tall)


def _points_per_unit(ax: "Axes") -> tuple[float, float]:
    figure = ax.get_figure()
    if figure is None:
        raise ValueError("Labels can be placed on axes of a figure only.")
    width, height = figure.get_size_inches()  # type: ignore[union-attr]
    place = ax.get_position()
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    return 72 * width * place.width / (right - left), 72 * height * place.height / (top - bottom)
