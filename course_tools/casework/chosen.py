"""What a participant chose to look at: the file, the place, and the question in their own words."""

from dataclasses import dataclass
from typing import Any

from course_tools.casework.lookup import Lookup
from course_tools.casework.shelf import lookup_of
from course_tools.stored import line

QUESTION = "data-choice"


@dataclass(frozen=True)
class Chosen:
    """`file` is a key of the shelf; `place` an id in that file; `asked` the question in words."""

    file: str
    period: str
    area: str
    place: str
    asked: str

    def lookup(self) -> Lookup:
        """The file itself. Raises FileNotRead, in words, when none was chosen or it is gone."""
        return lookup_of(self.file, period=self.period)


def read_chosen(answer: Any) -> Chosen:
    """The choice in an answer; blanks for what is not there."""
    known = answer if isinstance(answer, dict) else {}
    file, period, area, place, asked = (
        line(known.get(name)) for name in ("file", "period", "area", "place", "asked")
    )
    return Chosen(file, period, area, place, asked)
