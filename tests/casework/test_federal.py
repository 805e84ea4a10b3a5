"""Are the federal files of the United States read as they are meant, with all their traps?"""

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_tools.casework.counted import checked, decimals_of, rate_of, summed
from course_tools.casework.federal.assessments import bounds_of
from course_tools.casework.marks import Column, is_count
from course_tools.casework.rates import Interval
from course_tools.casework.reading import open_file
from course_tools.casework.tidy import ALL_PUPILS, COLUMNS, Status
from course_tools.errors import FileNotRead

INVENTED = Path(__file__).parents[2] / "modules" / "08-data-case" / "data"
SCHOOL = "010000500870"
DISTRICT = "0100005"
BLACK = "Black or African American"


def written(path: Path, header, rows, encoding="utf-8") -> Path:
    """A comma-separated file."""
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file).writerows([header, *rows])
    return path


def number(file, measure, group=ALL_PUPILS, place=SCHOOL):
    """The one row of a table about this."""
    rows = file.table
    rows = rows[(rows.measure == measure) & (rows.group == group) & (rows.place == place)]
    assert len(rows) == 1, rows
    return rows.iloc[0]


def words(file):
    return " ".join(remark.words for remark in file.remarks)


def column(*cells):
    """A column with those cells."""
    texts = tuple(dict.fromkeys(cells))

    return Column(np.array([texts.index(cell) for cell in cells], dtype=np.int32), texts)


# --- blurred shares -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "bounds"),
    [
        ("21-39", Interval(0.21, 0.39)),
        ("GE50", Interval(0.5, 1)),
        ("LT50", Interval(0, 0.5)),
        ("LE5", Interval(0, 0.05)),
        ("GE95", Interval(0.95, 1)),
        (" ge99 ", Interval(0.99, 1)),
        ("PS", None),
        ("45", None),
        ("39-21", None),
        ("GE101", None),
        ("", None),
        ("n/a", None),
    ],
)
def test_bounds_are_those_printed(printed, bounds):
    """Does a blurred percentage give its bounds, and never its middle?"""
    assert bounds_of(printed) == bounds


ASSESSMENTS = [
    "STNAM",
    "FIPST",
    "LEAID",
    "ST_LEAID",
    "LEANM",
    "NCESSCH",
    "ST_SCHID",
    "SCHNAM",
    "DATE_CUR",
    "ALL_MTH00NUMVALID_1718",
    "ALL_MTH00PCTPROF_1718",
    "MBL_MTH00NUMVALID_1718",
    "MBL_MTH00PCTPROF_1718",
    "LEP_MTH05NUMVALID_1718",
    "LEP_MTH05PCTPROF_1718",
    "CWD_MTHHSNUMVALID_1718",
    "CWD_MTHHSPCTPROF_1718",
]


def assessed(school=SCHOOL, *shares):
    about = [
        "ALABAMA",
        "1",
        DISTRICT,
        "AL-5",
        "Alta District",
        school,
        "X",
        "Alta School",
        "1JAN19",
    ]
    return [*about, *shares]


def test_blurred_shares_are_suppressed_and_kept_as_printed(tmp_path):
    """Are ranges and bounds no numbers, and plain percentages shares with near counts?"""
    shares = ("400", "45", "12", "21-39", "5", "PS", ".", "n/a")
    file = open_file(written(tmp_path / "m.csv", ASSESSMENTS, [assessed(SCHOOL, *shares)]))
    assert file.kind == "federal-assessments"
    assert tuple(file.table.columns) == COLUMNS
    everyone = number(file, "proficient-mathematics")
    assert (everyone.value, everyone.numerator, everyone.denominator) == (0.45, 180, 400)
    assert everyone.period == "2017-18"
    measure = file.measures["proficient-mathematics"]
    assert (measure.counts, measure.decimals) == ("worked out", 2)
    black = number(file, "proficient-mathematics", BLACK)
    assert (black.status, black.printed, black.denominator) == ("suppressed", "21-39", 12)
    assert math.isnan(black.value)
    assert math.isnan(black.numerator)
    fifth = number(file, "proficient-mathematics", "grade 5: English learners")
    assert (fifth.status, fifth.printed) == ("suppressed", "PS")
    last = number(file, "proficient-mathematics", "high school: students with disabilities")
    assert last.status == "not applicable"
    assert file.places.at[SCHOOL, "part_of"] == DISTRICT
    assert file.places.at[DISTRICT, "name"] == "Alta District"
    assert "one state only" in words(file)


def test_unknown_marks_of_assessments_are_named(tmp_path):
    """Is a mark that nobody knows unreadable, and named with its count?"""
    shares = ("400", "45", "12", "XX", "5", "XX", "3", "120")
    file = open_file(written(tmp_path / "m.csv", ASSESSMENTS, [assessed(SCHOOL, *shares)]))
    assert (file.table.status == "unreadable").sum() == 3
    assert "“XX” (2 times)" in words(file)
    assert "“120” (1 times)" in words(file)


def test_ids_keep_their_zeros(tmp_path):
    """Is an id of 11 digits given back its 0, and a spoilt one remarked?"""
    shares = ("400", "45", "12", "20", "5", "PS", "3", "PS")
    rows = [assessed(SCHOOL.lstrip("0"), *shares), assessed("1.00006E+11", *shares)]
    file = open_file(written(tmp_path / "m.csv", ASSESSMENTS, rows))
    assert SCHOOL in file.places.index
    assert "had lost the 0" in words(file)
    assert any(remark.care and "not of 12 digits" in remark.words for remark in file.remarks)


def test_a_file_of_districts_is_of_districts(tmp_path):
    """Without schools, are the places districts?"""
    keep = [place for place, name in enumerate(ASSESSMENTS) if name not in ("NCESSCH", "SCHNAM")]
    shares = ("400", "45", "12", "20", "5", "PS", "3", "PS")
    row = assessed(SCHOOL, *shares)
    path = written(tmp_path / "d.csv", [ASSESSMENTS[i] for i in keep], [[row[i] for i in keep]])
    file = open_file(path)
    assert file.places.level.tolist() == ["district"]
    assert number(file, "proficient-mathematics", place=DISTRICT).numerator == 180


# --- civil rights -------------------------------------------------------------------------------

SEXES = ("M", "F")
ENROLLED = [f"TOT_ENR_{s}" for s in SEXES] + [f"SCH_ENR_BL_{s}" for s in SEXES]
WITHOUT = [
    f"{stem}_{how}{race}_{s}"
    for stem, race in (("TOT_DISCWODIS", ""), ("SCH_DISCWODIS", "_BL"))
    for how in ("SINGOOS", "MULTOOS")
    for s in SEXES
]
WITH = [
    f"{stem}_{how}_IDEA{race}_{s}"
    for stem, race in (("TOT_DISCWDIS", ""), ("SCH_DISCWDIS", "_BL"))
    for how in ("SINGOOS", "MULTOOS")
    for s in SEXES
]
CRDC = [
    "LEA_STATE",
    "LEAID",
    "LEA_NAME",
    "SCHID",
    "SCH_NAME",
    "COMBOKEY",
    *ENROLLED,
    *WITHOUT,
    *WITH,
]


def crdc_row(combokey=SCHOOL, **cells):
    """A school with 200 students, 50 of them Black; 20 suspended, 9 of them Black."""
    counts = dict(zip(ENROLLED, ("110", "90", "20", "30"), strict=True))
    counts |= dict(zip(WITHOUT, ["6", "4", "3", "2", "2", "2", "1", "1"], strict=True))
    counts |= dict(zip(WITH, ["2", "1", "1", "1", "1", "1", "1", "0"], strict=True))
    return ["AL", DISTRICT, "Alta", "870", "Ca\u00f1on", combokey, *(counts | cells).values()]


def test_suspensions_are_added_up_over_both_sexes_and_disability(tmp_path):
    """Are shares, counts without and with disabilities, and enrollment those of the file?"""
    path = written(tmp_path / "CRDC 2017-18.csv", CRDC, [crdc_row()], "latin-1")
    file = open_file(path)
    assert file.kind == "federal-civil-rights"
    found = number(file, "suspended-out-of-school")
    assert (found.numerator, found.denominator, found.value) == (20, 200, 0.1)
    black = number(file, "suspended-out-of-school", BLACK)
    assert (black.numerator, black.denominator) == (9, 50)
    count = "students-suspended-out-of-school"
    assert number(file, count, "students without disabilities").value == 15
    assert number(file, count, f"{BLACK}, students with disabilities").value == 3
    assert number(file, "enrolled", BLACK).value == 50
    assert found.period == "2017-18"
    assert "does not say its year" in words(file)
    assert file.places.at[SCHOOL, "name"] == "Ca\u00f1on"


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("-9", "not applicable"),
        ("-10", "suppressed"),
        ("-5", "not published"),
        ("-11", "not published"),
        ("-8", "not published"),
        ("", "not published"),
        ("NULL", "unreadable"),
        ("1.5", "unreadable"),
    ],
)
def test_a_reserve_code_is_never_a_count(tmp_path, code, status):
    """Does one code take away the sum it belongs to, say why, and touch no other?"""
    row = crdc_row(**{"SCH_DISCWODIS_SINGOOS_BL_F": code})
    file = open_file(written(tmp_path / "c.csv", CRDC, [row]))
    black = number(file, "suspended-out-of-school", BLACK)
    assert black.status == status
    assert black.printed == code
    assert math.isnan(black.value)
    assert math.isnan(black.numerator)
    assert number(file, "suspended-out-of-school").value == 0.1
    assert number(file, "enrolled", BLACK).value == 50


def test_a_file_of_enrollment_alone_has_no_suspensions(tmp_path):
    """Is each part of the collection read by itself, too?"""
    head = CRDC[:6] + ENROLLED
    file = open_file(written(tmp_path / "Enrollment.csv", head, [crdc_row()[: len(head)]]))
    assert set(file.measures) == {"enrolled"}
    head = CRDC[:6] + WITHOUT
    row = crdc_row()
    cells = row[:6] + row[6 + len(ENROLLED) : 6 + len(ENROLLED) + len(WITHOUT)]
    file = open_file(written(tmp_path / "Suspensions.csv", head, [cells]))
    assert set(file.measures) == {"students-suspended-out-of-school"}


# --- membership ---------------------------------------------------------------------------------

MEMBERSHIP = [
    "SCHOOL_YEAR",
    "ST",
    "SCH_NAME",
    "LEAID",
    "NCESSCH",
    "GRADE",
    "RACE_ETHNICITY",
    "SEX",
    "STUDENT_COUNT",
    "TOTAL_INDICATOR",
    "DMS_FLAG",
]
NO = "No Category Codes"
RACE_SEX = "Derived - Subtotal by Race/Ethnicity and Sex minus Adult Education Count"
SET_A = "Category Set A - By Race/Ethnicity; Sex; Grade"


def member(count, indicator, race=NO, sex=NO, grade=NO, flag="Reported"):
    about = ["2022-2023", "AL", "Alta", DISTRICT, SCHOOL]
    return [*about, grade, race, sex, count, indicator, flag]


def test_membership_counts_nobody_twice(tmp_path):
    """Is the total the total row, a race both sexes, a grade its own row, and no cell counted again?"""
    rows = [
        member("203", "Education Unit Total"),
        member("200", "Derived - Education Unit Total minus Adult Education Count", flag="Derived"),
        member("20", RACE_SEX, BLACK, "Male"),
        member("30", RACE_SEX, BLACK, "Female"),
        member("7", RACE_SEX, "Hispanic/Latino", "Female"),
        member("25", "Subtotal 4 - By Grade", grade="Grade 5"),
        member("4", SET_A, BLACK, "Male", "Grade 5"),
        member("5", SET_A, BLACK, "Female", "Grade 5"),
    ]
    file = open_file(written(tmp_path / "ccd.csv", MEMBERSHIP, rows))
    assert file.kind == "federal-membership"
    assert number(file, "enrolled").value == 203
    assert number(file, "enrolled", BLACK).value == 50
    assert number(file, "enrolled", "grade 5: all pupils").value == 25
    assert len(file.table) == 3
    assert set(file.table.period) == {"2022-23"}
    assert "nobody is counted twice" in words(file)
    assert "half a group is no group" in words(file)
    assert file.places.at[SCHOOL, "part_of"] == DISTRICT


def test_a_school_that_did_not_report_has_no_zero(tmp_path):
    """Does the flag count, not the 0 beside it, and a negative code neither?"""
    rows = [
        member("0", "Education Unit Total", flag="Not reported"),
        member("-1", RACE_SEX, BLACK, "Male"),
        member("30", RACE_SEX, BLACK, "Female"),
        member("", RACE_SEX, "White", "Male", flag="Suppressed"),
        member("3", RACE_SEX, "White", "Female"),
        member("0", RACE_SEX, "Asian", "Male"),
        member("0", RACE_SEX, "Asian", "Female"),
    ]
    file = open_file(written(tmp_path / "ccd.csv", MEMBERSHIP, rows))
    assert number(file, "enrolled").status == "not published"
    black = number(file, "enrolled", BLACK)
    assert (black.status, black.printed) == ("not published", "-1")
    assert number(file, "enrolled", "White").status == "suppressed"
    assert number(file, "enrolled", "Asian").value == 0


def test_a_file_without_totals_is_refused_in_words(tmp_path):
    """Is a file of single cells only refused?"""
    path = written(tmp_path / "ccd.csv", MEMBERSHIP, [member("4", SET_A, BLACK, "Male", "Grade 5")])
    with pytest.raises(FileNotRead, match="no total of any school"):
        open_file(path)


# --- rates and counts ---------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(-2, 20), st.integers(-2, 20)), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_rate_is_worked_out_only_where_both_counts_are_there(cells):
    """Is every rate its two counts, 0 to 1, and everything else without a number and with a why?"""
    above, below = (
        column(*(str(pair[side]) for pair in cells)).numbers(
            {}, negative_is=Status.SUPPRESSED, only=is_count
        )
        for side in (0, 1)
    )
    rate = rate_of(above, below)
    both = summed([above, below])
    for place, (top, base) in enumerate(cells):
        value, known = rate.values[place], top >= 0 and base >= 0
        if known and 0 < base >= top:
            assert value == top / base
        else:
            assert math.isnan(value)
            assert not rate.has(Status.REPORTED)[place]
        assert rate.has(Status.SUPPRESSED)[place] == (not known)
        assert rate.has(Status.NOT_APPLICABLE)[place] == (known and top == base == 0)
        assert rate.has(Status.UNREADABLE)[place] == (known and top > base)
        assert both.has(Status.REPORTED)[place] == known


def test_a_count_that_does_not_fit_its_rate_is_taken_away():
    """Does a rate stay when its count is off, and is more than everybody unreadable?"""
    rate = column("40.0", "40.0", "100.0", "0.0").numbers({}).as_shares()
    above = column("36", "30", "91", "0").numbers({})
    below = column("90", "90", "90", "0").numbers({})
    found = checked(rate, above, below, 3)
    assert [found.rate.has(Status.REPORTED)[i] for i in range(4)] == [True, True, False, False]
    assert found.numerator.values[0] == 36
    assert math.isnan(found.numerator.values[1])
    assert found.rate.has(Status.UNREADABLE)[2]
    assert found.rate.has(Status.NOT_APPLICABLE)[3]
    assert len(found.remarks) == 2


def test_decimals_are_those_printed():
    """Is the precision of a column the most decimals that a number in it has?"""
    assert decimals_of(column("12", "3.5", "*", "1.25%")) == 2
    assert decimals_of(column("12", "n/a", "a.bcd")) == 0


@given(st.data())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_file_is_read_or_refused_in_words(tmp_path, data):
    """Whatever happens to a file, is it read or refused with FileNotRead, and never anything else?"""
    shares = ("400", "45", "12", "20", "5", "PS", "3", "LE5")
    header, rows = data.draw(
        st.sampled_from(
            [
                (ASSESSMENTS, [assessed(SCHOOL, *shares), assessed("1", *shares)]),
                (CRDC, [crdc_row(), crdc_row("2")]),
                (MEMBERSHIP, [member("203", "Education Unit Total"), member("4", RACE_SEX)]),
            ]
        )
    )
    content = bytearray(written(tmp_path / "whole.csv", header, rows).read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        if data.draw(st.booleans()):
            content[at : at + 1] = data.draw(st.binary(min_size=1, max_size=4))
        else:
            del content[at : at + data.draw(st.integers(1, 60))]
            content = content or bytearray(b"x")
    target = tmp_path / "damaged.csv"
    target.write_bytes(bytes(content))
    try:
        file = open_file(target)
    except FileNotRead:
        return
    missing = file.table.value.isna()
    assert (missing == (file.table.status != "reported")).all()
    assert file.places.index.is_unique


def plainly(name: str):
    """The rows of an invented file, read with the csv module alone."""
    with (INVENTED / name).open(encoding="cp1252", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(not INVENTED.is_dir(), reason="the invented data has not been written")
@pytest.mark.parametrize("subject", ["math", "rla"])
def test_invented_assessments_are_read_like_a_plain_reading(subject):
    """Are plain percentages, and only those, shares, and is all else kept as printed?"""
    name = f"sierra_bonita_{subject}-achievement-sch-sy2017-18.csv"
    cells = [cell for one in plainly(name) for key, cell in one.items() if key and "PCTPROF" in key]
    table = open_file(INVENTED / name).table
    plain = [int(cell) for cell in cells if cell.isdecimal()]
    assert len(table) == len(cells)
    assert table.value.sum() == pytest.approx(sum(plain) / 100)
    assert sorted(table.printed[table.status == "suppressed"]) == sorted(
        cell for cell in cells if not cell.isdecimal() and cell not in (".", "n/a")
    )
    assert not (table.status == "unreadable").any()


@pytest.mark.skipif(not INVENTED.is_dir(), reason="the invented data has not been written")
def test_invented_civil_rights_data_are_read_like_a_plain_reading():
    """Are all students of a race, and all suspended, those of the file, without the codes?"""
    name = "sierra_bonita_CRDC_2015-16_School_Data.csv"
    rows = plainly(name)
    table = open_file(INVENTED / name).table
    enrolled = table[(table.measure == "enrolled") & (table.group == BLACK)]
    assert enrolled.value.sum() == sum(
        int(one["SCH_ENR_BL_M"]) + int(one["SCH_ENR_BL_F"]) for one in rows
    )
    parts = [f"TOT_DISCWODIS_{how}_{sex}" for how in ("SINGOOS", "MULTOOS") for sex in "MF"]
    whole = [cells for one in rows if min(cells := [int(one[part]) for part in parts]) >= 0]
    found = table[table.group == "students without disabilities"]
    assert (found.status == "reported").sum() == len(whole) < len(rows)
    assert found.value.sum() == sum(map(sum, whole))


@pytest.mark.skipif(not INVENTED.is_dir(), reason="the invented data has not been written")
def test_invented_membership_is_read_like_a_plain_reading():
    """Are totals those of the total rows, and do races add up to them?"""
    name = "sierra_bonita_ccd_sch_052_2324.csv"
    totals = {
        one["NCESSCH"]: int(one["STUDENT_COUNT"])
        for one in plainly(name)
        if one["TOTAL_INDICATOR"] == "Education Unit Total"
    }
    table = open_file(INVENTED / name).table
    everyone = table[table.group == ALL_PUPILS].set_index("place").value
    assert everyone.to_dict() == totals
    races = table[~table.group.str.startswith(("all", "grade"))]
    assert races.groupby("place", observed=True).value.sum().to_dict() == totals
