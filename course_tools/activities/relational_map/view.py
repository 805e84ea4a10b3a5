"""The form: people, and who has met whom; the map, and what its shape says."""

from course_tools.activities.relational_map.example import LATE_BUS
from course_tools.activities.relational_map.measures import Shape, Standing, shape_of
from course_tools.activities.relational_map.model import (
    MOST_PAIRS,
    MOST_PEOPLE,
    Network,
    read_network,
    with_people,
)
from course_tools.activities.relational_map.next_meetings import AIMS, Meeting, next_meetings
from course_tools.activities.relational_map.plot import Marks, draw_network
from course_tools.activities.relational_map.story import no_breaks, said_of, signed
from course_tools.answers import AnswerSheet, Json
from course_tools.people_met import LOG, people, read_meetings
from course_tools.plotting import Picture, Room, Table, new_picture_axes
from course_tools.records import private_sheet
from course_tools.widgets.fields import Choice, Words
from course_tools.widgets.rows import RowChoice, Rows
from course_tools.widgets.tool import Answer, Example, Offer, show_tool

_AIM = {
    "closer": "bring everybody closer together",
    "across": "join two groups",
}
_EXPLAINED = (
    "This map is for you alone: it is never handed in and never shown to officials. Use aliases or "
    "role labels, never names. Leave yourself out: on a map of the people you have met you would "
    "stand in the middle of everything. A pair means: these two have sat down and talked, as far "
    "as you know."
)
_BLANK_PEOPLE: tuple[dict[str, Json], ...] = ({},) * 5
_BLANK_PAIRS: tuple[dict[str, Json], ...] = ({},) * 4

_FIELDS = (
    Rows(
        "people",
        "People: an alias, and a group (a year group, a language, a staff team)",
        (Words("alias", "Alias or role label"), Words("group", "Group")),
        start=_BLANK_PEOPLE,
        most=MOST_PEOPLE,
        widths=(2, 1.5),
        add="Add a person",
    ),
    Rows(
        "pairs",
        "Pairs who have met one to one",
        (RowChoice("a", "One", "people"), RowChoice("b", "The other", "people")),
        start=_BLANK_PAIRS,
        most=MOST_PAIRS,
        add="Add a pair",
    ),
    Choice("aim", "What should the next meeting do?", _AIM, "closer"),
)


def relational_map(sheet: AnswerSheet, question: str = "relational-map") -> None:
    """T07: who has met whom, whose absence would split the map, and who could meet next.

    Give it a private sheet: the map is about other people and never leaves the participant.
    """
    show_tool(
        sheet,
        question,
        "Your relational map",
        _FIELDS,
        picture=_picture,
        words=_words,
        intro=_EXPLAINED,
        example=Example("eleven people at one school (invented)", LATE_BUS),
        offers=(Offer("Bring in people from my one-to-one log", _with_people_met),),
    )


def _with_people_met(answer: Answer) -> Json:
    """The map with the role labels of the one-to-one log; None when it adds nothing."""
    held = private_sheet(LOG).entries().values()
    names = people(read_meetings(entry.value for entry in held))
    brought = with_people(answer, names)
    return None if brought == answer else brought


def _meetings(answer: Answer, network: Network) -> tuple[str, tuple[Meeting, ...]]:
    aim = answer.get("aim")
    known = aim if isinstance(aim, str) and aim in AIMS else "closer"
    return known, next_meetings(network, known) if network.ties else ()


def _words(answer: Answer) -> str:
    network = read_network(answer)
    aim, meetings = _meetings(answer, network)
    return said_of(network, shape_of(network), meetings, aim)


def _picture(answer: Answer) -> Picture:
    network = read_network(answer)
    shape = shape_of(network)
    _, meetings = _meetings(answer, network)
    bridges = [one.person.alias for one in shape.bridges]
    pair = (meetings[0].a, meetings[0].b) if meetings else None
    room = Room(left=0.2, right=0.2, bottom=0.15, top=0.45)
    figure, (ax,) = new_picture_axes(height=4.8 if network.people else 0.9, room=room)
    draw_network(network, Marks(bridges, pair), ax)
    return Picture(
        figure, _alt(network, shape, pair), _people_table(shape), (_meetings_table(meetings),)
    )


def _alt(network: Network, shape: Shape, pair: tuple[str, str] | None) -> str:
    if not network.people:
        return "An empty map: nobody is in the table yet."
    count, ties = len(network.people), len(network.ties)
    said = f"Network of {count} people and {ties} meetings, in {shape.parts} separate parts."
    if shape.parts == 1:
        said = f"Network of {count} people and {ties} meetings, all connected."
    if shape.bridges:
        names = " and ".join(no_breaks(one.person.alias) for one in shape.bridges[:3])
        said += f" A diamond marks the bridge: {names}."
    if pair:
        said += f" A broken line joins the next pair: {no_breaks(pair[0])}, {no_breaks(pair[1])}."
    return said


def _people_table(shape: Shape) -> Table:
    columns = (
        "Person",
        "Group",
        "Has met",
        "Betweenness (0 to 1)",
        "Largest part without this person",
        "Part",
    )
    order = sorted(shape.standings, key=lambda one: (-one.between, -one.met))
    return Table("The people, those in between others first", columns, [_row(o) for o in order])


def _row(one: Standing) -> tuple[str | int | float, ...]:
    whole = "" if one.whole_without is None else f"{one.whole_without:.0%} of the others"
    group = no_breaks(one.person.group) or "not filled in yet"
    return no_breaks(one.person.alias), group, one.met, f"{one.between:.2f}", whole, one.part


def _meetings_table(meetings: tuple[Meeting, ...]) -> Table:
    rows = [
        (
            f"{no_breaks(meeting.a)} – {no_breaks(meeting.b)}",
            f"{meeting.steps_before:.2f}",
            f"{meeting.steps_after:.2f}",
            signed(meeting.across_before),
            signed(meeting.across_after),
        )
        for meeting in meetings
    ]
    columns = ("Pair", "Steps now", "Steps after", "E-I index now", "E-I index after")
    return Table("Pairs who could meet next, and what it would change", columns, rows)
