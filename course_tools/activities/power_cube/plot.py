"""Three boards of nine cells, one for each level: weight as shade and number, actions as dots."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from course_tools.activities.power_cube.model import FORMS, LEVELS, SPACES, Cell, InCell
from course_tools.plotting import COLORS, in_house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_DOTS = 4  # more actions than that become a dot and a number
_DARKEST = 10  # weight from which a cell is as dark as it gets
_WHITE_FROM = 0.63  # shade from which white words are easier to read than dark ones


@in_house_style()
def draw_cube(held: Mapping[Cell, InCell], axes: "Sequence[Axes]") -> None:
    """One board for each level. A blind spot has a thick broken frame."""
    for level, ax in zip(LEVELS, axes, strict=True):
        board = {
            (column, row): held.get((level, form, space), InCell())
            for row, form in enumerate(FORMS)
            for column, space in enumerate(SPACES)
        }
        _draw_cells(board, ax)
        for (column, row), cell in board.items():
            _write_in_cell(cell, column, row, ax)
        ax.set_title(level.capitalize(), fontsize=10.5, pad=6)
        ax.set(xlim=(-0.52, 2.52), ylim=(2.52, -0.52))
        ax.set_xticks(range(3), SPACES)
        ax.set_yticks(range(3), FORMS if level == LEVELS[0] else [""] * 3)
        ax.tick_params(length=0, labelsize=9)
        ax.spines[:].set_visible(False)


def _draw_cells(board: Mapping[tuple[int, int], InCell], ax: "Axes") -> None:
    from matplotlib.collections import PolyCollection  # noqa: PLC0415

    # Blind spots come last, so that no neighbor's frame covers theirs.
    order = sorted(board.items(), key=lambda pair: pair[1].is_blind)
    blind = [cell.is_blind for _, cell in order]
    ax.add_collection(
        PolyCollection(
            [_square(column, row) for (column, row), _ in order],
            facecolors=[_mixed(_shade(cell)) for _, cell in order],
            edgecolors=[COLORS.second if is_blind else COLORS.quiet for is_blind in blind],
            linewidths=[2.6 if is_blind else 0.6 for is_blind in blind],
            linestyles=[(0, (3, 1.5)) if is_blind else "-" for is_blind in blind],
        )
    )


def _square(column: int, row: int) -> list[tuple[float, float]]:
    half = 0.46
    return [
        (column + x, row + y)
        for x, y in ((-half, -half), (half, -half), (half, half), (-half, half))
    ]


def _write_in_cell(cell: InCell, column: int, row: int, ax: "Axes") -> None:
    ink = COLORS.paper if _shade(cell) > _WHITE_FROM else COLORS.ink
    middle: dict[str, Any] = {"ha": "center", "va": "center", "color": ink}
    if cell.weight:
        ax.text(column, row - 0.14, f"{cell.weight}", fontsize=14, fontweight="bold", **middle)
    if cell.actions:
        dots = "●" * cell.actions if cell.actions <= MOST_DOTS else f"● ×{cell.actions}"
        ax.text(column, row + 0.25, dots, fontsize=9, **middle)


def _shade(cell: InCell) -> float:
    return 0.15 + 0.75 * min(cell.weight, _DARKEST) / _DARKEST if cell.weight else 0.0


def _mixed(share: float) -> tuple[float, float, float]:
    """White with a share of our deep blue."""
    blue = (int(COLORS.first[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, last = (1 - share * (1 - part) for part in blue)
    return red, green, last
