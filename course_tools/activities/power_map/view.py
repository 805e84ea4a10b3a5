"""The form: the decision, the players, who decides, who we are, the ties, and one meeting."""

from course_tools.activities.power_map.brought_in import with_officials, with_roles
from course_tools.activities.power_map.example import LATE_BUS
from course_tools.activities.power_map.model import (
    PowerMap,
    after_meeting,
    by_priority,
    grid_place,
    missing_in,
    priority,
    read_map,
)
from course_tools.activities.power_map.plot import draw_power_map
from course_tools.activities.power_map.story import said_of
from course_tools.answers import AnswerSheet, Json
from course_tools.people_met import LOG, RESEARCH, officials_met, people, read_meetings
from course_tools.plotting import Picture, Room, Table, new_picture_axes
from course_tools.records import private_sheet, work_sheet
from course_tools.widgets.fields import Number, Words
from course_tools.widgets.rows import RowChoice, Rows
from course_tools.widgets.tool import Answer, Example, Offer, begun_in_lesson, show_tool

_BLANK_PLAYERS: tuple[dict[str, Json], ...] = ({},) * 5
_BLANK_TIES: tuple[dict[str, Json], ...] = ({},) * 3

_FIELDS = (
    Words("decision", "Which decision do we want?", hint="for instance: a late bus this year"),
    Rows(
        "players",
        "The players: roles, not names",
        (
            Words("name", "Role"),
            Number("influence", "Influence (0 to 10)", 0, 10, 1, 5),
            Number("stance", "Stance (−5 against to 5 for)", -5, 5, 1, 0),
            Number("relationship", "How well we know them (0 to 1)", 0.0, 1.0, 0.1, 0.0),
            Words("evidence", "How do we know?"),
        ),
        start=_BLANK_PLAYERS,
        widths=(2.2, 0.9, 0.9, 0.9, 3),
        add="Add a player",
    ),
    RowChoice("target", "Who can decide it? (the target)", "players"),
    RowChoice("us", "Which of the players are we?", "players"),
    Rows(
        "ties",
        "Ties: who has a working relationship with whom?",
        (
            RowChoice("a", "From", "players"),
            RowChoice("b", "To", "players"),
            Number("strength", "Strength (0.1 weak to 1 strong)", 0.1, 1.0, 0.1, 0.5),
        ),
        start=_BLANK_TIES,
        most=40,
        widths=(2, 2, 1),
        add="Add a tie",
    ),
    RowChoice("meet", "What if we meet one player? Choose whom", "players", nobody="Nobody yet"),
    Number("meet_closer", "Our relationship grows by", 0.0, 1.0, 0.1, 0.3),
    Number("meet_moved", "Their stance moves by", -3, 3, 1, 0),
)


def power_map(sheet: AnswerSheet, question: str = "power-map") -> None:
    """T16: a map of the people around one decision, and the strongest path to who decides."""
    show_tool(
        sheet,
        question,
        "Power map",
        _FIELDS,
        picture=_picture,
        words=_words,
        intro="Fill in what you can; the map grows as you write. Role labels, never names. The person "
        "who decides needs a row, and so do you: your team is a player too.",
        example=Example("the late bus (invented)", LATE_BUS),
        offers=(*begun_in_lesson(sheet, "01-power", question), *_FROM_RECORDS),
    )


def _with_officials_met(answer: Answer) -> Json:
    """The map with the people of the research-meeting file; None when it adds or changes nothing."""
    held = work_sheet(RESEARCH).entries().values()
    brought = with_officials(answer, officials_met(entry.value for entry in held))
    return None if brought == answer else brought


def _with_people_met(answer: Answer) -> Json:
    """The map with the role labels of the one-to-one log, and nothing else of it."""
    held = private_sheet(LOG).entries().values()
    brought = with_roles(answer, people(read_meetings(entry.value for entry in held)))
    return None if brought == answer else brought


_FROM_RECORDS = (
    Offer("Bring in whom we met, from my research meetings", _with_officials_met),
    Offer("Bring in role labels from my one-to-one log", _with_people_met),
)


def _maps(answer: Answer) -> tuple[PowerMap, PowerMap]:
    """The map now, and after the meeting that was tried out."""
    before = read_map(answer)
    after = after_meeting(
        before, answer.get("meet", ""), answer.get("meet_closer", 0), answer.get("meet_moved", 0)
    )
    return before, after


def _words(answer: Answer) -> str:
    before, after = _maps(answer)
    return said_of(before, after, answer.get("meet", ""), missing_in(answer))


def _picture(answer: Answer) -> Picture:
    before, after = _maps(answer)
    path = before.way_to_target()
    figure, (ax,) = new_picture_axes(height=5.2, room=Room(top=0.3, bottom=0.6))
    moved = after.player(answer.get("meet", "")) if after is not before else None
    draw_power_map(before, path, ax, moved)
    return Picture(figure, _alt(before), _players_table(before), (_ties_table(before),))


def _alt(power_map: PowerMap) -> str:
    if not power_map.players:
        return "An empty power map: stance runs across, influence runs up."
    against = sum(player.stance < 0 for player in power_map.players)
    favor = sum(player.stance > 0 for player in power_map.players)
    middle = len(power_map.players) - against - favor
    path = power_map.way_to_target()
    way = (
        f" The best path runs {', '.join(path.players)}, with strength {path.strength:.2f}."
        if path
        else " No path leads from us to the person who decides yet."
    )
    return (
        f"Power map with {len(power_map.players)} players: {against} against, {middle} in the "
        f"middle, {favor} for.{way}"
    )


def _players_table(power_map: PowerMap) -> Table:
    order = by_priority(power_map)
    ours = [player for player in power_map.players if player.name == power_map.us]
    rows: list[tuple[str | float, ...]] = []
    for player in (*order, *ours):
        role = {power_map.target: " (decides)", power_map.us: " (us)"}.get(player.name, "")
        rows.append(
            (
                player.name + role,
                player.influence,
                player.stance,
                player.relationship,
                "" if player in ours else round(priority(player), 3),
                grid_place(player.influence, 2 * abs(player.stance)),
                player.evidence or "not filled in yet",
            )
        )
    return Table(
        "The players, the most promising first",
        (
            "Player",
            "Influence",
            "Stance",
            "How well we know them",
            "Priority",
            "Power-interest box",
            "How do we know?",
        ),
        rows,
    )


def _ties_table(power_map: PowerMap) -> Table:
    rows = [(f"{tie.a} – {tie.b}", tie.strength) for tie in power_map.ties]
    return Table("The ties", ("Between", "Strength"), rows)
