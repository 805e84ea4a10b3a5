"""Does a programme say what is due when, and is every mistake in it named?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from course_tools.course_folder import Part, assignments, lessons
from course_tools.errors import CourseUnsound, NotInCourse
from course_tools.programme import Programme, minutes_by_month, programme, programmes

ROOT = Path(__file__).parent.parent
SOUND = """
id = "small"
title = "A small program"
locale = "en-US"
[modules]
order = ["01-power"]
[edition]
time_zone = "Europe/London"
[[session]]
number = 1
title = "One"
modules = ["01-power"]
days = [2031-03-28, 2031-03-27]
[[session]]
number = 2
title = "Two"
modules = []
[[due]]
assignment = "paper"
after_session = 1
days = 2
[[due]]
assignment = "undated"
after_session = 2
days = 2
"""


def course_with(tmp_path: Path, text: str, name: str = "small") -> Path:
    path = tmp_path / "modules" / "programmes" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path


def assignment_of(name: str, minutes: int) -> Part:
    folder = Path(name)
    return Part(name, name, minutes, folder, folder / "assignment.md", {})


# The real programmes


def test_the_power_paper_is_due_two_weeks_after_session_1() -> None:
    """Is it due at the end of 25 September 2019, in California?"""
    due = programme(ROOT, "cotp").due("power-paper")
    assert due is not None
    assert due.isoformat() == "2019-09-25T23:59:59-07:00"
    assert str(due.tzinfo) == "America/Los_Angeles"
    assert due.astimezone(UTC) == datetime(2019, 9, 26, 6, 59, 59, tzinfo=UTC)


def test_the_uk_course_has_no_dates_of_its_own() -> None:
    """Is nothing due until a school has chosen its start?"""
    uk = programme(ROOT, "uk-schools")
    assert (uk.locale, uk.time_zone, uk.due("power-paper")) == ("en-GB", "Europe/London", None)
    assert len(uk.sessions) == 5


def test_the_sample_dates_are_marked_as_a_sample() -> None:
    """Can a page know that the dates of the first programme are only an example?"""
    assert {one.id: one.is_sample for one in programmes(ROOT)} == {
        "cotp": True,
        "uk-schools": False,
    }


def test_every_lesson_in_order_is_there() -> None:
    """Do all programmes list lessons that have a folder, or say that they are planned?"""
    there = {part.id for part in lessons(ROOT)}
    for one in programmes(ROOT):
        assert set(one.modules) <= there
        assert not set(one.planned) & there


@pytest.mark.parametrize("one", programmes(ROOT), ids=lambda one: one.id)
def test_no_month_asks_for_more_than_its_limit(one: Programme) -> None:
    """Does the work between sessions stay under 140 minutes in every month (brief, 6.2)?"""
    by_month = minutes_by_month(one, assignments(ROOT))
    assert all(minutes <= 140 for minutes in by_month.values()), by_month
    assert (one.most_minutes or 140) <= 140


def test_the_minutes_of_the_real_course() -> None:
    """Do the months add up to what their assignments ask for (brief, 6.2)?"""
    assert minutes_by_month(programme(ROOT, "cotp"), assignments(ROOT)) == {
        "2019-08": 60,  # A01, before session 1
        "2019-09": 60 + 70,  # A02 and A03
        "2019-11": 50 + 70,  # A06 and A07
        "2019-12": 120,  # A08a
        "2020-01": 60,  # A08b
    }


# Reckoning


def test_due_counts_from_the_last_day_across_summer_time(tmp_path: Path) -> None:
    """Is it the end of the day there, also when the clocks change in between?"""
    one = programme(course_with(tmp_path, SOUND), "small")
    due = one.due("paper")
    assert due is not None
    assert due.isoformat() == "2031-03-30T23:59:59+01:00"
    assert one.due("undated") is None
    assert one.due("nothing-of-that-name") is None


def test_due_before_a_session(tmp_path: Path) -> None:
    """Is it counted back from the first day of the session?"""
    text = SOUND.replace("after_session = 1\ndays = 2", "before_session = 1\ndays = 3")
    assert text != SOUND
    one = programme(course_with(tmp_path, text), "small")
    first = min(one.sessions[0].days)
    due = one.due("paper")
    assert due is not None
    assert (first - due.date()).days == 3


def test_minutes_add_up_by_the_month_they_are_due_in(tmp_path: Path) -> None:
    """Is work without a date left out, and are months in order?"""
    text = SOUND + '[[due]]\nassignment = "later"\nafter_session = 1\ndays = 20\n'
    one = programme(course_with(tmp_path, text), "small")
    parts = [assignment_of(n, m) for n, m in [("later", 60), ("paper", 50), ("undated", 30)]]
    assert minutes_by_month(one, [*parts, assignment_of("paper", 25)]) == {
        "2031-03": 75,
        "2031-04": 60,
    }


def test_an_unknown_programme_says_which_there_are() -> None:
    """Does the message help somebody who misspelt the name?"""
    with pytest.raises(NotInCourse, match="There are: cotp, uk-schools"):
        programme(ROOT, "ctop")


# Mistakes


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "A small program"', "", 'title is missing. Add title = "…".'),
        ('locale = "en-US"', "locale = 3", "locale is missing"),
        ('id = "small"', 'id = "other"', "id is 'other'. Name it as the file, 'small'."),
        ('order = ["01-power"]', "", "List the module ids in order"),
        ('order = ["01-power"]', "order = [1]", "List the module ids in order"),
        ('order = ["01-power"]', 'order = []\nplanned = "x"', "planned that is no list"),
        ("Europe/London", "London", "time_zone 'London' is unknown. Use a name such as"),
        ('"Europe/London"', "1", "time_zone 1 is unknown"),
        ('"Europe/London"', '"../../etc/passwd"', "is unknown"),
        ("number = 1\n", "", "session 1 has no number"),
        ("number = 2", "number = 1", "two sessions have the number 1"),
        ('title = "One"', "", "session 1 has no title"),
        ('modules = ["01-power"]\ndays', "days", "session 1 has no modules"),
        ("2031-03-28", '"2031-03-28"', "Write 2019-09-09, without quotes"),
        ("2031-03-28", "2031-03-28T10:00:00", "has a day that is no date"),
        ('assignment = "paper"\n', "", "names no assignment"),
        ("after_session = 1", "after_session = 9", "'paper' is due after session 9"),
        ("days = 2\n[[due]]", 'days = "2"\n[[due]]', "'paper' has days = '2'"),
        ("days = 2\n[[due]]", "[[due]]", "'paper' has days = None"),
        ("after_session = 1", "", "needs one of before_session and after_session"),
        ("after_session = 1", "before_session = 1\nafter_session = 1", "needs one of before"),
        ("after_session = 1", "before_session = 9", "'paper' is due before session 9"),
        ("after_session = 1\ndays = 2", "before_session = 1\ndays = 0", "due 0 days before"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    """Is it one line with the file and the remedy, and no traceback?"""
    assert old in SOUND
    course = course_with(tmp_path, SOUND.replace(old, new, 1))
    with pytest.raises(CourseUnsound) as unsound:
        programmes(course)
    lines = [line for line in unsound.value.breaches if words in line]
    assert len(lines) == 1, unsound.value.breaches
    assert lines[0].startswith(str(tmp_path / "modules" / "programmes" / "small.toml"))


def test_mistakes_in_all_programmes_are_listed(tmp_path: Path) -> None:
    """Does a mistake in one file not hide those in the next?"""
    course_with(tmp_path, SOUND.replace('"small"', '"x"'))
    course = course_with(tmp_path, "id = ", name="other")
    with pytest.raises(CourseUnsound) as unsound:
        programmes(course)
    assert len(unsound.value.breaches) == 2
