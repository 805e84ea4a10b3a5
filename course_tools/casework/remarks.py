"""What any reader has to say about its finished table: marks nobody knows, and repeated rows."""

from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.tidy import Remark, Status

if TYPE_CHECKING:
    import pandas as pd

_MOST_NAMED = 6


def about_table(table: "pd.DataFrame", repeats: int) -> tuple[Remark, ...]:
    """Remarks on unknown marks, each with its count, and on rows that said the same twice.

    `repeats` is what TidyTable.finished gave beside the table.
    """
    return (*_about_marks(table), *_about_repeats(repeats))


def _about_marks(table: "pd.DataFrame") -> list[Remark]:
    statuses = table["status"].cat
    unreadable = statuses.codes.to_numpy() == statuses.categories.get_loc(str(Status.UNREADABLE))
    if not unreadable.any():
        return []
    printed = table["printed"].cat
    counts = np.bincount(
        printed.codes.to_numpy()[unreadable], minlength=len(printed.categories)
    ).tolist()
    marks = {
        mark: count
        for mark, count in zip(printed.categories, counts, strict=True)
        if mark and count
    }
    if not marks:
        return []
    most = sorted(marks, key=lambda mark: -marks[mark])
    named = ", ".join(f"“{mark:.20}” ({marks[mark]:,} times)" for mark in most[:_MOST_NAMED])
    more = f" and {len(most) - _MOST_NAMED} others" if len(most) > _MOST_NAMED else ""
    return [
        Remark(
            f"Nobody here knows what these mean in place of a number: {named}{more}. They are "
            "called unreadable. Look into the publisher's own notes.",
            care=True,
        )
    ]


def _about_repeats(repeats: int) -> list[Remark]:
    if not repeats:
        return []
    rows = "One number stands" if repeats == 1 else f"{repeats:,} numbers stand"
    return [
        Remark(
            f"{rows} in the file more than once. The same number is kept once; where two differ, "
            "nobody can know which is right, and it is called unreadable.",
            care=True,
        )
    ]
