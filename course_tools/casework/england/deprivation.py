"""English Indices of Deprivation, File 7, of 2015, 2019 and 2025 (Brief 4.2)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.england.identity import cleaned
from course_tools.casework.england.places import rows_of, together
from course_tools.casework.england.wide import refuse_without
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column, constant
from course_tools.casework.remarks import about_table
from course_tools.casework.sheet import Sheet
from course_tools.casework.table import TidyTable
from course_tools.casework.tidy import OGL, Measure, PublishedFile, Remark, Source
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    from numpy.typing import NDArray

_IMD = "Index of Multiple Deprivation (IMD)"
_IDACI = "Income Deprivation Affecting Children Index (IDACI)"
_DECILE = "Decile (where 1 is most deprived 10% of LSOAs)"
_RANK = "Rank (where 1 is most deprived)"
_DISTRICT = "Local Authority District {} ({})"


@dataclass(frozen=True)
class _Edition:
    """An edition is known by the years of its small areas and of its districts."""

    year: str
    areas: str
    districts: str
    publisher: str


_EDITIONS = (
    _Edition("2015", "2011", "2013", "Department for Communities and Local Government"),
    _Edition("2019", "2011", "2019", "Ministry of Housing, Communities and Local Government"),
    _Edition("2025", "2021", "2024", "Ministry of Housing, Communities and Local Government"),
)


def _cut_short(name: str) -> tuple[str, ...]:
    """A name, and the same with its last letters cut off, as in some spreadsheets of 2025."""
    return tuple(name[: len(name) - cut] for cut in range(3))


def _ordinal(id_: str, words: str, unit: str, definition: str) -> Measure:
    return Measure(id_, words, unit, "small areas", decimals=0, definition=definition)


_TENTH = "1: among the most deprived tenth of small areas in England; 10: the least deprived tenth."
_PLACE = "1 is the most deprived small area in England."
_COLUMNS = (
    (
        _cut_short(f"{_IMD} {_DECILE}"),
        _ordinal("deprivation-tenth", "Deprivation: tenth", "tenth", _TENTH),
    ),
    (
        _cut_short(f"{_IMD} {_RANK}"),
        _ordinal("deprivation-rank", "Deprivation: rank", "rank", _PLACE),
    ),
    (
        (f"{_IDACI} Score (rate)",),
        Measure(
            "child-poverty",
            "Children in families with low income",
            base="children aged 0 to 15 in the small area",
            more_is="worse",
            definition="Share of children aged 0 to 15 whose family has a low income.",
        ),
    ),
    (
        _cut_short(f"{_IDACI} {_DECILE}"),
        _ordinal("child-poverty-tenth", "Children in low-income families: tenth", "tenth", _TENTH),
    ),
    (
        _cut_short(f"{_IDACI} {_RANK}"),
        _ordinal("child-poverty-rank", "Children in low-income families: rank", "rank", _PLACE),
    ),
)


def _read(sheet: Sheet, period: str) -> PublishedFile:
    edition = _edition(sheet)
    sheet.says_year = True
    source = Source(f"English Indices of Deprivation {edition.year}", edition.publisher, OGL)
    code = f"LSOA code ({edition.areas})"
    name = f"LSOA name ({edition.areas})"
    district, called = (_DISTRICT.format(what, edition.districts) for what in ("code", "name"))
    asked = [one for names, _ in _COLUMNS for one in names]
    columns = sheet.columns_if_there([code, name, district, called, *asked])
    refuse_without(sheet, source.title, asked, columns)
    place = columns[code].each(_area_code)
    keep = ~place.is_one_of(("",))
    if not keep.any():
        raise FileNotRead(
            f"In {sheet.file.name}, no code of a small area can be read: they begin with E and have "
            "eight digits. Download the file again."
        )
    table = TidyTable(source, sheet.file.name)
    for names, measure in _COLUMNS:
        found = next((columns[one] for one in names if one in columns), None)
        if found is None:
            continue
        numbers = found.numbers({}, only=_fits(measure)).where(keep)
        table.add(
            measure,
            numbers,
            place=place.where(keep),
            period=edition.year,
            group="children aged 0 to 15" if measure.unit == "share" else "everybody",
        )
    tidy, repeats = table.finished()
    blank = constant("", len(place))
    parts = columns.get(district, blank)
    places = together(
        rows_of(
            place,
            keep,
            {
                "name": cleaned(columns.get(name, place)),
                "level": "area",
                "part_of": parts,
                "lsoa_year": edition.areas,
            },
        ),
        rows_of(
            parts,
            keep & ~parts.is_one_of(("",)),
            {"name": cleaned(columns.get(called, parts)), "level": "district"},
        ),
    )
    remarks = (*about_table(tidy, repeats), *_about(edition, place, keep))
    return PublishedFile(
        sheet.file.name, "england-deprivation", source, tidy, places, table.measures, remarks
    )


def _edition(sheet: Sheet) -> _Edition:
    """By the year of its districts; by that of its small areas where the districts are not there."""
    for edition in _EDITIONS:
        if sheet.header.has(_DISTRICT.format("code", edition.districts)):
            return edition
    areas = "2021" if sheet.header.has("LSOA code (2021)") else "2011"
    if areas == "2021":
        return _EDITIONS[-1]
    raise FileNotRead(
        f"{sheet.file.name} does not say which edition of the Indices it is: the column of local "
        "authority districts is missing. Download File 7 again and leave it as it comes."
    )


def _area_code(text: str) -> str:
    return text if len(text) == 9 and text[0] == "E" and text[1:].isdigit() else ""


def _fits(measure: Measure) -> Callable[[float], bool]:
    if measure.unit == "share":
        return lambda number: 0 <= number <= 1
    if measure.unit == "tenth":
        return lambda number: number in range(1, 11)
    return lambda number: number >= 1 and number.is_integer()


def _about(edition: _Edition, place: Column, keep: "NDArray[np.bool_]") -> tuple[Remark, ...]:
    lost = int((~keep).sum())
    word = "1 row was" if lost == 1 else f"{lost:,} rows were"
    return (
        *((Remark(f"{word} left out: they name no small area in England.", True),) if lost else ()),
        Remark(
            f"The small areas (LSOA) are those of {edition.areas}. The Indices of 2019 use areas of "
            "2011 and those of 2025 areas of 2021; some were cut anew. Link a school by a code of "
            "the same year, and do not subtract one edition's tenths or ranks from another's.",
            care=True,
        ),
        Remark(
            "Rank 1 and tenth 1 are the most deprived. It says how an area stands beside others, not "
            "how poor a family is, and it describes where a school stands, not where its pupils live."
        ),
    )


KINDS = (
    Kind(
        "england-deprivation",
        "English Indices of Deprivation, File 7",
        (
            ("LSOA code (2021)", "LSOA code (2011)"),
            (*_cut_short(f"{_IMD} {_DECILE}"), *_cut_short(f"{_IMD} {_RANK}")),
            (f"{_IDACI} Score (rate)", *_cut_short(f"{_IDACI} {_DECILE}")),
        ),
        _read,
    ),
)
