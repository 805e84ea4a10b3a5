"""Several machines: a real scheduler and workers of Dask, a gradebook on PostgreSQL."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from course_tools.errors import GradingStopped
from course_tools.grading.autograde import GradeReport, grade, up_to_date
from course_tools.grading.book.connecting import GradebookOutOfReach, reading
from course_tools.grading.book.outcomes import outcomes_of
from course_tools.grading.engine.cluster import on_cluster
from course_tools.grading.engine.far_files import students_at
from course_tools.grading.gradebook import database_of
from tests.conftest import own_port
from tests.grading import postgres
from tests.grading.conftest import NAME, new_course
from tests.grading.generated.answers import make_hand_ins
from tests.grading.generated.comparing import differences, rows_of

database = postgres.database
_PEOPLE = 24


class Cluster:
    """A scheduler and four workers, each a process of its own."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self._port = own_port()
        self.address = f"tcp://127.0.0.1:{self._port}"
        self._folder = folder
        self._threads = threads
        self._scheduler = self._start_scheduler()
        self.workers = [self._start_worker(number) for number in range(4)]

    def _run(self, module: str, *options: str) -> subprocess.Popen[bytes]:
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", module, *options],
                cwd=self._folder,
                stdout=log,
                stderr=log,
                env={**os.environ, "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"},
            )

    def _start_scheduler(self) -> subprocess.Popen[bytes]:
        return self._run(
            "distributed.cli.dask_scheduler",
            *("--host", "127.0.0.1", "--port", str(self._port), "--no-dashboard"),
        )

    def _start_worker(self, number: int) -> subprocess.Popen[bytes]:
        return self._run(
            "distributed.cli.dask_worker",
            *(self.address, "--nthreads", str(self._threads), "--no-nanny", "--no-dashboard"),
            *("--name", f"w{number}", "--death-timeout", "60"),
            *("--local-directory", str(self._folder / f"w{number}")),
        )

    def restart_scheduler(self) -> None:
        """Kill the scheduler and start another one; the workers go with the old one."""
        self._scheduler.kill()
        self._scheduler.wait()
        for worker in self.workers:
            worker.kill()
            worker.wait()
        self._scheduler = self._start_scheduler()
        self.workers = [self._start_worker(number) for number in range(4, 8)]

    def stop(self) -> None:
        """End everything."""
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path, database: str) -> Iterator[Cluster]:  # its port comes first
    (tmp_path / "dask").mkdir()
    running = Cluster(tmp_path / "dask")
    yield running
    running.stop()


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with generated hand-ins."""
    root = tmp_path / "course"
    (root / "modules" / "programmes").mkdir(parents=True)
    new_course(root)
    make_hand_ins(root, NAME, _PEOPLE, seed=5)
    return root


def _use(root: Path, database: str) -> None:
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {database!r}\n")


def _outcomes(root: Path) -> dict[str, str]:
    with reading(database_of(root)) as connection:
        return {who: found.kind for who, found in outcomes_of(connection, NAME).items()}


class _At:
    """Does something once so many hand-ins are through; `through` says how many that were."""

    def __init__(self, root: Path, how_many: int, do: Callable[[], object]) -> None:
        self.through = 0
        self._watch = threading.Thread(target=self._wait, args=(root, how_many, do))
        self._watch.start()

    def join(self) -> None:
        """Wait for it; it must have been in the middle."""
        self._watch.join()
        assert 0 < self.through < _PEOPLE

    def _wait(self, root: Path, how_many: int, do: Callable[[], object]) -> None:
        ends = time.monotonic() + 100
        while time.monotonic() < ends and not self.through:
            with contextlib.suppress(GradebookOutOfReach):
                if (through := len(_outcomes(root))) >= how_many:
                    do()
                    self.through = through
            time.sleep(0.01)


def _same_as_here(root: Path, report: GradeReport, before: Path) -> None:
    """Are these the grades that one machine gives, and is everybody told of once?"""
    here = grade(before, NAME)
    told = [*report.graded, *report.unchanged, *report.set_aside, *report.failed]
    assert sorted(told) == sorted([*here.graded, *here.set_aside])
    assert report.failed == here.failed == {}
    assert differences(rows_of(database_of(root)), rows_of(database_of(before))) == []


@pytest.mark.slow
def test_four_workers_of_which_one_is_killed(
    cluster: Cluster, course: Path, database: str, tmp_path: Path
) -> None:
    """When a worker is killed in the middle, are the grades those of one machine?"""
    before = Path(shutil.copytree(course, tmp_path / "before"))
    _use(course, database)
    middle = _At(course, 3, lambda: cluster.workers[0].send_signal(signal.SIGKILL))
    report = grade(course, NAME, runner=on_cluster(cluster.address, up_to_date))
    middle.join()
    assert cluster.workers[0].poll() is not None
    _same_as_here(course, report, before)


@pytest.mark.slow
def test_the_scheduler_is_started_anew(
    cluster: Cluster, course: Path, database: str, tmp_path: Path
) -> None:
    """When the scheduler forgets everything in the middle, does the run go on to the same end?"""
    before = Path(shutil.copytree(course, tmp_path / "before"))
    _use(course, database)
    middle = _At(course, 3, cluster.restart_scheduler)
    report = grade(course, NAME, runner=on_cluster(cluster.address, up_to_date))
    middle.join()
    _same_as_here(course, report, before)


@pytest.mark.slow
def test_files_at_an_address(cluster: Cluster, course: Path, database: str, tmp_path: Path) -> None:
    """With hand-ins at an address of fsspec, are grades and files those of one machine?"""
    before = Path(shutil.copytree(course, tmp_path / "before"))
    far = tmp_path / "far"
    far.mkdir()
    for part in ("submitted", "release", "source", "assignments"):
        shutil.copytree(course / part, far / part)
    shutil.rmtree(course / "submitted")
    _use(course, database)
    shutil.copy(course / "nbgrader_config.py", far)
    files = far.as_uri()
    students = students_at(files, NAME)
    assert len(students) == _PEOPLE
    runner = on_cluster(cluster.address, up_to_date, files=files)
    report = grade(course, NAME, students=students, runner=runner)
    report.set_aside = {path.name: "" for path in (far / "set-aside" / NAME).glob("[!.]*")}
    _same_as_here(course, report, before)
    for who in report.graded:
        assert (far / "autograded" / who / NAME / f"{NAME}.ipynb").is_file()
        assert list((far / "received" / who / NAME).iterdir())
    again = grade(course, NAME, students=students, runner=runner)
    assert again.graded == []
    assert sorted(again.unchanged) == report.graded


def test_one_file_of_sqlite_is_refused(course: Path) -> None:
    """Is a gradebook that several machines cannot share refused, with what to do?"""
    with pytest.raises(GradingStopped, match="PostgreSQL"):
        grade(course, NAME, runner=on_cluster("tcp://127.0.0.1:1", up_to_date))


@pytest.mark.slow
def test_workers_with_several_threads_are_refused(
    tmp_path: Path, course: Path, database: str
) -> None:
    """Are workers that run several tasks in one process refused, with the right command?"""
    _use(course, database)
    running = Cluster(tmp_path, threads=2)
    try:
        with pytest.raises(GradingStopped, match="--nthreads 1"):
            grade(course, NAME, runner=on_cluster(running.address, up_to_date))
    finally:
        running.stop()
