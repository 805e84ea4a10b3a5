"""Readers for England: every number is found, every mark stays a mark, nobody is named."""

import csv
import math
from pathlib import Path

import pytest

from course_tools import casework
from course_tools.casework.england.identity import laestabs, urn_of, whole_number
from course_tools.casework.kinds import all_kinds
from course_tools.casework.marks import constant
from course_tools.casework.tidy import COLUMNS, STATUSES, PublishedFile
from course_tools.errors import FileNotRead
from tests.casework import england_files
from tests.casework.england_files import ALL, as_csv, put

REAL = Path(__file__).parents[3] / "shared" / "reference" / "real-data"
INVENTED = Path(__file__).parents[2] / "modules" / "08-data-case" / "data"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason=f"no real files in {REAL}")


def opened(tmp_path: Path, kind: str, name: str = "") -> PublishedFile:
    return casework.open_file(put(tmp_path, name or f"{kind}_2022-2023.csv", as_csv(ALL[kind]())))


def cell(
    file: PublishedFile, place: str, measure: str, group: str = "all pupils", period: str = ""
):
    table = file.table
    rows = table[
        (table["place"] == place) & (table["measure"] == measure) & (table["group"] == group)
    ]
    rows = rows[rows["period"] == period] if period else rows
    assert len(rows) == 1, rows
    return rows.iloc[0]


def words(file: PublishedFile) -> str:
    return " ".join(remark.words for remark in file.remarks)


def check_contract(file: PublishedFile) -> None:
    table = file.table
    assert tuple(table.columns) == COLUMNS
    assert set(table["status"].cat.categories) == set(STATUSES)
    reported = table["status"] == "reported"
    assert (table["value"].notna() == reported).all()
    assert (table["printed"] == "")[reported].all()
    assert file.places.index.is_unique
    assert set(table["place"].unique()) <= set(file.places.index)
    assert {"name", "level", "part_of", "phase", "status"} <= set(file.places.columns)
    assert set(file.places["status"]) <= {"open", "closed", ""}
    assert not table.duplicated(["place", "period", "group", "measure"]).any()
    for id_, measure in file.measures.items():
        rows = table[(table["measure"] == id_) & reported]
        if measure.unit == "share":
            assert rows["value"].between(0, 1).all(), id_
            both = rows[rows["numerator"].notna() & rows["denominator"].notna()]
            off = (both["value"] - both["numerator"] / both["denominator"]).abs()
            assert (off <= 0.5 * 10.0**-measure.decimals + 1e-9).all(), id_


@pytest.mark.parametrize("kind", ALL)
def test_every_layout_is_known_and_keeps_the_contract(tmp_path, kind):
    """Is each layout recognized, by its columns alone, and does its table keep its promises?"""
    file = opened(tmp_path, kind, "download.csv")
    assert file.kind == f"england-{kind}"
    # Most ids in these tests are in nobody's use: then the file is taken for an invented one.
    assert file.source.licence in ("CC0", "Open Government Licence v3.0")
    assert file.source.publisher
    check_contract(file)
    assert set(file.measures) == set(file.table["measure"].unique())


@pytest.mark.parametrize("kind", ALL)
def test_header_case_and_byte_order_mark_do_not_matter(tmp_path, kind):
    """Does the same file with another case in its header give the same table?"""
    header, _, rest = as_csv(ALL[kind]()).partition(b"\r\n")
    changed = b"\xef\xbb\xbf" + header.swapcase() + b"\r\n" + rest
    first, second = (
        casework.open_file(put(tmp_path, f"{name}_2023.csv", content)).table
        for name, content in (("a", header + b"\r\n" + rest), ("b", changed))
    )
    wanted = [name for name in COLUMNS if name != "source"]
    assert first[wanted].astype(str).equals(second[wanted].astype(str))


def test_ks4_says_who_and_how_many(tmp_path):
    """Are groups, counts, scores and published limits what the file says?"""
    file = opened(tmp_path, "ks4")
    row = cell(file, "990001", "english-and-maths-4")
    assert (row["value"], row["numerator"], row["denominator"]) == (0.55, 66, 120)
    row = cell(file, "990001", "english-and-maths-4", "disadvantaged pupils")
    assert (row["value"], row["numerator"], row["denominator"]) == (0.4, 16, 40)
    row = cell(file, "990001", "english-and-maths-4", "pupils not disadvantaged")
    assert (row["value"], row["numerator"], row["denominator"]) == (0.625, 50, 80)
    score = cell(file, "990001", "attainment-8", "disadvantaged pupils")
    assert (score["value"], score["denominator"]) == (36.1, 40)
    assert math.isnan(score["numerator"])
    assert file.measures["attainment-8"].unit == "score"
    low, high = (cell(file, "990001", f"progress-8-{end}")["value"] for end in ("low", "high"))
    assert (low, high) == (-0.27, 0.15)
    assert cell(file, "990001", "progress-8")["denominator"] == 116
    who = cell(file, "990001", "disadvantaged")
    assert (who["numerator"], who["denominator"]) == (40, 120)
    assert file.measures["english-and-maths-4"].decimals == 3


def test_ks4_marks_never_become_numbers(tmp_path):
    """Does each mark keep its own reason?"""
    file = opened(tmp_path, "ks4")
    found = {
        place: cell(file, place, "attainment-8")["status"]
        for place in ("990003", "990004", "990005")
    }
    assert found == {
        "990003": "suppressed",
        "990004": "not applicable",
        "990005": "not published",
    }
    assert cell(file, "990003", "attainment-8")["printed"] == "SUPP"
    assert cell(file, "990002", "progress-8")["status"] == "too few"
    assert cell(file, "England", "progress-8")["status"] == "not published"


def test_record_types_are_each_file_s_own(tmp_path):
    """Is 5 England in key stage 4, and only its state-funded schools in key stage 2?"""
    four, two = opened(tmp_path, "ks4"), opened(tmp_path, "ks2")
    assert cell(four, "England", "pupils-in-year-group")["value"] == 605874
    assert cell(four, "England, state-funded schools", "pupils-in-year-group")["value"] == 542831
    assert cell(two, "England", "pupils-in-year-group")["value"] == 663000
    assert cell(two, "England, state-funded schools", "pupils-in-year-group")["value"] == 640000
    for file in (four, two):
        assert cell(file, "999", "pupils-in-year-group")["value"] in (240, 64)
        assert file.places.at["990001" if file is four else "990011", "part_of"] == "999"
        assert file.places.at["999", "level"] == "local authority"
        assert file.places.at["999", "part_of"] == "England, state-funded schools"
        assert file.places.at["England, state-funded schools", "part_of"] == "England"


def test_ks2_reads_groups_whatever_the_case(tmp_path):
    """Are “NotFSM6CLA1A” and “NOTFSM6CLA1A” the same group?"""
    file = opened(tmp_path, "ks2")
    row = cell(file, "990011", "reading-writing-maths", "pupils not disadvantaged")
    assert (row["value"], row["numerator"], row["denominator"]) == (0.75, 30, 40)
    assert cell(file, "990011", "reading-progress-low")["value"] == -0.4
    gap = cell(file, "990011", "behind-other-pupils-in-england", "disadvantaged pupils")
    assert gap["value"] == -22
    assert file.measures["behind-other-pupils-in-england"].unit == "percentage points"


def test_count_that_fits_no_percentage_is_not_made_up(tmp_path):
    """Are counts left out where no whole number of pupils gives the percentage?"""
    rows = england_files.ks4()
    rows[0] |= {"TPUP": 7, "PTL2BASICS_94": "54.6%"}
    file = casework.open_file(put(tmp_path, "ks4_2023.csv", as_csv(rows)))
    row = cell(file, "990001", "english-and-maths-4")
    assert row["value"] == 0.546
    assert math.isnan(row["numerator"]) and math.isnan(row["denominator"])
    assert "do not belong together" in words(file)


def test_independent_school_with_nothing_is_pointed_out(tmp_path):
    """Is 0 % at an independent school explained?"""
    rows = england_files.ks4()
    rows[1] |= {"NFTYPE": "IND"}
    file = casework.open_file(put(tmp_path, "ks4_2023.csv", as_csv(rows)))
    assert cell(file, "990002", "english-and-maths-4")["value"] == 0
    assert any("1 independent school has 0 %" in remark.words for remark in file.remarks)
    assert "independent" not in words(opened(tmp_path, "ks4"))


def test_year_comes_from_the_name_or_from_the_reader(tmp_path):
    """Where the file has no year: is the name's taken with a question, and the reader's without?"""
    file = opened(tmp_path, "ks4")
    assert set(file.table["period"]) == {"2022/23"}
    assert "Is that right?" in words(file)
    path = put(tmp_path, "download.csv", as_csv(ALL["ks4"]()))
    assert "Say it before you use it" in words(casework.open_file(path))
    said = casework.open_file(path, period="2018/19")
    assert set(said.table["period"]) == {"2018/19"}
    assert "Is that right?" not in words(said)
    assert "Is that right?" not in words(opened(tmp_path, "absence", "absence_2023-24.csv"))


def test_every_symbol_of_the_department_has_its_reason(tmp_path):
    """Are z, x, c, low, k, u, : and ~ told apart, none of them a 0, and an unknown mark named?"""
    file = opened(tmp_path, "absence")
    found = [
        (row["printed"], row["status"])
        for number in range(2, 11)
        for row in [cell(file, f"{990000 + number}", "persistent-absence")]
    ]
    assert found == [
        ("z", "not applicable"),
        ("x", "not published"),
        ("c", "suppressed"),
        ("low", "not published"),
        ("k", "not published"),
        ("u", "too few"),
        (":", "not published"),
        ("~", "not published"),
        ("%%", "unreadable"),
    ]
    assert "“%%” (6 times)" in words(file)
    assert "own guidance decides" in words(file)


def test_absence_groups_counts_and_types_of_school(tmp_path):
    """Are groups in our words, counts kept, and an area's primaries a place of their own?"""
    file = opened(tmp_path, "absence")
    row = cell(file, "990001", "persistent-absence", "pupils eligible for free school meals")
    assert (row["value"], row["numerator"], row["denominator"]) == (0.4, 36, 90)
    assert set(file.table["period"]) == {"2023/24"}
    assert cell(file, "999: State-funded primary", "persistent-absence")["value"] == 0.26
    assert file.places.at["990001", "part_of"] == "999: State-funded primary"
    assert file.places.at["999: State-funded primary", "name"] == "Northmere: State-funded primary"
    assert cell(file, "England", "persistent-absence")["value"] == 0.26
    # Half days of one child hang together: no counts, so that nobody makes an interval of them.
    half_days = cell(file, "990001", "absence")
    assert half_days["value"] == pytest.approx(0.071)
    assert math.isnan(half_days["denominator"])


def test_part_of_a_school_year_is_pointed_out(tmp_path):
    """Are two-term files told from whole years, and mixed ones kept apart?"""
    rows = england_files.absence()
    for row in rows:
        row["time_identifier"] = "Autumn and spring term"
    file = casework.open_file(put(tmp_path, "a.csv", as_csv(rows)))
    assert "not of a whole school year" in words(file)
    rows[0]["time_identifier"] = "Academic year"
    mixed = casework.open_file(put(tmp_path, "b.csv", as_csv(rows)))
    assert {"2023/24", "2023/24, Autumn and spring term"} == set(mixed.table["period"])


def test_suspensions_are_events_and_suspended_are_children(tmp_path):
    """Is the rate of events no share, may it be above 100, and is a wrong formula found?"""
    file = opened(tmp_path, "suspensions")
    events, children = (cell(file, "990001", name) for name in ("suspensions", "suspended"))
    assert (events["value"], file.measures["suspensions"].unit) == (130, "per 100 pupils")
    assert (children["value"], children["numerator"], children["denominator"]) == (0.15, 30, 200)
    assert "does not give susp_rate" not in words(file)
    rows = england_files.suspensions()
    rows[1]["susp_rate"] = "13.00"
    wrong = casework.open_file(put(tmp_path, "s.csv", as_csv(rows)))
    assert "In one row 100 × suspension ÷ headcount does not give susp_rate" in words(wrong)


def test_register_has_no_names_of_people(tmp_path):
    """Is nothing of a head teacher anywhere in what the reader gives out?"""
    text = as_csv(ALL["register"]()).decode().encode("cp1252")
    file = casework.open_file(put(tmp_path, "edubasealldata20240901.csv", text))
    everything = file.table.to_csv() + file.places.to_csv() + repr(file.measures) + words(file)
    for name in ("Zaphodia", "Quillworthy", "Quillmaster", "Dr,"):
        assert name not in everything
    assert file.places.at["990001", "name"] == "Zoë Academy"
    assert "Windows manner" in words(file)


def test_register_says_where_and_whether_schools_are_open(tmp_path):
    """Status, authority, small area, number, and the school that had the number before?"""
    file = opened(tmp_path, "register")
    places = file.places
    assert dict(places["status"]) == {
        "990001": "open",
        "990071": "closed",
        "990003": "open",
        "990004": "",
        "999": "",
    }
    assert places.at["990003", "laestab"] == "9990075"
    assert places.at["990001", "same_number_as"] == "990071"
    assert places.at["990003", "same_number_as"] == ""
    assert places.at["990001", "lsoa"] == "E99000001"
    assert places.at["990001", "pupils"] == 300
    assert places.at["999", "name"] == "Northmere"
    row = cell(file, "990001", "fsm-eligible")
    assert (row["value"], row["numerator"], row["denominator"]) == (0.3, 90, 300)
    assert row["period"] == "2023/24"
    assert cell(file, "990071", "pupils")["status"] == "not published"


def test_census_finds_the_base_only_where_it_is_certain(tmp_path):
    """Free school meals are counted from fewer pupils than are on roll: is that number found?"""
    file = opened(tmp_path, "census")
    row = cell(file, "990001", "fsm-last-six-years")
    assert (row["value"], row["numerator"], row["denominator"]) == (0.359, 14, 39)
    rows = england_files.census()
    rows[0] |= {"NOR": 1200, "NUMFSMEVER": 301, "PNUMFSMEVER": 25.2}
    vague = casework.open_file(put(tmp_path, "c_2023.csv", as_csv(rows)))
    row = cell(vague, "990001", "fsm-last-six-years")
    assert row["value"] == 0.252 and math.isnan(row["denominator"])


def test_census_areas_are_of_one_type_of_school(tmp_path):
    """Is a school compared with its own type, and is a base that cannot be left out?"""
    file = opened(tmp_path, "census")
    area = "999: State-funded primary"
    assert file.places.at["990001", "part_of"] == area
    assert file.places.at[area, "part_of"] == "England: State-funded primary"
    assert file.places.at["990051", "part_of"] == "999"
    # Special schools count plans of pupils who are on roll elsewhere: more plans than pupils.
    plans = cell(file, area, "ehc-plan")
    assert plans["value"] == 0.02 and math.isnan(plans["numerator"])
    assert cell(file, "990051", "first-language-not-english")["status"] == "not applicable"


def test_grades_are_grades(tmp_path):
    """Are 9, NULL and “Not judged” no grades, and is the year that of the visit?"""
    file = opened(tmp_path, "inspections")
    assert file.measures["overall-grade"].unit == "grade"
    assert cell(file, "990001", "overall-grade")["value"] == 2
    assert cell(file, "990001", "overall-grade")["period"] == "2023/24"
    assert cell(file, "990001", "sixth-form")["status"] == "not applicable"
    assert cell(file, "990002", "overall-grade")["status"] == "not published"
    assert cell(file, "990003", "quality-of-education")["printed"] == "NULL"
    assert "Since September 2024" in words(file)
    assert file.places.at["990001", "safeguarding"] == "Yes"
    assert file.places.at["990003", "inspected"] == ""


def test_line_above_the_header_is_skipped(tmp_path):
    """Is the header found below a title, as in the older inspection files?"""
    content = b"Inspections as at 31 August 2019\r\n\r\n" + as_csv(ALL["inspections"]())
    file = casework.open_file(put(tmp_path, "mi.csv", content))
    assert cell(file, "990001", "overall-grade")["value"] == 2


@pytest.mark.parametrize(("year", "areas"), [(2019, "2011"), (2025, "2021")])
def test_deprivation_says_which_small_areas(tmp_path, year, areas):
    """Are both editions read, and their areas' vintage said?"""
    content = as_csv(england_files.deprivation(year))
    file = casework.open_file(put(tmp_path, "File_7.csv", content))
    assert set(file.table["period"]) == {str(year)}
    assert f"those of {areas}." in words(file)
    assert file.places.at["E99000001", "lsoa_year"] == areas
    assert file.places.at["E99000001", "level"] == "area"
    share = cell(file, "E99000001", "child-poverty", "children aged 0 to 15")
    assert share["value"] == pytest.approx(0.05)
    assert cell(file, "E99000003", "deprivation-rank", "everybody")["value"] == 27000


def test_deprivation_header_may_be_cut_short(tmp_path):
    """Is “…10% of LSOA” the same column?"""
    content = as_csv(england_files.deprivation(2025)).replace(b"10% of LSOAs)", b"10% of LSOA")
    file = casework.open_file(put(tmp_path, "File_7.csv", content))
    assert cell(file, "E99000001", "deprivation-tenth", "everybody")["value"] == 1


def test_wide_characteristics(tmp_path):
    """Are shares, counts and ethnic groups of the wide file read?"""
    file = opened(tmp_path, "characteristics")
    row = cell(file, "990001", "fsm-eligible")
    assert (row["value"], row["numerator"], row["denominator"]) == (0.24, 60, 250)
    assert cell(file, "990001", "share-of-pupils", "white British pupils")["value"] == 0.8
    assert cell(file, "990001", "full-time-pupils")["value"] == 243.5
    assert cell(file, "990002", "fsm-eligible")["status"] == "suppressed"


def test_long_characteristics_and_the_number_that_became_scientific(tmp_path):
    """Is 1e+05 put right, 1.41E+05 left out with a word, and “low” no 0?"""
    file = opened(tmp_path, "characteristics-long")
    row = cell(file, "100000", "fsm-eligible")
    assert (row["value"], row["numerator"], row["denominator"]) == (0.24, 60, 250)
    assert cell(file, "990002", "share-of-pupils", "Gypsy/Roma")["status"] == "not published"
    assert "In 4 rows a program had printed" in words(file)
    assert "4 rows are left out" in words(file) and "1.41E+05" in words(file)
    assert set(file.places[file.places["level"] == "school"].index) == {"100000", "990002"}


def test_school_information_gives_places_and_no_numbers(tmp_path):
    """Are there names, closures and numbers of seven digits, and an empty table?"""
    file = opened(tmp_path, "schools")
    assert len(file.table) == 0
    assert file.places.at["990061", "status"] == "closed"
    assert file.places.at["990061", "laestab"] == "9990075"
    assert file.places.at["999", "name"] == "Northmere"


@pytest.mark.parametrize(
    ("kind", "pattern", "named"),
    [
        ("ks4", ("PT", "ATT8", "P8", "EBACC"), "looks like .*key stage 4.*ATT8SCR"),
        ("ks2", ("PT", "READ", "WRIT", "MAT", "DIFF"), "looks like .*key stage 2.*PTRWM_EXP"),
        ("absence", ("sess_", "enrolments_"), "sess_overall_percent"),
        ("characteristics", ("%",), "known to be eligible"),
    ],
)
def test_missing_columns_are_named(tmp_path, kind, pattern, named):
    """When somebody took the numbers out: does the message say which columns?"""
    rows = [
        {name: value for name, value in row.items() if not name.startswith(pattern)}
        for row in ALL[kind]()
    ]
    with pytest.raises(FileNotRead, match=named):
        casework.open_file(put(tmp_path, "x.csv", as_csv(rows)))


def test_rows_that_contradict_each_other_are_unreadable(tmp_path):
    """Are two numbers for one thing both refused, and a plain repeat kept once?"""
    rows = england_files.ks4()
    again = {**rows[0], "PTL2BASICS_94": "60.0%"}
    file = casework.open_file(put(tmp_path, "ks4_2023.csv", as_csv([*rows, again])))
    check_contract(file)
    assert cell(file, "990001", "english-and-maths-4")["status"] == "unreadable"
    assert cell(file, "990001", "english-and-maths-5")["value"] == 0.375
    assert "more than once" in words(file)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("990001", "990001"),
        ("1e+05", "100000"),
        ("9.91e+05", "991000"),
        ("1.41234E+05", "141234"),
        ("990001.0", "990001"),
        ("990,001", "990001"),
        ("1.41E+05", ""),
        ("1E+05", ""),
        ("99001", ""),
        ("05-Jan", ""),
        ("-990001", ""),
        ("", ""),
        ("NULL", ""),
    ],
)
def test_school_numbers_are_put_right_only_where_nothing_is_lost(printed, number):
    """Which spellings of a number are certain?"""
    assert urn_of(printed) == number


def test_school_number_in_its_authority_is_padded():
    """Is 75 in authority 999 the school 9990075?"""
    for own, wanted in (("75", "9990075"), ("2001", "9992001"), ("", ""), ("20011", "")):
        built = laestabs(constant("999", 1), constant(own, 1))
        assert built.as_list() == [wanted]
    assert whole_number("0075") == "0075"


def numbers_of(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or []), list(reader)


def plain(text: str | None) -> float | None:
    try:
        return float((text or "").removesuffix("%"))
    except ValueError:
        return None


@needs_real
def test_every_number_of_the_real_ks4_file_is_found():
    """Of the columns that are read: does each number, and each mark, stand in the table?"""
    path = REAL / "815_2019_ks4.csv"
    _, raw = numbers_of(path)
    file = casework.open_file(path)
    check_contract(file)
    measures = {
        "PTL2BASICS_94": ("english-and-maths-4", 100),
        "PTL2BASICS_95": ("english-and-maths-5", 100),
        "PTEBACC_E_PTQ_EE": ("ebacc-entered", 100),
        "PTEBACC_94": ("ebacc-4", 100),
        "PTEBACC_95": ("ebacc-5", 100),
        "ATT8SCR": ("attainment-8", 1),
        "EBACCAPS": ("ebacc-points", 1),
        "P8MEA": ("progress-8", 1),
        "P8CILOW": ("progress-8-low", 1),
        "P8CIUPP": ("progress-8-high", 1),
        "TPUP": ("pupils-in-year-group", 1),
    }
    marks = {
        "SUPP": "suppressed",
        "NE": "not applicable",
        "NA": "not applicable",
        "": "not published",
        None: "not published",
    }
    seen = 0
    names = {"4": "815", "5": "England", "7": "England, state-funded schools"}
    for row in raw:
        place = names.get(row["RECTYPE"], row["URN"])
        for column, (measure, unit) in measures.items():
            found = cell(file, place, measure)
            number = plain(row[column])
            if number is None:
                assert found["status"] == marks[row[column]], (place, column)
            else:
                assert found["value"] * unit == pytest.approx(number), (place, column)
            seen += 1
    assert seen == len(file.table) == 75 * len(measures)
    assert set(file.table["period"]) == {"2018/19"}


@needs_real
def test_every_number_of_the_real_census_file_is_found():
    """Shares, counts and marks of the real census file: is every one in the table?"""
    path = REAL / "815_2019_census.csv"
    _, raw = numbers_of(path)
    file = casework.open_file(path)
    check_contract(file)
    shares = {
        "PNORG": ("girls", "NORG"),
        "PNORB": ("boys", "NORB"),
        "PSENELSE": ("ehc-plan", "TSENELSE"),
        "PSENELK": ("sen-support", "TSENELK"),
        "PNUMEAL": ("first-language-not-english", "NUMEAL"),
        "PNUMENGFL": ("first-language-english", "NUMENGFL"),
        "PNUMUNCFL": ("first-language-unknown", "NUMUNCFL"),
        "PNUMFSMEVER": ("fsm-last-six-years", "NUMFSMEVER"),
    }
    counts_left_out = 0
    for row in raw:
        place = {
            "LA": f"815: {row['SCHOOLTYPE']}",
            "NAT": f"England: {row['SCHOOLTYPE']}",
        }.get(row["URN"], row["URN"])
        assert cell(file, place, "pupils")["value"] == float(row["NOR"])
        for column, (measure, count) in shares.items():
            found = cell(file, place, measure)
            if row[column] == "NA":
                assert (found["status"], found["printed"]) == ("not applicable", "NA")
                continue
            assert found["value"] * 100 == pytest.approx(float(row[column]))
            if math.isnan(found["numerator"]):
                counts_left_out += 1
            else:
                assert found["numerator"] == float(row[count])
    assert counts_left_out == 3  # three rows of special schools, with more plans than pupils fit
    assert len(file.table) == len(raw) * 10


@needs_real
def test_real_school_information_file():
    """Are all schools there, the closed ones marked?"""
    path = REAL / "815_spine.csv"
    _, raw = numbers_of(path)
    file = casework.open_file(path)
    schools = file.places[file.places["level"] == "school"]
    assert len(schools) == len({row["URN"] for row in raw})
    closed = {row["URN"] for row in raw if row["CLOSEDATE"]}
    assert set(schools[schools["status"] == "closed"].index) == closed
    for row in raw:
        assert schools.at[row["URN"], "laestab"] == row["LAESTAB"]
        assert schools.at[row["URN"], "name"] == " ".join(row["SCHNAME"].split())


@pytest.mark.parametrize("path", sorted(INVENTED.glob("northmere_*")), ids=lambda path: path.name)
def test_invented_files_are_read(path):
    """Does every invented file of Northmere keep the contract, with no mark unknown?"""
    file = casework.open_file(path)
    assert file.kind.startswith("england-")
    check_contract(file)
    assert "Nobody here knows" not in words(file)
    assert not (file.table["status"] == "unreadable").any()


def test_kinds_are_told_apart():
    """Does each of England's kinds have an id of its own?"""
    ids = [kind.id for kind in all_kinds()]
    assert len(ids) == len(set(ids))
