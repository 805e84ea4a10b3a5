"""The course's invented files are told from real ones by their ids, which are in nobody's use.

So no picture ever names a publisher for a number that the workbook made up.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from course_tools.casework.tidy import PublishedFile, Remark, Source

if TYPE_CHECKING:
    import pandas as pd

# English URNs and local authorities, Californian counties and federal states end before 99.
_IN_NOBODYS_USE = ("99", "E99")
_WHOLE = ("nation", "state", "region")
_REMARK = Remark(
    "All schools, places and numbers in this file are invented, for practice. Only its layout is the "
    "publisher's.",
    care=True,
)


def marked_if_invented(file: PublishedFile) -> PublishedFile:
    """The same file; when its places are invented ones, its source and licence say so."""
    if not _is_invented(file.places):
        return file
    source = Source(f"{file.source.title}, invented data", "made for this workbook", "CC0")
    table = file.table
    named = f"{source.title} ({file.name})"
    table["source"] = table["source"].cat.rename_categories([named])
    table["licence"] = table["licence"].cat.rename_categories([source.licence])
    return replace(file, source=source, remarks=(_REMARK, *file.remarks))


def _is_invented(places: "pd.DataFrame") -> bool:
    inside = places.index[~places["level"].isin(_WHOLE)] if "level" in places.columns else ()
    return bool(len(inside)) and all(str(place).startswith(_IN_NOBODYS_USE) for place in inside)
