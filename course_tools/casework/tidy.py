"""The one shape of every published file: a tidy table, its places, and what to know about it.

One row is one number about one group, in one place, in one period. `value` is a share from 0 to 1
for rates, whatever the publisher printed; it is missing exactly where `status` is not "reported".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "place",
    "period",
    "group",
    "measure",
    "value",
    "numerator",
    "denominator",
    "status",
    "source",
    "licence",
    "printed",
)


class Status(StrEnum):
    """Whether there is a number, and if not, why."""

    REPORTED = "reported"
    SUPPRESSED = "suppressed"  # hidden by the publisher, to protect pupils
    NOT_APPLICABLE = "not applicable"  # the question does not arise here
    TOO_FEW = (
        "too few"  # too few pupils, or too few of them covered, for a number to mean something
    )
    NOT_PUBLISHED = "not published"  # left out, or left blank
    UNREADABLE = "unreadable"  # a mark that nobody knows, or two rows that contradict each other


STATUSES = tuple(str(status) for status in Status)

ALL_PUPILS = "all pupils"


@dataclass(frozen=True)
class Measure:
    """What a number says.

    `base` names what is counted below the line, such as "pupils enrolled". `counts` says where the
    numerator comes from: published beside the rate, worked out from the rate, or nowhere.
    """

    id: str
    words: str
    unit: str = "share"
    base: str = "pupils"
    counts: Literal["published", "worked out", "none"] = "none"
    more_is: Literal["better", "worse", "neither"] = "neither"
    decimals: int = (
        3  # of the number as printed; a percentage with one decimal is a share with three
    )
    definition: str = ""
    describes: bool = False  # who comes to a school, not how it does: similar schools share these


@dataclass(frozen=True)
class Remark:
    """Something to know before a number is used. `care` is more than a note."""

    words: str
    care: bool = False


@dataclass(frozen=True)
class Source:
    """Who published a file, under which licence, as what."""

    title: str
    publisher: str
    licence: str


OGL = "Open Government Licence v3.0"


@dataclass(frozen=True)
class PublishedFile:
    """A file as read. `table` has COLUMNS; `places` one row a place, its id as index.

    `places` has at least the text columns name, level, part_of (a place id or ""), phase and
    status ("open", "closed" or ""); readers add what their file knows, such as lsoa or pupils.
    """

    name: str
    kind: str
    source: Source
    table: "pd.DataFrame"
    places: "pd.DataFrame"
    measures: Mapping[str, Measure]
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def title(self) -> str:
        """What the file is, such as "School results at 16 (key stage 4)"."""
        return self.source.title
