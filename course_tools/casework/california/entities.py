"""The two lists that come with CAASPP results: what places and student groups are called."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from course_tools.casework.california.places import coded, places_of
from course_tools.casework.california.student_groups import CAASPP, caaspp_id
from course_tools.casework.california.words import CDE, LICENCE
from course_tools.casework.kinds import Kind
from course_tools.casework.marks import Column
from course_tools.casework.opening import Opened, opened
from course_tools.casework.sheet import Header, Sheet
from course_tools.casework.table import TidyTable
from course_tools.casework.tidy import PublishedFile, Remark, Source
from course_tools.casework.us_groups import TWO_OR_MORE
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    import pandas as pd

_PLACES = Source("California places of the test results (CAASPP entities)", CDE, LICENCE)
_GROUPS = Source("California student groups of the test results (CAASPP)", CDE, LICENCE)
_CODES = ("County Code", "District Code", "School Code")
_NAMES = ("County Name", "District Name", "School Name")
_LARGEST = 20_000_000  # bytes of a list of names
_MOST_FILES = 200  # of a folder that are looked at
_CHARTER = {
    "9": "charter school, funded directly",
    "10": "charter school, funded through its district",
}


@dataclass(frozen=True)
class Beside:
    """Names from lists in the same folder: of places by id, and of student groups by id."""

    places: "pd.DataFrame | None" = None
    groups: dict[str, str] = field(default_factory=dict)


def apart_from_district(places: "pd.DataFrame") -> "pd.DataFrame":
    """The places, with charter schools that are funded directly part of the county.

    The test results count them in the county and the state, and not in a district.
    """
    apart = places["charter"] == _CHARTER["9"]
    if not apart.any():
        return places
    counties = places.index.to_series().str[:2] + "0" * 12
    return places.assign(part_of=places["part_of"].where(~apart, counties))


def charter_words(type_id: str) -> str:
    """What kind of charter school a Type ID stands for; "" for what is none."""
    return _CHARTER.get(type_id.strip().lstrip("0"), "")


def beside(file: Opened, years: Column) -> Beside:
    """The names in the lists beside a results file; places only from the list of its own year."""
    places, groups = None, {}
    wanted = {text for text in years.texts if text}
    for path in _lists_near(file.path):
        try:
            with opened(path) as near:
                if near.rows and _GROUP_LIST.is_kind_of(Header(near.rows[0])):
                    groups = _group_names(Sheet(near, Header(near.rows[0])))
                elif near.rows and _PLACE_LIST.is_kind_of(Header(near.rows[0])):
                    sheet = Sheet(near, Header(near.rows[0]))
                    [year] = sheet.columns("Test Year")
                    if wanted <= set(year.texts):
                        places = _place_names(sheet)[0]
        except FileNotRead:
            continue
    return Beside(places, groups)


def named(places: "pd.DataFrame", near: Beside) -> "pd.DataFrame":
    """The places, with names and kinds of charter school from the list where there were none."""
    if near.places is None:
        return places
    listed = near.places.reindex(places.index)
    filled = places.copy()
    filled["name"] = places["name"].where(places["name"] != "", listed["name"].fillna(""))
    if "charter" not in places.columns:
        filled["charter"] = listed["charter"].fillna("")
    return apart_from_district(filled)


def _lists_near(path: Path) -> list[Path]:
    near = []
    try:
        for other in sorted(path.parent.iterdir())[: _MOST_FILES * 5]:
            fits = other.suffix.lower() in (".txt", ".csv") and other != path
            if fits and other.is_file() and other.stat().st_size <= _LARGEST:
                with other.open("rb") as file:
                    head = file.read(2048)
                if b"Demographic ID" in head or b"School Name" in head:
                    near.append(other)
    except OSError:
        return []
    return near[:_MOST_FILES]


def _place_names(sheet: Sheet) -> "tuple[pd.DataFrame, tuple[Remark, ...]]":
    columns = sheet.columns_if_there([*_CODES, *_NAMES, "Type ID", "Zip Code"])
    codes = coded(*(columns[name] for name in _CODES))
    names = dict(zip(("county", "district", "school"), (columns[n] for n in _NAMES), strict=True))
    more = {"charter": columns["Type ID"].each(charter_words)}
    if "Zip Code" in columns:
        more["postcode"] = columns["Zip Code"]
    return apart_from_district(places_of(codes.place, names, more)), codes.remarks


def _group_names(sheet: Sheet) -> dict[str, str]:
    """Words for each group id; no two ids get the same words."""
    ids, names, kinds = sheet.columns("Demographic ID", "Demographic Name", "Student Group")
    found: dict[str, str] = {}
    taken = set(CAASPP.values())
    for text, name, kind in zip(ids.as_list(), names.as_list(), kinds.as_list(), strict=True):
        group = caaspp_id(text)
        words = f"{name} ({kind})" if kind.startswith("Ethnicity for") else name
        if words.casefold() == TWO_OR_MORE:
            words = TWO_OR_MORE
        if not words or words in taken:
            words = f"{words} (group {group})".strip()
        if group not in found:
            found[group] = words
            taken.add(words)
    return found


def _read_places(sheet: Sheet, period: str) -> PublishedFile:
    places, remarks = _place_names(sheet)
    note = Remark(
        "This is a list of places, without numbers. Keep it in the folder of the results file of "
        "the same year: then schools have names."
    )
    tidy, _ = TidyTable(_PLACES, sheet.file.name).finished()
    return PublishedFile(
        sheet.file.name, _PLACE_LIST.id, _PLACES, tidy, places, {}, (*remarks, note)
    )


def _read_groups(sheet: Sheet, period: str) -> PublishedFile:
    import pandas as pd  # noqa: PLC0415 - only when a file is read

    groups = _group_names(sheet)
    note = Remark(
        f"This is a list of {len(groups)} student groups, without numbers. Keep it in the folder "
        "of the results file: then every group has its name."
    )
    tidy, _ = TidyTable(_GROUPS, sheet.file.name).finished()
    columns = ["name", "level", "part_of", "phase", "status"]
    none = pd.DataFrame(columns=columns, index=pd.Index([], dtype=str), dtype=str)
    return PublishedFile(sheet.file.name, _GROUP_LIST.id, _GROUPS, tidy, none, {}, (note,))


_PLACE_LIST = Kind(
    "california-caaspp-places",
    _PLACES.title,
    (*_CODES, "Type ID", "Test Year", *_NAMES),
    _read_places,
    but_not=("Grade", "Student Group ID", "Subgroup ID"),
)
_GROUP_LIST = Kind(
    "california-caaspp-groups",
    _GROUPS.title,
    ("Demographic ID", "Demographic Name", "Student Group"),
    _read_groups,
)
KINDS = (_PLACE_LIST, _GROUP_LIST)
