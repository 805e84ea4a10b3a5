"""Similar schools, found from a file that describes schools (Brief 4.4, comparators)."""

from collections.abc import Collection

from course_tools.casework.lookup import Lookup, lookup_in
from course_tools.casework.neighbors import Neighbors, SchoolProfile, nearest_schools
from course_tools.casework.tidy import ALL_PUPILS, PublishedFile, Status


def similar_schools(
    file: PublishedFile | Lookup,
    place: str,
    *,
    period: str = "",
    leave_out: str = "",
    vetoed: Collection[str] = (),
) -> Neighbors:
    """The ten schools most like a place, by everything the file says of who comes to them.

    `period` is the latest unless one is said; `leave_out` is the measure to be compared: it must not choose its own comparators. Raises
    ValueError when the file describes too little.
    """
    lookup = lookup_in(file)
    profiles = _profiles(lookup, period or lookup.periods[-1], leave_out)
    if place not in profiles:
        raise ValueError("Similar schools need a school; an area has no neighbors.")
    others = [one for id_, one in profiles.items() if id_ != place]
    return nearest_schools(profiles[place], others, vetoed=vetoed)


def _profiles(lookup: Lookup, period: str, leave_out: str) -> dict[str, SchoolProfile]:
    known: dict[str, dict[str, float]] = {}
    described = [one.id for one in lookup.file.measures.values() if one.describes]
    for measure in described:
        if measure == leave_out:
            continue
        rows = lookup.everywhere(measure, ALL_PUPILS, period)
        rows = rows[rows["status"] == Status.REPORTED]
        for place, value in zip(rows["place"].astype(str), rows["value"], strict=True):
            known.setdefault(place, {})[measure] = float(value)
    places = lookup.file.places
    schools = places[places["level"] == "school"]
    phases = schools["phase"] if "phase" in schools.columns else [""] * len(schools)
    return {
        str(id_): SchoolProfile(str(id_), str(name), str(phase), known.get(str(id_), {}))
        for id_, name, phase in zip(schools.index, schools["name"], phases, strict=True)
    }
