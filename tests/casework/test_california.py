"""Are California's published files read as they are meant, with all their traps?"""

import csv
import io
import math
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from course_tools.casework.california.places import level_of, part_of
from course_tools.casework.california.student_groups import CAASPP
from course_tools.casework.california.words import school_year, year_before
from course_tools.casework.reading import open_file
from course_tools.casework.tidy import ALL_PUPILS, COLUMNS
from course_tools.errors import FileNotRead

REAL = Path(__file__).parents[3] / "shared" / "reference" / "real-data"
INVENTED = Path(__file__).parents[2] / "modules" / "08-data-case" / "data"

LAYOUTS = {
    "2016": [
        "County Code",
        "District Code",
        "School Code",
        "Filler",
        "Test Year",
        "Subgroup ID",
        "Test Type",
        "Total CAASPP Enrollment",
        "Total Tested At Entity Level",
        "Grade",
        "Test Id",
        "CAASPP Reported Enrollment",
        "Students Tested",
        "Mean Scale Score",
        "Percentage Standard Met and Above",
        "Students with Scores",
    ],
    "2018": [
        "County Code",
        "District Code",
        "School Code",
        "Filler",
        "Test Year",
        "Subgroup ID",
        "Test Type",
        "Total Tested At Entity Level",
        "Total Tested with Scores",
        "Grade",
        "Test Id",
        "CAASPP Reported Enrollment",
        "Students Tested",
        "Mean Scale Score",
        "Percentage Standard Met and Above",
        "Students with Scores",
    ],
    "2022": [
        "County Code",
        "District Code",
        "School Code",
        "Filler",
        "Test Year",
        "Student Group ID",
        "Test Type",
        "Total Tested at Reporting Level",
        "Total Tested with Scores at Reporting Level",
        "Grade",
        "Test ID",
        "Students Enrolled",
        "Students Tested",
        "Mean Scale Score",
        "Percentage Standard Met and Above",
        "Students with Scores",
        "Type ID",
    ],
    "2024": [
        "County Code",
        "District Code",
        "District Name",
        "School Code",
        "School Name",
        "Type ID",
        "Filler",
        "Test Year",
        "Test Type",
        "Test ID",
        "Student Group ID",
        "Grade",
        "Total Students Enrolled",
        "Total Students Tested",
        "Total Students Tested with Scores",
        "Mean Scale Score",
        "Percentage Standard Met and Above",
        "Count Standard Met and Above",
    ],
}
SAME = {
    "group": ("Student Group ID", "Subgroup ID"),
    "test": ("Test ID", "Test Id"),
    "enrolled": ("Total Students Enrolled", "Students Enrolled", "CAASPP Reported Enrollment"),
    "tested": ("Total Students Tested", "Students Tested"),
    "scored": ("Total Students Tested with Scores", "Students with Scores"),
    "met": ("Percentage Standard Met and Above",),
    "count": ("Count Standard Met and Above",),
    "mean": ("Mean Scale Score",),
    "grade": ("Grade",),
    "year": ("Test Year",),
    "school": ("School Code",),
    "district": ("District Code",),
    "county": ("County Code",),
    "type": ("Type ID",),
    "school_name": ("School Name",),
}
SCHOOL = "99999990000001"
DISTRICT = "99999990000000"


def row(**cells):
    """One row of results, by the short names of SAME."""
    plain = {
        "county": "99",
        "district": "99999",
        "school": "0000001",
        "year": "2024",
        "group": "001",
        "test": "1",
        "grade": "13",
        "enrolled": "64",
        "tested": "62",
        "scored": "60",
        "mean": "2431.5",
        "met": "45.00",
        "count": "27",
        "type": "7",
    }
    return plain | cells


def caaspp(path: Path, layout: str, rows) -> Path:
    """A results file in one of the four layouts."""
    header = LAYOUTS[layout]
    short = {name: key for key, names in SAME.items() for name in names}
    table = [header, *([one.get(short.get(name, ""), "") for name in header] for one in rows)]
    if layout in ("2016", "2018"):
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows(table)
    else:
        path.write_text("".join("^".join(line) + "\r\n" for line in table), encoding="utf-8")
    return path


def number(file, measure, group=ALL_PUPILS, place=SCHOOL, period=None):
    """The one row of a table about this."""
    rows = file.table
    rows = rows[(rows.measure == measure) & (rows.group == group) & (rows.place == place)]
    if period is not None:
        rows = rows[rows.period == period]
    assert len(rows) == 1, rows
    return rows.iloc[0]


def words(file):
    return " ".join(remark.words for remark in file.remarks)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_four_layouts_say_the_same(tmp_path, layout):
    """Does every layout give the same share, counts, score and part taken?"""
    year = layout
    rows = [
        row(year=year),
        row(year=year, test="2", met="*", count="*", mean="*", scored="8", tested="8"),
        row(year=year, group="160", grade="05", met="30.00", count="18"),
    ]
    file = open_file(caaspp(tmp_path / "sb.txt", layout, rows))
    met = number(file, "met-or-above-english")
    assert file.kind == "california-caaspp"
    assert tuple(file.table.columns) == COLUMNS
    assert (met.value, met.numerator, met.denominator) == (0.45, 27, 60)
    assert met.period == f"{int(layout) - 1}-{layout[2:]}"
    measure = file.measures["met-or-above-english"]
    assert measure.counts == ("published" if layout == "2024" else "worked out")
    assert measure.decimals == 4
    assert number(file, "mean-scale-score-english").value == 2431.5
    took = number(file, "took-part-english")
    assert (took.numerator, took.denominator) == (62, 64)
    assert took.value == 62 / 64
    hidden = number(file, "met-or-above-mathematics")
    assert (hidden.status, hidden.printed) == ("suppressed", "*")
    assert math.isnan(hidden.value)
    assert math.isnan(hidden.numerator)
    fifth = number(file, "met-or-above-english", "grade 5: English learners")
    assert fifth.value == 0.3


def test_whole_percentages_are_said_to_be_near(tmp_path):
    """Where percentages have no decimals, does the file say that counts are near?"""
    file = open_file(caaspp(tmp_path / "sb.csv", "2016", [row(year="2016", met="45")]))
    assert file.measures["met-or-above-english"].decimals == 2
    assert "near, not exact" in words(file)


def test_group_ids_with_and_without_zeros_are_the_same_group(tmp_path):
    """Are "031" and "31" one group, and are two equal rows one number?"""
    rows = [row(group="031"), row(group="31")]
    file = open_file(caaspp(tmp_path / "sb.txt", "2024", rows))
    assert list(file.table.group.cat.categories) == ["socioeconomically disadvantaged students"]
    assert number(file, "met-or-above-english", CAASPP["31"]).value == 0.45
    assert "more than once" in words(file)


def test_rows_that_contradict_each_other_are_unreadable(tmp_path):
    """Is neither of two different numbers about one thing believed?"""
    rows = [row(), row(met="50.00", count="30")]
    file = open_file(caaspp(tmp_path / "sb.txt", "2024", rows))
    assert number(file, "met-or-above-english").status == "unreadable"
    assert number(file, "mean-scale-score-english").status == "reported"


def test_group_144_has_the_name_that_the_publisher_gives_it(tmp_path):
    """Is group 144 named from the official list beside the file, and never without it?"""
    results = caaspp(tmp_path / "sb.txt", "2024", [row(group="144"), row(group="145")])
    alone = open_file(results)
    assert set(alone.table.group) == {
        "group 144 (see the publisher's list)",
        "group 145 (see the publisher's list)",
    }
    assert "StudentGroups" in words(alone)
    (tmp_path / "StudentGroups.txt").write_bytes(
        b"Demographic ID^Demographic ID Num^Demographic Name^Student Group^\r\n"
        b"144^144^Two or more races^Race and Ethnicity^\r\n"
        b"145^145^Asian^Ethnicity for Some Others^\r\n"
        b"170^170^Ever\x96EL^English-Language Fluency^\r\n"
    )
    named = open_file(results)
    assert set(named.table.group) == {"two or more races", "Asian (Ethnicity for Some Others)"}


def test_the_list_of_places_beside_a_file_names_its_schools(tmp_path):
    """Do schools get their names from the entities file of the same year, and of no other?"""
    results = caaspp(tmp_path / "sb.csv", "2018", [row(year="2018")])
    header = (
        "County Code^District Code^School Code^Type ID^Filler^Test Year^County Name^"
        "District Name^School Name^Zip Code\r\n"
    )
    line = "99^99999^0000001^9^^{}^Sierra^Sierra Bonita Unified^Ca\u00f1on Elementary^90000\r\n"
    assert open_file(results).places.at[SCHOOL, "name"] == ""
    (tmp_path / "sb_entities.txt").write_text(header + line.format(2019), encoding="utf-8")
    assert open_file(results).places.at[SCHOOL, "name"] == ""
    (tmp_path / "sb_entities.txt").write_text(header + line.format(2018), encoding="utf-8")
    places = open_file(results).places
    assert places.at[SCHOOL, "name"] == "Ca\u00f1on Elementary"
    assert places.at[SCHOOL, "part_of"] == "99000000000000"


def test_directly_funded_charter_schools_are_not_in_their_district(tmp_path):
    """Is such a school compared with the county, which counts it, and not with the district?"""
    rows = [row(type="9"), row(school="0000002", type="7"), row(school="0000000", type="6")]
    file = open_file(caaspp(tmp_path / "sb.txt", "2024", rows))
    assert file.places.at[SCHOOL, "part_of"] == "99000000000000"
    assert file.places.at["99999990000002", "part_of"] == DISTRICT
    assert file.places.at[DISTRICT, "level"] == "district"
    assert "compared with the county" in words(file)


def test_blanks_say_why_when_the_count_beside_them_does(tmp_path):
    """Is a blank hidden for 10, not applicable for 0, and else not published?"""
    blank = {"met": "", "count": "", "mean": ""}
    rows = [
        row(school="0000001", scored="10", **blank),
        row(school="0000002", scored="0", **blank),
        row(school="0000003", scored="11", **blank),
        row(school="0000004", scored="0", met="0.00", count="0"),
    ]
    file = open_file(caaspp(tmp_path / "sb.txt", "2024", rows))
    found = [
        number(file, "met-or-above-english", place=f"9999999000000{n}").status for n in (1, 2, 3, 4)
    ]
    assert found == ["suppressed", "not applicable", "not published", "not applicable"]


def test_unknown_marks_and_impossible_numbers_are_unreadable_and_named(tmp_path):
    """Is what nobody knows called unreadable, with the mark and its count?"""
    rows = [
        row(school="0000001", met="??"),
        row(school="0000002", met="??"),
        row(school="0000003", met="101.0"),
        row(school="0000004", scored="-3"),
        row(school="0000005", count="61", met="100.00"),
        row(school="0000006", count="30"),
    ]
    file = open_file(caaspp(tmp_path / "sb.txt", "2024", rows))
    english = file.table[file.table.measure == "met-or-above-english"].set_index("place")
    status = [english.at[f"9999999000000{n}", "status"] for n in (1, 2, 3, 5)]
    assert status == ["unreadable"] * 4
    assert "“??” (2 times)" in words(file)
    assert "“101.0” (1 times)" in words(file)
    assert math.isnan(english.at["99999990000004", "denominator"])
    assert english.at["99999990000006", "value"] == 0.45
    assert math.isnan(english.at["99999990000006", "numerator"])
    assert "do not fit together" in words(file)


def test_other_tests_are_left_out(tmp_path):
    """Is a science result no result in English, and a file of them refused in words?"""
    both = caaspp(tmp_path / "sb.txt", "2024", [row(), row(test="17")])
    assert len(open_file(both).table) == 3
    with pytest.raises(FileNotRead, match="another test"):
        open_file(caaspp(tmp_path / "cast.txt", "2024", [row(test="17")]))


def test_the_year_of_few_tests_is_remarked(tmp_path):
    """Does a file of 2021 say that the year cannot be compared?"""
    file = open_file(caaspp(tmp_path / "sb.txt", "2022", [row(year="2021")]))
    assert any("2020-21" in remark.words and remark.care for remark in file.remarks)


def test_codes_that_lost_zeros_are_mended_and_said(tmp_path):
    """Does "1" become county 01, and is a code in powers of ten called spoilt?"""
    rows = [row(county="1", district="10017", school="112607")]
    file = open_file(caaspp(tmp_path / "sb.txt", "2024", rows))
    assert list(file.places.index) == ["01100170112607"]
    assert "had lost a 0" in words(file)
    spoilt = open_file(caaspp(tmp_path / "sc.txt", "2024", [row(school="1.1E+05")]))
    assert spoilt.places.level.tolist() == ["area"]
    assert any("not codes any more" in remark.words for remark in spoilt.remarks)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 4),
            st.sampled_from(["1", "3", "160"]),
            st.sampled_from(["03", "13"]),
            st.sampled_from(["1", "2"]),
            st.integers(0, 40),
            st.integers(0, 40),
        ),
        min_size=1,
        max_size=30,
        unique_by=lambda one: one[:4],
    )
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_counts_are_those_of_a_plain_reading(tmp_path, cells):
    """Does a reading with the csv module find the same numbers of each status, and the same sums?"""
    rows = []
    for school, group, grade, test, tested, met in cells:
        share = min(met, tested) / tested if tested > 10 else None
        rows.append(
            row(
                school=f"{school:07}",
                group=group,
                grade=grade,
                test=test,
                scored=str(tested),
                met="*" if share is None else f"{100 * share:.2f}",
                count="*" if share is None else str(min(met, tested)),
            )
        )
    path = caaspp(tmp_path / "sb.txt", "2024", rows)
    plain = list(csv.DictReader(io.StringIO(path.read_text()), delimiter="^"))
    table = open_file(path).table
    met = table[table.measure.str.startswith("met-or-above")]
    hidden = sum(one["Percentage Standard Met and Above"] == "*" for one in plain)
    assert (met.status == "suppressed").sum() == hidden
    assert (met.status == "reported").sum() == len(plain) - hidden
    shown = [one for one in plain if one["Percentage Standard Met and Above"] != "*"]
    assert met.numerator.sum() == sum(int(one["Count Standard Met and Above"]) for one in shown)
    reported = met[met.status == "reported"]
    assert ((reported.value - reported.numerator / reported.denominator).abs() <= 0.0001).all()


# --- files of the state: absence, suspension, graduation ---------------------------------------

ABSENCE = [
    "Academic Year",
    "Aggregate Level",
    "County Code",
    "District Code",
    "School Code",
    "County Name",
    "District Name",
    "School Name",
    "Charter School",
    "Reporting Category",
    "ChronicAbsenteeismEligibleCumulativeEnrollment",
    "ChronicAbsenteeismCount",
    "ChronicAbsenteeismRate",
]


def state_file(path: Path, header, rows) -> Path:
    """A tab-separated file in Latin-1."""
    lines = ["\t".join(line) + "\r\n" for line in [header, *rows]]
    path.write_bytes("".join(lines).encode("latin-1"))
    return path


def absence(level="S", school="0000001", charter="All", group="TA", counts=("90", "36", "40.0")):
    district = "" if level in "TC" else "99999"
    return [
        *("2023-24", level, "00" if level == "T" else "99", district, school, "Sierra"),
        *("Sierra Bonita Unified", "Pe\u00f1asco", charter, group, *counts),
    ]


def test_absence_is_read_with_its_counts_and_letters(tmp_path):
    """Are rate, counts, Latin letters and hidden rows those of the file?"""
    rows = [absence(), absence(group="SE", counts=("*", "*", "*"))]
    file = open_file(state_file(tmp_path / "a.txt", ABSENCE, rows))
    found = number(file, "chronic-absence")
    assert (found.value, found.numerator, found.denominator) == (0.4, 36, 90)
    assert found.period == "2023-24"
    assert file.measures["chronic-absence"].decimals == 3
    assert file.places.at[SCHOOL, "name"] == "Pe\u00f1asco"
    assert number(file, "chronic-absence", "English learners").status == "suppressed"


def test_spaces_in_headers_and_earlier_names_do_not_matter(tmp_path):
    """Is an earlier file read, without spaces, with another name for the base, and D1 and D2?"""
    header = [name.replace(" ", "") for name in ABSENCE]
    header[8], header[10] = "CharterYN", "CumulativeEnrollment"
    rows = [
        absence("D1", "0000000", "", counts=("100", "30", "30.0")),
        absence("D2", "0000000", "", counts=("60", "12", "20.0")),
        absence("S", "0000001", "N"),
    ]
    file = open_file(state_file(tmp_path / "a.txt", header, rows))
    found = number(file, "chronic-absence", place=DISTRICT)
    assert (found.numerator, found.denominator) == (30, 100)
    assert len(file.table) == 2
    assert "nobody is counted twice" in words(file)


def test_charter_rows_are_not_counted_twice(tmp_path):
    """Is All kept where there is one, and are parts named where there is none?"""
    rows = [
        absence("D", "0000000", "All", counts=("100", "30", "30.0")),
        absence("D", "0000000", "Y", counts=("40", "18", "45.0")),
        absence("D", "0000000", "N", counts=("60", "12", "20.0")),
        absence("D", "0000000", "Yes", "SE", counts=("40", "18", "45.0")),
        absence("D", "0000000", "No", "SE", counts=("60", "12", "20.0")),
        absence("S", "0000001", "Y"),
    ]
    file = open_file(state_file(tmp_path / "a.txt", ABSENCE, rows))
    assert number(file, "chronic-absence", place=DISTRICT).denominator == 100
    learners = "English learners, {}"
    assert number(
        file, "chronic-absence", learners.format("charter schools only"), DISTRICT
    ).value == pytest.approx(0.45)
    assert number(
        file, "chronic-absence", learners.format("without charter schools"), DISTRICT
    ).value == pytest.approx(0.2)
    assert number(file, "chronic-absence").numerator == 36
    assert len(file.table) == 4


def test_a_district_office_is_not_its_district(tmp_path):
    """Is a school row with the code of the district left out, not set against the district?"""
    rows = [
        absence("D", "0000000", counts=("100", "30", "30.0")),
        absence("S", "0000000", counts=("20", "2", "10.0")),
        absence("T", "", counts=("9000", "1800", "20.0")),
    ]
    file = open_file(state_file(tmp_path / "a.txt", ABSENCE, rows))
    assert number(file, "chronic-absence", place=DISTRICT).numerator == 30
    assert number(file, "chronic-absence", place="0" * 14).value == pytest.approx(0.2)
    assert "district's office" in words(file)


def test_se_is_english_learners_and_not_special_education(tmp_path):
    """Is the trap of code SE avoided, and is an unknown code kept apart?"""
    rows = [absence(group="SE"), absence(group="SD"), absence(group="ZZ")]
    file = open_file(state_file(tmp_path / "a.txt", ABSENCE, rows))
    assert set(file.table.group) == {
        "English learners",
        "students with disabilities",
        "category ZZ (see the publisher's list)",
    }


SUSPENSION = [
    "AcademicYear",
    "AggregateLevel",
    "CountyCode",
    "DistrictCode",
    "SchoolCode",
    "CountyName",
    "DistrictName",
    "SchoolName",
    "CharterYN",
    "ReportingCategory",
    "CumulativeEnrollment",
    "Total Suspensions",
    "Unduplicated Count of Students Suspended (Total)",
    "Unduplicated Count of Students Suspended (Defiance-Only)",
    "Suspension Rate (Total)",
]


def test_suspension_tells_students_from_events(tmp_path):
    """Is the share of students made of students, and are events no share?"""
    about = [
        "2019-20",
        "S",
        "99",
        "99999",
        "0000001",
        "Sierra",
        "Sierra Bonita",
        "Alta",
        "All",
        "RB",
    ]
    empty = [*about[:9], "RI"]
    rows = [[*about, "200", "45", "18", "3", "9.0"], [*empty, "0", "0", "0", "0", "0.0"]]
    file = open_file(state_file(tmp_path / "s.txt", SUSPENSION, rows))
    black = "Black or African American"
    found = number(file, "suspended", black)
    assert (found.value, found.numerator, found.denominator) == (0.09, 18, 200)
    assert number(file, "suspensions", black).value == 45
    assert file.measures["suspensions"].unit == "count"
    assert number(file, "suspended-for-defiance-only", black).value == 3 / 200
    assert number(file, "suspended", "American Indian or Alaska Native").status == "not applicable"
    assert any("schools closed" in remark.words for remark in file.remarks)


GRADUATION = [
    "AcademicYear",
    "AggregateLevel",
    "CountyCode",
    "DistrictCode",
    "SchoolCode",
    "CountyName",
    "DistrictName",
    "SchoolName",
    "CharterSchool",
    "DASS",
    "ReportingCategory",
    "CohortStudents",
    "Regular HS Diploma Graduates (Count)",
    "Regular HS Diploma Graduates (Rate)",
    "Met UC/CSU Grad Req's (Count)",
    "Met UC/CSU Grad Req's (Rate)",
    "Dropout (Count)",
    "Dropout (Rate)",
]


@pytest.mark.parametrize(
    ("rate", "base", "below"), [("40.0", "cohort", 200), ("50.0", "graduates", 160)]
)
def test_the_base_of_a_rate_is_the_one_that_fits(tmp_path, rate, base, below):
    """Is the base of the college rate found from the counts, and not guessed?"""
    about = ["2022-23", "S", "99", "99999", "0000001", "S", "S", "Alta"]
    rows = [
        [*about, "All", "All", "TA", "200", "160", "80.0", "80", rate, "20", "10.0"],
        [*about, "All", "No", "TA", "100", "90", "90.0", "45", "50.0", "5", "5.0"],
    ]
    file = open_file(state_file(tmp_path / "g.txt", GRADUATION, rows))
    found = number(file, "met-uc-csu-requirements")
    assert (found.numerator, found.denominator) == (80, below)
    assert base in file.measures["met-uc-csu-requirements"].base
    assert number(file, "graduated-in-four-years").value == 0.8
    assert number(file, "dropped-out").denominator == 200


def test_a_base_that_fits_no_count_is_not_claimed(tmp_path):
    """Without a base that fits, is the rate shown without counts?"""
    about = ["2022-23", "S", "99", "99999", "0000001", "S", "S", "Alta", "All", "All", "TA"]
    rows = [[*about, "200", "160", "80.0", "80", "61.0", "20", "10.0"]]
    file = open_file(state_file(tmp_path / "g.txt", GRADUATION, rows))
    found = number(file, "met-uc-csu-requirements")
    assert found.value == 0.61
    assert math.isnan(found.numerator)
    assert file.measures["met-uc-csu-requirements"].counts == "none"


# --- the School Dashboard -----------------------------------------------------------------------

DASHBOARD = [
    "cds",
    "rtype",
    "schoolname",
    "districtname",
    "countyname",
    "charter_flag",
    "coe_flag",
    "dass_flag",
    "studentgroup",
    "currnumer",
    "currdenom",
    "currstatus",
    "priornumer",
    "priordenom",
    "priorstatus",
    "change",
    "statuslevel",
    "changelevel",
    "color",
    "box",
    "smalldenom",
    "currnsizemet",
    "indicator",
    "reportingyear",
]


def dashboard_rows(indicator="CHRO"):
    about = ["S", "Alta", "Sierra Bonita", "Sierra", "", "", ""]
    end = [indicator, "2024"]
    return [
        [
            SCHOOL,
            *about,
            "ALL",
            "36",
            "90",
            "40.0",
            "45",
            "90",
            "50.0",
            "-10",
            "1",
            "5",
            "2",
            "",
            "",
            "Y",
            *end,
        ],
        [SCHOOL, *about, "FOS", "", "7", "", "", "0", "", "", "0", "0", "0", "", "", "N", *end],
        [SCHOOL, *about, "EL", "3", "20", "15.0", "", "", "", "", "2", "0", "0", "", "", "N", *end],
        [
            "0",
            "X",
            *["", "", "", "", "", ""],
            "ALL",
            "200",
            "1000",
            "20.0",
            "",
            "",
            "",
            "",
            "3",
            "0",
            "3",
            "",
            "",
            "Y",
            *end,
        ],
    ]


def as_text(path, rows):
    path.write_text(
        "".join("\t".join(line) + "\n" for line in [DASHBOARD, *rows]), encoding="utf-8"
    )
    return path


def as_workbook(path, rows):
    book = Workbook()
    book.active.append(DASHBOARD)
    for line in rows:
        book.active.append([None if cell == "" else cell for cell in line])
    book.save(path)
    return path


@pytest.mark.parametrize(("write", "name"), [(as_text, "c.txt"), (as_workbook, "c.xlsx")])
def test_dashboard_absence_is_a_share_with_two_years(tmp_path, write, name):
    """Are text and workbook read alike, with last year's number in last year?"""
    file = open_file(write(tmp_path / name, dashboard_rows()))
    measure = "dashboard-chronic-absence"
    now = number(file, measure, period="2023-24")
    assert (now.value, now.numerator, now.denominator) == (0.4, 36, 90)
    assert number(file, measure, period="2022-23").value == 0.5
    few = number(file, measure, "foster youth", period="2023-24")
    assert few.status == "too few"
    assert number(file, measure, "foster youth", period="2022-23").status == "not applicable"
    assert number(file, measure, place="0" * 14, period="2023-24").value == pytest.approx(0.2)
    assert file.measures[measure].more_is == "worse"
    assert "a high rate is bad" in words(file)
    color = number(file, "dashboard-color", period="2023-24")
    assert color.value == 2
    assert number(file, "dashboard-color", "English learners").status == "too few"


def test_dashboard_academic_status_is_no_share(tmp_path):
    """Is a distance from the standard kept in points, below 0 too, without counts?"""
    rows = dashboard_rows("MATH")
    rows[0][11] = "-45.6"
    file = open_file(as_text(tmp_path / "m.txt", rows))
    found = number(file, "distance-from-standard-mathematics", period="2023-24")
    assert found.value == -45.6
    assert math.isnan(found.numerator)
    assert file.measures["distance-from-standard-mathematics"].unit == "points"


def test_dashboard_without_a_known_indicator_warns(tmp_path):
    """Does a file that does not say what it measures say so, and claim no share?"""
    file = open_file(as_text(tmp_path / "x.txt", dashboard_rows("")))
    assert "dashboard-status" in file.measures
    assert any("which indicator" in remark.words and remark.care for remark in file.remarks)


# --- places, years, damaged files, real and invented files --------------------------------------


def test_places_know_what_they_are_part_of():
    """Does every code lead to the state, and a spoilt code to nothing?"""
    chain = [SCHOOL]
    while part_of(chain[-1]):
        chain.append(part_of(chain[-1]))
    assert [level_of(cds) for cds in chain] == ["school", "district", "county", "state"]
    assert (level_of("abc"), part_of("abc")) == ("area", "")


def test_years_are_school_years():
    """Is 2024 the year that ends in 2024, and nonsense no year?"""
    assert school_year("2024", "") == school_year("2023-24", "") == "2023-24"
    assert school_year("2023\u20132024", "") == "2023-24"
    assert school_year("2023-25", "2018/19") == "2018-19"
    assert (year_before("2023-24"), year_before("")) == ("2022-23", "")


def examples(folder: Path):
    """One small file of each kind."""
    return [
        caaspp(folder / "a.txt", "2024", [row(), row(test="2", school="0000000")]),
        caaspp(folder / "b.csv", "2016", [row(year="2016"), row(test="2", year="2016")]),
        state_file(folder / "c.txt", ABSENCE, [absence(), absence("D", "0000000")]),
        as_text(folder / "d.txt", dashboard_rows()),
    ]


@given(st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_file_is_read_or_refused_in_words(tmp_path, data):
    """Whatever happens to a file, is it read or refused with FileNotRead, and never anything else?"""
    path = data.draw(st.sampled_from(examples(tmp_path)))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        change = data.draw(st.sampled_from(["cut", "put", "drop", "again"]))
        if change == "cut":
            content = content[: max(at, 1)]
        elif change == "put":
            content[at : at + 1] = data.draw(st.binary(min_size=1, max_size=4))
        elif change == "drop":
            del content[at : at + data.draw(st.integers(1, 40))]
            content = content or bytearray(b"x")
        else:
            content += content[at:]
    target = tmp_path / "damaged.txt"
    target.write_bytes(bytes(content))
    try:
        file = open_file(target)
    except FileNotRead:
        return
    missing = file.table.value.isna()
    assert (missing == (file.table.status != "reported")).all()
    assert file.places.index.is_unique


def test_a_zip_with_one_results_file_is_opened(tmp_path):
    """Is a zip, as the publisher offers it, read like the file inside?"""
    inside = caaspp(tmp_path / "sb_ca2024.txt", "2024", [row()])
    with zipfile.ZipFile(tmp_path / "sb.zip", "w") as archive:
        archive.write(inside, inside.name)
    assert number(open_file(tmp_path / "sb.zip"), "met-or-above-english").value == 0.45


@pytest.mark.skipif(not REAL.is_dir(), reason="the folder of real published files is not here")
def test_real_lists_are_read():
    """Are all real places and student groups there, counted independently?"""
    path = REAL / "caaspp_2024_entities_first400.txt"
    with path.open(encoding="utf-8", newline="") as file:
        plain = list(csv.DictReader(file, delimiter="^"))
    places = open_file(path).places
    assert len(places) == len({tuple(one.values())[:3] for one in plain})
    directly = sum(one["Type ID"] == "9" for one in plain)
    assert (places.charter == "charter school, funded directly").sum() == directly
    groups = open_file(REAL / "caaspp_student_groups_2024.txt")
    assert "58 student groups" in words(groups)


@pytest.mark.skipif(not REAL.is_dir(), reason="the folder of real published files is not here")
def test_own_words_cover_the_real_list_of_groups():
    """Does every id of the official list have words here, but for 144?"""
    path = REAL / "caaspp_student_groups_2024.txt"
    with path.open(encoding="cp1252", newline="") as file:
        ids = {one["Demographic ID Num"] for one in csv.DictReader(file, delimiter="^")}
    assert ids - set(CAASPP) == {"144"}
    assert len(set(CAASPP.values())) == len(CAASPP)


def plainly(name: str, encoding: str, delimiter: str):
    """The rows of an invented file, read with the csv module alone."""
    quoting = csv.QUOTE_MINIMAL if delimiter == "," else csv.QUOTE_NONE
    with (INVENTED / name).open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, quoting=quoting))


@pytest.mark.skipif(not INVENTED.is_dir(), reason="the invented data has not been written")
@pytest.mark.parametrize(
    "year", ["2016_all_csv_v3", "2018_all_csv_v3", "2022_all_csv_v1", "2024_all_csv_v1"]
)
def test_invented_results_are_read_like_a_plain_reading(year):
    """Are hidden cells, shares, students and names of the invented results those of the file?"""
    name = f"sierra_bonita_sb_ca{year}.txt"
    rows = plainly(name, "cp1252", "^" if year >= "2020" else ",")
    file = open_file(INVENTED / name)
    met = file.table[file.table.measure.str.startswith("met-or-above")]
    printed = [one["Percentage Standard Met and Above"] for one in rows]
    shown = [float(cell) for cell in printed if cell not in ("*", "")]
    assert len(met) == len(rows)
    assert (met.status == "suppressed").sum() == sum(cell in ("*", "") for cell in printed)
    assert met.value.sum() == pytest.approx(sum(shown) / 100)
    scored = "Total Students Tested with Scores" if year >= "2024" else "Students with Scores"
    counted = [float(one[scored]) for one in rows if one[scored] not in ("*", "")]
    assert met.denominator.sum() == sum(counted)
    counts = [one.get("Count Standard Met and Above", "*") for one in rows]
    if year >= "2024":
        assert met.numerator.sum() == sum(float(cell) for cell in counts if cell != "*")
    assert (file.places.name != "").all()
    assert not any("unreadable" in remark.words for remark in file.remarks)


@pytest.mark.skipif(not INVENTED.is_dir(), reason="the invented data has not been written")
@pytest.mark.parametrize(
    ("name", "measure", "count", "charter"),
    [
        ("chronicabsenteeism24", "chronic-absence", "ChronicAbsenteeismCount", "Charter School"),
        (
            "suspension24",
            "suspended",
            "Unduplicated Count of Students Suspended (Total)",
            "CharterYN",
        ),
    ],
)
def test_invented_state_files_are_read_like_a_plain_reading(name, measure, count, charter):
    """Is every row for all schools there once, with its count, and no other row?"""
    path = f"sierra_bonita_{name}.txt"
    rows = [
        {key.strip(): cell.strip() for key, cell in one.items()}
        for one in plainly(path, "latin-1", "\t")
    ]
    whole = [one for one in rows if one[charter].upper() == "ALL"]
    table = open_file(INVENTED / path).table
    found = table[table.measure == measure]
    assert len(found) == len(whole)
    assert (found.status == "suppressed").sum() == sum(one[count] == "*" for one in whole)
    assert found.numerator.sum() == sum(float(one[count]) for one in whole if one[count] != "*")


@pytest.mark.skipif(not INVENTED.is_dir(), reason="the invented data has not been written")
def test_invented_dashboards_are_read_like_a_plain_reading():
    """Are status, blanks and colors of both years those of the file?"""
    path = "sierra_bonita_chronicdownload2024.txt"
    rows = plainly(path, "cp1252", "\t")
    table = open_file(INVENTED / path).table
    for period, when in (("2023-24", "curr"), ("2022-23", "prior")):
        found = table[(table.measure == "dashboard-chronic-absence") & (table.period == period)]
        blank = sum(one[f"{when}status"] == "" for one in rows)
        assert (found.status != "reported").sum() == blank
        counted = [float(one[f"{when}numer"]) for one in rows if one[f"{when}numer"]]
        assert found.numerator.sum() == sum(counted)
    colors = table[table.measure == "dashboard-color"]
    assert colors.value.sum() == sum(int(one["color"]) for one in rows)
