"""One file of the invented data: its name, what it is, and how its rows are made."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from course_tools.casework.invented.printing import Layout, Row, write_table


@dataclass(frozen=True)
class InventedFile:
    """`about` stands in the README's table; `rows` makes the rows when the file is written."""

    name: str
    about: str
    layout: Layout
    header: Sequence[str]
    rows: Callable[[], Iterable[Row]]

    def write(self, folder: Path) -> Path:
        """Write it into a folder that exists."""
        return write_table(folder / self.name, self.header, self.rows(), self.layout)
