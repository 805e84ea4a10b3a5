"""nbgrader's tables, times and digests read without nbgrader: are they the same as its own?"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import from_dict
from nbgrader import api, utils
from sqlalchemy import create_engine, inspect, text

from course_tools.errors import GradingStopped
from course_tools.grading.book import tables
from course_tools.grading.book.connecting import prepare, shown, writing
from course_tools.grading.judging import checksum_of
from course_tools.grading.times import in_utc


@pytest.mark.parametrize("table", tables.NBGRADERS, ids=lambda table: table.name)
def test_columns_are_nbgraders(table: object) -> None:
    """Does every column that is read or written exist in nbgrader, with the same type?"""
    theirs = api.Base.metadata.tables[table.name]  # type: ignore[attr-defined]
    for column in table.c:  # type: ignore[attr-defined]
        there = theirs.c[column.name]
        if column.name not in ("cell_type", "type"):
            assert type(column.type) is type(there.type), column
    ours = tables.columns_of(table)
    needed = {c.name for c in theirs.c if not c.nullable and c.default is None}
    assert needed <= ours


@pytest.mark.parametrize(
    "said",
    [
        "2024-09-02 10:00:00 UTC",
        "2024-09-02 10:00:00.123456 UTC",
        "2024-09-02 10:00:00 EST",
        "2024-09-02 10:00:00 +0200",
        "2024-09-02T10:00:00+05:30",
        "2024-09-02 10:00:00",
        "2024-09-02",
        "2024-09-02 10:00:00 Europe/London",
    ],
)
def test_times_are_read_as_nbgrader_reads_them(said: str) -> None:
    """Is each form of a time the same moment?"""
    assert in_utc(said) == utils.parse_utc(said)


@given(
    st.text(max_size=30),
    st.sampled_from(["code", "markdown"]),
    st.booleans(),
    st.booleans(),
    st.integers(0, 9),
)
@settings(max_examples=40, deadline=None)
def test_digests_of_cells_are_nbgraders(
    source: str, kind: str, grade: bool, solution: bool, points: int
) -> None:
    """Is an untouched answer recognized exactly as nbgrader recognizes it?"""
    marks = {"grade_id": "a", "grade": grade, "solution": solution, "locked": True}
    cell = {
        "cell_type": kind,
        "source": source,
        "metadata": {"nbgrader": {**marks, "points": points}},
    }
    assert checksum_of(cell) == utils.compute_checksum(from_dict(cell))


def test_our_tables_come_step_by_step(tmp_path: Path) -> None:
    """Is a gradebook of an earlier version brought up to date, and one of a later refused?"""
    address = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with writing(address) as connection:
        connection.execute(text("CREATE TABLE workbook_version (number INTEGER NOT NULL)"))
        connection.execute(text("INSERT INTO workbook_version VALUES (1)"))
        connection.execute(text(tables.STEPS[0]))
    prepare(address)
    prepare(address)
    names = set(inspect(create_engine(address)).get_table_names())
    assert names == {"workbook_version", "workbook_outcome", "workbook_seen"}
    with writing(address) as connection:
        connection.execute(text("UPDATE workbook_version SET number = 99"))
    with pytest.raises(GradingStopped, match="newer workbook"):
        prepare(address)


def test_no_password_is_shown() -> None:
    """Does a message about the gradebook leave its password out?"""
    assert "secret" not in shown("postgresql+psycopg://me:secret@host/db")
