"""The columns of the key stage 4 table that the workbook reads, and what each one says."""

from course_tools.casework.england.groups import (
    BOYS,
    DISADVANTAGED,
    GIRLS,
    NOT_DISADVANTAGED,
    NOT_ENGLISH_FIRST,
)
from course_tools.casework.england.results_measures import (
    disadvantaged,
    mix,
    pupils_measure,
    rate,
    score,
    with_limits,
)
from course_tools.casework.england.wide import Cell

_AT_16 = "pupils at the end of key stage 4"
_BASICS_4 = rate(
    "english-and-maths-4",
    "Grade 4 or higher in English and mathematics",
    _AT_16,
    "A standard pass (grade 4) or higher in both English and mathematics GCSE.",
)
_BASICS_5 = rate(
    "english-and-maths-5",
    "Grade 5 or higher in English and mathematics",
    _AT_16,
    "A strong pass (grade 5) or higher in both English and mathematics GCSE.",
)
_EBACC = "English, mathematics, sciences, a language, and history or geography"
_ENTERED = rate("ebacc-entered", "Entered for the English Baccalaureate", _AT_16, _EBACC + ".")
_EBACC_4 = rate("ebacc-4", "English Baccalaureate at grade 4 or higher", _AT_16, _EBACC + ".")
_EBACC_5 = rate("ebacc-5", "English Baccalaureate at grade 5 or higher", _AT_16, _EBACC + ".")
_EBACC_POINTS = score(
    "ebacc-points",
    "English Baccalaureate average points",
    _AT_16,
    "Average points over the subjects of the English Baccalaureate.",
    2,
)
_ATTAINMENT = score(
    "attainment-8",
    "Attainment 8",
    _AT_16,
    "Average points over eight subjects, English and mathematics counted twice. A mean: the spread "
    "between pupils is not published, so it has no interval.",
)
_PROGRESS = with_limits(
    score(
        "progress-8",
        "Progress 8",
        "pupils with earlier test results",
        "How far pupils came between 11 and 16, beside pupils in England with the same results at "
        "11; 0 is the average. Look at the two limits before you compare.",
        2,
    )
)


def _ks4() -> list[Cell]:
    everyone, some = (
        ("TPUP",),
        {
            DISADVANTAGED: ("FSM6CLA1A", "FSM6CLA1A", ("TFSM6CLA1A",)),
            NOT_DISADVANTAGED: ("NFSM6CLA1A", "NOTFSM6CLA1A", ("TNOTFSM6CLA1A",)),
            BOYS: ("BOYS", "", ("BPUP",)),
            GIRLS: ("GIRLS", "", ("GPUP",)),
            NOT_ENGLISH_FIRST: ("EAL", "", ("TEALGRP2",)),
        },
    )
    cells = [
        Cell("PTL2BASICS_94", _BASICS_4, base=everyone),
        Cell("PTL2BASICS_95", _BASICS_5, base=everyone),
        Cell("PTEBACC_E_PTQ_EE", _ENTERED, base=everyone),
        Cell("PTEBACC_94", _EBACC_4, base=everyone),
        Cell("PTEBACC_95", _EBACC_5, base=everyone),
        Cell("ATT8SCR", _ATTAINMENT, base=everyone),
        Cell("EBACCAPS", _EBACC_POINTS, base=everyone),
        *(
            Cell(name, measure, base=("P8PUP",))
            for name, measure in zip(("P8MEA", "P8CILOW", "P8CIUPP"), _PROGRESS, strict=True)
        ),
        Cell("TPUP", pupils_measure(_AT_16)),
        Cell("PTFSM6CLA1A", disadvantaged(_AT_16), base=everyone, count="TFSM6CLA1A"),
        Cell(
            "PTEALGRP2",
            mix("first-language-not-english", "First language is not English", _AT_16),
            base=everyone,
            count="TEALGRP2",
        ),
        Cell(
            "PSEN_ALL4",
            mix("special-needs", "Special educational needs", _AT_16),
            base=everyone,
            count="SEN_ALL4",
        ),
        Cell(
            "PTPRIORLO",
            mix(
                "low-results-before",
                "Low results at the end of primary school",
                "pupils with earlier test results",
            ),
            count="TPRIORLO",
        ),
        Cell(
            "PTPRIORHI",
            mix(
                "high-results-before",
                "High results at the end of primary school",
                "pupils with earlier test results",
            ),
            count="TPRIORHI",
        ),
    ]
    for group, (ending, inside, base) in some.items():
        cells += [
            Cell(f"ATT8SCR_{ending}", _ATTAINMENT, group, base),
            Cell(f"EBACCAPS_{ending}", _EBACC_POINTS, group, base),
            *(
                Cell(f"{name}_{ending}", measure, group, (f"P8PUP_{ending}",))
                for name, measure in zip(("P8MEA", "P8CILOW", "P8CIUPP"), _PROGRESS, strict=True)
            ),
        ]
        grades = f"PT{inside}BASICS_{{}}" if inside else f"PTL2BASICS_{{}}_{ending}"
        cells += [
            Cell(grades.format(94), _BASICS_4, group, base),
            Cell(grades.format(95), _BASICS_5, group, base),
        ]
    return cells


KS4_CELLS = tuple(_ks4())
