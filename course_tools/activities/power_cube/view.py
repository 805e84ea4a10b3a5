"""The form: one table of decisions and actions; three boards; the blind spots, worst first."""

from html import escape

from course_tools.activities.power_cube.model import (
    FORMS,
    LEVELS,
    SPACES,
    Cell,
    Item,
    blind_spot_index,
    blind_spots,
    cells,
)
from course_tools.activities.power_cube.plot import draw_cube
from course_tools.answers import AnswerSheet, Json
from course_tools.plotting import Picture, Room, Table, new_picture_axes
from course_tools.widgets.fields import Choice, Number, Words
from course_tools.widgets.rows import Rows
from course_tools.widgets.tool import Answer, Example, show_tool

_KINDS = {"decision": "decision", "action": "we act"}
_EXPLAINED = (
    "Write each decision and each thing you do; rows without words do not count. "
    "Forms: visible (open votes and rules), hidden (who sets the agenda), invisible (what people "
    "expect). Spaces: closed (they meet without us), invited (they ask us in), claimed (we make "
    "the space). Local takes in home, school, district and town; national takes in the state."
)
_BLANK: tuple[dict[str, Json], ...] = ({"kind": "decision"},) * 3 + ({"kind": "action"},) * 2

_FIELDS = (
    Rows(
        "items",
        "Decisions that touch your issue, and what you do about them",
        (
            Words("what", "What"),
            Choice("kind", "Kind", _KINDS, "decision"),
            Choice("form", "Form", {form: form for form in FORMS}, "visible"),
            Choice("space", "Space", {space: space for space in SPACES}, "closed"),
            Choice("level", "Level", {level: level for level in LEVELS}, "local"),
            Number("weight", "Weight (1 to 5)", 1, 5, 1, 3),
        ),
        start=_BLANK,
        most=30,
        widths=(2.2, 1.8, 1.5, 1.5, 1.6, 1),
    ),
)

_COLUMNS = ("what", "kind", "form", "space", "level", "weight")
_LATE_BUS: dict[str, Json] = {
    "items": [
        dict(zip(_COLUMNS, row, strict=True))
        for row in (
            ("Board votes on the budget", "decision", "visible", "invited", "local", 4),
            ("Office drafts the routes", "decision", "hidden", "closed", "local", 5),
            (
                "Principal writes the parent council’s agenda",
                "decision",
                "hidden",
                "invited",
                "local",
                2,
            ),
            ("State sets money for buses", "decision", "visible", "closed", "national", 3),
            ("We speak at the board", "action", "visible", "invited", "local", 1),
            ("We sit on the parent council", "action", "hidden", "invited", "local", 1),
        )
    ]
}


def power_cube(sheet: AnswerSheet, question: str = "power-cube") -> None:
    """T04: decisions and work in the cells of the cube, and what nobody works on."""
    show_tool(
        sheet,
        question,
        "Your power cube",
        _FIELDS,
        picture=_picture,
        words=_words,
        intro=_EXPLAINED,
        example=Example("the late bus (invented)", _LATE_BUS),
    )


def _items(answer: Answer) -> list[Item]:
    rows = [row for row in answer["items"] if row["what"].strip()]
    return [Item(**{**row, "what": row["what"].strip()}) for row in rows]


def _picture(answer: Answer) -> Picture:
    items = _items(answer)
    room = Room(left=0.8, right=0.1, bottom=0.3, top=0.35, between=0.12)
    figure, axes = new_picture_axes(height=2.75, panels=len(LEVELS), room=room)
    draw_cube(cells(items), axes)
    blind = blind_spots(items)
    alt = (
        f"Three boards of nine cells, one for each level, with {len(items)} entries. "
        f"{len(blind)} cells hold a decision and no action"
        + (f", first of all {_place(blind[0][0])}." if blind else ".")
    )
    rows = [
        (_place(cell), held.weight, held.actions, "yes" if held.is_blind else "no")
        for cell, held in sorted(cells(items).items(), key=lambda pair: _order(pair[0]))
    ]
    columns = ("Cell", "Weight of decisions", "Actions", "Blind spot?")
    entries = [
        (i.what, i.kind, _place(i.cell), i.weight if i.kind == "decision" else "") for i in items
    ]
    return Picture(
        figure,
        alt,
        Table("The cells that hold something", columns, rows),
        (Table("All entries", ("What", "Kind", "Cell", "Weight"), entries),),
    )


def _words(answer: Answer) -> str:
    items = _items(answer)
    index = blind_spot_index(items)
    legend = (
        "<p>Number: weight of the decisions. ●: one thing you do. Broken frame: a blind spot.</p>"
    )
    if index is None:
        return legend + "<p>Write at least one decision to see where work is missing.</p>"
    warning = (
        "<p><i>The boards show where you work. They do not say what will work. And a cell with "
        "one action is no longer blind, however small the action.</i></p>"
    )
    blind = blind_spots(items)
    if not blind:
        return (
            legend
            + "<p><b>No blind spots:</b> you do something beside every decision.</p>"
            + warning
        )
    lines = "".join(
        f"<li>{_place(cell)}, weight {held.weight}: {escape('; '.join(held.decisions))}</li>"
        for cell, held in blind
    )
    return (
        f"{legend}<p><b>Blind-spot number {index:.2f}</b>: {index:.0%} of the weight of all "
        f"decisions gets no work. The worst first:</p><ol>{lines}</ol>{warning}"
    )


def _place(cell: Cell) -> str:
    level, form, space = cell
    return f"{level}, {form}, {space}"


def _order(cell: Cell) -> tuple[int, int, int]:
    level, form, space = cell
    return LEVELS.index(level), FORMS.index(form), SPACES.index(space)
