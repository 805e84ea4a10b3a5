"""The invented Sierra Bonita Unified School District and its students (Brief, appendix B).

County and district codes 99 and 99999 are in nobody's use. Every student is made one by one, so
that the numbers of all groups add up.
"""

from dataclasses import dataclass
from functools import cache

from course_tools.casework.invented.chance import Chance

COUNTY, DISTRICT = "99", "99999"
COUNTY_NAME = "Invented County"
DISTRICT_NAME = "Sierra Bonita Unified"
STATE_NAME = "Invented State"


@dataclass(frozen=True)
class CaliforniaSchool:
    """A school; `size` is students in tested grades, `poor` and `learners` chances in 100."""

    code: str
    name: str
    grades: tuple[int, ...]
    size: int
    poor: int
    learners: int
    charter: bool = False

    @property
    def cds(self) -> str:
        """County, district and school code as one."""
        return COUNTY + DISTRICT + self.code


_ELEMENTARY, _MIDDLE, _HIGH = (3, 4, 5), (6, 7, 8), (11,)
# Name, tested grades, students in them, chance of poverty and of learning English in 100.
_SCHOOLS: tuple[tuple[str, tuple[int, ...], int, int, int], ...] = (
    ("Arroyo Manzanita Elementary", _ELEMENTARY, 190, 62, 30),
    ("Casa Colibrí Elementary", _ELEMENTARY, 160, 78, 44),
    ("Dos Robles Elementary", _ELEMENTARY, 210, 35, 12),
    ("Flor de Peña Elementary", _ELEMENTARY, 145, 70, 38),
    ("Larkspur Bend Elementary", _ELEMENTARY, 220, 28, 9),
    ("Luna Quebrada Elementary", _ELEMENTARY, 175, 66, 33),
    ("Niños del Puente Elementary", _ELEMENTARY, 130, 84, 52),
    ("Ojo de Ágata Elementary", _ELEMENTARY, 34, 55, 22),
    ("Piñon Crest Elementary", _ELEMENTARY, 185, 41, 17),
    ("Tule Wren Elementary", _ELEMENTARY, 200, 49, 21),
    ("Cielo Ámbar Middle", _MIDDLE, 420, 58, 24),
    ("Granite Heron Middle", _MIDDLE, 390, 36, 12),
    ("Río Tranquilo Middle", _MIDDLE, 360, 74, 31),
    ("Bonita Mesa High", _HIGH, 310, 52, 15),
    ("Sierra Garza High", _HIGH, 280, 67, 19),
    ("Camino Nuevo Vista Continuation High", _HIGH, 18, 80, 28),
    ("Academia Lucero Charter", _ELEMENTARY, 95, 72, 48),
    ("Puente Azul Independent Study", (6, 7, 8, 11), 26, 50, 10),
)
_CHARTERS = ("Academia Lucero Charter",)
SCHOOLS = tuple(
    CaliforniaSchool(f"99900{n:02}", name, grades, size, poor, learners, name in _CHARTERS)
    for n, (name, grades, size, poor, learners) in enumerate(_SCHOOLS, start=1)
)

# Student group ids: text, as the publisher's own list has them (Brief 4.3).
RACES = (
    ("078", 0.55),
    ("080", 0.25),
    ("076", 0.07),
    ("074", 0.05),
    ("077", 0.03),
    ("144", 0.03),
    ("075", 0.01),
    ("079", 0.01),
)
# The numbers behind the codes; each student reaches a level from 1, not met, to 4, exceeded.
_LEVELS_POOR = ((4, 0.12), (3, 0.24), (2, 0.28), (1, 0.36))
_LEVELS_OTHER = ((4, 0.30), (3, 0.32), (2, 0.22), (1, 0.16))
_MIDDLE_OF_LEVEL = {1: 2380, 2: 2450, 3: 2520, 4: 2600}
TESTS = ("1", "2")  # English language arts, mathematics


@dataclass(frozen=True)
class Result:
    """One test of one student: level 1 to 4, scale score, and three areas, -1 below to 1 above."""

    level: int
    score: int
    areas: tuple[int, int, int]


@dataclass(frozen=True)
class Student:
    """A student in a tested grade; `results` by test, None when not tested.

    `absent`: missed a tenth of the days or more. `suspensions` are events.
    """

    grade: int
    female: bool
    race: str
    poor: bool
    learner: bool
    disabled: bool
    homeless: bool
    results: tuple[Result | None, Result | None]
    absent: bool
    suspensions: int

    @property
    def groups(self) -> frozenset[str]:
        """The ids of the student groups that the student belongs to."""
        return frozenset(
            (
                "001",
                self.race,
                "004" if self.female else "003",
                "031" if self.poor else "111",
                "160" if self.learner else "180",
                "128" if self.disabled else "099",
                "052" if self.homeless else "053",
            )
        )


def _result(chance: Chance, poor: bool, ease: float) -> Result | None:
    if chance.happens(0.03):
        return None
    level = chance.one_of(_LEVELS_POOR if poor else _LEVELS_OTHER)
    if level > 1 and chance.happens(ease):
        level -= 1
    lean = -1 if level == 1 else 1 if level == 4 else 0
    areas = tuple(min(1, max(-1, lean + chance.whole(-1, 1))) for _ in range(3))
    return Result(level, _MIDDLE_OF_LEVEL[level] + chance.bell(40), (areas[0], areas[1], areas[2]))


@cache
def students(school: CaliforniaSchool, year: int) -> tuple[Student, ...]:
    """The students in tested grades of the school year that ends in `year`."""
    chance = Chance("students", school.code, year)
    count = school.size + chance.whole(-4, 4)
    found = []
    for number in range(count):
        poor = chance.happens(school.poor / 100)
        suspended = chance.happens(0.035)
        found.append(
            Student(
                grade=school.grades[number % len(school.grades)],
                female=chance.happens(0.49),
                race=chance.one_of(RACES),
                poor=poor,
                learner=chance.happens(school.learners / 100),
                disabled=chance.happens(0.13),
                homeless=chance.happens(0.04),
                results=(_result(chance, poor, 0.0), _result(chance, poor, 0.25)),
                absent=chance.happens(0.26 if poor else 0.16),
                suspensions=1 + chance.whole(0, 2) if suspended else 0,
            )
        )
    return tuple(found)


@cache
def students_elsewhere(year: int) -> tuple[Student, ...]:
    """A sample of the rest of an invented state, to be counted 900 times each."""
    everywhere = CaliforniaSchool("0000000", STATE_NAME, (3, 4, 5, 6, 7, 8, 11), 3000, 60, 18)
    return students(everywhere, year)


def county_students(year: int) -> tuple[Student, ...]:
    """All students of the county in tested grades: those of the district and of its charter."""
    return tuple(one for school in SCHOOLS for one in students(school, year))


def district_students(year: int) -> tuple[Student, ...]:
    """All students of the district; a charter paid by the state is not counted in it (Brief 4.3)."""
    own = (school for school in SCHOOLS if not school.charter)
    return tuple(one for school in own for one in students(school, year))
