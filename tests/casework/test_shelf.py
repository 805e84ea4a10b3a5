"""The files at hand: what is listed, what is kept of an upload, and what never is."""

import shutil
from pathlib import Path

import pytest

from course_tools.casework import shelf
from course_tools.casework.quality import quality_card
from course_tools.errors import FileNotRead

DATA = Path(__file__).parents[2] / "modules" / "08-data-case" / "data"
ABSENCE = "northmere_absence_3term_by_group.csv"


@pytest.fixture
def course(tmp_path, monkeypatch) -> Path:
    (tmp_path / "modules" / "programmes").mkdir(parents=True)
    data = tmp_path / "modules" / "08-data-case" / "data"
    data.mkdir(parents=True)
    shutil.copy(DATA / ABSENCE, data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_invented_and_own_files_are_listed_with_what_they_are(course):
    """Does each file say what it is, and whether it is invented?"""
    own = course / "my-work" / "data"
    own.mkdir(parents=True)
    (own / "notes.csv").write_text("my,own,notes\n1,2,3\n")
    listed = shelf.files_at_hand()
    assert "absence" in listed[f"invented/{ABSENCE}"].casefold()
    assert listed[f"invented/{ABSENCE}"].startswith("Invented: ")
    assert listed["mine/notes.csv"] == "Mine: notes.csv (cannot be read)"


def test_upload_is_kept_in_my_work_and_can_be_opened(course):
    """Is a published file kept byte for byte, and does its key open it?"""
    content = (DATA / ABSENCE).read_bytes()
    key = shelf.put_on_shelf("C:\\Users\\me\\Downloads\\" + ABSENCE, content)
    assert key == f"mine/{ABSENCE}"
    assert (course / "my-work" / "data" / ABSENCE).read_bytes() == content
    assert shelf.lookup_of(key).periods[-1] == "2023/24"


@pytest.mark.parametrize(
    "content",
    [b"name,phone\nRosa Invented,555 0100\n", b"", b"%PDF-1.7", b"<!DOCTYPE html><html></html>"],
)
def test_what_is_no_published_table_is_not_kept(course, content):
    """Is a list of people, or anything else, refused and left nowhere on the disk?"""
    with pytest.raises(FileNotRead):
        shelf.put_on_shelf("class list.csv", content)
    kept = [path for path in course.rglob("*") if path.is_file() and path.name != ABSENCE]
    assert kept == []


@pytest.mark.parametrize(
    "key", ["", "mine/../../secret.csv", "elsewhere/x.csv", "invented/", "mine"]
)
def test_key_reaches_nothing_outside_the_shelves(course, key):
    """Does a key that was tampered with open nothing?"""
    (course.parent / "secret.csv").write_text("URN\n1\n")
    with pytest.raises(FileNotRead):
        shelf.lookup_of(key)


def test_changed_file_is_read_anew(course):
    """Is a file that was replaced read again, and an unchanged one only once?"""
    key = f"invented/{ABSENCE}"
    first = shelf.lookup_of(key)
    assert shelf.lookup_of(key) is first
    path = course / "modules" / "08-data-case" / "data" / ABSENCE
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:40]))
    assert len(shelf.lookup_of(key).file.table) < len(first.file.table)


def test_quality_card_counts_every_cell_once(course):
    """Do the counts of the card add up to the cells of the file, marks included?"""
    lookup = shelf.lookup_of(f"invented/{ABSENCE}")
    card = quality_card(lookup)
    table = lookup.file.table
    assert sum(one.cells for one in card.measures) == len(table)
    for one in card.measures:
        rows = table[table["measure"] == one.measure.id]
        assert one.counts[0] == (rows["status"] == "reported").sum()
        assert sum(number for _, number in one.marks) == (rows["status"] != "reported").sum()
