"""Is every invented file told from a real one, so that no publisher is named for made-up numbers?"""

from pathlib import Path

import pytest

from course_tools import casework
from course_tools.casework.kinds import recognize
from course_tools.casework.opening import opened
from course_tools.errors import FileNotRead

DATA = Path(__file__).parents[2] / "modules" / "08-data-case" / "data"
FILES = sorted(path for path in DATA.iterdir() if path.suffix in (".csv", ".txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_invented_file_says_so(path):
    """Do source, licence and the first remark of each file with places say that it is invented?"""
    try:
        file = casework.open_file(path)
    except FileNotRead:
        pytest.skip("a file that is there to be refused")
    if not len(file.places):
        pytest.skip("a list of names, without places or numbers")
    assert "invented" in file.source.title and file.source.licence == "CC0"
    assert file.remarks[0].care and "invented" in file.remarks[0].words
    for name in ("source", "licence"):
        kept = [str(one) for one in file.table[name].cat.categories]
        assert all(("invented" in one) or one == "CC0" for one in kept)


def test_real_ids_keep_their_publisher(tmp_path):
    """Does the same layout with ids of real places name its publisher?"""
    source = DATA / "northmere_2023-2024_census.csv"
    text = source.read_text(encoding="utf-8-sig").replace(",999,", ",815,")
    real = tmp_path / "census_2023-2024.csv"
    real.write_text("\n".join(line.replace("99", "12", 1) for line in text.splitlines()))
    with opened(real) as file:
        assert recognize(file)[0].id == "england-census"
    found = casework.open_file(real)
    assert "invented" not in found.source.title
    assert found.source.publisher.startswith("Department for Education")
