"""The places in CAASPP files, what their codes are called, and the list of student groups."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from course_tools.casework.invented.printing import Row
from course_tools.casework.invented.sierra_bonita import (
    COUNTY,
    COUNTY_NAME,
    DISTRICT,
    DISTRICT_NAME,
    SCHOOLS,
    STATE_NAME,
    CaliforniaSchool,
    Student,
    county_students,
    district_students,
    students,
    students_elsewhere,
)

# Id, name and kind of the student groups that the files use.
_GROUPS = (
    ("001", "All Students", "All Students"),
    ("128", "Reported disabilities", "Disability Status"),
    ("099", "No reported disabilities", "Disability Status"),
    ("031", "Socioeconomically disadvantaged", "Economic Status"),
    ("111", "Not socioeconomically disadvantaged", "Economic Status"),
    ("160", "EL (English learner)", "English-Language Fluency"),
    ("180", "EO (English only)", "English-Language Fluency"),
    ("075", "American Indian or Alaska Native", "Race and Ethnicity"),
    ("076", "Asian", "Race and Ethnicity"),
    ("074", "Black or African American", "Race and Ethnicity"),
    ("077", "Filipino", "Race and Ethnicity"),
    ("078", "Hispanic or Latino", "Race and Ethnicity"),
    ("079", "Native Hawaiian or Pacific Islander", "Race and Ethnicity"),
    ("080", "White", "Race and Ethnicity"),
    ("144", "Two or more races", "Race and Ethnicity"),
    ("004", "Female", "Gender"),
    ("003", "Male", "Gender"),
    ("052", "Homeless", "Homeless Status"),
    ("053", "Not homeless", "Homeless Status"),
)


@dataclass(frozen=True)
class Entity:
    """A place in the files: type 4 state, 5 county, 6 district, 7 school;
    9 a charter that the state pays."""

    county: str
    district: str
    school: str
    type_id: str
    name: str
    students: tuple[Student, ...]
    times: int = 1  # how many students each one stands for

    @property
    def codes(self) -> dict[str, str | int]:
        """County, district and school code."""
        return {
            "County Code": self.county,
            "District Code": self.district,
            "School Code": self.school,
        }


def entities(schools: Iterable[CaliforniaSchool], year: int) -> Iterator[Entity]:
    """State, county, district, then the schools."""
    yield Entity("00", "00000", "0000000", "4", STATE_NAME, students_elsewhere(year), 900)
    yield Entity(COUNTY, "00000", "0000000", "5", COUNTY_NAME, county_students(year))
    district = district_students(year)
    yield Entity(COUNTY, DISTRICT, "0000000", "6", DISTRICT_NAME, district)
    for school in schools:
        kind = "9" if school.charter else "7"
        yield Entity(COUNTY, DISTRICT, school.code, kind, school.name, students(school, year))


def entity_rows(year: int, schools: Iterable[CaliforniaSchool] = SCHOOLS) -> Iterator[Row]:
    """The file that says what the codes are called."""
    for one in entities(schools, year):
        yield one.codes | {
            ("Type ID" if year > 2020 else "Type Id"): one.type_id,
            "Test Year": year,
            "County Name": STATE_NAME if one.type_id == "4" else COUNTY_NAME,
            "District Name": DISTRICT_NAME if one.district == DISTRICT else "",
            "School Name": one.name if one.type_id in "79" else "",
            "Zip Code": "00000" if one.type_id in "79" else "",
        }


def student_group_rows() -> Iterator[Row]:
    """The list of student groups, an id as text and as a number."""
    for code, name, kind in _GROUPS:
        yield {
            "Demographic ID": code,
            "Demographic ID Num": int(code),
            "Demographic Name": name,
            "Student Group": kind,
        }
