"""The map: stance across, influence up, relationships as lines, the best path on top."""

from itertools import pairwise
from typing import TYPE_CHECKING

from course_tools.activities.power_map.model import Player, PowerMap
from course_tools.activities.power_map.paths import Path
from course_tools.plotting import COLORS, fitted, in_house_style, place_labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Spot = tuple[float, float]

_CROWD = 14  # players; above that, names are smaller
_MOST_LINES = 20  # that names keep clear of
_ASIDE = 0.28  # how far players at the very same place stand apart, in steps of stance


@in_house_style()
def draw_power_map(
    power_map: PowerMap, path: Path | None, ax: "Axes", moved: Player | None = None
) -> "Axes":
    """All players and ties; `path` stands out; `moved` is a player after a meeting."""
    _draw_ground(ax)
    spots = _spots(power_map.players)
    lines = _draw_ties(power_map, path, spots, ax)
    _draw_markers(power_map, spots, ax)
    if moved is not None and moved.name in spots:
        end = (moved.stance, moved.influence)
        _draw_move(spots[moved.name], end, ax)
        lines.append((spots[moved.name], end))
    _draw_names(power_map, spots, lines, ax)
    return ax


def _draw_names(
    power_map: PowerMap, spots: dict[str, Spot], lines: list[tuple[Spot, Spot]], ax: "Axes"
) -> None:
    # The best places go to those who matter most.
    chief = (power_map.target, power_map.us)
    order = sorted(power_map.players, key=lambda p: (p.name not in chief, -p.influence))
    size = 9.0 if len(order) <= _CROWD else 7.5
    texts = [_label(power_map, player) for player in order]
    places = [spots[player.name] for player in order]
    labels = place_labels(ax, places, texts, size, lines[:_MOST_LINES])
    for player, label in zip(order, labels, strict=True):
        ax.annotate(
            label.text,
            spots[player.name],
            xytext=(label.right, label.above),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=size,
            fontweight="bold" if player.name in chief else "normal",
            zorder=6,
        )


def _draw_ground(ax: "Axes") -> None:
    ax.axvspan(-1.5, 1.5, color=COLORS.faint, lw=0, zorder=0)
    ax.axvline(0, color=COLORS.quiet, lw=0.8, zorder=0.5)
    for x, words, side in (
        (-5.7, "◂ against", "left"),
        (0, "the middle", "center"),
        (5.7, "for ▸", "right"),
    ):
        ax.text(x, 11.05, words, ha=side, va="bottom", color=COLORS.quiet, fontsize=9.5)
    ax.set(
        xlim=(-5.7, 5.7),
        ylim=(-0.6, 10.9),
        xticks=(-5, -3, -1, 0, 1, 3, 5),
        yticks=(0, 5, 10),
        xlabel="Where they stand on this decision",
        ylabel="Influence over this decision",
    )


def _draw_ties(
    power_map: PowerMap, path: Path | None, spots: dict[str, Spot], ax: "Axes"
) -> list[tuple[Spot, Spot]]:
    """Draw the lines, the best path with its strengths; give back the lines' ends."""
    from matplotlib.collections import LineCollection  # noqa: PLC0415

    lines = [(spots[tie.a], spots[tie.b]) for tie in power_map.ties]
    widths = [_width(tie.strength) for tie in power_map.ties]
    ax.add_collection(LineCollection(lines, linewidths=widths, colors=COLORS.third, zorder=1))
    for a, b in pairwise(path.players if path else ()):
        strength = max(tie.strength for tie in power_map.ties if {tie.a, tie.b} == {a, b})
        (x1, y1), (x2, y2) = spots[a], spots[b]
        ax.plot((x1, x2), (y1, y2), color=COLORS.second, lw=_width(strength), zorder=2)
        ax.text(
            (x1 + x2) / 2,
            (y1 + y2) / 2,
            f"{strength:g}",
            ha="center",
            va="center",
            fontsize=8.5,
            color=COLORS.second,
            fontweight="bold",
            bbox={"boxstyle": "round,pad=0.15", "fc": COLORS.paper, "ec": "none"},
            zorder=3,
        )
    return lines


def _width(strength: float) -> float:
    return 0.8 + 3.4 * strength


def _draw_markers(power_map: PowerMap, spots: dict[str, Spot], ax: "Axes") -> None:
    groups = (
        ([name for name in spots if name != power_map.us], "o", COLORS.first),
        ([name for name in spots if name == power_map.us], "s", COLORS.second),
    )
    for names, marker, color in groups:
        x, y = [spots[name][0] for name in names], [spots[name][1] for name in names]
        ax.plot(x, y, marker, ms=9, mfc=color, mec=COLORS.paper, mew=1.2, zorder=5)
    if power_map.target:
        ring = spots[power_map.target]
        ax.plot(*ring, "o", ms=16, mfc="none", mec=COLORS.second, mew=2.4, zorder=5)


def _draw_move(start: Spot, end: Spot, ax: "Axes") -> None:
    if start == end:
        return
    ax.annotate(
        "",
        end,
        xytext=start,
        arrowprops={"arrowstyle": "-|>", "color": COLORS.first, "lw": 1.6, "ls": (0, (3, 2))},
        zorder=4,
    )
    ax.plot(*end, marker="o", ls="", markersize=9, mfc=COLORS.paper, mec=COLORS.first, mew=1.8)


def _spots(players: tuple[Player, ...]) -> dict[str, Spot]:
    """Where each player is drawn: players at the very same place move a little to the side."""
    seen: dict[Spot, int] = {}
    spots = {}
    for player in players:
        place = (player.stance, player.influence)
        count = seen[place] = seen.get(place, -1) + 1
        side = _ASIDE * ((count + 1) // 2) * (1 if count % 2 else -1)
        spots[player.name] = (min(5.4, max(-5.4, place[0] + side)), place[1])
    return spots


def _label(power_map: PowerMap, player: Player) -> str:
    name = fitted(player.name, 22, 2)
    if player.name == power_map.target:
        return f"{name}\n(decides)"
    return f"{name} (us)" if player.name == power_map.us else name
