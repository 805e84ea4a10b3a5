"""The columns of the key stage 2 table that the workbook reads, and what each one says."""

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
from course_tools.casework.tidy import ALL_PUPILS, Measure

_AT_11 = "pupils at the end of key stage 2"
_KS2_RATES = {
    "RWM_EXP": ("reading-writing-maths", "Expected standard in reading, writing and mathematics"),
    "RWM_HIGH": (
        "reading-writing-maths-higher",
        "Higher standard in reading, writing and mathematics",
    ),
    "READ_EXP": ("reading", "Expected standard in reading"),
    "MAT_EXP": ("maths", "Expected standard in mathematics"),
    "WRITTA_EXP": ("writing", "Expected standard in writing (teacher assessment)"),
    "GPS_EXP": ("grammar", "Expected standard in grammar, punctuation and spelling"),
}
_KS2_SCORES = {
    "READ_AVERAGE": ("reading-score", "Average scaled score in reading"),
    "MAT_AVERAGE": ("maths-score", "Average scaled score in mathematics"),
}
_KS2_PROGRESS = {
    "READPROG": ("reading-progress", "Progress in reading from age 7 to 11"),
    "WRITPROG": ("writing-progress", "Progress in writing from age 7 to 11"),
    "MATPROG": ("maths-progress", "Progress in mathematics from age 7 to 11"),
}
_KS2_GROUPS = {
    "": (ALL_PUPILS, "TELIG"),
    "_FSM6CLA1A": (DISADVANTAGED, "TFSM6CLA1A"),
    "_NOTFSM6CLA1A": (NOT_DISADVANTAGED, "TNOTFSM6CLA1A"),
    "_B": (BOYS, "BELIG"),
    "_G": (GIRLS, "GELIG"),
    "_EAL": (NOT_ENGLISH_FIRST, "TEALGRP2"),
}
_GAP = Measure(
    "behind-other-pupils-in-england",
    "Disadvantaged pupils beside other pupils in England, reading, writing and mathematics",
    "percentage points",
    _AT_11,
    more_is="better",
    decimals=0,
    definition="The percentage of the school's disadvantaged pupils minus that of all other pupils "
    "in England. Minus 20 means 20 fewer in every 100.",
)


def _ks2() -> list[Cell]:
    cells = []
    for ending, (group, base) in _KS2_GROUPS.items():
        for name, (id_, words) in _KS2_RATES.items():
            cells.append(Cell(f"PT{name}{ending}", rate(id_, words, _AT_11, ""), group, (base,)))
        for name, (id_, words) in _KS2_SCORES.items():
            about = "A mean; 100 is the expected standard. It has no published interval."
            measure = score(id_, words, _AT_11, about, 0)
            cells.append(Cell(f"{name}{ending}", measure, group, (base,)))
        for name, (id_, words) in _KS2_PROGRESS.items():
            about = "Beside pupils in England with the same results at 7; 0 is the average."
            trio = with_limits(score(id_, words, "pupils with earlier results", about))
            for end, measure in zip(("", "_LOWER", "_UPPER"), trio, strict=True):
                cells.append(Cell(f"{name}{ending}{end}", measure, group))
    return [
        *cells,
        Cell("DIFFN_RWM_EXP", _GAP, DISADVANTAGED, ("TFSM6CLA1A",)),
        Cell("TELIG", pupils_measure(_AT_11)),
        Cell("PTFSM6CLA1A", disadvantaged(_AT_11), base=("TELIG",), count="TFSM6CLA1A"),
        Cell(
            "PTEALGRP2",
            mix("first-language-not-english", "First language is not English", _AT_11),
            base=("TELIG",),
            count="TEALGRP2",
        ),
        Cell(
            "PSENELE",
            mix("ehc-plan", "Education, health and care plan", _AT_11),
            base=("TELIG",),
            count="TSENELE",
        ),
        Cell(
            "PSENELK",
            mix("sen-support", "Special needs support", _AT_11),
            base=("TELIG",),
            count="TSENELK",
        ),
    ]


KS2_CELLS = tuple(_ks2())
