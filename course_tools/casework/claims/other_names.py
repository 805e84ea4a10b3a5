"""Other names that people use for the groups and measures of published files."""

import re

_GROUPS = (
    (r"free school meals", ("FSM pupils", "pupils on free school meals", "free school meals pupils",
                            "pupils who get free school meals", "FSM", "free school meals",
                            "alumnos con comidas gratuitas", "alumnos con comidas escolares gratuitas")),
    (r"disadvantaged", ("disadvantaged", "pupil premium pupils", "alumnos desfavorecidos")),
    (r"english learner", ("English learners", "English learner", "EL students", "ELs",
                          "estudiantes aprendices de inglés", "aprendices de inglés")),
    (r"first language|EAL\b|additional language", ("EAL pupils", "pupils with EAL")),
    (r"special educational|SEN\b|SEND\b", ("SEND pupils", "SEN pupils", "pupils with SEND",
                                           "pupils with special educational needs")),
    (r"disabilit", ("students with disabilities", "estudiantes con discapacidad")),
)  # fmt: skip
_MISSED = ("missed a tenth or more", "missed 10 % or more", "missed 10% or more")
_MEASURES = (
    (r"persistent(?:ly)?[- ]absen|10 ?% or more of", (
        "persistently absent", "persistent absence", "chronically absent", "faltó mucho",
        "faltaron mucho", *_MISSED)),
    (r"chronic(?:ally)?[- ]absen", (
        "chronically absent", "chronic absence", "chronic absenteeism", "ausentismo crónico", *_MISSED)),
    (r"severe(?:ly)?[- ]absen", ("severely absent", "severe absence", "missed half or more")),
    (r"suspen", ("suspended", "suspension", "suspendidos", "suspensión")),
    (r"exclu", ("excluded", "exclusion", "excluidos", "exclusión")),
    (r"expected standard", ("reached the expected standard", "met the expected standard")),
    (r"grade 5", ("grade 5 in English and maths", "grade 5 or above", "grade 5 or higher", "strong pass")),
    (r"grade 4", ("grade 4 in English and maths", "grade 4 or above", "grade 4 or higher", "standard pass")),
    (r"met or exceeded|standard met", ("met the standard", "met or exceeded the standard")),
)  # fmt: skip


def group_names(group: str) -> tuple[str, ...]:
    """Other names for a group of a published file; () when none is known."""
    return _names(group, _GROUPS)


def measure_names(measure: str) -> tuple[str, ...]:
    """Other names for a measure; () when none is known."""
    return _names(measure, _MEASURES)


def _names(words: str, known: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    # "not eligible for free school meals" must not get the names of its opposite.
    if re.search(r"\b(?:not|non|but|other than|except)\b", words, re.IGNORECASE):
        return ()
    return next((names for pattern, names in known if re.search(pattern, words, re.IGNORECASE)), ())
