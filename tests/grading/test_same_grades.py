"""Does the course grade as nbgrader does, but where it means to differ?

A sample; all of it: `python -m tests.grading.generated.compare --submissions 500`.
"""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from course_tools.grading.gradebook import register_assignment
from course_tools.grading.sandbox.availability import why_not
from tests.grading import postgres
from tests.grading.generated.answers import COURSE, make_hand_ins
from tests.grading.generated.compare import make_course, table
from tests.grading.generated.comparing import (
    Difference,
    Key,
    differences,
    notebook_differences,
    rows_of,
)
from tests.grading.generated.deliberate import DELIBERATE, Seen, sorted_by_reason
from tests.grading.generated.programming import (
    make_programming_course,
    make_programming_hand_ins,
    plain_settings,
)
from tests.grading.generated.running import Comparison, Ways, compare, set_dates, use_database

pytestmark = pytest.mark.slow
database = postgres.database
SEED = 7
SAMPLE = ["case-brief", "data-answers", "power-paper", "research-meeting-file"]


def said(found: Comparison) -> str:
    return "\n".join(table(found))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Comparison]:
    """Hand-ins of the course's own assignments, graded on both sides."""
    folder = tmp_path_factory.mktemp("written")
    course = make_course(folder, SAMPLE)
    hand_ins = {name: make_hand_ins(course, name, 6, seed=SEED) for name in SAMPLE}
    set_dates(course, hand_ins)
    return folder, compare(course, hand_ins, folder)


def test_written_assignments_earn_the_same(written: tuple[Path, Comparison]) -> None:
    """Is every row of grades, comments and hand-ins what nbgrader writes, and every page?"""
    _, found = written
    assert found.unexpected == [], said(found)
    assert sum(one.rows for one in found.assignments) > 100


def test_a_difference_is_noticed(written: tuple[Path, Comparison]) -> None:
    """Would half a point, a missing row and another word on a page be seen?"""
    folder, _ = written
    address = f"sqlite:///{folder / 'ours' / 'gradebook.db'}"
    before = rows_of(address)
    with sqlite3.connect(folder / "ours" / "gradebook.db") as connection:
        graded = "SELECT id FROM grade WHERE auto_score IS NOT NULL ORDER BY id LIMIT 1"
        connection.execute(f"UPDATE grade SET auto_score = auto_score + 0.5 WHERE id = ({graded})")
        connection.execute("DELETE FROM comment WHERE id = (SELECT MIN(id) FROM comment)")
    connection.close()
    found = differences(rows_of(address), before)
    assert sorted((one.key.table, one.column) for one in found) == [
        ("comment", "row"),
        ("grade", "auto_score"),
    ]
    assert any(str(one.ours) in str(one) for one in found)
    page = next((folder / "ours" / "autograded").rglob("*.ipynb"))
    other = folder / "other" / page.name
    other.parent.mkdir()
    other.write_text(page.read_text(encoding="utf-8").replace("the", "teh"), encoding="utf-8")
    assert notebook_differences(page.parent, other.parent)
    assert notebook_differences(page.parent, page.parent) == []


def test_hand_ins_are_the_same_each_time(tmp_path: Path) -> None:
    """Does a seed give the same files, and another seed others?"""
    digests = []
    for folder, seed in (("a", 1), ("b", 1), ("c", 2)):
        course = tmp_path / folder
        for part in ("release", "assignments"):
            shutil.copytree(COURSE / part / "power-paper", course / part / "power-paper")
        make_hand_ins(course, "power-paper", 50, seed=seed)
        digest = hashlib.sha256()
        for path in sorted((course / "submitted").rglob("*")):
            digest.update(path.relative_to(course).as_posix().encode())
            digest.update(path.read_bytes() if path.is_file() else b"")
        digests.append(digest.hexdigest())
    assert digests[0] == digests[1] != digests[2]


def test_the_same_on_postgres(tmp_path: Path, database: str) -> None:
    """Is it the same where both keep their gradebooks in PostgreSQL?"""
    addresses = (f"{database[: -len('postgres')]}ours", f"{database[: -len('postgres')]}theirs")
    names = ["data-answers", "power-paper"]
    course = make_course(tmp_path, names)
    hand_ins = {name: make_hand_ins(course, name, 4, seed=SEED + 1) for name in names}
    settings = (course / "nbgrader_config.py").read_text(encoding="utf-8")
    server = create_engine(database, isolation_level="AUTOCOMMIT")
    for address in addresses:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {address.rpartition('/')[2]}"))
        use_database(course, address)
        for name in names:
            register_assignment(course, name)
        set_dates(course, hand_ins)
    server.dispose()
    (course / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    (course / "gradebook.db").unlink()
    found = compare(course, hand_ins, tmp_path, Ways(databases=addresses))
    assert found.unexpected == [], said(found)
    assert not (tmp_path / "ours" / "gradebook.db").exists()
    assert not (tmp_path / "theirs-0" / "gradebook.db").exists()


def test_programming_assignments_earn_the_same(tmp_path: Path) -> None:
    """Are notebooks of nbgrader's own kind graded as plain nbgrader does, but for what is meant?"""
    missing = why_not()
    if missing and os.environ.get("CI"):
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    course = tmp_path / "course"
    make_programming_course(course)
    hand_ins = make_programming_hand_ins(course, 3, seed=SEED)
    set_dates(course, hand_ins)
    found = compare(course, hand_ins, tmp_path, Ways(plain=plain_settings()))
    assert found.unexpected == [], said(found)
    seen = {reason for one in found.assignments for reason in one.meant}
    wanted = {
        reason for reason in DELIBERATE if reason.startswith(("numpy", "True", "below", "more"))
    }
    assert wanted <= seen


def mark(auto: float | None, *, waits: bool = False) -> dict[str, object]:
    return {"auto_score": auto, "needs_manual_grade": waits}


@pytest.mark.parametrize(
    ("assignment", "cell", "ours", "theirs", "wrong"),
    [
        ("ends-in-numpy", "numpys-float", mark(1.5), mark(3.0), mark(1.0)),
        ("ends-in-numpy", "numpys-float", mark(1.5), mark(3.0), mark(0.0, waits=True)),
        ("ends-in-yes-or-no", "says-no", mark(0.0, waits=True), mark(3.0), mark(0.0)),
        ("ends-in-negative", "minus-one", mark(0.0, waits=True), mark(3.0), mark(1.0)),
        ("ends-in-words", "says-fine", mark(0.0, waits=True), mark(3.0), mark(None, waits=True)),
        ("ends-with-warnings", "warns", mark(1.5), mark(0.0), mark(3.0)),
        *(
            ("ends-above-the-maximum", cell, ours, mark(None, waits=True), wrong)
            for cell, ours, wrong in (
                ("above-three", mark(0.0, waits=True), mark(3.0)),
                ("after", mark(2.0), mark(0.0)),
            )
        ),
    ],
)
def test_only_what_is_meant_is_excused(
    assignment: str,
    cell: str,
    ours: dict[str, object],
    theirs: dict[str, object],
    wrong: dict[str, object],
) -> None:
    """Is a difference excused when it is the one that is meant, in its own place, and no other?"""
    key = Key("grade", "p07", assignment, assignment, cell)
    elsewhere = key._replace(assignment="first-functions")

    def unexpected(key: Key, row: dict[str, object]) -> list[Difference]:
        most = {(key.assignment, key.notebook, key.cell): 3.0}
        seen = Seen({key: row}, {key: theirs}, most, Path("nowhere"), set())
        return sorted_by_reason(differences(seen.ours, seen.theirs), seen)[1]

    assert unexpected(key, ours) == []
    assert unexpected(key, wrong) != []
    assert unexpected(elsewhere, ours) != []
