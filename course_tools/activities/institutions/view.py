"""Two forms: a list of institutions near us, and two roads over 24 months."""

from html import escape

from course_tools.activities.institutions.model import (
    USUAL_TURNOUT,
    Institution,
    TwoRoads,
    breadth,
    members_by_kind,
    mobilizing,
    month_when_all_are_met,
    month_when_organizing_leads,
    organizing,
    possible_turnout,
)
from course_tools.activities.institutions.plot import draw_kinds, draw_two_roads
from course_tools.answers import AnswerSheet
from course_tools.growth import OneToOnes, reproduction
from course_tools.plotting import Picture, Room, Table, new_picture_axes
from course_tools.widgets.fields import Number, Tick, Words
from course_tools.widgets.rows import Rows
from course_tools.widgets.tool import Answer, show_tool

_STOP = 12  # months

_LIST = (
    Rows(
        "institutions",
        "Institutions near us (these four are invented: write yours over them)",
        (
            Words("name", "Institution"),
            Words("kind", "Kind"),
            Number("members", "Members", 0, 100_000, 10, 0),
            Number("of_100", "Of 100 members, how many might come?", 0, 100, 1, 5),
        ),
        start=(
            {"name": "Parents’ group", "kind": "school", "members": 120},
            {"name": "St. Columba’s", "kind": "parish", "members": 90},
            {"name": "Harbor Court", "kind": "tenants", "members": 60},
            {"name": "Bus drivers’ union", "kind": "union", "members": 30},
        ),
        most=12,
        widths=(2.2, 1.4, 1, 1.2),
        add="Add an institution",
    ),
)

_ROADS = (
    Number("list_size", "Mobilizing: people on the list", 0, 10_000, 100, 2000),
    Number("respond", "Of 100 asked, how many act in a month", 0.0, 5.0, 0.5, 1.0),
    Number("drift", "Of 100 active, how many drift away in a month", 0, 100, 5, 35),
    Number("invitations", "Organizing: the organizer’s invitations a week", 0, 15, 1, 5),
    Number("by_leader", "Invitations a week by each leader", 0.0, 3.0, 0.25, 1.0),
    Number("become", "Of 100 people met, how many become leaders", 0, 30, 1, 10),
    Number("leave", "Of 100 leaders, how many stop in a week", 0.0, 10.0, 0.5, 2.0),
    Number("followers", "People that each leader brings", 0, 20, 1, 8),
    Number("pool", "People there are to meet", 100, 10_000, 100, 5000),
    Tick("funding_stops", f"Funding stops after month {_STOP}"),
)


def institutions(sheet: AnswerSheet, question: str = "institutions") -> None:
    """T01, first part: how broad is our base, and how many might come?"""
    show_tool(
        sheet,
        question,
        "How broad is our base?",
        _LIST,
        picture=_breadth_picture,
        words=_breadth_words,
        intro="A kind is whatever makes your base mixed: school, congregation, union, language…",
    )


def organize_or_mobilize(sheet: AnswerSheet, question: str = "organize-or-mobilize") -> None:
    """T01, second part: active people over 24 months on two roads."""
    show_tool(
        sheet,
        question,
        "Organize or mobilize?",
        _ROADS,
        picture=_roads_picture,
        words=_roads_words,
        intro="Guess first, then move one slider at a time.",
    )


# How broad is our base?


def _listed(answer: Answer) -> list[Institution]:
    listed = []
    for row in answer["institutions"]:
        name, kind = row["name"].strip(), row["kind"].strip()
        if name or kind:
            rate = row.get("of_100", 100 * USUAL_TURNOUT) / 100
            listed.append(Institution(name or kind, row["members"], kind or name, rate))
    return listed


def _coming(listed: list[Institution]) -> dict[str, float]:
    return {
        kind: possible_turnout(i for i in listed if i.kind.casefold() == kind.casefold())
        for kind in members_by_kind(listed)
    }


def _breadth_picture(answer: Answer) -> Picture:
    listed = _listed(answer)
    members, coming = members_by_kind(listed), _coming(listed)
    height = 0.5 + 0.42 * max(2, len(members))
    figure, (ax,) = new_picture_axes(height=height, room=Room(left=1.6, bottom=0.1, top=0.1))
    draw_kinds(members, coming, ax)
    everyone = sum(members.values())
    alt = (
        f"Bar chart of {everyone:,} members in {len(members)} kinds of institution. "
        f"Breadth is {breadth(list(members.values())):.2f}."
    )
    rows = [
        (i.name, i.kind, i.members, _share(i.members, everyone), round(i.members * i.turnout, 1))
        for i in listed
    ]
    columns = ("Institution", "Kind", "Members", "Share of all", "Might come")
    return Picture(figure, alt, Table("Institutions and who might come", columns, rows))


def _breadth_words(answer: Answer) -> str:
    listed = _listed(answer)
    members = members_by_kind(listed)
    everyone = sum(members.values())
    if not everyone:
        return "Put in at least one institution with members."
    largest = max(members, key=lambda kind: members[kind])
    index = breadth(list(members.values()))
    said = (
        f"<b>Breadth {index:.2f}</b>: of 100 pairs of members picked at random, about "
        f"{100 * index:.0f} would be of two different kinds. The largest kind, "
        f"{escape(largest)}, has {_share(members[largest], everyone)} of all. "
        f"About <b>{possible_turnout(listed):.0f} people</b> of {everyone:,} might come."
    )
    if members[largest] / everyone > 0.5:
        said += " More than half are of one kind: who is missing?"
    return (
        said + " <i>How many come is your guess. Breadth counts kinds, not trust: it does not say "
        "whether they would stand together.</i>"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "0%"


# Organize or mobilize?


def _roads(answer: Answer) -> TwoRoads:
    habits = OneToOnes(
        invitations=answer["invitations"],
        by_leader=answer["by_leader"],
        become_leaders=answer["become"] / 100,
        leave=answer["leave"] / 100,
        pool=answer["pool"],
    )
    return TwoRoads(
        list_size=answer["list_size"],
        respond=answer["respond"] / 100,
        drift=answer["drift"] / 100,
        followers=answer["followers"],
        habits=habits,
    )


def _both(answer: Answer) -> tuple[tuple[float, ...], tuple[float, ...], int | None]:
    roads = _roads(answer)
    stop = _STOP if answer["funding_stops"] else None
    return mobilizing(roads, stop), organizing(roads, stop), stop


def _roads_picture(answer: Answer) -> Picture:
    wide, deep, stop = _both(answer)
    figure, (ax,) = new_picture_axes(room=Room(right=1.0))
    draw_two_roads(wide, deep, stop, ax)
    alt = (
        f"Line chart over 24 months. Mobilizing has {wide[6]:.0f} active people after 6 months, "
        f"{wide[12]:.0f} after 12 and {wide[24]:.0f} after 24. Organizing has {deep[6]:.0f}, "
        f"{deep[12]:.0f} and {deep[24]:.0f}."
        + (" Funding stops after month 12." if stop is not None else "")
    )
    rows = [
        (month, round(a), round(b)) for month, (a, b) in enumerate(zip(wide, deep, strict=True))
    ]
    table = Table(
        "Active people at the end of each month", ("Month", "Mobilizing", "Organizing"), rows
    )
    return Picture(figure, alt, table)


def _roads_words(answer: Answer) -> str:
    wide, deep, stop = _both(answer)
    lead = month_when_organizing_leads(wide, deep)
    who = (
        "Organizing does not overtake mobilizing within 24 months."
        if lead is None
        else f"From month {lead} on, organizing has more active people."
    )
    each = reproduction(_roads(answer).habits)
    if each is None:
        growth = "In these numbers no leader ever stops, so the circle grows without end."
    else:
        growth = f"Each leader brings about <b>{each:.1f}</b> new leaders before stopping: " + (
            "the circle grows by itself." if each > 1 else "without the organizer it shrinks."
        )
    full = month_when_all_are_met(_roads(answer), stop)
    if full is not None:
        growth += f" By month {full} everybody there is has been met, so no new leaders come."
    stopped = (
        f" <b>Funding stops after month {_STOP}</b>: we assume that from then on nobody asks the "
        "list, and that the organizer invites nobody, while leaders go on unpaid."
        if stop is not None
        else ""
    )
    return (
        f"After 6 months: mobilizing <b>{wide[6]:,.0f}</b>, organizing <b>{deep[6]:,.0f}</b> active "
        f"people. After 24: <b>{wide[24]:,.0f}</b> and <b>{deep[24]:,.0f}</b>. {who} {growth}{stopped} "
        "<i>This shows how a mechanism works. It does not predict your town.</i>"
    )
