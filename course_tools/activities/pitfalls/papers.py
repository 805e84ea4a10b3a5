"""What is no chart of rates: a table or form as on paper, and somebody's words on a leaflet."""

from dataclasses import dataclass

from course_tools.activities.pitfalls.charts import Chart, Rows

BLACK = "█"


@dataclass(frozen=True, kw_only=True)
class Grid(Chart):
    """A table or a form, as on paper. A cell that is only "█" is blacked out here.

    `widths` are parts of the page's width. `stress` is the place of a column that stands out.
    """

    head: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    stress: int | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The head of the table."""
        return self.head

    @property
    def rows(self) -> Rows:
        """Its cells; what is blacked out is said."""
        return [
            tuple("(blacked out)" if cell == BLACK else cell or "(empty)" for cell in row)
            for row in self.cells
        ]


@dataclass(frozen=True, kw_only=True)
class Quote(Chart):
    """Somebody's words on a leaflet, who said them, and what stands below: (label, words)."""

    words: str
    by: str
    lines: tuple[tuple[str, str], ...]
    face: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """What stands on the leaflet."""
        return ("On the leaflet", "What it says")

    @property
    def rows(self) -> Rows:
        """A row a line."""
        photo = [("Photo", "a child’s face, blacked out here")] if self.face else []
        return [("Words", self.words), ("Said by", self.by), *photo, *self.lines]
