"""Small files in the layouts of England's publishers, with every mark; all places are invented."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

Row = dict[str, object]


def as_csv(rows: Iterable[Row], names: Sequence[str] = ()) -> bytes:
    """Rows as a CSV file in UTF-8; `names` default to those of all rows."""
    rows = list(rows)
    names = names or list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def put(folder: Path, name: str, content: bytes) -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(content)
    return path


def _school(number: int, **more: object) -> Row:
    return {
        "RECTYPE": 1,
        "LEA": 999,
        "ESTAB": 4000 + number,
        "URN": 990000 + number,
        "SCHNAME": f"School {number}",
        "NFTYPE": "CY",
        **more,
    }


def ks4() -> list[Row]:
    """Four schools, the authority, England."""
    plain: Row = {
        "TPUP": 120,
        "TFSM6CLA1A": 40,
        "TNOTFSM6CLA1A": 80,
        "PTFSM6CLA1A": "33.3%",
        "ATT8SCR": 44.5,
        "ATT8SCR_FSM6CLA1A": 36.1,
        "ATT8SCR_NFSM6CLA1A": 48.7,
        "P8PUP": 116,
        "P8MEA": -0.06,
        "P8CILOW": -0.27,
        "P8CIUPP": 0.15,
        "P8MEA_FSM6CLA1A": -0.61,
        "PTL2BASICS_94": "55.0%",
        "PTL2BASICS_95": "37.5%",
        "PTFSM6CLA1ABASICS_94": "40.0%",
        "PTNOTFSM6CLA1ABASICS_94": "62.5%",
        "PTEBACC_E_PTQ_EE": "43.3%",
        "EBACCAPS": 3.82,
    }
    marks = ("SUPP", "NE", "NP")
    rows = [_school(1, **plain), _school(2, **{**plain, "P8MEA": "LOWCOV", "PTL2BASICS_94": "0%"})]
    for number, mark in enumerate(marks, 3):
        rows.append(_school(number, **dict.fromkeys(plain, mark) | {"TPUP": 5}))
    rows.append({**plain, "RECTYPE": 4, "LEA": 999, "TPUP": 240})
    rows.append({**plain, "RECTYPE": 5, "TPUP": 605874, "P8MEA": ""})
    rows.append({**plain, "RECTYPE": 7, "TPUP": 542831})
    return rows


def ks2() -> list[Row]:
    """Two schools, then authority (3), England (4), England's state-funded schools (5)."""
    plain: Row = {
        "TELIG": 60,
        "BELIG": 30,
        "GELIG": 30,
        "TFSM6CLA1A": 20,
        "TNOTFSM6CLA1A": 40,
        "PTFSM6CLA1A": "33%",
        "PTRWM_EXP": "65%",
        "PTRWM_EXP_FSM6CLA1A": "45%",
        "PTRWM_EXP_NotFSM6CLA1A": "75%",
        "PTRWM_EXP_B": "60%",
        "PTRWM_HIGH": "10%",
        "PTREAD_EXP": "73%",
        "READ_AVERAGE": 104,
        "READPROG": 1.2,
        "READPROG_LOWER": -0.4,
        "READPROG_UPPER": 2.8,
        "DIFFN_RWM_EXP": -22,
    }
    return [
        _school(11, **plain),
        _school(12, **dict.fromkeys(plain, "SUPP") | {"TELIG": 4}),
        {**plain, "RECTYPE": 3, "LEA": 999, "TELIG": 64},
        {**plain, "RECTYPE": 4, "TELIG": 663000},
        {**plain, "RECTYPE": 5, "TELIG": 640000},
    ]


def absence() -> list[Row]:
    """One school by groups, with every symbol of the department; authority and England."""
    plain: Row = {
        "enrolments": 300,
        "sess_overall_percent": 7.1,
        "sess_authorised_percent": 5.0,
        "sess_unauthorised_percent": 2.1,
        "enrolments_pa_10_exact": 78,
        "enrolments_pa_10_exact_percent": 26.0,
        "enrolments_pa_50_exact": 6,
        "enrolments_pa_50_exact_percent": 2.0,
    }
    where: Row = {
        "time_period": 202324,
        "time_identifier": "Academic year",
        "geographic_level": "School",
        "country_name": "England",
        "old_la_code": 999,
        "la_name": "Northmere",
        "education_phase": "State-funded primary",
    }
    rows = [
        {**where, "school_urn": 990001, "school_name": "A", "breakdown": "Total", **plain},
        {
            **where,
            "school_urn": 990001,
            "school_name": "A",
            "breakdown": "FSM eligible",
            **plain,
            "enrolments": 90,
            "enrolments_pa_10_exact": 36,
            "enrolments_pa_10_exact_percent": "40.0",
            "enrolments_pa_50_exact": 3,
            "enrolments_pa_50_exact_percent": 3.3,
        },
    ]
    for number, mark in enumerate(("z", "x", "c", "low", "k", "u", ":", "~", "%%"), 2):
        hidden = dict.fromkeys(plain, mark)
        rows.append({**where, "school_urn": 990000 + number, "breakdown": "Total", **hidden})
    rows.append({**where, "geographic_level": "Local authority", "breakdown": "Total", **plain})
    rows.append(
        {
            **where,
            "geographic_level": "National",
            "old_la_code": "",
            "education_phase": "Total",
            "breakdown": "Total",
            **plain,
        }
    )
    return rows


def suspensions() -> list[Row]:
    """Two schools; in the first one child was suspended often."""
    where: Row = {"time_period": 202324, "time_identifier": "Academic year"}
    where |= {"geographic_level": "School", "old_la_code": 999, "la_name": "Northmere"}
    return [
        {
            **where,
            "school_urn": 990001 + number,
            "headcount": 200,
            "suspension": 260,
            "susp_rate": "130.00",
            "one_plus_susp": 30,
            "one_plus_susp_rate": "15.00",
            "perm_excl": 1,
            "perm_excl_rate": "0.50",
        }
        for number in range(2)
    ]


def register() -> list[Row]:
    """An open school and the closed one before it, another one, and their head teachers."""
    base: Row = {
        "LA (code)": 999,
        "LA (name)": "Northmere",
        "EstablishmentNumber": 2001,
        "TypeOfEstablishment (name)": "Community school",
        "PhaseOfEducation (name)": "Primary",
        "SchoolCapacity": 330,
        "CensusDate": "18-01-2024",
        "NumberOfPupils": 300,
        "FSM": 90,
        "PercentageFSM": "30.0",
        "LSOA (code)": "E99000001",
        "HeadTitle (name)": "Dr",
        "HeadFirstName": "Zaphodia",
        "HeadLastName": "Quillworthy",
        "HeadPreferredJobTitle": "Executive Quillmaster",
    }
    status = "EstablishmentStatus (name)"
    blank: Row = dict.fromkeys(("CensusDate", "NumberOfPupils", "FSM", "PercentageFSM"), "")
    return [
        {"URN": 990001, "EstablishmentName": "Zoë Academy", status: "Open", **base},
        {"URN": 990071, "EstablishmentName": "Old School", status: "Closed", **base, **blank},
        {
            "URN": 990003,
            "EstablishmentName": "Third",
            status: "Open, but proposed to close",
            **base,
            "EstablishmentNumber": 75,
        },
        {
            "URN": 990004,
            "EstablishmentName": "Fourth",
            status: "Proposed to open",
            **base,
            **blank,
            "EstablishmentNumber": 2009,
        },
    ]


def census() -> list[Row]:
    """A primary school, an independent one, an authority's and England's primary schools."""
    plain: Row = {
        "NOR": 50,
        "NORG": 24,
        "NORB": 26,
        "PNORG": 48,
        "PNORB": 52,
        "TSENELSE": 1,
        "PSENELSE": 2,
        "NUMEAL": 4,
        "NUMENGFL": 46,
        "NUMUNCFL": 0,
        "PNUMEAL": 8,
        "NUMFSM": 4,
        "NUMFSMEVER": 14,
        "PNUMFSMEVER": 35.9,
    }
    na: Row = dict.fromkeys(("NUMEAL", "NUMENGFL", "NUMUNCFL", "PNUMEAL"), "NA")
    kind = "State-funded primary"
    return [
        {"URN": 990001, "LA": 999, "ESTAB": 2001, "SCHOOLTYPE": kind, **plain},
        {
            "URN": 990051,
            "LA": 999,
            "ESTAB": 6001,
            "SCHOOLTYPE": "Independent school",
            **plain,
            **na,
        },
        {"URN": "LA", "LA": 999, "ESTAB": "PRI", "SCHOOLTYPE": kind, **plain, "TSENELSE": 90},
        {"URN": "NAT", "ESTAB": "PRI", "SCHOOLTYPE": kind, **plain},
    ]


def inspections() -> list[Row]:
    """Grades with 9, NULL and "Not judged"; the file of latest inspections."""
    latest = "Latest OEIF "
    plain: Row = {
        "School name": "A",
        "LAESTAB": 9992001,
        "Local authority": "Northmere",
        "Ofsted phase": "Primary",
        "Inspection start date": "14/11/2023",
        "Inspection start date of latest OEIF graded inspection": "14/11/2023",
        latest + "overall effectiveness": 2,
        latest + "quality of education": 1,
        latest + "behaviour and attitudes": 4,
        latest + "personal development": 3,
        latest + "effectiveness of leadership and management": 2,
        latest + " safeguarding is effective?": "Yes",
        latest + "sixth form provision (where applicable)": 9,
        "The income deprivation affecting children index (IDACI) quintile": 5,
    }
    judged = latest + "overall effectiveness"
    nothing = {name: "NULL" for name in plain if name.startswith((latest, "Inspection"))}
    return [
        {"URN": 990001, **plain},
        {"URN": 990002, **plain, judged: "Not judged"},
        {"URN": 990003, **plain, **nothing},
    ]


def deprivation(year: int = 2019) -> list[Row]:
    """Three small areas, in the columns of one edition."""
    areas, districts = {2019: (2011, 2019), 2025: (2021, 2024)}[year]
    idaci = "Income Deprivation Affecting Children Index (IDACI)"
    return [
        {
            f"LSOA code ({areas})": f"E9900000{number}",
            f"LSOA name ({areas})": f"Northmere 00{number}A",
            f"Local Authority District code ({districts})": "E99000999",
            f"Local Authority District name ({districts})": "Northmere",
            "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)": f"{number * 9000:,}",
            "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)": number,
            f"{idaci} Score (rate)": 0.05 * number,
            f"{idaci} Rank (where 1 is most deprived)": number * 8000,
            f"{idaci} Decile (where 1 is most deprived 10% of LSOAs)": number + 1,
        }
        for number in (1, 2, 3)
    ]


def characteristics() -> list[Row]:
    """The wide file: one school's numbers, one hidden."""
    meals = "of pupils known to be eligible for free school meals"
    other = "of pupils whose first language is known or believed to be other than English"
    plain: Row = {
        "headcount of pupils": 250,
        "fte pupils": 243.5,
        f"number {meals}": 60,
        f"% {meals}": "24.0",
        f"number {other}": 30,
        f"% {other}": "12.0",
        "number of pupils classified as white British ethnic origin": 200,
        "% of pupils classified as white British ethnic origin": "80.0",
    }
    hidden = {name: "c" for name in plain if name.startswith(("number", "%"))}
    base: Row = {"time_period": 202324, "old_la_code": 999, "la_name": "Northmere"}
    return [
        {**base, "urn": 990001, "school_name": "A", **plain},
        {**base, "urn": 990002, "school_name": "B", **plain, **hidden},
    ]


def characteristics_long() -> list[Row]:
    """The long file of 2025/26; one number as a program for statistics prints it."""
    said = (
        ("Total", "Total", 250, "100.0"),
        ("Free school meals", "Known to be eligible for free school meals", 60, "24.0"),
        ("Ethnicity", "White British", 200, "80.0"),
        ("Ethnicity", "Gypsy/Roma", "low", "low"),
    )
    return [
        {
            "time_period": 202526,
            "time_identifier": "Academic year",
            "geographic_level": "School",
            "old_la_code": 999,
            "la_name": "Northmere",
            "school_urn": urn,
            "school_name": f"School {urn}",
            "breakdown_topic": topic,
            "breakdown": breakdown,
            "pupil_count": count,
            "pupil_percent": percent,
        }
        for urn in ("1e+05", "990002", "1.41E+05")
        for topic, breakdown, count, percent in said
    ]


def schools() -> list[Row]:
    """The school information file: one open, one closed."""
    base: Row = {"LA": 999, "LANAME": "Northmere", "MINORGROUP": "Academy", "ISPRIMARY": 1}
    base |= {"ISSECONDARY": 0, "SCHOOLTYPE": "Academy converter", "TOWN": "Northmere"}
    return [
        {"URN": 990001, "ESTAB": 2001, "SCHNAME": "A", "SCHSTATUS": "Open", **base},
        {
            "URN": 990061,
            "ESTAB": 75,
            "SCHNAME": "B",
            "SCHSTATUS": "Closed",
            "CLOSEDATE": "31-08-2022",
            **base,
        },
    ]


ALL = {
    "ks4": ks4,
    "ks2": ks2,
    "absence": absence,
    "suspensions": suspensions,
    "register": register,
    "census": census,
    "inspections": inspections,
    "deprivation": deprivation,
    "characteristics": characteristics,
    "characteristics-long": characteristics_long,
    "schools": schools,
}
