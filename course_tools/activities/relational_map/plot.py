"""The map: people as markers by group, meetings as lines, the bridge and the next pair named."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course_tools.activities.relational_map.layout import CROWD, HEIGHT, WIDTH, Spot, spots_of
from course_tools.activities.relational_map.model import Network
from course_tools.plotting import COLORS, Label, fitted, in_house_style, place_labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SMALLER = 14  # people; above that, names are smaller
_MOST_LINES = 40  # that names keep clear of
_MARGIN = 0.14
_DIAMOND = 6.0  # points by which a bridge's name stands further off

# The largest groups have a marker each; all others share the last one.
_GROUP_LOOKS: tuple[dict[str, Any], ...] = (
    {"marker": "o", "mfc": COLORS.first, "mec": COLORS.paper},
    {"marker": "s", "mfc": COLORS.third, "mec": COLORS.first},
    {"marker": "^", "mfc": COLORS.paper, "mec": COLORS.first},
)
_OTHER_LOOK: dict[str, Any] = {"marker": "o", "mfc": COLORS.paper, "mec": COLORS.quiet}


@dataclass(frozen=True)
class Marks:
    """Who stands out: the bridges, and the two who could meet next."""

    bridges: Sequence[str] = ()
    next_pair: tuple[str, str] | None = None


@in_house_style()
def draw_network(network: Network, marks: Marks, ax: "Axes") -> "Axes":
    """Everybody; lines across groups are dark, within a group pale; the bridge has a diamond."""
    spots = spots_of(network)
    lowest = min((y for _, y in spots.values()), default=0.0)
    ax.set(xlim=(-0.2, WIDTH + 0.2), ylim=(min(0.0, lowest) - _MARGIN, HEIGHT + _MARGIN))
    ax.set_axis_off()
    lines = _draw_ties(network, spots, ax)
    _draw_people(network, spots, ax)
    if marks.next_pair:
        ends = [spots[alias] for alias in marks.next_pair]
        x, y = zip(*ends, strict=True)
        ax.plot(x, y, color=COLORS.second, lw=1.8, ls=(0, (2, 2)), zorder=2, gid="next-pair")
        lines.append((ends[0], ends[1]))
    for alias in marks.bridges:
        ax.plot(
            *spots[alias],
            "D",
            ms=17,
            mfc="none",
            mec=COLORS.second,
            mew=2.2,
            zorder=5,
            gid="bridge",
        )
    _draw_names(network, marks, spots, lines, ax)
    met = {alias for tie in network.ties for alias in tie}
    rows = [y for alias, (_, y) in spots.items() if alias not in met]
    if rows:
        note: dict[str, Any] = {"color": COLORS.quiet, "fontsize": 9, "va": "center"}
        ax.text(-0.04, max(rows) + 0.13, "Have met nobody yet:", **note)
    return ax


def group_looks(network: Network) -> list[tuple[str, dict[str, Any]]]:
    """What each marker stands for, in the order of the key: the largest groups, then the others."""
    counts: dict[str, int] = {}
    for person in network.people:
        counts[person.group] = counts.get(person.group, 0) + 1
    named = sorted((group for group in counts if group), key=lambda group: -counts[group])
    looks = [(group, look) for group, look in zip(named, _GROUP_LOOKS, strict=False)]
    if len(named) > len(_GROUP_LOOKS):
        looks.append(("other groups", _OTHER_LOOK))
    elif "" in counts:
        looks.append(("no group yet", _OTHER_LOOK))
    return looks


def _draw_ties(network: Network, spots: dict[str, Spot], ax: "Axes") -> list[tuple[Spot, Spot]]:
    from matplotlib.collections import LineCollection  # noqa: PLC0415

    groups = network.groups
    is_across = [bool(groups[a] and groups[b] and groups[a] != groups[b]) for a, b in network.ties]
    lines = [(spots[a], spots[b]) for a, b in network.ties]
    ax.add_collection(
        LineCollection(
            lines,
            linewidths=[2.6 if across else 1.2 for across in is_across],
            colors=[COLORS.first if across else COLORS.quiet for across in is_across],
            alpha=0.75,
            zorder=1,
        )
    )
    return lines


def _draw_people(network: Network, spots: dict[str, Spot], ax: "Axes") -> None:
    looks = dict(group_looks(network))
    members: dict[str, list[Spot]] = {}
    for person in network.people:
        kind = person.group if person.group in looks else ""
        members.setdefault(kind, []).append(spots[person.alias])
    for kind, places in members.items():
        x, y = zip(*places, strict=True)
        ax.plot(x, y, ls="", ms=9, mew=1.4, zorder=4, **looks.get(kind, _OTHER_LOOK))
    # A key: a marker, then what it stands for, in one line above the map.
    left = 0.0
    for name, look in looks.items():
        text = fitted(name, 20)
        place: dict[str, Any] = {"transform": ax.transAxes, "clip_on": False}
        ax.plot(left, 1.05, ls="", ms=8, mew=1.4, gid="key", **place, **look)
        ax.text(left + 0.02, 1.05, text, fontsize=9, va="center", **place)
        left += 0.06 + 0.0135 * len(text)


def _draw_names(
    network: Network,
    marks: Marks,
    spots: dict[str, Spot],
    lines: list[tuple[Spot, Spot]],
    ax: "Axes",
) -> None:
    pair = marks.next_pair or ()
    chief = {*marks.bridges, *pair}
    shown = [p.alias for p in network.people if len(network.people) <= CROWD or p.alias in chief]
    shown.sort(key=lambda alias: alias not in chief)  # the best places go to those who stand out
    size = 9.0 if len(network.people) <= _SMALLER else 7.5
    texts = [_label(alias, marks) for alias in shown]
    places = [spots[alias] for alias in shown]
    # Markers without a name are kept clear of as well: lines of no length.
    unnamed = [(spots[p.alias], spots[p.alias]) for p in network.people if p.alias not in shown]
    labels = place_labels(ax, places, texts, size, [*unnamed, *lines[-_MOST_LINES:]])
    for alias, label in zip(shown, labels, strict=True):
        ax.annotate(
            label.text,
            spots[alias],
            xytext=_beside(label, alias in marks.bridges),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=size,
            fontweight="bold" if alias in chief else "normal",
            zorder=6,
        )


def _beside(label: Label, is_bridge: bool) -> tuple[float, float]:
    """Where a name stands, in points from its marker; a bridge's name clears the diamond."""
    further = _DIAMOND if is_bridge else 0.0
    if label.above:
        return label.right, label.above + math.copysign(further, label.above)
    return label.right + math.copysign(further, label.right), label.above


def _label(alias: str, marks: Marks) -> str:
    signs = (("bridge", marks.bridges), ("meet next", marks.next_pair or ()))
    said = ", ".join(sign for sign, aliases in signs if alias in aliases)
    name = fitted(alias, 18, 2)
    return f"{name}\n({said})" if said else name
