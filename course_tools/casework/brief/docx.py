"""The case brief and the sheet to speak from as Word documents, the same parts in the same order.

The same brief always gives the same bytes: fixed times, no name of a machine or its user.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from course_tools.casework.brief.docx_style import (
    LOOKS,
    Paper,
    boxed,
    breaks_column,
    ends_section,
    last_section,
    new_document,
    set_table,
)
from course_tools.casework.brief.model import CaseBrief
from course_tools.casework.brief.numbers_hidden import without_numbers
from course_tools.casework.brief.page import KIND, NO_HEADLINE, SPOKEN_KIND
from course_tools.casework.brief.parts import Lines, Part, Words, parts_of
from course_tools.casework.brief.spoken import spoken_parts_of, where_the_figures_are
from course_tools.plotting import Picture, Table, in_house_style

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_DOTS = 200  # an inch
_NO_DAY = date(2000, 1, 1)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
# Which parts stand side by side; all others take the whole width.
_PAIRS = {"who": "heard", "cannot-show": "story", "options": "target", "know": "sources"}
_CAPTION_IS_HEADING = ("why", "options")
_SHARES = {3: (0.42, 0.32, 0.26), 5: (0.35, 0.14, 0.08, 0.14, 0.29)}  # by number of columns
_LEFT = {"heard": 5 / 12, "story": 5 / 12, "target": 7 / 12, "sources": 5 / 12}  # width of its left


def brief_as_docx(brief: CaseBrief, picture: Picture | None) -> bytes:
    """The brief with its figures as a Word document of one page at ordinary lengths."""
    document = new_document(Paper(10, 9, 8.5, title=16, heading=11))
    _head(document, KIND, brief.headline, brief.notice)
    ends_section(document)
    for part in parts_of(brief, picture):
        left = _LEFT.get(part.id)
        _part(document, part, 142, in_next_column=left is not None)
        if part.id == "sources":
            last_section(document, left)
        elif part.id not in _PAIRS:
            ends_section(document, left)
    return _packed(document, brief, brief.headline)


def brief_without_numbers_as_docx(brief: CaseBrief, picture: Picture | None) -> bytes:
    """The sheet to speak from as a Word document. Raises ValueError where `picture` has a numeral."""
    document = new_document(Paper(12, 10, 9.5, title=16, heading=10.5))
    headline = without_numbers(brief.headline)
    _head(document, SPOKEN_KIND, headline, without_numbers(brief.notice))
    for part in spoken_parts_of(brief, picture):
        _part(document, part, 105)
    document.add_paragraph(where_the_figures_are(brief), style=LOOKS["quiet"])
    return _packed(document, brief, headline)


def _head(document: "Document", kind: str, headline: str, notice: str) -> None:
    document.add_paragraph(kind.upper(), style=LOOKS["kind"])
    document.add_heading(headline or NO_HEADLINE, level=1)
    if notice:
        document.add_paragraph(notice, style=LOOKS["quiet"])


def _part(
    document: "Document", part: Part, picture_width: float, *, in_next_column: bool = False
) -> None:
    heading = document.add_heading(level=2)
    if in_next_column:
        breaks_column(heading)
    heading.add_run(part.title)
    for block in part.blocks:
        if isinstance(block, Words):
            said = [document.add_paragraph(block.text, style=LOOKS[block.look])]
        elif isinstance(block, Lines):
            said = [document.add_paragraph(idea, style=LOOKS["line"]) for idea in block.ideas]
        elif isinstance(block, Table):
            said = []
            if part.id not in _CAPTION_IS_HEADING:
                document.add_paragraph(block.caption, style=LOOKS["quiet"])
            _table(document, block)
        else:
            said = []
            _picture(document, block, picture_width)
        if part.id == "ask":
            for paragraph in said:
                boxed(paragraph)
    if isinstance(part.blocks[-1], Table):
        # A section ends with a paragraph, and Word sets none of its own right after a table.
        document.add_paragraph(style=LOOKS["gap"])


def _table(document: "Document", table: Table) -> None:
    rows = [table.columns, *([_cell(cell) for cell in row] for row in table.rows)]
    made = document.add_table(len(rows), len(table.columns))
    for line, row in zip(made.rows, rows, strict=True):
        _fill([cell.paragraphs[0] for cell in line.cells], row)
    equal = (1 / len(table.columns),) * len(table.columns)
    set_table(made, table.caption, _SHARES.get(len(table.columns), equal))


def _fill(paragraphs: Sequence["Paragraph"], texts: Iterable[str]) -> None:
    for paragraph, text in zip(paragraphs, texts, strict=True):
        paragraph.style = LOOKS["cell"]
        paragraph.add_run(text)


def _cell(cell: str | int | float) -> str:
    return f"{cell:,.4g}" if isinstance(cell, float) else str(cell)


def _picture(document: "Document", picture: Picture, width: float) -> None:
    from docx.shared import Mm  # noqa: PLC0415

    shape = document.add_picture(io.BytesIO(_png(picture)), width=Mm(width))
    document.paragraphs[-1].style = LOOKS["picture"]
    described = shape._inline.docPr
    described.set("descr", picture.alt)
    described.set("name", "The figures as a picture")


def _png(picture: Picture) -> bytes:
    buffer = io.BytesIO()
    with in_house_style():
        picture.figure.savefig(buffer, format="png", dpi=_DOTS, metadata={"Software": None})
    return buffer.getvalue()


def _packed(document: "Document", brief: CaseBrief, title: str) -> bytes:
    """The file, its properties and times made the same on every machine."""
    made = datetime.combine(brief.checked_on or _NO_DAY, datetime.min.time(), UTC)
    known = document.core_properties
    known.title, known.subject = title or NO_HEADLINE, KIND
    known.author = known.last_modified_by = known.comments = known.keywords = ""
    known.created = known.modified = made
    known.revision = 1
    known.language = "en-US"
    loose, fixed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as old, zipfile.ZipFile(fixed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return fixed.getvalue()
