"""Names beside their points: short enough to fit, and not on top of one another."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LETTER = 0.61  # width of a letter as a part of its size, on average
_LINE = 1.25  # height of a line as a part of its size
_GAP = 10.0  # points between a marker's middle and its name
_MARKER = np.array([6.0, 6.0])  # half the size of a marker, in points
_BEAD = np.array([3.0, 3.0])

# Where a name may stand, the best place first: how far to go, in half-widths and half-heights.
_PLACES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))


@dataclass(frozen=True)
class Label:
    """A text and the middle of its box, in points right of and above its marker."""

    text: str
    right: float
    above: float


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
    lines: Iterable[tuple[tuple[float, float], tuple[float, float]]] = (),
) -> list[Label]:
    """A place for each text beside its point, one after the other, with the least overlap.

    Points, and the `lines` to keep clear of where possible, are in the axes' own numbers, whose
    limits must be final. Works from letter counts, so nothing has to be drawn first.
    """
    scale = np.array(_points_per_unit(ax))
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    low, high = np.array([left, bottom]) * scale, np.array([right, top]) * scale
    middles = np.array(points, dtype=float).reshape(-1, 2) * scale
    dots = _beads(lines, scale)
    # Middles and half sizes of everything to keep clear of; names are added as they are placed.
    busy = [*middles, *dots]
    sizes = [_MARKER] * len(middles) + [_BEAD] * len(dots)
    labels = []
    for point, text in zip(middles, texts, strict=True):
        rows = text.split("\n")
        half = np.array([max(map(len, rows)) * size * _LETTER, len(rows) * size * _LINE]) / 2
        steps = np.array([_step(half, side, height) for side, height in _PLACES])
        boxes = point + steps
        inside = np.minimum(boxes + half, high) - np.maximum(boxes - half, low)
        outside = 4 * half.prod() - inside.clip(0).prod(axis=1)
        apart = abs(boxes[:, None, :] - np.array(busy)[None, :, :])
        shared = (half + np.array(sizes) - apart).clip(0)
        overlap = np.minimum(shared, 2 * np.array(sizes)).prod(axis=2).sum(axis=1)
        best = int((3 * outside + overlap + np.arange(len(_PLACES))).argmin())
        labels.append(Label(text, float(steps[best][0]), float(steps[best][1])))
        busy.append(boxes[best])
        sizes.append(half)
    return labels


def _step(half: "np.ndarray[Any, Any]", side: int, height: int) -> tuple[float, float]:
    right = side * (half[0] + (_GAP if not height else 3.0))
    return right, height * (half[1] + (_GAP - 1 if not side else 4.0))


def _beads(
    lines: Iterable[tuple[tuple[float, float], tuple[float, float]]], scale: "np.ndarray[Any, Any]"
) -> list["np.ndarray[Any, Any]"]:
    """Points strung along lines, a bead's width apart."""
    beads: list[np.ndarray[Any, Any]] = []
    for line in lines:
        start, end = (np.array(point) * scale for point in line)
        count = max(2, int(np.hypot(*(end - start)) / (2 * _BEAD[0])))
        beads.extend(start + (end - start) * part for part in np.linspace(0, 1, count))
    return beads


def _points_per_unit(ax: "Axes") -> tuple[float, float]:
    figure = ax.get_figure()
    if figure is None:
        raise ValueError("Labels can be placed on axes of a figure only.")
    width, height = figure.get_size_inches()  # type: ignore[union-attr]
    place = ax.get_position()
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    return 72 * width * place.width / (right - left), 72 * height * place.height / (top - bottom)
