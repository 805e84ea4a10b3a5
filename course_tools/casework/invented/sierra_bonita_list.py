"""Every file about Sierra Bonita Unified."""

import csv
from dataclasses import replace
from functools import partial

from course_tools.casework.invented import (
    caaspp_files,
    caaspp_layouts,
    dashboard_file,
    entities,
    federal_files,
    membership_file,
    state_files,
)
from course_tools.casework.invented.kept_file import InventedFile
from course_tools.casework.invented.printing import CARET, QUOTED_COMMA, TABBED, Layout
from course_tools.casework.invented.sierra_bonita import SCHOOLS

YEAR = 2024  # in which the school year ends
_FEDERAL = Layout(encoding="latin-1", line_end="\r\n")
_CRDC = replace(_FEDERAL, quoted=csv.QUOTE_ALL)


def sierra_bonita_files() -> list[InventedFile]:
    """Tests, state files, Dashboard, federal files."""
    return [*_tests(), *_state(), *_federal()]


def _tests() -> list[InventedFile]:
    older = (
        (2022, "v1", CARET, caaspp_layouts.LAYOUT_2021, "caret, layout of 2021 to 2023"),
        (2018, "v3", QUOTED_COMMA, caaspp_layouts.LAYOUT_2017, "comma, layout of 2017 to 2019"),
        (2016, "v3", QUOTED_COMMA, caaspp_layouts.LAYOUT_2015, "comma, whole percentages"),
    )
    return [
        InventedFile(
            f"sierra_bonita_sb_ca{YEAR}_all_csv_v1.txt",
            f"CAASPP test results {YEAR}: caret, 69 columns, layout of 2024 and 2025",
            CARET,
            caaspp_layouts.NEW,
            partial(caaspp_files.new_rows, YEAR),
        ),
        *(
            InventedFile(
                f"sierra_bonita_sb_ca{year}_all_csv_{version}.txt",
                f"CAASPP test results {year}: {words}",
                layout,
                header,
                partial(caaspp_files.old_rows, header, year),
            )
            for year, version, layout, header, words in older
        ),
        *(
            InventedFile(
                f"sierra_bonita_sb_ca{year}entities_csv.txt",
                f"What the codes of {year} are called",
                layout,
                caaspp_layouts.ENTITIES if year > 2020 else caaspp_layouts.OLD_ENTITIES,
                partial(entities.entity_rows, year),
            )
            for year, layout in (
                (YEAR, CARET),
                (2022, CARET),
                (2018, QUOTED_COMMA),
                (2016, QUOTED_COMMA),
            )
        ),
        InventedFile(
            "sierra_bonita_StudentGroups.txt",
            "What the student groups are called",
            CARET,
            caaspp_layouts.STUDENT_GROUPS,
            entities.student_group_rows,
        ),
    ]


def _state() -> list[InventedFile]:
    return [
        InventedFile(
            "sierra_bonita_chronicabsenteeism24.txt",
            "Chronic absenteeism 2023-24: tabs, `*`, spaces in column names, rows repeated for "
            "charter All, Yes, No",
            TABBED,
            state_files.ABSENTEEISM,
            partial(state_files.absenteeism_rows, YEAR),
        ),
        InventedFile(
            "sierra_bonita_suspension24.txt",
            "Suspensions 2023-24: tabs, `*`, rows repeated for charter All, Y, N",
            TABBED,
            state_files.SUSPENSION,
            partial(state_files.suspension_rows, YEAR),
        ),
        InventedFile(
            "sierra_bonita_chronicdownload2024.txt",
            "Dashboard 2024: chronic absenteeism to grade 8; blanks below 11, color 0 below 30",
            TABBED,
            dashboard_file.ABSENTEEISM,
            partial(dashboard_file.absenteeism_rows, YEAR),
        ),
        InventedFile(
            "sierra_bonita_eladownload2024.txt",
            "Dashboard 2024: distance from the standard in English, in points",
            TABBED,
            dashboard_file.ENGLISH,
            partial(dashboard_file.english_rows, YEAR),
        ),
    ]


def _federal() -> list[InventedFile]:
    return [
        *(
            InventedFile(
                f"sierra_bonita_{name}-achievement-sch-sy2017-18.csv",
                f"EDFacts 2017-18, {words}: shares blurred by the size of the group",
                replace(_FEDERAL, line_end="\n"),
                federal_files.edfacts_header(subject, 2018),
                partial(federal_files.edfacts_rows, subject, 2018),
            )
            for name, subject, words in (
                ("math", "MTH", "mathematics"),
                ("rla", "RLA", "reading and language arts"),
            )
        ),
        InventedFile(
            "sierra_bonita_CRDC_2015-16_School_Data.csv",
            "Civil Rights Data Collection 2015-16: enrollment and suspensions by race and sex; "
            "negative numbers are codes",
            _CRDC,
            federal_files.CRDC,
            partial(federal_files.civil_rights_rows, 2016),
        ),
        InventedFile(
            "sierra_bonita_ccd_sch_052_2324.csv",
            "Common Core of Data 2023-24: students of four schools, long, totals beside parts",
            _FEDERAL,
            membership_file.MEMBERSHIP,
            partial(membership_file.membership_rows, YEAR, SCHOOLS[:2] + SCHOOLS[-2:]),
        ),
    ]
