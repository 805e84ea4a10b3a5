"""The table of a lesson's words, and forms that write into records: what is built, what is refused."""

from pathlib import Path

import nbformat
import pytest

from course_tools.building.everything import build_course
from course_tools.building.sound_tools import questions_asked
from course_tools.building.soundness import breaches_in_course
from course_tools.errors import CourseUnsound
from tests.building.conftest import LESSON, Change, replace, write

ABOUT = "modules/01-listening/about.toml"
GLOSSARY = """
[bench]
us = "bench | seat"
uk = "bench"
meaning = "Where people wait."
es = "banco"

[listening]
us = "listening"
uk = "listening"
meaning = "Hearing what moves somebody."
"""
FIRST_FORM = 'write(answer_sheet(), "last-listened", "When did somebody last listen to you?")'
WITH_TERMS = replace(ABOUT, "minutes = 20", 'minutes = 20\nterms = ["listening", "bench"]')
INSERTED = replace(
    LESSON, "```{code-cell}", '+++ {"insert": "words"}\n\nHere.\n\n+++\n\n```{code-cell}'
)


def changed(course: Path, *changes: Change) -> Path:
    for change in changes:
        change(course)
    return course


def breaches(course: Path) -> list[str]:
    return breaches_in_course(course)


def test_the_words_stand_in_the_lesson(course: Path) -> None:
    """Is there one table, by the alphabet, with UK words only where they differ, and Spanish?"""
    changed(course, write("modules/glossary.toml", GLOSSARY), WITH_TERMS, INSERTED)
    build_course(course)
    notebook = nbformat.read(course / LESSON.replace(".md", ".ipynb"), as_version=4)
    [cell] = [cell for cell in notebook.cells if "<summary>Words of this lesson" in cell.source]
    rows = [line for line in cell.source.splitlines() if line.startswith("| ")]
    assert rows[1:] == [
        "| bench \\| seat | bench | banco | Where people wait. |",
        "| listening | the same |  | Hearing what moves somebody. |",
    ]
    assert "Here." not in cell.source


@pytest.mark.parametrize(
    ("changes", "remedy"),
    [
        ((WITH_TERMS,), "names the term 'listening', which is not in modules/glossary.toml"),
        (
            (WITH_TERMS, write("modules/glossary.toml", GLOSSARY)),
            'Add +++ {"insert": "words"} before the end',
        ),
        (
            (
                replace(
                    LESSON,
                    "```{code-cell}",
                    '+++ {"insert": "rubric x"}\n\nx\n\n+++\n\n```{code-cell}',
                ),
            ),
            'Write +++ {"insert": "words"}',
        ),
        (
            (replace(LESSON, FIRST_FORM, f"{FIRST_FORM}\ncoaching_agreement(private_sheet())"),),
            'needs a record with a name, such as private_sheet("one-to-ones")',
        ),
        (
            (
                replace(
                    LESSON, FIRST_FORM, f'{FIRST_FORM}\ncoaching_agreement(private_sheet("../x"))'
                ),
            ),
            "needs a record with a name",
        ),
        (
            (replace(LESSON, FIRST_FORM, f"{FIRST_FORM}\ncoaching_agreement()"),),
            "A tool cell is one call",
        ),
    ],
)
def test_what_is_unsound_is_named(course: Path, changes: tuple[Change, ...], remedy: str) -> None:
    """Is it said with the file and the remedy, and is nothing built?"""
    changed(course, *changes)
    assert [line for line in breaches(course) if remedy in line and "modules/01-listening" in line]
    with pytest.raises(CourseUnsound):
        build_course(course)


def test_a_record_is_no_question_of_the_page() -> None:
    """Does a form on a record ask nothing that a hand-in would miss?"""
    source = 'one_to_one_log(private_sheet("one-to-ones"))\npower_map(answer_sheet())'
    assert questions_asked(source) == ["power-map"]
