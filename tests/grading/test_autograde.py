"""Every way in which a hand-in can be wrong, graded by the real nbgrader in one go."""

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from course_tools.answers import AnswerSheet
from course_tools.grading.autograde import GradeReport, grade
from course_tools.grading.keeping import try_again

from .conftest import (
    MIRROR_MIME,
    MODEL,
    NAME,
    FullPoints,
    HandIn,
    complete_hand_in,
    grade_id_of,
    new_hand_in,
    points_of,
)

CHECKED = dict(FullPoints)
NOTHING = dict.fromkeys(CHECKED, 0.0)
EVIL = "import pathlib; pathlib.Path({path!r}).write_text('ran')"


def blank(root: Path) -> None:
    new_hand_in(root, "blank")


def model(root: Path) -> None:
    complete_hand_in(root, "model")


def pasted(root: Path) -> None:
    hand_in = complete_hand_in(root, "pasted")
    cells = hand_in.notebook["cells"]
    answer, check = hand_in.cell(NAME), hand_in.cell("reading-gaventa")
    second = copy.deepcopy(answer)
    answer["source"] = answer["metadata"]["course"]["prompt"]
    second["source"] = MODEL[NAME]
    cells.insert(cells.index(answer) + 1, second)
    cells.append(copy.deepcopy(check))
    hand_in.save()


def split(root: Path) -> None:
    hand_in = complete_hand_in(root, "split")
    cells = hand_in.notebook["cells"]
    answer = hand_in.cell(NAME)
    rest = {**copy.deepcopy(answer), "source": "And the second half of my paper."}
    answer["source"] = "The first half of my paper."
    cells.insert(cells.index(answer) + 1, rest)
    hand_in.save()


def renamed(root: Path) -> None:
    hand_in = complete_hand_in(root, "renamed")
    (hand_in.folder / "notes.md").symlink_to(hand_in.folder / "nowhere.md")
    hand_in.path.rename(hand_in.folder / "My power paper (1).ipynb")


def without_notebook(root: Path) -> None:
    complete_hand_in(root, "without-notebook").path.unlink()


def without_anything(root: Path) -> None:
    new_hand_in(root, "without-anything").path.unlink()


def deleted_cells(root: Path) -> None:
    hand_in = complete_hand_in(root, "deleted-cells")
    cells = hand_in.notebook["cells"]
    gone = {"reading-gaventa", NAME}
    hand_in.notebook["cells"] = [cell for cell in cells if grade_id_of(cell) not in gone]
    hand_in.save()


def altered_check(root: Path) -> None:
    hand_in = new_hand_in(root, "altered-check")
    check = hand_in.cell("power-map-complete")
    check["source"] = "4.0"
    check["metadata"]["nbgrader"]["points"] = 400
    check["outputs"] = [
        {
            "output_type": "execute_result",
            "data": {"text/plain": "4.0"},
            "metadata": {},
            "execution_count": 1,
        }
    ]
    hand_in.save()


def wrong_metadata(root: Path) -> None:
    hand_in = complete_hand_in(root, "wrong-metadata")
    hand_in.cell(NAME)["metadata"]["nbgrader"]["schema_version"] = 99
    hand_in.cell("reading-gaventa")["metadata"]["nbgrader"] = {"grade": "yes", "grade_id": ["x"]}
    hand_in.cell("power-map-complete")["cell_type"] = "raw"
    hand_in.notebook["cells"] += [7, {"cell_type": "alien", "source": None}, {"metadata": []}]
    hand_in.notebook["metadata"] = "none"
    hand_in.save()


def corrupt(root: Path) -> None:
    hand_in = complete_hand_in(root, "corrupt")
    text = hand_in.path.read_text(encoding="utf-8")
    hand_in.path.write_text(text[: len(text) // 2], encoding="utf-8")


def empty(root: Path) -> None:
    complete_hand_in(root, "empty").path.write_text("", encoding="utf-8")


def injected(root: Path) -> None:
    hand_in = complete_hand_in(root, "injected")
    evil = EVIL.format(path=str(root / "injected-ran"))
    hand_in.forms()[0]["source"] = evil
    forge = "import course_tools.grading.checks as c; c.award = lambda *_, **__: 4.0"
    hand_in.add_code(f"{evil}\n{forge}")
    hand_in.cell("reading-gaventa")["source"] += f"\n{evil}"
    AnswerSheet(hand_in.folder).start_again("power-map")
    hand_in.save()


def hostile_files(root: Path) -> None:
    hand_in = complete_hand_in(root, "hostile-files")
    evil = EVIL.format(path=str(root / "beside-ran"))
    for name in ("course_tools.py", "pandas.py", "sitecustomize.py", "usercustomize.py", "json.py"):
        (hand_in.folder / name).write_text(evil, encoding="utf-8")
    for name in ("ipython_config.py", "ipykernel_launcher.py", "jupyter_config.py"):
        (hand_in.folder / name).write_text(evil, encoding="utf-8")
    startup = hand_in.folder / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text(evil, encoding="utf-8")


def outward_links(root: Path) -> None:
    secret = root / "secret.json"
    sheet = AnswerSheet(root / "assignments")
    sheet.record("power-map", MODEL["power-map"])
    (root / "assignments" / "answers.json").rename(secret)
    hand_in = new_hand_in(root, "outward-links")
    (hand_in.folder / "answers.json").symlink_to(secret)
    (hand_in.folder / "home").symlink_to(root / "assignments")
    if hasattr(os, "mkfifo"):
        os.mkfifo(hand_in.folder / "pipe")


def notebook_link(root: Path) -> None:
    hand_in = new_hand_in(root, "notebook-link")
    hand_in.path.unlink()
    hand_in.path.symlink_to(root / "source" / NAME / f"{NAME}.ipynb")


def huge_output(root: Path) -> None:
    hand_in = complete_hand_in(root, "huge-output")
    hand_in.add_output({"text/html": "<b>x</b>" * 2_500_000})
    hand_in.add_output({"image/png": "A" * 5_000_000})
    hand_in.save()


def damaged_answers(root: Path) -> None:
    hand_in = complete_hand_in(root, "damaged-answers")
    hand_in.add_output({MIRROR_MIME: hand_in.mirror(), "text/plain": "copy"})
    hand_in.save()
    (hand_in.folder / "answers.json").write_bytes(b"\xff\xfe{" + b"[" * 200_000)


def hostile_answers(root: Path) -> None:
    hand_in = new_hand_in(root, "hostile-answers")
    deep: object = "x"
    for _ in range(300):
        deep = [deep]
    values = {
        "reading-gaventa": {"value": [True, {"a": 1}, "\ud800 half"], "revision": 1, "saved": "x"},
        "reading-hunjan-pettit": {"value": deep, "revision": 1, "saved": "x"},
        "power-map": {
            "value": {"players": 7, "ties": {"a": None}, "decision": ["x"], "target": -1e300},
            "revision": 2,
            "saved": "x",
        },
        "\ud800": {"value": "x", "revision": "many", "saved": None},
    }
    body = {"format": 1, "lesson": None, "answers": values, "digest": 4}
    (hand_in.folder / "answers.json").write_text(json.dumps(body), encoding="utf-8")
    hand_in.write("Half an emoji: \ud83d and a nul: \x00.")
    hand_in.save()


CASES: list[Callable[[Path], None]] = [
    *(blank, model, pasted, split, renamed, without_notebook, without_anything, deleted_cells),
    *(altered_check, wrong_metadata, corrupt, empty, injected, hostile_files),
    *(outward_links, notebook_link, huge_output, damaged_answers, hostile_answers),
]


@pytest.fixture(scope="module")
def report(course: Path) -> GradeReport:
    """All cases in one class, graded together."""
    for case in CASES:
        case(course)
    return grade(course, NAME)


def graded_notebook(course: Path, student: str) -> dict[str, list[dict[str, object]]]:
    path = course / "autograded" / student / NAME / f"{NAME}.ipynb"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def source_of_answer(course: Path, student: str) -> str:
    cells = graded_notebook(course, student)["cells"]
    return "".join(next(c["source"] for c in cells if grade_id_of(c) == NAME))  # type: ignore


def test_one_bad_hand_in_stops_nobody(report: GradeReport) -> None:
    """Is everybody graded or set aside, and nobody lost?"""
    assert report.failed == {}
    assert set(report.set_aside) == {"without-anything", "corrupt", "empty", "notebook-link"}
    assert len(report.graded) == len(CASES) - 4


def test_blank_earns_nothing(course: Path, report: GradeReport) -> None:
    """Does an untouched assignment earn 0, with nothing left for a person to do?"""
    assert points_of(course, "blank") == {**NOTHING, NAME: 0.0}


def test_model_earns_everything(course: Path, report: GradeReport) -> None:
    """Do the model's answers earn all that the course can give, and does the paper wait?"""
    assert points_of(course, "model") == {**CHECKED, NAME: None}


@pytest.mark.parametrize(
    "student",
    [
        *("pasted", "split", "renamed", "wrong-metadata", "hostile-files", "huge-output"),
        "damaged-answers",
    ],
)
def test_mended_hand_ins_earn_what_they_deserve(
    course: Path, report: GradeReport, student: str
) -> None:
    """Does a mended hand-in get the same points as a sound one?"""
    assert points_of(course, student) == {**CHECKED, NAME: None}


def test_pasted_cell_keeps_the_words(course: Path, report: GradeReport) -> None:
    """Of two answer cells with one id, does the one with words count?"""
    assert source_of_answer(course, "pasted") == MODEL[NAME]
    assert any("2 times" in remark for remark in report.findings["pasted"])


def test_split_cell_loses_no_words(course: Path, report: GradeReport) -> None:
    """Do both halves of a split answer reach the reader, the second one below the first?"""
    cells = graded_notebook(course, "split")["cells"]
    sources = ["".join(cell["source"]) for cell in cells]  # type: ignore[arg-type]
    first = sources.index("The first half of my paper.")
    assert sources[first + 1] == "And the second half of my paper."


def test_missing_notebook_is_rebuilt_from_answers(course: Path, report: GradeReport) -> None:
    """Is the work in the tools graded when only the answers came, and does staff hear of it?"""
    assert points_of(course, "without-notebook") == {**CHECKED, NAME: 0.0}
    assert any("ask for the notebook" in r for r in report.findings["without-notebook"])


def test_deleted_cells_come_back(course: Path, report: GradeReport) -> None:
    """Is a deleted check run all the same, and a deleted answer 0 instead of waiting for ever?"""
    assert points_of(course, "deleted-cells") == {**CHECKED, NAME: 0.0}
    ids = [grade_id_of(cell) for cell in graded_notebook(course, "deleted-cells")["cells"]]
    assert [name for name in ids if name] == [
        *("reading-gaventa", "reading-hunjan-pettit", NAME, "power-map-complete")
    ]


def test_altered_check_earns_nothing(course: Path, report: GradeReport) -> None:
    """Is a check that was made to say 4.0, with 400 points, restored before it counts?"""
    assert points_of(course, "altered-check")["power-map-complete"] == 0.0
    assert any("had been changed" in remark for remark in report.findings["altered-check"])


def test_participants_code_never_runs(course: Path, report: GradeReport) -> None:
    """Is code in a form, in a cell of their own and in a check left unrun, and forges nothing?"""
    assert not (course / "injected-ran").exists()
    assert points_of(course, "injected")["power-map-complete"] == 0.0
    code = [c for c in graded_notebook(course, "injected")["cells"] if c["cell_type"] == "code"]
    assert all("course_tools.grading.checks" in "".join(cell["source"]) for cell in code)
    assert not any("pathlib" in "".join(cell["source"]) for cell in code)


def test_files_beside_the_notebook_are_never_imported(course: Path, report: GradeReport) -> None:
    """Do modules, start-up files and settings of a participant stay out of the kernel?"""
    assert not (course / "beside-ran").exists()
    left = {p.name for p in (course / "autograded" / "hostile-files" / NAME).rglob("*")}
    assert left == {f"{NAME}.ipynb", "answers.json", "timestamp.txt"}


def test_outward_links_are_not_followed(course: Path, report: GradeReport) -> None:
    """Does a link to somebody else's answers earn nothing, and stays the target as it was?"""
    assert points_of(course, "outward-links") == {**NOTHING, NAME: 0.0}
    assert (course / "secret.json").read_text(encoding="utf-8").startswith("{")
    assert (
        "link" in report.set_aside["notebook-link"]
        or "no notebook" in (report.set_aside["notebook-link"])
    )


def test_huge_outputs_do_not_travel(course: Path, report: GradeReport) -> None:
    """Is a notebook with 25 MB of output small after grading?"""
    path = course / "autograded" / "huge-output" / NAME / f"{NAME}.ipynb"
    assert path.stat().st_size < 200_000


def test_hostile_answers_earn_little_and_stop_nothing(course: Path, report: GradeReport) -> None:
    """Do wrong types, deep nesting and half emojis give few points instead of an error?"""
    points = points_of(course, "hostile-answers")
    assert points["reading-hunjan-pettit"] == 0.0
    assert points["power-map-complete"] == 0.0
    assert points["reading-gaventa"] is not None
    assert "�" in source_of_answer(course, "hostile-answers")


def test_originals_are_kept(course: Path, report: GradeReport) -> None:
    """Is what was handed in still there, untouched, also for those that were set aside?"""
    kept = list((course / "received" / "injected" / NAME).glob(f"*/{NAME}.ipynb"))
    assert "pathlib" in kept[0].read_text(encoding="utf-8")
    assert list((course / "received" / "corrupt" / NAME).glob(f"*/{NAME}.ipynb"))
    assert list((course / "received" / "hostile-files" / NAME).glob("*/pandas.py"))


def test_set_aside_can_be_mended_and_tried_again(course: Path, report: GradeReport) -> None:
    """Does a damaged hand-in say why it waits, and is it graded once it was mended?"""
    waiting = course / "set-aside" / NAME / "corrupt"
    assert "damaged" in (waiting / "reason.txt").read_text(encoding="utf-8")
    mended = HandIn(waiting / "handed-in", graded_notebook(course, "model"))
    mended.save()
    try_again(course, NAME, "corrupt")
    again = grade(course, NAME)
    assert again.graded == ["corrupt"]
    assert "corrupt" not in again.set_aside
    assert points_of(course, "corrupt") == {**CHECKED, NAME: None}
    assert len(again.unchanged) == len(report.graded)


def test_report_is_in_words(report: GradeReport) -> None:
    """Does the report name each participant once, on a line of its own?"""
    lines = report.lines()
    assert lines[0].startswith(f"{NAME}: {len(report.graded)} graded")
    assert all("\n" not in line for line in lines)
    assert sum("corrupt:" in line for line in lines) == 1
