"""Whatever is killed, whenever: is the gradebook whole, and does the next run go on from there?"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from course_tools.grading.autograde import grade
from course_tools.grading.book.connecting import engine_at, reading
from course_tools.grading.book.outcomes import outcomes_of
from course_tools.grading.engine import task as tasks_of_engine
from course_tools.grading.engine.task import grade_one
from course_tools.grading.gradebook import database_of, record_points, register_assignment
from tests.grading.conftest import NAME, complete_hand_in, new_course, new_hand_in, points_of
from tests.grading.generated.comparing import notebook_differences, rows_of

_FULL = {"reading-gaventa": 1.5, "reading-hunjan-pettit": 1.5, "power-map-complete": 4.0}


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with sixty hand-ins that nobody has graded, to be copied."""
    folder = tmp_path_factory.mktemp("cohort")
    _empty_course(folder)
    first = complete_hand_in(folder, "p00").folder
    for number in range(1, 60):
        shutil.copytree(first, folder / "submitted" / f"p{number:02}" / NAME)
    return folder


def _empty_course(folder: Path) -> Path:
    (folder / "modules" / "programmes").mkdir(parents=True)
    new_course(folder)
    register_assignment(folder, NAME)
    return folder


def _copied(cohort: Path, folder: Path, people: int) -> Path:
    shutil.copytree(cohort, folder, dirs_exist_ok=True)
    for number in range(people, 60):
        shutil.rmtree(folder / "submitted" / f"p{number:02}")
    return folder


def _graded(root: Path) -> set[str]:
    with reading(database_of(root)) as connection:
        found = outcomes_of(connection, NAME)
    return {student for student, outcome in found.items() if outcome.kind == "graded"}


def _command(root: Path, *options: str) -> subprocess.Popen[bytes]:
    course = Path(sys.executable).with_name("course")
    return subprocess.Popen(
        [course, "grade", NAME, *options],
        cwd=root,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _until(root: Path, how_many: int, running: subprocess.Popen[bytes]) -> set[str]:
    """Wait until so many are graded; which ones."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends and running.poll() is None:
        try:
            graded = _graded(root)
        except Exception:  # the table is not there yet
            graded = set()
        if len(graded) >= how_many:
            return graded
        time.sleep(0.005)
    pytest.fail(f"it ended too soon: {running.poll()}")


def _of_session(leader: int) -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*"):
        try:
            fields = (path / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            yield int(path.name)


@pytest.mark.slow
def test_the_parent_is_killed(tmp_path: Path, cohort: Path) -> None:
    """After SIGKILL of the command, do its processes end, and is nobody graded twice?"""
    root = _copied(cohort, tmp_path, 40)
    running = _command(root)
    before = _until(root, 8, running)
    running.kill()
    running.wait()
    assert _ends(running.pid)
    before |= _graded(root)
    assert len(before) < 40, "it was too quick to be killed in the middle"
    report = grade(root, NAME)
    assert set(report.unchanged) == before
    assert set(report.graded) == {f"p{n:02}" for n in range(40)} - before
    assert report.failed == {}
    for who in ("p00", "p39"):
        assert points_of(root, who) == {**_FULL, NAME: None}


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_workers_are_killed(tmp_path: Path, cohort: Path) -> None:
    """When processes that grade are killed one after another, is everybody still graded?"""
    root = _copied(cohort, tmp_path, 40)
    running = _command(root, "--workers", "2")
    _until(root, 3, running)
    killed = 0
    for _ in range(3):
        for pid in _of_session(running.pid):
            command = Path(f"/proc/{pid}/cmdline")
            if pid != running.pid and b"forkserver" in _read(command):
                children = [p for p in _of_session(running.pid) if _parent(p) == pid]
                for child in children[:1]:
                    os.kill(child, signal.SIGKILL)
                    killed += 1
        time.sleep(0.15)
    said, _ = running.communicate(timeout=120)
    assert killed, "there was nothing to kill"
    assert _graded(root) == {f"p{n:02}" for n in range(40)}, said.decode()
    assert running.returncode == 0, said.decode()


@pytest.mark.slow
def test_interrupted_from_the_keyboard(tmp_path: Path, cohort: Path) -> None:
    """Does Ctrl-C say what waits, leave a whole gradebook, and no process behind?"""
    root = _copied(cohort, tmp_path, 60)
    running = _command(root, "--workers", "1")
    _until(root, 5, running)
    os.killpg(running.pid, signal.SIGINT)  # a terminal sends it to all of them
    said, _ = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "To go on, run the same command again" in said.decode()
    assert "Traceback" not in said.decode()
    assert _ends(running.pid)
    graded = _graded(root)
    assert 5 <= len(graded) < 60
    report = grade(root, NAME)
    assert set(report.unchanged) == graded
    assert len(report.graded) == 60 - len(graded)


def _ends(leader: int) -> bool:
    """Whether every process that a command started is gone soon after it."""
    ends = time.monotonic() + 20
    while any(True for _ in _of_session(leader)):
        if time.monotonic() > ends:
            return False
        time.sleep(0.05)
    return True


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _inline(tasks: list[object]) -> Iterator[object]:
    """The tasks in this process, so that it can be ended at any point."""
    return (grade_one(task) for task in tasks)  # type: ignore[arg-type]


_TORN = '{"cells": [{"cell_type": "markdown", "source": "Our words'
_WRITES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.copyfile"}


def _ended_at(root: Path, number: int) -> bool:
    """Grade in a forked process whose power is cut at its write of that number; whether it was."""
    child = os.fork()
    if child == 0:
        tasks_of_engine._checks.cache_clear()
        left = [number]

        def cut(*_: object) -> None:
            left[0] -= 1
            if left[0] <= 0:
                os._exit(9)

        def on_disk(what: str, given: tuple[object, ...]) -> None:
            is_open = what == "open" and isinstance(given[2], int) and given[2] & 3
            if what in _WRITES or is_open:
                cut()

        engine = engine_at(database_of(root))
        for moment in ("before_cursor_execute", "commit"):
            event.listen(engine, moment, cut)
        sys.addaudithook(on_disk)
        try:
            grade(root, NAME, runner=_inline)  # type: ignore[arg-type]
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 9


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_the_power_is_cut_between_any_two_writes(tmp_path: Path) -> None:
    """Cut at each single write in turn: is the result after the next run always the same?

    A hand-in that was marked before, one that is new, one that must be set aside: neither marks
    nor words are lost.
    """
    original = _three_people(tmp_path / "original")
    reference = Path(shutil.copytree(original, tmp_path / "reference"))
    grade(reference, NAME, runner=_inline)  # type: ignore[arg-type]
    wanted = rows_of(database_of(reference))
    assert points_of(reference, "marked")[NAME] == 17
    number, cuts = 1, 0
    while True:
        root = Path(shutil.copytree(original, tmp_path / f"at-{number}"))
        if not _ended_at(root, number):
            break
        cuts += 1
        before = _graded(root) if number > 1 else set()
        report = grade(root, NAME, runner=_inline)  # type: ignore[arg-type]
        assert report.failed == {}, number
        assert set(report.graded).isdisjoint(before - {"marked"}), number
        assert rows_of(database_of(root)) == wanted, number
        for who in ("marked", "new"):
            pair = (folder / "autograded" / who / NAME for folder in (root, reference))
            assert notebook_differences(*pair) == [], number
            assert list((root / "received" / who / NAME).glob("*/*.ipynb")), number
        waiting = root / "set-aside" / NAME / "torn"
        assert report.set_aside.keys() == {"torn"}, number
        assert (waiting / "handed-in" / f"{NAME}.ipynb").read_text() == _TORN, number
        number += max(1, number // 12)  # every one at first, then fewer: the later ones repeat
    assert cuts > 25
    tasks_of_engine._checks.cache_clear()


def _three_people(root: Path) -> Path:
    """A course in which one hand-in was marked and has changed, one is new, and one is damaged."""
    _empty_course(root)
    complete_hand_in(root, "marked")
    grade(root, NAME, runner=_inline)  # type: ignore[arg-type]
    record_points(root, NAME, "marked", NAME, points=17, comment="Two lenses: 4")
    again = complete_hand_in_again(root, "marked")
    again.answer(reading_gaventa=["a", "b", ""])
    again.save()
    new_hand_in(root, "new")
    new_hand_in(root, "torn").path.write_text(_TORN, encoding="utf-8")
    return root


def complete_hand_in_again(root: Path, student: str):  # type: ignore[no-untyped-def]
    """The same participant hands in once more."""
    shutil.rmtree(root / "submitted" / student)
    return complete_hand_in(root, student)
