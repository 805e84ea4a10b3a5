"""Explore Education Statistics: absence and suspensions, tidy (Brief 4.2).

The real school-level absence release says nothing about groups. The file by group imitates the
layout of the releases that do, as if a school had put its own return into it.
"""

from collections.abc import Iterable, Iterator

from course_tools.casework.invented.northmere import (
    LA_CODE,
    LA_NAME,
    LA_NEW_CODE,
    REGION_CODE,
    REGION_NAME,
    STUDIO,
    School,
)
from course_tools.casework.invented.printing import Row, percent
from course_tools.casework.invented.pupils import (
    Away,
    Sent,
    added,
    away,
    elsewhere,
    roll,
    sent,
    whole_school,
)

WHERE = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
)
_SCHOOL = ("school_urn", "school_laestab", "school_name", "education_phase")
_ABSENCE = (
    "num_schools",
    "enrolments",
    "sess_possible",
    "sess_overall",
    "sess_authorised",
    "sess_unauthorised",
    "sess_overall_percent",
    "sess_authorised_percent",
    "sess_unauthorised_percent",
    "enrolments_pa_10_exact",
    "enrolments_pa_10_exact_percent",
    "enrolments_pa_50_exact",
    "enrolments_pa_50_exact_percent",
)
_SENT = (
    "num_schools",
    "headcount",
    "perm_excl",
    "perm_excl_rate",
    "suspension",
    "susp_rate",
    "one_plus_susp",
    "one_plus_susp_rate",
)
ABSENCE_BY_SCHOOL = (*WHERE, *_SCHOOL, *_ABSENCE)
ABSENCE_BY_AREA = (*WHERE, "education_phase", *_ABSENCE)
ABSENCE_BY_GROUP = (*WHERE, *_SCHOOL, "breakdown_topic", "breakdown", *_ABSENCE)
SUSPENSIONS = (*WHERE, *_SCHOOL, *_SENT)

_TOTAL = ("All pupils", "Total")
_FSM = ("Free school meal eligibility", "Eligible for free school meals")
_NOT_FSM = ("Free school meal eligibility", "Not eligible for free school meals")
_FEWEST = 6  # below it a group is hidden, and the group beside it as well
HIDDEN = "c"


def six_digits(year: str) -> str:
    """A school year as these files write it: 2023/24 is 202324."""
    return year.replace("/", "")


def where(level: str, year: str) -> dict[str, str | int]:
    """The columns that say when and where; `level` as the files call it."""
    row: dict[str, str | int] = {
        "time_period": six_digits(year),
        "time_identifier": "Academic year",
        "geographic_level": level,
        "country_code": "E92000001",
        "country_name": "England",
    }
    if level != "National":
        row |= {"region_code": REGION_CODE, "region_name": REGION_NAME}
    if level in ("Local authority", "School"):
        row |= {"old_la_code": LA_CODE, "new_la_code": LA_NEW_CODE, "la_name": LA_NAME}
    return row


def of_school(school: School, year: str) -> dict[str, str | int]:
    """The same for a school, with its numbers and its name in that year."""
    return where("School", year) | {
        "school_urn": school.urn_in(year),
        "school_laestab": school.laestab,
        "school_name": school.name_in(year),
        "education_phase": f"State-funded {school.phase.lower()}",
    }


def absence_by_school(schools: Iterable[School], years: Iterable[str]) -> Iterator[Row]:
    """One row for each school and year, all pupils together."""
    every = list(schools)
    for year in years:
        for school in every:
            yield of_school(school, year) | _absence(whole_school(away(school, year)))


def absence_by_area(schools: Iterable[School], years: Iterable[str]) -> Iterator[Row]:
    """One row for England, the region and the authority in each year, and each phase of school."""
    every = list(schools)
    for year in years:
        phases = sorted({school.phase for school in every})
        yield _of_area("National", year, "Total") | _absence(whole_school(england(every, year)))
        for level in ("Regional", "Local authority"):
            yield _of_area(level, year, "Total") | _absence(_all_of(every, year))
            for phase in phases:
                some = [school for school in every if school.phase == phase]
                name = f"State-funded {phase.lower()}"
                yield _of_area(level, year, name) | _absence(_all_of(some, year))


def absence_by_group(schools: Iterable[School], years: Iterable[str]) -> Iterator[Row]:
    """Three rows for each school, the authority and England in each year: all pupils, then pupils
    eligible for free school meals and those who are not."""
    every = list(schools)
    for year in years:
        yield from _three(_of_area("National", year, "Total"), england(every, year))
        yield from _three(_of_area("Local authority", year, "Total"), groups_of(every, year))
        for school in every:
            yield from _three(of_school(school, year), away(school, year))


def suspensions(schools: Iterable[School], years: Iterable[str]) -> Iterator[Row]:
    """One row for each school and year, and one for the authority; one school sent nothing in."""
    every = list(schools)
    for year in years:
        sending = [school for school in every if school.urn != STUDIO]
        yield _of_area("Local authority", year, "Total") | _sent(
            added(sent(school, year) for school in sending)
        )
        for school in every:
            if school.urn == STUDIO:
                headcount = {"num_schools": 1, "headcount": roll(school, year).pupils}
                yield of_school(school, year) | dict.fromkeys(_SENT, "x") | headcount
            else:
                yield of_school(school, year) | _sent(sent(school, year))


def groups_of(schools: Iterable[School], year: str) -> tuple[Away, Away]:
    """Absence in several schools together: eligible pupils, then all others."""
    pairs = [away(school, year) for school in schools]
    return added(pair[0] for pair in pairs), added(pair[1] for pair in pairs)


def england(schools: Iterable[School], year: str) -> tuple[Away, Away]:
    """Absence in an invented England, Northmere and the rest: eligible pupils, then all others."""
    ours, rest = groups_of(schools, year), elsewhere(year)
    return added((ours[0], rest[0])), added((ours[1], rest[1]))


def _all_of(schools: Iterable[School], year: str) -> Away:
    return whole_school(groups_of(schools, year))


def _of_area(level: str, year: str, phase: str) -> dict[str, str | int]:
    return where(level, year) | {"education_phase": phase}


def _three(place: dict[str, str | int], groups: tuple[Away, Away]) -> Iterator[Row]:
    hide = min(group.pupils for group in groups) < _FEWEST
    named = ((_TOTAL, whole_school(groups)), (_FSM, groups[0]), (_NOT_FSM, groups[1]))
    for (topic, breakdown), counts in named:
        row = place | {"breakdown_topic": topic, "breakdown": breakdown}
        if hide and breakdown != "Total":
            yield row | dict.fromkeys(_ABSENCE, HIDDEN) | {"num_schools": 1}
        else:
            yield row | _absence(counts)


def _absence(counts: Away) -> dict[str, str | int]:
    with_leave = counts.missed - counts.missed_without_leave
    return {
        "num_schools": counts.schools,
        "enrolments": counts.pupils,
        "sess_possible": counts.sessions,
        "sess_overall": counts.missed,
        "sess_authorised": with_leave,
        "sess_unauthorised": counts.missed_without_leave,
        "sess_overall_percent": percent(counts.missed, counts.sessions),
        "sess_authorised_percent": percent(with_leave, counts.sessions),
        "sess_unauthorised_percent": percent(counts.missed_without_leave, counts.sessions),
        "enrolments_pa_10_exact": counts.often,
        "enrolments_pa_10_exact_percent": percent(counts.often, counts.pupils),
        "enrolments_pa_50_exact": counts.severe,
        "enrolments_pa_50_exact_percent": percent(counts.severe, counts.pupils),
    }


def _sent(counts: Sent) -> dict[str, str | int]:
    return {
        "num_schools": counts.schools,
        "headcount": counts.pupils,
        "perm_excl": counts.excluded,
        "perm_excl_rate": percent(counts.excluded, counts.pupils, 2),
        "suspension": counts.events,
        "susp_rate": percent(counts.events, counts.pupils, 2),
        "one_plus_susp": counts.suspended,
        "one_plus_susp_rate": percent(counts.suspended, counts.pupils, 2),
    }
