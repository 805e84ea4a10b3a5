"""The rows of California's test results, whatever their columns were called that year (Brief 4.3)."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from course_tools.casework.california.places import Coded
from course_tools.casework.marks import Column
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CODES = ("County Code", "District Code", "School Code")
# One name for each column, then what it was called in other years.
NAMES: dict[str, tuple[str, ...]] = {
    "year": ("Test Year",),
    "group": ("Student Group ID", "Subgroup ID"),
    "test": ("Test ID",),
    "grade": ("Grade",),
    "enrolled": ("Total Students Enrolled", "Students Enrolled", "CAASPP Reported Enrollment"),
    "tested": ("Total Students Tested", "Students Tested"),
    "scored": ("Total Students Tested with Scores", "Students with Scores"),
    "met": ("Percentage Standard Met and Above",),
    "met_count": ("Count Standard Met and Above",),
    "mean": ("Mean Scale Score",),
    "type": ("Type ID",),
    "county_name": ("County Name",),
    "district_name": ("District Name",),
    "school_name": ("School Name",),
}


@dataclass(frozen=True)
class Rows:
    """The columns of a results file, all of the same length."""

    columns: dict[str, Column]
    coded: Coded

    def get(self, name: str) -> Column | None:
        """A column by its name in NAMES, or None where the file has it not."""
        return next((self.columns[n] for n in NAMES[name] if n in self.columns), None)

    def __getitem__(self, name: str) -> Column:
        found = self.get(name)
        if found is None:
            raise FileNotRead(f"The file has no column “{NAMES[name][0]}”.")
        return found

    @property
    def place(self) -> Column:
        """The place of every row."""
        return self.coded.place

    def where(self, keep: "NDArray[np.bool_]") -> "Rows":
        """Only some rows."""
        if keep.all():
            return self
        kept = {name: column.where(keep) for name, column in self.columns.items()}
        return Rows(kept, replace(self.coded, place=self.place.where(keep)))
