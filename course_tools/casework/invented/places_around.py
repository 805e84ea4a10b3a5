"""The small areas (LSOAs) of Northmere, in the boundaries of 2011 and of 2021, and the indices of
deprivation of 2019 and 2025 for them (Brief 4.2, File 7)."""

from collections.abc import Iterator

from course_tools.casework.invented.chance import Chance
from course_tools.casework.invented.northmere import LA_NAME, LA_NEW_CODE, STATE_FUNDED
from course_tools.casework.invented.printing import Row

AREAS = tuple(range(1, 31))
_IN_ENGLAND = {2019: 32844, 2025: 33755}
_BOUNDARIES = {2019: 2011, 2025: 2021}
_DISTRICTS = {2019: 2019, 2025: 2024}
# In 2021 area 8 was cut in two, and areas 21 and 22 were joined: three codes of 2011 are gone.
_CUT, _JOINED = 8, (21, 22)
_NEW = (31, 32, 33)

_DOMAINS = (
    "Index of Multiple Deprivation (IMD)",
    "Income",
    "Employment",
    "Education, Skills and Training",
    "Health Deprivation and Disability",
    "Crime",
    "Barriers to Housing and Services",
    "Living Environment",
    "Income Deprivation Affecting Children Index (IDACI)",
    "Income Deprivation Affecting Older People (IDAOPI)",
)
_AS_RATE = ("Income", "Employment", _DOMAINS[-2], _DOMAINS[-1])
_PEOPLE = (
    "Total population: mid {year} (excluding prisoners)",
    "Dependent Children aged 0-15: mid {year} (excluding prisoners)",
    "Population aged 16-59: mid {year} (excluding prisoners)",
    "Older population aged 60 and over: mid {year} (excluding prisoners)",
)
_PEOPLE_IN = {2019: 2015, 2025: 2022}


_FREE_MEALS = {school.area: school.fsm_percent for school in STATE_FUNDED}


def area_code(area: int) -> str:
    """The code of a small area; 31 to 33 were made in 2021, and three others ended then."""
    return f"E9900{area:04}"


def area_name(area: int) -> str:
    """The name of a small area, such as "Northmere 001A"."""
    return f"{LA_NAME} {(area - 1) // 5 + 1:03}{'ABCDE'[(area - 1) % 5]}"


def areas_in(edition: int) -> tuple[int, ...]:
    """The areas of an edition, 2019 or 2025."""
    if edition == 2019:
        return AREAS
    return (*(area for area in AREAS if area not in (_CUT, *_JOINED)), *_NEW)


def deprivation_header(edition: int) -> tuple[str, ...]:
    """The columns of File 7 of an edition."""
    boundaries, districts = _BOUNDARIES[edition], _DISTRICTS[edition]
    names = [
        f"LSOA code ({boundaries})",
        f"LSOA name ({boundaries})",
        f"Local Authority District code ({districts})",
        f"Local Authority District name ({districts})",
    ]
    for domain in _DOMAINS:
        names += [_score(domain), _rank(domain), _decile(domain)]
    return (*names, *(name.format(year=_PEOPLE_IN[edition]) for name in _PEOPLE))


def deprivation_rows(edition: int) -> Iterator[Row]:
    """One row for each small area; rank 1 is the most deprived of England."""
    header = deprivation_header(edition)
    everywhere = _IN_ENGLAND[edition]
    for area in areas_in(edition):
        chance = Chance("deprivation", area, edition)
        # Where a school has many pupils on free meals, the area around it is deprived, too.
        middle = 900 - 19 * _FREE_MEALS.get(area, 22)
        row: dict[str, str | int] = {
            header[0]: area_code(area),
            header[1]: area_name(area),
            header[2]: LA_NEW_CODE,
            header[3]: LA_NAME,
        }
        for domain in _DOMAINS:
            place = min(999, max(1, middle + chance.bell(120)))
            rank = place * everywhere // 1000
            row |= {
                _score(domain): _printed_score(domain, place),
                _rank(domain): rank,
                _decile(domain): (rank * 10 - 1) // everywhere + 1,
            }
        ages = chance.whole(250, 420), chance.whole(800, 1000), chance.whole(250, 450)
        row |= dict(zip(header[-4:], (sum(ages), *ages), strict=True))
        yield row


def _printed_score(domain: str, place: int) -> str:
    """The higher the score, the more deprived."""
    left = 1000 - place
    if domain in _AS_RATE:
        return f"0.{left * 4 // 10 + 5:03}"
    return f"{left * 7 // 100 + 2}.{left % 1000:03}"


def _score(domain: str) -> str:
    return f"{domain} Score (rate)" if domain in _AS_RATE else f"{domain} Score"


def _rank(domain: str) -> str:
    return f"{domain} Rank (where 1 is most deprived)"


def _decile(domain: str) -> str:
    return f"{domain} Decile (where 1 is most deprived 10% of LSOAs)"
