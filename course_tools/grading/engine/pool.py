"""Several processes on this machine, each with one hand-in at a time.

A process that dies or takes too long is replaced. Its hand-in is tried once more where it died, and
has a reason in words where it cannot be graded; the others never notice.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
TRIES = 2
_AHEAD = 50  # hand-ins that wait for each process; more would only take memory


def cores() -> int:
    """How many processes this machine can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool(Generic[_Item, _Result]):
    """Runs `function` on items, `workers` at a time.

    `seconds` is the most that one may take. `lost` makes the result of an item whose process died
    or was ended, from the item and the reason. `preload` are modules that every process needs.
    """

    def __init__(
        self,
        function: Callable[[_Item], _Result],
        lost: Callable[[_Item, str], _Result],
        *,
        workers: int = 0,
        seconds: float = 300,
        preload: Sequence[str] = (),
    ) -> None:
        self._function = function
        self._lost = lost
        self._workers = workers or cores()
        self._seconds = seconds
        self._preload = list(preload)

    def results(self, items: Sequence[_Item]) -> Iterator[_Result]:
        """The results as they come. Leaving the loop early ends all processes."""
        if not items:
            return
        pool = ProcessPool(
            max_workers=min(self._workers, len(items)),
            initializer=_leave_interrupts_to_parent,
            context=self._context(),
        )
        try:
            yield from self._run(pool, items)
            pool.close()
        except BaseException:
            pool.stop()
            raise
        finally:
            if pool.active:
                pool.stop()
            pool.join()

    def _run(self, pool: ProcessPool, items: Sequence[_Item]) -> Iterator[_Result]:
        waiting = [(item, 1) for item in reversed(items)]
        running: dict[Future[Any], tuple[_Item, int]] = {}
        while waiting or running:
            while waiting and len(running) < self._workers * _AHEAD:
                item, attempt = waiting.pop()
                future: Future[Any] = pool.schedule(
                    self._function, args=(item,), timeout=self._seconds
                )
                running[future] = item, attempt
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                item, attempt = running.pop(future)
                problem = future.exception()
                if isinstance(problem, ProcessExpired) and attempt < TRIES:
                    waiting.append((item, attempt + 1))
                elif problem is not None:
                    yield self._lost(item, self._why(problem))
                else:
                    yield future.result()

    def _why(self, problem: BaseException) -> str:
        if isinstance(problem, TimeoutError):
            return f"It took longer than {self._seconds:g} seconds, and was stopped."
        if isinstance(problem, ProcessExpired):
            return f"The process that graded it ended by itself {TRIES} times, without a word."
        return f"Something in the workbook itself failed ({type(problem).__name__}: {problem})."

    def _context(self) -> Any:
        return start_early(self._preload)


def start_early(preload: Sequence[str]) -> Any:
    """The way processes start. Where forking is safe, one that has loaded everything forks them.

    It begins to load at once, while whoever called does something else.
    """
    if sys.platform == "win32":
        return get_context("spawn")
    from multiprocessing import forkserver  # noqa: PLC0415

    with_compiled_files()
    context = get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    forkserver.ensure_running()
    return context


def with_compiled_files() -> None:
    """Without compiled files every process takes twice as long to start."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _leave_interrupts_to_parent() -> None:
    """Ctrl-C reaches every process of a terminal; only the first one decides what it means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
