"""Does start.py set the workbook up, and say in one line what to do when it cannot?

Each test runs the real start.py, venv and pip in a small copy of the workbook. Its lock holds one
package, made here, which is also what builds the small workbook: nothing is fetched.
"""

import ast
import base64
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WINDOWS = os.name == "nt"
pytestmark = pytest.mark.slow
posix_only = pytest.mark.skipif(WINDOWS, reason="uses signals and rights that Windows has not")

# Builds the small workbook. It notes each time that it is asked, and waits while a file "wait"
# stands there: that is how a test comes into the middle of a set-up.
BUILDER = """
import pathlib, time, zipfile
HERE = pathlib.Path.cwd()
def build_editable(folder, config_settings=None, metadata_directory=None):
    with (HERE / "builds").open("a") as builds:
        builds.write("x")
    while (HERE / "wait").exists():
        time.sleep(0.05)
    name = "small_workbook-1-py3-none-any.whl"
    info = "small_workbook-1.dist-info/"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        wheel.writestr("small_workbook.pth", str(HERE))
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: small-workbook\\nVersion: 1\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""
PROJECT = """
[build-system]
requires = ["small-builder"]
build-backend = "small_builder"
[project]
name = "small-workbook"
version = "1"
[tool.hatch.build.targets.wheel.shared-data]
"shared" = "share/small"
"""
# Stands for `course start`: leaves word of what it was given.
OPENING = "import pathlib, sys; pathlib.Path('opened').write_text(' '.join(sys.argv[1:]))\n"


class SmallWorkbook:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "course_tools").mkdir(parents=True)
        (folder / "shared").mkdir()
        (folder / "shared" / "settings.json").write_text("{}")
        (folder / "pyproject.toml").write_text(PROJECT)
        (folder / "course_tools" / "__init__.py").touch()
        (folder / "course_tools" / "cli.py").write_text(OPENING)
        shutil.copy(ROOT / "start.py", folder)
        digest = make_wheel(folder / "wheels" / "small_builder-1-py3-none-any.whl")
        self.lock_to(digest)

    def lock_to(self, digest: str) -> None:
        for lock in ("requirements.lock", "requirements-dev.lock"):
            (self.folder / lock).write_text(f"small-builder==1 --hash=sha256:{digest}\n")

    def settings(self, **changed: str) -> dict[str, str]:
        settings = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
        wheels = (self.folder / "wheels").as_uri()  # pip splits a plain path at its spaces
        nothing_else = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
        return {**settings, **nothing_else, "PIP_FIND_LINKS": wheels, **changed}

    def command(self, *words: str) -> list[str]:
        return [sys.executable, str(self.folder / "start.py"), *words]

    def start(
        self, *words: str, before: tuple[str, ...] = (), **changed: str
    ) -> subprocess.CompletedProcess[str]:
        command = [*before, *self.command(*words)]
        return subprocess.run(
            command,
            env=self.settings(**changed),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start_in_background(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            self.command(),
            env=self.settings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def builds(self) -> int:
        """How often the small workbook was installed."""
        path = self.folder / "builds"
        return len(path.read_text()) if path.exists() else 0

    def until_building(self) -> None:
        wait_for(lambda: self.builds() > 0)

    def opened_with(self) -> str:
        return (self.folder / "opened").read_text()


def make_wheel(path: Path) -> str:
    """Write a wheel of BUILDER, and give its SHA-256."""
    path.parent.mkdir()
    info = "small_builder-1.dist-info/"
    files = {
        "small_builder.py": BUILDER,
        info + "METADATA": "Metadata-Version: 2.1\nName: small-builder\nVersion: 1\n",
        info + "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
            record += f"{name},sha256={digest.decode().rstrip('=')},{len(text)}\n"
        wheel.writestr(info + "RECORD", f"{record}{info}RECORD,,\n")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wait_for(happened, seconds: float = 60) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def assert_one_line(run: subprocess.CompletedProcess[str], *words: str) -> None:
    """It failed, and its only complaint is one line with these words."""
    assert run.returncode == 1, run.stdout + run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    for word in words:
        assert word in run.stderr


def old_pythons() -> Iterator[Path]:
    """Interpreters older than the workbook needs, as far as this computer has any."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    folders += Path.home().glob(".pyenv/versions/*/bin")
    folders += Path("/opt/hostedtoolcache/Python").glob("*/*/bin")
    seen = set()
    for version in ("2.7", *(f"3.{minor}" for minor in range(6, 11))):
        for folder in folders:
            path = folder / f"python{version}"
            # A shim of pyenv stands there for versions that it does not run.
            if path.exists() and "shims" not in path.parts and version not in seen:
                seen.add(version)
                yield path


@pytest.fixture
def workbook(tmp_path: Path) -> SmallWorkbook:
    return SmallWorkbook(tmp_path / "a workbook")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> SmallWorkbook:
    """A workbook that was set up: tests may start it again, but must leave it whole."""
    workbook = SmallWorkbook(tmp_path_factory.mktemp("finished") / "a workbook")
    run = workbook.start("--port", "9000")
    assert run.returncode == 0, run.stdout + run.stderr
    return workbook


def test_first_start_sets_up_and_hands_over(finished: SmallWorkbook) -> None:
    """Does the first start install the workbook and pass further words on?"""
    assert finished.builds() == 1
    assert finished.opened_with() == "start --port 9000"


def test_second_start_installs_nothing(finished: SmallWorkbook) -> None:
    """Does a second start go straight to the workbook? It runs no pip: there is none to run."""
    for pip in (finished.folder / ".venv").rglob("site-packages/pip"):
        pip.rename(pip.with_name("pip-put-aside"))
    run = finished.start("again")
    for pip in (finished.folder / ".venv").rglob("site-packages/pip-put-aside"):
        pip.rename(pip.with_name("pip"))
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""
    assert finished.opened_with() == "start again"


def test_changed_settings_are_installed_alone(finished: SmallWorkbook) -> None:
    """Is a changed shared file put into the environment, without fetching packages again?"""
    builds = finished.builds()
    (finished.folder / "shared" / "settings.json").write_text('{"new": true}')
    run = finished.start(PIP_FIND_LINKS=os.devnull)
    assert run.returncode == 0, run.stderr
    assert "up to date" in run.stdout
    assert finished.builds() == builds + 1


def test_folder_that_was_moved_is_set_up_again(finished: SmallWorkbook, tmp_path: Path) -> None:
    """Is an environment made anew where its folder moved? It holds paths of the old place."""
    moved = SmallWorkbook(tmp_path / "moved")
    shutil.rmtree(moved.folder)
    shutil.copytree(finished.folder, moved.folder, symlinks=True)
    run = moved.start("set-up")
    assert run.returncode == 0, run.stderr
    assert "Setting up the workbook" in run.stdout


def test_folder_with_accents_is_found(tmp_path: Path) -> None:
    """Is the workbook found below a name such as Ángel, where the system does not speak UTF-8?"""
    workbook = SmallWorkbook(tmp_path / "Ángel’s 学 workbook")
    for word in ("first", "second"):
        run = workbook.start(word, LC_ALL="C")
        assert run.returncode == 0, run.stdout + run.stderr
        assert workbook.opened_with() == f"start {word}"
    python = workbook.folder / ".venv" / ("Scripts/python.exe" if WINDOWS else "bin/python")
    found = subprocess.run(
        [python, "-c", "import course_tools"],
        cwd=tmp_path,
        env=workbook.settings(LC_ALL="C"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr


def test_help_needs_no_set_up(workbook: SmallWorkbook) -> None:
    """Does --help answer at once, and make nothing?"""
    run = workbook.start("--help")
    assert "python start.py test" in run.stdout
    assert not (workbook.folder / ".venv").exists()


@posix_only
@pytest.mark.parametrize("killed", ["only start.py", "everything"])
def test_interrupted_set_up_is_repaired(workbook: SmallWorkbook, killed: str) -> None:
    """Is half an environment noticed and finished by the next start?"""
    wait = workbook.folder / "wait"
    wait.touch()
    first = workbook.start_in_background()
    workbook.until_building()
    if killed == "everything":
        os.killpg(first.pid, signal.SIGKILL)
    else:
        first.kill()
    first.communicate() if killed == "everything" else first.wait()
    assert not (workbook.folder / "opened").exists()
    wait.unlink()
    run = workbook.start("set-up")
    assert run.returncode == 0, run.stdout + run.stderr
    assert workbook.builds() == 2
    assert workbook.start().returncode == 0
    assert workbook.opened_with() == "start"
    assert workbook.builds() == 2


@posix_only
def test_two_starts_at_once_set_up_once(workbook: SmallWorkbook) -> None:
    """Does a second window wait for the first, rather than work in the same folder?"""
    wait = workbook.folder / "wait"
    wait.touch()
    first = workbook.start_in_background()
    workbook.until_building()
    second = workbook.start_in_background()
    assert second.stdout is not None
    assert "Waiting for it" in second.stdout.readline()
    wait.unlink()
    assert first.wait(60) == 0
    assert second.wait(60) == 0
    assert workbook.builds() == 1


def test_no_network_is_said(workbook: SmallWorkbook) -> None:
    """Does a first set-up without the internet say so, and name its log?"""
    run = workbook.start(
        PIP_NO_INDEX="0",
        PIP_INDEX_URL="http://127.0.0.1:9/simple",
        PIP_FIND_LINKS="",
        PIP_RETRIES="1",
    )
    assert_one_line(run, "needs the internet", "setup.log")
    assert workbook.start("set-up").returncode == 0, "a start with the network repairs it"


def test_changed_package_is_refused(workbook: SmallWorkbook) -> None:
    """Is a package that is not the locked one refused?"""
    workbook.lock_to("0" * 64)
    assert_one_line(workbook.start(), "not the very file that was tested", "setup.log")
    assert workbook.builds() == 0


def test_missing_wheel_is_said(workbook: SmallWorkbook) -> None:
    """Does a Python that a package has no wheel for lead to the right Python?"""
    (workbook.folder / "wheels" / "small_builder-1-py3-none-any.whl").unlink()
    assert_one_line(workbook.start(), "Install a 64-bit Python, 3.11 to 3.14")


def test_start_py_alone_is_said(tmp_path: Path) -> None:
    """Does start.py opened inside a zip file ask to extract the whole?"""
    shutil.copy(ROOT / "start.py", tmp_path)
    run = subprocess.run(
        [sys.executable, tmp_path / "start.py"], capture_output=True, text=True, check=False
    )
    assert_one_line(run, "extract all of it first")


def test_python_without_venv_is_said(workbook: SmallWorkbook, tmp_path: Path) -> None:
    """Does Debian's Python without python3-venv say what to install?"""
    # Debian's own leaves the module out; a broken one of that name fails the same way. PYTHONPATH
    # puts it first for start.py itself.
    (tmp_path / "ensurepip.py").write_text("raise ImportError\n")
    assert_one_line(workbook.start(PYTHONPATH=str(tmp_path)), "apt install python3-venv")


def test_foreign_environment_is_left_alone(workbook: SmallWorkbook) -> None:
    """Is a .venv that something else made kept, and said to be in the way?"""
    mine = workbook.folder / ".venv" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("keep")
    assert_one_line(workbook.start(), "was not made by start.py")
    assert mine.read_text() == "keep"


@posix_only
def test_folder_without_write_permission_is_said(workbook: SmallWorkbook) -> None:
    """Does a folder that may only be read say where to move the workbook?"""
    before: tuple[str, ...] = ()
    if os.geteuid() == 0:
        # Root may write anywhere, until it gives that right away.
        before = ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")
        if not shutil.which("setpriv") or subprocess.run([*before, "true"], check=False).returncode:
            pytest.skip("run by root, which cannot give up its right to write here")
    workbook.folder.chmod(0o555)
    try:
        run = workbook.start(before=before)
    finally:
        workbook.folder.chmod(0o755)
    assert_one_line(run, "cannot be written to", "Documents")


@posix_only
def test_full_disk_is_said(workbook: SmallWorkbook) -> None:
    """Does a disk without room say so before the work, and with how much it needs?"""
    small = ["unshare", "--mount", "--map-root-user"]
    mount = 'mount -t tmpfs -o size=8m none "$0" && cp -r "$1"/. "$0" && exec "$2" "$0/start.py"'
    place = workbook.folder.parent / "small disk"
    place.mkdir()
    probe = 'mount -t tmpfs none "$0"'
    can = (
        shutil.which("unshare")
        and not subprocess.run(
            [*small, "sh", "-c", probe, place], capture_output=True, check=False
        ).returncode
    )
    if not can:
        pytest.skip("this system lets no test mount a small disk")
    run = subprocess.run(
        [*small, "sh", "-c", mount, place, workbook.folder, sys.executable],
        env=workbook.settings(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert_one_line(run, "MB left", "Free some")


@posix_only
def test_what_a_stopped_set_up_left_is_room(workbook: SmallWorkbook) -> None:
    """On a disk that is nearly full: is half an environment cleared before its room is counted?"""
    left = workbook.folder / ".venv" / "half of a package"
    left.parent.mkdir()
    (left.parent / "setup.turn").touch()
    left.write_text("half")
    start = workbook.folder / "start.py"
    more_than_any_disk = start.read_text().replace("NEEDED_SPACE = 1", "NEEDED_SPACE = 1" + 9 * "0")
    start.write_text(more_than_any_disk)
    assert_one_line(workbook.start(), "MB left", "Free some")
    assert not left.exists()


def test_every_python_can_read_start_py() -> None:
    """Is start.py free of syntax that Python 3.6 cannot read? There it has to say what is wrong."""
    source = (ROOT / "start.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    assert source.isascii(), "Python 2 and old Windows windows would stumble"


@pytest.mark.parametrize("python", [pytest.param(p, id=p.name) for p in old_pythons()])
def test_old_python_is_told_what_it_needs(python: Path) -> None:
    """Does an old interpreter say which version is needed, not how it failed?"""
    run = subprocess.run([python, ROOT / "start.py"], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "The workbook needs Python 3.11 or newer" in run.stderr
    assert "python.org" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("[WinError 206] The filename or extension is too long", "path of this folder is too long"),
        ("SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'", "certificate"),
        ("[WinError 32] used by another process", "Close every window"),
        ("NewConnectionError: ... No matching distribution found", "needs the internet"),
        ("a fault that nobody met yet", "Start again"),
    ],
)
def test_faults_that_are_hard_to_bring_about_have_a_remedy(log: str, words: str) -> None:
    """Does start.py know the words of faults of other systems?"""
    asked = "import start, sys; print(start.remedy(sys.argv[1]))"
    run = subprocess.run(
        [sys.executable, "-B", "-c", asked, log],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert words in run.stdout
