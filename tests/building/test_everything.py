"""Does the whole course build the same bytes every time, and is what is stale named exactly?"""

import hashlib
import json
import shutil
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result

from course_tools.answers.disk import write_atomically
from course_tools.building import everything
from course_tools.building.everything import KNOWN_CELLS, build_course, stale_files
from course_tools.cli import main
from course_tools.course_folder import assignments, read_toml
from course_tools.errors import NotInCourse
from course_tools.rubric import read_rubric
from tests.building.conftest import ASSIGNMENT, LESSON, everything_in, replace

ROOT = Path(__file__).parent.parent.parent
BUILT_LESSON = "modules/01-listening/01-listening.ipynb"
SOURCE = "source/listening-paper/listening-paper.ipynb"
RELEASE = "release/listening-paper/listening-paper.ipynb"
BUILT = {
    *(BUILT_LESSON, SOURCE, RELEASE, KNOWN_CELLS.as_posix()),
    *("source/listening-paper/data/visits.csv", "release/listening-paper/data/visits.csv"),
}
REAL_NOTEBOOKS = sorted(
    path.relative_to(ROOT).as_posix()
    for kind in ("modules", "source", "release")
    for path in (ROOT / kind).glob("*/*.ipynb")
)


def cells_of(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def source_of(cell: dict) -> str:
    return "".join(cell["source"])


def by_grade_id(path: Path) -> dict[str, dict]:
    graded = [cell for cell in cells_of(path) if "nbgrader" in cell["metadata"]]
    return {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in graded}


# The small course


def test_building_twice_gives_the_same_bytes(course: Path) -> None:
    """Is a second build without changes a build of nothing, byte by byte, wherever it runs?"""
    assert set(build_course(course)) == BUILT
    first = everything_in(course)
    assert build_course(course) == []
    assert everything_in(course) == first
    for name in BUILT:
        (course / name).unlink()
    build_course(course)
    assert everything_in(course) == first


@pytest.mark.parametrize("name", sorted(BUILT))
@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_what_is_stale_is_named_and_left_alone(
    built_course: Path, tmp_path: Path, name: str, harm: str
) -> None:
    """Is exactly the file named that was changed by hand or is missing, and nothing touched?"""
    course = Path(shutil.copytree(built_course, tmp_path / "course"))
    if harm == "changed":
        (course / name).write_bytes((course / name).read_bytes() + b" ")
    else:
        (course / name).unlink()
    before = everything_in(course)
    assert stale_files(course) == [name]
    assert everything_in(course) == before
    assert build_course(course) == [name]
    assert everything_in(course) == everything_in(built_course)


@pytest.mark.parametrize(
    "name", ["source/old-paper/old-paper.ipynb", "release/listening-paper/data/old.csv"]
)
def test_what_is_left_over_is_named_and_taken_away(
    built_course: Path, tmp_path: Path, name: str
) -> None:
    """Does a file without a text go, with the folder that it leaves empty?"""
    course = Path(shutil.copytree(built_course, tmp_path / "course"))
    (course / name).parent.mkdir(parents=True, exist_ok=True)
    (course / name).write_text("{}")
    assert stale_files(course) == [name]
    assert build_course(course) == [name]
    assert everything_in(course) == everything_in(built_course)
    assert not (course / "source/old-paper").exists()
    assert (course / "release/listening-paper/data").is_dir()


def test_answers_beside_a_built_page_are_nobodys_to_remove(course: Path) -> None:
    """Does a build leave what a person wrote while trying a page out?"""
    build_course(course)
    kept = [
        "release/listening-paper/answers.json",
        "release/listening-paper/.answers/000001.json",
        "release/listening-paper/my-work/private/log.json",
        "modules/01-listening/answers.json",
    ]
    for name in kept:
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text("{}")
    assert stale_files(course) == []
    assert build_course(course) == []
    assert all((course / name).exists() for name in kept)


def test_a_participants_copy_is_not_built(course: Path) -> None:
    """Is a folder without assignments left alone? A build would take its releases away."""
    build_course(course)
    shutil.rmtree(course / "assignments")
    shutil.rmtree(course / "source")
    before = everything_in(course)
    for act in (build_course, stale_files):
        with pytest.raises(NotInCourse, match="Build in the staff's folder"):
            act(course)
    assert everything_in(course) == before


def test_changing_a_text_makes_its_notebooks_stale(built_course: Path, tmp_path: Path) -> None:
    """Does one changed sentence of an assignment name its source and its release, no more?"""
    course = Path(shutil.copytree(built_course, tmp_path / "course"))
    replace(ASSIGNMENT, "Thank you.", "Thank you very much.")(course)
    assert stale_files(course) == [RELEASE, SOURCE]


def test_a_checkout_with_windows_line_ends_is_not_stale(course: Path) -> None:
    """Do line ends make no difference, neither in texts nor in built files?"""
    build_course(course)
    before = everything_in(course)
    for path in course.rglob("*"):
        if path.suffix in {".md", ".toml", ".ipynb", ".json"}:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert stale_files(course) == []
    for name in BUILT - {n for n in BUILT if n.endswith(".csv")}:
        (course / name).unlink()
    build_course(course)
    assert {name: everything_in(course)[name] for name in BUILT} == {
        name: before[name] for name in BUILT
    }


def test_file_names_with_accents(course: Path) -> None:
    """Does a picture with an accent and a space in its name come through to the release?"""
    (course / "assignments/listening-paper/images").mkdir()
    (course / "assignments/listening-paper/images/café à côté.png").write_bytes(b"picture")
    link = (
        "![A café beside the school](images/caf%C3%A9%20%C3%A0%20c%C3%B4t%C3%A9.png)\n\nThank you."
    )
    replace(ASSIGNMENT, "Thank you.", link)(course)
    build_course(course)
    assert stale_files(course) == []
    assert (course / "release/listening-paper/images/café à côté.png").read_bytes() == b"picture"


def test_a_course_in_a_folder_with_accents(tmp_path: Path, course: Path) -> None:
    """Does it build where somebody's name is in the path?"""
    elsewhere = Path(shutil.move(course, tmp_path / "Zoë Ångström (école)"))
    build_course(elsewhere)
    assert stale_files(elsewhere) == []


@pytest.mark.parametrize("files_written", range(4))
def test_a_build_that_is_stopped_leaves_whole_files(
    built_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files_written: int
) -> None:
    """Stopped in the middle: is every file the old or the new one, and does the next build finish?"""
    course = Path(shutil.copytree(built_course, tmp_path / "course"))
    replace(ASSIGNMENT, "Thank you.", "Thank you very much.")(course)
    replace(LESSON, "When did somebody", "When did anybody")(course)
    reference = Path(shutil.copytree(course, tmp_path / "reference"))
    assert build_course(reference) == sorted(BUILT - {n for n in BUILT if n.endswith(".csv")})
    old, new = everything_in(built_course), everything_in(reference)

    def write_then_stop(path: Path, content: bytes) -> None:
        if len([n for n in BUILT if everything_in(course)[n] != old[n]]) == files_written:
            path.with_name(f".{path.name}.1.tmp").write_bytes(content[:50])
            raise KeyboardInterrupt
        write_atomically(path, content)

    with monkeypatch.context() as stopping:
        stopping.setattr(everything, "write_atomically", write_then_stop)
        with pytest.raises(KeyboardInterrupt):
            build_course(course)
    assert all(everything_in(course)[name] in (old[name], new[name]) for name in BUILT)
    build_course(course)
    assert everything_in(course) == new


# What stands in the notebooks


def test_notebooks_are_valid_and_marked(built_course: Path) -> None:
    """Is every notebook valid nbformat 4.5, with the metadata that the page reads?"""
    for name, lesson in [(BUILT_LESSON, "01-listening"), (RELEASE, "listening-paper")]:
        notebook = nbformat.read(built_course / name, as_version=nbformat.NO_CONVERT)
        nbformat.validate(notebook)
        assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
        assert notebook.metadata.kernelspec.name == "python3"
        assert notebook.metadata.course.autorun is True
        assert notebook.metadata.course.lesson == lesson
        assert all(not cell.get("outputs") for cell in notebook.cells)


def test_form_cells_are_locked_and_begin_in_plain_words(built_course: Path) -> None:
    """Can a form not be edited or deleted, and is its first line a sentence for a person?"""
    cells = [*cells_of(built_course / BUILT_LESSON), *cells_of(built_course / RELEASE)]
    forms = [cell for cell in cells if "course-form" in cell["metadata"].get("tags", ())]
    assert len(forms) == 6
    for cell in forms:
        assert cell["metadata"]["editable"] is False
        assert cell["metadata"]["deletable"] is False
        assert cell["metadata"]["jupyter"] == {"source_hidden": True}
        assert source_of(cell).startswith("# This opens the form below.")
        assert "from course_tools.lesson import answer_sheet, " in source_of(cell)
    assert all(not cell["metadata"]["deletable"] for cell in cells)


def test_a_release_holds_no_answers(built_course: Path) -> None:
    """Is the prompt there, and nothing of the model answers, their marks or checks by hand?"""
    answer = by_grade_id(built_course / RELEASE)["listening-paper"]
    assert source_of(answer).rstrip() == "*Write here, in your own words.*"
    text = (built_course / RELEASE).read_text(encoding="utf-8")
    for secret in ("grandmother", "timetable", "Nobody wrote", "BEGIN SOLUTION", "MARK SCHEME"):
        assert secret not in text
    assert "grandmother" in (built_course / SOURCE).read_text(encoding="utf-8")


def test_an_untouched_answer_is_known_as_untouched(built_course: Path) -> None:
    """Do nbgrader's checksums belong to the cells as written? By them it knows a blank answer."""
    from nbgrader.utils import compute_checksum  # noqa: PLC0415

    for name in (built_course / RELEASE, *(ROOT / "release").glob("*/*.ipynb")):
        for cell in nbformat.read(name, as_version=4).cells:
            if "nbgrader" in cell.metadata:
                assert cell.metadata.nbgrader.checksum == compute_checksum(cell)


def test_points_and_locks_come_from_the_rubric(built_course: Path) -> None:
    """Has each graded cell the rubric's points, and is only the answer open to change?"""
    graded = by_grade_id(built_course / RELEASE)
    marks = {name: cell["metadata"]["nbgrader"] for name, cell in graded.items()}
    assert {name: mark["points"] for name, mark in marks.items()} == {
        "bench-reading": 1.5,
        "listening-paper": 4,
    }
    assert {name: mark["locked"] for name, mark in marks.items()} == {
        "bench-reading": True,
        "listening-paper": False,
    }
    assert graded["listening-paper"]["metadata"]["course"] == {
        "answer": "listening-paper",
        "prompt": "*Write here, in your own words.*",
        "title": "Your listening paper",
        "words": 200,
    }
    assert "editable" not in graded["listening-paper"]["metadata"]


def test_the_rubric_stands_in_the_text(built_course: Path) -> None:
    """Does a participant see the rubric's table in place of the author's placeholder?"""
    text = "\n".join(source_of(cell) for cell in cells_of(built_course / RELEASE))
    assert "| **Evidence** (4) | Words that were said | A moment | In general | None |" in text
    assert "The rubric appears here" not in text


def test_cell_ids_stay_when_a_cell_is_inserted_above(built_course: Path, tmp_path: Path) -> None:
    """Does another paragraph or form above leave the ids of all other cells as they were?"""
    course = Path(shutil.copytree(built_course, tmp_path / "course"))
    new = (
        '+++\n\nA new paragraph.\n\n```{code-cell}\ntick(answer_sheet(), "ready", "Ready")\n```\n\n'
    )
    replace(LESSON, "```{code-cell}\nwrite", f"{new}```{{code-cell}}\nwrite")(course)
    replace(ASSIGNMENT, "## Part 1", "## First of all\n\n+++\n\n## Part 1")(course)
    build_course(course)
    for name, more in [(BUILT_LESSON, 2), (RELEASE, 1)]:
        before = [cell["id"] for cell in cells_of(built_course / name)]
        after = [cell["id"] for cell in cells_of(course / name)]
        assert len(after) == len(set(after)) == len(before) + more
        assert [cell for cell in after if cell in before] == before


def test_graded_cells_are_known_by_their_own_names(built_course: Path) -> None:
    """Is a graded cell's id the name it has in the text, the rubric and the gradebook?"""
    for name, cell in by_grade_id(built_course / RELEASE).items():
        assert cell["id"] == name


def test_known_cells_are_the_forms_and_nothing_else(built_course: Path) -> None:
    """Are exactly the digests of the form cells in the list of what may run by itself?"""
    assert known(built_course) == form_digests(built_course, [BUILT_LESSON, RELEASE])


def known(course: Path) -> set[str]:
    listed = json.loads((course / KNOWN_CELLS).read_text(encoding="utf-8"))["cells"]
    assert listed == sorted(set(listed))
    return set(listed)


def form_digests(course: Path, names: list[str]) -> set[str]:
    found = set()
    for name in names:
        for cell in nbformat.read(course / name, as_version=4).cells:
            if "course_tools.lesson import" in cell.source and cell.cell_type == "code":
                found.add(hashlib.sha256(cell.source.encode("utf-8")).hexdigest())
    return found


# The real course


def test_the_committed_files_are_fresh() -> None:
    """Does every built file in this repository belong to its text?"""
    assert stale_files(ROOT) == []


def test_the_real_list_of_known_cells() -> None:
    """Is the same true of this repository's own list: forms of lessons and releases, no checks?"""
    names = [name for name in REAL_NOTEBOOKS if not name.startswith("source/")]
    assert known(ROOT) == form_digests(ROOT, names)


@pytest.mark.parametrize("name", REAL_NOTEBOOKS)
def test_the_real_notebooks_are_valid(name: str) -> None:
    """Is every committed notebook valid, without outputs, with ids that differ?"""
    notebook = nbformat.read(ROOT / name, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert all(not cell.get("outputs") for cell in notebook.cells)
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("part", assignments(ROOT), ids=lambda part: part.id)
def test_no_sentence_of_a_real_model_answer_is_released(part) -> None:  # type: ignore[no-untyped-def]
    """Is no sentence of the model answers and examples anywhere in the released folder?"""
    released = "".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in (ROOT / "release" / part.id).rglob("*")
        if path.is_file()
    )
    sentences = [
        sentence
        for text in texts_in(read_toml(part.folder / "model-answers.toml"))
        for sentence in text.replace("?", ".").replace("\n", ".").split(".")
        if len(sentence.split()) > 4
    ]
    is_written = any(item.by_person for item in read_rubric(part.folder / "rubric.toml").values())
    assert len(sentences) > 20 or not is_written  # numbers alone are drawn for each participant
    assert [
        s for s in sentences if json.dumps(s.strip(), ensure_ascii=False)[1:-1] in released
    ] == []
    assert "BEGIN SOLUTION" not in released
    for cell in by_grade_id(ROOT / "release" / part.id / f"{part.id}.ipynb").values():
        assert source_of(cell).strip()


def texts_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_in(part)]
    return [text for part in value for text in texts_in(part)] if isinstance(value, list) else []


# The command


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_the_command_builds_and_checks_from_a_subfolder(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Do `course build` and `course build --check` work deep inside the course?"""
    monkeypatch.chdir(course / "modules" / "01-listening" / "images")
    before = everything_in(course)
    checked = run("build", "--check")
    assert checked.exit_code == 1
    assert {line.partition(":")[0] for line in checked.stderr.splitlines()} == BUILT
    assert everything_in(course) == before
    built = run("build")
    assert (built.exit_code, set(built.stdout.split())) == (0, BUILT)
    assert run("build", "--check").exit_code == 0


def test_the_command_says_what_is_unsound(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does `course build` name the breach and build nothing?"""
    monkeypatch.chdir(course)
    replace(ASSIGNMENT, "of=1.5", "of=2")(course)
    for words in (["build"], ["build", "--check"]):
        done = run(*words)
        assert done.exit_code == 1
        assert done.stderr.startswith(f"{ASSIGNMENT}: cell 5")
        assert "awards of=2, rubric.toml says 1.5. Make them agree." in done.stderr
    assert not (course / "source").exists()
