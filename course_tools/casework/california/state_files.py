"""California's files on absence, suspension and graduation: tab-separated, Latin-1 (Brief 4.3)."""

from dataclasses import replace
from functools import partial

import numpy as np

from course_tools.casework.california.state_rows import (
    MARKS,
    Printed,
    Rows,
    StateFile,
    add_rate,
    read_state_file,
)
from course_tools.casework.california.words import CDE, LICENCE
from course_tools.casework.counted import decimals_of, rate_of
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import is_count, is_percentage
from course_tools.casework.table import At, TidyTable
from course_tools.casework.tidy import Measure, Remark, Source, Status

_ABSENCE = Source("California chronic absenteeism", CDE, LICENCE)
_SUSPENSION = Source("California suspensions", CDE, LICENCE)
_GRADUATION = Source("California graduation (adjusted cohort)", CDE, LICENCE)

_ENROLLED = "students enrolled in the year (cumulative enrollment)"
_ABSENCE_BASE = (
    "ChronicAbsenteeismEligibleCumulativeEnrollment",
    "Eligible Cumulative Enrollment",
    "CumulativeEnrollment",
)
_CHRONIC = Printed(
    Measure(
        "chronic-absence",
        "Absent on 10% or more of their school days",
        base=_ENROLLED,
        counts="published",
        more_is="worse",
        definition="Chronic absenteeism, as the state counts it, among all who were enrolled.",
    ),
    ("ChronicAbsenteeismRate",),
    ("ChronicAbsenteeismCount",),
    _ABSENCE_BASE,
)

_SUSPENDED_COUNT = ("Unduplicated Count of Students Suspended (Total)",)
_DEFIANCE_COUNT = ("Unduplicated Count of Students Suspended (Defiance-Only)",)
_EVENTS = ("Total Suspensions",)
_SUSPENSION_BASE = ("CumulativeEnrollment",)
_SUSPENDED = Printed(
    Measure(
        "suspended",
        "Suspended once or more",
        base=_ENROLLED,
        counts="published",
        more_is="worse",
        definition="Students, each counted once, however often they were suspended.",
    ),
    ("Suspension Rate (Total)", "Suspension Rate"),
    _SUSPENDED_COUNT,
    _SUSPENSION_BASE,
)
_DEFIANCE = Measure(
    "suspended-for-defiance-only",
    "Suspended for defiance and nothing else",
    base=_ENROLLED,
    counts="published",
    more_is="worse",
    decimals=6,
    definition="Students, each counted once. The share is worked out here from both counts.",
)
_SUSPENSIONS = Measure(
    "suspensions",
    "Suspensions (events)",
    unit="count",
    more_is="worse",
    decimals=0,
    definition="Events: one student may count several times. This is no number of students.",
)

_COHORT_WORDS = "students of the four-year cohort"
_COHORT = ("CohortStudents",)
_GRADUATES = ("Regular HS Diploma Graduates (Count)",)
_GRADUATED = Printed(
    Measure(
        "graduated-in-four-years",
        "Graduated in four years",
        base=_COHORT_WORDS,
        counts="published",
        more_is="better",
        definition="A regular high school diploma within four years (adjusted cohort).",
    ),
    ("Regular HS Diploma Graduates (Rate)",),
    _GRADUATES,
    _COHORT,
)
_DROPPED_OUT = Printed(
    Measure(
        "dropped-out",
        "Dropped out",
        base=_COHORT_WORDS,
        counts="published",
        more_is="worse",
    ),
    ("Dropout (Rate)",),
    ("Dropout (Count)",),
    _COHORT,
)
_COLLEGE_RATE = ("Met UC/CSU Grad Req's (Rate)", "Met UC/CSU Grad Req’s (Rate)")
_COLLEGE_COUNT = ("Met UC/CSU Grad Req's (Count)", "Met UC/CSU Grad Req’s (Count)")
_COLLEGE = Measure(
    "met-uc-csu-requirements",
    "Met the course requirements of UC and CSU",
    counts="published",
    more_is="better",
)


def _add_absence(table: TidyTable, rows: Rows) -> list[Remark]:
    return add_rate(table, rows, _CHRONIC)


def _add_suspension(table: TidyTable, rows: Rows) -> list[Remark]:
    remarks = add_rate(table, rows, _SUSPENDED)
    at: At = {"place": rows.place, "period": rows.period, "group": rows.group}
    base, defiance = rows.first(_SUSPENSION_BASE), rows.first(_DEFIANCE_COUNT)
    if base is not None and defiance is not None:
        above, below = (column.numbers(MARKS, only=is_count) for column in (defiance, base))
        rate = rate_of(above, below)
        table.add(_DEFIANCE, rate, **at, numerator=above, denominator=below)
    if (events := rows.first(_EVENTS)) is not None:
        table.add(_SUSPENSIONS, events.numbers(MARKS, only=is_count), **at)
    remarks.append(
        Remark(
            "“Suspensions” counts events, “suspended” counts students. Only the second tells how "
            "many children were sent home."
        )
    )
    if "2019-20" in rows.period.texts:
        remarks.append(
            Remark(
                "In 2019-20 schools closed in the spring: that year cannot be compared with others.",
                care=True,
            )
        )
    return remarks


def _add_graduation(table: TidyTable, rows: Rows) -> list[Remark]:
    return [
        *add_rate(table, rows, _GRADUATED),
        *add_rate(table, rows, _DROPPED_OUT),
        *_add_college(table, rows),
    ]


def _add_college(table: TidyTable, rows: Rows) -> list[Remark]:
    """The base of this rate, the cohort or its graduates, is the one that fits the counts."""
    rate, count = rows.first(_COLLEGE_RATE), rows.first(_COLLEGE_COUNT)
    bases = {
        _COHORT_WORDS: rows.first(_COHORT),
        "graduates with a regular diploma": rows.first(_GRADUATES),
    }
    if rate is None or count is None:
        return []
    decimals = decimals_of(rate) + 2
    shares = rate.numbers(MARKS, only=is_percentage).as_shares()
    above = count.numbers(MARKS, only=is_count)
    known = {
        words: base.numbers(MARKS, only=is_count)
        for words, base in bases.items()
        if base is not None
    }
    fits = {
        words: int((np.abs(rate_of(above, below).values - shares.values) <= 10**-decimals).sum())
        for words, below in known.items()
    }
    words = max(fits, key=lambda base: fits[base], default="")
    reported = int(shares.has(Status.REPORTED).sum())
    at: At = {"place": rows.place, "period": rows.period, "group": rows.group}
    if not words or fits[words] < 0.9 * reported:
        base = "students (see the publisher's notes)"
        table.add(replace(_COLLEGE, base=base, decimals=decimals, counts="none"), shares, **at)
        return []
    printed = Printed(
        replace(_COLLEGE, base=words),
        _COLLEGE_RATE,
        _COLLEGE_COUNT,
        _COHORT if words == _COHORT_WORDS else _GRADUATES,
    )
    return add_rate(table, rows, printed)


def _kind(file: StateFile, *needs: str | tuple[str, ...]) -> Kind:
    columns = ("County Code", "District Code", "School Code", "Academic Year", "Aggregate Level")
    return Kind(
        file.kind,
        file.source.title,
        (*columns, "Reporting Category", *needs),
        partial(read_state_file, file),
    )


KINDS = (
    _kind(
        StateFile(
            "california-absence",
            _ABSENCE,
            (*_CHRONIC.rate, *_CHRONIC.count, *_ABSENCE_BASE),
            _add_absence,
        ),
        *_CHRONIC.rate,
        *_CHRONIC.count,
        _ABSENCE_BASE,
    ),
    _kind(
        StateFile(
            "california-suspension",
            _SUSPENSION,
            (
                *_SUSPENDED.rate,
                *_SUSPENDED_COUNT,
                *_DEFIANCE_COUNT,
                *_EVENTS,
                *_SUSPENSION_BASE,
            ),
            _add_suspension,
        ),
        _SUSPENSION_BASE,
        _SUSPENDED_COUNT,
        _SUSPENDED.rate,
    ),
    _kind(
        StateFile(
            "california-graduation",
            _GRADUATION,
            (
                *_COHORT,
                *_GRADUATES,
                *_GRADUATED.rate,
                *_DROPPED_OUT.rate,
                *_DROPPED_OUT.count,
                *_COLLEGE_RATE,
                *_COLLEGE_COUNT,
            ),
            _add_graduation,
        ),
        _COHORT,
        _GRADUATES,
        _GRADUATED.rate,
    ),
)
