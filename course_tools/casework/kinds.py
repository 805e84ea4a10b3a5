"""The kinds of file that can be read, each recognized by its columns and never by its name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from course_tools.casework.header import Header
from course_tools.casework.opening import Opened
from course_tools.casework.sheet import Sheet
from course_tools.casework.tidy import PublishedFile
from course_tools.errors import FileNotRead

_FIRST_LINES = 12  # how far down a line of column names is looked for
# Each has KINDS, a sequence of Kind.
_MODULES = (
    "course_tools.casework.england.register",
    "course_tools.casework.england.results",
    "course_tools.casework.england.census",
    "course_tools.casework.england.information",
    "course_tools.casework.england.statistics",
    "course_tools.casework.england.characteristics",
    "course_tools.casework.england.inspection",
    "course_tools.casework.england.deprivation",
    "course_tools.casework.california.caaspp",
    "course_tools.casework.california.state_files",
    "course_tools.casework.california.dashboard",
    "course_tools.casework.federal.assessments",
    "course_tools.casework.federal.civil_rights",
    "course_tools.casework.federal.membership",
)


@dataclass(frozen=True)
class Kind:
    """One kind of file. `needs` are columns that together only this kind has.

    `needs` may give several names for one column, in a tuple. `but_not` are columns that tell it
    from a similar kind. `read` gets the sheet and the school year to fall back on, "" when nobody
    said one.
    """

    id: str
    title: str
    needs: tuple[str | tuple[str, ...], ...]
    read: Callable[[Sheet, str], PublishedFile]
    but_not: tuple[str, ...] = ()

    def lacking(self, header: Header) -> list[str]:
        """Those of its columns that are not there, by their first name."""
        named = [(need,) if isinstance(need, str) else need for need in self.needs]
        return [names[0] for names in named if header.place_of(*names) is None]

    def is_kind_of(self, header: Header) -> bool:
        """Whether this header is of this kind."""
        return not self.lacking(header) and header.place_of(*self.but_not) is None


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Every kind; where several fit, the first counts."""
    return tuple(kind for module in _MODULES for kind in import_module(module).KINDS)


def recognize(file: Opened) -> tuple[Kind, Sheet]:
    """The kind of a file and its table, the header found. Raises FileNotRead, saying how near."""
    headers = [
        Header(_wide(file.rows, line), line) for line in range(len(file.rows[:_FIRST_LINES]))
    ]
    for header in headers:
        for kind in all_kinds():
            if kind.is_kind_of(header):
                return kind, Sheet(file, header)
    raise FileNotRead(_not_known(file, headers))


def _wide(rows: Sequence[tuple[str, ...]], line: int) -> tuple[str, ...]:
    """The names in a line, with blank ones added where every row below has empty cells beyond."""
    names = rows[line]
    below = [row for row in rows[line + 1 :] if row]
    wide = min((len(row) for row in below), default=0)
    if wide > len(names) and all(not "".join(row[len(names) :]).strip() for row in below):
        return (*names, *[""] * (wide - len(names)))
    return names


def _not_known(file: Opened, headers: Iterable[Header]) -> str:
    """What the file has, and what the kind nearest to it would need."""
    near = [
        (len(kind.lacking(header)) / len(kind.needs), kind, header)
        for header in headers
        for kind in all_kinds()
        if len(kind.lacking(header)) < len(kind.needs)
    ]
    if near:
        share, kind, header = min(near, key=lambda found: found[0])
        if share < 0.5:
            lacking = ", ".join(kind.lacking(header)[:6])
            return (
                f"{file.name} looks like “{kind.title}”, but these columns are missing: {lacking}. "
                "Either it was changed after the download, or the publisher has changed it. "
                "Download it again and leave it as it comes; if that does not help, tell your staff."
            )
    first = next((row for row in file.rows if any(cell.strip() for cell in row)), ())
    named = ", ".join(cell.strip() for cell in first[:6] if cell.strip())
    return (
        f"{file.name} is none of the files that the workbook knows. Its first line says: "
        f"{named:.160}. See the list of files in the lesson, and what each is called on its "
        "publisher's page."
    )
