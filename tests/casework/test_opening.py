"""Bad files of every sort: each gets an answer in words, and none a number that is not in it."""

import gzip
import io
import random
import re
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_tools import casework
from course_tools.casework.marks import Column, is_count, is_percentage, read_number
from course_tools.casework.reading import year_in_name
from course_tools.casework.texts import Texts, longest_decimals
from course_tools.casework.tidy import Status
from course_tools.errors import FileNotRead
from tests.casework import england_files
from tests.casework.england_files import ALL, as_csv, put


def refusal(path: Path, **more: str) -> str:
    with pytest.raises(FileNotRead) as caught:
        casework.open_file(path, **more)
    text = str(caught.value)
    assert path.name in text or "sheet" in text, text  # says which file
    return text


def words(file) -> str:
    return " ".join(remark.words for remark in file.remarks)


def zipped(**members: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return whole.getvalue()


def workbook(rows, title=(), formats=None, more=()) -> bytes:
    """A workbook with these rows; numbers as numbers, percentages as Excel keeps them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    for line in title:
        sheet.append(line)
    names = list(dict.fromkeys(name for row in rows for name in row))
    sheet.append(names)
    for row in rows:
        cells = []
        for name in names:
            value = row.get(name, "")
            is_share = isinstance(value, str) and re.fullmatch(r"[\d.]+%", value)
            cells.append(float(value[:-1]) / 100 if is_share else value if value != "" else None)
        sheet.append(cells)
        for place, name in enumerate(names, 1):
            if isinstance(row.get(name), str) and str(row[name]).endswith("%"):
                sheet.cell(sheet.max_row, place).number_format = formats or "0.0%"
    for name in more:
        book.create_sheet(name).append(["Notes"])
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


KS4 = as_csv(ALL["ks4"]())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is empty"),
        (b"\r\n  \r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "is a web page"),
        (b"\r\n<html lang='en'>", "is a web page"),
        (b"<?xml version='1.0'?><Error><Code>AuthenticationFailed</Code></Error>", "web page"),
        (b'{"error": "not found"}', "JSON"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0 old", "old Excel file"),
        (gzip.compress(KS4), "gzip"),
        ("URN\tRECTYPE\n".encode("utf-16"), "Unicode text"),
        (b"\x00\x01\x02abc", "not a text file"),
        (KS4.splitlines(keepends=True)[0], "nothing below it"),
        (b"name,number\nA,1\n", "none of the files that the workbook knows"),
        (KS4[:-9], "stops in the middle of its last row"),
        (zipped(readme__md=b"hello"), "holds no table"),
        (zipped(a__csv=KS4, b__csv=KS4), "holds 2 tables: a.csv, b.csv"),
        (zipped(a__csv=KS4)[:300], "damaged or only half there"),
        (workbook(ALL["ks4"]())[:4000], "damaged or only half there"),
        (zipped(**{"[Content_Types].xml": b"<Types/>"}), "cannot be read"),
        (KS4.replace(b",", b";"), "parted by semicolons"),
    ],
)
def test_what_is_no_table_is_named(tmp_path, content, expected):
    """Does each wrong file get its own answer, with what to do?"""
    text = refusal(put(tmp_path, "download_2023.csv", content))
    assert expected in text
    assert re.search(r"[Dd]ownload|Unpack|See the list|publisher", text)


def test_missing_file_and_folder(tmp_path):
    """Are a wrong name and a folder told apart?"""
    assert "no file" in refusal(tmp_path / "nothing.csv")
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        zipped(data__csv=KS4),
        zipped(data__csv=KS4, notes__md=b"notes"),
        zipped(data__xlsx=workbook(ALL["ks4"]())),
        workbook(ALL["ks4"]()),
        workbook(ALL["ks4"](), title=[["Key stage 4"], [], ["As at 1 May"]]),
        workbook(ALL["ks4"](), more=["Notes", "Contents"]),
    ],
    ids=["zip", "zip with notes", "workbook in a zip", "workbook", "title rows", "three sheets"],
)
def test_same_table_however_it_is_packed(tmp_path, content):
    """Is the table the same from a zip, a workbook, or a workbook called .csv?"""
    plain = casework.open_file(put(tmp_path, "a_2023.csv", KS4)).table
    packed = casework.open_file(put(tmp_path, "b_2023.csv", content)).table
    assert len(plain) == len(packed)
    for name in ("place", "group", "measure", "status", "printed"):
        assert list(plain[name]) == list(packed[name])
    for name in ("value", "numerator", "denominator"):
        assert plain[name].to_numpy() == pytest.approx(packed[name].to_numpy(), nan_ok=True)


def test_member_can_be_named(tmp_path):
    """Can one of two tables in a zip, and one of two sheets, be chosen?"""
    two = put(tmp_path, "two_2023.zip", zipped(a__csv=KS4, b__csv=as_csv(ALL["ks2"]())))
    assert casework.open_file(two, member="b.csv").kind == "england-ks2"
    assert "holds no table called c.csv" in refusal(two, member="c.csv")
    book = put(tmp_path, "book_2023.xlsx", workbook(ALL["ks4"](), more=["Notes"]))
    assert casework.open_file(book, member="Data").kind == "england-ks4"
    assert "no sheet called Nothing" in refusal(book, member="Nothing")


def test_header_with_line_breaks_in_it(tmp_path):
    """Is a column name over two lines found, and no row below it lost?"""
    content = as_csv(england_files.deprivation()).replace(b"(IMD) Rank", b"(IMD)\nRank")
    header, _, rest = content.partition(b"\r\n")
    broken = ",".join(f'"{name}"' for name in header.decode().split(",")).encode()
    file = casework.open_file(put(tmp_path, "File_7.csv", broken + b"\r\n" + rest))
    assert (file.places["level"] == "area").sum() == 3


def test_blank_cells_left_out_at_the_end_are_blank(tmp_path):
    """Some programs drop blank cells at the end of a row: are such rows kept?"""
    rows = [{**row} for row in ALL["ks4"]()]
    for row in rows[:3]:
        for name in list(row)[-4:]:
            row.pop(name)
    names = list(ALL["ks4"]()[0])
    text = as_csv(rows, names).decode()
    assert ",,," in text
    trimmed = "\r\n".join(line.rstrip(",") for line in text.splitlines()) + "\r\n"
    full = casework.open_file(put(tmp_path, "full_2023.csv", text.encode())).table
    cut = casework.open_file(put(tmp_path, "cut_2023.csv", trimmed.encode())).table
    wanted = ["place", "group", "measure", "value", "numerator", "denominator", "status"]
    by = ["place", "group", "measure"]
    first, second = (
        table[wanted].astype(dict.fromkeys([*by, "status"], str)).sort_values(by)
        for table in (full, cut)
    )
    assert first.reset_index(drop=True).equals(second.reset_index(drop=True))


def test_rows_that_are_too_long_are_left_out_and_counted(tmp_path):
    """Is a row with a comma too many left out, and said so?"""
    content = KS4.replace(b"School 2", b"School, 2")
    file = casework.open_file(put(tmp_path, "a_2023.csv", content))
    assert "990002" not in file.places.index
    assert "1 row has more cells" in words(file)


def test_quotation_mark_out_of_place_is_not_swallowed(tmp_path):
    """One stray mark can make the rest of a file into one cell: is that refused?"""
    rows = [
        {**row, "URN": 991000 + number, "SCHNAME": f"School {number}"}
        for number, row in enumerate([ALL["ks4"]()[0]] * 60)
    ]
    content = as_csv(rows)
    whole = casework.open_file(put(tmp_path, "whole_2023.csv", content))
    assert len(whole.places) == 61
    stray = content.replace(b"School 5,", b'"School 5,')
    assert "quotation mark" in refusal(put(tmp_path, "stray_2023.csv", stray))
    closed = content.replace(b"School 5,", b'"School 5,').replace(b"School 40,", b'School 40",')
    assert "run together" in refusal(put(tmp_path, "closed_2023.csv", closed))


def test_name_over_two_lines_is_allowed_and_pointed_out(tmp_path):
    """Is a line break inside a name read, with a word of care?"""
    content = KS4.replace(b"School 1,", b'"School\n1",')
    file = casework.open_file(put(tmp_path, "a_2023.csv", content))
    assert file.places.at["990001", "name"] == "School 1"
    assert "inside a cell of another row" in words(file)


def test_file_that_does_not_end_in_a_line_end(tmp_path):
    """Is a whole last row without a line end read, and the doubt said?"""
    file = casework.open_file(put(tmp_path, "a_2023.csv", KS4.rstrip(b"\r\n").rstrip(b",")))
    assert "no line end" in words(file)
    assert "no line end" not in words(casework.open_file(put(tmp_path, "b_2023.csv", KS4)))


def test_letters_in_the_windows_manner_and_broken_ones(tmp_path):
    """Are accents right from both encodings, and twice-encoded ones noticed?"""
    rows = ALL["ks4"]()
    rows[0]["SCHNAME"] = "St Zoë’s"
    text = as_csv(rows).decode()
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        file = casework.open_file(put(tmp_path, "a_2023.csv", text.encode(encoding)))
        assert file.places.at["990001", "name"] == "St Zoë’s"
    twice = text.encode().decode("cp1252").encode()
    file = casework.open_file(put(tmp_path, "b_2023.csv", twice))
    assert "Accents in names are broken, such as “St ZoÃ«" in words(file)


def test_short_rows_with_windows_letters_are_kept(tmp_path):
    """Rows without their last blank cells and with an accent in the Windows manner: all there?"""
    rows = ALL["ks4"]()
    for row in rows[:2]:
        row["SCHNAME"] = "Zoë"
        row.pop("EBACCAPS")
    content = as_csv(rows).replace(b",\r\n", b"\r\n").decode().encode("cp1252")
    file = casework.open_file(put(tmp_path, "a_2023.csv", content))
    assert list(file.places["name"][["990001", "990002"]]) == ["Zoë", "Zoë"]
    assert "Windows manner" in words(file)


def test_one_bad_letter_does_not_spoil_the_others(tmp_path):
    """Does a single Windows letter in a UTF-8 file leave the other names as they are?"""
    rows = ALL["ks4"]()
    rows[0]["SCHNAME"], rows[1]["SCHNAME"] = "Zoë", "Renée"
    content = as_csv(rows).replace("Renée".encode(), "Renée".encode("cp1252"))
    places = casework.open_file(put(tmp_path, "a_2023.csv", content)).places
    assert list(places["name"][["990001", "990002"]]) == ["Zoë", "Renée"]


def test_spreadsheet_that_changed_numbers(tmp_path):
    """Dates for numbers, lost digits, thousands separators, fractions: what becomes of each?"""
    rows = ALL["ks4"]()
    rows[0] |= {"ATT8SCR": "05-Jan", "TPUP": "1,200", "PTL2BASICS_94": "55.0%"}
    file = casework.open_file(put(tmp_path, "a_2023.csv", as_csv(rows)))
    table = file.table[file.table["place"] == "990001"].set_index(["measure", "group"])
    assert table.loc[("attainment-8", "all pupils"), "status"] == "unreadable"
    assert table.loc[("pupils-in-year-group", "all pupils"), "value"] == 1200
    assert "A spreadsheet has changed cells of this file, such as “05-Jan”" in words(file)
    for row in rows:
        if "URN" in row:
            row["URN"] = "9.90E+05"
    text = refusal(put(tmp_path, "b_2023.csv", as_csv(rows)))
    assert "no readable school number" in text and "9.90E+05" in text
    rows = ALL["ks4"]() * 3
    for row in rows:
        for name, value in row.items():
            if isinstance(value, str) and value.endswith("%"):
                row[name] = float(value[:-1]) / 100
    assert "turned 54.6% into 0.546" in refusal(put(tmp_path, "c_2023.csv", as_csv(rows)))


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("england_ks4final_2022-2023.csv", "2022/23"),
        ("2018-2019_england_ks2final.csv", "2018/19"),
        ("absence_202324.csv", "2023/24"),
        ("815_2019_ks4.csv", "2018/19"),
        ("spc_2024_25.csv", "2024/25"),
        ("edubasealldata20240315.csv", ""),
        ("england_ks4final.csv", ""),
        ("123456789.csv", ""),
    ],
)
def test_year_in_a_name(name, year):
    """Which school year does a file's name speak of?"""
    assert year_in_name(name) == year


SPELLINGS = (
    *("", "SUPP", "9", "-9", "12.5%", "1,234", "05-Jan", "1e+05", "E99000001", "1_000", "nan"),
    *("inf", "٣", "12.", ".5", "+4", "−0.06", "0.1 %", "007", "99999999999999999999", "--1"),
)
CELLS = st.one_of(
    st.sampled_from(SPELLINGS),
    st.from_regex(r"-?[0-9]{1,5}(\.[0-9]{1,3})?%?", fullmatch=True),
    st.text(max_size=6).map(str.strip),
)


@settings(max_examples=150, deadline=None)
@given(
    cells=st.lists(CELLS, min_size=1, max_size=12),
    only=st.sampled_from([None, is_count, is_percentage, lambda number: number < 5]),
    negative=st.sampled_from([None, Status.NOT_APPLICABLE]),
)
def test_numbers_read_at_once_are_those_read_one_by_one(cells, only, negative):
    """Does the quick way give the same numbers, reasons and marks as the plain way?"""
    texts = list(dict.fromkeys(cells))
    codes = np.array([texts.index(text) for text in cells], dtype=np.int32)
    marks = {"SUPP": Status.SUPPRESSED, "9": Status.NOT_APPLICABLE}
    plain, quick = (
        Column(codes, kept).numbers(marks, negative_is=negative, only=only)
        for kept in (tuple(texts), Texts(pa.array(texts, pa.string())))
    )
    assert np.array_equal(plain.values, quick.values, equal_nan=True)
    assert plain.statuses.tolist() == quick.statuses.tolist()
    said = [[one.prints[place] for place in one.printed] for one in (plain, quick)]
    assert said[0] == said[1]
    quick_texts = Texts(pa.array(texts, pa.string()))
    assert longest_decimals(tuple(texts)) == longest_decimals(quick_texts)


@given(text=st.text(max_size=9))
def test_nothing_but_a_number_is_a_number(text):
    """Is every text either a plain number, as Python reads it too, or none, without a crash?"""
    number = read_number(text)
    if number is not None:
        bare = text.strip().removesuffix("%").strip().replace(",", "").replace("−", "-")
        assert number == float(bare)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """The same bytes with one to four accidents."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        place, what = chance.randrange(max(1, len(data))), chance.randrange(6)
        if what == 0:
            data[place : place + 1] = bytes([chance.randrange(256)])
        elif what == 1:
            data[place:place] = chance.choice([b",", b'"', b"\n", b"\r\n", b"\xe9", b"%", b"-"])
        elif what == 2:
            del data[place : place + chance.randint(1, 60)]
        elif what == 3:
            data[place:place] = data[place : place + chance.randint(1, 200)]
        elif what == 4:
            del data[place:]
        else:
            other = chance.randrange(max(1, len(data)))
            data[place : place + 3], data[other : other + 3] = (
                data[other : other + 3],
                data[place : place + 3],
            )
    return bytes(data)


def _numbers_in(content: bytes) -> set[float]:
    """Every number that can be seen in the bytes, with and without thousands separators."""
    text = content.decode("utf-8", "replace").replace('"', " ")
    found = set()
    for pattern in (r"-?\d*\.?\d+(?:[eE][-+]?\d+)?", r"-?\d+(?:,\d{3})*(?:\.\d+)?", r"-?\d+\."):
        found |= {float(token.replace(",", "")) for token in re.findall(pattern, text)}
    return found


@pytest.mark.parametrize("kind", ALL)
def test_damaged_bytes_give_words_or_numbers_that_are_there(tmp_path, kind):
    """Three hundred accidents in all: is each file refused in words, or read without invention?"""
    content = as_csv(ALL[kind]())
    chance = random.Random(f"accidents in {kind}")
    refused = 0
    for turn in range(30):
        damaged = _damaged(content, chance)
        path = put(tmp_path, f"{turn}_2023.csv", damaged)
        try:
            file = casework.open_file(path)
        except FileNotRead as refusal_:
            refused += 1
            assert len(str(refusal_)) > 30
            continue
        there = _numbers_in(damaged)
        rows = file.table[file.table["status"] == "reported"]
        for value in rows["value"].unique():
            seen = {round(value, 9), round(value * 100, 9)}
            assert any(abs(one - number) < 1e-9 for one in seen for number in there), (turn, value)
    assert refused < 30
