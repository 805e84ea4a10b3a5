"""The places of a file: schools, the areas they are in, and England, one row each."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from course_tools.casework.marks import Column, constant
from course_tools.casework.texts import Texts

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

FIRST = ("name", "level", "part_of", "phase", "status")


def rows_of(
    ids: Column, keep: "NDArray[np.bool_]", about: Mapping[str, Column | str]
) -> "pd.DataFrame":
    """A row for every different id among the kept rows, with what each first says about itself."""
    import pandas as pd  # noqa: PLC0415 - only when a file is read

    rows = np.flatnonzero(keep)
    rows = rows[np.sort(first_of_each(ids.codes[rows], len(ids.texts)))]
    columns = {**dict.fromkeys(FIRST, ""), **about}
    return pd.DataFrame(
        {name: _text(column, len(ids), rows) for name, column in columns.items()},
        index=pd.Index(_text(ids, len(ids), rows), name="place"),
    )


def first_of_each(codes: "NDArray[np.int32]", different: int) -> "NDArray[np.intp]":
    """Where each code stands first."""
    first = np.full(different, -1, dtype=np.intp)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return first[first >= 0]


def _text(column: Column | str, rows: int, keep: "NDArray[np.intp]") -> Any:
    import pandas as pd  # noqa: PLC0415

    column = column if isinstance(column, Column) else constant(column, rows)
    if isinstance(column.texts, Texts):
        # What pandas offers for this is not in its type hints.
        dtype: Any = pd.StringDtype(na_value=np.nan)
        texts = dtype.__from_arrow__(column.texts.array)
    else:
        texts = pd.array(list(column.texts), dtype="str")
    return texts.take(column.codes[keep])


def together(*frames: "pd.DataFrame") -> "pd.DataFrame":
    """All places of a file; one that is said twice counts as said first."""
    import pandas as pd  # noqa: PLC0415

    kept = [frame for frame in frames if len(frame)]
    if not kept:
        return pd.DataFrame(columns=list(FIRST), index=pd.Index([], dtype="str", name="place"))
    # What one sort of place says and another does not: blank text, or no number.
    kinds = {name: frame[name].dtype for frame in kept for name in frame.columns}
    for frame in kept:
        for name, kind in kinds.items():
            if name not in frame.columns:
                frame[name] = pd.Series("" if kind == "str" else np.nan, frame.index, kind)
    whole = pd.concat([frame[list(kinds)] for frame in kept]) if len(kept) > 1 else kept[0]
    return whole if whole.index.is_unique else whole[~whole.index.duplicated()]


def blanked(column: Column, keep: "NDArray[np.bool_]") -> Column:
    """A column that says nothing but in the kept rows."""
    if keep.all():
        return column
    codes = np.where(keep, column.codes + 1, 0).astype(np.int32)
    return Column(codes, ("", *column.texts)).each(str)


def authorities(
    codes: Column, keep: "NDArray[np.bool_]", names: Column | None, part_of: str
) -> "pd.DataFrame":
    """The local authorities that the kept rows name, with the names that any of them gives."""
    keep = keep & ~codes.is_one_of([""])
    called: dict[str, str] = {}
    if names is not None:
        width = max(1, len(names.texts))
        pairs = np.unique(codes.codes[keep].astype(np.int64) * width + names.codes[keep])
        for code, name in zip(*divmod(pairs, width), strict=True):
            called[codes.texts[code]] = called.get(codes.texts[code]) or names.texts[name]
    return rows_of(
        codes,
        keep,
        {
            "name": codes.each(lambda code: called.get(code) or f"Local authority {code}"),
            "level": "local authority",
            "part_of": part_of,
        },
    )
