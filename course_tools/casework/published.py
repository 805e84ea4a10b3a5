"""What came through the small-number rule: the only numbers that pages, charts and files may use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course_tools.casework.linked_numbers import cell
from course_tools.casework.small_numbers import HIDDEN, RULE, SmallNumberRule


@dataclass(frozen=True)
class Published:
    """What may be printed. It does not hold the hidden numbers, so it cannot give them away.

    `shown`: name -> number. `hidden`: names of the rest; nothing says which of them are small.
    `refusal`: empty, or why nothing of these numbers can be published.
    """

    shown: Mapping[str, int]
    hidden: frozenset[str]
    rule: SmallNumberRule = RULE
    refusal: str = ""

    def number(self, name: str) -> int | None:
        """The number if it may be shown, None if it is hidden."""
        if name not in self.shown and name not in self.hidden:
            raise ValueError(f"There is no number called “{name}” here.")
        return self.shown.get(name)

    def text(self, name: str) -> str:
        """The number as it is printed: digits, or the one word for all that is hidden."""
        number = self.number(name)
        return HIDDEN if number is None else str(number)

    def share(self, count: str, base: str) -> float | None:
        """count ÷ base from 0 to 1; None when either is hidden, or the base is 0."""
        part, whole = self.number(count), self.number(base)
        return None if part is None or not whole else part / whole


def printed_rows(
    published: Published, rows: Sequence[str], columns: Sequence[str]
) -> list[list[str]]:
    """A two-way table as it may be printed, on a page or in a file: name of the row, then cells.

    `rows` and `columns` may hold `EVERYONE` for the totals.
    """
    return [[row, *(published.text(cell(row, column)) for column in columns)] for row in rows]
