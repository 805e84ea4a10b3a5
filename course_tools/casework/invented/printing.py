"""Prints numbers as publishers do, and writes tables in their encodings.

Percentages come from whole counts by whole-number arithmetic, halves rounded up.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Row = Mapping[str, str | int]


def quotient(above: int, below: int, decimals: int) -> str:
    """above / below with so many decimals, halves rounded away from zero; "" when below is 0."""
    if below == 0:
        return ""
    sign = "-" if (above < 0) != (below < 0) else ""
    above, below = abs(above), abs(below)
    units = (2 * above * 10**decimals + below) // (2 * below)
    whole, part = divmod(units, 10**decimals)
    text = f"{whole}.{part:0{decimals}}" if decimals else str(whole)
    return sign + text if units else text


def percent(counted: int, of: int, decimals: int = 1) -> str:
    """100 · counted / of, without a percent sign; "" when nobody is there to count."""
    return quotient(100 * counted, of, decimals)


def trimmed(number: str) -> str:
    """A printed number without a ".0" at its end, as some files have it."""
    return number.removesuffix(".0")


@dataclass(frozen=True)
class Layout:
    """How a publisher writes a table: encoding, what stands between cells, quotation marks.

    `quoted` is one of the constants of `csv`, or None where quotation marks mean nothing.
    """

    encoding: str = "utf-8"
    between: str = ","
    line_end: str = "\n"
    quoted: Literal[0, 1, 2, 3] | None = csv.QUOTE_MINIMAL
    ends_with_line: bool = True
    before: str = ""  # a line above the line of column names


PERFORMANCE_TABLE = Layout(encoding="utf-8-sig", ends_with_line=False)
STATISTICS = Layout()
WINDOWS = Layout(encoding="cp1252", line_end="\r\n")
CARET = Layout(encoding="latin-1", between="^", line_end="\r\n", quoted=None)
QUOTED_COMMA = Layout(encoding="latin-1", line_end="\r\n", quoted=csv.QUOTE_ALL)
TABBED = Layout(encoding="latin-1", between="\t", line_end="\r\n", quoted=None)


def write_table(path: Path, header: Sequence[str], rows: Iterable[Row], layout: Layout) -> Path:
    """Write rows below a line of column names; a row without a column leaves its cell blank.

    Raises KeyError for a row with a column that the header lacks: it would be lost in silence.
    """
    known = {name.strip() for name in header}
    text = io.StringIO()
    if layout.before:
        text.write(layout.before + layout.line_end)
    cells: list[Sequence[str | int]] = [list(header)]
    for row in rows:
        lost = row.keys() - known
        if lost:
            raise KeyError(f"{path.name} has no columns {sorted(lost)}.")
        cells.append([row.get(name.strip(), "") for name in header])
    if layout.quoted is None:
        text.writelines(
            layout.between.join(str(cell) for cell in line) + layout.line_end for line in cells
        )
    else:
        csv.writer(
            text, delimiter=layout.between, lineterminator=layout.line_end, quoting=layout.quoted
        ).writerows(cells)
    content = text.getvalue()
    if not layout.ends_with_line:
        content = content.removesuffix(layout.line_end)
    path.write_bytes(content.encode(layout.encoding))
    return path
