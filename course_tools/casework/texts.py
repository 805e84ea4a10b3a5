"""The different texts of a column as Arrow holds them: compared and read without making Python's."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# Numbers that Arrow reads exactly as Python does; everything else is looked at one by one.
_PLAIN = r"^-?[0-9]{1,15}(\.[0-9]{1,15})?%?$"

_DECIMAL = r"[-+−]?[0-9,]*\.(?P<decimals>[0-9]+)"


class Texts(Sequence[str]):
    """A sequence of texts, made into Python's only when somebody looks at one."""

    def __init__(self, array: Any) -> None:
        self.array = array

    @cached_property
    def _list(self) -> list[str]:
        texts: list[str] = self.array.to_pylist()
        return texts

    def __len__(self) -> int:
        return len(self.array)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice) or "_list" in self.__dict__:
            return self._list[place]
        text: str = self.array[int(place)].as_py()
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(self._list)


def matching(texts: Sequence[str], pattern: str) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """For every text, whether the whole of it fits a pattern."""
    whole = f"^(?:{pattern})$"
    if isinstance(texts, Texts):
        found: np.ndarray[Any, np.dtype[np.bool_]] = pc.match_substring_regex(
            texts.array, whole
        ).to_numpy(zero_copy_only=False)
        return found
    compiled = re.compile(whole)
    return np.array([compiled.search(text) is not None for text in texts], dtype=bool)


def plain_numbers(texts: Texts) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """The number in every text that is a plain one, with or without a percent sign; else NaN."""
    plain = pc.match_substring_regex(texts.array, _PLAIN)
    cells = pc.utf8_rtrim(pc.if_else(plain, texts.array, None), "%")
    numbers: np.ndarray[Any, np.dtype[np.float64]] = cells.cast(pa.float64()).to_numpy(
        zero_copy_only=False
    )
    return numbers


def longest_decimals(texts: Sequence[str]) -> int:
    """The most decimals that any number among the texts is printed with; 0 without one."""
    if not isinstance(texts, Texts):
        found = (re.fullmatch(_DECIMAL, text.strip(" %")) for text in texts)
        return max((len(one["decimals"]) for one in found if one is not None), default=0)
    cells = pc.utf8_trim(texts.array, " %")
    taken = pc.extract_regex(cells, f"^(?:{_DECIMAL})$")
    lengths = pc.utf8_length(pc.struct_field(taken, "decimals"))
    longest: int = pc.max(lengths).as_py() or 0
    return longest
