"""The list of assignments on the start page: by their own titles, in the order of the work."""

import shutil
from pathlib import Path

import ipywidgets as w

from course_tools.answers import AnswerSheet
from course_tools.assignments_page import in_order_of_work, my_assignments
from course_tools.handing.fetching import title_of
from tests.conftest import REPOSITORY
from tests.on_page import all_in, shown_by


def test_titles_are_the_assignments_own() -> None:
    """Is it "One-to-one portfolio", with its hyphens, and the name when nothing is here?"""
    assert title_of(REPOSITORY, "one-to-one-portfolio") == "One-to-one portfolio"
    assert title_of(REPOSITORY, "no-such-thing") == "No such thing"


def test_the_order_is_that_of_the_programme() -> None:
    """Do assignments stand as they fall due, with unknown ones at the end?"""
    names = ["a-strange-one", "leaders-memo", "one-to-one-portfolio", "power-paper"]
    assert in_order_of_work(REPOSITORY, [*names, "entry-self-portrait"]) == [
        "entry-self-portrait",
        "power-paper",
        "one-to-one-portfolio",
        "leaders-memo",
        "a-strange-one",
    ]


def test_a_course_without_programmes_lists_them_all(tmp_path: Path) -> None:
    """Is nothing lost when no programme can be read?"""
    assert in_order_of_work(tmp_path, ["b", "a"]) == ["b", "a"]


def test_the_page_offers_what_is_released(tmp_path: Path) -> None:
    """Is there a button to get each one, the first to be done at the top?"""
    for part in ("modules/programmes", "release"):
        shutil.copytree(REPOSITORY / part, tmp_path / part)
    box = shown_by(lambda: my_assignments(AnswerSheet(tmp_path)))
    offered = [one.description for one in all_in(box, w.Button)]
    assert offered[0] == "Get “Entry self-portrait”"
    assert "Get “Research-meeting file”" in offered
