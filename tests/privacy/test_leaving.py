"""What may leave the folder, and does everything else stay?"""

import os
from pathlib import Path

import pytest

from course_tools.privacy.leaving import files_that_may_leave

links = pytest.mark.skipif(os.name == "nt", reason="needs a right that Windows seldom gives")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A participant's folder with more in it than should go out."""
    folder = tmp_path / "power-paper"
    for name in (
        "power-paper.ipynb",
        "answers.json",
        "answers.html",
        "other.ipynb",
        "notes.txt",
        ".hidden",
        "my-work/private/one-to-ones.json",
        "private/names.csv",
        ".answers/copy-1.json",
        ".ipynb_checkpoints/power-paper-checkpoint.ipynb",
        "data/wards.csv",
        "data/more.csv",
        "hand-in/old.zip",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def test_only_the_short_list_leaves(folder: Path) -> None:
    """Is it the notebook, the answers and their page, and nothing else?"""
    leaving = files_that_may_leave(folder, "power-paper")
    assert [path.name for path in leaving.files] == [
        "power-paper.ipynb",
        "answers.json",
        "answers.html",
    ]


def test_what_stays_is_named_with_its_reason(folder: Path) -> None:
    """Does everything left out say why?"""
    left_out = {
        left.name: left.reason for left in files_that_may_leave(folder, "power-paper").left_out
    }
    assert left_out["my-work"] == left_out["private"] == left_out[".answers"] == "it is private"
    assert left_out[".hidden"] == "it is hidden"
    assert left_out["other.ipynb"] == "it is another notebook"
    assert left_out["notes.txt"] == "it is not part of this assignment"


def test_released_data_may_leave(folder: Path) -> None:
    """Do named data files go along, and only those?"""
    leaving = files_that_may_leave(folder, "power-paper", data=["data/wards.csv"])
    assert [path.name for path in leaving.files][-1] == "wards.csv"
    assert not any(path.name == "more.csv" for path in leaving.files)


@pytest.mark.parametrize(
    "name",
    [
        "../outside.csv",
        "my-work/private/one-to-ones.json",
        "MY-WORK/private/one-to-ones.json",
        "private/names.csv",
        ".answers/copy-1.json",
        ".hidden",
        "data\\..\\..\\outside.csv",
    ],
)
def test_private_files_stay_even_when_named_as_data(folder: Path, name: str) -> None:
    """Does a release (or an edited page) that names a private file get nothing?"""
    (folder.parent / "outside.csv").write_text("outside")
    leaving = files_that_may_leave(folder, "power-paper", data=[name])
    assert [path.name for path in leaving.files] == [
        "power-paper.ipynb",
        "answers.json",
        "answers.html",
    ]


@links
def test_links_out_of_the_folder_stay(folder: Path, tmp_path: Path) -> None:
    """Do links to outside, to private places and to nowhere stay, under any name?"""
    (tmp_path / "secret.json").write_text("secret")
    (folder / "answers.json").unlink()
    (folder / "answers.json").symlink_to(tmp_path / "secret.json")
    (folder / "power-paper.ipynb").unlink()
    (folder / "power-paper.ipynb").symlink_to(folder / "my-work/private/one-to-ones.json")
    (folder / "answers.html").unlink()
    (folder / "answers.html").symlink_to(folder / "nowhere")
    leaving = files_that_may_leave(folder, "power-paper")
    assert leaving.files == ()
    assert {"answers.json", "power-paper.ipynb", "answers.html"} <= {
        left.name for left in leaving.left_out
    }


@links
def test_a_pipe_is_not_read(folder: Path) -> None:
    """Is something that is no plain file left alone?"""
    (folder / "answers.html").unlink()
    os.mkfifo(folder / "answers.html")
    leaving = files_that_may_leave(folder, "power-paper")
    assert not any(path.name == "answers.html" for path in leaving.files)
