"""Says when a file breaks off in the middle, and when rows have run together into one cell."""

import codecs

from course_tools.casework.opening import Opened
from course_tools.errors import FileNotRead

_BLOCK = 4 << 20  # bytes read at a time
_END = 65536


def ends_with_line_end(file: Opened) -> bool:
    """Whether the last line is closed. Some publishers leave that out; a broken download does too."""
    return _end_of(file, 1) in (b"\n", b"\r")


def is_utf8(file: Opened) -> bool:
    """Whether all of a file is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with file.path.open("rb") as whole:
        try:
            while block := whole.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def refuse_half_row(file: Opened, text: str) -> None:
    """Raises FileNotRead when this row, which is too short, is the end of the file."""
    end = _end_of(file, _END).decode("utf-8", "replace")
    if end.rstrip("\r\n").endswith(text.rstrip("\r\n")):
        raise FileNotRead(
            f"{file.name} stops in the middle of its last row: the download broke off, or the disk "
            "was full. Download it again. Half a file gives wrong totals."
        )


def has_quotation_mark(file: Opened) -> bool:
    """Whether there is a quotation mark anywhere in a file."""
    with file.path.open("rb") as whole:
        while block := whole.read(_BLOCK):
            if b'"' in block:
                return True
    return False


def count_of_lines(file: Opened, above: int) -> int:
    """Lines that are not blank, without the first `above`."""
    with file.path.open("rb") as whole:
        for _ in range(above):
            whole.readline()
        return sum(not line.isspace() for line in whole)


def refuse_run_together(file: Opened, lines: int | None, rows: int) -> int:
    """How many lines are inside a cell of another row. Raises FileNotRead when that is many.

    One quotation mark out of place can make half a file into one cell, and nobody would see it.
    """
    if lines is None or lines <= rows:
        return 0
    if lines - rows > max(5, rows // 100):
        raise FileNotRead(
            f"In {file.name}, {lines - rows:,} lines have run together into a few cells: a quotation "
            "mark is missing or out of place, and rows would be lost without a word. Download it "
            "again and leave it as it comes."
        )
    return lines - rows


def _end_of(file: Opened, size: int) -> bytes:
    whole_size = file.path.stat().st_size
    with file.path.open("rb") as whole:
        whole.seek(max(0, whole_size - size))
        return whole.read()
