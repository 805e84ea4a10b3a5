"""The census file of the performance tables: who comes to each school (Brief 4.2)."""

from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.england.identity import (
    ENGLAND,
    authority_of,
    cleaned,
    laestabs,
    school_numbers,
)
from course_tools.casework.england.places import authorities, blanked, rows_of, together
from course_tools.casework.england.results import MARKS
from course_tools.casework.england.wide import Cell, WideTable, names_in, refuse_without
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column, constant, joined
from course_tools.casework.remarks import about_table
from course_tools.casework.sheet import Sheet
from course_tools.casework.table import TidyTable
from course_tools.casework.tidy import OGL, Measure, PublishedFile, Remark, Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DFE = "Department for Education, England"
_CENSUS = Source("School census, performance tables", _DFE, OGL)
_ON_ROLL = "pupils on roll in January"


def _mix(id_: str, words: str, base: str = _ON_ROLL, definition: str = "") -> Measure:
    return Measure(
        id_,
        words,
        base=base,
        counts="published",
        decimals=2,
        definition=definition,
        describes=True,
    )


_LANGUAGES = ("NUMEAL", "NUMENGFL", "NUMUNCFL")
_EVER = _mix(
    "fsm-last-six-years",
    "Eligible for free school meals at any time in the last six years",
    "pupils that the department counts for this measure",
    "Counted without nursery and some other pupils, so from fewer than are on roll. That number is "
    "not in the file; it is given where only one number fits the percentage.",
)
_CELLS = (
    Cell("NOR", Measure("pupils", "Pupils on roll", "count", _ON_ROLL, decimals=0, describes=True)),
    Cell("PNORG", _mix("girls", "Girls"), base=("NOR",), count="NORG"),
    Cell("PNORB", _mix("boys", "Boys"), base=("NOR",), count="NORB"),
    Cell(
        "PSENELSE",
        _mix("ehc-plan", "Education, health and care plan"),
        base=("NOR",),
        count="TSENELSE",
    ),
    Cell("PSENELK", _mix("sen-support", "Special needs support"), base=("NOR",), count="TSENELK"),
    Cell(
        "PNUMEAL",
        _mix("first-language-not-english", "First language is not English"),
        base=_LANGUAGES,
        count="NUMEAL",
    ),
    Cell(
        "PNUMENGFL",
        _mix("first-language-english", "First language is English"),
        base=_LANGUAGES,
        count="NUMENGFL",
    ),
    Cell(
        "PNUMUNCFL",
        _mix("first-language-unknown", "First language is not known"),
        base=_LANGUAGES,
        count="NUMUNCFL",
    ),
    Cell(
        "NUMFSM",
        Measure(
            "fsm-pupils", "Pupils eligible for free school meals", "count", _ON_ROLL, decimals=0
        ),
    ),
    Cell("PNUMFSMEVER", _EVER, base=("NOR",), count="NUMFSMEVER", base_hidden=True),
)
_PHASES = {
    "State-funded nursery": "nursery",
    "State-funded primary": "primary",
    "State-funded secondary": "secondary",
    "State-funded special school": "special",
}
_CENSUS_REMARKS = (
    Remark(
        "A snapshot of one day in January. The rows for areas and for England are of one type of "
        "school each, such as state-funded primary schools: compare a school with its own type."
    ),
    Remark(
        "Who is eligible for free school meals follows from benefit rules, and these change. Look "
        "at the rules of both years before you compare years."
    ),
)


def _read(sheet: Sheet, period: str) -> PublishedFile:
    ids = ("URN", "LA", "LEA", "ESTAB", "SCHOOLTYPE", "SCHNAME")
    columns = sheet.columns_if_there([*ids, *names_in(_CELLS)])
    refuse_without(sheet, _CENSUS.title, [cell.column for cell in _CELLS], columns)
    blank = constant("", len(columns["URN"]))
    urn = columns["URN"]
    areas, nation = urn.is_one_of(("LA",)), urn.is_one_of(("NAT",))
    numbers = school_numbers(urn, ~areas & ~nation & ~urn.is_one_of(["", "NA"]), sheet.file.name)
    authority = columns.get("LA", columns.get("LEA", blank)).each(authority_of)
    areas &= ~authority.is_one_of([""])
    school_type = cleaned(columns["SCHOOLTYPE"])
    # "815/State-funded primary": an area's schools of one type.
    in_area = joined(authority, school_type, by="/").each(_area_of)
    in_nation = school_type.each(lambda words: f"{ENGLAND}: {words}" if words else ENGLAND)
    place = _chosen([(numbers.good, numbers.ids), (areas, in_area), (nation, in_nation)])
    known = numbers.good | areas | nation
    table = TidyTable(_CENSUS, sheet.file.name)
    wide = WideTable(table, columns, MARKS, place, period, known)
    wide.add(_CELLS)
    unfit = wide.remarks(sheet.file.name)
    tidy, repeats = table.finished()
    there = frozenset(in_area.texts[code] for code in np.unique(in_area.codes[areas]))
    nations = frozenset(in_nation.texts[code] for code in np.unique(in_nation.codes[nation]))
    laestab = laestabs(authority, columns.get("ESTAB", blank))
    places = together(
        rows_of(
            numbers.ids,
            numbers.good,
            {
                "name": cleaned(columns.get("SCHNAME", blank)),
                "level": "school",
                "part_of": _kept(in_area, there, authority),
                "phase": school_type.each(lambda words: _PHASES.get(words, "")),
                "school_type": school_type,
                "laestab": laestab,
            },
        ),
        rows_of(
            in_area,
            areas,
            {
                "name": in_area.each(lambda id_: f"Local authority {id_}"),
                "level": "local authority",
                "part_of": in_nation.each(lambda id_: id_ if id_ in nations else ""),
            },
        ),
        authorities(authority, numbers.good, None, ""),
        rows_of(in_nation, nation, {"name": in_nation, "level": "nation"}),
    )
    remarks = (*numbers.remarks, *about_table(tidy, repeats), *unfit, *_CENSUS_REMARKS)
    return PublishedFile(
        sheet.file.name, "england-census", _CENSUS, tidy, places, table.measures, remarks
    )


def _area_of(both: str) -> str:
    area, _, words = both.partition("/")
    return f"{area}: {words}" if words else area


def _chosen(choices: "list[tuple[NDArray[np.bool_], Column]]") -> Column:
    """One column out of several, each for its own rows."""
    return joined(*(blanked(column, rows) for rows, column in choices)).each(str)


def _kept(in_area: Column, there: frozenset[str], authority: Column) -> Column:
    """The area of a school's own type where the file has it, else its authority."""
    both = joined(in_area, authority, by="\n")
    return both.each(
        lambda text: text.split("\n")[0] if text.split("\n")[0] in there else text.split("\n")[1]
    )


KINDS = (Kind("england-census", _CENSUS.title, ("URN", "SCHOOLTYPE", "NOR", "NORG"), _read),)
