"""Grading on more than one machine: the same task, run by the workers of a Dask scheduler.

The gradebook must be on PostgreSQL. Hand-ins lie in a folder that every machine sees under the same
path, or at an address that fsspec can read and write. Where the scheduler is started anew, what was
not told yet is asked for again: a hand-in that is graded already answers so, and nothing is graded
twice.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from course_tools.errors import GradingStopped
from course_tools.grading.book.connecting import is_sqlite
from course_tools.grading.engine.facts import Task
from course_tools.grading.engine.far_files import grade_far
from course_tools.grading.engine.task import Done, grade_one, lost_one
from course_tools.grading.package import package_digest

PATIENCE = 120  # seconds that a scheduler may be away
_AHEAD = 4  # tasks that wait at each worker
# Brings tasks up to date with the gradebook.
Refresh = Callable[[Sequence[Task]], Sequence[Task]]


def on_cluster(address: str, refresh: Refresh, *, files: str = "") -> Any:
    """A runner on the workers of a scheduler. `files` is where the course's files lie, if not in a
    folder that all machines share.

    Raises GradingStopped when the scheduler cannot be reached or its workers do not fit.
    """

    def run(tasks: Sequence[Task]) -> Iterator[Done]:
        yield from _run(address, tasks, refresh, files)

    return run


def _run(address: str, tasks: Sequence[Task], refresh: Refresh, files: str) -> Iterator[Done]:
    if tasks and is_sqlite(tasks[0].address):
        raise GradingStopped(
            "Several machines need a gradebook on PostgreSQL. Set c.CourseDirectory.db_url in "
            "nbgrader_config.py to its address; docs/scale.md shows how."
        )
    left = {task.student: task for task in tasks}
    seen = 0.0  # when the scheduler was last there
    while left:
        try:
            with _client(address) as client:
                _fit_or_stop(client)
                seen = time.monotonic()
                for done in _results(client, list(left.values()), files):
                    left.pop(done.student, None)
                    yield done
        except _lost_scheduler() as problem:
            if not seen or time.monotonic() - seen > PATIENCE:
                raise GradingStopped(
                    f"There is no scheduler with workers at {address}. Start it with: dask "
                    "scheduler, and workers with: dask worker ADDRESS --nthreads 1 --nworkers "
                    "NUMBER-OF-CORES. What is graded stays; then run the same command again."
                ) from problem
            time.sleep(1)
            left = {task.student: task for task in refresh(list(left.values()))}


def _client(address: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415
    except ImportError:
        raise GradingStopped(
            "Grading on several machines needs Dask on each of them: pip install "
            "'organizing-workbook[cluster,postgres]'."
        ) from None
    return Client(address, timeout=10, set_as_default=False)


def _fit_or_stop(client: Any) -> None:
    """Wait for the first worker; every one must have this very workbook, and one thread."""
    client.wait_for_workers(1, timeout=60)
    threads = client.nthreads()
    if any(number != 1 for number in threads.values()):
        raise GradingStopped(
            "A worker runs several tasks in one process. Start workers with: dask worker ADDRESS "
            "--nthreads 1 --nworkers NUMBER-OF-CORES"
        )
    ours = package_digest()
    others = [who for who, digest in client.run(package_digest).items() if digest != ours]
    if others:
        raise GradingStopped(
            f"{len(others)} of {len(threads)} workers have another version of the workbook, for "
            f"example {others[0]}. Install the same one everywhere and start them anew."
        )


def _results(client: Any, tasks: Sequence[Task], files: str) -> Iterator[Done]:
    from distributed import as_completed  # noqa: PLC0415

    waiting = list(reversed(tasks))
    asked: dict[str, Task] = {}

    def ask() -> Any:
        task = waiting.pop()
        function, given = (grade_far, (task, files)) if files else (grade_one, (task,))
        future = client.submit(function, *given, pure=False)
        asked[future.key] = task
        return future

    first = [ask() for _ in range(min(len(waiting), _AHEAD * len(client.nthreads())))]
    answers = as_completed(first, loop=client.loop)
    for future in answers:
        task = asked.pop(future.key)
        if future.cancelled():
            raise ConnectionError("The scheduler forgot what it was asked.")
        problem = future.exception()
        yield lost_one(task, _why(problem)) if problem is not None else future.result()
        future.release()
        if waiting:
            answers.add(ask())


def _why(problem: BaseException) -> str:
    if type(problem).__name__ == "KilledWorker":
        return "The process that graded it ended by itself several times, without a word."
    return f"Something in the workbook itself failed ({type(problem).__name__}: {problem})."


def _lost_scheduler() -> tuple[type[BaseException], ...]:
    from concurrent.futures import CancelledError  # noqa: PLC0415

    return (OSError, TimeoutError, CancelledError)
