"""The school information file ("spine") of the performance tables: names, places, closures.

Which local authority a school is in stands under `LA` here and under `LEA` in the results files.
"""

from collections.abc import Mapping

import numpy as np

from course_tools.casework.england.identity import (
    authority_of,
    cleaned,
    date_of,
    laestabs,
    school_numbers,
)
from course_tools.casework.england.places import authorities, rows_of, together
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column, constant, joined
from course_tools.casework.sheet import Sheet
from course_tools.casework.table import TidyTable
from course_tools.casework.tidy import OGL, PublishedFile, Remark, Source

_SOURCE = Source("School information, performance tables", "Department for Education, England", OGL)
_NAMES = (
    "URN",
    "LA",
    "LEA",
    "LANAME",
    "ESTAB",
    "LAESTAB",
    "SCHNAME",
    "TOWN",
    "SCHSTATUS",
    "CLOSEDATE",
    "OPENDATE",
    "MINORGROUP",
    "SCHOOLTYPE",
    "NFTYPE",
    "ISPRIMARY",
    "ISSECONDARY",
    "GENDER",
    "RELCHAR",
    "RELDENOM",
)


def _read(sheet: Sheet, period: str) -> PublishedFile:
    columns = sheet.columns_if_there(_NAMES)
    rows = len(columns["URN"])
    blank = constant("", rows)
    numbers = school_numbers(columns["URN"], np.ones(rows, dtype=bool), sheet.file.name)
    authority = columns.get("LA", columns.get("LEA", blank)).each(authority_of)
    places = together(
        rows_of(numbers.ids, numbers.good, _about_schools(columns, authority, blank)),
        authorities(authority, numbers.good, columns.get("LANAME"), ""),
    )
    table = TidyTable(_SOURCE, sheet.file.name)
    tidy, _ = table.finished()
    remarks = (
        *numbers.remarks,
        Remark(
            "This file says what the schools are called, where they are and which are closed. It "
            "has no numbers about pupils."
        ),
    )
    return PublishedFile(
        sheet.file.name, "england-schools", _SOURCE, tidy, places, table.measures, remarks
    )


def _about_schools(
    columns: Mapping[str, Column], authority: Column, blank: Column
) -> "Mapping[str, Column | str]":
    built = laestabs(authority, columns.get("ESTAB", blank))
    stages = joined(columns.get("ISPRIMARY", blank), columns.get("ISSECONDARY", blank), by="/")
    closing = columns.get("CLOSEDATE", blank).each(date_of)
    status = joined(columns.get("SCHSTATUS", blank), columns.get("CLOSEDATE", blank), by="\n")
    return {
        "name": cleaned(columns["SCHNAME"]),
        "level": "school",
        "part_of": authority,
        "phase": stages.each(
            lambda both: {"1/0": "primary", "0/1": "secondary", "1/1": "all-through"}.get(both, "")
        ),
        "status": status.each(_open_or_closed),
        "school_type": cleaned(columns.get("SCHOOLTYPE", columns.get("NFTYPE", blank))),
        "group_of_types": cleaned(columns.get("MINORGROUP", blank)),
        "town": cleaned(columns.get("TOWN", blank)),
        "religion": cleaned(columns.get("RELCHAR", columns.get("RELDENOM", blank))),
        "laestab": built,
        "opened": columns.get("OPENDATE", blank).each(date_of),
        "closed": closing,
    }


def _open_or_closed(status_and_date: str) -> str:
    """By the status where the file has one ("Open, but proposed to close"), else by the date."""
    status, _, closing = status_and_date.partition("\n")
    if status:
        return (
            "open"
            if status.casefold().startswith("open")
            else "closed" * (status.casefold().startswith("closed"))
        )
    return "closed" if closing else "open"


KINDS = (
    Kind(
        "england-schools",
        _SOURCE.title,
        ("URN", "SCHNAME", "ESTAB", ("MINORGROUP", "SCHSTATUS"), "ISPRIMARY"),
        _read,
    ),
)
