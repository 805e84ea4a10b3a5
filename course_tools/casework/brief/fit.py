"""Whether a page fits on one sheet, worked out from letter counts: no browser is needed.

Works on the safe side: with the widest of the fonts that the page names, on Letter paper, which is
the shorter one. `tests/casework/test_brief.py` compares it with what Chromium prints.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from course_tools.casework.brief.parts import Block, Lines, Part, Words
from course_tools.plotting import Table

SHEET = 263.0  # millimeters between the margins of a Letter page


@dataclass(frozen=True)
class Layout:
    """Sizes in millimeters. `rows` are the ids of parts that stand side by side, with their widths.

    `picture` is the width of the picture, `title` the height of a part's heading (0 where it stands
    beside the text), `around` all that is above and below the parts.
    """

    rows: tuple[tuple[tuple[str, float], ...], ...]
    letter: float
    line: float
    picture: float
    title: float
    gap: float
    around: float


BRIEF = Layout(
    rows=(
        (("who", 79), ("heard", 112)),
        (("evidence", 186),),
        (("cannot-show", 79), ("story", 112)),
        (("why", 194),),
        (("options", 112), ("target", 79)),
        (("ask", 184),),
        (("know", 79), ("sources", 112)),
    ),
    letter=1.4,
    line=4.05,
    picture=164,
    title=4.4,
    gap=2.2,
    around=12,
)
_ALONE = ("who", "heard", "evidence", "cannot-show", "story", "why", "options", "target", "know")
SPOKEN = Layout(
    rows=(*(((name, 157.0),) for name in _ALONE), (("ask", 138.0),)),
    letter=2.05,
    line=5.35,
    picture=110,
    title=0,
    gap=1.7,
    around=28,
)
# What still fits when every other part has its ordinary length, in words.
_ORDINARY: Mapping[str, int] = {
    "who": 25,
    "heard": 35,
    "evidence": 160,
    "cannot-show": 30,
    "story": 60,
    "why": 105,
    "options": 35,
    "target": 40,
    "ask": 65,
    "know": 30,
    "sources": 45,
}


def too_long_for_a_page(parts: Sequence[Part], headline: str, layout: Layout) -> list[str]:
    """What to shorten so that the parts fit on one sheet, a sentence each; empty when they fit."""
    over = height_of(parts, headline, layout) - SHEET
    if over <= 0:
        return []
    lines = ceil(over / layout.line)
    longest = sorted(parts, key=lambda part: part.words / _ORDINARY[part.id], reverse=True)
    long = [part for part in longest if part.words > _ORDINARY[part.id]] or longest[:1]
    first = "This page is about 1 line too long" if lines == 1 else f"About {lines} lines too long"
    return [
        f"{first} for one printed sheet. Nothing was cut. Shorten this first:",
        *(
            f"“{part.title}” has {part.words} words; about {_ORDINARY[part.id]} fit."
            for part in long[:3]
        ),
    ]


def height_of(parts: Sequence[Part], headline: str, layout: Layout) -> float:
    """How high the page becomes, in millimeters."""
    by_id = {part.id: part for part in parts}
    rows = [
        max((_part(by_id[name], width, layout) for name, width in row if name in by_id), default=0)
        for row in layout.rows
    ]
    head = layout.around + 6.1 * max(1, _lines(headline, 186, 2.75))
    return head + sum(rows) + layout.gap * (len(rows) - 1)


def _part(part: Part, width: float, layout: Layout) -> float:
    frame = {"evidence": 3.2, "ask": 3.5}.get(part.id, 0) if layout.title else 0
    return layout.title + frame + sum(_block(block, width, layout) for block in part.blocks)


def _block(block: Block, width: float, layout: Layout) -> float:
    if isinstance(block, Words):
        wide = {"plain": 1.0, "strong": 1.28, "quiet": 0.95}[block.look]
        tall = {"plain": 1.0, "strong": 1.07, "quiet": 0.92}[block.look]
        if not layout.title and block.look == "quiet":  # smaller still on the sheet to speak from
            wide, tall = 0.77, 0.8
        return _lines(block.text, width, layout.letter * wide) * layout.line * tall
    if isinstance(block, Lines):
        return sum(_lines(idea, width, layout.letter) * layout.line + 0.3 for idea in block.ideas)
    if isinstance(block, Table):
        return _table(block, width, layout)
    wide, tall = block.figure.get_size_inches()
    return float(layout.picture * tall / wide) + 1.4


def _table(table: Table, width: float, layout: Layout) -> float:
    columns = len(table.columns)
    shares = {5: (0.35, 0.14, 0.08, 0.13, 0.3), 3: (0.4, 0.29, 0.31)}.get(
        columns, (1 / columns,) * columns
    )
    caption = 3.7 if columns == 5 else 0.0
    line, letter = layout.line * 0.88, layout.letter * 0.96
    rows = [
        max(
            _lines(str(cell), width * share - 3, letter * (1.1 if place == 0 else 1.0))
            for place, (cell, share) in enumerate(zip(row, shares, strict=True))
        )
        for row in table.rows
    ]
    return caption + line + 1 + sum(tall * line + 1.0 for tall in rows)


def _lines(text: str, width: float, letter: float) -> int:
    """How many lines a text takes: a word that does not fit goes to the next line."""
    room = max(1, int(width / letter))
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
        lines, used = lines + (used - 1) // room, (used - 1) % room + 1
    return lines
