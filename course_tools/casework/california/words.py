"""Who publishes California's files, under which terms, and how they write years."""

import re

from course_tools.casework.counted import in_rows
from course_tools.casework.marks import Column
from course_tools.casework.tidy import Remark

CDE = "California Department of Education"
LICENCE = "See the publisher's terms of use; name the source"

_SPAN = re.compile(r"(20\d\d)\s*[-–_/]\s*(?:20)?(\d\d)")


def school_year(text: str, otherwise: str) -> str:
    """A school year as "2023-24": from "2023-24", "2023–2024", or 2024, the year it ends in.

    `otherwise` is used where the text says no year.
    """
    said = text.strip()
    if said.isdecimal() and len(said) == 4:
        return f"{int(said) - 1}-{int(said) % 100:02}"
    span = _SPAN.fullmatch(said)
    if span and (int(span[1]) + 1) % 100 == int(span[2]):
        return f"{span[1]}-{span[2]}"
    return otherwise.replace("/", "-")


def about_years(years: Column) -> list[Remark]:
    """What to say when some rows name no year, so that one from elsewhere was taken."""
    rows = int(years.is_one_of([text for text in years.texts if not school_year(text, "")]).sum())
    if not rows:
        return []
    return [
        Remark(
            f"{in_rows(rows)} the file does not say its year. It was taken from the file's name, "
            "or from what you said. Is it right?",
            care=True,
        )
    ]


def year_before(period: str) -> str:
    """The school year before another: "2022-23" for "2023-24"; "" for no such year."""
    span = _SPAN.fullmatch(period)
    return f"{int(span[1]) - 1}-{int(span[1]) % 100:02}" if span else ""
