"""The indicators of the California School Dashboard, by their names in its files (Brief 4.3)."""

from course_tools.casework.tidy import Measure

_DISTANCE = "Average distance from the standard, in scale points: below 0 is below the standard."

INDICATORS = {
    "ELA": Measure(
        "distance-from-standard-english",
        "Distance from the standard in English",
        unit="points",
        base="students tested",
        more_is="better",
        decimals=1,
        definition=_DISTANCE,
    ),
    "MATH": Measure(
        "distance-from-standard-mathematics",
        "Distance from the standard in mathematics",
        unit="points",
        base="students tested",
        more_is="better",
        decimals=1,
        definition=_DISTANCE,
    ),
    "CHRO": Measure(
        "dashboard-chronic-absence",
        "Absent on 10% or more of their school days (Dashboard)",
        base="students in kindergarten to grade 8",
        counts="published",
        more_is="worse",
    ),
    "SUSP": Measure(
        "dashboard-suspended",
        "Suspended once or more (Dashboard)",
        base="students enrolled in the year (cumulative enrollment)",
        counts="published",
        more_is="worse",
    ),
    "GRAD": Measure(
        "dashboard-graduated",
        "Graduated (Dashboard)",
        base="students of the graduation class",
        counts="published",
        more_is="better",
    ),
    "ELPI": Measure(
        "dashboard-progress-in-english",
        "English learners making progress (Dashboard)",
        base="English learners tested in both years",
        counts="published",
        more_is="better",
    ),
    "CCI": Measure(
        "dashboard-prepared-for-college-or-career",
        "Prepared for college or a career (Dashboard)",
        base="students of the graduation class",
        counts="worked out",
        more_is="better",
    ),
}
UNKNOWN = Measure(
    "dashboard-status",
    "Status of an indicator that the file does not name",
    unit="as printed",
    base="students counted",
)
