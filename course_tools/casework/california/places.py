"""Places of California: county-district-school codes (CDS), and what is part of what (Brief 4.3)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.marks import Column, joined
from course_tools.casework.tidy import Remark

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

STATE = "0" * 14
WIDTHS = (2, 5, 7)  # digits of the county, district and school code


@dataclass(frozen=True)
class Coded:
    """Place ids of 14 digits, one a row, and what had to be mended in them."""

    place: Column
    remarks: tuple[Remark, ...]


def coded(county: Column, district: Column, school: Column) -> Coded:
    """Place ids from three codes. A blank code is a row for the whole county, district or state."""
    mended, strange = 0, 0
    parts = []
    for column, width in zip((county, district, school), WIDTHS, strict=True):
        bad = [text for text in column.texts if not _is_code(text, width)]
        short = [text for text in column.texts if text not in bad and 0 < len(text) < width]
        mended += int(column.is_one_of(short).sum())
        strange += int(column.is_one_of(bad).sum())
        parts.append(column.each(lambda text, width=width: _filled(text, width)))
    return Coded(joined(*parts).each(str), _about_codes(mended, strange))


def coded_whole(cds: Column) -> Coded:
    """Place ids from one code of 14 digits; a spreadsheet may have dropped its first 0."""
    short = [text for text in cds.texts if _has_lost_a_zero(text)]
    bad = [text for text in cds.texts if text not in short and not _is_whole(text)]
    place = cds.each(lambda text: text.zfill(14) if _has_lost_a_zero(text) else text)
    return Coded(
        place, _about_codes(int(cds.is_one_of(short).sum()), int(cds.is_one_of(bad).sum()))
    )


def _has_lost_a_zero(cds: str) -> bool:
    """County codes below 10 begin with one 0; the state is 0 throughout."""
    return cds.isdecimal() and (len(cds) == 13 or (len(cds) < 14 and not cds.strip("0")))


def _is_whole(cds: str) -> bool:
    return len(cds) == 14 and cds.isdecimal()


def _is_code(text: str, width: int) -> bool:
    return not text or (text.isdecimal() and len(text) <= width)


def _filled(text: str, width: int) -> str:
    return text.zfill(width) if _is_code(text, width) else text


def _about_codes(mended: int, strange: int) -> tuple[Remark, ...]:
    found = []
    if mended:
        found.append(
            Remark(
                f"{mended:,} codes had lost a 0 at the beginning, as happens in a spreadsheet. It "
                "was put back. A fresh download is safer."
            )
        )
    if strange:
        found.append(
            Remark(
                f"{strange:,} codes of counties, districts or schools are not codes any more: a "
                "spreadsheet has changed them. Download the file again and leave it as it comes.",
                care=True,
            )
        )
    return tuple(found)


def level_of(cds: str) -> str:
    """Which level a place id is of: school, district, county, state; "area" for no such id."""
    if not _is_whole(cds):
        return "area"
    if cds == STATE:
        return "state"
    if cds[7:].strip("0"):
        return "school"
    return "district" if cds[2:7].strip("0") else "county"


def part_of(cds: str) -> str:
    """The place that a place belongs to: school, district, county, state, and then nothing."""
    match level_of(cds):
        case "school":
            return f"{cds[:7]}0000000"
        case "district":
            return f"{cds[:2]}000000000000"
        case "county":
            return STATE
        case _:
            return ""


def first_rows(place: Column) -> "NDArray[np.int64]":
    """For every text of a column, the first row that has it; -1 where none has."""
    first = np.full(len(place.texts), -1, dtype=np.int64)
    first[place.codes[::-1]] = np.arange(len(place.codes) - 1, -1, -1)
    return first


def places_of(
    place: Column, names: "dict[str, Column]", more: "dict[str, Column] | None" = None
) -> "pd.DataFrame":
    """The places of a file. `names` has a column for each level that has names, and by level.

    `more` are further columns, taken from the first row of each place.
    """
    import pandas as pd  # noqa: PLC0415 - only when a file is read

    first = first_rows(place)
    ids = [(text, row) for text, row in zip(place.texts, first.tolist(), strict=True) if row >= 0]
    further = more or {}
    table = pd.DataFrame(
        {
            "name": [_name(cds, row, names) for cds, row in ids],
            "level": [level_of(cds) for cds, _ in ids],
            "part_of": [part_of(cds) for cds, _ in ids],
            "phase": "",
            "status": "",
            **{
                column: [kept.texts[kept.codes[row]] for _, row in ids]
                for column, kept in further.items()
            },
        },
        index=pd.Index([cds for cds, _ in ids], dtype=str, name="place"),
        dtype=str,
    )
    return table


def _name(cds: str, row: int, names: "dict[str, Column]") -> str:
    level = level_of(cds)
    if level == "state":
        return "California"
    column = names.get(level)
    return column.texts[column.codes[row]] if column is not None else ""
