"""What no grading can do without: a forked process, reading, a safe file, one transaction.

    python -m benchmarks.grading_floor COURSE ASSIGNMENT ROWS

One process does this for every hand-in, one after another; two cores need at best half of it.
"""

import json
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

STEPS = ("fork and wait", "read", "write and fsync", "transaction")


def floor(course: Path, assignment: str, rows: int) -> dict[str, float]:
    """Seconds of one hand-in by step, on average, and "cpu" for all steps together.

    `rows` is how many rows of the gradebook a hand-in has.
    """
    # What a process that runs checks has loaded: a fork copies its page tables.
    import IPython.core.interactiveshell  # noqa: F401, PLC0415

    import course_tools.grading.criteria  # noqa: F401, PLC0415

    took = dict.fromkeys(STEPS, 0.0)
    folders = sorted((course / "submitted").glob(f"*/{assignment}"))
    began = _cpu()
    with (
        tempfile.TemporaryDirectory(dir=course) as place,
        closing(sqlite3.connect(Path(place) / "book.db", isolation_level=None)) as book,
    ):
        book.execute("PRAGMA journal_mode = WAL")
        book.execute("PRAGMA synchronous = NORMAL")
        book.execute("CREATE TABLE grade (id TEXT PRIMARY KEY, score REAL, comment TEXT)")
        for folder in folders:
            with _timed(took, "fork and wait"):
                _fork()
            with _timed(took, "read"):
                text = _read(folder)
            with _timed(took, "write and fsync"):
                _write(Path(place) / "graded.ipynb", text)
            with _timed(took, "transaction"):
                _record(book, folder.parent.name, rows)
    took["cpu"] = _cpu() - began
    return {name: seconds / max(1, len(folders)) for name, seconds in took.items()}


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _read(folder: Path) -> bytes:
    """The hand-in's notebook as text again, after all its files were read and parsed."""
    whole = {path.name: path.read_bytes() for path in folder.iterdir()}
    parsed = {name: json.loads(text) for name, text in whole.items() if name.endswith("son")}
    notebook = json.loads(whole[f"{folder.name}.ipynb"])
    parsed["notebook"] = notebook
    return json.dumps(notebook, indent=1).encode()


def _write(path: Path, text: bytes) -> None:
    unfinished = path.with_suffix(".tmp")
    with unfinished.open("wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _record(book: sqlite3.Connection, student: str, rows: int) -> None:
    book.execute("BEGIN IMMEDIATE")
    values = [(f"{student} {number}", 1.0, "") for number in range(rows)]
    book.executemany("INSERT INTO grade VALUES (?, ?, ?)", values)
    book.execute("COMMIT")


@contextmanager
def _timed(took: dict[str, float], step: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    took[step] += time.perf_counter() - start


def _cpu() -> float:
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


if __name__ == "__main__":
    print(json.dumps(floor(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
