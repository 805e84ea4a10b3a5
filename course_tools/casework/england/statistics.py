"""Explore Education Statistics: absence, and suspensions and exclusions (Brief 4.2)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from course_tools.casework.counted import decimals_of, in_rows
from course_tools.casework.england import tidy_files
from course_tools.casework.england.tidy_files import MARKS, SYMBOLS
from course_tools.casework.england.wide import Cell, WideTable, names_in, refuse_without
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column
from course_tools.casework.remarks import about_table
from course_tools.casework.sheet import Sheet
from course_tools.casework.table import TidyTable
from course_tools.casework.tidy import OGL, Measure, PublishedFile, Remark, Source

_DFE = "Department for Education, England"


@dataclass(frozen=True)
class _Release:
    id: str
    source: Source
    cells: Sequence[Cell]
    remarks: tuple[Remark, ...]
    check: Callable[[Mapping[str, Column]], Iterable[Remark]] = lambda columns: ()


def _of_enrolled(id_: str, words: str, definition: str) -> Measure:
    return Measure(
        id_,
        words,
        base="pupils enrolled",
        counts="published",
        more_is="worse",
        definition=definition,
    )


def _of_sessions(id_: str, words: str, definition: str) -> Measure:
    return Measure(
        id_,
        words,
        base="sessions (half days)",
        more_is="worse",
        definition=f"{definition} It counts half days, not children. The half days of one child "
        "hang together, so counting them gives no honest interval, and none is shown.",
    )


_ABSENCE = _Release(
    "england-absence",
    Source("Pupil absence in schools in England", _DFE, OGL),
    (
        Cell(
            "enrolments_pa_10_exact_percent",
            _of_enrolled(
                "persistent-absence",
                "Persistent absence",
                "Pupils who missed 10 % or more of their possible half days.",
            ),
            base=("enrolments",),
            count="enrolments_pa_10_exact",
        ),
        Cell(
            "enrolments_pa_50_exact_percent",
            _of_enrolled(
                "severe-absence",
                "Severe absence",
                "Pupils who missed 50 % or more of their possible half days.",
            ),
            base=("enrolments",),
            count="enrolments_pa_50_exact",
        ),
        Cell(
            "sess_overall_percent",
            _of_sessions("absence", "Overall absence", "Half days missed, of those possible."),
        ),
        Cell(
            "sess_authorised_percent",
            _of_sessions("authorized-absence", "Authorized absence", "Missed with leave."),
        ),
        Cell(
            "sess_unauthorised_percent",
            _of_sessions("unauthorized-absence", "Unauthorized absence", "Missed without leave."),
        ),
        Cell("enrolments", Measure("enrolled", "Pupils enrolled", "count", "pupils", decimals=0)),
    ),
    (
        Remark(
            "Enrolments are counted over the year: a child who changed schools counts in both. "
            "Persistent absence is 10 % or more of a child's possible half days, for any reason, "
            "illness too."
        ),
        Remark(
            "Releases on two terms and on three terms are different files. Compare only the same."
        ),
        *SYMBOLS,
    ),
)


def _of_headcount(id_: str, words: str, definition: str) -> Measure:
    """Events, not children: one child can be counted several times, so this is no share."""
    return Measure(
        id_,
        words,
        "per 100 pupils",
        "pupils",
        counts="published",
        more_is="worse",
        decimals=2,
        definition=definition,
    )


def _events_checked(columns: Mapping[str, Column]) -> Iterable[Remark]:
    """100 · suspension / headcount must give susp_rate, and likewise for exclusions (Brief 4.2)."""
    for events, rate in (("suspension", "susp_rate"), ("perm_excl", "perm_excl_rate")):
        if not {events, rate, "headcount"} <= set(columns):
            continue
        above, below, printed = (
            columns[name].numbers(MARKS).values for name in (events, "headcount", rate)
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            off = np.abs(100 * above / below - printed)
        if rows := int((off > 10.0 ** -decimals_of(columns[rate])).sum()):
            yield Remark(
                f"{in_rows(rows)} 100 × {events} ÷ headcount does not give {rate}. Ask the "
                "department before you use these rates.",
                care=True,
            )


_SUSPENSIONS = _Release(
    "england-suspensions",
    Source("Suspensions and permanent exclusions in England", _DFE, OGL),
    (
        Cell(
            "one_plus_susp_rate",
            Measure(
                "suspended",
                "Suspended at least once",
                base="pupils on roll in January",
                counts="published",
                more_is="worse",
                definition="Pupils with one or more suspensions in the year, each counted once.",
            ),
            base=("headcount",),
            count="one_plus_susp",
        ),
        Cell(
            "susp_rate",
            _of_headcount(
                "suspensions",
                "Suspensions per 100 pupils",
                "Number of suspensions ÷ number of pupils × 100. It counts events: a child "
                "suspended three times counts three times, and the rate can be above 100. For "
                "children, use “Suspended at least once”.",
            ),
            base=("headcount",),
            count="suspension",
        ),
        Cell(
            "perm_excl_rate",
            _of_headcount(
                "permanent-exclusions",
                "Permanent exclusions per 100 pupils",
                "Number of permanent exclusions ÷ number of pupils × 100.",
            ),
            base=("headcount",),
            count="perm_excl",
        ),
        Cell("headcount", Measure("pupils", "Pupils on roll", "count", "pupils", decimals=0)),
    ),
    (
        Remark(
            "susp_rate counts suspensions per 100 pupils (not per 1,000, and not children): one "
            "child can count several times. For children, use “Suspended at least once”.",
            care=True,
        ),
        *SYMBOLS,
    ),
    _events_checked,
)


def _read(release: _Release, sheet: Sheet, period: str) -> PublishedFile:
    columns = sheet.columns_if_there([*tidy_files.COLUMNS, *names_in(release.cells)])
    refuse_without(
        sheet, release.source.title, [cell.column for cell in release.cells if cell.base], columns
    )
    who = tidy_files.who(sheet, columns, period)
    table = TidyTable(release.source, sheet.file.name)
    wide = WideTable(table, columns, MARKS, who.place, who.period, who.keep, who.group)
    wide.add(release.cells)
    unfit = wide.remarks(sheet.file.name)
    tidy, repeats = table.finished()
    remarks = (
        *who.remarks,
        *about_table(tidy, repeats),
        *release.check(columns),
        *unfit,
        *release.remarks,
    )
    return PublishedFile(
        sheet.file.name, release.id, release.source, tidy, who.places, table.measures, remarks
    )


KINDS = (
    Kind(
        _ABSENCE.id,
        _ABSENCE.source.title,
        ("time_period", "geographic_level", "enrolments", "sess_overall_percent"),
        partial(_read, _ABSENCE),
    ),
    Kind(
        _SUSPENSIONS.id,
        _SUSPENSIONS.source.title,
        ("time_period", "geographic_level", "headcount", ("susp_rate", "one_plus_susp_rate")),
        partial(_read, _SUSPENSIONS),
    ),
)
