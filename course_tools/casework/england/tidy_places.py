"""The schools and areas of a tidy file; an area's schools of one type are a place of their own."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.england.identity import ENGLAND, authority_of, cleaned, whole_number
from course_tools.casework.england.places import authorities, rows_of, together
from course_tools.casework.marks import Column, constant, joined

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_ALL_TYPES = frozenset(("", "total", "all", "all schools", "total (all schools)"))
_PHASES = {"primary": "primary", "secondary": "secondary", "special": "special"}


def of_type(area: Column, types: Column) -> Column:
    """Rows for one type of school only are a place of their own: "999: State-funded primary"."""
    return joined(area, types, by="\n").each(
        lambda both: _typed(*both.split("\n", 1)),
    )


def _typed(area: str, words: str) -> str:
    return area if words.casefold() in _ALL_TYPES else f"{area}: {words}"


def places_of(
    columns: Mapping[str, Column],
    urns: Column,
    good: "NDArray[np.bool_]",
    of_area: "Mapping[str, NDArray[np.bool_]]",
    ids: Mapping[str, Column],
    types: Column,
) -> "pd.DataFrame":
    """Schools and areas. `of_area`: level -> its rows; `ids`: level -> the place in every row.

    A school is part of its authority's schools of the same type, where the file has that.
    """
    blank = constant("", len(urns))
    there = {
        level: frozenset(ids[level].texts[code] for code in np.unique(ids[level].codes[rows]))
        for level, rows in of_area.items()
    }
    authority = columns.get("old_la_code", columns.get("la_code", blank)).each(authority_of)
    nation = ids["nation"].each(lambda id_: _nearest(id_, there["nation"]))
    region = _first_there(ids["region"], there["region"], nation)
    name = columns.get("school_name", columns.get("school", blank))
    laestab = columns.get("school_laestab", columns.get("laestab", blank)).each(whole_number)
    la_name, region_name = (cleaned(columns.get(key, blank)) for key in ("la_name", "region_name"))
    return together(
        rows_of(
            urns,
            good,
            {
                "name": cleaned(name),
                "level": "school",
                "part_of": _first_there(
                    ids["local authority"], there["local authority"], authority
                ),
                "phase": types.each(_phase_of),
                "school_type": types,
                "region": region_name,
                "laestab": laestab.each(lambda code: code if len(code) == 7 else ""),
            },
        ),
        rows_of(
            ids["local authority"],
            of_area["local authority"],
            {
                "name": joined(la_name, types, by="\n").each(lambda t: _typed(*t.split("\n", 1))),
                "level": "local authority",
                "part_of": region,
            },
        ),
        authorities(authority, good, la_name, ""),
        rows_of(
            ids["region"],
            of_area["region"],
            {
                "name": joined(region_name, types, by="\n").each(
                    lambda t: _typed(*t.split("\n", 1))
                ),
                "level": "region",
                "part_of": nation,
            },
        ),
        rows_of(ids["nation"], of_area["nation"], {"name": ids["nation"], "level": "nation"}),
    )


def _nearest(id_: str, there: frozenset[str]) -> str:
    """The nation's schools of the same type where the file has them, else all, else nothing."""
    return next((one for one in (id_, ENGLAND) if one in there), "")


def _first_there(ids: Column, there: frozenset[str], instead: Column) -> Column:
    """An area of the same type where the file has it, else what stands in `instead`."""
    both = joined(ids, instead, by="\n")

    def chosen(text: str) -> str:
        first, second = text.split("\n", 1)
        return first if first in there else second

    return both.each(chosen)


def _phase_of(words: str) -> str:
    folded = words.casefold()
    return next((phase for part, phase in _PHASES.items() if part in folded), "")
