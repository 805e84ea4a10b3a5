"""CAASPP research files in their four layouts (Brief 4.3).

No number is shown for ten students or fewer.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from course_tools.casework.invented.caaspp_layouts import AREAS, LEVELS, NEW, OLD_AREAS
from course_tools.casework.invented.entities import Entity, entities
from course_tools.casework.invented.printing import Row, percent, quotient
from course_tools.casework.invented.sierra_bonita import (
    DISTRICT,
    DISTRICT_NAME,
    SCHOOLS,
    TESTS,
    CaliforniaSchool,
    Result,
    Student,
)

HIDDEN = "*"
MOST_HIDDEN = 10
ALL_GRADES = 13

# The name of each thing in the three older layouts.
_OLD_NAMES = (
    ("group", ("Student Group ID", "Subgroup ID")),
    ("test", ("Test ID", "Test Id")),
    ("enrolled", ("Students Enrolled", "CAASPP Reported Enrollment")),
)
GROUPS_NEW = ("001", "003", "004", "031", "111", "128", "099", "160", "078", "080", "074")
GROUPS_OLD = ("001", "031", "111", "160", "128")


@dataclass(frozen=True)
class _Slice:
    """The students that one row is about."""

    entity: Entity
    test: str
    group: str
    grade: int
    members: tuple[Student, ...]

    @property
    def results(self) -> list[Result]:
        place = TESTS.index(self.test)
        return [found for one in self.members if (found := one.results[place]) is not None]


def _slices(
    places: Iterable[Entity], groups: Sequence[str], *, each_grade: bool
) -> Iterator[_Slice]:
    """Every group with all grades together and, for all students, each grade."""
    for place in places:
        grades = sorted({one.grade for one in place.students}) if each_grade else []
        for test in TESTS:
            for group in groups:
                some = tuple(one for one in place.students if group in one.groups)
                yield _Slice(place, test, group, ALL_GRADES, some)
            for grade in grades:
                some = tuple(one for one in place.students if one.grade == grade)
                yield _Slice(place, test, "001", grade, some)


def new_rows(year: int, schools: Iterable[CaliforniaSchool] = SCHOOLS) -> Iterator[Row]:
    """Rows of the layout of 2024 and 2025. Student groups are plain numbers here: 1, not 001."""
    for one in _slices(entities(schools, year), GROUPS_NEW, each_grade=True):
        place, times = one.entity, one.entity.times
        row = place.codes | {
            "District Name": DISTRICT_NAME if place.district == DISTRICT else "",
            "School Name": place.name if place.type_id in "79" else "",
            "Type ID": place.type_id,
            "Test Year": year,
            "Test Type": "B",
            "Test ID": one.test,
            "Student Group ID": int(one.group),
            "Grade": f"{one.grade:02}",
            "Total Students Enrolled": len(one.members) * times,
        }
        results = one.results
        if len(results) <= MOST_HIDDEN:
            yield row | dict.fromkeys(NEW[13:], HIDDEN)
            continue
        row["Total Students Tested"] = row["Total Students Tested with Scores"] = (
            len(results) * times
        )
        yield row | _levels(results, times) | _areas(results, times)


def _levels(results: Sequence[Result], times: int) -> dict[str, str | int]:
    total = len(results)
    row: dict[str, str | int] = {
        "Mean Scale Score": quotient(sum(one.score for one in results), total, 1),
        "Overall Total": total * times,
    }
    for name, levels in (
        ("Exceeded", (4,)),
        ("Met", (3,)),
        ("Met and Above", (3, 4)),
        ("Nearly Met", (2,)),
        ("Not Met", (1,)),
    ):
        counted = sum(one.level in levels for one in results)
        row[f"Percentage Standard {name}"] = percent(counted, total, 2)
        row[f"Count Standard {name}"] = counted * times
    return row


def _areas(results: Sequence[Result], times: int) -> dict[str, str | int]:
    """Three areas are reported; the fourth and the composite areas are left blank."""
    row: dict[str, str | int] = {}
    for number in range(3):
        for name, at in zip(AREAS, (1, 0, -1), strict=True):
            counted = sum(one.areas[number] == at for one in results)
            area = f"Area {number + 1}"
            row[f"{area} Percentage {name} Standard"] = percent(counted, len(results), 2)
            row[f"{area} Count {name} Standard"] = counted * times
        row[f"Area {number + 1} Total"] = len(results) * times
    return row


def old_rows(
    header: Sequence[str], year: int, schools: Iterable[CaliforniaSchool] = SCHOOLS
) -> Iterator[Row]:
    """Rows of one of the three older layouts; percentages are whole in 2015 and 2016."""
    names = {what: next(name for name in choices if name in header) for what, choices in _OLD_NAMES}
    decimals = 0 if "Total CAASPP Enrollment" in header else 2
    for one in _slices(entities(schools, year), GROUPS_OLD, each_grade=False):
        place, times, results = one.entity, one.entity.times, one.results
        everybody = len(place.students) * times
        row = place.codes | {
            "Test Year": year,
            names["group"]: one.group.lstrip("0"),
            "Test Type": "B",
            "Grade": one.grade,
            names["test"]: one.test,
            names["enrolled"]: len(one.members) * times,
            **{name: everybody for name in header if name.startswith("Total")},
        }
        if "Type ID" in header:
            row["Type ID"] = place.type_id
        if len(results) <= MOST_HIDDEN:
            hidden = ("Students Tested", "Mean Scale Score", *LEVELS, "Students with Scores")
            yield row | dict.fromkeys((*hidden, *OLD_AREAS), HIDDEN)
            continue
        row |= {
            "Students Tested": len(results) * times,
            "Students with Scores": len(results) * times,
            "Mean Scale Score": quotient(sum(score.score for score in results), len(results), 1),
        }
        for name, levels in zip(LEVELS, ((4,), (3,), (3, 4), (2,), (1,)), strict=True):
            counted = sum(score.level in levels for score in results)
            row[name] = percent(counted, len(results), decimals)
        shares = _areas(results, times)
        yield row | {
            name: _to(str(cell), decimals) for name, cell in shares.items() if name in OLD_AREAS
        }


def _to(printed: str, decimals: int) -> str:
    return quotient(int(printed.replace(".", "")), 100, decimals)
