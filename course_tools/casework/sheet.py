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
    has_quotation_mark,
    is_utf8,
    refuse_half_row,
    refuse_run_together,
)
from course_tools.casework.header import Header
from course_tools.casework.marks import Column
from course_tools.casework.opening import Opened, split_lines
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Header", "Sheet"]

_BLOCK = 1 << 20  # bytes read at a time
_LARGE = 200 << 20  # bytes of a file that is read piece by piece


@dataclass
class Sheet:
    """A table in a file, with its header found. `columns` reads what is asked for, in one pass."""

    file: Opened
    header: Header
    left_out: int = field(default=0, init=False)  # rows with more cells than names
    run_together: int = field(default=0, init=False)  # lines that a quotation mark ties together
    open_end: bool = field(default=False, init=False)  # the last line has no line end
    encoding: str = field(default="utf-8", init=False)
    _latin: bool = field(default=False, init=False)  # read as letters of latin-1, to be put right
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

        if not places:
            return []
        names = [f"c{place}" for place in range(len(self.header.names))]
        kept = sorted(set(places))
        try:
            table = self._parsed(names, kept, None)
            ragged: list[Any] = []
        except pa.ArrowInvalid:
            # Rows with other cells than names, or a file that cannot be split. Arrow gives such rows
            # only as UTF-8; any byte is a letter of latin-1, so nothing of another file is lost.
            self._latin = not is_utf8(self.file)
            table, ragged = self._parsed_with_ragged(names, kept)
        added = self._padded(ragged)
        self._look_at(ragged, table.num_rows, len(added))
        columns = self._decoded(
            [table.column(names[place]) for place in kept],
            [[row[place] for row in added] for place in kept],
        )
        del table
        pa.default_memory_pool().release_unused()  # or it stays with this process for good
        return [columns[kept.index(place)] for place in places]

    def _parsed_with_ragged(self, names: list[str], kept: list[int]) -> tuple[Any, list[Any]]:
        """The rows that fit the names, and those that do not."""
        import pyarrow as pa  # noqa: PLC0415

        ragged: list[Any] = []

        def skip(row: Any) -> str:
            ragged.append(row)
            return "skip"

        try:
            return self._parsed(names, kept, skip), ragged
        except pa.ArrowInvalid as error:
            if "skip initial" in str(error):
                raise FileNotRead(self._nothing_below) from None
            raise FileNotRead(
                f"{self.file.name} could not be split into columns. If you opened and saved it in "
                "another program, download it again and leave it as it comes."
            ) from None

    def _parsed(self, names: list[str], kept: list[int], skip: Any) -> Any:
        """The kept columns as Arrow's table, each different text once. Raises ArrowInvalid."""
        import pyarrow as pa  # noqa: PLC0415
        from pyarrow import csv as arrow  # noqa: PLC0415

        wanted = [names[place] for place in kept]
        is_large = self.file.path.stat().st_size > _LARGE
        kind = pa.dictionary(pa.int32(), pa.binary()) if is_large else pa.binary()

        def options(newlines_in_values: bool) -> dict[str, Any]:
            return {
                "read_options": arrow.ReadOptions(
                    column_names=names,
                    skip_rows=self._lines_above,
                    block_size=_BLOCK,
                    # With threads, much of a file is held at once.
                    use_threads=False,
                    encoding="latin-1" if self._latin else "utf8",
                ),
                "parse_options": arrow.ParseOptions(
                    delimiter=self.file.delimiter,
                    quote_char='"' if self._may_quote else False,
                    newlines_in_values=newlines_in_values,
                    invalid_row_handler=skip,
                ),
                "convert_options": arrow.ConvertOptions(
                    include_columns=wanted,
                    column_types=dict.fromkeys(wanted, kind),
                    strings_can_be_null=False,
                    null_values=[],
                ),
            }

        if is_large:
            # Piece by piece, each text kept once from the start: slower, and a third of the memory.
            reader = arrow.open_csv(self.file.path, **options(newlines_in_values=self._may_quote))
            return pa.Table.from_batches(list(reader), reader.schema).unify_dictionaries()
        table = arrow.read_csv(self.file.path, **options(newlines_in_values=self._may_quote))
        waiting = table.columns[::-1]
        del table
        encoded = []
        while waiting:  # each is let go once its texts are numbered
            encoded.append(waiting.pop().combine_chunks().dictionary_encode())
        return pa.table(encoded, names=wanted)

    @cached_property
    def _may_quote(self) -> bool:
        """Whether quotation marks mean something in this file, and there are any."""
        return self.file.delimiter in ",;" and has_quotation_mark(self.file)

    @property
    def _lines_above(self) -> int:
        """Lines of the file up to and with the line of column names."""
        ends = self.file.ends
        return ends[self.header.line] if ends else self.header.line + 1

    @property
    def _nothing_below(self) -> str:
        return (
            f"{self.file.name} has a line of column names and nothing below it. Download it again."
        )

    def _look_at(self, ragged: list[Any], rows: int, added: int) -> None:
        """Refuse a file without rows, one with other cells than names, and one that breaks off."""
        wide = len(self.header.names)
        if rows == 0 and not ragged:
            raise FileNotRead(self._nothing_below)
        if self.left_out > max(3, rows) or rows + added == 0:
            raise FileNotRead(
                f"In {self.file.name}, most rows have more than the {wide} cells that the first line "
                "has. It was changed by another program: download it again and leave it as it comes."
            )
        self.open_end = not ends_with_line_end(self.file)
        # Some programs leave out blank cells at the end of any row; then a short last row says nothing.
        if len(ragged) == 1 and ragged[0].actual_columns < wide:
            refuse_half_row(self.file, ragged[0].text)
        lines = count_of_lines(self.file, self._lines_above) if self._may_quote else None
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
            strings = self._strings(texts)
            if more:
                extra = [self._text_of(text.encode()) for text in more]
                strings = pa.concat_arrays([strings, pa.array(extra, pa.string())])
            found.append(_column(np.concatenate(codes), strings))
        return found

    def _strings(self, texts: Any) -> Any:
        """Arrow's bytes as Arrow's text: at once where they are UTF-8, the others one by one."""
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.compute as pc  # noqa: PLC0415

        if not self._latin:
            try:
                return texts.cast(pa.string())
            except pa.ArrowInvalid:
                pass
        # Of bytes, Arrow's patterns see each as a letter of latin-1.
        others = pc.match_substring_regex(texts, r"[^\x00-\x7f]")
        told = [self._text_of(text).encode() for text in texts.filter(others).to_pylist()]
        mended = pc.replace_with_mask(texts, others, pa.array(told, pa.binary()))
        return mended.cast(pa.string())

    def _text_of(self, cell: bytes) -> str:
        if self._latin:
            cell = cell.decode("utf-8").encode("latin-1")
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
