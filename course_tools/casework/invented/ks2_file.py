"""The key stage 2 performance table (Brief 4.2).

Its RECTYPE is not that of key stage 4: 3 is the authority, 4 England, 5 its maintained schools.
Percentages are printed whole. In 2023/24 pupils had no starting point, so progress and results by
prior attainment are missing from that file, as from the real one.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from course_tools.casework.invented.elevens import (
    EXPECTED,
    HIGH,
    PROGRESS,
    Eleven,
    elevens,
    elevens_elsewhere,
    progress_of,
)
from course_tools.casework.invented.northmere import LA_CODE, School
from course_tools.casework.invented.printing import Row, percent, quotient

_FEWEST = 6
_SPREAD = 600  # standard deviation of progress between pupils, in hundredths
_THIN = 0.5  # with fewer pupils covered, progress is not shown
_WITHOUT_PROGRESS = "2023/24"


_GROUPS: tuple[tuple[str, Callable[[Eleven], bool]], ...] = (
    ("B", lambda one: not one.girl),
    ("G", lambda one: one.girl),
    ("L", lambda one: one.prior == 0),
    ("M", lambda one: one.prior == 1),
    ("H", lambda one: one.prior == 2),
    ("EAL", lambda one: one.eal),
    ("MOBN", lambda one: not one.moved),
    ("FSM6CLA1A", lambda one: one.disadvantaged),
    ("NotFSM6CLA1A", lambda one: not one.disadvantaged),
)
_WHO_COUNTS: tuple[tuple[str, Callable[[Eleven], bool]], ...] = (
    ("BELIG", lambda one: not one.girl),
    ("GELIG", lambda one: one.girl),
    ("TFSM6CLA1A", lambda one: one.disadvantaged),
    ("TNotFSM6CLA1A", lambda one: not one.disadvantaged),
    ("TEALGRP2", lambda one: one.eal),
    ("TMOBN", lambda one: not one.moved),
    ("SENELK", lambda one: one.sen == "K"),
    ("SENELE", lambda one: one.sen == "E"),
)
_SUBJECTS: tuple[tuple[str, Callable[[Eleven], int]], ...] = (
    ("READ", lambda one: one.read),
    ("GPS", lambda one: one.gps),
    ("MAT", lambda one: one.mat),
)
_PLACE = [
    "RECTYPE",
    "LEA",
    "ESTAB",
    "URN",
    "SCHNAME",
    "TOWN",
    "PCODE",
    "TELNUM",
    "ICLOSE",
    "NFTYPE",
    "RELDENOM",
    "AGERANGE",
    "TOTPUPS",
]


def ks2_header(year: str) -> tuple[str, ...]:
    """The columns of a year; without those that need a starting point in 2023/24."""
    who = ["TELIG"]
    for count, _ in _WHO_COUNTS:
        who += [count, f"P{count}"]
    results = ["PTRWM_EXP", "PTRWM_HIGH"]
    for name in ("READ", "WRIT", "MAT"):
        results += [f"{name}PROG", f"{name}PROG_LOWER", f"{name}PROG_UPPER", f"{name}COV"]
    for name, _ in _SUBJECTS:
        results += [f"PT{name}_EXP", f"PT{name}_HIGH", f"{name}_AVERAGE"]
    results += ["PTWRITTA_EXP", "PTWRITTA_HIGH", "PTWRITTA_WTS", "PTSCITA_EXP"]
    results += [f"PTRWM_EXP_{name}" for name, _ in _GROUPS] + ["DIFFN_RWM_EXP"]
    results += [f"PTRWM_HIGH_{name}" for name, _ in _GROUPS] + ["DIFFN_RWM_HIGH"]
    every = (*_PLACE, *who, *results)
    return tuple(name for name in every if year != _WITHOUT_PROGRESS or not _needs_start(name))


def _needs_start(name: str) -> bool:
    return "PROG" in name or name.endswith(("COV", "_L", "_M", "_H"))


def ks2_rows(schools: Iterable[School], year: str) -> Iterator[Row]:
    """Schools, then the authority (RECTYPE 3), England (4) and its maintained schools (5)."""
    every = list(schools)
    kept = set(ks2_header(year))
    for row in _all_columns(every, year):
        yield {name: cell for name, cell in row.items() if name in kept}


def _all_columns(schools: Sequence[School], year: str) -> Iterator[dict[str, str | int]]:
    for school in schools:
        yield _of_school(school, year) | _measured(elevens(school, year), year, 1)
    everybody = [pupil for school in schools for pupil in elevens(school, year)]
    yield {"RECTYPE": 3, "LEA": LA_CODE, **_measured(everybody, year, 1)}
    for rectype, times in ((4, 262), (5, 250)):
        yield {"RECTYPE": rectype, **_measured(elevens_elsewhere(year), year, times)}


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
        "AGERANGE": f"{low}-{high}",
        "TOTPUPS": school.size,
    }


def _measured(pupils: Sequence[Eleven], year: str, times: int) -> dict[str, str | int]:
    if len(pupils) < _FEWEST:
        hidden: dict[str, str | int] = dict.fromkeys(ks2_header(year)[len(_PLACE) :], "SUPP")
        return hidden | {"TELIG": len(pupils)}
    row: dict[str, str | int] = {"TELIG": len(pupils) * times}
    for column, counts in _WHO_COUNTS:
        counted = sum(map(counts, pupils))
        row |= {column: counted * times, f"P{column}": percent(counted, len(pupils), 0) + "%"}
    row |= _subjects(pupils) | _progress(pupils, year, times)
    for column, reached in (("EXP", _all_three), ("HIGH", _high)):
        row[f"PTRWM_{column}"] = _share(pupils, reached)
        for name, belongs in _GROUPS:
            some = [one for one in pupils if belongs(one)]
            row[f"PTRWM_{column}_{name}"] = _share(some, reached)
        ours = str(row[f"PTRWM_{column}_FSM6CLA1A"]).rstrip("%")
        nation = percent(*_others_of_england(year, reached), 0)
        gap = str(int(ours) - int(nation)) if ours.isdigit() else ours
        row[f"DIFFN_RWM_{column}"] = gap
    return row


def _others_of_england(year: str, reached: Callable[[Eleven], bool]) -> tuple[int, int]:
    others = [one for one in elevens_elsewhere(year) if not one.disadvantaged]
    return sum(map(reached, others)), len(others)


def _subjects(pupils: Sequence[Eleven]) -> dict[str, str | int]:
    row: dict[str, str | int] = {}
    for name, score in _SUBJECTS:
        scores = [score(one) for one in pupils]
        row[f"PT{name}_EXP"] = percent(sum(s >= EXPECTED for s in scores), len(scores), 0) + "%"
        row[f"PT{name}_HIGH"] = percent(sum(s >= HIGH for s in scores), len(scores), 0) + "%"
        row[f"{name}_AVERAGE"] = quotient(sum(scores), len(scores), 0)
    row["PTWRITTA_EXP"] = _share(pupils, lambda one: one.writing >= 1)
    row["PTWRITTA_HIGH"] = _share(pupils, lambda one: one.writing == 2)
    row["PTWRITTA_WTS"] = _share(pupils, lambda one: one.writing == 0)
    row["PTSCITA_EXP"] = _share(pupils, lambda one: one.science)
    return row


def _progress(pupils: Sequence[Eleven], year: str, times: int) -> dict[str, str | int]:
    """Progress in three subjects with its published 95 % limits, and the share of pupils covered."""
    row: dict[str, str | int] = {}
    for subject, _ in PROGRESS:
        total, known = progress_of(pupils, year, subject)
        names = [f"{subject}PROG", f"{subject}PROG_LOWER", f"{subject}PROG_UPPER"]
        row[f"{subject}COV"] = percent(known, len(pupils), 0) + "%"
        if known < _FEWEST:
            row |= dict.fromkeys(names, "SUPP")
        elif known < _THIN * len(pupils):
            row |= dict.fromkeys(names, "LOWCOV")
        else:
            half = int(1.96 * _SPREAD / math.sqrt(known) + 0.5)
            mean = int(quotient(total, known, 0))
            for name, at in zip(names, (mean, mean - half, mean + half), strict=True):
                row[name] = quotient(at, 100, 1)
            if times > 1:  # England's rows have no limits
                row |= dict.fromkeys(names[1:], "")
    return row


def _share(pupils: Sequence[Eleven], counts: Callable[[Eleven], bool]) -> str:
    """A whole percentage; SUPP for fewer than six pupils, blank for none."""
    if not pupils:
        return ""
    if len(pupils) < _FEWEST:
        return "SUPP"
    return percent(sum(map(counts, pupils)), len(pupils), 0) + "%"


def _all_three(one: Eleven) -> bool:
    return one.all_three


def _high(one: Eleven) -> bool:
    return one.high
