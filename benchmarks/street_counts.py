"""An assignment in which code is taught: 25 cells, pandas on 2,000 rows, two figures.

Six tasks are code with tests, some of them hidden and some giving part of the points, and four
answers are written. Streets and numbers are invented.
"""

import random
from dataclasses import dataclass
from typing import Any

NAME = "street-counts"
_ROWS = 2_000
_STREETS = [f"{name} Street" for name in ("Mill", "Ash", "Ford", "Well", "Kiln", "Gate", "Oak")]
_WEATHER = ("dry", "dry", "rain", "snow")

WORDS = (
    "On dry days more people walk, and most of them at the end of the school day.",
    "Two streets carry half of all walkers. I would ask the council to begin there.",
    "The counts say how many came by, never why. We would have to ask them.",
    "A count on one wet day says little. I would count the same hour for three weeks.",
)


@dataclass(frozen=True)
class Task:
    """What is asked, an answer that earns all points, some that do not, and the tests."""

    asked: str
    right: str
    wrong: tuple[str, ...]
    tests: str
    points: float = 2.0


TASKS = {
    "rainy-rows": Task(
        "How many rows were counted in the rain? Call it `rainy`.",
        'rainy = int((counts["weather"] == "rain").sum())',
        ('rainy = int((counts["weather"] == "dry").sum())', "rainy = len(counts) / 0"),
        'assert isinstance(rainy, int)\nassert rainy == len(counts[counts["weather"] == "rain"])',
    ),
    "walkers-by-street": Task(
        "Add up the walkers of each street. Call the series `by_street`.",
        'by_street = counts.groupby("street")["walkers"].sum()',
        ('by_street = counts.groupby("street")["walkers"].mean()', "by_street = street_sums"),
        "assert by_street.index.is_unique\n### BEGIN HIDDEN TESTS\n"
        'assert by_street.sum() == counts["walkers"].sum()\n'
        f"assert len(by_street) == {len(_STREETS)}\n### END HIDDEN TESTS",
    ),
    "busiest-hour": Task(
        "At which hour do most people walk, on average? Call it `busiest`.",
        'busiest = int(counts.groupby("hour")["walkers"].mean().idxmax())',
        ("busiest = 3", 'busiest = counts["walkers"].max('),
        'means = counts.groupby("hour")["walkers"].mean()\n'
        "assert float(means[busiest]) == float(means.max())",
        points=3.0,
    ),
    "share-of-cyclists": Task(
        "Which share of all who were counted were cycling? Call it `cycling`.",
        'everybody = counts[["walkers", "cyclists", "drivers"]].sum()\n'
        'cycling = float(everybody["cyclists"] / everybody.sum())',
        ("cycling = 0.5", 'cycling = float(counts["cyclists"].sum())', "cycling = 'many'"),
        'wanted = counts["cyclists"].sum() / counts[["walkers", "cyclists", "drivers"]].sum().sum()\n'
        "earned = 0.0\n"
        "if isinstance(cycling, float) and 0 <= cycling <= 1:\n    earned += 1.0\n"
        "if isinstance(cycling, float) and abs(cycling - wanted) < 1e-9:\n    earned += 1.0\n"
        "earned",
    ),
    "cold-days": Task(
        "Of how many rows is the temperature not known, and what is the mean of the others? "
        "Call them `unknown` and `mean_temperature`.",
        'unknown = int(counts["temperature"].isna().sum())\n'
        'mean_temperature = float(counts["temperature"].mean())',
        (
            'unknown = 0\nmean_temperature = float(counts["temperature"].fillna(0).mean())',
            'unknown = counts["temperature"].isna().sum().nothing',
        ),
        'assert unknown == len(counts) - counts["temperature"].count()\n'
        'assert abs(mean_temperature - counts["temperature"].dropna().mean()) < 1e-9',
    ),
    "weather-table": Task(
        "Make a table of mean walkers: a row for each hour, a column for each weather. "
        "Call it `table`.",
        'table = counts.pivot_table("walkers", index="hour", columns="weather")',
        ('table = counts.pivot_table("walkers", index="weather", columns="hour")', "table = None"),
        'assert list(table.columns) == ["dry", "rain", "snow"]\n### BEGIN HIDDEN TESTS\n'
        "assert len(table) == 13\n### END HIDDEN TESTS",
        points=4.0,
    ),
}
_WRITTEN = {
    "what-you-see": "What do the figures show? Two sentences are enough.",
    "what-they-hide": "What do these counts not say?",
    "what-to-ask": "What would you ask the council for, and why there?",
    "how-to-count": "How would you count next time?",
}
_FIGURES = (
    'counts.groupby("hour")["walkers"].mean().plot(title="Walkers by hour")\nplt.show()',
    'counts.boxplot("walkers", by="weather", figsize=(8, 5))\nplt.show()',
)


def data_file() -> str:
    """The counts as CSV: street, hour (7..19), weather, temperature, and who came by."""
    chance = random.Random(NAME)
    lines = ["street,hour,weather,temperature,walkers,cyclists,drivers"]
    for _ in range(_ROWS):
        hour = chance.randrange(7, 20)
        degrees = "" if chance.random() < 0.05 else f"{chance.uniform(-5, 30):.1f}"
        walkers = chance.randrange(5, 60) + (40 if hour == 15 else 0)
        who = f"{walkers},{chance.randrange(30)},{chance.randrange(20, 300)}"
        street, weather = chance.choice(_STREETS), chance.choice(_WEATHER)
        lines.append(f"{street},{hour},{weather},{degrees},{who}")
    return "\n".join(lines) + "\n"


def source_notebook() -> dict[str, Any]:
    """The notebook with solutions and all tests, as nbgrader wants its sources."""
    load = f'counts = pd.read_csv("{NAME}.csv")\ncounts.head()'
    names = list(TASKS)
    cells = [
        _text("# Street counts"),
        _code("import matplotlib.pyplot as plt\nimport pandas as pd"),
        _code(load),
        _text("## Counting"),
        *(cell for name in names[:3] for cell in _task(name)),
        _text("## Groups"),
        *(cell for name in names[3:] for cell in _task(name)),
        _text("## Pictures"),
        *(_code(figure) for figure in _FIGURES),
        _text("## In your own words"),
        *(_written(name, asked) for name, asked in _WRITTEN.items()),
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number:02}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _task(name: str) -> list[dict[str, Any]]:
    task = TASKS[name]
    solution = f"# {task.asked}\n### BEGIN SOLUTION\n{task.right}\n### END SOLUTION"
    tests = _marks(f"{name}-tests", grade=True, locked=True, points=task.points)
    return [_code(solution, _marks(name, solution=True)), _code(task.tests, tests)]


def _written(name: str, asked: str) -> dict[str, Any]:
    return _text(asked, _marks(name, grade=True, solution=True, points=5.0))


def _marks(name: str, **said: bool | float) -> dict[str, Any]:
    blank = {"grade": False, "locked": False, "solution": False, "task": False}
    return {"nbgrader": {**blank, "grade_id": name, "schema_version": 3, **said}}


def _text(source: str, marks: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": marks or {}, "source": source}


def _code(source: str, marks: dict[str, Any] | None = None) -> dict[str, Any]:
    blank: dict[str, Any] = {"execution_count": None, "outputs": []}
    return {"cell_type": "code", "metadata": marks or {}, "source": source, **blank}
