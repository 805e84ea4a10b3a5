"""What each row of a performance table is about: a school, a local authority, or England."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.england.identity import (
    ENGLAND,
    STATE_FUNDED,
    SchoolNumbers,
    authority_of,
    cleaned,
    laestabs,
    school_numbers,
    whole_number,
)
from course_tools.casework.england.places import authorities, blanked, rows_of, together
from course_tools.casework.marks import Column, constant, joined
from course_tools.casework.tidy import Remark
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

COLUMNS = ("RECTYPE", "LEA", "LA", "ESTAB", "URN", "SCHNAME", "LANAME", "TOWN", "NFTYPE")


@dataclass(frozen=True)
class RecordTypes:
    """What the numbers in RECTYPE mean; each key stage has its own.

    `nation`: RECTYPE -> place id. `phase` is that of its mainstream schools.
    """

    schools: tuple[str, ...]
    authority: str
    nation: Mapping[str, str]
    phase: str


@dataclass(frozen=True)
class Who:
    """What every row is about. `nation` is the id of the nation in its rows, else ""."""

    numbers: SchoolNumbers
    authority: Column
    nation: Column
    areas: "NDArray[np.bool_]"
    schools: "NDArray[np.bool_]"
    special: "NDArray[np.bool_]"

    @property
    def nations(self) -> "NDArray[np.bool_]":
        """The rows about England."""
        return ~self.nation.is_one_of([""])

    @cached_property
    def known(self) -> "NDArray[np.bool_]":
        """The rows that are about something."""
        return self.numbers.good | self.areas | self.nations

    @cached_property
    def place(self) -> Column:
        """The id of the place in every row, "" where nobody can tell."""
        return joined(
            blanked(self.numbers.ids, self.numbers.good),
            blanked(self.authority, self.areas),
            self.nation,
        ).each(str)


def who_is_in(record_types: RecordTypes, columns: Mapping[str, Column], file_name: str) -> Who:
    """What every row is about. Raises FileNotRead when that cannot be told of any row."""
    kinds = columns["RECTYPE"].each(whole_number)
    blank = constant("", len(kinds))
    schools = kinds.is_one_of(record_types.schools)
    authority = columns.get("LEA", columns.get("LA", blank)).each(authority_of)
    who = Who(
        school_numbers(columns["URN"], schools, file_name),
        authority,
        kinds.each(lambda kind: record_types.nation.get(kind, "")),
        kinds.is_one_of([record_types.authority]) & ~authority.is_one_of([""]),
        schools,
        kinds.is_one_of(("2",)),
    )
    if not who.known.any():
        raise FileNotRead(
            f"{file_name} has no row that the workbook understands: RECTYPE, which says what a row "
            "is about, has none of its usual numbers. Download the file again and leave it as it "
            "comes."
        )
    return who


def places_of(record_types: RecordTypes, columns: Mapping[str, Column], who: Who) -> "pd.DataFrame":
    """Schools, their authorities, and England.

    A school is part of its authority, that of England's state-funded schools, these of all schools.
    """
    blank = constant("", len(who.authority))
    laestab = laestabs(who.authority, columns.get("ESTAB", blank))
    nations = [id_ for id_ in (STATE_FUNDED, ENGLAND) if id_ in who.nation.texts]
    return together(
        rows_of(
            who.place,
            who.numbers.good,
            {
                "name": cleaned(columns.get("SCHNAME", blank)),
                "level": "school",
                "part_of": who.authority,
                "phase": Column(who.special.astype(np.int32), (record_types.phase, "special")),
                "school_type": columns.get("NFTYPE", blank),
                "town": cleaned(columns.get("TOWN", blank)),
                "laestab": laestab,
            },
        ),
        authorities(
            who.authority,
            who.numbers.good | who.areas,
            columns.get("LANAME"),
            next(iter(nations), ""),
        ),
        rows_of(
            who.nation,
            who.nations,
            {
                "name": who.nation,
                "level": "nation",
                "part_of": who.nation.each(
                    lambda id_: ENGLAND if id_ == STATE_FUNDED and ENGLAND in nations else ""
                ),
            },
        ),
    )


def about_rows(who: Who) -> list[Remark]:
    """What to say of rows that were left out, and of a file without England."""
    found = []
    if unknown := int((~who.known & ~who.schools).sum()):
        rows = "1 row was" if unknown == 1 else f"{unknown:,} rows were"
        found.append(
            Remark(
                f"{rows} left out: RECTYPE, which says whether a row is a school, an area or "
                "England, has a number that the workbook does not know.",
                care=True,
            )
        )
    if not who.nations.any():
        found.append(
            Remark(
                "There is no row for England. Either you downloaded one area without it, or the "
                "download broke off before the end. With it you can compare more."
            )
        )
    return found
