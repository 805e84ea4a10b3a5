"""What all tidy files of Explore Education Statistics share: places, years and symbols (Brief 4.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.england.groups import group_called
from course_tools.casework.england.identity import (
    ENGLAND,
    authority_of,
    school_numbers,
    school_year_of,
)
from course_tools.casework.england.places import blanked
from course_tools.casework.england.tidy_places import of_type, places_of
from course_tools.casework.marks import Column, Marks, constant, joined
from course_tools.casework.sheet import Sheet
from course_tools.casework.tidy import Remark, Status
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

# "low" and "k" stand for a number above 0 that rounds to 0. It is not 0 and it is not hidden to
# protect anybody: the publisher has left the number itself out.
MARKS: Marks = {
    "z": Status.NOT_APPLICABLE,
    "x": Status.NOT_PUBLISHED,
    "c": Status.SUPPRESSED,
    "low": Status.NOT_PUBLISHED,
    "k": Status.NOT_PUBLISHED,
    "u": Status.TOO_FEW,
    ":": Status.NOT_PUBLISHED,
    "~": Status.NOT_PUBLISHED,
}
SYMBOLS = (
    Remark(
        "Symbols of the department: z not applicable, x not available, c hidden to protect pupils, "
        "u unreliable, low or k above 0 but so small that it rounds to 0. None of them is a 0.",
    ),
    Remark(
        "Not every release uses the symbols in the same way: one used x for not applicable and z for "
        "unknown. The release's own guidance decides what they mean; look there before you say why "
        "a number is missing.",
        care=True,
    ),
)
_SCHOOL = ("school_urn", "urn")
_TYPES = (
    "education_phase",
    "phase_type_grouping",
    "phase-type_grouping",
    "phase-type grouping",
)
COLUMNS = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "region_code",
    "region_name",
    "old_la_code",
    "la_code",
    "la_name",
    *_SCHOOL,
    "school_laestab",
    "laestab",
    "school_name",
    "school",
    *_TYPES,
    "school_type",
    "breakdown_topic",
    "breakdown",
    "characteristic_group",
    "characteristic",
    "sex",
)


@dataclass(frozen=True)
class Who:
    """What every row of a tidy file is about: place, period and group have one entry a row."""

    place: Column
    period: Column | str
    group: Column
    keep: "NDArray[np.bool_]"
    places: "pd.DataFrame"
    remarks: tuple[Remark, ...]


def who(sheet: Sheet, columns: Mapping[str, Column], period: str) -> Who:
    """Places, periods and groups of a tidy file. Raises FileNotRead when no row is understood."""
    rows = len(next(iter(columns.values())))
    blank = constant("", rows)
    urns = next((columns[name] for name in _SCHOOL if name in columns), blank)
    levels = columns.get("geographic_level", blank).each(str.casefold)
    # A file of schools alone has no column of levels.
    schools = levels.is_one_of(("school",)) | (levels.is_one_of(("",)) & ~urns.is_one_of(("",)))
    numbers = school_numbers(urns, schools, sheet.file.name)
    authority = columns.get("old_la_code", columns.get("la_code", blank)).each(authority_of)
    region = columns.get("region_code", blank)
    types = next(
        (columns[name] for name in _TYPES if name in columns),
        columns.get("school_type", blank),
    )
    of_area = {
        "local authority": levels.is_one_of(("local authority",)) & ~authority.is_one_of(("",)),
        "region": levels.is_one_of(("regional",)) & ~region.is_one_of(("",)),
        "nation": levels.is_one_of(("national",)),
    }
    ids = {
        "local authority": of_type(authority, types),
        "region": of_type(region, types),
        "nation": of_type(constant(ENGLAND, rows), types),
    }
    place = joined(
        blanked(numbers.ids, numbers.good),
        *(blanked(ids[level], of_area[level]) for level in of_area),
    ).each(str)
    sheet.says_year = "time_period" in columns
    years, year_rows, year_remarks = _periods(columns, period, rows, sheet.file.name)
    known = numbers.good | of_area["local authority"] | of_area["region"] | of_area["nation"]
    if not (known & year_rows).any():
        raise FileNotRead(
            f"{sheet.file.name} has no row about a school, a local authority, a region or England "
            "that the workbook understands. Download the file again and leave it as it comes."
        )
    other = int((~known & ~schools).sum())
    return Who(
        place,
        years,
        _groups(columns, rows),
        known & year_rows,
        places_of(columns, numbers.ids, numbers.good, of_area, ids, types),
        (*numbers.remarks, *year_remarks, *_about_levels(other)),
    )


def _periods(
    columns: Mapping[str, Column], period: str, rows: int, file_name: str
) -> "tuple[Column | str, NDArray[np.bool_], list[Remark]]":
    everywhere = np.ones(rows, dtype=bool)
    if "time_period" not in columns:
        return period, everywhere, []
    years = columns["time_period"].each(school_year_of)
    good = ~years.is_one_of(("",))
    if not good.any():
        printed = columns["time_period"].texts[0]
        raise FileNotRead(
            f"In {file_name}, the column time_period says “{printed:.20}” where a school year such "
            "as 202324 belongs. A program has changed it: download the file again."
        )
    remarks = []
    if lost := int((~good).sum()):
        word = "1 row was" if lost == 1 else f"{lost:,} rows were"
        remarks.append(
            Remark(f"{word} left out: the school year in them cannot be read.", care=True)
        )
    identifiers = columns.get("time_identifier")
    if identifiers is None:
        return years, good, remarks
    parts = {text for text in identifiers.texts if text}
    if len(parts) == 1 and next(iter(parts)).casefold() != "academic year":
        remarks.append(
            Remark(
                f"Its numbers are of “{next(iter(parts))}”, not of a whole school year. Compare only "
                "with files of the same part of the year.",
                care=True,
            )
        )
    if len(parts) > 1:
        both = joined(years, identifiers, by="\n")
        years = both.each(lambda text: _part_of_year(*text.split("\n", 1)))
    return years, good, remarks


def _part_of_year(year: str, part: str) -> str:
    return year if part.casefold() in ("academic year", "") or not year else f"{year}, {part}"


def _groups(columns: Mapping[str, Column], rows: int) -> Column:
    """All that a row says about its pupils, in our words where we have them."""
    named = [columns[name] for name in ("breakdown", "characteristic", "sex") if name in columns]
    if not named:
        return constant(group_called(""), rows)
    return joined(*named, by="\n").each(_group_of)


def _group_of(printed: str) -> str:
    everyone = group_called("")
    parts = [group_called(part) for part in printed.split("\n")]
    said = list(dict.fromkeys(part for part in parts if part != everyone))
    return ", ".join(said) or everyone


def _about_levels(rows: int) -> Iterable[Remark]:
    if rows:
        word = "1 row was" if rows == 1 else f"{rows:,} rows were"
        yield Remark(
            f"{word} left out: they are about other areas than schools, local authorities, regions "
            "and England."
        )
