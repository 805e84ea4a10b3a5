"""What several folders of tests share: the demo cohort, which takes twenty seconds to make."""

import hashlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: while Playwright runs, its event loop makes every form believe that
    it stands in a kernel."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@dataclass
class DemoRun:
    """A course in which the demo was run once. `said` are the steps it told about."""

    course: Path
    page: Path
    before: dict[str, str]
    said: list[tuple[str, int, int]] = field(default_factory=list)


def digests(folder: Path) -> dict[str, str]:
    """The content of every file outside `demo/`, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != "demo"
    }


@pytest.fixture(scope="session")
def demo_run(tmp_path_factory: pytest.TempPathFactory) -> DemoRun:
    """The demo, made in a copy of the course that has work of its own in it."""
    from course_tools.cohort.demo import run_demo  # noqa: PLC0415 - loads nbgrader

    course = tmp_path_factory.mktemp("with-demo")
    for name in ("assignments", "modules", "release", "source"):
        ignore = shutil.ignore_patterns("answers.json", ".answers", ".ipynb_checkpoints")
        shutil.copytree(REPOSITORY / name, course / name, ignore=ignore)
    shutil.copy(REPOSITORY / "nbgrader_config.py", course)
    (course / "gradebook.db").write_bytes(b"a real cohort's gradebook")
    (course / "submitted" / "real-person" / "power-paper").mkdir(parents=True)
    (course / "submitted" / "real-person" / "power-paper" / "answers.json").write_text("{}")
    run = DemoRun(course, Path(), digests(course))
    run.page = run_demo(course, lambda *step: run.said.append(step))
    return run


@pytest.fixture
def demo(demo_run: DemoRun) -> Path:
    """The folder that the demo made."""
    return demo_run.course / "demo"
