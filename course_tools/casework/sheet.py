"""A published table as columns: only those that are wanted, each different text kept once."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from course_tools.casework.broken import (
    count_of_lines,
    ends_with_line_end,
    refuse_half_row,
    refuse_run_together,
)
from course_tools.casework.marks import Column
from course_tools.casework.opening import Opened, split_lines
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLOCK = 1 << 20  # bytes read at a time


def folded_header(name: str) -> str:
    """A column's name without what publishers change from year to year: case, spaces, BOM."""
    return "".join(name.replace("\ufeff", "").split()).casefold()


@dataclass(frozen=True)
class Header:
    """The line of column names. Names are found whatever their case and spacing."""

    names: tuple[str, ...]
    line: int = 0  # of the file, from 0

    @cached_property
    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        for place, name in enumerate(self.names):
            places.setdefault(folded_header(name), place)
        return places

    def place_of(self, *names: str) -> int | None:
        """Where the first of these names stands, or None."""
        found = (self._places.get(folded_header(name)) for name in names)
        return next((place for place in found if place is not None), None)

    def has(self, *names: str) -> bool:
        """Whether all of these columns are there."""
        return not self.lacking(names)

    def lacking(self, names: Iterable[str]) -> list[str]:
        """Those of the names that are not there."""
        return [name for name in names if self.place_of(name) is None]


@dataclass
class Sheet:
    """A table in a file, with its header found. `columns` reads what is asked for, in one pass."""

    file: Opened
    header: Header
    left_out: int = field(default=0, init=False)  # rows with more cells than names
    run_together: int = field(default=0, init=False)  # lines that a quotation mark ties together
    open_end: bool = field(default=False, init=False)  # the last line has no line end
    encoding: str = field(default="utf-8", init=False)
    says_year: bool = field(default=False, init=False)  # readers say so, where the file has a year

    def columns(self, *wanted: str | Sequence[str]) -> list[Column]:
        """The columns of these names, one for each; of several names in one place the first found.

        Raises FileNotRead for a column that is not there, and for a file that breaks off.
        """
        places = []
        for names in wanted:
            place = self.header.place_of(*([names] if isinstance(names, str) else names))
            if place is None:
                first = names if isinstance(names, str) else names[0]
                raise FileNotRead(
                    f"{self.file.name} has no column “{first}” any more: its publisher has changed "
                    "it. The workbook cannot read this edition yet; tell your staff."
                )
            places.append(place)
        return self._read(places)

    def columns_if_there(self, wanted: Iterable[str]) -> dict[str, Column]:
        """Those of the columns that the file has, by the name they were asked for."""
        there = {name: self.header.place_of(name) for name in wanted}
        places = {name: place for name, place in there.items() if place is not None}
        return dict(zip(places, self._read(list(places.values())), strict=True))

    def _read(self, places: list[int]) -> list[Column]:
        import pyarrow as pa  # noqa: PLC0415 - only when a file is read
        from pyarrow import csv as arrow  # noqa: PLC0415

        if not places:
            return []
        file, names = self.file, [f"c{place}" for place in range(len(self.header.names))]
        kept = sorted(set(places))
        kind = pa.dictionary(pa.int32(), pa.binary())
        ragged: list[Any] = []

        def skip(row: Any) -> str:
            ragged.append(row)
            return "skip"

        quote = '"' if file.delimiter in ",;" else False
        try:
            reader = arrow.open_csv(
                file.path,
                read_options=arrow.ReadOptions(
                    column_names=names,
                    skip_rows=self._lines_above,
                    block_size=_BLOCK,
                ),
                parse_options=arrow.ParseOptions(
                    delimiter=file.delimiter,
                    quote_char=quote,
                    newlines_in_values=bool(quote),
                    invalid_row_handler=skip,
                ),
                convert_options=arrow.ConvertOptions(
                    include_columns=[names[place] for place in kept],
                    column_types={names[place]: kind for place in kept},
                    strings_can_be_null=False,
                    null_values=[],
                ),
            )
            table = pa.Table.from_batches(list(reader), reader.schema).unify_dictionaries()
        except pa.ArrowInvalid as error:
            raise FileNotRead(
                f"{file.name} could not be split into columns: {error}. If you opened and saved it "
                "in another program, download it again and leave it as it comes."
            ) from None
        self._look_at(ragged, table.num_rows)
        added = self._padded(ragged)
        columns = self._decoded(
            [table.column(names[place]) for place in kept],
            [[row[place] for row in added] for place in kept],
        )
        return [columns[kept.index(place)] for place in places]

    @property
    def _lines_above(self) -> int:
        """Lines of the file up to and with the line of column names."""
        ends = self.file.ends
        return ends[self.header.line] if ends else self.header.line + 1

    def _look_at(self, ragged: list[Any], rows: int) -> None:
        """Refuse a file without rows, one with other cells than names, and one that breaks off."""
        wide = len(self.header.names)
        if rows == 0 and not ragged:
            raise FileNotRead(f"{self.file.name} has a line of column names and nothing below it.")
        if sum(row.actual_columns > wide for row in ragged) > max(3, rows):
            raise FileNotRead(
                f"In {self.file.name}, most rows have more than the {wide} cells that the first line "
                "has. It was changed by another program: download it again and leave it as it comes."
            )
        self.open_end = not ends_with_line_end(self.file)
        # Some programs leave out blank cells at the end of any row; then a short last row says nothing.
        if len(ragged) == 1 and ragged[0].actual_columns < wide:
            refuse_half_row(self.file, ragged[0].text)
        lines = count_of_lines(self.file, self._lines_above)
        self.run_together = refuse_run_together(self.file, lines, rows + len(ragged))

    def _padded(self, ragged: list[Any]) -> list[list[str]]:
        """Rows whose blank cells at the end were left out, filled up; longer rows are left out."""
        wide = len(self.header.names)
        try:
            rows = [
                row
                for line in ragged
                for row in split_lines([line.text], self.file.delimiter, strict=True)
            ]
        except csv.Error:
            raise FileNotRead(
                f"In {self.file.name}, a quotation mark is missing or out of place, and rows have run "
                "together. Download it again and leave it as it comes."
            ) from None
        added = [row for row in rows if not "".join(row[wide:]).strip()]
        self.left_out = len(ragged) - len(added)
        return [(row + [""] * wide)[:wide] for row in added]

    def _decoded(self, columns: list[Any], added: list[list[str]]) -> list[Column]:
        """Bytes turned to text: as UTF-8, or as Windows letters where a text is not UTF-8."""
        import pyarrow as pa  # noqa: PLC0415

        found = []
        for column, more in zip(columns, added, strict=True):
            chunks = column.chunks
            texts = chunks[0].dictionary if chunks else pa.array([], pa.binary())
            codes = [chunk.indices.to_numpy(zero_copy_only=False) for chunk in chunks]
            codes.append(np.arange(len(texts), len(texts) + len(more), dtype=np.int32))
            try:
                strings = texts.cast(pa.string())
            except pa.ArrowInvalid:
                strings = pa.array([self._text_of(text) for text in texts.to_pylist()], pa.string())
            if more:
                strings = pa.concat_arrays([strings, pa.array(more, pa.string())])
            found.append(_column(np.concatenate(codes), strings))
        return found

    def _text_of(self, cell: bytes) -> str:
        try:
            return cell.decode("utf-8")
        except UnicodeDecodeError:
            self.encoding = "cp1252"
            return cell.decode("cp1252", "replace")


def _column(codes: "NDArray[np.int32]", strings: Any) -> Column:
    """A column in which texts have no spaces around them, and those that are alike have one code."""
    import pyarrow.compute as pc  # noqa: PLC0415

    from course_tools.casework.texts import Texts  # noqa: PLC0415

    encoded = pc.utf8_trim_whitespace(strings).dictionary_encode()
    if len(encoded.dictionary) == len(strings):
        return Column(codes, Texts(encoded.dictionary))
    moved = encoded.indices.to_numpy(zero_copy_only=False)
    return Column(moved[codes], Texts(encoded.dictionary))
