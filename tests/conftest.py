"""How the tests are spread over the cores, and what several folders of them share."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from course_tools.starting import free_port

REPOSITORY = Path(__file__).parents[1]
MOST_WORKERS = 4  # each has a browser and a server of its own


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """What `-n auto` means: a worker for each core, and none where one process is as quick."""
    can_say = hasattr(os, "sched_getaffinity")  # how many of them are for us
    cores = len(os.sched_getaffinity(0)) if can_say else os.cpu_count() or 1
    is_part = config.option.keyword or any(".py" in word for word in config.args)
    stops_early = config.option.maxfail
    return 0 if is_part or stops_early or cores == 1 else min(cores, MOST_WORKERS)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Spread whole modules: the tests of one share what is dear to make, some of them in order."""
    if getattr(config.option, "numprocesses", None) and config.option.dist == "no":
        config.option.dist = "loadfile"
        config.option.loadscopereorder = False  # the order below, not that of the tests' number


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow modules last, for a quick answer; but first where cores would wait for one another."""
    marked = {item.path for item in items if item.get_closest_marker("slow")}
    slow = marked | {item.path for item in items if "browser" in item.path.parts}
    is_spread = hasattr(config, "workerinput")
    items.sort(key=lambda item: (item.path in slow) is not is_spread)


@pytest.fixture(scope="session", autouse=True)
def own_jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No settings, receipts or history of a person, or of the tests that run beside these."""
    folder = tmp_path_factory.mktemp("jupyter")
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setenv(name, str(folder / name.lower()))
        yield


def own_port() -> int:
    """A free port that nobody else takes before a server has started: ten belong to each process.

    Systems give ports above 32,000 to whoever asks for any, so one from there may be gone by then.
    """
    return free_port(20_000 + os.getpid() % 1_000 * 10)


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
