"""The map: stance across, influence up, relationships as lines, the best path on top."""

from typing import TYPE_CHECKING

from course_tools.activities.power_map.model import Player, PowerMap
from course_tools.activities.power_map.paths import Path
from course_tools.plotting import COLORS, fitted, in_house_style, place_labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = 9.0  # of names
_ASIDE = 0.28  # how far players at the very same place stand apart, in steps of stance


@in_house_style()
def draw_power_map(
    power_map: PowerMap, path: Path | None, ax: "Axes", moved: Player | None = None
) -> "Axes":
    """All players and ties; `path` stands out; `moved` is a player after a meeting."""
    _draw_ground(ax)
    spots = _spots(power_map.players)
    steps = _draw_ties(power_map, path, spots, ax)
    for player in power_map.players:
        _draw_marker(power_map, player, spots[player.name], ax)
    if moved is not None and moved.name in spots:
        end = (moved.stance, moved.influence)
        _draw_move(spots[moved.name], end, ax)
        steps.append(end)
    # Names go in order of weight, so the best places are for those that matter most.
    order = sorted(
        power_map.players,
        key=lambda p: (p.name not in (power_map.target, power_map.us), -p.influence),
    )
    texts = [_label(power_map, player) for player in order]
    labels = place_labels(ax, [spots[p.name] for p in order], texts, _SIZE, steps)
    for player, label in zip(order, labels, strict=True):
        ax.annotate(
            label.text,
            spots[player.name],
            xytext=(label.right, label.above),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=_SIZE,
            fontweight="bold" if player.name in (power_map.target, power_map.us) else "normal",
            zorder=6,
        )
    return ax


def _draw_ground(ax: "Axes") -> None:
    ax.axvspan(-1.5, 1.5, color=COLORS.faint, lw=0, zorder=0)
    ax.axvline(0, color=COLORS.quiet, lw=0.8, zorder=0.5)
    for x, words, side in ((-5.7, "◂ against", "left"), (0, "the middle", "center"), (5.7, "for ▸", "right")):
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
    power_map: PowerMap, path: Path | None, spots: dict[str, tuple[float, float]], ax: "Axes"
) -> list[tuple[float, float]]:
    """Draw the lines; give back where a strength is written."""
    on_path = set(zip(path.players, path.players[1:], strict=False)) if path else set()
    written: dict[frozenset[str], tuple[float, float, float]] = {}
    for tie in power_map.ties:
        (x1, y1), (x2, y2) = spots[tie.a], spots[tie.b]
        best = (tie.a, tie.b) in on_path or (tie.b, tie.a) in on_path
        ax.plot(
            (x1, x2),
            (y1, y2),
            color=COLORS.second if best else COLORS.third,
            lw=0.8 + 3.4 * tie.strength,
            zorder=2 if best else 1,
            solid_capstyle="round",
            label="best path" if best else "tie",
        )
        if best:
            pair = frozenset((tie.a, tie.b))
            strength = max(tie.strength, written.get(pair, (0, 0, 0))[2])
            written[pair] = ((x1 + x2) / 2, (y1 + y2) / 2, strength)
    for x, y, strength in written.values():
        ax.text(
            x,
            y,
            f"{strength:g}",
            ha="center",
            va="center",
            fontsize=8.5,
            color=COLORS.second,
            fontweight="bold",
            bbox={"boxstyle": "round,pad=0.15", "fc": COLORS.paper, "ec": "none"},
            zorder=3,
        )
    return [(x, y) for x, y, _ in written.values()]


def _draw_marker(
    power_map: PowerMap, player: Player, spot: tuple[float, float], ax: "Axes"
) -> None:
    is_us = player.name == power_map.us
    ax.plot(
        *spot,
        marker="s" if is_us else "o",
        ls="",
        markersize=9,
        mfc=COLORS.second if is_us else COLORS.first,
        mec=COLORS.paper,
        mew=1.2,
        zorder=5,
    )
    if player.name == power_map.target:
        ax.plot(
            *spot, marker="o", ls="", markersize=17, mfc="none", mec=COLORS.second, mew=2.4, zorder=5
        )


def _draw_move(start: tuple[float, float], end: tuple[float, float], ax: "Axes") -> None:
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


def _spots(players: tuple[Player, ...]) -> dict[str, tuple[float, float]]:
    """Where each player is drawn: players at the very same place move a little to the side."""
    seen: dict[tuple[float, float], int] = {}
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
