"""Invented pupils at the end of key stage 4, one by one, so that every total adds up.

Chances are alike in all schools: disadvantaged pupils do less well everywhere, and schools differ
by their pupils and by luck alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from course_tools.casework.invented.chance import Chance
from course_tools.casework.invented.northmere import (
    SECONDARIES,
    THIN_KS4,
    School,
)

_PRIORS = ((0, 0.2), (1, 0.5), (2, 0.3))  # low, middle, high starting point


@dataclass(frozen=True)
class Leaver:
    """A pupil at the end of key stage 4. Element scores are in tenths of an Attainment 8 point;
    `points` is the EBacc average point score in hundredths. `prior` is None when unknown."""

    girl: bool
    disadvantaged: bool
    eal: bool
    sen: str  # "", "K" for support, "E" for a plan
    moved: bool  # joined late
    prior: int | None
    english: int
    maths: int
    ebacc: int
    open: int
    grade_4: bool  # or higher, in English and in maths
    grade_5: bool
    entered_ebacc: bool
    ebacc_4: bool
    ebacc_5: bool
    points: int

    @property
    def score(self) -> int:
        """Attainment 8 in tenths."""
        return self.english + self.maths + self.ebacc + self.open


def _leaver(chance: Chance, disadvantaged_share: float, known_share: float) -> Leaver:
    disadvantaged = chance.happens(disadvantaged_share)
    prior = chance.one_of(_PRIORS)
    ability = 4 + prior + chance.bell(2) - (1 if disadvantaged and chance.happens(0.75) else 0)
    grades = [min(9, max(0, ability + chance.whole(-1, 1))) for _ in range(8)]
    english, maths = grades[0], grades[1]
    entered = chance.happens(0.3 + 0.1 * prior)
    least = min(grades[:5])
    return Leaver(
        girl=chance.happens(0.49),
        disadvantaged=disadvantaged,
        eal=chance.happens(0.16),
        sen=chance.one_of((("K", 0.13), ("E", 0.03), ("", 0.84))),
        moved=chance.happens(0.06),
        prior=prior if chance.happens(known_share) else None,
        english=20 * english,
        maths=20 * maths,
        ebacc=10 * sum(grades[2:5]),
        open=10 * sum(grades[5:8]),
        grade_4=min(english, maths) >= 4,
        grade_5=min(english, maths) >= 5,
        entered_ebacc=entered,
        ebacc_4=entered and least >= 4,
        ebacc_5=entered and least >= 5,
        points=sum(grades[:5]) * 20 if entered else sum(grades[:2]) * 20,
    )


@cache
def leavers(school: School, year: str) -> tuple[Leaver, ...]:
    """The pupils at the end of key stage 4 in a school and year."""
    chance = Chance("leavers", school.urn, year)
    count = school.leavers or school.size // 5 + chance.whole(-6, 6)
    known = 0.4 if school.urn == THIN_KS4 else 0.96
    share = min(0.9, (school.fsm_percent + 4) / 100)
    found = tuple(_leaver(chance, share, known) for _ in range(count))
    return tuple(map(_without_entries, found)) if school.phase == "Special" else found


def _without_entries(one: Leaver) -> Leaver:
    """The same pupil, entered for nothing, and without a starting point."""
    return replace(
        one,
        prior=None,
        english=0,
        maths=0,
        ebacc=0,
        open=0,
        grade_4=False,
        grade_5=False,
        entered_ebacc=False,
        ebacc_4=False,
        ebacc_5=False,
        points=0,
    )


@cache
def leavers_elsewhere(year: str) -> tuple[Leaver, ...]:
    """A sample of the rest of an invented England, to be counted 250 times each."""
    chance = Chance("leavers elsewhere", year)
    return tuple(_leaver(chance, 0.27, 0.95) for _ in range(2400))


@cache
def expected_score(year: str) -> Mapping[int, int]:
    """The mean Attainment 8 score, in tenths, of all pupils with the same starting point."""
    every = list(leavers_elsewhere(year))
    for school in SECONDARIES:
        every += leavers(school, year)
    scores: dict[int, list[int]] = {}
    for one in every:
        if one.prior is not None:
            scores.setdefault(one.prior, []).append(one.score)
    return {prior: sum(found) // len(found) for prior, found in scores.items()}


def progress_of(pupils: Iterable[Leaver], year: str) -> tuple[int, int]:
    """Progress 8 of pupils added up, in hundredths, and how many of them have a starting point."""
    expected = expected_score(year)
    # A score counts ten grades, so a tenth of a point of score is a hundredth of progress.
    known = [one.score - expected[one.prior] for one in pupils if one.prior is not None]
    return sum(known), len(known)
