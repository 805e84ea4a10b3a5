"""Each assignment from release to read feedback, with a private log beside it that never leaves.

The real exchange, nbgrader and gradebook; one participant hands in through the exchange, one by file.
"""

import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from course_tools import records
from course_tools.activities.case_brief.summary_view import case_brief_summary
from course_tools.activities.data_answers.model import PARTS, question_of
from course_tools.activities.data_answers.naming import NAME
from course_tools.activities.one_to_one_log.summary_view import log_summary
from course_tools.activities.research_file.summary_view import meeting_summary
from course_tools.answers import AnswerSheet
from course_tools.casework.brief.example import larkfield_answer
from course_tools.cohort.demo import comment_of
from course_tools.course_folder import Part, assignments, read_toml
from course_tools.grading import exchange
from course_tools.grading.autograde import grade
from course_tools.grading.feedback import give_feedback
from course_tools.grading.gradebook import record_points, submission
from course_tools.grading.hand_in_zips import collect_zips
from course_tools.handing.hand_in_file import make_hand_in_file
from course_tools.handing.portfolio import portfolio
from course_tools.records import private_sheet, work_sheet
from course_tools.rubric import Item, read_rubric
from tests.conftest import REPOSITORY
from tests.on_page import shown_by
from tests.test_data_answers import right
from tests.test_one_to_one_log import button

ASSIGNMENTS = assignments(REPOSITORY)
# Each stands in a private record, and none of them may ever stand anywhere else.
PRIVATE = ("SECRETWHO", "SECRETNEXT", "SECRETTHEME", "SECRETCALL", "SECRETALIAS")
_LEFT_IN_LOG = "secrettheme"  # themes are kept in small letters


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The staff's course, and two participants' homes inside one of their own, with records."""
    folder = tmp_path_factory.mktemp("round") / "course"
    for name in ("assignments", "modules", "release", "source"):
        ignore = shutil.ignore_patterns("answers.json", ".answers", ".ipynb_checkpoints")
        shutil.copytree(REPOSITORY / name, folder / name, ignore=ignore)
    shutil.copy(REPOSITORY / "nbgrader_config.py", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_DATA_DIR", str(folder.parent / "jupyter"))
        patch.chdir(folder)
        records.sheet_of.cache_clear()
        _keep_private_records()
        yield folder
    records.sheet_of.cache_clear()


def _keep_private_records() -> None:
    log = private_sheet("one-to-ones")
    for day in range(2, 9):
        entry = {
            "who": "a grade 3 parent" if day % 2 else "SECRETWHO",
            "kind": "parent",
            "day": f"2026-11-0{day}",
            "moves": "safety, sleep, SECRETTHEME" if day % 2 else "respect",
            "next": f"SECRETNEXT {day}",
        }
        log.record(f"meeting-{day}", entry)
    private_sheet("coaching").record("call-1", {"goal": "SECRETCALL", "next-days": "SECRETCALL"})
    private_sheet("relational-map").record(
        "relational-map", {"people": [{"alias": "SECRETALIAS", "group": "x"}], "pairs": []}
    )
    work_sheet("research-meetings").record("research-1", _debrief())
    work_sheet("case-brief").record("case-brief", larkfield_answer())


def _debrief() -> dict[str, Any]:
    part = REPOSITORY / "assignments" / "research-meeting-file"
    return dict(read_toml(part / "model-answers.toml")["answers"]["meeting-summary"])


def answer(folder: Path, part: Part, participant: str) -> None:
    """Work a fetched assignment through with its model answers, in forms and in writing."""
    model = read_toml(part.folder / "model-answers.toml")["answers"]
    if part.id == "data-answers":  # everybody has questions of their own
        model |= {question_of(name): right(name, participant) for name in PARTS}
        model[NAME] = {"name": participant}
    sheet = AnswerSheet(folder)
    path = folder / f"{part.id}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    written = {cell["id"]: cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"}
    for question, value in model.items():
        if question in written:
            written[question]["source"] = value.strip()
        elif question == "log-summary":
            _agree_to_a_summary(sheet)
        elif question == "meeting-summary":
            button(shown_by(lambda: meeting_summary(sheet)), "Put exactly").click()
        elif question == "case-brief-summary":
            button(shown_by(lambda: case_brief_summary(sheet)), "Put exactly").click()
        else:
            sheet.record(question, value)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _agree_to_a_summary(sheet: AnswerSheet) -> None:
    """Through the real form: two boxes unticked, then the button."""
    box = shown_by(lambda: log_summary(sheet))
    for words in ("SECRETWHO", _LEFT_IN_LOG):
        checkbox(box, words).value = False
    button(box, "Put exactly").click()


def checkbox(box: Any, words: str) -> Any:
    from ipywidgets import Checkbox  # noqa: PLC0415

    from tests.on_page import all_in  # noqa: PLC0415

    return next(one for one in all_in(box, Checkbox) if one.description.startswith(words))


def by_person(part: Part) -> list[Item]:
    return [item for item in read_rubric(part.folder / "rubric.toml").values() if item.by_person]


@pytest.mark.parametrize("part", ASSIGNMENTS, ids=lambda part: part.id)
def test_from_release_to_feedback(course: Path, part: Part) -> None:
    """Do model answers earn everything, does the marker's letter come back, and nothing private?"""
    exchange.release(course, part.id)
    mine = course / "my-assignments"
    mine.mkdir(exist_ok=True)
    folder = exchange.fetch(course, part.id, "p07", mine)
    answer(folder, part, "p07")
    exchange.submit(course, part.id, "p07", folder)
    answer(folder, part, "p08")
    file = make_hand_in_file(folder, "p08")
    inbox = course / "downloaded" / part.id / "archive"
    inbox.mkdir(parents=True)
    shutil.copy(file, inbox / f"{part.id}__p08__20261125T100000.zip")
    exchange.collect(course, part.id)
    collect_zips(course, part.id)
    assert sorted(grade(course, part.id).graded) == ["p07", "p08"]
    for item in by_person(part):
        levels = {criterion.id: 4 for criterion in item.criteria}
        marks = {"levels": levels, "strength": "You count.", "question": "Who?", "next": "Ask."}
        for student in ("p07", "p08"):
            record_points(
                course,
                part.id,
                student,
                item.id,
                points=float(item.points),
                comment=comment_of(marks, item),
            )
    report = give_feedback(course, part.id, release=True)
    assert sorted(report.released) == ["p07"]  # files go back as files

    rubric = read_rubric(part.folder / "rubric.toml")
    for student in ("p07", "p08"):
        found = submission(course, part.id, student)
        assert found is not None
        points = {name: cell.points for name, cell in found.cells.items()}
        assert points == {name: item.points for name, item in rubric.items()}
        [page] = (course / "feedback" / student / part.id).glob("*.html")
        said = page.read_text(encoding="utf-8")
        if by_person(part):
            assert "You count." in said and "could teach it" in said
        if part.id == "research-meeting-file":
            assert "Introductions and credential" in said  # the run sheet, worked out
        for inner in ("award(", "course_tools", "### BEGIN", "complete_"):
            assert inner not in said


def test_nothing_private_ever_left(course: Path) -> None:
    """After all of this, does no byte of a private record stand outside my-work/private?"""
    assert (course / "exchange").exists() and (course / "feedback").exists()
    kept = course / "my-work" / "private"
    assert all(word.encode() in every_byte(kept) for word in PRIVATE)
    outside = [path for path in course.rglob("*") if path.is_file() and kept not in path.parents]
    assert any(path.name == "gradebook.db" for path in outside)
    assert any(path.suffix == ".zip" for path in outside)
    for path in outside:
        content = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                content += b"".join(archive.read(name) for name in archive.namelist())
        for word in (*PRIVATE, _LEFT_IN_LOG):
            assert word.encode() not in content, f"{word} in {path.relative_to(course)}"
    page = portfolio(course, datetime(2026, 11, 25))
    assert not [word for word in PRIVATE if word in page]


def every_byte(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
