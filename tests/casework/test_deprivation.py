"""Schools linked to the Indices of Deprivation: by area of the right year, never by a guess."""

import csv
from pathlib import Path

import pytest

from course_tools import casework

DATA = Path(__file__).parents[2] / "modules" / "08-data-case" / "data"
REGISTER = DATA / "northmere_edubasealldata20240901.csv"
EDITIONS = {year: next(DATA.glob(f"*IoD{year}*")) for year in ("2019", "2025")}


def rows_of(path: Path, encoding: str) -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("year", EDITIONS)
def test_every_link_is_that_of_the_files(year):
    """Does each school get the tenth that stands beside its own area's code, and no other?"""
    linked = casework.neighborhoods(
        casework.open_file(REGISTER), casework.open_file(EDITIONS[year])
    )
    areas = rows_of(EDITIONS[year], "utf-8-sig")
    [code] = [name for name in areas[0] if name.startswith("LSOA code")]
    [tenth] = [
        name for name in areas[0] if name.startswith("Index of Multiple Deprivation (IMD) Decile")
    ]
    by_code = {row[code]: int(row[tenth]) for row in areas}
    compared = 0
    for row in rows_of(REGISTER, "cp1252"):
        school, area = row["URN"], row["LSOA (code)"]
        if school in linked.of_school:
            assert linked.of_school[school].tenth == by_code[area]
            compared += 1
        elif school in linked.not_found:
            assert area not in by_code
    assert compared > 25
    assert "not its pupils" in linked.remarks[0]


def test_areas_of_another_year_are_noticed():
    """Are more schools missed with the newer areas, and is that said?"""
    register = casework.open_file(REGISTER)
    missed = {
        year: casework.neighborhoods(register, casework.open_file(path))
        for year, path in EDITIONS.items()
    }
    assert len(missed["2025"].not_found) > len(missed["2019"].not_found)
    assert any("different years" in words for words in missed["2025"].remarks)


def test_files_that_do_not_fit_are_refused_in_words():
    """Does a file without areas, or with none of them, get an answer instead of an empty table?"""
    register = casework.open_file(REGISTER)
    with pytest.raises(ValueError, match="small area"):
        casework.neighborhoods(casework.open_file(EDITIONS["2019"]), register)
    with pytest.raises(ValueError, match="None of the schools"):
        casework.neighborhoods(
            register, casework.open_file(DATA / "northmere_2023-2024_census.csv")
        )
