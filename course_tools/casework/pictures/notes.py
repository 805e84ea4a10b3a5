"""What stands under every picture of a case, and numbers in words."""

import textwrap
from typing import TYPE_CHECKING

from course_tools.casework.tidy import Measure
from course_tools.plotting import COLORS, fitted

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

_LINE = 0.16  # inches a line of the note takes
_WIDE = 128  # letters in a line


def note_lines(*parts: str) -> list[str]:
    """The note's lines: one part after the other, wrapped."""
    said = " ".join(part.strip().rstrip(".") + "." for part in parts if part.strip())
    return textwrap.wrap(said, _WIDE)


def room_for(lines: list[str], axis: float = 0.6) -> float:
    """Inches below the axes: the axis with its label, then the note."""
    return axis + _LINE * len(lines) + 0.05


def write_note(drawing: "Drawing", lines: list[str]) -> None:
    """The note at the foot of a drawing."""
    _, height = drawing.get_size_inches()
    for number, line in enumerate(reversed(lines)):
        bottom = (0.06 + _LINE * number) / height
        drawing.text(0.012, bottom, line, fontsize=7.5, color=COLORS.quiet, va="bottom")


def printed(value: float | None, measure: Measure) -> str:
    """A value in its unit, for people: "40%", "46.9 points"."""
    if value is None:
        return "no number"
    if measure.unit == "share":
        return percent(value)
    unit = "" if measure.unit in ("count", "score", "grade") else f" {measure.unit}"
    return f"{value:,.{_decimals(measure)}f}{unit}"


def percent(share: float) -> str:
    """A share as a percentage; one decimal only where the number is small."""
    shown = 100 * share
    if 0 < shown < 10 and round(shown) != shown:
        return f"{shown:.1f}%"
    return f"{int(shown + 0.5 + 1e-9)}%"


def _decimals(measure: Measure) -> int:
    return 0 if measure.unit == "count" else min(measure.decimals, 2)


def name_on_axis(text: str, lines: int = 2) -> str:
    """A name for the side of a picture."""
    return fitted(text, 30, lines)
