"""What the map says, in words for a page. All text is escaped: a participant wrote the aliases."""

from html import escape

from course_tools.activities.relational_map.layout import CROWD
from course_tools.activities.relational_map.measures import Shape, Standing
from course_tools.activities.relational_map.model import Network
from course_tools.activities.relational_map.next_meetings import Meeting
from course_tools.plotting import fitted

WARNING = (
    "<b>Careful.</b> The map shows who stands where among the meetings that you recorded. It does "
    "not show what anybody is worth, and it does not predict what anybody will do. Meetings you "
    "do not know of are missing. Use aliases only. Keep the map to yourself: never show it to "
    "officials or to those who decide, and never hand it in."
)
_SHOWN = 5  # people or remarks named in one sentence
_LONGEST = 60  # characters of an alias in words and tables


def no_breaks(text: str) -> str:
    """An alias on one line, not longer than a page can bear."""
    return fitted(text, _LONGEST)


def said_of(network: Network, shape: Shape, meetings: tuple[Meeting, ...], aim: str) -> str:
    """The paragraphs below the form, as HTML."""
    if not network.people:
        return (
            "Write the first aliases, then the pairs who have met. "
            "The map is drawn as soon as one person is there."
        )
    parts = [_bridge(network, shape), _next(shape, meetings, aim), _alone(shape)]
    parts += [_across(shape), _closeness(shape), _how_drawn(network), WARNING]
    left_out = ""
    if network.remarks:
        items = "".join(f"<li>{escape(no_end(note))}</li>" for note in network.remarks[:_SHOWN])
        left_out = f"<div><b>Left out of the map:</b><ul>{items}</ul></div>"
    return "".join(f"<p>{part}</p>" for part in parts if part) + left_out


def no_end(note: str) -> str:
    """A remark that names what a participant wrote, cut where it is endless."""
    return fitted(note, 200)


def _bridge(network: Network, shape: Shape) -> str:
    lead = "<b>The bridge we would lose:</b>"
    if not network.ties:
        return f"{lead} enter the pairs who have met, and the map will look for one."
    if not shape.bridges:
        return (
            f"{lead} nobody alone. Whoever is away, the others in that part can still reach one "
            "another."
        )
    first = shape.bridges[0]
    kept = f"{first.whole_without or 0:.0%} of the others would still be in the largest part"
    paths = f"{first.between:.0%} of the shortest paths between two others run through them"
    if len(shape.bridges) == 1:
        return (
            f"{lead} <b>{_named(first)}</b>. Without them the map falls apart: {kept}. {paths}. "
            "What would it take for two more people to share that place?"
        )
    return (
        f"{lead} level with one another are {_list([_named(one) for one in shape.bridges])}. "
        f"Without any one of them the map falls apart: {kept}. For each, {paths}."
    )


def _next(shape: Shape, meetings: tuple[Meeting, ...], aim: str) -> str:
    lead = "<b>Who could meet next?</b>"
    if not shape.connected:
        return f"{lead} Enter at least one pair who have met."
    if not meetings:
        if aim == "across":
            return (
                f"{lead} No pair from two groups is left. Fill in groups, or choose the other aim."
            )
        return f"{lead} Everybody has met everybody."
    best, *others = meetings
    change = f"the mean number of steps goes from {best.steps_before:.2f} to {best.steps_after:.2f}"
    if aim == "across" and best.across_after is not None:
        change = (
            f"the E-I index goes from {signed(best.across_before)} to "
            f"{signed(best.across_after)}, as with any pair from two groups; of these pairs, "
            f"this one also shortens the paths most: {change}"
        )
    said = f"{lead} <b>{_pair(best)}</b>. If they do, {change}."
    if others:
        said += f" Also worth a thought: {'; '.join(_pair(meeting) for meeting in others)}."
    if {best.a, best.b} & {one.person.alias for one in shape.bridges}:
        said += " It would lean on the bridge once more; another pair spreads the load."
    return said + " You know more than the map: choose the meeting that both would want."


def _alone(shape: Shape) -> str:
    if not shape.alone:
        return ""
    names = [escape(no_breaks(alias)) for alias in shape.alone]
    verb = "has" if len(names) == 1 else "have"
    return f"<b>Not met yet:</b> {_list(names)} {verb} met nobody on this map so far."


def _across(shape: Shape) -> str:
    if shape.across is None:
        return (
            "<b>Across groups:</b> fill in groups and pairs to see how many meetings join groups."
        )
    said = (
        f"<b>Across groups: E-I index {signed(shape.across)}.</b> −1 means every meeting was "
        "inside a group, +1 means every meeting joined two groups."
    )
    if shape.across_if_all_met is not None:
        said += f" If everybody had met everybody it would be {signed(shape.across_if_all_met)}."
    return said


def _closeness(shape: Shape) -> str:
    if shape.steps is None or shape.connected is None:
        return ""
    return (
        f"<b>Steps:</b> {shape.connected:.0%} of all pairs are connected, on average by "
        f"{shape.steps:.2f} steps; 1 means they have met. To find the next meeting, a pair without "
        "any path counts as many steps as there are people, so joining two parts comes before a "
        "shortcut."
    )


def _how_drawn(network: Network) -> str:
    said = (
        "In the picture: a diamond is the bridge, a broken line the next pair, a thick line a "
        "meeting across groups, a thin line a meeting inside one. Near and far on paper follow the "
        "steps, up and down mean nothing."
    )
    if len(network.people) > CROWD:
        said += (
            f" Above {CROWD} people only the bridge and the next pair are named; the table has all."
        )
    return said


def _named(one: Standing) -> str:
    return escape(no_breaks(one.person.alias))


def _pair(meeting: Meeting) -> str:
    return f"{escape(no_breaks(meeting.a))} and {escape(no_breaks(meeting.b))}"


def _list(names: list[str]) -> str:
    shown, more = names[:_SHOWN], len(names) - _SHOWN
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(shown) if len(shown) < 3 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def signed(number: float | None) -> str:
    """An E-I index in two decimals with its sign; "none" while there is none."""
    if number is None:
        return "none"
    return f"{number:+.2f}".replace("-", "−") if abs(number) >= 0.005 else "0.00"
