"""One look for every picture: few colors, direct labels, no frames.

Three colors carry data. They differ in lightness as much as in hue, so they stay apart in
greyscale and for color-blind readers (`tests/test_plotting.py` computes both), and every series
has a marker or line style of its own as well: color is never the only signal.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Look:
    """The names pictures use for their colors."""

    ink: str = "#1f2a37"  # text and axes
    quiet: str = "#64707d"  # grid, notes, what stands back
    paper: str = "#ffffff"
    first: str = "#0f3b63"  # deep blue
    second: str = "#c0560f"  # burnt orange
    third: str = "#8fb6d9"  # pale blue
    faint: str = "#e8ecf0"


COLORS = Look()
MARKERS = ("o", "s", "^", "D")

_STYLE = MappingProxyType(
    {
        "axes.edgecolor": COLORS.quiet,
        "axes.labelcolor": COLORS.ink,
        "axes.labelsize": 10,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlelocation": "left",
        "axes.titlesize": 11,
        "axes.titleweight": "bold",
        # What a participant wrote is shown as written; "$5 or $6" is no formula.
        "text.parse_math": False,
        "axes.titlecolor": COLORS.ink,
        "font.size": 10,
        "lines.linewidth": 2.2,
        # Text stays text in the SVG: sharp at any zoom, small, and quick to write.
        "svg.fonttype": "none",
        "svg.hashsalt": "organizing-workbook",
        "text.color": COLORS.ink,
        "xtick.color": COLORS.quiet,
        "xtick.labelcolor": COLORS.ink,
        "ytick.color": COLORS.quiet,
        "ytick.labelcolor": COLORS.ink,
    }
)


@dataclass(frozen=True)
class Room:
    """Inches around the axes and between them, for labels.

    Fixed, because working it out anew (constrained layout) took a third of the time of a picture.
    """

    left: float = 0.75
    right: float = 0.2
    bottom: float = 0.55
    top: float = 0.3
    between: float = 0.3


def new_picture_axes(
    width: float = 7.2, height: float = 3.6, panels: int = 1, room: Room = Room()
) -> tuple["Figure", list["Axes"]]:
    """A figure in house style, in inches, with `panels` axes side by side.

    No pyplot: nothing global, nothing to close.
    """
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    with in_house_style():
        figure = Figure(figsize=(width, height))
        FigureCanvasSVG(figure)
        wide = (width - room.left - room.right - (panels - 1) * room.between) / panels
        bottom, tall = room.bottom / height, (height - room.bottom - room.top) / height
        lefts = [room.left + number * (wide + room.between) for number in range(panels)]
        axes = [figure.add_axes((left / width, bottom, wide / width, tall)) for left in lefts]
    return figure, axes


@contextmanager
def in_house_style() -> Iterator[None]:
    """Draw and save inside this, or as `@in_house_style()`: lines and text then have our look."""
    from matplotlib import rc_context  # noqa: PLC0415 - a lesson without pictures never loads it

    _as_shipped()
    # The typing ahead of the dictionary is matplotlib's own list of all its keys.
    with rc_context(dict(_STYLE)):  # type: ignore[arg-type]
        yield


@cache
def _as_shipped() -> None:
    """Forget a `matplotlibrc` that lies beside the notebook: matplotlib reads it before any other."""
    from matplotlib import rcdefaults  # noqa: PLC0415

    rcdefaults()
