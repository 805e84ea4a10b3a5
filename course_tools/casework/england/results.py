"""School performance tables of the Department for Education: key stages 2 and 4 (Brief 4.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.england.identity import ENGLAND, STATE_FUNDED
from course_tools.casework.england.ks2_cells import KS2_CELLS
from course_tools.casework.england.ks4_cells import KS4_CELLS
from course_tools.casework.england.results_rows import (
    COLUMNS,
    RecordTypes,
    about_rows,
    places_of,
    who_is_in,
)
from course_tools.casework.england.wide import Cell, WideTable, names_in, refuse_without
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column, Marks
from course_tools.casework.remarks import about_table
from course_tools.casework.sheet import Sheet
from course_tools.casework.table import TidyTable
from course_tools.casework.tidy import OGL, PublishedFile, Remark, Source, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

MARKS: Marks = {
    "SUPP": Status.SUPPRESSED,
    "NE": Status.NOT_APPLICABLE,
    "NP": Status.NOT_PUBLISHED,
    "NA": Status.NOT_APPLICABLE,
    "LOWCOV": Status.TOO_FEW,
    "x": Status.NOT_PUBLISHED,
    "z": Status.NOT_APPLICABLE,
}
_DFE = "Department for Education, England"


@dataclass(frozen=True)
class _Tables:
    """What differs between the two key stages: the meaning of RECTYPE, and the columns."""

    id: str
    source: Source
    rows: RecordTypes
    cells: Sequence[Cell]
    remarks: tuple[Remark, ...]


_SHARED = (
    Remark(
        "Schools with fewer than six pupils in the year group are hidden (SUPP). NE: nobody was "
        "entered. NP: not published. LOWCOV: too few pupils are covered. NA: does not apply. None "
        "of them means 0."
    ),
    Remark(
        "“Disadvantaged” is wider than eligible for free school meals today: it also takes in "
        "pupils who were eligible in the last six years, looked-after and adopted children."
    ),
    Remark(
        "No school results were published for 2019/20 and 2020/21. Draw no line across these years."
    ),
)
_KS4 = _Tables(
    "england-ks4",
    Source("School results at 16 (key stage 4)", _DFE, OGL),
    RecordTypes(("1", "2"), "4", {"5": ENGLAND, "7": STATE_FUNDED}, "secondary"),
    KS4_CELLS,
    (
        *_SHARED,
        Remark(
            "Progress 8 was not produced for 2024/25 and 2025/26. Its published limits (low, high) "
            "stand beside it as measures of their own; other scores have no published limits, so "
            "they get no interval."
        ),
    ),
)
_KS2 = _Tables(
    "england-ks2",
    Source("School results at 11 (key stage 2)", _DFE, OGL),
    RecordTypes(("1", "2"), "3", {"4": ENGLAND, "5": STATE_FUNDED}, "primary"),
    KS2_CELLS,
    (
        *_SHARED,
        Remark(
            "Percentages here are whole numbers, so a count worked out from one may be a few pupils "
            "off in a large school or an area. The range is shown with it."
        ),
    ),
)


def _read(tables: _Tables, sheet: Sheet, period: str) -> PublishedFile:
    columns = sheet.columns_if_there([*COLUMNS, *names_in(tables.cells)])
    refuse_without(
        sheet, tables.source.title, [cell.column for cell in tables.cells if cell.base], columns
    )
    who = who_is_in(tables.rows, columns, sheet.file.name)
    table = TidyTable(tables.source, sheet.file.name)
    wide = WideTable(table, columns, MARKS, who.place, period, who.known)
    wide.add(tables.cells)
    unfit = wide.remarks(sheet.file.name)
    tidy, repeats = table.finished()
    remarks = (
        *who.numbers.remarks,
        *about_rows(who),
        *about_table(tidy, repeats),
        *unfit,
        *_about_zeros(columns, who.numbers.good),
        *tables.remarks,
    )
    return PublishedFile(
        sheet.file.name,
        tables.id,
        tables.source,
        tidy,
        places_of(tables.rows, columns, who),
        table.measures,
        remarks,
    )


def _about_zeros(columns: Mapping[str, Column], schools: "NDArray[np.bool_]") -> list[Remark]:
    """Independent schools print 0% when their pupils sit other exams (Brief 4.2)."""
    types = columns.get("NFTYPE")
    if types is None:
        return []
    independent = schools & types.is_one_of(("IND", "INDSPEC"))
    zeros = np.zeros(len(types), dtype=bool)
    for name in ("PTL2BASICS_94", "PTL2BASICS_95", "PTRWM_EXP"):
        if name in columns:
            zeros |= independent & (columns[name].numbers(MARKS).values == 0)
    if not zeros.any():
        return []
    rows = int(zeros.sum())
    schools_say = "1 independent school has" if rows == 1 else f"{rows:,} independent schools have"
    return [
        Remark(
            f"{schools_say} 0 %. Where pupils sit exams that are not counted here, that says "
            "nothing about how they did. Do not compare with these schools.",
            care=True,
        )
    ]


KINDS = (
    Kind(
        _KS4.id,
        _KS4.source.title,
        ("RECTYPE", "URN", "TPUP", ("ATT8SCR", "PTL2BASICS_94", "P8MEA")),
        partial(_read, _KS4),
    ),
    Kind(
        _KS2.id,
        _KS2.source.title,
        ("RECTYPE", "URN", "TELIG", ("PTRWM_EXP", "READPROG", "PTREAD_EXP")),
        partial(_read, _KS2),
    ),
)
