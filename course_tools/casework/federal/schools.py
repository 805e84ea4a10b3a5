"""Schools and districts by their federal (NCES) ids: 12 digits for a school, 7 for its district."""

from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.marks import Column
from course_tools.casework.tidy import Remark

if TYPE_CHECKING:
    import pandas as pd

SCHOOL_DIGITS = 12
DISTRICT_DIGITS = 7


def with_zeros(ids: Column, digits: int) -> tuple[Column, tuple[Remark, ...]]:
    """Ids of so many digits; the one 0 that a spreadsheet drops at the beginning is put back."""
    plain = ids.each(_without_end)
    short = [text for text in plain.texts if text.isdecimal() and len(text) == digits - 1]
    bad = [
        text
        for text in plain.texts
        if text not in short and not (text.isdecimal() and len(text) == digits)
    ]
    found = []
    if rows := int(plain.is_one_of(short).sum()):
        found.append(
            Remark(
                f"{rows:,} ids had lost the 0 at their beginning, as happens in a spreadsheet. It "
                "was put back. A fresh download is safer."
            )
        )
    if rows := int(plain.is_one_of(bad).sum()):
        found.append(
            Remark(
                f"{rows:,} ids are not of {digits} digits: a spreadsheet may have changed them. "
                "Download the file again and leave it as it comes.",
                care=True,
            )
        )
    widened = frozenset(short)
    return plain.each(lambda text: text.zfill(digits) if text in widened else text), tuple(found)


def _without_end(text: str) -> str:
    return text.removesuffix(".0")


def schools_of(
    place: Column, name: Column | None, district: Column | None, level: str = "school"
) -> "pd.DataFrame":
    """The places of a federal file. Without `district`, a school's own id says its district."""
    import pandas as pd  # noqa: PLC0415 - only when a file is read

    first = np.full(len(place.texts), -1, dtype=np.int64)
    first[place.codes[::-1]] = np.arange(len(place.codes) - 1, -1, -1)
    ids = [(text, row) for text, row in zip(place.texts, first.tolist(), strict=True) if row >= 0]

    def said(column: Column | None, row: int) -> str:
        return column.texts[column.codes[row]] if column is not None else ""

    return pd.DataFrame(
        {
            "name": [said(name, row) for _, row in ids],
            "level": level,
            "part_of": [
                (said(district, row) or text[:DISTRICT_DIGITS]) if level == "school" else ""
                for text, row in ids
            ],
            "phase": "",
            "status": "",
        },
        index=pd.Index([text for text, _ in ids], dtype=str, name="place"),
        dtype=str,
    )


def with_districts(
    schools: "pd.DataFrame", district: Column | None, name: Column | None
) -> "pd.DataFrame":
    """Schools, and below them the districts they are part of, where the file names those."""
    import pandas as pd  # noqa: PLC0415 - only when a file is read

    if district is None or name is None:
        return schools
    districts = schools_of(district, name, None, level="district")
    return pd.concat([schools, districts[~districts.index.isin(schools.index)]])
