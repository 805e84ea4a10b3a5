"""Takes the one table out of a zip or a workbook, or says plainly why it cannot."""

import csv
import shutil
import struct
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any

from course_tools.errors import FileNotRead

LARGEST = 8_000_000_000  # bytes, once unpacked
AGAIN = "Download it again from the publisher's page, and choose the CSV or text version."
# What unpacking a damaged zip can raise.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)


def unpacked(path: Path, member: str, folder: Path) -> tuple[Path, str]:
    """The one table inside a zip or a workbook, written into `folder`, and its name to show."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" in names:
                return _sheet_of(path, path.name, member, folder)
            return _member_of(archive, path.name, member, folder)
    except _DAMAGED as error:
        if isinstance(error, OSError) and error.errno is not None and error.strerror:
            raise FileNotRead(f"{path.name} could not be unpacked: {error.strerror}.") from None
        raise FileNotRead(
            f"{path.name} is damaged or only half there: the download broke off. {AGAIN}"
        ) from None


def _member_of(archive: zipfile.ZipFile, name: str, member: str, folder: Path) -> tuple[Path, str]:
    tables = [
        info
        for info in archive.infolist()
        if info.filename.lower().endswith((".csv", ".txt", ".tsv", ".xlsx"))
        and not info.filename.startswith("__MACOSX")
    ]
    if member:
        tables = [info for info in tables if member in (info.filename, Path(info.filename).name)]
    if not tables:
        raise FileNotRead(f"{name} holds no table{f' called {member}' if member else ''}. {AGAIN}")
    if len(tables) > 1:
        listed = ", ".join(Path(info.filename).name for info in tables[:12])
        raise FileNotRead(
            f"{name} holds {len(tables)} tables: {listed}. Unpack it (double-click, or right-click "
            "and “Extract”), then choose the one you want."
        )
    [info] = tables
    if info.flag_bits & 0x1:
        raise FileNotRead(f"{name} is locked with a password. Ask for one without.")
    if info.file_size > LARGEST or info.file_size > shutil.disk_usage(folder).free - 200_000_000:
        raise FileNotRead(f"{name} would unpack to more than there is room for on this disk.")
    target = folder / ("inside" + Path(info.filename).suffix.lower())
    with archive.open(info) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file, 1 << 20)
    shown = Path(info.filename).name
    if target.suffix == ".xlsx":
        return _sheet_of(target, shown, "", folder)
    return target, shown


def _sheet_of(path: Path, name: str, member: str, folder: Path) -> tuple[Path, str]:
    """A sheet of a workbook as CSV: the one named, or the one with most columns."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only for workbooks

    target = folder / "sheet.csv"
    try:
        # As a file, not by its name: the package refuses a workbook called .csv.
        with path.open("rb") as content:
            book = load_workbook(content, read_only=True, data_only=True)
            sheets = [sheet for sheet in book.worksheets if not member or sheet.title == member]
            for sheet in sheets:
                sheet.reset_dimensions()  # some programs write a wrong size beside the cells
            title = _write_widest(sheets, target) if sheets else ""
            book.close()
    # Inside a damaged workbook anything can be missing, and the package raises whatever it meets.
    except Exception as error:
        raise FileNotRead(
            f"{name} is a spreadsheet that cannot be read ({type(error).__name__}): it is damaged, "
            f"or only half of it arrived. {AGAIN}"
        ) from None
    if not sheets:
        raise FileNotRead(f"{name} has no sheet {f'called {member}' if member else 'of cells'}.")
    return target, f"{name}, sheet “{title}”"


def _write_widest(sheets: list[Any], target: Path) -> str:
    """Writes the sheet with most columns as CSV; gives its title."""
    chosen = max(sheets, key=_width)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for row in chosen.iter_rows():
            writer.writerow([_as_text(cell) for cell in row])
    return str(chosen.title)


def _width(sheet: Any) -> int:
    """How many cells the widest of the first rows has."""
    return max((len(row) for row in sheet.iter_rows(max_row=20, values_only=True)), default=0)


def _as_text(cell: Any) -> str:
    """A cell as its publisher would print it: whole numbers without .0, percentages with %."""
    value = cell.value
    if value is None:
        return ""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and "%" in str(getattr(cell, "number_format", "")):
        return f"{value * 100:.10g}%"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)
