"""A finished picture: what is seen, what is said of it, and the numbers behind it."""

import base64
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from course_tools.plotting.house import in_house_style

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Table:
    """The numbers of a picture: column names, then rows of as many cells. The first column names."""

    caption: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[str | int | float]]

    def as_html(self) -> str:
        """A real table: header cells, a caption, no styling of its own."""
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.columns)
        body = "".join(
            "<tr>"
            + f'<th scope="row">{_said(row[0])}</th>'
            + "".join(f"<td>{_said(cell)}</td>" for cell in row[1:])
            + "</tr>"
            for row in self.rows
        )
        return (
            f'<table class="course-numbers"><caption>{escape(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


@dataclass(frozen=True)
class Picture:
    """`alt` says in one or two sentences what a sighted reader takes from the picture.

    `table` has its numbers, `more` further tables to stand below it.
    """

    figure: "Figure"
    alt: str
    table: Table
    more: tuple[Table, ...] = ()

    def as_html(self) -> str:
        """The picture, and the numbers one click away. Loads nothing."""
        return (
            f"{self.image_html()}<details><summary>See the numbers as a table</summary>"
            f"{self.table_html()}</details>"
        )

    # In a notebook cell of one's own, a picture as last value shows itself.
    _repr_html_ = as_html

    def image_html(self) -> str:
        """The picture alone, with its alt text."""
        data = base64.b64encode(self.svg()).decode()
        return (
            f'<figure class="course-picture"><img alt="{escape(self.alt)}" '
            f'src="data:image/svg+xml;base64,{data}"></figure>'
        )

    def table_html(self) -> str:
        """The numbers alone."""
        return "".join(table.as_html() for table in (self.table, *self.more))

    def svg(self) -> bytes:
        """The same picture always gives the same bytes: no date, fixed ids."""
        buffer = io.BytesIO()
        with in_house_style(), warnings.catch_warnings():
            # Letters that the built-in font lacks are drawn by the reader's own fonts.
            warnings.filterwarnings("ignore", message="Glyph .* missing from")
            self.figure.savefig(buffer, format="svg", metadata={"Date": None})
        return buffer.getvalue()


def _said(cell: str | int | float) -> str:
    return f"{cell:,.4g}" if isinstance(cell, float) else escape(str(cell))
