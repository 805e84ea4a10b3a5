"""What a person decided about a hand-in, when it is graded once more."""

import shutil
from pathlib import Path

from course_tools.grading.autograde import grade
from course_tools.grading.feedback import feedback_file, give_feedback
from course_tools.grading.gradebook import record_points, submission

from .conftest import NAME, FullPoints, HandIn, complete_hand_in, new_hand_in, points_of

MARKED = {**FullPoints, "reading-gaventa": 1.0, NAME: 17.0}


def marked(root: Path) -> HandIn:
    """A graded hand-in; a person has read the paper and overruled one check."""
    hand_in = complete_hand_in(root, "ana")
    grade(root, NAME)
    record_points(root, NAME, "ana", NAME, points=17, comment="Strength: Exact.")
    record_points(root, NAME, "ana", "reading-gaventa", points=1)
    assert points_of(root, "ana") == MARKED
    return hand_in


def handed_in_again(root: Path) -> HandIn:
    """The same participant's next hand-in, complete but for `save`."""
    shutil.rmtree(root / "submitted" / "ana")
    hand_in = new_hand_in(root, "ana")
    hand_in.write()
    hand_in.answer()
    return hand_in


def comment_on_paper(root: Path) -> str:
    found = submission(root, NAME, "ana")
    assert found is not None
    return found.cells[NAME].comment


def test_grading_twice_keeps_every_mark(own_course: Path) -> None:
    """Does `course grade --again` leave what was marked as it is, instead of asking anew?"""
    marked(own_course)
    assert grade(own_course, NAME, regrade="all").graded == ["ana"]
    assert points_of(own_course, "ana") == MARKED
    assert comment_on_paper(own_course) == "Strength: Exact."


def test_only_what_changed_waits_for_a_person_again(own_course: Path) -> None:
    """Does a new reading answer wait, while the same paper keeps its points and comment?"""
    marked(own_course)
    hand_in = handed_in_again(own_course)
    hand_in.answer(reading_gaventa=["One", "Two", "Three"])
    hand_in.save()
    assert grade(own_course, NAME).graded == ["ana"]
    assert points_of(own_course, "ana") == {**MARKED, "reading-gaventa": None}
    assert comment_on_paper(own_course) == "Strength: Exact."
    # And the page does not say of the part that waits that everything is there.
    give_feedback(own_course, NAME)
    page = feedback_file(own_course, NAME, "ana").read_text(encoding="utf-8")
    assert page.count("A person will look at this part.") == 1
    assert page.count("Everything that was asked for is there.") == 2
    assert "Exact." in page


def test_a_new_paper_waits_and_loses_no_mark(own_course: Path) -> None:
    """Does a new paper wait for its reader, with the earlier points and comment still there?"""
    marked(own_course)
    hand_in = handed_in_again(own_course)
    hand_in.write("A whole new paper.")
    hand_in.save()
    grade(own_course, NAME)
    assert points_of(own_course, "ana") == {**MARKED, NAME: None}
    assert comment_on_paper(own_course) == "Strength: Exact."


def test_words_added_elsewhere_wait_too(own_course: Path) -> None:
    """Does the paper wait again when words were added in a cell below it?"""
    marked(own_course)
    hand_in = handed_in_again(own_course)
    hand_in.notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": "More."})
    hand_in.save()
    grade(own_course, NAME)
    assert points_of(own_course, "ana") == {**MARKED, NAME: None}
