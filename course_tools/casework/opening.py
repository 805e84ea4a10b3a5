"""Opens a published file, whatever it is packed in, and says plainly when it is something else."""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from course_tools.casework.unpacking import AGAIN, unpacked
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    from _csv import Reader

_HEAD = 256 * 1024
_DELIMITERS = ("^", "\t", ",", ";", "|")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_EXCEL = b"PK\x03\x04"

# How files begin that are not tables, and what to say.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "is a PDF, made for reading and not for counting"),
    (
        b"\xd0\xcf\x11\xe0",
        "is an old Excel file (.xls). Open it in a spreadsheet and save it as .xlsx",
    ),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"{\\rtf", "is a text document"),
    (b"SQLite format", "is a database"),
    (b"PAR1", "is a Parquet file. Choose the CSV version"),
    (b"\x1f\x8b", "is packed with gzip. Unpack it first"),
    (b"7z\xbc\xaf", "is packed with 7-Zip. Unpack it first"),
    (b"Rar!", "is packed with RAR. Unpack it first"),
)


@dataclass(frozen=True)
class Opened:
    """A plain text table on the disk, and what its beginning shows.

    `rows` are the first rows, split into cells; `ends` says for each with which line it ends, from
    1 (a cell in quotation marks may go over several lines).
    """

    path: Path
    name: str
    encoding: str
    delimiter: str
    rows: tuple[tuple[str, ...], ...]
    ends: tuple[int, ...] = ()


@contextmanager
def opened(path: Path, member: str = "") -> Iterator[Opened]:
    """The table in a file; one that had to be unpacked is gone again afterwards.

    `member` names the file inside a zip, or the sheet inside a workbook, where there are several.
    Raises FileNotRead, in words for a teacher, for whatever is not a table.
    """
    name = path.name
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise FileNotRead(
            f"There is no file {name} here. Look at its name and its folder."
        ) from None
    except IsADirectoryError:
        raise FileNotRead(f"{name} is a folder. Choose a file inside it.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise FileNotRead(f"{name} could not be opened: {why}.") from None
    if head.startswith(_EXCEL):
        with tempfile.TemporaryDirectory(prefix="published-") as folder:
            inside, shown = unpacked(path, member, Path(folder))
            with inside.open("rb") as file:
                yield _looked_at(inside, shown, file.read(_HEAD))
        return
    yield _looked_at(path, name, head)


def _looked_at(path: Path, name: str, head: bytes) -> Opened:
    if not head.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise FileNotRead(f"{name} is empty: the download did not arrive. {AGAIN}")
    for beginning, what in _OTHERS:
        if head.startswith(beginning):
            raise FileNotRead(f"{name} {what}. {AGAIN}")
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower()
    if start.startswith(b"<"):
        raise FileNotRead(
            f"{name} is a web page, not the data: the link had expired, or it led to a page with "
            f"a button. {AGAIN}"
        )
    if start[:1] in (b"{", b"["):
        raise FileNotRead(f"{name} is a JSON file, made for programs. {AGAIN}")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileNotRead(
            f"{name} was saved by a spreadsheet as “Unicode text”, which changes numbers and codes. "
            f"{AGAIN}"
        )
    if b"\x00" in head:
        raise FileNotRead(f"{name} is not a text file. {AGAIN}")
    text, encoding = _decoded(head)
    lines = _LINE.findall(text)
    if len(head) == _HEAD:
        lines = lines[:-1]  # the last one was cut
    delimiter = _delimiter_of(lines)
    rows, ends = [], []
    reader = split_lines(lines[:200], delimiter)
    try:
        for row in reader:
            rows.append(tuple(row))
            ends.append(reader.line_num)
    except csv.Error as error:
        raise FileNotRead(f"{name} could not be split into columns ({error}). {AGAIN}") from None
    return Opened(path, name, encoding, delimiter, tuple(rows), tuple(ends))


def _decoded(head: bytes) -> tuple[str, str]:
    """Text and encoding of the beginning; the whole file is decided when it is read."""
    for cut in range(4):  # the last letter may have been cut in two
        try:
            return head[: len(head) - cut].decode("utf-8-sig"), "utf-8"
        except UnicodeDecodeError:
            continue
    return head.decode("cp1252", "replace"), "cp1252"


def _delimiter_of(lines: list[str]) -> str:
    """The mark that splits the widest of the first lines into most cells."""
    return max(
        _DELIMITERS, key=lambda mark: max((line.count(mark) for line in lines[:8]), default=0)
    )


def split_lines(lines: Iterable[str], delimiter: str, *, strict: bool = False) -> "Reader":
    """Lines as cells. Quotation marks mean something only beside commas and semicolons.

    `strict` raises csv.Error for a quotation mark that is never closed.
    """
    if delimiter in ",;":
        return csv.reader(lines, delimiter=delimiter, strict=strict)
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
