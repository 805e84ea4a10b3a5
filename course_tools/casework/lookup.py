"""Finds rows of a tidy table quickly: of one place, or one number of every school."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from course_tools.casework.tidy import Measure, PublishedFile

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


@dataclass
class Lookup:
    """The rows of a published file, put in order once. A large file has millions."""

    file: PublishedFile
    _groups: dict[str, list[str]] = field(default_factory=dict, init=False)
    _schools: dict[str, dict[str, str]] = field(default_factory=dict, init=False)

    @cached_property
    def _by_place(self) -> "tuple[NDArray[Any], NDArray[Any], dict[str, int]]":
        places = self.file.table["place"].cat
        codes = places.codes.to_numpy()
        order = np.argsort(codes, kind="stable")
        ends = np.cumsum(np.bincount(codes, minlength=len(places.categories)))
        return order, ends, {name: code for code, name in enumerate(places.categories)}

    def rows(self, place: str) -> "pd.DataFrame":
        """All rows of one place; none for a place that is not in the table."""
        order, ends, codes = self._by_place
        code = codes.get(place)
        if code is None:
            return self.file.table.iloc[:0]
        start = int(ends[code - 1]) if code else 0
        return self.file.table.iloc[order[start : int(ends[code])]]

    def everywhere(self, measure: str, group: str, period: str) -> "pd.DataFrame":
        """One number for every place."""
        keep = np.ones(len(self.file.table), dtype=bool)
        for name, wanted in (("measure", measure), ("group", group), ("period", period)):
            keep &= self._is(name, wanted)
        return self.file.table[keep]

    def groups_of(self, measure: str) -> list[str]:
        """The groups that a measure is published for, in the order of the file."""
        if measure not in self._groups:
            groups = self.file.table["group"].cat
            there = np.unique(groups.codes.to_numpy()[self._is("measure", measure)])
            self._groups[measure] = [str(groups.categories[code]) for code in there if code >= 0]
        return self._groups[measure]

    @cached_property
    def periods(self) -> list[str]:
        """The periods of the file, earliest first."""
        return sorted(str(period) for period in self.file.table["period"].cat.categories)

    @cached_property
    def areas(self) -> dict[str, str]:
        """What schools are part of, id -> name, by name; none where the file does not say."""
        places = self.file.places
        if "part_of" not in places.columns:
            return {}
        schools = places[places["level"] == "school"]
        names = {str(area): self.name_of(str(area)) for area in schools["part_of"].unique() if area}
        return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))

    def schools_in(self, area: str) -> dict[str, str]:
        """The schools of an area, id -> name, by name; all schools for "". Closed ones say so."""
        if area not in self._schools:
            places = self.file.places
            chosen = places[places["level"] == "school"] if "level" in places.columns else places
            if area:
                chosen = chosen[chosen["part_of"] == area]
            closed = (
                chosen["status"] == "closed"
                if "status" in chosen.columns
                else [False] * len(chosen)
            )
            names = {
                str(place): f"{name} (closed)" if is_closed else str(name)
                for place, name, is_closed in zip(chosen.index, chosen["name"], closed, strict=True)
            }
            self._schools[area] = dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))
        return self._schools[area]

    def name_of(self, place: str) -> str:
        """What a place is called; its id where the file does not say."""
        return self._names.get(place) or place

    @cached_property
    def _names(self) -> dict[str, str]:
        places = self.file.places
        if "name" not in places.columns:
            return {}
        return dict(zip(places.index.astype(str), places["name"].astype(str), strict=True))

    def _is(self, name: str, wanted: str) -> "NDArray[np.bool_]":
        column = self.file.table[name].cat
        codes = column.codes.to_numpy()
        found = np.flatnonzero(column.categories == wanted)
        if not len(found):
            return np.zeros(len(codes), dtype=bool)
        matches: NDArray[np.bool_] = codes == found[0]
        return matches


def lookup_in(file: "PublishedFile | Lookup") -> Lookup:
    """The lookup of a file; one that is there already is kept."""
    return file if isinstance(file, Lookup) else Lookup(file)


def measure_in(lookup: Lookup, measure: str) -> Measure:
    """What is measured. Raises ValueError, naming what the file has, for an unknown id."""
    known = lookup.file.measures
    if measure not in known:
        raise ValueError(f"This file has no “{measure}”. It has: {', '.join(known)}.")
    return known[measure]
