"""truth: what was planted in the invented data, for tests and for grading."""

from typing import Any

from course_tools.casework.invented import northmere as places
from course_tools.casework.invented import sierra_bonita as district
from course_tools.casework.invented.chance import SEED
from course_tools.casework.invented.characteristics_files import as_a_number
from course_tools.casework.invented.pupils import (
    ABSENT_SHARE,
    ABSENT_SHARE_PLANTED,
    PLANTED,
    Away,
    away,
)


def truth() -> dict[str, Any]:
    """The planted facts as plain data, and which schools show which marks.

    Shares run from 0 to 1, counts are pupils.

    `northmere.absence[year][urn]` has the counts of persistent absence of every state-funded
    school: `fsm` and `others`, each with `often` of `pupils`. The URN is that of the year.
    """
    return {"seed": SEED, "northmere": _northmere(), "sierra_bonita": _sierra_bonita()}


def _northmere() -> dict[str, Any]:
    by_urn = {school.urn: school for school in places.EVERY_SCHOOL}
    return {
        "la_code": places.LA_CODE,
        "years": places.YEARS,
        "latest": places.LATEST,
        "absent_share": ABSENT_SHARE,
        "absent_share_planted": ABSENT_SHARE_PLANTED,
        "planted": {urn: by_urn[urn].name for urn in PLANTED},
        "larkfield": places.LARKFIELD,
        "absence": {year: _absence(year) for year in places.YEARS},
        "hidden_ks2": (places.PEBBLEFORD, places.SPECIAL),
        "hidden_ks4": (places.STUDIO,),
        "not_published_ks4": (places.INDEPENDENT,),
        "no_entries_ks4": (places.SPECIAL,),
        "low_coverage": {"ks2": places.THIN_KS2, "ks4": places.THIN_KS4},
        "closed": places.CLOSED,
        "successor": {
            "urn": places.SUCCESSOR,
            "predecessor": places.PREDECESSOR,
            "since": "2022/23",
        },
        "like_a_number": {
            "urn": places.LIKE_A_NUMBER,
            "printed": as_a_number(places.LIKE_A_NUMBER),
        },
    }


def _absence(year: str) -> dict[str, dict[str, dict[str, int]]]:
    return {
        school.urn_in(year): dict(
            zip(("fsm", "others"), map(_counts, away(school, year)), strict=True)
        )
        for school in places.STATE_FUNDED
    }


def _counts(group: Away) -> dict[str, int]:
    return {"often": group.often, "pupils": group.pupils}


def _sierra_bonita() -> dict[str, Any]:
    return {
        "district": district.COUNTY + district.DISTRICT,
        "schools": {school.cds: school.name for school in district.SCHOOLS},
        "charters": tuple(school.cds for school in district.SCHOOLS if school.charter),
    }
