"""How long a save takes, beside what one would use instead: python benchmarks/saving.py

A sheet as large as a lesson's (40 answers, 20 kB); each way changes one answer after another, in
turns within one run, so that the load of the machine hits all of them alike.
"""

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from course_tools.answers import AnswerSheet

_ANSWERS = 40
_ROUNDS = 400
_WORDS = "words " * 80  # 480 letters an answer
Save = Callable[[str, str], object]


def answer_sheet(folder: Path) -> Save:
    """Ours: atomic, flushed, with a copy kept."""
    return AnswerSheet(folder).record


def plain_json(folder: Path) -> Save:
    """The whole file written over the old one: a crash loses everything."""
    answers: dict[str, str] = {}

    def save(question: str, value: str) -> None:
        answers[question] = value
        with (folder / "plain.json").open("w", encoding="utf-8") as file:
            json.dump(answers, file)

    return save


def sqlite(folder: Path, journal: str) -> Save:
    """One row an answer, one commit a save; no copies, no earlier versions."""
    database = sqlite3.connect(folder / f"{journal}.sqlite")
    database.execute(f"pragma journal_mode={journal}")
    database.execute("create table answers (question text primary key, value text)")

    def save(question: str, value: str) -> None:
        database.execute("insert or replace into answers values (?, ?)", (question, value))
        database.commit()

    return save


def measure(folder: Path) -> dict[str, list[float]]:
    """Seconds of each save, for each way."""
    ways: dict[str, Save] = {
        "answer sheet": answer_sheet(folder),
        "json.dump, not safe": plain_json(folder),
        "sqlite, journal": sqlite(folder, "delete"),
        "sqlite, WAL": sqlite(folder, "wal"),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(_ANSWERS + _ROUNDS):
        for name, save in ways.items():
            start = time.perf_counter()
            save(f"question-{number % _ANSWERS}", f"{number} {_WORDS}")
            times[name].append(time.perf_counter() - start)
    return {name: taken[_ANSWERS:] for name, taken in times.items()}


def main() -> None:
    """Print median and 95th percentile in milliseconds, and ratios of the medians."""
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory(dir=where, ignore_cleanup_errors=True) as folder:
        times = measure(Path(folder))
    ours = statistics.median(times["answer sheet"])
    print(f"{'':22}{'median':>10}{'95 %':>10}{'ours is':>12}")
    for name, taken in times.items():
        median, slow = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        ratio = f"{ours / median:.2f} ×"
        print(f"{name:22}{median * 1000:>7.2f} ms{slow * 1000:>7.2f} ms{ratio:>12}")


if __name__ == "__main__":
    main()
