"""Who was met: what the one-to-one log (R1) and the research-meeting file (R4) say of people.

On the models' floor, outside any activity: these records are written by one tool and read by
others, such as the maps and the hand-ins.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from course_tools.stored import day_in, folded, line, one_of, rows_in

LOG = "one-to-ones"  # the record's name in my-work/private/
RESEARCH = "research-meetings"  # the record's name in my-work/
_MOST_PLAYERS = 30  # of a map, as its form has

# What kind of person, kept by the left-hand word.
KINDS = {
    "parent": "parent or family",
    "student": "student",
    "teacher": "teacher",
    "staff": "other school staff",
    "neighbor": "neighbor or member of another institution",
    "official": "public official",
    "other": "other",
}


@dataclass(frozen=True)
class Meeting:
    """One one-to-one; `who` is a role label. `kind` is a key of KINDS, or "".

    `moves` are theme words. `day` and `follow_up` are None while they are not filled in.
    """

    who: str
    kind: str = ""
    day: date | None = None
    moves: tuple[str, ...] = ()
    next_step: str = ""
    follow_up: date | None = None
    is_followed_up: bool = False


@dataclass(frozen=True)
class Official:
    """Somebody met in a research meeting, as a power map places people: `stance` from -5 to 5,
    `influence` from 0 to 10. `evidence` says how we know.
    """

    who: str
    influence: int
    stance: int
    evidence: str


def officials_met(entries: Iterable[Any]) -> list[Official]:
    """The people in a research-meeting file's entries; the latest meeting of each counts.

    Takes anything: an entry without a role, an influence and a stance is left out.
    """
    found: dict[str, tuple[date, Official]] = {}
    for entry in entries:
        official = _official(entry)
        if official is None:
            continue
        day = day_in(entry.get("day")) or date.min
        key = official.who.casefold()
        if key not in found or day >= found[key][0]:
            found[key] = (day, official)
    return [official for _, official in found.values()]


def read_meetings(entries: Iterable[Any]) -> list[Meeting]:
    """The meetings in a log's entries, the earliest first, undated ones last.

    Takes anything: an entry that is no meeting, or has nobody in it, is left out.
    """
    found = [meeting for entry in entries if (meeting := _read(entry)) is not None]
    return sorted(found, key=lambda meeting: meeting.day or date.max)


def people(meetings: Iterable[Meeting]) -> list[str]:
    """The role labels met, each once, in the order of their first meeting."""
    first: dict[str, str] = {}
    for meeting in meetings:
        first.setdefault(meeting.who.casefold(), meeting.who)
    return list(first.values())


def _read(entry: Any) -> Meeting | None:
    if not isinstance(entry, dict) or not (who := line(entry.get("who"))):
        return None
    return Meeting(
        who=who,
        kind=one_of(entry.get("kind"), KINDS),
        day=day_in(entry.get("day")),
        moves=_themes(entry.get("moves")),
        next_step=line(entry.get("next")),
        follow_up=day_in(entry.get("follow-up")),
        is_followed_up=entry.get("followed-up") is True,
    )


def _official(entry: Any) -> Official | None:
    if not isinstance(entry, dict) or not (who := line(entry.get("who"))):
        return None
    influence, stance = entry.get("influence"), entry.get("stance")
    if type(influence) is not int or type(stance) is not int:
        return None
    if not (0 <= influence <= 10 and -5 <= stance <= 5):
        return None
    day, power = day_in(entry.get("day")), line(entry.get("power"))
    when = f"research meeting, {day:%B} {day.day}" if day else "research meeting"
    return Official(who, influence, stance, f"{when}: {power}" if power else when)


def _themes(value: Any) -> tuple[str, ...]:
    said = (
        (line(part) for part in value.replace(";", ",").split(","))
        if isinstance(value, str)
        else ()
    )
    return tuple(dict.fromkeys(part.casefold() for part in said if part))


def roles_on_map(answer: Any) -> list[str]:
    """The players of a stored power map but ourselves, by their names. Takes anything."""
    us = folded(line(answer.get("us"))) if isinstance(answer, dict) else ""
    names = [line(row.get("name")) for row in rows_in(answer, "players", _MOST_PLAYERS)]
    return [name for name in names if name and folded(name) != us]
