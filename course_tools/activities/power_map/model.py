"""Players around one decision, what to do about them, and when a map is complete (brief 2.16)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from course_tools.activities.power_map.paths import Path, Tie, best_path
from course_tools.stored import folded, line, number, rows_in

MOST_ROWS = 200  # looked at in a table that did not come from the form

FEWEST_PLAYERS = 5
FEWEST_TIES = 3
MOST_PLAYERS = 30  # as many rows as the form has
GRID_CUT = 5.0


@dataclass(frozen=True)
class Player:
    """A role with `influence` (0 to 10) over this decision and a `stance` (−5 against to +5 for).

    `relationship` says how well we know them, 0 to 1; `evidence` how we know all this.
    """

    name: str
    influence: float
    stance: float
    relationship: float = 0.0
    evidence: str = ""

    def __post_init__(self) -> None:
        for word, value, low, high in (
            ("influence", self.influence, 0, 10),
            ("stance", self.stance, -5, 5),
            ("relationship", self.relationship, 0, 1),
        ):
            if not low <= value <= high:
                raise ValueError(
                    f"{self.name}: {word} is {value:g}; use a number from {low} to {high}."
                )


@dataclass(frozen=True)
class PowerMap:
    """What could be read of an answer.

    `target` and `us` are names of players, or "" while nobody of that name is on the map. Ties
    join known players only. `remarks` says in plain words what was left out, and why.
    """

    decision: str
    target: str
    us: str
    players: tuple[Player, ...]
    ties: tuple[Tie, ...]
    remarks: tuple[str, ...] = ()

    def player(self, name: str) -> Player | None:
        """The player of exactly this name."""
        return next((player for player in self.players if player.name == name), None)

    def way_to_target(self) -> Path | None:
        """The strongest path from us to the target."""
        return best_path(self.ties, self.us, self.target) if self.us and self.target else None


def priority(player: Player) -> float:
    """Whom to see first, 0 to 1: (y/10)·(1 − |x|/5)·(0.5 + 0.5ℓ).

    High for much influence, little commitment either way, and someone we already know.
    """
    undecided = 1 - abs(player.stance) / 5
    return player.influence / 10 * undecided * (0.5 + 0.5 * player.relationship)


def by_priority(power_map: PowerMap) -> list[Player]:
    """All players but us, the most promising first; equals stay in the order of the table."""
    others = [player for player in power_map.players if player.name != power_map.us]
    return sorted(others, key=priority, reverse=True)


def net_force(players: Iterable[Player], target: str = "") -> float:
    """F = Σ (y/10)·(x/5) over everyone but the target: above 0 the push is our way."""
    return sum(p.influence / 10 * p.stance / 5 for p in players if p.name != target)


def after_meeting(power_map: PowerMap, name: str, closer: float, moved: float) -> PowerMap:
    """The map if meeting `name` adds `closer` to our relationship and `moved` to their stance.

    Both stay in range. Our tie to them becomes the new relationship where that is stronger:
    an assumption that the page says aloud.
    """
    before = power_map.player(name)
    if before is None or name == power_map.us:
        return power_map
    known = min(1.0, max(0.0, before.relationship + closer))
    met = replace(before, relationship=known, stance=min(5.0, max(-5.0, before.stance + moved)))
    ties = power_map.ties
    if power_map.us and known > 0:
        ties = (*ties, Tie(power_map.us, name, known))
    players = tuple(met if player.name == name else player for player in power_map.players)
    return replace(power_map, players=players, ties=ties)


def grid_place(influence: float, interest: float) -> str:
    """The power-interest grid of Mendelow (1991), both 0 to 10, cut at 5.

    It comes from business and ignores who is for and who is against.
    """
    if influence >= GRID_CUT:
        return "manage closely" if interest >= GRID_CUT else "keep satisfied"
    return "keep informed" if interest >= GRID_CUT else "monitor"


# When a map is complete


def complete_power_map(answer: Any) -> float:
    """The share, 0 to 1 in quarters, of the four things a complete map has. Takes anything."""
    return sum(has for has, _ in _four_things(answer)) / 4


def missing_in(answer: Any) -> list[str]:
    """What a map still lacks, in plain words, one sentence each. Empty when it is complete."""
    return [words for has, words in _four_things(answer) if not has]


def _four_things(answer: Any) -> list[tuple[bool, str]]:
    power_map = read_map(answer)
    stances = [player.stance for player in power_map.players]
    named = [row for row in rows_in(answer, "players", MOST_ROWS) if line(row.get("name"))]
    known = [bool(line(row.get("evidence"))) for row in named]
    pairs = {frozenset((tie.a, tie.b)) for tie in power_map.ties}
    return [
        (
            bool(power_map.decision and power_map.target),
            "Write the decision, and choose one player as the person who can decide it.",
        ),
        (
            len(stances) >= FEWEST_PLAYERS and min(stances) < 0 < max(stances),
            f"Put in at least {FEWEST_PLAYERS} players, some against (below 0) and some for "
            "(above 0).",
        ),
        (
            bool(known) and all(known),
            "Fill in “How do we know?” for every player"
            + (f" ({known.count(False)} still to do)." if False in known else "."),
        ),
        (
            len(pairs) >= FEWEST_TIES and power_map.way_to_target() is not None,
            f"Add at least {FEWEST_TIES} ties between players, with a path from us to the person "
            "who decides.",
        ),
    ]


# Reading an answer that may be anything


def read_map(answer: Any) -> PowerMap:
    """The map in an answer. Rows that cannot be used are left out and named in `remarks`.

    Names match without regard to capitals and spaces. Never raises, whatever the answer is.
    """
    remarks: list[str] = []
    players: dict[str, Player] = {}
    for row in rows_in(answer, "players", MOST_ROWS):
        player = _player(row, remarks)
        if player is None:
            continue
        if folded(player.name) in players:
            remarks.append(f"There are two players called “{player.name}”; the first one counts.")
            continue
        players[folded(player.name)] = player
    ties = []
    for row in rows_in(answer, "ties", MOST_ROWS):
        tie = _tie(row, players, remarks)
        if tie is not None:
            ties.append(tie)
    given = answer if isinstance(answer, dict) else {}
    return PowerMap(
        line(given.get("decision")),
        _named(given.get("target"), "The person who decides", players, remarks),
        _named(given.get("us"), "The row for us", players, remarks),
        tuple(players.values()),
        tuple(ties),
        tuple(remarks),
    )


def _named(value: Any, part: str, players: dict[str, Player], remarks: list[str]) -> str:
    name = line(value)
    if name and folded(name) not in players:
        remarks.append(f"{part} is “{name}”, but no player has that name.")
        return ""
    return players[folded(name)].name if name else ""


def _player(row: dict[str, Any], remarks: list[str]) -> Player | None:
    name = line(row.get("name"))
    if not name:
        return None
    numbers = [number(row.get(part)) for part in ("influence", "stance", "relationship")]
    influence, stance, relationship = numbers
    if influence is None or stance is None:
        remarks.append(f"“{name}” is left out: influence and stance have to be numbers.")
        return None
    try:
        return Player(name, influence, stance, relationship or 0.0, line(row.get("evidence")))
    except ValueError as refusal:
        remarks.append(f"Left out. {refusal}")
        return None


def _tie(row: dict[str, Any], players: dict[str, Player], remarks: list[str]) -> Tie | None:
    a, b = line(row.get("a")), line(row.get("b"))
    if not a or not b:
        return None
    for name in (a, b):
        if folded(name) not in players:
            remarks.append(
                f"The tie to “{name}” has no player of that name. Add the player, or choose "
                "another one for the tie."
            )
            return None
    first, second = players[folded(a)].name, players[folded(b)].name
    strength = number(row.get("strength"))
    if first == second:
        remarks.append(f"A tie from “{first}” to itself says nothing and is left out.")
        return None
    try:
        return Tie(first, second, 0.0 if strength is None else strength)
    except ValueError as refusal:
        remarks.append(f"Left out. {refusal}")
        return None
