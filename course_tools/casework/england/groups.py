"""What groups of pupils are called, the same words for every file from England."""

from course_tools.casework.tidy import ALL_PUPILS

DISADVANTAGED = "disadvantaged pupils"
NOT_DISADVANTAGED = "pupils not disadvantaged"
ELIGIBLE = "pupils eligible for free school meals"
NOT_ELIGIBLE = "pupils not eligible for free school meals"
NOT_ENGLISH_FIRST = "pupils whose first language is not English"
ENGLISH_FIRST = "pupils whose first language is English"
GIRLS = "girls"
BOYS = "boys"

# What publishers print in a column that says which pupils a row is about.
_PRINTED = {
    "": ALL_PUPILS,
    "total": ALL_PUPILS,
    "all pupils": ALL_PUPILS,
    "all": ALL_PUPILS,
    "female": GIRLS,
    "girls": GIRLS,
    "male": BOYS,
    "boys": BOYS,
    "fsm eligible": ELIGIBLE,
    "fsm": ELIGIBLE,
    "eligible for free school meals": ELIGIBLE,
    "fsm - eligible": ELIGIBLE,
    "known to be eligible for free school meals": ELIGIBLE,
    "not known to be eligible for free school meals": NOT_ELIGIBLE,
    "fsm not eligible": NOT_ELIGIBLE,
    "not fsm": NOT_ELIGIBLE,
    "not eligible for free school meals": NOT_ELIGIBLE,
    "fsm - not eligible": NOT_ELIGIBLE,
    "disadvantaged": DISADVANTAGED,
    "not disadvantaged": NOT_DISADVANTAGED,
    "not known to be disadvantaged": NOT_DISADVANTAGED,
}


def group_called(printed: str) -> str:
    """Our words for a group as a publisher prints it; its own words where there are none."""
    words = " ".join(printed.split())
    return _PRINTED.get(words.casefold(), words)
