"""The neighborhood a school stands in, by the Indices of Deprivation (Brief 4.2).

A school is linked by its small area (LSOA) from the register. Areas were cut anew between 2011 and
2021, so a code of one year may not be there in the other; such a school is left out, never guessed.
What is found describes where the school stands, not its pupils.
"""

from dataclasses import dataclass

from course_tools.casework.lookup import Lookup, lookup_in
from course_tools.casework.tidy import PublishedFile, Status

TENTH, CHILD_POVERTY = "deprivation-tenth", "child-poverty"
_ENOUGH = 0.95  # of the schools' areas; fewer found means that codes of two years were mixed


@dataclass(frozen=True)
class Neighborhood:
    """An area. `tenth` is 1 for the most deprived tenth of areas to 10 for the least.

    `child_poverty` is the share of children in families with low income, 0 to 1. Both are None
    where the file does not say.
    """

    area: str
    name: str
    tenth: int | None
    child_poverty: float | None


@dataclass(frozen=True)
class Linked:
    """Schools with their neighborhoods, by school id. `not_found` are ids of schools without one."""

    of_school: dict[str, Neighborhood]
    not_found: tuple[str, ...]
    edition: str
    remarks: tuple[str, ...]


def neighborhoods(register: PublishedFile | Lookup, indices: PublishedFile | Lookup) -> Linked:
    """The neighborhood of every open school of a register.

    Raises ValueError, in words, when the first file has no small areas, or the second none of them.
    """
    schools, areas = lookup_in(register).file.places, lookup_in(indices)
    if "lsoa" not in schools.columns:
        raise ValueError("The first file does not say in which small area a school stands.")
    known = {area: _neighborhood(areas, area) for area in set(schools["lsoa"]) if area}
    chosen = schools[(schools["level"] == "school") & (schools["status"] != "closed")]
    found: dict[str, Neighborhood] = {}
    missing = []
    for school, area in zip(chosen.index.astype(str), chosen["lsoa"].astype(str), strict=True):
        around = known.get(area)
        if around is None:
            missing.append(school)
        else:
            found[school] = around
    if not found:
        raise ValueError(
            "None of the schools' small areas is in the second file. Are they of one year?"
        )
    return Linked(found, tuple(missing), areas.periods[-1], tuple(_remarks(found, missing)))


def _neighborhood(areas: Lookup, area: str) -> Neighborhood | None:
    rows = areas.rows(area)
    rows = rows[rows["status"] == Status.REPORTED]
    said = dict(zip(rows["measure"].astype(str), rows["value"], strict=True))
    if not said:
        return None
    tenth = said.get(TENTH)
    return Neighborhood(
        area,
        areas.name_of(area),
        None if tenth is None else int(tenth),
        said.get(CHILD_POVERTY),
    )


def _remarks(found: dict[str, Neighborhood], missing: list[str]) -> list[str]:
    remarks = [
        "This describes where a school stands, not its pupils: many come from elsewhere, and most "
        "families in a deprived area are not poor."
    ]
    share = len(found) / (len(found) + len(missing))
    if missing:
        schools = "1 school was" if len(missing) == 1 else f"{len(missing)} schools were"
        remarks.append(f"{schools} not found: the area was cut anew, or the code is missing.")
    if share < _ENOUGH:
        remarks.append(
            f"Only {share:.0%} of the schools were found. The areas of the two files are probably of "
            "different years: take the edition of the Indices that fits the register."
        )
    return remarks
