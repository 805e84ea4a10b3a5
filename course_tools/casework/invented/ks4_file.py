"""The key stage 4 performance table, as wide as the publisher's is in its chief part (Brief 4.2)."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from course_tools.casework.invented.ks4_columns import (
    GRADES_OF,
    GROUPS,
    HEADER,
    RESULTS,
    WHO,
    WHO_COUNTS,
)
from course_tools.casework.invented.leavers import (
    Leaver,
    leavers,
    leavers_elsewhere,
    progress_of,
)
from course_tools.casework.invented.northmere import LA_CODE, School
from course_tools.casework.invented.printing import Row, percent, quotient

_FEWEST = 6  # fewer pupils are not shown
_SPREAD = 127  # standard deviation of Progress 8 between pupils, in hundredths
_THIN = 0.5  # with fewer pupils covered, progress is not shown


def ks4_rows(schools: Iterable[School], independent: Iterable[School], year: str) -> Iterator[Row]:
    """Schools, then the authority (RECTYPE 4), England (5), England state-funded (7)."""
    every = list(schools)
    for school in every:
        pupils = leavers(school, year)
        if school.phase == "Special":
            nobody_entered: dict[str, str | int] = dict.fromkeys(RESULTS, "NE")
            yield _of_school(school, year) | _who(pupils, 1) | nobody_entered
        else:
            yield _of_school(school, year) | _measured(pupils, year)
    for school in independent:
        nothing: dict[str, str | int] = dict.fromkeys(WHO, "NA")
        nothing |= dict.fromkeys(RESULTS, "NP") | {"P8_BANDING": "NA"}
        yield _of_school(school, year) | nothing
    all_of_them = [pupil for school in every for pupil in leavers(school, year)]
    yield {"RECTYPE": 4, "LEA": LA_CODE, **_measured(all_of_them, year)}
    england = leavers_elsewhere(year)
    state_funded = _measured(england, year, times=250)
    no_progress: dict[str, str | int] = {name: "" for name in HEADER if name.startswith("P8")}
    yield {"RECTYPE": 5, **_measured(england, year, times=264), **no_progress}
    yield {"RECTYPE": 7, **state_funded}


def _of_school(school: School, year: str) -> dict[str, str | int]:
    low, high = school.ages
    return {
        "RECTYPE": 2 if school.phase == "Special" else 1,
        "LEA": LA_CODE,
        "ESTAB": school.estab,
        "URN": school.urn_in(year),
        "SCHNAME": school.name_in(year),
        "TOWN": "Northmere",
        "PCODE": f"ZZ99 {school.area}ZZ",
        "TELNUM": "01632960000",
        "ICLOSE": 0,
        "NFTYPE": school.nftype_in(year),
        "RELDENOM": school.religion,
        "ADMPOL": "Not applicable" if school.phase == "Independent" else "Non-selective",
        "EGENDER": "Mixed",
        "AGERANGE": f"{low}-{high}",
        "TOTPUPS": school.size,
    }


def _measured(pupils: Sequence[Leaver], year: str, times: int = 1) -> dict[str, str | int]:
    """All columns about some pupils; each stands for `times` pupils in the counts."""
    if len(pupils) < _FEWEST:
        hidden: dict[str, str | int] = dict.fromkeys((*WHO, *RESULTS), "SUPP")
        return hidden | {"TPUP": len(pupils)}
    row = _who(pupils, times) | _scores(pupils, times)
    row |= _progress(pupils, year, times) | _grades(pupils) | _ebacc(pupils, times)
    return row


def _ebacc(pupils: Sequence[Leaver], times: int) -> dict[str, str | int]:
    row: dict[str, str | int] = {
        "TEBACC_E_PTQ_EE": sum(one.entered_ebacc for one in pupils) * times,
        "PTEBACC_E_PTQ_EE": _share(pupils, lambda one: one.entered_ebacc),
        "PTEBACC_95": _share(pupils, lambda one: one.ebacc_5),
        "PTEBACC_94": _share(pupils, lambda one: one.ebacc_4),
        "EBACCAPS": quotient(sum(one.points for one in pupils), 100 * len(pupils), 2),
    }
    for name, belongs in GROUPS[-2:]:
        some = [one for one in pupils if belongs(one)]
        row[f"EBACCAPS_{name}"] = _or_mark(
            some, quotient(sum(one.points for one in some), 100 * len(some), 2)
        )
    return row


def _share(pupils: Sequence[Leaver], counts: Callable[[Leaver], bool]) -> str:
    return percent(sum(map(counts, pupils)), len(pupils)) + "%"


def _or_mark(pupils: Sequence[Leaver], printed: str) -> str:
    """The number, SUPP for fewer than six pupils, NE for none."""
    if not pupils:
        return "NE"
    return "SUPP" if len(pupils) < _FEWEST else printed


def _who(pupils: Sequence[Leaver], times: int) -> dict[str, str | int]:
    row: dict[str, str | int] = {"TPUP": len(pupils) * times}
    for count, share, counts in WHO_COUNTS:
        row[count] = sum(map(counts, pupils)) * times
        row[share] = _share(pupils, counts)
    return row


def _scores(pupils: Sequence[Leaver], times: int) -> dict[str, str | int]:
    total = sum(one.score for one in pupils)
    row: dict[str, str | int] = {
        "TOTATT8": quotient(total * times, 10, 1),
        "ATT8SCR": quotient(total, 10 * len(pupils), 1),
    }
    for column, part in (
        ("ENG", [one.english for one in pupils]),
        ("MAT", [one.maths for one in pupils]),
        ("EBAC", [one.ebacc for one in pupils]),
        ("OPEN", [one.open for one in pupils]),
    ):
        row[f"ATT8SCR{column}"] = quotient(sum(part), 10 * len(pupils), 1)
    for name, belongs in GROUPS:
        some = [one for one in pupils if belongs(one)]
        mean = quotient(sum(one.score for one in some), 10 * len(some), 1)
        row[f"ATT8SCR_{name}"] = _or_mark(some, mean)
    return row


def _progress(pupils: Sequence[Leaver], year: str, times: int) -> dict[str, str | int]:
    total, known = progress_of(pupils, year)
    row: dict[str, str | int] = {
        "P8PUP": known * times,
        "P8MEACOV": percent(known, len(pupils)) + "%",
        "P8_BANDING": 3,
    }
    thin = known < _THIN * len(pupils)
    row |= dict(zip(("P8MEA", "P8CILOW", "P8CIUPP"), _with_limits(total, known), strict=True))
    for name, belongs in GROUPS:
        if f"P8MEA_{name}" in HEADER:
            some = [one for one in pupils if belongs(one)]
            names = (f"P8MEA_{name}", f"P8CILOW_{name}", f"P8CIUPP_{name}")
            row |= dict(zip(names, _with_limits(*progress_of(some, year)), strict=True))
    if thin:
        row |= {name: "LOWCOV" for name in row if name.startswith(("P8MEA", "P8CI"))}
        row |= {"P8MEACOV": percent(known, len(pupils)) + "%", "P8_BANDING": "LOWCOV"}
    else:
        row["P8_BANDING"] = _banding(total, known)
    if times > 1:  # England's rows have neither limits nor a band
        row |= {name: "" for name in row if name.startswith(("P8CI", "P8_BAND"))}
    return row


def _with_limits(total: int, known: int) -> tuple[str, str, str]:
    """Progress 8 with its published 95 % limits: mean ± 1.96 · 1.27 / √pupils."""
    if known == 0:
        return "NE", "NE", "NE"
    if known < _FEWEST:
        return "SUPP", "SUPP", "SUPP"
    half = int(1.96 * _SPREAD / math.sqrt(known) + 0.5)
    mean = int(quotient(total, known, 0))
    return quotient(mean, 100, 2), quotient(mean - half, 100, 2), quotient(mean + half, 100, 2)


def _banding(total: int, known: int) -> int:
    """1 well above average … 3 average … 5 well below, from the limits."""
    half = 1.96 * _SPREAD / math.sqrt(known)
    mean = total / known
    if abs(mean) <= half:
        return 3
    far = abs(mean) >= 50
    return (1 if far else 2) if mean > 0 else (5 if far else 4)


def _grades(pupils: Sequence[Leaver]) -> dict[str, str | int]:
    row: dict[str, str | int] = {}
    for grade, reached in ((95, _reached_5), (94, _reached_4)):
        row[f"PTL2BASICS_{grade}"] = _share(pupils, reached)
        for name, belongs in GROUPS:
            if name not in ("GIRLS", "BOYS", *GRADES_OF):
                continue
            some = [one for one in pupils if belongs(one)]
            printed = _share(some, reached) if some else ""
            column = (
                f"PT{GRADES_OF[name]}BASICS_{grade}"
                if name in GRADES_OF
                else f"PTL2BASICS_{grade}_{name}"
            )
            row[column] = _or_mark(some, printed)
    return row


def _reached_4(one: Leaver) -> bool:
    return one.grade_4


def _reached_5(one: Leaver) -> bool:
    return one.grade_5
