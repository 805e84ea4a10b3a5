"""Is a cohort's gradebook the same on PostgreSQL as on SQLite? A real server, for this test only."""

from pathlib import Path

from course_tools.grading.autograde import grade
from course_tools.grading.feedback import feedback_file, give_feedback
from course_tools.grading.gradebook import record_points
from tests.grading import postgres
from tests.grading.conftest import NAME, complete_hand_in, new_hand_in, points_of

database = postgres.database


def test_the_whole_way_on_postgres(own_course: Path, database: str) -> None:
    """Do grading, marking and feedback work, with nothing left in a file of SQLite?"""
    with (own_course / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {database!r}\n")
    complete_hand_in(own_course, "model")
    new_hand_in(own_course, "blank")
    report = grade(own_course, NAME)
    assert report.failed == {}
    assert points_of(own_course, "model") == {
        "reading-gaventa": 1.5,
        "reading-hunjan-pettit": 1.5,
        "power-map-complete": 4.0,
        NAME: None,
    }
    assert set(points_of(own_course, "blank").values()) == {0.0}
    record_points(own_course, NAME, "model", NAME, points=18, comment="Two lenses: 4")
    assert points_of(own_course, "model")[NAME] == 18
    assert give_feedback(own_course, NAME).failed == {}
    page = feedback_file(own_course, NAME, "model").read_text(encoding="utf-8")
    assert "25.5" in page or "25" in page
    assert not (own_course / "gradebook.db").exists()
