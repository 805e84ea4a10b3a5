"""A reader who collects every printed number and every total, and tries to work out the rest.

Independent of the code under test: own sums, and scipy's solver for whole numbers as the tool.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from course_tools.plotting import Table

NO_END = 100_000  # more pupils than any of the tables has


class Reader:
    """Knows that nobody counts fewer than zero pupils, that pupils are whole, and how sums work."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self.names: dict[str, int] = {}
        self.sums: list[dict[str, int]] = []

    def sees(self, name: str, text: str) -> None:
        self.names.setdefault(name, len(self.names))
        assert text.isdigit() or text == "hidden", text
        if text.isdigit():
            assert self.known.get(name, int(text)) == int(text), f"{name} is printed as two numbers"
            self.known[name] = int(text)

    def knows_sum(self, whole: str, parts: Sequence[str]) -> None:
        for name in (whole, *parts):
            self.names.setdefault(name, len(self.names))
        self.sums.append({**dict.fromkeys(parts, 1), whole: -1})

    def range_of(self, wanted: Mapping[str, int]) -> tuple[int, int]:
        """The lowest and highest value of a sum of numbers (name -> how often), exactly."""
        low = np.zeros(len(self.names))
        high = np.full(len(self.names), NO_END)
        for name, value in self.known.items():
            low[self.names[name]] = high[self.names[name]] = value
        matrix = np.zeros((len(self.sums), len(self.names)))
        for row, rule in enumerate(self.sums):
            for name, sign in rule.items():
                matrix[row, self.names[name]] += sign
        cost = np.zeros(len(self.names))
        for name, sign in wanted.items():
            cost[self.names[name]] = sign
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * cost,
                constraints=LinearConstraint(matrix, 0, 0),
                bounds=Bounds(low, high),
                integrality=np.ones(len(self.names)),
            )
            assert found.status == 0, found.message  # the true table fits, so there is an answer
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]


def read_html(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """What stands in the cells of the table as a page shows it."""
    page = Table("Pupils", ("group", *("number" for _ in rows[0][1:])), rows).as_html()
    body = page.split("<tbody>")[1]
    return [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall("<tr>(.*?)</tr>", body)
    ]


def read_csv(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """What stands in the cells of the table as a file."""
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return list(csv.reader(io.StringIO(written.getvalue())))
