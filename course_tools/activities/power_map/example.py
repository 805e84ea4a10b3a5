"""A finished map to look at: the late bus of Marigold Street. The school is invented."""

from course_tools.answers import Json

_US = "Marigold parents’ team"

_PLAYERS = (
    ("Superintendent", 9, 0, 0.2, "Spending policy, page 4; has not spoken in public yet"),
    ("Board chair", 7, -1, 0.4, "“Not this year”, in the minutes for May"),
    ("Transportation manager", 6, -2, 0.1, "Said in our meeting that overtime worries him"),
    ("Bus drivers’ union president", 6, 3, 0.5, "Offered us the ridership counts"),
    ("Principal", 5, 1, 0.5, "Said at the fall supper that the bus helped"),
    ("Office manager", 4, 3, 0.9, "Set up our first meeting"),
    ("Newspaper reporter", 4, 0, 0.2, "Two fair stories last year"),
    (_US, 3, 5, 1.0, "64 signed in at the fall supper"),
)

_TIES = (
    (_US, "Board chair", 0.4),
    ("Board chair", "Superintendent", 0.8),
    (_US, "Office manager", 0.9),
    ("Office manager", "Principal", 0.8),
    ("Principal", "Superintendent", 0.6),
    (_US, "Bus drivers’ union president", 0.5),
)

LATE_BUS: dict[str, Json] = {
    "decision": "Restart the late bus this year",
    "target": "Superintendent",
    "us": _US,
    "players": [
        dict(zip(("name", "influence", "stance", "relationship", "evidence"), row, strict=True))
        for row in _PLAYERS
    ],
    "ties": [dict(zip(("a", "b", "strength"), row, strict=True)) for row in _TIES],
    "meet": "Transportation manager",
    "meet_closer": 0.4,
    "meet_moved": 1,
}
