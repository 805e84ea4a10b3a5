"""The data's own problems: how much of each number is there, and why the rest is not (Brief 4.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from course_tools.casework.lookup import Lookup
from course_tools.casework.tidy import STATUSES, Measure, Remark, Source


@dataclass(frozen=True)
class Completeness:
    """Of one measure: how many cells have each of STATUSES, and the marks as printed."""

    measure: Measure
    counts: tuple[int, ...]
    marks: tuple[tuple[str, int], ...]

    @property
    def cells(self) -> int:
        """All cells."""
        return sum(self.counts)

    @property
    def reported(self) -> float:
        """The share of cells with a number, 0 to 1."""
        return self.counts[0] / self.cells if self.cells else 0.0


@dataclass(frozen=True)
class QualityCard:
    """What to know of a file before a number is used."""

    name: str
    kind: str
    source: Source
    periods: Sequence[str]
    places: dict[str, int]  # by level, such as {"school": 32}
    closed: int
    measures: tuple[Completeness, ...]
    remarks: tuple[Remark, ...]


def quality_card(lookup: Lookup) -> QualityCard:
    """The card of a file."""
    file = lookup.file
    levels: dict[str, int] = {}
    closed = 0
    if "level" in file.places.columns:
        levels = {str(level): int(n) for level, n in file.places["level"].value_counts().items()}
    if "status" in file.places.columns:
        closed = int((file.places["status"] == "closed").sum())
    return QualityCard(
        file.name,
        file.kind,
        file.source,
        [period for period in lookup.periods if period],
        levels,
        closed,
        tuple(_completeness(lookup)),
        file.remarks,
    )


def _completeness(lookup: Lookup) -> list[Completeness]:
    """Counted in one pass over the codes, however long the table."""
    table = lookup.file.table
    measures, printed = table["measure"].cat, table["printed"].cat
    codes = measures.codes.to_numpy().astype(np.int64)
    statuses = table["status"].cat.codes.to_numpy()
    many = len(STATUSES)
    counts = np.bincount(codes * many + statuses, minlength=many * len(measures.categories))
    counts = counts.reshape(-1, many)
    marks = printed.codes.to_numpy()
    wide = len(printed.categories)
    seen, times = np.unique((codes * wide + marks)[statuses > 0], return_counts=True)
    found = []
    for code, name in enumerate(measures.categories):
        own = [
            (str(printed.categories[mark % wide]) or "(blank)", int(number))
            for mark, number in zip(seen, times, strict=True)
            if mark // wide == code
        ]
        own.sort(key=lambda pair: -pair[1])
        measure = lookup.file.measures[str(name)]
        found.append(Completeness(measure, tuple(int(n) for n in counts[code]), tuple(own)))
    return found
