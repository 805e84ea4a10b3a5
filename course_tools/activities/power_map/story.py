"""What the map says, in words for a page. All text is escaped: a participant wrote the names."""

from html import escape

from course_tools.activities.power_map.model import (
    Player,
    PowerMap,
    by_priority,
    net_force,
    priority,
)
from course_tools.activities.power_map.paths import Path, shortest_path

WARNING = (
    "<i>This multiplies your own guesses. It does not predict what anybody will do. "
    "Which guess are you least sure of?</i>"
)
_SHOWN = 3  # players named in the words; the table has them all


def said_of(before: PowerMap, after: PowerMap, met: str, missing: list[str]) -> str:
    """The paragraphs below the form, as HTML; `missing` is what a complete map still needs."""
    if not before.players:
        return (
            "Begin with the decision, then the players around it. "
            "The map is drawn as soon as the first role is written."
        )
    parts = [_first_to_meet(before), _force(before), _path(before)]
    if after is not before:
        parts.append(_meeting(before, after, met))
    parts.append(WARNING)
    notes = [*before.remarks[:5], *missing]
    if notes:
        items = "".join(f"<li>{escape(note)}</li>" for note in notes)
        parts.append(f"<b>Still to do for a complete map:</b><ul>{items}</ul>")
    else:
        parts.append("<b>Your map is complete.</b> Whether it is right, your evidence decides.")
    parts.append(_grid_note())
    return "".join(f"<p>{part}</p>" if not part.startswith("<details") else part for part in parts)


def _first_to_meet(power_map: PowerMap) -> str:
    order = [player for player in by_priority(power_map) if player.name != power_map.target]
    if not order:
        return "<b>Who could you meet first?</b> Add players beside the one who decides."
    names = ", then ".join(f"{escape(p.name)} ({priority(p):.2f})" for p in order[:_SHOWN])
    last = order[-1]
    least = (
        f" Least: {escape(last.name)} ({priority(last):.2f}{_why_low(last)})."
        if len(order) > _SHOWN
        else ""
    )
    return (
        f"<b>Who could you meet first?</b> {names}.{least} "
        "The number runs from 0 to 1. High means: much influence, not yet committed either way, and "
        "known to you."
    )


def _why_low(player: Player) -> str:
    if abs(player.stance) >= 4:
        return ", already settled"
    return ", little influence" if player.influence < 4 else ""


def _force(power_map: PowerMap) -> str:
    force = net_force(power_map.players, power_map.target)
    if force > 0.1:
        meaning = "the push on this decision is more for you than against you"
    elif force < -0.1:
        meaning = "the push on this decision is more against you than for you"
    else:
        meaning = "the pushes for and against are about even"
    return f"<b>Net force: {_signed(force)}</b>, without the person who decides: {meaning}."


def _path(power_map: PowerMap) -> str:
    if not power_map.target or not power_map.us:
        return "<b>Best path:</b> choose who can decide and which player you are."
    best = power_map.way_to_target()
    if best is None:
        return "<b>Best path:</b> no ties lead from us to the person who decides yet."
    said = (
        f"<b>Best path:</b> {_way(best)}, strength <b>{best.strength:.2f}</b> (1 would be certain)."
    )
    short = shortest_path(power_map.ties, power_map.us, power_map.target)
    if short is None or len(short.players) == len(best.players):
        return said + (
            " It is the direct way." if len(best.players) == 2 else " It is also the shortest."
        )
    return (
        f"{said} The shorter path, {_way(short)}, is weaker: {short.strength:.2f}. "
        "More steps, but each is a real relationship."
    )


def _meeting(before: PowerMap, after: PowerMap, met: str) -> str:
    was, now = before.player(met), after.player(met)
    if was is None or now is None:
        return ""
    old, new = before.way_to_target(), after.way_to_target()
    if old is None and new is None:
        path = "still no path"
    elif old is None and new is not None:
        path = f"a first path: {_way(new)}, strength {new.strength:.2f}"
    elif old is not None and new is not None:
        path = f"best path {old.strength:.2f} → <b>{new.strength:.2f}</b>"
        path += f" ({_way(new)})" if new.players != old.players else ", by the same way"
    else:
        path = ""
    force = net_force(before.players, before.target), net_force(after.players, after.target)
    return (
        f"<b>What if you meet: {escape(met)}.</b> Relationship {was.relationship:.1f} → "
        f"{now.relationship:.1f}, stance {_whole(was.stance)} → {_whole(now.stance)}. "
        f"Priority {priority(was):.2f} → <b>{priority(now):.2f}</b>; net force "
        f"{_signed(force[0])} → {_signed(force[1])}; {path}. "
        "This counts your new relationship as your tie to them, if it is stronger than the tie "
        "in your table."
    )


def _way(path: Path) -> str:
    return " → ".join(escape(name) for name in path.players)


def _signed(number: float) -> str:
    return f"{number:+.2f}".replace("-", "−") if abs(number) >= 0.005 else "0.00"


def _whole(number: float) -> str:
    return f"{number:g}".replace("-", "−")


def _grid_note() -> str:
    return (
        "<details><summary>Another way to sort: the power-interest grid</summary>"
        "<p>The table of numbers also names a box: manage closely, keep satisfied, keep informed, "
        "monitor. The cut is at 5 of 10. As a stand-in for interest it takes the distance from "
        "the middle, doubled. Careful: this grid (Mendelow, 1991) comes from business and ignores who is for and "
        "who is against, so your best friend and your strongest opponent share a box. For a "
        "campaign, use the stance.</p></details>"
    )
