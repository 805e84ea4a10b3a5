"""Invented pupils at the end of key stage 2, one by one, so that every total adds up.

Chances are alike in all schools: disadvantaged pupils do less well everywhere, and schools differ
by their pupils and by luck alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from course_tools.casework.invented.chance import Chance
from course_tools.casework.invented.northmere import THIN_KS2, School

EXPECTED, HIGH = 100, 110  # scaled scores
_AS_SCORE = (91, 103, 113)  # writing has no test; a level counts as this many points


@dataclass(frozen=True)
class Eleven:
    """A pupil at the end of key stage 2: three scaled scores, writing and science as judged.

    `prior` is the starting point, 0 to 2, or None when unknown."""

    girl: bool
    disadvantaged: bool
    eal: bool
    sen: str
    moved: bool
    prior: int | None
    read: int
    gps: int
    mat: int
    writing: int  # 0 below, 1 at, 2 at greater depth
    science: bool

    @property
    def all_three(self) -> bool:
        """Expected standard in reading, writing and maths."""
        return min(self.read, self.mat) >= EXPECTED and self.writing >= 1

    @property
    def high(self) -> bool:
        """Higher standard in all three."""
        return min(self.read, self.mat) >= HIGH and self.writing == 2

    @property
    def writing_score(self) -> int:
        """Writing as a scaled score."""
        return _AS_SCORE[self.writing]


PROGRESS: tuple[tuple[str, Callable[[Eleven], int]], ...] = (
    ("READ", lambda one: one.read),
    ("WRIT", lambda one: one.writing_score),
    ("MAT", lambda one: one.mat),
)


def _eleven(chance: Chance, disadvantaged_share: float, known_share: float) -> Eleven:
    disadvantaged = chance.happens(disadvantaged_share)
    prior = chance.one_of(((0, 0.2), (1, 0.5), (2, 0.3)))
    middle = 100 + 4 * prior + chance.bell(16) - (4 if disadvantaged else 0)
    read, gps, mat = (min(120, max(80, middle + chance.bell(8))) for _ in range(3))
    best = middle + chance.bell(8)
    return Eleven(
        girl=chance.happens(0.49),
        disadvantaged=disadvantaged,
        eal=chance.happens(0.18),
        sen=chance.one_of((("K", 0.15), ("E", 0.04), ("", 0.81))),
        moved=chance.happens(0.07),
        prior=prior if chance.happens(known_share) else None,
        read=read,
        gps=gps,
        mat=mat,
        writing=2 if best >= 109 else int(best >= 98),
        science=middle >= 96,
    )


@cache
def elevens(school: School, year: str) -> tuple[Eleven, ...]:
    """The pupils at the end of key stage 2 in a school and year."""
    chance = Chance("elevens", school.urn, year)
    if school.phase == "Special":
        count = 4
    else:
        count = school.leavers or school.size // 7 + chance.whole(-3, 3)
    known = 0.4 if school.urn == THIN_KS2 else 0.97
    return tuple(
        _eleven(chance, min(0.9, (school.fsm_percent + 4) / 100), known) for _ in range(count)
    )


@cache
def elevens_elsewhere(year: str) -> tuple[Eleven, ...]:
    """A sample of the rest of an invented England, to be counted 250 times each."""
    chance = Chance("elevens elsewhere", year)
    return tuple(_eleven(chance, 0.29, 0.96) for _ in range(2400))


@cache
def _expected_scores(year: str, subject: str) -> Mapping[int, int]:
    """The mean score, in hundredths, of pupils in England with the same starting point."""
    score = dict(PROGRESS)[subject]
    scores: dict[int, list[int]] = {}
    for one in elevens_elsewhere(year):
        if one.prior is not None:
            scores.setdefault(one.prior, []).append(score(one))
    return {prior: sum(found) * 100 // len(found) for prior, found in scores.items()}


def progress_of(pupils: Iterable[Eleven], year: str, subject: str) -> tuple[int, int]:
    """Progress of pupils added up, in hundredths, and how many of them have a starting point.

    `subject` is one of the names in PROGRESS.
    """
    expected, score = _expected_scores(year, subject), dict(PROGRESS)[subject]
    known = [100 * score(one) - expected[one.prior] for one in pupils if one.prior is not None]
    return sum(known), len(known)
