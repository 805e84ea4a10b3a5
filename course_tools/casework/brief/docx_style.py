"""How the Word documents look: narrow margins, our colors, real headings, tables with a header row."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from course_tools.plotting import COLORS

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

# Our look for a block -> the name of its style in the document.
LOOKS: Mapping[str, str] = MappingProxyType(
    {
        "plain": "Normal",
        "strong": "Brief Strong",
        "quiet": "Brief Quiet",
        "kind": "Brief Kind",
        "line": "Brief Line",
        "cell": "Brief Cell",
        "picture": "Brief Picture",
        "gap": "Brief Gap",
    }
)
_FONT = "Calibri"


@dataclass(frozen=True)
class Paper:
    """Sizes of letters in points: of the text, of tables, of what is quiet, of the headings."""

    text: float
    cell: float
    quiet: float
    title: float
    heading: float


def new_document(paper: Paper) -> "Document":
    """An empty document in our look: A4 paper that also prints on Letter."""
    from docx import Document  # noqa: PLC0415 - only who makes a document loads it
    from docx.shared import Mm  # noqa: PLC0415

    document = Document()
    _without_thumbnail(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_SIDE)
    section.top_margin = section.bottom_margin = Mm(9)
    section.header_distance = section.footer_distance = Mm(5)
    _set_styles(document, paper)
    return document


def ends_section(document: "Document", left: float | None = None) -> None:
    """What was written since the last section stands in two columns, the left one this share wide.

    None means one column. Columns, and no table, so that a screen reader meets the parts in order.
    """
    whole = document.element.body.sectPr
    ended = copy.deepcopy(whole)
    for section in (ended, whole):
        _set_continuous(section)
    _set_columns(ended, left)
    document.paragraphs[-1]._p.get_or_add_pPr().append(ended)


def last_section(document: "Document", left: float | None) -> None:
    """As `ends_section`, for what stands last in the document."""
    _set_continuous(document.element.body.sectPr)
    _set_columns(document.element.body.sectPr, left)


def breaks_column(paragraph: "Paragraph") -> None:
    """The paragraph begins in the next column. To be called before anything is written in it."""
    from docx.enum.text import WD_BREAK  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    run = paragraph.add_run()
    run.font.size = Pt(1)  # it stays behind in the column before, as a line of this height
    run.add_break(WD_BREAK.COLUMN)


def boxed(paragraph: "Paragraph") -> None:
    """A line around the paragraph, strong on its left; neighbors share one box."""
    borders = [
        _element(
            f"w:{side}", val="single", sz=size, space=space, color=COLORS.first.removeprefix("#")
        )
        for side, size, space in (("top", 6, 3), ("left", 36, 6), ("bottom", 6, 3), ("right", 6, 6))
    ]
    box = _element("w:pBdr")
    box.extend(borders)
    paragraph._p.get_or_add_pPr().insert_element_before(box, *_AFTER_BORDERS)
    for side in ("left_indent", "right_indent"):
        setattr(
            paragraph.paragraph_format, side, 8 * 12700
        )  # 8 points: the box stays in the margin


def set_table(table: "Table", caption: str, shares: Sequence[float]) -> None:
    """Lines between rows; the first row is marked as the header, the caption is there to be heard.

    `shares` are the widths of the columns, 1 together: of the room there is, also in a column.
    """
    table.style = "Table Grid"
    old = table._tbl.tblPr
    for made in list(old)[1:]:  # all but the name of the style
        old.remove(made)
    lines, margins = _element("w:tblBorders"), _element("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        lines.append(_element(f"w:{side}", val="nil"))
    lines.append(_element("w:insideH", val="single", sz=4, space=0, color="c9d1d9"))
    lines.append(_element("w:insideV", val="nil"))
    margins.append(_element("w:left", w=0, type="dxa"))
    margins.append(_element("w:right", w=100, type="dxa"))
    old.extend(
        [
            _element("w:tblW", w=_ALL, type="pct"),
            lines,
            _element("w:tblLayout", type="fixed"),
            margins,
            _element("w:tblLook", val="00A0", firstRow=1, firstColumn=1, noHBand=1, noVBand=1),
            _element("w:tblCaption", val=caption),
        ]
    )
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, _element("w:cantSplit"))
        for cell, share in zip(row.cells, shares, strict=True):
            width = cell._tc.get_or_add_tcPr().get_or_add_tcW()
            width.attrib.update(_element("w:tcW", w=round(_ALL * share), type="pct").attrib)
    for cell in (*table.rows[0].cells, *table.columns[0].cells):
        for run in cell.paragraphs[0].runs:
            run.bold = True


_ALL = 5000  # fiftieths of a percent, as Word counts widths
_SIDE = 12.0  # millimeters
_GAP = 6.0
# What must come after the borders in the properties of a paragraph.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")


def _set_styles(document: "Document", paper: Paper) -> None:
    """Every look as a style of the document, so that whoever edits it can change them all at once."""
    ink, quiet = COLORS.ink.removeprefix("#"), "4b5763"
    first = COLORS.first.removeprefix("#")
    _style(document, "Normal", paper.text, ink, after=1)
    _style(document, "Heading 1", paper.title, first, after=1, bold=True)
    _style(document, "Heading 2", paper.heading, first, bold=True)
    _style(document, LOOKS["strong"], paper.text * 1.05, ink, after=1, bold=True)
    _style(document, LOOKS["quiet"], paper.quiet, quiet, after=3)
    _style(document, LOOKS["kind"], paper.quiet, COLORS.second.removeprefix("#"), bold=True)
    _style(document, LOOKS["cell"], paper.cell, ink)
    _style(document, LOOKS["picture"], paper.cell, ink, after=2)
    _style(document, LOOKS["gap"], 2, ink, after=2)
    line = _style(document, LOOKS["line"], paper.text, ink, after=1)
    line.paragraph_format.left_indent = int(paper.text * 12700)


def _style(
    document: "Document",
    name: str,
    size: float,
    color: str,
    *,
    after: float = 0,
    bold: bool = False,
) -> Any:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    styles: Any = document.styles
    known = {style.name for style in styles}
    style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(color.upper())
    _use_font_everywhere(style)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(0), Pt(after), 1.0
    return style


def _use_font_everywhere(style: Any) -> None:
    """Headings of the template name their font by theme, which would win over its name."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    fonts = style.element.rPr.rFonts
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _set_continuous(section: Any) -> None:
    from docx.enum.section import WD_SECTION  # noqa: PLC0415

    section.start_type = WD_SECTION.CONTINUOUS


def _set_columns(section: Any, left: float | None) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415

    columns = section.find(qn("w:cols"))
    columns.clear()
    if left is None:
        columns.set(qn("w:space"), str(_twips(_GAP)))
        return
    room = 210 - 2 * _SIDE - _GAP
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:equalWidth"), "0")
    columns.append(_element("w:col", w=_twips(left * room), space=_twips(_GAP)))
    columns.append(_element("w:col", w=_twips((1 - left) * room)))


def _twips(millimeters: float) -> int:
    return round(millimeters * 1440 / 25.4)


def _without_thumbnail(document: "Document") -> None:
    """The template brings a picture of an empty page along."""
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]


def _element(tag: str, **values: str | int) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    made = OxmlElement(tag)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made
