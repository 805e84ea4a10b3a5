"""Which school, which year: numbers and dates as text, repaired only where nothing is lost."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_tools.casework.counted import in_rows
from course_tools.casework.marks import Column
from course_tools.casework.texts import Texts
from course_tools.casework.tidy import Remark
from course_tools.errors import FileNotRead

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENGLAND = "England"
STATE_FUNDED = "England, state-funded schools"

_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?([eE])\+?0*(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?: .*)?")
_YEAR_FIRST = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[ T].*)?")
_AGAIN = "Download the file again, and do not open it in a spreadsheet before you choose it here."


@dataclass(frozen=True)
class SchoolNumbers:
    """`ids`: the number of the school in every row, "" where there is none. `good`: where it is one.

    `lost` are the rows with something else in its place.
    """

    ids: Column
    good: "NDArray[np.bool_]"
    lost: int
    remarks: tuple[Remark, ...]


def school_numbers(column: Column, schools: "NDArray[np.bool_]", file_name: str) -> SchoolNumbers:
    """The numbers (URN, six digits) of the rows that are about a school.

    "1e+05", "100000.0" and "100,000" are repaired; a number that a spreadsheet rounded is not.
    Raises FileNotRead when no school has a readable number.
    """
    ids = column.each_unlike("[0-9]{6}", urn_of)
    good = schools & ~ids.is_one_of([""])
    lost_rows = schools & ~good
    lost = int(lost_rows.sum())
    if lost and not good.any():
        printed = column.texts[int(column.codes[lost_rows][0])]
        raise FileNotRead(
            f"{file_name} has no readable school number: where a number of six digits belongs, it "
            f"says “{printed:.20}”. A program has changed the column. {_AGAIN}"
        )
    mended = 0
    if ids is not column:
        changed = np.array([urn_of(text) not in ("", text) for text in column.texts], dtype=bool)
        mended = int((changed[column.codes] & good).sum())
    return SchoolNumbers(ids, good, lost, tuple(_about_ids(mended, lost, column, lost_rows)))


def _about_ids(
    mended: int, lost: int, column: Column, lost_rows: "NDArray[np.bool_]"
) -> list[Remark]:
    found = []
    if mended:
        found.append(
            Remark(
                f"{in_rows(mended)} a program had printed the school number in its own way, such as "
                "1e+05 for 100000. It was put right; no digit was missing."
            )
        )
    if lost:
        printed = sorted({column.texts[code] or "(blank)" for code in column.codes[lost_rows]})
        rows = "1 row is" if lost == 1 else f"{lost:,} rows are"
        named = ", ".join(f"“{text:.20}”" for text in printed[:4])
        found.append(
            Remark(
                f"{rows} left out, because nobody can say which school is meant: {named} stands "
                f"where a school number of six digits belongs. {_AGAIN}",
                care=True,
            )
        )
    return found


def urn_of(text: str) -> str:
    """A school number of six digits, or "" when this is none or digits were lost."""
    whole = whole_number(text)
    return whole if len(whole) == 6 else ""


def whole_number(text: str) -> str:
    """A code of digits as printed, or put right where nothing was lost; else "".

    Programs for statistics write 100000 as 1e+05 (small e) and lose nothing up to six digits.
    A spreadsheet writes 1.23E+05 (large E) and has rounded, unless every digit is there.
    """
    cell = text.strip()
    if cell.isascii() and cell.isdigit():
        return cell
    if re.fullmatch(r"\d+\.0+", cell):
        return cell.partition(".")[0]
    if re.fullmatch(r"\d{1,3}(,\d{3})+", cell):
        return cell.replace(",", "")
    found = _SCIENTIFIC.fullmatch(cell)
    if not found:
        return ""
    digits, places = found[1] + (found[2] or ""), int(found[4])
    all_there = len(digits) == places + 1
    if not all_there and not (found[3] == "e" and len(digits) <= places + 1 and places <= 5):
        return ""
    return digits.ljust(places + 1, "0")


def laestabs(authority: Column, number: Column) -> Column:
    """Local authority (3 digits) and school number (4, with zeros in front): 815, 75 → 8150075.

    "" where either is missing.
    """
    import pyarrow as pa  # noqa: PLC0415 - only when a file is read
    import pyarrow.compute as pc  # noqa: PLC0415

    own = [whole_number(text) for text in number.texts]
    own = [f"{text:0>4}" if text and len(text) <= 4 else "" for text in own]
    las = [code if len(code) == 3 else "" for code in authority.texts]
    first = pa.array(las, pa.string()).take(pa.array(authority.codes))
    last = pa.array(own, pa.string()).take(pa.array(number.codes))
    both = pc.binary_join_element_wise(first, last, "")
    whole = pc.if_else(pc.equal(pc.utf8_length(both), 7), both, "").dictionary_encode()
    return Column(whole.indices.to_numpy(), Texts(whole.dictionary))


def authority_of(text: str) -> str:
    """A local authority's code of three digits; "" for anything else."""
    code = whole_number(text)
    return code if len(code) == 3 else ""


def school_year_of(text: str) -> str:
    """ "202324" or "2023/24" as "2023/24"; a single year stays; "" for anything else."""
    digits = re.sub(r"[-/]", "", text.strip())
    digits = whole_number(digits) or digits
    if re.fullmatch(r"20\d{4}", digits) and (int(digits[:4]) + 1) % 100 == int(digits[4:]):
        return f"{digits[:4]}/{digits[4:]}"
    return digits if re.fullmatch(r"(19|20)\d\d", digits) else ""


def date_of(text: str) -> str:
    """A date as the publishers print it (18-01-2024, 18/01/2024, 20240118), as 2024-01-18; else ""."""
    cell = text.strip()
    if found := _DAY_FIRST.fullmatch(cell):
        day, month, year = (int(part) for part in found.groups())
    elif found := _YEAR_FIRST.fullmatch(cell):
        year, month, day = (int(part) for part in found.groups())
    else:
        return ""
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1800 <= year <= 2100):
        return ""
    return f"{year:04}-{month:02}-{day:02}"


def school_year_at(date: str) -> str:
    """The school year (from September) that a date such as "2024-01-18" lies in; "" without one."""
    if not date:
        return ""
    start = int(date[:4]) - (int(date[5:7]) < 9)
    return f"{start}/{(start + 1) % 100:02}"


def filled(column: Column, instead: str) -> Column:
    """A column with its blank cells filled."""
    return column.each(lambda text: text or instead)


def cleaned(column: Column) -> Column:
    """A column of text for `places`: spaces made single, and NULL said as nothing."""
    # Texts that need no cleaning: nothing, a longer word, or words with single spaces between.
    return column.each_unlike(r"|\S{5,}|\S+( \S+)+", _cleaned)


def _cleaned(text: str) -> str:
    words = " ".join(text.split())
    return "" if words.casefold() in ("null", "n/a") else words
