"""The columns of CAASPP research files: 2015-16, 2017-19, 2021-23, 2024-25, and of entities
(Brief 4.3)."""

AREAS = ("Above", "Near", "Below")
NEW = [
    "County Code",
    "District Code",
    "District Name",
    "School Code",
    "School Name",
    "Type ID",
    "Filler",
    "Test Year",
    "Test Type",
    "Test ID",
    "Student Group ID",
    "Grade",
    "Total Students Enrolled",
    "Total Students Tested",
    "Total Students Tested with Scores",
    "Mean Scale Score",
    "Percentage Standard Exceeded",
    "Count Standard Exceeded",
    "Percentage Standard Met",
    "Count Standard Met",
    "Percentage Standard Met and Above",
    "Count Standard Met and Above",
    "Percentage Standard Nearly Met",
    "Count Standard Nearly Met",
    "Percentage Standard Not Met",
    "Count Standard Not Met",
    "Overall Total",
] + [
    f"{area} {what}"
    for area in ("Area 1", "Area 2", "Area 3", "Area 4", "Composite Area 1", "Composite Area 2")
    for what in (
        *(f"{kind} {at} Standard" for at in AREAS for kind in ("Percentage", "Count")),
        "Total",
    )
]
LEVELS = [
    "Percentage Standard Exceeded",
    "Percentage Standard Met",
    "Percentage Standard Met and Above",
    "Percentage Standard Nearly Met",
    "Percentage Standard Not Met",
]
OLD_AREAS = [f"Area {n} Percentage {at} Standard" for n in (1, 2, 3, 4) for at in AREAS]
LAYOUT_2021 = (
    *[
        "County Code",
        "District Code",
        "School Code",
        "Filler",
        "Test Year",
        "Student Group ID",
        "Test Type",
    ],
    "Total Tested at Reporting Level",
    "Total Tested with Scores at Reporting Level",
    *["Grade", "Test ID", "Students Enrolled", "Students Tested", "Mean Scale Score"],
    *LEVELS,
    "Students with Scores",
    *OLD_AREAS,
    "Type ID",
)
LAYOUT_2017 = (
    *[
        "County Code",
        "District Code",
        "School Code",
        "Filler",
        "Test Year",
        "Subgroup ID",
        "Test Type",
    ],
    "Total Tested At Entity Level",
    "Total Tested with Scores",
    *["Grade", "Test Id", "CAASPP Reported Enrollment", "Students Tested", "Mean Scale Score"],
    *LEVELS,
    "Students with Scores",
    *OLD_AREAS,
)
LAYOUT_2015 = (
    *[
        "County Code",
        "District Code",
        "School Code",
        "Filler",
        "Test Year",
        "Subgroup ID",
        "Test Type",
    ],
    "Total CAASPP Enrollment",
    "Total Tested At Entity Level",
    "Total Tested At Subgroup Level",
    *["Grade", "Test Id", "CAASPP Reported Enrollment", "Students Tested", "Mean Scale Score"],
    *LEVELS,
    "Students with Scores",
    *OLD_AREAS,
)
ENTITIES = [
    "County Code",
    "District Code",
    "School Code",
    "Type ID",
    "Filler",
    "Test Year",
    "County Name",
    "District Name",
    "School Name",
    "Zip Code",
]
STUDENT_GROUPS = ("Demographic ID", "Demographic ID Num", "Demographic Name", "Student Group")
OLD_ENTITIES = [
    "County Code",
    "District Code",
    "School Code",
    "Filler",
    "Test Year",
    "Type Id",
    "County Name",
    "District Name",
    "School Name",
    "Zip Code",
]
