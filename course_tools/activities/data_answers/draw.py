"""What is drawn for a participant from the invented data: always the same for the same name."""

from dataclasses import dataclass
from functools import lru_cache

from course_tools.activities.data_answers.naming import same_name
from course_tools.casework.invented.chance import Chance
from course_tools.casework.invented.ks2_file import ks2_rows
from course_tools.casework.invented.ks4_file import ks4_rows
from course_tools.casework.invented.northmere import (
    KS2_YEARS,
    LANTERNSIDE,
    LARKFIELD,
    PRIMARIES,
    SECONDARIES,
    VELLWICK,
    YEARS,
    School,
)
from course_tools.casework.invented.pupils import PLANTED, away
from course_tools.casework.rates import Rate, pooled
from course_tools.casework.small_numbers import may_publish

ASSIGNMENT = "data-answers"
_KS2 = {
    "PTRWM_EXP": "reached the expected standard in reading, writing and mathematics, %",
    "PTRWM_HIGH": "reached the higher standard in all three, %",
    "READPROG": "progress in reading",
    "MATPROG": "progress in mathematics",
    "PTRWM_EXP_FSM6CLA1A": "disadvantaged pupils at the expected standard, %",
}
_KS4 = {
    "ATT8SCR": "Attainment 8 score",
    "P8MEA": "Progress 8",
    "PTL2BASICS_94": "grade 4 or higher in English and mathematics, %",
    "EBACCAPS": "average points in the English Baccalaureate subjects",
    "ATT8SCR_FSM6CLA1A": "Attainment 8 of disadvantaged pupils",
}
_SCHOOLS_ON_FUNNEL = 10
_GROUPS = ("grade 7", "grade 8", "grade 9", "grade 10")


@dataclass(frozen=True)
class TwoGroups:
    """Persistently absent pupils of a school in some years: eligible pupils, and all others."""

    urn: str
    school: str
    by_year: dict[str, tuple[Rate, ...]]

    @property
    def group(self) -> Rate:
        """The eligible pupils of all these years."""
        return pooled(pair[0] for pair in self.by_year.values())

    @property
    def others(self) -> Rate:
        """All other pupils of all these years."""
        return pooled(pair[1] for pair in self.by_year.values())


@dataclass(frozen=True)
class Draw:
    """One participant's questions.

    `cells` are the printed cells of `column` in the results of `cells_year`, by `cell_names`.
    `rates` and `gap` are two schools, each with some years to add up. `schools` and `target` are the funnel's. `parts` add up to `total`; the last one is
    printed as a star, `behind_star`. `figures` are counts of pupils, `may_show` those among them
    that the small-number rule lets pass.
    """

    column: str
    column_words: str
    cells_year: str
    cell_names: tuple[str, ...]
    cells: tuple[str, ...]
    rates: TwoGroups
    gap: TwoGroups
    schools: dict[str, Rate]
    funnel_year: str
    target: float
    parts: dict[str, int]
    total: int
    behind_star: int
    figures: tuple[tuple[int, int], ...]
    may_show: tuple[tuple[int, int], ...]


@lru_cache(maxsize=64)
def draw_for(participant: str) -> Draw:
    """The questions of a participant, by course name."""
    chance = Chance(ASSIGNMENT, same_name(participant))
    column, words, cells_year, names, cells = _column(chance)
    rates = _two_groups(chance)
    gap = _two_groups(chance, rates.urn)
    funnel_year = YEARS[chance.whole(0, len(YEARS) - 1)]
    schools = _on_funnel(chance, funnel_year)
    parts, star = _parts(chance)
    figures = _figures(chance)
    return Draw(
        column,
        words,
        cells_year,
        names,
        cells,
        rates,
        gap,
        schools,
        funnel_year,
        _around(funnel_year),
        parts,
        sum(parts.values()) + star,
        star,
        figures,
        tuple(one for one in figures if may_publish(Rate(*one)).may_show),
    )


def _column(chance: Chance) -> tuple[str, str, str, tuple[str, ...], tuple[str, ...]]:
    """A column of the key stage 2 or 4 results, school by school, as printed."""
    while True:
        if chance.happens(0.5):
            year = KS2_YEARS[chance.whole(0, len(KS2_YEARS) - 1)]
            columns, rows = _KS2, list(ks2_rows((*PRIMARIES, LANTERNSIDE), year))
        else:
            year = YEARS[chance.whole(0, len(YEARS) - 1)]
            schools = (*SECONDARIES, LANTERNSIDE)
            columns, rows = _KS4, list(ks4_rows(schools, (VELLWICK,), year))
        column = list(columns)[chance.whole(0, len(columns) - 1)]
        rows = [row for row in rows if row.get("URN") and column in row]
        if rows:
            names = tuple(str(row["SCHNAME"]) for row in rows)
            return column, columns[column], year, names, tuple(str(row[column]) for row in rows)


def _two_groups(chance: Chance, without: str = "") -> TwoGroups:
    """A school and some of its years whose figures may be shown; not the lesson's worked example."""
    schools = [school for school in PRIMARIES if school.urn not in (LARKFIELD, without)]
    while True:
        school = schools[chance.whole(0, len(schools) - 1)]
        first = chance.whole(0, len(YEARS) - 1)
        years = YEARS[first : chance.whole(first, len(YEARS) - 1) + 1]
        by_year = {
            year: tuple(Rate(one.often, one.pupils) for one in away(school, year)) for year in years
        }
        groups = TwoGroups(school.urn, school.name, by_year)
        pairs = [rate for pair in by_year.values() for rate in pair]
        if may_publish(*pairs).may_show and all(rate.numerator for rate in pairs):
            return groups


def _on_funnel(chance: Chance, year: str) -> dict[str, Rate]:
    """Ten primary schools by name, with none, one or both of the planted ones."""
    rates = {}
    planted = [school for school in PRIMARIES if school.urn in PLANTED and chance.happens(0.5)]
    others = [school for school in PRIMARIES if school.urn not in PLANTED]
    chosen = [*planted]
    while len(chosen) < _SCHOOLS_ON_FUNNEL:
        school = others[chance.whole(0, len(others) - 1)]
        rate = _eligible(school, year)
        if school not in chosen and may_publish(rate).may_show:
            chosen.append(school)
    for school in sorted(chosen, key=lambda one: one.name_in(year)):
        rates[school.name_in(year)] = _eligible(school, year)
    return rates


def _eligible(school: School, year: str) -> Rate:
    found = away(school, year)[0]
    return Rate(found.often, found.pupils)


def _around(year: str) -> float:
    """The share of all eligible primary pupils of Northmere, to three decimals as it is printed."""
    return round(pooled(_eligible(school, year) for school in PRIMARIES).share, 3)


def _parts(chance: Chance) -> tuple[dict[str, int], int]:
    """Groups that are shown, and one that is not."""
    parts = {name: chance.whole(14, 46) for name in _GROUPS[: chance.whole(2, 4)]}
    return parts, chance.whole(5, 10)


def _figures(chance: Chance) -> tuple[tuple[int, int], ...]:
    """Four figures, some of which the rule hides, each for another reason."""
    large, base, group = chance.whole(40, 90), chance.whole(30, 60), chance.whole(6, 10)
    rest = chance.whole(20, 40)
    return (
        (chance.whole(1, 4), large),
        (chance.whole(8, base - 8), base),
        (chance.whole(1, group - 1), group),
        (rest - chance.whole(1, 4), rest),
        (chance.whole(10, 20), chance.whole(50, 80)),
    )
