"""Is the course found from anywhere inside it, and is every mistake in its files said?"""

from pathlib import Path

import pytest

from course_tools.course_folder import (
    KEBAB,
    assignment,
    assignments,
    find_course,
    lessons,
    read_toml,
)
from course_tools.errors import CourseUnsound, NotInCourse

ABOUT = 'id = "{0}"\ntitle = "Title of {0}"\nminutes = 20\n'


def part(course: Path, kind: str, name: str, about: str | None = None) -> Path:
    """A lesson or an assignment with a text and an about.toml."""
    folder = course / kind / name
    folder.mkdir(parents=True)
    text = folder / (f"{name}.md" if kind == "modules" else "assignment.md")
    text.write_text("# A\n", encoding="utf-8")
    (folder / "about.toml").write_text(ABOUT.format(name) if about is None else about)
    return folder


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with a programmes folder and nothing in it."""
    (tmp_path / "course" / "modules" / "programmes").mkdir(parents=True)
    return tmp_path / "course"


@pytest.mark.parametrize("below", [".", "modules", "modules/programmes", "release/paper/data"])
def test_the_course_is_found_from_inside(course: Path, below: str) -> None:
    """Does every folder of the course lead to its top?"""
    (course / below).mkdir(parents=True, exist_ok=True)
    assert find_course(course / below) == course.resolve()


def test_the_current_folder_is_where_it_begins(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is the folder of the notebook or the terminal the starting point?"""
    monkeypatch.chdir(course / "modules")
    assert find_course() == course.resolve()


def test_outside_the_course_says_where_to_go(tmp_path: Path) -> None:
    """Does somebody in the wrong folder read which folder is right, in one line?"""
    with pytest.raises(
        NotInCourse, match=r"the one that has start\.py and modules in it"
    ) as refused:
        find_course(tmp_path)
    assert "\n" not in str(refused.value)


def test_lessons_come_in_the_order_of_their_numbers(course: Path) -> None:
    """Are lessons listed by folder, with what about.toml says, and programmes left out?"""
    for name in ("10-action", "01-power", "02-story"):
        part(course, "modules", name)
    (course / "modules" / "empty").mkdir()
    assert [one.id for one in lessons(course)] == ["01-power", "02-story", "10-action"]
    first = lessons(course)[0]
    assert (first.title, first.minutes, first.is_assignment) == ("Title of 01-power", 20, False)
    assert first.text == first.folder / "01-power.md"


def test_assignments_by_name(course: Path) -> None:
    """Is an assignment found, and are the names said when there is none of that name?"""
    part(course, "assignments", "story-paper")
    part(course, "assignments", "power-paper")
    assert [one.id for one in assignments(course)] == ["power-paper", "story-paper"]
    assert assignment(course, "story-paper").is_assignment
    with pytest.raises(NotInCourse, match="There are: power-paper, story-paper"):
        assignment(course, "powerpaper")


def test_a_course_without_assignments(course: Path) -> None:
    """Is a participant's copy, which has no assignments, no error?"""
    assert assignments(course) == []
    with pytest.raises(NotInCourse, match="There are: none yet"):
        assignment(course, "power-paper")


def test_every_damaged_about_file_is_named(course: Path) -> None:
    """Does one damaged file not hide the others?"""
    part(course, "modules", "01-power", about="minutes = ")
    part(course, "modules", "02-story")
    (part(course, "modules", "03-ask") / "about.toml").unlink()
    with pytest.raises(CourseUnsound) as unsound:
        lessons(course)
    assert [breach.split("about.toml: ")[1][:13] for breach in unsound.value.breaches] == [
        "Invalid value",
        "the file is m",
    ]


@pytest.mark.parametrize("minutes", ["true", '"20"', "20.5"])
def test_minutes_that_are_no_number_count_as_none(course: Path, minutes: str) -> None:
    """Is a wrong value no crash? `course check` reports it."""
    part(course, "modules", "01-power", about=f"minutes = {minutes}")
    [one] = lessons(course)
    assert (one.minutes, one.title) == (0, "01-power")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a = 1\nb = \n", "at line 2"),
        (b'a = "caf\xe9"\n', "Save it as UTF-8"),
        (None, "the file is missing. Write it."),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, words: str) -> None:
    """Does the message name the file, the place and the remedy?"""
    path = tmp_path / "about.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CourseUnsound) as unsound:
        read_toml(path)
    assert str(unsound.value).startswith(f"{path}: ")
    assert words in str(unsound.value)


@pytest.mark.parametrize("name", ["power-paper", "01-power", "a", "x" * 60])
def test_good_ids(name: str) -> None:
    """Are these ids?"""
    assert KEBAB.match(name)


@pytest.mark.parametrize("name", ["Power", "power_paper", "a--b", "-a", "a-", "", "é", "x" * 61])
def test_bad_ids(name: str) -> None:
    """Are these none?"""
    assert not KEBAB.match(name)
