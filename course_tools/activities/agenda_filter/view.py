"""The form: concerns with who cares, what is lost, and the gate; clout; how much is enough."""

from html import escape

from course_tools.activities.agenda_filter.model import Concern, Outcome, pass_through, seen_by
from course_tools.activities.agenda_filter.plot import draw_watchers
from course_tools.answers import AnswerSheet
from course_tools.plotting import Picture, Room, Table, new_picture_axes
from course_tools.widgets.fields import Number, Words
from course_tools.widgets.rows import Rows
from course_tools.widgets.tool import Answer, show_tool

MOST_PEOPLE, MOST_CONCERNS = 8, 5


def _start(name: str, care: tuple[float, ...], lost: float, gate: float) -> dict[str, object]:
    cares = {f"care{number}": value for number, value in enumerate(care, start=1)}
    return {"name": name, **cares, "lost": lost, "gate": gate}


_FIELDS = (
    Number("clout", "Clout that families have", 0.0, 1.0, 0.05, 0.5),
    Number("enough", "How much people must care before it is raised", 0.0, 1.0, 0.05, 0.35),
    Number("people", "People in the town", 1, MOST_PEOPLE, 1, 3),
    Rows(
        "concerns",
        "Concerns in an invented town: all numbers from 0 to 1",
        (
            Words("name", "Concern"),
            *(
                Number(f"care{number}", f"Person {number} cares", 0.0, 1.0, 0.1, 0.5)
                for number in range(1, MOST_PEOPLE + 1)
            ),
            Number("lost", "Lost to “nothing will change”", 0.0, 1.0, 0.1, 0.0),
            Number("gate", "Clout the gate asks for", 0.0, 1.0, 0.1, 0.3),
        ),
        start=(
            _start("Own language", (0.9, 0.8, 0.7), 0.6, 0.3),
            _start("Late bus", (0.8, 0.3, 0.9), 0.1, 0.7),
            _start("Mural", (0.2, 0.9, 0.1), 0.0, 0.2),
        ),
        most=MOST_CONCERNS,
        widths=(2, *(1,) * MOST_PEOPLE, 1.4, 1.2),
        add="Add a concern",
        as_many=("care", "people"),
    ),
)


def agenda_filter(sheet: AnswerSheet, question: str = "agenda-filter") -> None:
    """T03: one town, three watchers, three reports."""
    show_tool(
        sheet,
        question,
        "Agenda filter",
        _FIELDS,
        picture=_picture,
        words=_words,
        intro="Three people and three concerns, all invented. Clout is how much those in charge listen "
        "to families. The gate is how much clout it takes to get onto the agenda. Guess first, then "
        "change one number at a time.",
    )


def _outcomes(answer: Answer) -> list[Outcome]:
    concerns = []
    for row in answer["concerns"]:
        care = tuple(row[f"care{number}"] for number in range(1, answer["people"] + 1))
        concerns.append(Concern(row["name"].strip(), care, row["lost"], row["gate"]))
    if not concerns:
        raise ValueError("The town has no concerns yet. Add one.")
    return pass_through(concerns, answer["clout"], answer["enough"])


def _picture(answer: Answer) -> Picture:
    outcomes = _outcomes(answer)
    room = Room(left=1.2, right=0.15, bottom=0.65, top=0.35, between=0.25)
    height = room.bottom + room.top + 0.6 * max(2, len(outcomes))
    figure, axes = new_picture_axes(height=height, panels=3, room=room)
    draw_watchers(outcomes, answer["enough"], axes)
    counts = [len(seen_by(dimension, outcomes)) for dimension in (1, 2, 3)]
    alt = (
        f"Three panels about {len(outcomes)} concerns. Whoever watches the votes sees "
        f"{counts[0]}, whoever also watches the agenda {counts[1]}, whoever also listens "
        f"{counts[2]}. In the third panel the hatched part of a bar is care that was given up."
    )
    return Picture(figure, alt, _table(outcomes))


def _table(outcomes: list[Outcome]) -> Table:
    rows = [
        (
            outcome.concern.name,
            round(outcome.felt, 2),
            outcome.concern.lost,
            round(outcome.left, 2),
            "yes" if outcome.is_raised else "no",
            outcome.concern.gate,
            "yes" if outcome.is_on_agenda else "no",
            _vote(outcome),
        )
        for outcome in outcomes
    ]
    columns = (
        "Concern",
        "People care, on average",
        "Part lost",
        "What is left",
        "Raised?",
        "The gate asks for",
        "On the agenda?",
        "Vote",
    )
    return Table("From what people feel to a vote", columns, rows)


def _vote(outcome: Outcome) -> str:
    if not outcome.is_on_agenda:
        return "none"
    result = "wins" if outcome.wins else "loses"
    return f"{result}, {outcome.in_favor} of {len(outcome.still_care)}"


def _words(answer: Answer) -> str:
    outcomes = _outcomes(answer)
    votes = [f"{_name(o)} {_vote(o)}" for o in outcomes if o.is_on_agenda]
    kept_off = [_name(o) for o in outcomes if o.is_raised and not o.is_on_agenda]
    unsaid = [_name(o) for o in outcomes if not o.is_raised]
    deepest = max(outcomes, key=lambda outcome: outcome.felt)
    said = (
        f"<b>The first watcher reports:</b> {'; '.join(votes) or 'nothing happens here'}. "
        f"<b>The second adds:</b> {_and(kept_off)} kept off the agenda. "
        f"<b>The third adds:</b> {_and(unsaid)} felt and never raised. "
        f"The deepest concern is <b>{_name(deepest)}</b> ({deepest.felt:.2f}): "
    )
    if deepest.is_on_agenda:
        said += "all three see it."
    elif deepest.is_raised:
        said += "the first watcher does not see it."
    else:
        said += "two of the three watchers do not see it."
    return said + (
        " <i>This shows how a concern can vanish. It does not predict your town, and nobody’s "
        "wish is a number.</i>"
    )


def _name(outcome: Outcome) -> str:
    return escape(outcome.concern.name) or "(no name)"


def _and(names: list[str]) -> str:
    if not names:
        return "nothing was"
    *rest, last = names
    return f"{', '.join(rest)} and {last} were" if rest else f"{last} was"
