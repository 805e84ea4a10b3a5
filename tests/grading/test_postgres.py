"""Is a cohort's gradebook the same on PostgreSQL as on SQLite? A real server, for this test only."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_tools.grading.autograde import grade
from course_tools.grading.feedback import feedback_file, give_feedback
from course_tools.grading.gradebook import record_points
from tests.conftest import own_port
from tests.grading.conftest import NAME, complete_hand_in, new_hand_in, points_of


def _programs() -> Path | None:
    """The folder with PostgreSQL's programs; Debian does not put it on the path."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return places[-1] if places else None


def _as_other_user() -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if hasattr(os, "getuid") and not os.getuid() else []


@pytest.fixture
def database() -> Iterator[str]:
    """The address of an empty database on a server of our own."""
    programs = _programs()
    if programs is None:
        reason = "No PostgreSQL found (Debian: apt install postgresql)."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    port = own_port()
    folder = Path(tempfile.mkdtemp(prefix="workbook-postgres-"))
    if _as_other_user():
        shutil.chown(folder, "postgres")
    data, log = folder / "data", folder / "log"
    control = [*_as_other_user(), str(programs / "pg_ctl"), "-D", str(data), "-w"]

    def run(*command: str) -> None:
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)

    try:
        initdb = [*_as_other_user(), str(programs / "initdb")]
        run(
            *initdb, "-D", str(data), "-U", "course", "--auth=trust", "--encoding=UTF8", "--no-sync"
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
        run(*control, "-l", str(log), "-o", options, "start")
        yield f"postgresql+psycopg://course@127.0.0.1:{port}/postgres"
        run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_the_whole_way_on_postgres(own_course: Path, database: str) -> None:
    """Do grading, marking and feedback work, with nothing left in a file of SQLite?"""
    with (own_course / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {database!r}\n")
    complete_hand_in(own_course, "model")
    new_hand_in(own_course, "blank")
    report = grade(own_course, NAME)
    assert report.failed == {}
    assert points_of(own_course, "model") == {
        "reading-gaventa": 1.5,
        "reading-hunjan-pettit": 1.5,
        "power-map-complete": 4.0,
        NAME: None,
    }
    assert set(points_of(own_course, "blank").values()) == {0.0}
    record_points(own_course, NAME, "model", NAME, points=18, comment="Two lenses: 4")
    assert points_of(own_course, "model")[NAME] == 18
    assert give_feedback(own_course, NAME).failed == {}
    page = feedback_file(own_course, NAME, "model").read_text(encoding="utf-8")
    assert "25.5" in page or "25" in page
    assert not (own_course / "gradebook.db").exists()
