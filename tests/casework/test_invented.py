"""The workbook's own data: is it the same everywhere, does it add up, and is nothing in it real?"""

import csv
import hashlib
import io
import math
import os
import subprocess
import sys
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_tools.casework.invented import truth, write_all
from course_tools.casework.invented.federal_files import blurred
from course_tools.casework.invented.printing import Layout, percent, quotient, write_table
from course_tools.casework.reading import open_file

HERE = Path(__file__).resolve().parents[2]
KEPT = HERE / "modules" / "08-data-case" / "data"
REAL = HERE.parent / "shared" / "reference" / "real-data"
NORTHMERE = truth()["northmere"]
YEARS = NORTHMERE["years"]
FSM, OTHERS = "Eligible for free school meals", "Not eligible for free school meals"
Z = 1.959963984540054


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("invented") / "data"
    paths = write_all(folder)
    assert sorted(paths) == sorted(folder.iterdir())
    return folder


def rows_of(name: str, encoding: str = "utf-8-sig", between: str = ",") -> list[dict[str, str]]:
    text = (KEPT / name).read_bytes().decode(encoding)
    quoting = csv.QUOTE_MINIMAL if between == "," else csv.QUOTE_NONE
    lines = list(csv.reader(io.StringIO(text), delimiter=between, quoting=quoting))
    assert all(len(line) == len(lines[0]) for line in lines), name
    return [dict(zip((cell.strip() for cell in lines[0]), line, strict=True)) for line in lines[1:]]


def by_group(year: str) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in rows_of("northmere_absence_3term_by_group.csv"):
        if row["time_period"] == year.replace("/", ""):
            place = row["school_urn"] or row["geographic_level"]
            found.setdefault(place, {})[row["breakdown"]] = row
    return found


def digest_of(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()


# --- the same everywhere -------------------------------------------------------------------------


def test_kept_files_are_those_of_the_generator(written: Path) -> None:
    """Is what lies in the lesson's folder exactly what `write_all` writes?"""
    assert sorted(path.name for path in KEPT.iterdir()) == sorted(
        path.name for path in written.iterdir()
    )
    changed = [p.name for p in written.iterdir() if p.read_bytes() != (KEPT / p.name).read_bytes()]
    assert not changed, "write_all('modules/08-data-case/data') makes them anew"


def test_another_python_writes_the_same(written: Path, tmp_path: Path) -> None:
    """Do the bytes depend on the order of sets, the locale or the time zone of a process?"""
    code = f"from course_tools.casework.invented import write_all; write_all({str(tmp_path)!r})"
    other = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONUTF8": "0"}
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, **other}, cwd=HERE)
    assert digest_of(tmp_path) == digest_of(written)


def test_files_are_small() -> None:
    """Does the lesson's data stay light enough for a school's computer?"""
    assert sum(path.stat().st_size for path in KEPT.iterdir()) < 1_000_000


# --- the planted gap -----------------------------------------------------------------------------


def wilson(k: int, n: int) -> tuple[float, float]:
    p = k / n
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return middle - half, middle + half


def newcombe(one: tuple[int, int], two: tuple[int, int]) -> tuple[float, float, float]:
    p, q = one[0] / one[1], two[0] / two[1]
    (low1, high1), (low2, high2) = wilson(*one), wilson(*two)
    d = p - q
    return d, d - math.hypot(p - low1, high2 - q), d + math.hypot(high1 - p, q - low2)


def counts(row: dict[str, str]) -> tuple[int, int]:
    return int(row["enrolments_pa_10_exact"]), int(row["enrolments"])


def fsm_rates(year: str) -> dict[str, tuple[int, int]]:
    return {
        urn: counts(rows[FSM])
        for urn, rows in by_group(year).items()
        if urn.isdigit() and rows[FSM]["enrolments"] != "c" and counts(rows[FSM])[1] >= 11
    }


def distances(rates: dict[str, tuple[int, int]], target: float | None = None) -> dict[str, float]:
    p = target or sum(k for k, _ in rates.values()) / sum(n for _, n in rates.values())
    return {urn: (k / n - p) / math.sqrt(p * (1 - p) / n) for urn, (k, n) in rates.items()}


def test_larkfield_is_the_worked_example() -> None:
    """Are the numbers those of Brief 4.8: 36 of 90 against 42 of 210, ratio 2.0 (1.4 to 2.9)?"""
    rows = by_group("2023/24")[NORTHMERE["larkfield"]]
    assert rows["Total"]["school_name"] == "Larkfield Primary School"
    assert (counts(rows[FSM]), counts(rows[OTHERS])) == ((36, 90), (42, 210))
    assert counts(rows["Total"]) == (78, 300)
    log_se = math.sqrt(1 / 36 - 1 / 90 + 1 / 42 - 1 / 210)
    ratio = (36 / 90) / (42 / 210)
    limits = (ratio / math.exp(Z * log_se), ratio * math.exp(Z * log_se))
    assert (round(ratio, 2), round(limits[0], 2), round(limits[1], 2)) == (2.0, 1.38, 2.90)


def test_the_funnel_has_a_right_answer() -> None:
    """Do exactly the planted schools lie outside 3.09, with limits widened or not (Brief 4.5)?"""
    z = distances(fsm_rates(NORTHMERE["latest"]))
    assert len(z) >= 28
    phi = sum(value * value for value in z.values()) / len(z)
    for widening in (1.0, math.sqrt(max(1.0, phi))):
        outside = {urn for urn, value in z.items() if abs(value) / widening > 3.09}
        assert outside == set(NORTHMERE["planted"])


@pytest.mark.parametrize("target", [0.2, 0.205, None])
@pytest.mark.parametrize("year", YEARS)
def test_luck_puts_no_other_school_outside(year: str, target: float | None) -> None:
    """Is no school but the planted ones beyond 3.09 in any year, eligible or all pupils?"""
    everybody = {
        urn: counts(rows["Total"]) for urn, rows in by_group(year).items() if urn.isdigit()
    }
    for rates in (fsm_rates(year), everybody):
        far = {urn for urn, z in distances(rates, target).items() if abs(z) > 3.09}
        assert far <= set(NORTHMERE["planted"])


@pytest.mark.parametrize("year", YEARS)
def test_true_shares_are_what_was_planted(year: str) -> None:
    """Do all counts look like draws from the shares that `truth` names?"""
    absence = NORTHMERE["absence"][year]
    kept = by_group(year)
    for urn, groups in absence.items():
        for name, breakdown in (("fsm", FSM), ("others", OTHERS)):
            if kept[urn][breakdown]["enrolments"] != "c":
                assert counts(kept[urn][breakdown]) == tuple(groups[name].values())
    planted = NORTHMERE["planted"]
    assert len(planted) == 2
    for urn in planted:
        one, two = (tuple(absence[urn][name].values()) for name in ("fsm", "others"))
        _, low, high = newcombe(one, two)
        assert low < 0.2 < high
        assert low > 0
    elsewhere = [absence[urn] for urn in absence if urn not in planted]
    one = tuple(sum(group["fsm"][what] for group in elsewhere) for what in ("often", "pupils"))
    two = tuple(sum(group["others"][what] for group in elsewhere) for what in ("often", "pupils"))
    assert abs(newcombe(one, two)[0]) < 0.02
    assert abs((one[0] + two[0]) / (one[1] + two[1]) - NORTHMERE["absent_share"]) < 0.01


# --- everything adds up --------------------------------------------------------------------------


def total(rows: Iterable[dict[str, str]], column: str) -> int:
    return sum(int(row[column]) for row in rows)


@pytest.mark.parametrize("year", YEARS)
def test_absence_adds_up(year: str) -> None:
    """Do groups add up to schools, and schools to the authority, in all three absence files?"""
    places = by_group(year)
    summed = ("enrolments", "enrolments_pa_10_exact", "enrolments_pa_50_exact", "sess_overall")
    for place, rows in places.items():
        if rows[FSM]["enrolments"] == "c":
            assert rows[OTHERS]["enrolments"] == "c", f"{place}: one hidden group shows the other"
            continue
        for column in summed:
            assert total((rows[FSM], rows[OTHERS]), column) == int(rows["Total"][column])
    schools = [rows["Total"] for urn, rows in places.items() if urn.isdigit()]
    assert len(schools) == int(places["Local authority"]["Total"]["num_schools"]) == 33
    for column in summed:
        assert total(schools, column) == int(places["Local authority"]["Total"][column])
    alone = {
        row["school_urn"]: row
        for row in rows_of("northmere_1_absence_3term_school.csv")
        if row["time_period"] == year.replace("/", "")
    }
    for row in schools:
        assert all(alone[row["school_urn"]][name] == row[name] for name in (*summed, "school_name"))
        assert int(row["sess_authorised"]) + int(row["sess_unauthorised"]) == int(
            row["sess_overall"]
        )
        assert row["enrolments_pa_10_exact_percent"] == percent(*counts(row))


@pytest.mark.parametrize("year", ["2021-2022", "2022-2023", "2023-2024"])
def test_census_adds_up(year: str) -> None:
    """Do girls and boys, and the languages, add up, and schools to the authority by phase?"""
    rows = rows_of(f"northmere_{year}_census.csv")
    known = [row for row in rows if row["NUMFSM"] != "NA"]
    assert {row["SCHOOLTYPE"] for row in rows if row["NUMFSM"] == "NA"} == {"Independent school"}
    for row in known:
        assert int(row["NORG"]) + int(row["NORB"]) == int(row["NOR"])
        assert sum(int(row[name]) for name in ("NUMEAL", "NUMENGFL", "NUMUNCFL")) == int(row["NOR"])
        assert int(row["NUMFSM"]) <= int(row["NUMFSMEVER"]) <= int(row["NOR"])
        share = percent(int(row["NUMFSMEVER"]), int(row["NOR"]))
        assert float(row["PNUMFSMEVER"]) == float(share)
    for area in (row for row in known if row["URN"] == "LA"):
        same = [
            row for row in known if row["URN"].isdigit() and row["SCHOOLTYPE"] == area["SCHOOLTYPE"]
        ]
        assert all(total(same, name) == int(area[name]) for name in ("NOR", "NUMFSM", "TSENELK"))


def test_census_and_absence_and_register_agree() -> None:
    """Do the files tell the same story of a school?"""
    census = {row["URN"]: row for row in rows_of("northmere_2023-2024_census.csv")}
    wide = {
        row["urn"]: row for row in rows_of("northmere_spc_school_level_underlying_data_2024.csv")
    }
    register = {
        row["URN"]: row for row in rows_of("northmere_edubasealldata20240901.csv", "cp1252")
    }
    for urn, rows in by_group("2023/24").items():
        if urn.isdigit():
            assert census[urn]["NOR"] == rows["Total"]["enrolments"]
            assert register[urn]["NumberOfPupils"] == wide[urn]["headcount of pupils"]
            assert wide[urn]["headcount of pupils"] == census[urn]["NOR"]
            eligible = "number of pupils known to be eligible for free school meals"
            assert wide[urn][eligible] == census[urn]["NUMFSM"]
            if rows[FSM]["enrolments"] != "c":
                assert rows[FSM]["enrolments"] == census[urn]["NUMFSM"]


@pytest.mark.parametrize("year", ["2021-2022", "2022-2023", "2023-2024"])
def test_ks4_adds_up(year: str) -> None:
    """Do groups add up to schools, schools to the authority, and are percentages of whole pupils?"""
    rows = rows_of(f"northmere_{year}_ks4final.csv")
    shown = [row for row in rows if row["TFSM6CLA1A"].isdigit()]
    for row in shown:
        assert int(row["TFSM6CLA1A"]) + int(row["TNOTFSM6CLA1A"]) == int(row["TPUP"])
        assert int(row["BPUP"]) + int(row["GPUP"]) == int(row["TPUP"])
        if row["PTL2BASICS_94"] == "NE":
            continue
        everybody = whole_count(row["PTL2BASICS_94"], int(row["TPUP"]))
        parts = [
            whole_count(row[share], int(row[of]))
            for share, of in (
                ("PTFSM6CLA1ABASICS_94", "TFSM6CLA1A"),
                ("PTNOTFSM6CLA1ABASICS_94", "TNOTFSM6CLA1A"),
            )
            if row[share] != "SUPP"
        ]
        if int(row["TPUP"]) < 500 and len(parts) == 2:
            assert sum(parts) == everybody
        assert row["ATT8SCR"] == quotient(
            int(row["TOTATT8"].replace(".", "")), 10 * int(row["TPUP"]), 1
        )
    [area] = [row for row in rows if row["RECTYPE"] == "4"]
    assert total(
        (row for row in rows if row["RECTYPE"] in "12" and row["TPUP"] != "NA"), "TPUP"
    ) == int(area["TPUP"])
    assert [row["RECTYPE"] for row in rows][-3:] == ["4", "5", "7"]


def whole_count(printed: str, of: int) -> int:
    """The one whole number of pupils that prints so; there is one below 500 pupils."""
    nearest = round(float(printed.rstrip("%")) * of / 100)
    if of < 500:
        assert percent(nearest, of) + "%" == printed
    return nearest


def test_ks4_marks_stand_where_they_should() -> None:
    """Is each mark of the publisher at the school that `truth` names?"""
    rows = {row["URN"]: row for row in rows_of("northmere_2023-2024_ks4final.csv") if row["URN"]}
    marks = {urn: row["ATT8SCR"] for urn, row in rows.items() if not row["ATT8SCR"][0].isdigit()}
    expected = dict.fromkeys(NORTHMERE["hidden_ks4"], "SUPP")
    expected |= dict.fromkeys(NORTHMERE["not_published_ks4"], "NP")
    expected |= dict.fromkeys(NORTHMERE["no_entries_ks4"], "NE")
    assert marks == expected
    assert {u for u, row in rows.items() if row["P8MEA"] == "LOWCOV"} == {
        NORTHMERE["low_coverage"]["ks4"]
    }
    for row in rows.values():
        if row["TPUP"].isdigit() and int(row["TPUP"]) >= 6 and row["ATT8SCR"] != "NE":
            for group in ("FSM6CLA1A", "NFSM6CLA1A"):
                count = int(row["T" + group.replace("NFSM", "NOTFSM")])
                assert (row[f"ATT8SCR_{group}"] in ("SUPP", "NE")) == (count < 6)


@pytest.mark.parametrize("year", ["2018-2019", "2022-2023", "2023-2024"])
def test_ks2_adds_up_and_has_its_own_record_types(year: str) -> None:
    """Are record types those of key stage 2, small schools hidden, and progress there when it was?"""
    rows = rows_of(f"northmere_{year}_ks2final.csv")
    assert [row["RECTYPE"] for row in rows][-4:] == ["2", "3", "4", "5"]
    schools = [row for row in rows if row["RECTYPE"] in "12"]
    assert total(schools, "TELIG") == int(rows[-3]["TELIG"])
    hidden = {row["URN"] for row in schools if row["PTRWM_EXP"] == "SUPP"}
    assert hidden == set(NORTHMERE["hidden_ks2"])
    assert hidden == {row["URN"] for row in schools if int(row["TELIG"]) < 6}
    assert ("READPROG" in rows[0]) == ("PTRWM_EXP_L" in rows[0]) == (year != "2023-2024")
    if "READPROG" in rows[0]:
        thin = {row["URN"] for row in schools if row["READPROG"] == "LOWCOV"}
        assert thin == {NORTHMERE["low_coverage"]["ks2"]}
    for row in schools:
        if row["URN"] not in hidden:
            of = int(row["TELIG"])
            assert int(row["TFSM6CLA1A"]) + int(row["TNotFSM6CLA1A"]) == of
            nearest = round(int(row["PTRWM_EXP"].rstrip("%")) * of / 100)
            assert percent(nearest, of, 0) + "%" == row["PTRWM_EXP"]


def test_a_school_changed_its_number() -> None:
    """Does the old URN end, the new one begin, and does the register hold both?"""
    change = NORTHMERE["successor"]
    for name in ("census", "ks2final"):
        years = {"census": "2021-2022", "ks2final": "2018-2019"}
        before = {row["URN"] for row in rows_of(f"northmere_{years[name]}_{name}.csv")}
        after = {row["URN"] for row in rows_of(f"northmere_2022-2023_{name}.csv")}
        assert change["predecessor"] in before - after
        assert change["urn"] in after - before
    register = {
        row["URN"]: row for row in rows_of("northmere_edubasealldata20240901.csv", "cp1252")
    }
    old, new = register[change["predecessor"]], register[change["urn"]]
    assert (old["EstablishmentStatus (name)"], old["CloseDate"]) == ("Closed", "31-08-2022")
    assert (new["EstablishmentStatus (name)"], new["OpenDate"]) == ("Open", "01-09-2022")
    assert old["EstablishmentNumber"] == new["EstablishmentNumber"]
    assert register[NORTHMERE["closed"]]["EstablishmentStatus (name)"] == "Closed"


def test_caaspp_adds_up() -> None:
    """Do levels add up to those tested, and schools to district and county, charter apart?"""
    rows = rows_of("sierra_bonita_sb_ca2024_all_csv_v1.txt", "latin-1", "^")
    assert len(rows[0]) == 69
    charters = truth()["sierra_bonita"]["charters"]
    levels = ("Exceeded", "Met", "Nearly Met", "Not Met")
    everybody: dict[tuple[str, str], int] = {}
    for row in rows:
        tested = row["Total Students Tested with Scores"]
        if tested == "*":
            assert row["Percentage Standard Met and Above"] == "*"
            continue
        assert int(tested) > 10
        assert sum(int(row[f"Count Standard {level}"]) for level in levels) == int(tested)
        above = int(row["Count Standard Met and Above"])
        assert above == int(row["Count Standard Exceeded"]) + int(row["Count Standard Met"])
        assert row["Percentage Standard Met and Above"] == percent(above, int(tested), 2)
        if row["Student Group ID"] == "1" and row["Grade"] == "13":
            place = row["County Code"] + row["District Code"] + row["School Code"]
            everybody[row["Test ID"], place] = int(tested)
    for test in "12":
        schools = {
            place: n
            for (one, place), n in everybody.items()
            if one == test and place[7:] != "0" * 7
        }
        apart = sum(n for place, n in schools.items() if place in charters)
        assert apart > 0
        assert everybody[test, "9900000" + "0" * 7] == sum(schools.values())
        assert everybody[test, "9999999" + "0" * 7] == sum(schools.values()) - apart


@pytest.mark.parametrize(
    ("name", "enrolled", "charter"),
    [
        (
            "chronicabsenteeism24",
            "ChronicAbsenteeismEligibleCumulativeEnrollment",
            "Charter School",
        ),
        ("suspension24", "CumulativeEnrollment", "CharterYN"),
    ],
)
def test_state_files_repeat_and_hide(name: str, enrolled: str, charter: str) -> None:
    """Do repeated rows agree, do charters and others make all, and is nothing small shown?"""
    rows = rows_of(f"sierra_bonita_{name}.txt", "latin-1", "\t")
    category = "Reporting Category" if " " in charter else "ReportingCategory"
    level = "Aggregate Level" if " " in charter else "AggregateLevel"
    school = "School Code" if " " in charter else "SchoolCode"
    assert all(row[enrolled] == "*" or int(row[enrolled]) > 10 for row in rows)
    assert any(row[enrolled] == "*" for row in rows)
    said: dict[tuple[str, str, str], set[tuple[str, ...]]] = {}
    for row in rows:
        numbers = tuple(cell for column, cell in row.items() if column != charter)
        said.setdefault((row[level], row[school], row[category]), set()).add(numbers)
    assert all(len(each) == 1 for key, each in said.items() if key[0] == "S")
    district = {row[charter][0]: row for row in rows if row[level] == "D" and row[category] == "TA"}
    assert int(district["A"][enrolled]) == int(district["Y"][enrolled]) + int(
        district["N"][enrolled]
    )


def test_dashboard_agrees_with_the_absence_file() -> None:
    """Has the Dashboard the counts of the absence file, and blanks below eleven?"""
    absence = {
        row["County Code"] + row["District Code"] + row["School Code"]: row
        for row in rows_of("sierra_bonita_chronicabsenteeism24.txt", "latin-1", "\t")
        if row["Aggregate Level"] == "S" and row["Reporting Category"] == "TA"
    }
    rows = rows_of("sierra_bonita_chronicdownload2024.txt", "latin-1", "\t")
    compared = 0
    for row in rows:
        small = int(row["currdenom"]) < 11
        assert (row["currstatus"] == "") == small == (row["currnumer"] == "")
        assert row["color"] == "0" or int(row["currdenom"]) >= 30
        ends_at_eight = row["schoolname"].endswith(("Elementary", "Middle"))
        if row["studentgroup"] == "ALL" and ends_at_eight:
            other = absence[row["cds"]]
            assert row["currnumer"] == other["ChronicAbsenteeismCount"]
            assert row["currdenom"] == other["ChronicAbsenteeismEligibleCumulativeEnrollment"]
            compared += 1
    assert compared == 13


def test_membership_holds_its_totals_beside_its_parts() -> None:
    """Would adding up every row count each child several times, and are the totals right?"""
    rows = rows_of("sierra_bonita_ccd_sch_052_2324.csv", "latin-1")
    for school in {row["NCESSCH"] for row in rows}:
        own = [row for row in rows if row["NCESSCH"] == school]
        kinds = {row["TOTAL_INDICATOR"].split(" -")[0] for row in own}
        sums = {
            kind: sum(
                int(row["STUDENT_COUNT"] or 0)
                for row in own
                if row["TOTAL_INDICATOR"].startswith(kind)
            )
            for kind in kinds
        }
        assert len(kinds) == 4
        assert len(set(sums.values())) == 1


# --- the awkward things of real files ------------------------------------------------------------


def test_encodings_are_those_of_the_publishers() -> None:
    """Are byte order mark, Windows letters and Latin-1 letters really there?"""
    for name in ("northmere_2023-2024_ks4final.csv", "northmere_2023-2024_census.csv"):
        content = (KEPT / name).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert not content.endswith(b"\n")
    register = (KEPT / "northmere_edubasealldata20240901.csv").read_bytes()
    assert b"Zo\xeb Fernhollow" in register
    assert b"St Aldwen\x92s" in register
    for name in ("sb_ca2024entities_csv.txt", "chronicabsenteeism24.txt", "suspension24.txt"):
        content = (KEPT / f"sierra_bonita_{name}").read_bytes()
        assert "Peña".encode("latin-1") in content
        with pytest.raises(UnicodeDecodeError):
            content.decode("utf-8")
    with pytest.raises(UnicodeDecodeError):
        register.decode("utf-8")


def test_headers_are_as_awkward_as_real_ones() -> None:
    """Two spaces in a name, spaces at the end of names, a line above, a URN turned into a number?"""
    inspections = sorted(KEPT.glob("northmere_Management_information*"))
    heads = [path.read_text("cp1252").splitlines() for path in inspections]
    assert sum("Latest OEIF  safeguarding is effective?" in lines[0] for lines in heads) == 2
    assert sum("URN" not in lines[0] and "URN" in lines[1] for lines in heads) == 1
    assert any(",9," in line and "NULL" in line for lines in heads for line in lines)
    ragged = (KEPT / "sierra_bonita_chronicabsenteeism24.txt").read_text("latin-1").splitlines()[0]
    assert "Charter School \t" in ragged
    printed = NORTHMERE["like_a_number"]["printed"]
    assert str(int(float(printed))) == NORTHMERE["like_a_number"]["urn"]
    long = rows_of("northmere_spc_school_level_202526.csv")
    assert {row["school_urn"] for row in long if "e" in row["school_urn"]} == {printed}
    assert len(rows_of("northmere_edubasealldata20240901.csv", "cp1252")[0]) == 139


@pytest.mark.parametrize(
    "path", [p for p in sorted(KEPT.iterdir()) if p.suffix != ".md"], ids=lambda p: p.name
)
def test_every_file_can_be_read(path: Path) -> None:
    """Is every file recognized, with no cell that nobody can read?"""
    table = open_file(path).table
    assert not (table["status"] == "unreadable").any()


def test_deprivation_ranks_make_their_tenths() -> None:
    """Is each tenth that of its rank, and do the two editions use different areas?"""
    codes = []
    for edition, boundaries, everywhere in ((2019, 2011, 32844), (2025, 2021, 33755)):
        rows = rows_of(f"northmere_File_7_IoD{edition}_All_Ranks_Scores_Deciles.csv")
        codes.append({row[f"LSOA code ({boundaries})"] for row in rows})
        assert len(rows) == 30
        for row in rows:
            start = "Index of Multiple Deprivation (IMD)"
            rank = int(row[f"{start} Rank (where 1 is most deprived)"])
            tenth = int(row[f"{start} Decile (where 1 is most deprived 10% of LSOAs)"])
            assert 1 <= rank <= everywhere
            assert tenth == math.ceil(10 * rank / everywhere)
    assert len(codes[0] - codes[1]) == len(codes[1] - codes[0]) == 3


# --- nobody is meant -----------------------------------------------------------------------------


def test_no_number_belongs_to_anybody() -> None:
    """Are all codes among those that nobody uses?"""
    for path in KEPT.glob("northmere_*.csv"):
        encoding = "cp1252" if b"\xeb" in path.read_bytes() else "utf-8-sig"
        lines = path.read_bytes().decode(encoding, "replace").splitlines()
        start = 0 if "URN" in lines[0].upper() else 1
        for row in csv.DictReader(lines[start:]):
            urns = {row.get(name) for name in ("URN", "urn", "school_urn")} - {None, ""}
            assert all(urn in ("LA", "NAT") or urn.startswith(("99", "9.91e")) for urn in urns)
            authorities = {row.get(name) for name in ("LEA", "LA", "LA (code)", "old_la_code")}
            assert authorities <= {None, "", "999"}
    for row in rows_of("sierra_bonita_sb_ca2024entities_csv.txt", "latin-1", "^"):
        codes = row["County Code"], row["District Code"]
        assert codes in {("00", "00000"), ("99", "00000"), ("99", "99999")}


def test_no_name_is_a_real_one() -> None:
    """Is no school called like one in the real files?"""
    if not REAL.is_dir():
        pytest.skip("the real files are not beside the repository")
    real = {
        row["SCHNAME"]
        for row in csv.DictReader((REAL / "815_spine.csv").open("r", encoding="utf-8-sig"))
    }
    with (REAL / "caaspp_2024_entities_first400.txt").open(encoding="latin-1") as file:
        real |= {line.rstrip("\n").split("^")[8] for line in file}
    register = rows_of("northmere_edubasealldata20240901.csv", "cp1252")
    ours = {row["EstablishmentName"] for row in register}
    ours |= set(truth()["sierra_bonita"]["schools"].values())
    assert not ours & real


def test_heads_are_invented() -> None:
    """Does the register hold head teachers' columns, with no name of a person in them?"""
    register = rows_of("northmere_edubasealldata20240901.csv", "cp1252")
    heads = {
        (row["HeadTitle (name)"], row["HeadFirstName"], row["HeadLastName"]) for row in register
    }
    assert heads == {("Mx", "Invented", "Head")}


def test_readme_says_what_it_is() -> None:
    """Does it say that all is invented, free to use, and list every file, without the answer?"""
    words = (KEPT / "README.md").read_text("utf-8")
    assert "**Everything in this folder is invented.**" in words
    assert "CC0" in words
    for path in KEPT.iterdir():
        assert path.name == "README.md" or f"`{path.name}`" in words
    assert not any(name in words for name in NORTHMERE["planted"].values())


# --- printing ------------------------------------------------------------------------------------


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**6), st.integers(0, 3))
@settings(max_examples=200, deadline=None)
def test_numbers_are_rounded_as_by_hand(above: int, below: int, decimals: int) -> None:
    """Is every printed number the nearest, halves away from zero, as decimal arithmetic has it?"""
    step = Decimal(1).scaleb(-decimals)  # Decimal has 28 digits, so nothing is rounded twice
    exact = (Decimal(above) / Decimal(below)).quantize(step, ROUND_HALF_UP)
    assert Decimal(quotient(above, below, decimals)) == exact


@given(st.integers(1, 2000), st.data())
@settings(max_examples=200, deadline=None)
def test_blurred_shares_hold_the_true_one(tested: int, data: st.DataObject) -> None:
    """Does every blurred percentage contain the true one, rounded?"""
    proficient = data.draw(st.integers(0, tested))
    printed = blurred(proficient, tested)
    share = (200 * proficient + tested) // (2 * tested)
    if tested <= 5:
        assert printed == "PS"
        return
    for mark, low_high in (
        ("LT", lambda n: (0, n - 1)),
        ("GE", lambda n: (n, 100)),
        ("LE", lambda n: (0, n)),
    ):
        if printed.startswith(mark):
            low, high = low_high(int(printed[2:]))
            break
    else:
        low, high = (int(part) for part in (printed.split("-") * 2)[:2])
    assert low <= share <= high


def test_a_lost_column_is_refused(tmp_path: Path) -> None:
    """Is a row with a column that the header lacks refused, and not dropped in silence?"""
    with pytest.raises(KeyError, match="URM"):
        write_table(tmp_path / "a.csv", ["URN"], [{"URM": 1}], Layout())
