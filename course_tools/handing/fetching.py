"""A participant's own assignments: which there are to fetch, and the feedback that came back."""

from pathlib import Path

from course_tools.errors import CourseError
from course_tools.handing.exchange_place import find_exchange
from course_tools.handing.page import read_page
from course_tools.handing.submit import handed_in_as, in_the_name_of, run_nbgrader

MINE = "my-assignments"  # in the course's folder; git, releases and bundles leave it out


def names_to_fetch(course: Path) -> list[str]:
    """Assignments that were released to the exchange, that this workbook has, or that are here."""
    place = find_exchange(course)
    folders = [course / "release", course / MINE, *([place.outbound] if place else [])]
    return sorted(
        {
            path.name
            for folder in folders
            if folder.is_dir()
            for path in folder.iterdir()
            if (path / f"{path.name}.ipynb").is_file()
        }
    )


def title_of(course: Path, name: str) -> str:
    """What an assignment calls itself, from one's own copy or the release; else from its name."""
    for folder in (course / MINE / name, course / "release" / name):
        try:
            return read_page(folder).title
        except (CourseError, OSError):
            continue
    return name.replace("-", " ").capitalize()


def feedback_pages(name: str, mine: Path) -> list[Path]:
    """The feedback pages of an assignment that are here, the oldest first."""
    return sorted((mine / name / "feedback").rglob("*.html"))


def fetch_feedback(name: str, mine: Path) -> bool:
    """Bring new feedback through the exchange; whether there was any exchange to ask.

    Raises HandInRefused when the exchange answers with anything but feedback or none.
    """
    place = find_exchange(mine)
    if place is None or not (place.root / place.course / "feedback").is_dir():
        return False
    options = in_the_name_of(handed_in_as(mine / name))
    run_nbgrader("fetch_feedback", name, place, mine.resolve(), options)
    return True
