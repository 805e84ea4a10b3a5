"""Is the hand-in file whole, and does nothing private get into it?"""

import base64
import json
import os
import subprocess
import sys
import textwrap
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import nbformat
import pytest

from course_tools.answers import MIRROR_MIME, AnswerSheet, entries_in_notebook
from course_tools.errors import HandInRefused
from course_tools.handing.hand_in_file import check_course_name, make_hand_in_file
from tests.handing.released_page import answer_cell, form_cell

SECRET = "Xq7-private-words"


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_file_holds_the_page_the_answers_and_a_page_to_read(filled: Path) -> None:
    """Are the three files there, in a fixed order, under the agreed name?"""
    path = make_hand_in_file(filled, " p07 ")
    assert path.parent == filled / "hand-in"
    assert path.name.startswith("power-paper__p07__2") and path.name.endswith(".zip")
    assert list(members(path)) == ["power-paper.ipynb", "answers.json", "answers.html"]


def test_answers_arrive_as_they_were_saved(filled: Path, tmp_path: Path) -> None:
    """Does the other side read the same answers, from answers.json and from the notebook alone?"""
    packed = members(make_hand_in_file(filled, "p07"))
    other = tmp_path / "other"
    other.mkdir()
    (other / "answers.json").write_bytes(packed["answers.json"])
    sent, mine = AnswerSheet(other), AnswerSheet(filled)
    assert sent.notices == []
    assert {q: sent.answer(q) for q in mine.questions()} == {
        q: mine.answer(q) for q in mine.questions()
    }
    mirrored = entries_in_notebook(json.loads(packed["power-paper.ipynb"]))
    assert {q: entry.value for q, entry in mirrored.items()} == {
        q: mine.answer(q) for q in mine.questions()
    }


def test_notebook_is_valid_and_keeps_what_graders_need(filled: Path) -> None:
    """Is it a sound notebook, with every graded cell and the paper's words?"""
    packed = members(make_hand_in_file(filled, "p07"))
    notebook = nbformat.reads(packed["power-paper.ipynb"].decode(), as_version=4)
    nbformat.validate(notebook)
    graded = [c.metadata.nbgrader.grade_id for c in notebook.cells if "nbgrader" in c.metadata]
    assert graded == [
        "reading-gaventa",
        "reading-hunjan-pettit",
        "power-paper",
        "power-map-complete",
    ]
    assert "Who wrote this card?" in packed["power-paper.ipynb"].decode()


def test_nothing_private_is_in_any_byte(filled: Path, change: Any) -> None:
    """With private words planted everywhere around the answers: is not one in the file?"""
    for name in (
        "my-work/private/log.json",
        "private/x.csv",
        ".answers/copy-3.json",
        ".hidden",
        "notes.txt",
        "data/rows.csv",
        "answers.html",
    ):
        path = filled / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SECRET)
    entry = {"value": SECRET, "revision": 900, "saved": "2026-01-01T00:00:00+00:00"}
    stray = {"data": {MIRROR_MIME: {"elsewhere": entry}}, "output_type": "display_data"}
    other = {"cells": [{"cell_type": "code", "outputs": [stray], "source": SECRET}]}
    (filled / "other.ipynb").write_text(json.dumps(other))

    def plant(notebook: dict[str, Any]) -> None:
        notebook["metadata"]["widgets"] = {"state": SECRET}
        notebook["metadata"]["kernelspec"]["display_name"] = SECRET
        notebook["metadata"]["course"]["stray"] = SECRET
        notebook[SECRET] = SECRET
        outputs: list[Any] = [
            {"output_type": "stream", "name": "stdout", "text": SECRET},
            {"output_type": "display_data", "data": {"text/html": SECRET}, "metadata": {}},
            {"output_type": "error", "ename": "E", "evalue": SECRET, "traceback": [SECRET]},
        ]
        form_cell(notebook, "power_map")["outputs"] = outputs
        form_cell(notebook, "power_map")["metadata"]["path"] = SECRET
        answer_cell(notebook)["metadata"]["note"] = SECRET
        picture = base64.b64encode(SECRET.encode()).decode()
        answer_cell(notebook)["attachments"] = {f"{SECRET}.png": {"image/png": picture}}
        extra = {"cell_type": "code", "source": "1", "outputs": outputs, "metadata": {SECRET: 1}}
        notebook["cells"].append({**extra, "execution_count": 7})

    change(filled, plant)
    path = make_hand_in_file(filled, "p07")
    everything = path.read_bytes() + b"".join(members(path).values())
    assert SECRET.encode() not in everything
    assert base64.b64encode(SECRET.encode()) not in everything
    assert b"Who wrote this card?" in everything


def test_pasted_pictures_stay_here(filled: Path, change: Any) -> None:
    """Does a picture that stands in the text as data stay, as the page says?"""

    def paste(notebook: dict[str, Any]) -> None:
        picture = "![us](data:image/jpeg;base64,RkFDRVM=) and more"
        answer_cell(notebook)["source"] = picture
        notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": picture})

    change(filled, paste)
    for content in members(make_hand_in_file(filled, "p07")).values():
        assert b"RkFDRVM" not in content


def test_notebook_through_a_link_is_refused(filled: Path, tmp_path: Path) -> None:
    """Is a notebook that is a link to somewhere else not sent?"""
    if os.name == "nt":
        pytest.skip("links need a right that Windows seldom gives")
    elsewhere = tmp_path / "elsewhere.ipynb"
    (filled / "power-paper.ipynb").rename(elsewhere)
    (filled / "power-paper.ipynb").symlink_to(elsewhere)
    with pytest.raises(HandInRefused, match="leads out of this folder"):
        make_hand_in_file(filled, "p07")


def test_renamed_page_goes_out_under_its_right_name(filled: Path) -> None:
    """Does a renamed notebook arrive as the assignment's?"""
    (filled / "power-paper.ipynb").rename(filled / "final version.ipynb")
    assert "power-paper.ipynb" in members(make_hand_in_file(filled, "p07"))


def test_page_to_read_shows_all_answers_in_order(filled: Path) -> None:
    """Are the words of every answer there, under the questions' titles, in page order?"""
    html = members(make_hand_in_file(filled, "p07"))["answers.html"].decode()
    places = [
        html.index(words)
        for words in (
            "Finding the spaces for change",
            "Name one closed, one invited and one claimed space",
            "the families&#x27; Sunday table",
            "Power: a practical guide",
            "Your power paper",
            "<strong>The event.</strong>",
            "Your power map",
            "How do we know?",
            "wrote to the board in April",
        )
    ]
    assert places == sorted(places)


def test_page_to_read_runs_nothing(filled: Path, change: Any) -> None:
    """Is everything that was written escaped, and nothing loaded from anywhere?"""
    attack = '<script>alert(1)</script><img src="https://x.example/a.png" onerror=alert(1)>'
    AnswerSheet(filled).record("reading-gaventa", [attack, {"<b>": attack}, [attack]])
    AnswerSheet(filled).record("power-map", {f'"{attack}': [{attack: attack}]})
    change(
        filled,
        lambda nb: answer_cell(nb).update(source=f"# {attack}\n\n- {attack}\n\n**{attack}**"),
    )
    html = members(make_hand_in_file(filled, "p07"))["answers.html"].decode()
    assert "<script" not in html and "<img" not in html and 'src="' not in html
    assert html.count("&lt;script&gt;") >= 6
    assert "default-src 'none'" in html


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "maria@school.org",
        "Maria Lopez",
        "p07/../x",
        "p__7",
        "-p",
        "p\n7",
        "ñandú",
        "x" * 41,
    ],
)
def test_course_name_must_be_one(filled: Path, name: str) -> None:
    """Is an e-mail address, a full name or a path refused with words?"""
    with pytest.raises(HandInRefused, match="course name"):
        make_hand_in_file(filled, name)
    assert not (filled / "hand-in").exists()


def test_course_name_is_read_back_by_the_collector(filled: Path) -> None:
    """Does the staff's side read the same name and time from the file's name?"""
    from course_tools.grading.hand_in_zips import read_name  # noqa: PLC0415

    named = read_name(make_hand_in_file(filled, check_course_name("Team-7b")))
    assert named is not None
    assert (named.assignment, named.student) == ("power-paper", "Team-7b")


def test_blank_page_can_be_handed_in(blank: Path) -> None:
    """May somebody hand in an empty page?"""
    assert "power-paper.ipynb" in members(make_hand_in_file(blank, "p07"))


def test_damaged_page_is_not_sent(filled: Path) -> None:
    """Is a damaged notebook refused, with nothing left behind?"""
    (filled / "power-paper.ipynb").write_text('{"cells": [')
    with pytest.raises(HandInRefused, match="damaged"):
        make_hand_in_file(filled, "p07")
    assert not (filled / "hand-in").exists()


def test_earlier_file_stays(filled: Path) -> None:
    """Does a file in the way of the folder, or an earlier hand-in, survive?"""
    (filled / "hand-in").mkdir()
    earlier = filled / "hand-in" / "power-paper__p07__20250101T000000.zip"
    earlier.write_bytes(b"earlier")
    make_hand_in_file(filled, "p07")
    assert earlier.read_bytes() == b"earlier"


def test_a_file_in_the_way_is_said(filled: Path) -> None:
    """Is a file called hand-in explained?"""
    (filled / "hand-in").write_text("in the way")
    with pytest.raises(HandInRefused, match="hand-in"):
        make_hand_in_file(filled, "p07")


@pytest.mark.skipif(os.name == "nt", reason="limits the size of files, which Windows cannot")
def test_full_disk_is_said_and_leaves_nothing(filled: Path) -> None:
    """When the disk has no room: are the words calm, and is no half file left?"""
    code = f"""
    import resource, signal
    from pathlib import Path
    from course_tools.errors import HandInRefused
    from course_tools.handing.hand_in_file import make_hand_in_file
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
    try:
        make_hand_in_file(Path({str(filled)!r}), "p07")
    except HandInRefused as refusal:
        print(refusal)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True
    )
    assert "the disk is full" in done.stdout and "answers are safe" in done.stdout
    assert list((filled / "hand-in").iterdir()) == []


def test_same_answers_make_the_same_notebook(filled: Path) -> None:
    """Is the packed notebook the same each time?"""
    first = members(make_hand_in_file(filled, "p07"))
    second = members(make_hand_in_file(filled, "p08"))
    assert first["power-paper.ipynb"] == second["power-paper.ipynb"]
    assert zipfile.is_zipfile(BytesIO(make_hand_in_file(filled, "p09").read_bytes()))
