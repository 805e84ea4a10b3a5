"""What groups of students are called, the same words for every file from the United States."""

BLACK = "Black or African American"
AMERICAN_INDIAN = "American Indian or Alaska Native"
ASIAN = "Asian"
FILIPINO = "Filipino"
HISPANIC = "Hispanic or Latino"
PACIFIC_ISLANDER = "Native Hawaiian or Pacific Islander"
WHITE = "White"
TWO_OR_MORE = "two or more races"
RACE_NOT_REPORTED = "race not reported"

FEMALE = "female students"
MALE = "male students"
NONBINARY = "nonbinary students"

LOW_INCOME = "socioeconomically disadvantaged students"
NOT_LOW_INCOME = "students not socioeconomically disadvantaged"
ENGLISH_LEARNERS = "English learners"
LONG_TERM_ENGLISH_LEARNERS = "long-term English learners"
ENGLISH_ONLY = "English-only students"
WITH_DISABILITIES = "students with disabilities"
WITHOUT_DISABILITIES = "students without disabilities"
MIGRANT = "migrant students"
FOSTER = "foster youth"
HOMELESS = "homeless students"
MILITARY = "students of armed forces families"


def at_grade(grade: str, group: str) -> str:
    """A group in one grade only, such as "grade 5: English learners"."""
    return f"{grade}: {group}"
