"""What somebody may hand in to stop, slow or cheat the grading of everybody else."""

import copy
import getpass
import os
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from course_tools.grading import keeping
from course_tools.grading.exchange import is_under_another_name, prepare_exchange
from course_tools.grading.hand_in_zips import UnfitZip, unpack
from course_tools.grading.preflight import preflight
from course_tools.grading.rebuild import MOST_ADDED, rebuild
from course_tools.grading.sanitizing import LONGEST_MARKDOWN, words_as_html

from .conftest import NAME, HandIn, complete_hand_in, released

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names and links")


def name_of_half_an_emoji(hand_in: HandIn) -> None:
    hand_in.cell(NAME)["attachments"] = {"\ud800.png": {"image/png": "AAAA"}}
    hand_in.save()


def names_of_any_bytes(hand_in: HandIn) -> None:
    hand_in.path.rename(hand_in.folder / os.fsdecode(b"\xff\n\x1b[31m.ipynb"))
    (hand_in.folder / os.fsdecode(b"\xfe.txt")).write_text("x", encoding="utf-8")


def links_round_and_round(hand_in: HandIn) -> None:
    (hand_in.folder / "loop").symlink_to("loop")
    (hand_in.folder / "self").symlink_to(".")


def a_thousand_folders(hand_in: HandIn) -> None:
    folders_within(hand_in.folder, "d", 1_200)


def a_path_too_long(hand_in: HandIn) -> None:
    folders_within(hand_in.folder, "d" * 100, 60)


def folders_within(folder: Path, name: str, depth: int) -> None:
    here = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(depth):
            Path(name).mkdir()
            os.chdir(name)
    finally:
        os.chdir(here)


@posix
@pytest.mark.parametrize(
    "attack",
    [
        name_of_half_an_emoji,
        names_of_any_bytes,
        links_round_and_round,
        a_thousand_folders,
        a_path_too_long,
    ],
)
def test_one_hostile_hand_in_stops_nobody(
    own_course: Path, attack: Callable[[HandIn], None]
) -> None:
    """Whatever one hand-in holds, is the next one looked at, twice over, in printable words?"""
    attack(complete_hand_in(own_course, "bad"))
    complete_hand_in(own_course, "good")
    try:
        findings = {finding.student: finding for finding in preflight(own_course, NAME)}
        assert findings["good"].reason == ""
        assert " ".join([findings["bad"].reason, *findings["bad"].remarks]).isprintable()
        # A better one of the same person comes: what was set aside goes, however deep it is.
        shutil.rmtree(own_course / "submitted" / "bad")
        complete_hand_in(own_course, "bad")
        again = preflight(own_course, NAME)
        assert [finding.reason for finding in again] == ["", ""]
        assert keeping.all_set_aside(own_course, NAME) == []
    finally:
        keeping.remove_folder(own_course / "set-aside")


def test_names_are_whole_lines() -> None:
    """Is a name with a line break at its end no plain name?"""
    assert keeping.is_plain_name("p07")
    assert not keeping.is_plain_name("p07\n")


def test_thousands_of_copies_do_not_slow_grading(own_course: Path) -> None:
    """Is only so much added to a page, however often and long the answer cell was pasted?"""
    notebook = released(own_course)
    cell = next(c for c in notebook["cells"] if c["id"] == NAME)
    for number in range(1_000):
        notebook["cells"].append({**copy.deepcopy(cell), "source": f"{number} " + "x" * 5_000})

    rebuilt = rebuild(notebook, released(own_course), {})

    assert len(rebuilt.cells) <= len(notebook["cells"]) - 1_000 + MOST_ADDED
    assert sum(len(one["source"]) for one in rebuilt.cells) < 300_000


def test_long_texts_are_shown_as_typed() -> None:
    r"""Is a long run of `\begin{a}`, a minute for the Markdown reader, shown at once?"""
    assert words_as_html("\\begin{a}" * 20_000).startswith("<pre>")
    assert "<strong>" in words_as_html("**x** " * (LONGEST_MARKDOWN // 7))


@pytest.mark.parametrize("said", ["<a parent>", "<parent 1>", "<!-- never closed", "x<y>"])
def test_words_in_angle_brackets_stay(said: str) -> None:
    """Does a reader see words that only look like a tag?"""
    html = words_as_html(f"I met {said} today.\n\nThe rest.")
    assert said.replace("<", "&lt;").replace(">", "&gt;") in html
    assert "The rest." in html


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_zips_that_unpack_all_at_once_are_refused(tmp_path: Path, way: int) -> None:
    """Is a way of packing refused that fills the memory whatever size it states?"""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", way) as archive:
        archive.writestr("power-paper.ipynb", "{}")
    with pytest.raises(UnfitZip, match="unusual"):
        unpack(path, tmp_path / "out")


def test_damaged_and_oddly_named_members_are_refused_in_words(tmp_path: Path) -> None:
    """Are a broken stream and a name that no disk takes told, not raised?"""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("power-paper.ipynb", "{}" * 5_000)
    content = bytearray(path.read_bytes())
    content[50:60] = b"\xff" * 10
    path.write_bytes(bytes(content))
    with pytest.raises(UnfitZip, match="damaged"):
        unpack(path, tmp_path / "out")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x" * 300 + ".ipynb", "{}")
    with pytest.raises(UnfitZip, match="no name"):
        unpack(path, tmp_path / "out")


@posix
def test_nobody_hands_in_under_another_login() -> None:
    """Is a hand-in refused that carries the login of one person and belongs to another?"""
    me = getpass.getuser()
    assert is_under_another_name(me, os.getuid() + 1)
    assert not is_under_another_name(me, os.getuid())
    assert not is_under_another_name("p07-is-no-login", os.getuid() + 1)


@posix
def test_nobody_can_move_the_course_away(own_course: Path) -> None:
    """Is the exchange open to all, yet what one put there safe from the others?"""
    assert prepare_exchange(own_course).stat().st_mode & 0o1777 == 0o1777
