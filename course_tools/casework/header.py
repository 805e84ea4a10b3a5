"""The line of column names of a published table; names are found whatever their case and spacing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


def folded_header(name: str) -> str:
    """A column's name without what publishers change from year to year: case, spaces, BOM."""
    return "".join(name.replace("\ufeff", "").split()).casefold()


@dataclass(frozen=True)
class Header:
    """The line of column names. Names are found whatever their case and spacing."""

    names: tuple[str, ...]
    line: int = 0  # of the file, from 0

    @cached_property
    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        for place, name in enumerate(self.names):
            places.setdefault(folded_header(name), place)
        return places

    def place_of(self, *names: str) -> int | None:
        """Where the first of these names stands, or None."""
        found = (self._places.get(folded_header(name)) for name in names)
        return next((place for place in found if place is not None), None)

    def has(self, *names: str) -> bool:
        """Whether all of these columns are there."""
        return not self.lacking(names)

    def lacking(self, names: Iterable[str]) -> list[str]:
        """Those of the names that are not there."""
        return [name for name in names if self.place_of(name) is None]
