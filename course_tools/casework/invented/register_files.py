"""The register (GIAS, Windows letters, every column) and the school information file (Brief 4.2)."""

from collections.abc import Iterable, Iterator

from course_tools.casework.invented.northmere import (
    CLOSED,
    LA_CODE,
    LA_NAME,
    LA_NEW_CODE,
    LATEST,
    REGION_NAME,
    STUDIO,
    SUCCESSOR,
    School,
)
from course_tools.casework.invented.places_around import area_code, area_name
from course_tools.casework.invented.printing import Row, percent
from course_tools.casework.invented.pupils import roll

_KIND_CODES = {
    "Community school": ("01", "4", "Local authority maintained schools"),
    "Voluntary aided school": ("02", "4", "Local authority maintained schools"),
    "Community special school": ("07", "5", "Special schools"),
    "Other independent school": ("11", "3", "Independent schools"),
    "Academy sponsor led": ("28", "10", "Academies"),
    "Academy converter": ("34", "10", "Academies"),
}
_PHASE_CODES = {"Primary": "2", "Secondary": "4"}
PROPOSED_TO_CLOSE = STUDIO


def register_rows(schools: Iterable[School]) -> Iterator[Row]:
    """Every school as it is today, and after an academy the school that it was before."""
    for school in schools:
        yield _registered(school, school.urn)
        if school.predecessor:
            yield _registered(school, school.predecessor)


def _registered(school: School, urn: str) -> Row:
    was_before = urn != school.urn
    kind = "Community school" if was_before else school.kind
    code, group_code, group = _KIND_CODES[kind]
    status_code, status = _status(school, was_before)
    low, high = school.ages
    row: dict[str, str | int] = {
        "URN": int(urn),
        "LA (code)": LA_CODE,
        "LA (name)": LA_NAME,
        "EstablishmentNumber": school.estab,
        "EstablishmentName": school.name_in("2021/22") if was_before else school.name,
        "TypeOfEstablishment (code)": code,
        "TypeOfEstablishment (name)": kind,
        "EstablishmentTypeGroup (code)": group_code,
        "EstablishmentTypeGroup (name)": group,
        "EstablishmentStatus (code)": status_code,
        "EstablishmentStatus (name)": status,
        "OpenDate": "" if was_before else school.opened,
        "CloseDate": "31-08-2022" if was_before else school.closed,
        "PhaseOfEducation (code)": _PHASE_CODES.get(school.phase, "0"),
        "PhaseOfEducation (name)": (
            school.phase if school.phase in _PHASE_CODES else "Not applicable"
        ),
        "StatutoryLowAge": low,
        "StatutoryHighAge": high,
        "Boarders (name)": "No boarders",
        "NurseryProvision (name)": "No Nursery Classes",
        "OfficialSixthForm (name)": "Does not have a sixth form",
        "Gender (code)": "3",
        "Gender (name)": "Mixed",
        "ReligiousCharacter (name)": school.religion,
        "AdmissionsPolicy (name)": _admissions(school),
        "SchoolCapacity": school.size + 30,
        "Street": f"{school.area} Invented Street",
        "Town": LA_NAME,
        "Postcode": f"ZZ99 {school.area}ZZ",
        "SchoolWebsite": "https://www.example.org/",
        "TelephoneNum": "01632960000",
        "HeadTitle (name)": "Mx",
        "HeadFirstName": "Invented",
        "HeadLastName": "Head",
        "HeadPreferredJobTitle": "Headteacher",
        "LastChangedDate": "01-09-2024",
        "GOR (code)": "Z",
        "GOR (name)": REGION_NAME,
        "DistrictAdministrative (code)": LA_NEW_CODE,
        "DistrictAdministrative (name)": LA_NAME,
        "AdministrativeWard (name)": f"Invented Ward {(school.area - 1) // 5 + 1}",
        "ParliamentaryConstituency (name)": "Northmere (invented)",
        "UrbanRural (name)": "(England/Wales) Urban city and town",
        "MSOA (name)": area_name(school.area)[:-1],
        "LSOA (name)": area_name(school.area),
        "PreviousLA (code)": "999",
        "MSOA (code)": f"E98000{(school.area - 1) // 5 + 1:03}",
        "LSOA (code)": area_code(school.area),
    }
    if not was_before and school.size and school.phase != "Independent":
        row |= _census(school)
    if school.trust and not was_before:
        row |= {"Trusts (code)": "99001", "Trusts (name)": school.trust}
    if school.urn == SUCCESSOR and not was_before:
        row["ReasonEstablishmentOpened (name)"] = "Academy Converter"
    if was_before:
        row["ReasonEstablishmentClosed (name)"] = "Academy Converter"
    return row


def _census(school: School) -> dict[str, str | int]:
    there = roll(school, LATEST)
    return {
        "CensusDate": "18-01-2024",
        "NumberOfPupils": there.pupils,
        "NumberOfBoys": there.pupils - there.girls,
        "NumberOfGirls": there.girls,
        "PercentageFSM": percent(there.fsm, there.pupils),
    }


def _status(school: School, was_before: bool) -> tuple[str, str]:
    if was_before or school.urn == CLOSED:
        return "2", "Closed"
    if school.urn == PROPOSED_TO_CLOSE:
        return "3", "Open, but proposed to close"
    return "1", "Open"


def _admissions(school: School) -> str:
    return "Non-selective" if school.phase == "Secondary" else "Not applicable"


def information_rows(schools: Iterable[School]) -> Iterator[Row]:
    """The same schools as the performance tables' information file describes them."""
    for school in schools:
        low, high = school.ages
        yield {
            "URN": school.urn,
            "LANAME": LA_NAME,
            "LA": LA_CODE,
            "ESTAB": school.estab,
            "LAESTAB": school.laestab,
            "SCHNAME": school.name,
            "STREET": f"{school.area} Invented Street",
            "TOWN": LA_NAME,
            "POSTCODE": f"ZZ99 {school.area}ZZ",
            "SCHSTATUS": _status(school, was_before=False)[1],
            "OPENDATE": school.opened,
            "CLOSEDATE": school.closed,
            "MINORGROUP": _minor_group(school),
            "SCHOOLTYPE": school.kind,
            "ISPRIMARY": int(low < 11),
            "ISSECONDARY": int(high > 11),
            "ISPOST16": int(high > 16),
            "AGELOW": low,
            "AGEHIGH": high,
            "GENDER": "Mixed",
            "RELCHAR": school.religion,
            "ADMPOL": _admissions(school),
            "OFSTEDRATING": "" if school.phase == "Independent" else "Good",
            "OFSTEDLASTINSP": "" if school.phase == "Independent" else "14-03-2023",
        }


def _minor_group(school: School) -> str:
    if school.phase in ("Independent", "Special"):
        return f"{school.phase} school"
    return "Academy" if school.is_academy else "Maintained school"
