"""Every file about Northmere."""

import csv
from dataclasses import replace
from functools import partial

from course_tools.casework.invented import (
    census_files,
    characteristics_files,
    inspection_files,
    ks2_file,
    ks4_columns,
    ks4_file,
    places_around,
    register_columns,
    register_files,
    statistics_files,
)
from course_tools.casework.invented.kept_file import InventedFile
from course_tools.casework.invented.northmere import (
    EVERY_SCHOOL,
    KS2_YEARS,
    LANTERNSIDE,
    PRIMARIES,
    SECONDARIES,
    STATE_FUNDED,
    VELLWICK,
    YEARS,
)
from course_tools.casework.invented.printing import PERFORMANCE_TABLE, STATISTICS, WINDOWS

_REGISTER = replace(WINDOWS, quoted=csv.QUOTE_NONNUMERIC)
_INSPECTIONS = "northmere_Management_information_-_state-funded_schools_-_latest_inspections_as_at_"
_INSPECTED = (*PRIMARIES, *SECONDARIES)


def _years(year: str) -> str:
    """2023/24 as the performance tables' file names have it: 2023-2024."""
    return f"{year[:4]}-20{year[5:]}"


def england_files() -> list[InventedFile]:
    """Register, results, census, statistics, inspections, deprivation."""
    return [*_register(), *_results(), *_census(), *_statistics(), *_inspections(), *_areas()]


def _register() -> list[InventedFile]:
    return [
        InventedFile(
            "northmere_edubasealldata20240901.csv",
            "Register of schools (Get Information About Schools): every column, Windows letters, "
            "closed schools, invented head teachers",
            _REGISTER,
            register_columns.REGISTER,
            partial(register_files.register_rows, EVERY_SCHOOL),
        ),
        InventedFile(
            "northmere_2023-2024_school_information.csv",
            "School information file of the performance tables",
            PERFORMANCE_TABLE,
            register_columns.INFORMATION,
            partial(register_files.information_rows, EVERY_SCHOOL),
        ),
    ]


def _results() -> list[InventedFile]:
    return [
        *(
            InventedFile(
                f"northmere_{_years(year)}_ks2final.csv",
                f"Key stage 2 results {year}: schools, authority (RECTYPE 3), England (4, 5)",
                PERFORMANCE_TABLE,
                ks2_file.ks2_header(year),
                partial(ks2_file.ks2_rows, (*PRIMARIES, LANTERNSIDE), year),
            )
            for year in KS2_YEARS
        ),
        *(
            InventedFile(
                f"northmere_{_years(year)}_ks4final.csv",
                f"Key stage 4 results {year}: schools, authority (RECTYPE 4), England (5, 7)",
                PERFORMANCE_TABLE,
                ks4_columns.HEADER,
                partial(ks4_file.ks4_rows, (*SECONDARIES, LANTERNSIDE), (VELLWICK,), year),
            )
            for year in YEARS
        ),
    ]


def _census() -> list[InventedFile]:
    return [
        *(
            InventedFile(
                f"northmere_{_years(year)}_census.csv",
                f"Census file of the performance tables {year}; authority is LA, England is NAT",
                PERFORMANCE_TABLE,
                census_files.CENSUS,
                partial(census_files.census_rows, STATE_FUNDED, (VELLWICK,), year),
            )
            for year in YEARS
        ),
        *(
            InventedFile(
                f"northmere_spc_school_level_underlying_data_{ends}.csv",
                f"Schools, pupils and their characteristics {year}, wide: free meals, languages, "
                f"ethnic groups; {letters}",
                layout,
                characteristics_files.wide_header(year),
                partial(characteristics_files.wide_rows, STATE_FUNDED, year),
            )
            for year, ends, layout, letters in (
                ("2022/23", "2023", WINDOWS, "Windows letters"),
                ("2023/24", "2024", STATISTICS, "UTF-8"),
            )
        ),
        InventedFile(
            "northmere_spc_school_level_202526.csv",
            "The same 2025/26, long; the URN 991000 is printed as 9.91e+05",
            STATISTICS,
            characteristics_files.LONG,
            partial(characteristics_files.long_rows, STATE_FUNDED),
        ),
    ]


def _statistics() -> list[InventedFile]:
    return [
        InventedFile(
            "northmere_1_absence_3term_school.csv",
            "Pupil absence by school, three years, all pupils together, as the real release",
            STATISTICS,
            statistics_files.ABSENCE_BY_SCHOOL,
            partial(statistics_files.absence_by_school, STATE_FUNDED, YEARS),
        ),
        InventedFile(
            "northmere_absence_3term_nat_reg_la.csv",
            "Pupil absence in England, region and authority, by phase of school",
            STATISTICS,
            statistics_files.ABSENCE_BY_AREA,
            partial(statistics_files.absence_by_area, STATE_FUNDED, YEARS),
        ),
        InventedFile(
            "northmere_absence_3term_by_group.csv",
            "Pupil absence by school, authority and England: all pupils, pupils eligible for free "
            "school meals, and the others. Not published for schools; see above",
            STATISTICS,
            statistics_files.ABSENCE_BY_GROUP,
            partial(statistics_files.absence_by_group, STATE_FUNDED, YEARS),
        ),
        InventedFile(
            "northmere_suspensions_by_school.csv",
            "Suspensions and permanent exclusions by school; one school is `x`, not available",
            STATISTICS,
            statistics_files.SUSPENSIONS,
            partial(statistics_files.suspensions, STATE_FUNDED, YEARS),
        ),
    ]


def _inspections() -> list[InventedFile]:
    return [
        InventedFile(
            f"{_INSPECTIONS}31_Aug_2024.csv",
            "Ofsted's latest inspections, with one overall grade; two spaces in a column name",
            WINDOWS,
            inspection_files.LATEST_INSPECTIONS,
            partial(inspection_files.inspection_rows, _INSPECTED, single_grade_ended=False),
        ),
        InventedFile(
            f"{_INSPECTIONS}30_April_2025.csv",
            "The same after September 2024, when the overall grade ended",
            WINDOWS,
            inspection_files.LATEST_INSPECTIONS,
            partial(inspection_files.inspection_rows, _INSPECTED, single_grade_ended=True),
        ),
        InventedFile(
            "northmere_Management_information_-_state-funded_schools_-_all_inspections_2019_to_2021.csv",
            "Ofsted's inspections 2019 to 2021; a line stands above the column names",
            replace(WINDOWS, before=inspection_files.OLDER_FIRST_LINE),
            inspection_files.OLDER,
            partial(inspection_files.older_rows, _INSPECTED),
        ),
    ]


def _areas() -> list[InventedFile]:
    return [
        InventedFile(
            f"northmere_File_7_IoD{edition}_All_Ranks_Scores_Deciles.csv",
            f"Indices of deprivation {edition} for 30 small areas, boundaries of {boundaries}",
            STATISTICS,
            places_around.deprivation_header(edition),
            partial(places_around.deprivation_rows, edition),
        )
        for edition, boundaries in ((2019, 2011), (2025, 2021))
    ]
