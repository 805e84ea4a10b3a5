"""A finished map to look at: parents and staff around the late bus. Everybody is invented."""

from course_tools.answers import Json

_PEOPLE = (
    ("band parent", "grade 4 parents"),
    ("soccer parent", "grade 4 parents"),
    ("crossing parent", "grade 4 parents"),
    ("library parent", "grade 2 parents"),
    ("bakery parent", "grade 2 parents"),
    ("night-shift parent", "grade 2 parents"),
    ("choir grandmother", "grade 2 parents"),
    ("front-desk worker", "staff"),
    ("custodian", "staff"),
    ("reading teacher", "staff"),
    ("new parent", "grade 2 parents"),
)

_PAIRS = (
    ("band parent", "soccer parent"),
    ("band parent", "crossing parent"),
    ("soccer parent", "crossing parent"),
    ("library parent", "bakery parent"),
    ("library parent", "night-shift parent"),
    ("bakery parent", "night-shift parent"),
    ("bakery parent", "choir grandmother"),
    ("front-desk worker", "custodian"),
    ("front-desk worker", "reading teacher"),
    ("crossing parent", "front-desk worker"),
    ("front-desk worker", "library parent"),
)

LATE_BUS: dict[str, Json] = {
    "people": [{"alias": alias, "group": group} for alias, group in _PEOPLE],
    "pairs": [{"a": a, "b": b} for a, b in _PAIRS],
    "aim": "closer",
}
