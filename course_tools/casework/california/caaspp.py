"""California's test results: CAASPP, Smarter Balanced, in all four layouts (Brief 4.3).

Group words: all grades together ("13") have the plain group, such as "English learners"; one grade
has it in front, such as "grade 5: English learners".
"""

from typing import TYPE_CHECKING

from course_tools.casework.california import entities
from course_tools.casework.california.caaspp_measures import add_subject
from course_tools.casework.california.caaspp_rows import CODES, NAMES, Rows
from course_tools.casework.california.places import coded, places_of
from course_tools.casework.california.student_groups import caaspp_words
from course_tools.casework.california.words import CDE, LICENCE, about_years, school_year
from course_tools.casework.counted import decimals_of, in_rows
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column, joined
from course_tools.casework.remarks import about_table
from course_tools.casework.sheet import Sheet
from course_tools.casework.table import At, TidyTable
from course_tools.casework.tidy import PublishedFile, Remark, Source
from course_tools.casework.us_groups import at_grade
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

SOURCE = Source("California test results (CAASPP, Smarter Balanced)", CDE, LICENCE)
_SUBJECTS = {"1": ("english", "English"), "2": ("mathematics", "mathematics")}
_ALL_GRADES = "13"
_CHARTERS_APART = Remark(
    "Charter schools that are funded directly are counted in the county and the state, not in the "
    "district around them. Here they are compared with the county."
)
_CHARTERS_UNKNOWN = Remark(
    "Charter schools that are funded directly are not counted in the district around them, and "
    "this file does not say which schools those are. The publisher's entities file of the same "
    "year does: put it into the same folder.",
    care=True,
)
_NONAMES = Remark(
    "The file has no names of schools. Put the publisher's entities file of the same year into the "
    "same folder, and open this file again; until then, schools have only codes."
)


def _read(sheet: Sheet, period: str) -> PublishedFile:
    wanted = [*CODES, *(name for names in NAMES.values() for name in names)]
    columns = sheet.columns_if_there(wanted)
    codes = coded(*(columns.pop(name) for name in CODES))
    rows = Rows(columns, codes)
    remarks = [*codes.remarks, *about_years(rows["year"])]
    beside = entities.beside(sheet.file, rows["year"])
    group = joined(rows["grade"].each(_grade_words), _groups(rows, beside), by="\n").each(_in_grade)
    periods = rows["year"].each(lambda year: school_year(year, period))
    test = rows["test"].each(lambda text: text.lstrip("0"))
    table = TidyTable(SOURCE, sheet.file.name)
    others = ~test.is_one_of(tuple(_SUBJECTS))
    if others.all():
        raise FileNotRead(
            f"{sheet.file.name} has results of another test, such as science or the alternate "
            "test. The workbook reads English (test 1) and mathematics (test 2)."
        )
    for number, (subject, words) in _SUBJECTS.items():
        keep = test.is_one_of((number,))
        if keep.any():
            chosen = rows.where(keep)
            at: At = {
                "place": chosen.place,
                "period": periods.where(keep),
                "group": group.where(keep),
            }
            remarks += add_subject(table, chosen, at, subject, words)
    tidy, repeats = table.finished()
    remarks += [*_about(rows, others, group, periods), *about_table(tidy, repeats)]
    places, more = _places(rows, beside)
    remarks += more
    return PublishedFile(
        sheet.file.name, KINDS[0].id, SOURCE, tidy, places, table.measures, tuple(remarks)
    )


def _groups(rows: Rows, beside: entities.Beside) -> Column:
    return rows["group"].each(lambda text: caaspp_words(text, beside.groups))


def _grade_words(grade: str) -> str:
    number = grade.lstrip("0")
    if number == _ALL_GRADES:
        return ""
    return f"grade {number}" if number else "no grade given"


def _in_grade(text: str) -> str:
    grade, _, group = text.partition("\n")
    return at_grade(grade, group) if grade else group


def _about(rows: Rows, others: "NDArray[np.bool_]", group: Column, periods: Column) -> list[Remark]:
    found = [
        Remark(
            "Numbers about 10 or fewer students are hidden (* or blank), to protect them. That is "
            "no zero."
        ),
        Remark("There are no results for 2019-20: the tests were not given. Draw no line across."),
    ]
    if "2020-21" in periods.texts:
        found.append(
            Remark(
                "In 2020-21 only part of the students took the tests. Do not compare that year "
                "with others; look at how many took part.",
                care=True,
            )
        )
    if decimals_of(rows["met"]) == 0:
        found.append(
            Remark(
                "Percentages are printed without decimals, so the counts worked out from them are "
                "near, not exact.",
                care=True,
            )
        )
    if count := int(others.sum()):
        found.append(Remark(f"{in_rows(count)} the results are of another test. Left out."))
    unknown = [words for words in group.texts if "(see the publisher's list)" in words]
    if unknown:
        found.append(
            Remark(
                "Some student groups have only a number here. Put the publisher's StudentGroups "
                "file into the same folder, and open this file again."
            )
        )
    return found


def _places(rows: Rows, beside: entities.Beside) -> "tuple[pd.DataFrame, list[Remark]]":
    columns = {level: rows.get(f"{level}_name") for level in ("county", "district", "school")}
    names = {level: column for level, column in columns.items() if column is not None}
    more = {}
    if (types := rows.get("type")) is not None:
        more["charter"] = types.each(entities.charter_words)
    places = places_of(rows.place, names, more)
    if more:
        places = entities.apart_from_district(places)
    found = entities.named(places, beside)
    if "charter" in found.columns:
        remarks = [_CHARTERS_APART] if (found["charter"] != "").any() else []
    else:
        remarks = [_CHARTERS_UNKNOWN]
    unnamed = (found["name"] == "") & (found["level"] == "school")
    return found, [*remarks, *([_NONAMES] if unnamed.any() else [])]


KINDS = (
    Kind(
        "california-caaspp",
        SOURCE.title,
        (
            *CODES,
            NAMES["year"],
            NAMES["group"],
            NAMES["test"],
            NAMES["grade"],
            NAMES["scored"],
            NAMES["met"],
        ),
        _read,
    ),
    *entities.KINDS,
)
