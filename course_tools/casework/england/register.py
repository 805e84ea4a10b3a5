"""Get Information About Schools: the register of every school in England (Brief 4.2).

The file names head teachers. Those columns are never read.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.england.identity import (
    authority_of,
    cleaned,
    date_of,
    laestabs,
    school_numbers,
    school_year_at,
)
from course_tools.casework.england.places import authorities, first_of_each, rows_of, together
from course_tools.casework.england.wide import Cell, WideTable, names_in, refuse_without
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column, Marks, constant
from course_tools.casework.remarks import about_table
from course_tools.casework.sheet import Sheet
from course_tools.casework.table import TidyTable
from course_tools.casework.tidy import OGL, Measure, PublishedFile, Remark, Source, Status

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_SOURCE = Source(
    "Get Information About Schools: register", "Department for Education, England", OGL
)
MARKS: Marks = {"SUPP": Status.SUPPRESSED, "NA": Status.NOT_APPLICABLE}
_CELLS = (
    Cell(
        "NumberOfPupils",
        Measure("pupils", "Pupils on roll", "count", "pupils", decimals=0, describes=True),
    ),
    Cell(
        "SchoolCapacity",
        Measure("capacity", "Places for pupils", "count", "places", decimals=0),
    ),
    Cell(
        "PercentageFSM",
        Measure(
            "fsm-eligible",
            "Eligible for free school meals",
            base="pupils that the department counts for this measure",
            counts="published",
            decimals=2,
            describes=True,
            definition="From the school census. The number of pupils it was counted from is not in "
            "the register; it is given where only one number fits the percentage.",
        ),
        base=("NumberOfPupils",),
        count="FSM",
        base_hidden=True,
    ),
)
# Column of the register -> column of places.
_KNOWN = {
    "TypeOfEstablishment (name)": "school_type",
    "GOR (name)": "region",
    "Trusts (name)": "trust",
    "LSOA (code)": "lsoa",
}
_NAMES = (
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentNumber",
    "EstablishmentName",
    "EstablishmentStatus (name)",
    "PhaseOfEducation (name)",
    "OpenDate",
    "CloseDate",
    "CensusDate",
    *_KNOWN,
)
_REMARKS = (
    Remark(
        "About half of the register are schools that have closed. They say “closed” here; leave "
        "them out when you count schools."
    ),
    Remark(
        "A school that becomes an academy gets a new URN, and its history stays under the old one. "
        "“Same number as” names schools with the same number in the same authority, often the one "
        "before or after. Check it on the school's page of the register."
    ),
    Remark(
        "Names of head teachers are in this file. They were not read, and are kept nowhere here."
    ),
    Remark(
        "Free school meals are a snapshot of one census day. The small area (LSOA) says where the "
        "school stands, not where its pupils live."
    ),
)


def _read(sheet: Sheet, period: str) -> PublishedFile:
    columns = sheet.columns_if_there([*_NAMES, *names_in(_CELLS)])
    refuse_without(sheet, _SOURCE.title, [cell.column for cell in _CELLS], columns)
    rows = len(columns["URN"])
    numbers = school_numbers(columns["URN"], np.ones(rows, dtype=bool), sheet.file.name)
    counted = columns.get("CensusDate", constant("", rows)).each(date_of)
    latest = school_year_at(max(counted.texts, default="")) or period
    sheet.says_year = any(counted.texts)
    table = TidyTable(_SOURCE, sheet.file.name)
    wide = WideTable(
        table,
        columns,
        MARKS,
        numbers.ids,
        counted.each(lambda date: school_year_at(date) or latest),
        numbers.good,
    )
    wide.add(_CELLS)
    unfit = wide.remarks(sheet.file.name)
    tidy, repeats = table.finished()
    remarks = (*numbers.remarks, *about_table(tidy, repeats), *unfit, *_REMARKS)
    return PublishedFile(
        sheet.file.name,
        "england-register",
        _SOURCE,
        tidy,
        _places(columns, numbers.ids, numbers.good),
        table.measures,
        remarks,
    )


def _places(
    columns: Mapping[str, Column], ids: Column, good: "NDArray[np.bool_]"
) -> "pd.DataFrame":
    blank = constant("", len(ids))
    authority = columns.get("LA (code)", blank).each(authority_of)
    laestab = laestabs(authority, columns.get("EstablishmentNumber", blank))
    schools = rows_of(
        ids,
        good,
        {
            "name": cleaned(columns["EstablishmentName"]),
            "level": "school",
            "part_of": authority,
            "phase": columns.get("PhaseOfEducation (name)", blank).each(_phase_of),
            "status": columns["EstablishmentStatus (name)"].each(_status_of),
            **{own: cleaned(columns.get(name, blank)) for name, own in _KNOWN.items()},
            "laestab": laestab,
            "opened": columns.get("OpenDate", blank).each(date_of),
            "closed": columns.get("CloseDate", blank).each(date_of),
        },
    )
    schools["same_number_as"] = _same_number(schools)
    for name in ("NumberOfPupils", "SchoolCapacity"):
        if name in columns:
            first = np.sort(first_of_each(ids.codes[good], len(ids.texts)))
            values = columns[name].numbers(MARKS).values[good][first]
            schools["pupils" if name == "NumberOfPupils" else "capacity"] = values
    return together(schools, authorities(authority, good, columns.get("LA (name)"), ""))


def _same_number(schools: "pd.DataFrame") -> "pd.Series[str]":
    """Other schools of the register with the same authority and number, parted by spaces."""
    import pandas as pd  # noqa: PLC0415

    shared = schools["laestab"][schools["laestab"].duplicated(keep=False)]
    shared = shared[shared != ""]
    alike: dict[str, list[str]] = {}
    for own, number in zip(shared.index, shared, strict=True):
        alike.setdefault(number, []).append(own)
    others = {
        own: " ".join(other for other in ids if other != own)
        for ids in alike.values()
        for own in ids
    }
    return pd.Series(others, dtype="str").reindex(schools.index, fill_value="")


def _phase_of(words: str) -> str:
    folded = words.casefold()
    if "deemed" in folded:
        return folded.rpartition(" ")[2]
    known = ("nursery", "primary", "secondary", "all-through", "16 plus")
    return next((phase for phase in known if phase in folded), "")


def _status_of(words: str) -> str:
    """ "Open, but proposed to close" is open; "Proposed to open" is neither."""
    folded = words.casefold()
    return next((status for status in ("open", "closed") if folded.startswith(status)), "")


KINDS = (
    Kind(
        "england-register",
        _SOURCE.title,
        ("URN", "EstablishmentName", "EstablishmentStatus (name)", "LA (code)"),
        _read,
    ),
)
