"""The real JupyterLab in Debian's Chromium, on a copy of the course, as a participant meets it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import own_port

REPOSITORY = Path(__file__).parents[2]
PICTURES = REPOSITORY / "tests" / "pictures"
CHROMIUM = os.environ.get("WORKBOOK_CHROMIUM") or shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY = 60_000  # milliseconds; a machine with two busy cores may need many of them
expect.set_options(timeout=READY)
# `course start`, only that the first port that it tries is one of ours: a workbook beside this one
# could take a free port before we do, and a page that is left open needs the same port again.
COMMAND = """
import sys
from functools import partial
from course_tools import cli, starting
starting.free_port = partial(starting.free_port, int(sys.argv.pop(1)))
cli.main()
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@dataclass
class Workbook:
    """A running workbook on its own copy of the course."""

    folder: Path
    address: str = ""
    token: str = ""
    server: "subprocess.Popen[str] | None" = None
    opened: list[Page] = field(default_factory=list)

    def start(self, *, staff: bool = False) -> None:
        """Run `course start` as a person does, without opening a browser window."""
        log = (self.folder / "server.log").open("w+")
        command = [sys.executable, "-c", COMMAND, str(own_port()), "start", "--no-browser"]
        command += ["--staff"] if staff else []
        env = {**os.environ, "JUPYTER_RUNTIME_DIR": str(self.folder / ".runtime")}
        env["IPYTHONDIR"] = str(self.folder / ".ipython")
        self.server = subprocess.Popen(
            [*command, "--", "--allow-root"],
            cwd=self.folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
            env=env,
            start_new_session=True,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            match = re.search(
                r"(http://[\d.]+:\d+)/\S*token=(\S+)", (self.folder / "server.log").read_text()
            )
            if match and self._answers(match[1]):
                self.address, self.token = match[1], match[2]
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "server.log").read_text())

    def stop(self) -> None:
        """Pull the plug: the server and its kernels are killed, nothing is closed in good order."""
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            for pid in _descendants(self.folder):
                os.kill(pid, signal.SIGKILL)
            self.server = None

    def link(self, page: str, view: str = "doc/tree") -> str:
        """The address of a page in one of the three front ends."""
        return f"{self.address}/{view}/{page}?token={self.token}"

    def answers(self, page: str) -> dict[str, object]:
        """What stands in the page's answers file, by question."""
        path = (self.folder / page).with_name("answers.json")
        if not path.exists():
            return {}
        kept = json.loads(path.read_text(encoding="utf-8"))["answers"]
        return {question: entry["value"] for question, entry in kept.items()}

    def small_page(self, name: str, *wanted: str, source: str = "modules/01-power/01-power") -> str:
        """A page of its own folder with only those cells of a built page that contain `wanted`.

        Their sources are unchanged, so they are known to the workbook; it opens much quicker.
        """
        notebook = json.loads((REPOSITORY / f"{source}.ipynb").read_text(encoding="utf-8"))
        notebook["cells"] = [
            cell
            for cell in notebook["cells"]
            if any(words in "".join(cell["source"]) for words in wanted)
        ]
        assert notebook["cells"], f"no cell of {source} contains {wanted}"
        page = f"modules/{name}/{name}.ipynb"
        path = self.folder / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return page

    def _answers(self, address: str) -> bool:
        from urllib.request import urlopen  # noqa: PLC0415

        try:
            with urlopen(f"{address}/api", timeout=1):
                return True
        except OSError:
            return False


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module, and no longer.

    While Playwright runs, its event loop makes every form believe that it stands in a kernel.
    """
    if not CHROMIUM:
        reason = "No Chromium found. Install Debian's 'chromium', or set WORKBOOK_CHROMIUM."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def copy_of_course(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes copies of the folders that a participant has."""

    def copy() -> Path:
        folder = tmp_path_factory.mktemp("course")
        for name in ("modules", "release"):
            shutil.copytree(
                REPOSITORY / name,
                folder / name,
                ignore=shutil.ignore_patterns("answers.json", ".answers", ".ipynb_checkpoints"),
            )
        return folder

    return copy


@pytest.fixture(scope="session")
def workbook(copy_of_course: Callable[[], Path]) -> Iterator[Workbook]:
    """One running workbook that the tests share; each uses a page of its own."""
    running = Workbook(copy_of_course())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def own_workbook(copy_of_course: Callable[[], Path]) -> Iterator[Workbook]:
    """A running workbook of one test, that may be stopped and started."""
    running = Workbook(copy_of_course())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A browser window with nothing remembered, that may only reach this machine."""
    context = chromium.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
    outside: list[str] = []

    def watch(route, request):  # type: ignore[no-untyped-def]
        if re.match(r"(http|ws)s?://(127\.0\.0\.1|localhost)[:/]", request.url):
            route.continue_()
        else:
            outside.append(request.url)
            route.abort()

    context.route(re.compile(r"^(http|ws)"), watch)
    window = context.new_page()
    window.set_default_timeout(READY)
    yield window
    context.close()
    assert not outside, f"the page asked for something from the network: {outside}"


def picture(window: Page, name: str, *, whole: bool = False) -> None:
    """Keep a picture of what a person sees, to be looked at."""
    PICTURES.mkdir(exist_ok=True)
    before = window.viewport_size
    if whole:
        height = window.evaluate(
            "() => Math.max(...[...document.querySelectorAll('.jp-Notebook, .jp-WindowedPanel-outer,"
            " body')].map(n => n.scrollHeight))"
        )
        window.set_viewport_size({"width": 1200, "height": min(15_000, int(height) + 150)})
        window.wait_for_timeout(500)
    window.screenshot(path=PICTURES / f"{name}.png")
    if whole and before:
        window.set_viewport_size(before)


def _descendants(folder: Path) -> list[int]:
    """Kernels that outlived their server: processes whose folder is inside the copy."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink().is_relative_to(folder):
                found.append(int(process.name))
        except OSError:
            continue
    return [pid for pid in found if pid != os.getpid()]
