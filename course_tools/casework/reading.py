"""read: one tidy table whatever the file; open_file: the same with places, measures and remarks."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from course_tools.casework.kinds import recognize
from course_tools.casework.opening import Opened, opened
from course_tools.casework.practice import marked_if_invented
from course_tools.casework.sheet import Sheet
from course_tools.casework.tidy import PublishedFile, Remark
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    import pandas as pd

_TWICE = "[ÃÂ][\u0080-\u00bf‚-™]|â€"
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_CHANGED = re.compile(rf"(\d{{1,2}}-({_MONTHS})|({_MONTHS})-\d\d|#[A-Z/0]+[!?]?|#+|[\d.]+E\+\d+)$")
_YEARS = re.compile(r"(?<!\d)(20\d\d)[-_/](?:20)?(\d\d)(?!\d)")
_SIX = re.compile(r"(?<!\d)20(\d\d)(\d\d)(?!\d)")
_ONE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def read(path: str | Path, *, period: str = "", member: str = "") -> "pd.DataFrame":
    """The tidy table of a published file (columns: `casework.COLUMNS`).

    The kind of file is found from its contents. `period`, such as "2018/19", is used where the
    file itself does not say its year. `member` names the file inside a zip or the sheet of a
    workbook. Raises FileNotRead with what is wrong and what to do.
    """
    return open_file(path, period=period, member=member).table


def open_file(path: str | Path, *, period: str = "", member: str = "") -> PublishedFile:
    """A published file with its table, its places, its measures, and what to know first."""
    path = Path(path)
    with opened(path, member) as file:
        kind, sheet = recognize(file)
        _refuse_semicolons(file)
        guessed = "" if period else year_in_name(path.name)
        published = kind.read(sheet, period or guessed)
        remarks = [
            *published.remarks,
            *about_reading(sheet),
            *_about_letters(published),
            *_about_cells(published),
        ]
    periods = set(published.table["period"].cat.categories)
    if guessed and periods == {guessed} and not sheet.says_year:
        remarks.append(
            Remark(
                f"The file does not say its year. Its name does: {guessed}. Is that right?",
                care=True,
            )
        )
    if "" in periods:
        remarks.append(
            Remark(
                "Neither the file nor its name says the year. Say it before you use it.", care=True
            )
        )
    return marked_if_invented(replace(published, name=path.name, remarks=tuple(remarks)))


def _refuse_semicolons(file: Opened) -> None:
    """No publisher that we know parts columns so; a spreadsheet set to decimal commas does."""
    if file.delimiter == ";":
        raise FileNotRead(
            f"{file.name} was saved by a spreadsheet: its columns are parted by semicolons, and 1,234 "
            "may mean 1.234 in it. Download the file again, and do not save it in a spreadsheet."
        )


def about_reading(sheet: Sheet) -> Iterable[Remark]:
    """What to say of how a table was stored."""
    if sheet.left_out:
        rows = "1 row has" if sheet.left_out == 1 else f"{sheet.left_out:,} rows have"
        yield Remark(f"{rows} more cells than there are column names: left out.", care=True)
    if sheet.run_together:
        lines = "1 line is" if sheet.run_together == 1 else f"{sheet.run_together:,} lines are"
        yield Remark(
            f"{lines} inside a cell of another row. Either a name goes over two lines, or a "
            "quotation mark is out of place and a row is lost: compare the number of places.",
            care=True,
        )
    if sheet.open_end:
        yield Remark(
            "The last line has no line end. Some publishers leave it out; it also happens when a "
            "download breaks off. Compare the last row with the publisher's page."
        )
    if sheet.encoding == "cp1252":
        yield Remark("Its letters are stored in the Windows manner; accents were read accordingly.")


def _about_letters(published: PublishedFile) -> Iterable[Remark]:
    """Names such as “ZoÃ« Primary”: UTF-8 that some program took for Windows letters and saved."""
    if "name" not in published.places.columns:
        return
    names = published.places["name"]
    broken = names[names.str.contains(_TWICE, na=False)]
    if len(broken):
        yield Remark(
            f"Accents in names are broken, such as “{broken.iloc[0]:.40}”: a program has saved this "
            "file after the download. Download it again, and do not open it before you choose it "
            "here.",
            care=True,
        )


def _about_cells(published: PublishedFile) -> Iterable[Remark]:
    """Cells such as “05-Jan”, “1.2E+11” and “#REF!”: no publisher prints these, spreadsheets do."""
    changed = [text for text in published.table["printed"].cat.categories if _CHANGED.match(text)]
    if changed:
        yield Remark(
            f"A spreadsheet has changed cells of this file, such as “{changed[0]:.20}”. What stood "
            "there is lost, and other numbers may have been rounded. Download it again, and do not "
            "open it before you choose it here.",
            care=True,
        )


def year_in_name(name: str) -> str:
    """The school year that a file's name speaks of, as "2018/19"; "" when it names none.

    A single year is the one in which the school year ends, as in the publishers' own names.
    """
    found = _YEARS.search(name) or None
    if found and (int(found[1]) + 1) % 100 == int(found[2]):
        return f"{found[1]}/{found[2]}"
    six = _SIX.search(name)
    if six and (int(six[1]) + 1) % 100 == int(six[2]):
        return f"20{six[1]}/{six[2]}"
    one = _ONE.search(name)
    return f"{int(one[1]) - 1}/{int(one[1]) % 100:02}" if one else ""
