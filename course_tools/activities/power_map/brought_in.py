"""People from one's own records as rows of a power map; what stands there already is kept."""

from collections.abc import Callable, Sequence
from typing import Any

from course_tools.activities.power_map.model import MOST_PLAYERS, MOST_ROWS
from course_tools.people_met import Official
from course_tools.stored import folded, line, rows_in

Row = dict[str, Any]


def with_officials(answer: Any, officials: Sequence[Official]) -> Row:
    """A copy of the answer with people from research meetings: new ones get a row of their own,
    and those on the map get the influence, stance and evidence of the meeting.
    """
    people = [
        {
            "name": one.who,
            "influence": one.influence,
            "stance": one.stance,
            "evidence": one.evidence,
        }
        for one in officials
    ]

    def meet_again(row: Row, met: Row) -> None:
        row.update({**met, "name": row["name"]})

    return _with(answer, people, meet_again)


def with_roles(answer: Any, roles: Sequence[str]) -> Row:
    """A copy of the answer with role labels from one-to-ones that the map does not have yet.

    They come without influence and stance: where they stand on this decision is still to ask.
    """
    people = [{"name": role, "evidence": "we had a one-to-one"} for role in roles]
    return _with(answer, people, lambda row, met: None)


def _with(answer: Any, people: Sequence[Row], meet_again: Callable[[Row, Row], None]) -> Row:
    kept = dict(answer) if isinstance(answer, dict) else {}
    rows = [dict(row) for row in rows_in(answer, "players", MOST_ROWS)]
    for met in people:
        same = [row for row in rows if folded(line(row.get("name"))) == folded(met["name"])]
        empty = [row for row in rows if not line(row.get("name")) + line(row.get("evidence"))]
        if same:
            meet_again(same[0], met)
        elif empty:
            empty[0].update(met)
        elif len(rows) < MOST_PLAYERS:
            rows.append({"influence": 5, "stance": 0, "relationship": 0.0, **met})
    return {**kept, "players": rows} if people else kept
