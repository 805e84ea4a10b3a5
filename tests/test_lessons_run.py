"""Does every notebook run from nothing, with no network, and leave what the page needs?

Each runs once, in a copy of the course, in a kernel that may talk to this computer only.
"""

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from course_tools.answers import MIRROR_MIME, AnswerSheet
from course_tools.course_folder import Part, assignments, read_toml
from course_tools.rubric import read_rubric

ROOT = Path(__file__).parent.parent
LESSONS = sorted(path.parent.name for path in (ROOT / "modules").glob("*/*.ipynb"))
ASSIGNMENTS = assignments(ROOT)
# These show something and ask nothing.
PANELS = {"course_map", "my_assignments", "my_portfolio", "my_records"}
RECORDS = ("private_sheet(", "work_sheet(")  # what goes into these never stands in a notebook

# Python reads this before anything else; the kernel's own sockets stay on this computer.
NO_NETWORK = textwrap.dedent("""
    import os, socket

    def _refuse(what):
        with open(os.environ["WORKBOOK_NETWORK_LOG"], "a") as log:
            log.write(f"{what}\\n")
        raise OSError(f"no network in this test: {what}")

    class _Socket(socket.socket):
        def _look(self, address):
            host = address[0] if isinstance(address, tuple) else "localhost"
            if host not in ("localhost", "::1", "") and not str(host).startswith("127."):
                _refuse(address)

        def connect(self, address):
            self._look(address)
            return super().connect(address)

        def connect_ex(self, address):
            self._look(address)
            return super().connect_ex(address)

        def sendto(self, data, *rest):
            self._look(rest[-1])
            return super().sendto(data, *rest)

    _find = socket.getaddrinfo

    def _find_here(host, *rest, **more):
        if host not in (None, "localhost", "::1", "0.0.0.0", "") and not str(host).startswith("127."):
            _refuse(host)
        return _find(host, *rest, **more)

    socket.socket, socket.getaddrinfo = _Socket, _find_here
""")


@contextmanager
def no_network(folder: Path) -> Iterator[dict[str, str]]:
    """An environment in which Python cannot leave this computer; fails when something tried."""
    (folder / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    log = folder / "network.log"
    path = os.pathsep.join([str(folder), str(ROOT)])
    yield {**os.environ, "PYTHONPATH": path, "WORKBOOK_NETWORK_LOG": str(log)}
    assert not log.exists(), f"something wanted the network: {log.read_text()}"


@pytest.fixture(scope="module")
def run_in_copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Run one notebook of a copied course; gives the notebook with its outputs."""
    course = tmp_path_factory.mktemp("run") / "course"
    for kind in ("modules", "release"):
        ignore = shutil.ignore_patterns("answers.json*", ".answers", ".ipynb_checkpoints")
        shutil.copytree(ROOT / kind, course / kind, ignore=ignore)

    def run(name: str, answers: dict[str, Any] | None = None) -> nbformat.NotebookNode:
        path = course / name
        sheet = AnswerSheet(path.parent)
        for question, answer in (answers or {}).items():
            sheet.record(question, answer)
        notebook = nbformat.read(path, as_version=4)
        client = NotebookClient(
            notebook,
            timeout=60,
            allow_errors=True,
            resources={"metadata": {"path": str(path.parent)}},
        )
        with no_network(tmp_path_factory.mktemp("network")) as env:
            client.execute(env=env)
        return notebook

    yield run


def cells_tagged(notebook: nbformat.NotebookNode, tag: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", ())]


def assert_calm(notebook: nbformat.NotebookNode) -> None:
    """No error, no word on stderr, and a form with its mirror wherever there should be one."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            assert output.output_type != "error", f"{cell.source}: {output.ename}: {output.evalue}"
            assert output.get("name") != "stderr", f"{cell.source}: {output.text}"
    for cell in cells_tagged(notebook, "course-form"):
        kinds = [set(output.get("data", ())) for output in cell.outputs]
        where = cell.source.splitlines()[-1]
        has_no_copy = where.partition("(")[0] in PANELS or any(name in where for name in RECORDS)
        assert any(MIRROR_MIME in kind for kind in kinds) is not has_no_copy, where
        assert any("application/vnd.jupyter.widget-view+json" in kind for kind in kinds), where


def test_the_network_is_really_shut(tmp_path: Path) -> None:
    """Would a notebook that calls out be caught? Else the tests below could not fail."""
    call = "import urllib.request; urllib.request.urlopen('http://192.0.2.1/', timeout=2)"
    with pytest.raises(AssertionError, match="wanted the network"), no_network(tmp_path) as env:
        done = subprocess.run(
            [sys.executable, "-c", call], env=env, capture_output=True, check=False
        )
        assert done.returncode != 0


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_runs_from_nothing(run_in_copy: Any, lesson: str) -> None:
    """Does every form of the lesson appear, without an error and without the network?"""
    notebook = run_in_copy(f"modules/{lesson}/{lesson}.ipynb")
    assert cells_tagged(notebook, "course-form")
    assert_calm(notebook)


@pytest.mark.parametrize("part", ASSIGNMENTS, ids=lambda part: part.id)
def test_an_assignment_runs_with_its_model_answers(run_in_copy: Any, part: Part) -> None:
    """Do the model answers come back into the forms, and earn every point that the course gives?"""
    answers = read_toml(part.folder / "model-answers.toml")["answers"]
    rubric = read_rubric(part.folder / "rubric.toml")
    by_course = {item.question: item for item in rubric.values() if not item.by_person}
    given = {question: answers[question] for question in by_course}
    notebook = run_in_copy(f"release/{part.id}/{part.id}.ipynb", given)
    assert_calm(notebook)

    mirrored: dict[str, Any] = {}
    for cell in cells_tagged(notebook, "course-form"):
        for output in cell.outputs:
            mirrored |= output.get("data", {}).get(MIRROR_MIME, {})
    assert {question: mirrored[question]["value"] for question in given} == given

    earned = points_by_check(notebook)
    assert earned == {item.id: item.points for item in by_course.values()}


def test_a_blank_assignment_earns_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does every check of an untouched assignment give zero points?"""
    monkeypatch.chdir(tmp_path)
    for part in ASSIGNMENTS:
        notebook = nbformat.read(ROOT / "release" / part.id / f"{part.id}.ipynb", as_version=4)
        for cell in cells_tagged(notebook, "course-check"):
            *lines, last = cell.source.strip().splitlines()
            names: dict[str, Any] = {}
            exec("\n".join(line for line in lines if "show_answer(" not in line), names)
            assert eval(last, names) == 0.0, cell.metadata.nbgrader.grade_id


def points_by_check(notebook: nbformat.NotebookNode) -> dict[str, float]:
    """What each check cell gave, as nbgrader reads it: the last output's plain text."""
    found = {}
    for cell in cells_tagged(notebook, "course-check"):
        results = [out for out in cell.outputs if out.output_type == "execute_result"]
        found[cell.metadata.nbgrader.grade_id] = float(results[-1].data["text/plain"])
    return found
