#!/usr/bin/env python3
"""Set the workbook up and open it.

    python start.py            set up (the first time only), then open the workbook
    python start.py set-up     set up and open nothing
    python start.py test       set up for development, then run every check and every test
    python start.py --help     show these lines

Words after "test" go on to pytest, such as: python start.py test -k answers
Anything else goes on to the command that opens the workbook, "course start".

The tests of the pages need Chromium: Debian's, or the one that WORKBOOK_CHROMIUM names.

Everything is installed into .venv (for "test": .venv-test) beside this file, and nothing
anywhere else. To remove the environment, delete that folder.
"""

# A Python that is too old has to be able to read this file, or it could not say that it is
# too old: no syntax newer than Python 3.6 here, only what comes with Python, only ASCII.
import contextlib
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

# Python 2 cannot read the next line. It stops there and shows it: so the line is its message too.
TOO_OLD = f"The workbook needs Python 3.11 or newer, and this is Python {platform.python_version()}: install a newer one from python.org, then start again with it."
if sys.version_info < (3, 11):  # noqa: UP036 - that is what this file is for
    sys.exit(TOO_OLD)

ROOT = Path(os.path.abspath(__file__)).parent  # noqa: PTH100 - resolve() breaks mapped drives
WINDOWS = os.name == "nt"
# Beside this file from the first minute on; without them it stands alone.
NEEDED_FILES = ("pyproject.toml", "requirements.lock", "requirements-dev.lock", "course_tools")
NEEDED_SPACE = 1_000_000_000
LONGEST_PATH_INSIDE = 160
# Settings of other Pythons that would lead the installation elsewhere.
MISLEADING_SETTINGS = (
    "PYTHONHOME",
    "PYTHONPATH",
    "__PYVENV_LAUNCHER__",
    "PIP_PREFIX",
    "PIP_REQUIRE_HASHES",
    "PIP_TARGET",
)


class NotSetUp(Exception):
    """Why there is no workbook yet: one line that says what, where and what to do."""


# What the log of a failed installation says, and what to do about it: the first match counts.
REMEDIES = (
    (
        r"DO NOT MATCH THE HASHES|HashMismatch|Hashes are required|--require-hashes",
        "A package is not the very file that was tested, so it was not installed. Start again "
        "on another network; if that changes nothing, tell whoever gave you the workbook.",
    ),
    (
        r"No space left|not enough space|Errno 28|Errno 122|Disk quota|WinError 112",
        "The disk is full. Free about 1 GB, then start again.",
    ),
    (
        r"name or extension is too long|File name too long|WinError 206|Long Path support",
        "The path of this folder is too long. Move the folder to a short one, such as "
        "C:\\workbook, then start again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerification",
        "This network puts a certificate of its own before secure connections. Start again on "
        "another network, or ask whoever runs this one how Python gets through.",
    ),
    (
        r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Read timed out"
        r"|ProxyError|ConnectionReset|Connection refused|Max retries|Network is unreachable"
        r"|Remote end closed|IncompleteRead|ProtocolError",
        "The packages could not be fetched: the first set-up needs the internet. Connect this "
        "computer, then start again.",
    ),
    (
        r"No matching distribution|from versions:|not a supported wheel",
        "A package has no ready-made version for this Python. Install a 64-bit Python, 3.11 to "
        "3.14, from python.org, then start again with it.",
    ),
    (
        r"WinError 32|WinError 5\b|being used by another process",
        "Files of the workbook are in use. Close every window of the workbook, then start again.",
    ),
    (
        r"Permission denied|Errno 13|Read-only file system",
        "The workbook's folder cannot be written to. Move the whole folder to a place of your "
        "own, such as Documents, then start again.",
    ),
)


class Environment:
    """A Python environment beside this file, made from one lock file.

    `setup-finished.json` says which steps were finished, and from what. It is written after
    a step, so what an interrupted set-up left behind is never believed.
    """

    def __init__(self, folder: str, lock: str) -> None:
        self.folder = ROOT / folder
        self.lock = ROOT / lock
        self.programs = self.folder / ("Scripts" if WINDOWS else "bin")
        self.python = self.program("python")
        self.log = self.folder / "setup.log"
        self.turn = self.folder / "setup.turn"
        self.finished = self.folder / "setup-finished.json"

    def program(self, name: str) -> Path:
        """Where the environment has a program of this name."""
        return self.programs / (name + ".exe" if WINDOWS else name)

    def wanted(self) -> dict[str, str]:
        """Each step's digest of what it is made from."""
        python = f"{sys.version_info[0]}.{sys.version_info[1]} {platform.machine()}"
        # The folder counts: an environment does not work after it was moved.
        packages = hashlib.sha256(f"{python}\n{self.folder}\n".encode())
        packages.update(self.lock.read_bytes())
        project = hashlib.sha256(packages.digest())
        for file in installed_files():
            project.update(f"\n{file.relative_to(ROOT).as_posix()}\n".encode())
            project.update(file.read_bytes())
        return {"packages": packages.hexdigest(), "project": project.hexdigest()}

    def has(self, step: str) -> bool:
        """Whether the step was finished, from what is here now."""
        try:
            finished = json.loads(self.finished.read_text())
        except (OSError, ValueError):
            return False
        # An interpreter that was removed leaves a dangling link: exists() follows it.
        return finished.get(step) == self.wanted()[step] and self.python.exists()

    def record(self, *steps: str) -> None:
        """Say that these steps are finished: all of it or, if that fails, nothing."""
        wanted = self.wanted()
        unsure = self.finished.with_suffix(".new")
        unsure.write_text(json.dumps({step: wanted[step] for step in steps}))
        os.replace(unsure, self.finished)  # noqa: PTH105 - says what it does

    def clear(self) -> None:
        """Remove everything but the log and the turn, which are in use."""
        self.finished.unlink(missing_ok=True)
        for path in self.folder.iterdir():
            if path in (self.log, self.turn):
                continue
            try:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
            except PermissionError:
                raise NotSetUp(
                    f"{path} cannot be replaced. Close every window of the workbook, then start again."
                ) from None

    def settings(self) -> dict[str, str]:
        """The environment variables for programs of this environment."""
        settings = {k: v for k, v in os.environ.items() if k not in MISLEADING_SETTINGS}
        settings["PATH"] = str(self.programs) + os.pathsep + os.environ.get("PATH", "")
        settings["VIRTUAL_ENV"] = str(self.folder)
        return settings


def installed_files() -> list[Path]:
    """What installing the workbook itself copies: its description and its shared files."""
    import tomllib  # noqa: PLC0415 - Python 3.10 has none, and must get to the line above

    description = ROOT / "pyproject.toml"
    tables = tomllib.loads(description.read_text(encoding="utf-8"))
    for table in ("tool", "hatch", "build", "targets", "wheel", "shared-data"):
        tables = tables.get(table, {})
    files = [description]
    for source in sorted(tables):
        path = ROOT / source
        if not path.exists():
            raise NotSetUp(f"{path} is missing. Unpack the workbook again, then start again.")
        files += sorted(f for f in path.rglob("*") if f.is_file()) if path.is_dir() else [path]
    return files


def set_up(environment: Environment) -> None:
    """Make the environment, or as much of it as is not there yet."""
    check_whole_folder()
    if environment.has("project"):
        return
    check_python()
    check_place(environment)
    environment.folder.mkdir(exist_ok=True)
    with only_one(environment):
        if environment.has("project"):
            return
        if environment.has("packages"):
            print("Bringing the workbook up to date.", flush=True)
        else:
            install_packages(environment)
        environment.record("packages")
        # Hatchling, which builds the workbook, is in the lock: nothing is fetched here.
        # It puts the JupyterLab extension and the settings into the environment.
        pip(environment, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        spell_folder_in_ascii(environment)
        environment.record("packages", "project")
        print("The workbook is set up.", flush=True)


def install_packages(environment: Environment) -> None:
    """Make the environment from nothing and put the locked packages into it."""
    # pip alone, even where uv is faster: it heeds the mirrors and certificates that are set
    # up on a computer, so there is one way that works or fails alike everywhere.
    print("Setting up the workbook. This happens once and takes a few minutes.", flush=True)
    environment.clear()
    check_space()
    environment.log.write_text("")
    # Started from inside an environment, its own base makes the new one: see PEP 405.
    python = getattr(sys, "_base_executable", None) or sys.executable
    run_logged(environment, [python, "-m", "venv", str(environment.folder)])
    pip(environment, "--require-hashes", "--only-binary=:all:", "-r", str(environment.lock))


def spell_folder_in_ascii(environment: Environment) -> None:
    """Write a path such as C:\\Users\\Zoe with its accent so that every Python can read it.

    What names this folder to Python is written in UTF-8. Before 3.13 Python reads it in the
    encoding of the system: it finds nothing there, or cannot even begin.
    """
    for pattern in ("*/site-packages/*.pth", "*/*/site-packages/*.pth"):
        for path in environment.folder.glob(pattern):
            if not path.read_bytes().isascii():
                path.write_text(f"import sys; sys.path.append({str(ROOT)!a})\n")


def pip(environment: Environment, *arguments: str) -> None:
    """Install with the pip of the environment."""
    command = [str(environment.python), "-m", "pip", "install", "--disable-pip-version-check"]
    run_logged(environment, [*command, "--no-input", *arguments])


def run_logged(environment: Environment, command: list[str]) -> None:
    """Run one step with its output in the log. Raises NotSetUp with the remedy if it fails."""
    settings = environment.settings()
    settings.update(PIP_USER="0", PYTHONIOENCODING="utf-8", PYTHONUNBUFFERED="1")
    with environment.log.open("a", encoding="utf-8") as log:
        log.write(f"\n> {' '.join(command)}\n")
        start = log.tell()
        step = subprocess.Popen(
            command,
            cwd=ROOT,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            # The step keeps the turn, should this process be killed before it.
            close_fds=False,
        )
        try:
            lock = environment.lock.read_text(encoding="utf-8")
            total = len(re.findall(r"^\S+==", lock, re.MULTILINE))
            for line in show_progress(step.stdout, total):
                log.write(line)
                log.flush()
        except BaseException:
            step.terminate()
            raise
        finally:
            step.wait()
    if step.returncode:
        with environment.log.open(encoding="utf-8") as log:
            log.seek(start)
            raise NotSetUp(f"{remedy(log.read())} (Details: {environment.log})")


def show_progress(lines, total: int):
    """Pass lines of pip on, and count for a person who waits."""
    fetched = 0
    for line in lines:
        if line.startswith(("Collecting ", "Processing ")):
            fetched += 1
            if fetched > 1 and sys.stdout.isatty():
                print(f"\r  Fetching package {fetched} of about {total}. ", end="", flush=True)
        if line.startswith("Installing collected packages") and fetched > 1:
            print("\r  Putting the packages in place: about a minute.", flush=True)
        yield line


def remedy(log: str) -> str:
    """What to do about the fault that this log tells of."""
    for pattern, words in REMEDIES:
        if re.search(pattern, log):
            return words
    return "The set-up stopped. Start again; if it stops again, ask whoever gave you the workbook."


@contextlib.contextmanager
def only_one(environment: Environment):
    """Wait while another start.py makes this environment.

    The system takes the turn back from a process that died, so no turn outlives its owner.
    """
    with environment.turn.open("a") as turn:
        os.set_inheritable(turn.fileno(), True)
        told = False
        while not took_turn(turn):
            if not told:
                print("Another window is setting the workbook up. Waiting for it.", flush=True)
                told = True
            time.sleep(0.3)
        yield


def took_turn(turn) -> bool:
    """Take the turn, unless another process has it."""
    try:
        if WINDOWS:
            import msvcrt  # noqa: PLC0415 - only there

            msvcrt.locking(turn.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not there

            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # Some network drives know no locks: go on without.
    return True


def check_whole_folder() -> None:
    """Notice a start.py that was opened inside a zip file, or moved out of its folder."""
    missing = [name for name in NEEDED_FILES if not (ROOT / name).exists()]
    if missing:
        raise NotSetUp(
            f"start.py stands alone in {ROOT}: {', '.join(missing)} is not beside it. If you opened a zip "
            "file, extract all of it first, then start again from the extracted folder."
        )


def check_python() -> None:
    """Notice a Python without the parts that make environments."""
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian and Ubuntu leave it out
        import venv  # noqa: F401, PLC0415
    except ImportError:
        raise NotSetUp(
            "This Python cannot make environments. On Debian and Ubuntu run "
            "'sudo apt install python3-venv', elsewhere install Python from python.org, then start again."
        ) from None


def check_place(environment: Environment) -> None:
    """Notice before the work that the environment cannot stand where it has to go."""
    if environment.has("packages"):
        return
    folder = environment.folder
    is_ours = environment.turn.exists() or not folder.exists()
    if not is_ours and not (folder.is_dir() and not any(folder.iterdir())):
        raise NotSetUp(f"{folder} was not made by start.py. Rename it, then start again.")
    longest = len(str(environment.folder)) + LONGEST_PATH_INSIDE
    if WINDOWS and longest > 259 and not windows_takes_long_paths():
        raise NotSetUp(
            f"The path of {ROOT} is {longest - 259} characters too long for Windows. Move the folder "
            "to a short one, such as C:\\workbook, then start again."
        )


def check_space() -> None:
    """Notice before the work that the environment will not fit."""
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_SPACE:
        raise NotSetUp(
            f"The disk of {ROOT} has {free // 10**6} MB left and the workbook needs "
            f"{NEEDED_SPACE // 10**6} MB. Free some, then start again."
        )


def windows_takes_long_paths() -> bool:
    """Whether this Windows was told to allow paths over 259 characters."""
    import winreg  # noqa: PLC0415 - only on Windows

    place = r"SYSTEM\CurrentControlSet\Control\FileSystem"
    with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
        return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
    return False


def open_workbook(arguments: list[str]) -> int:
    """Hand over to `course start`, which takes the next port where one is busy."""
    environment = Environment(".venv", "requirements.lock")
    set_up(environment)
    command = [str(environment.python), "-m", "course_tools.cli", "start", *arguments]
    os.chdir(ROOT)
    if not WINDOWS:
        os.execve(command[0], command, environment.settings())
    return run_shown(command, environment)


def run_tests(arguments: list[str]) -> int:
    """Run every check, even after one that failed, and name those that failed at the end."""
    environment = Environment(".venv-test", "requirements-dev.lock")
    set_up(environment)
    python = str(environment.python)
    checks = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
        "lint-imports": [str(environment.program("lint-imports"))],
        "course build --check": [python, "-m", "course_tools.cli", "build", "--check"],
        "course check": [python, "-m", "course_tools.cli", "check"],
        # On all cores, or on one for a part of the tests: see tests/conftest.py.
        "pytest": [python, "-m", "pytest", "-n", "auto", *arguments],
    }
    failed = []
    for name, command in checks.items():
        print(f"\n== {name}", flush=True)
        if run_shown(command, environment):
            failed.append(name)
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nEverything passed.", flush=True)
    return 1 if failed else 0


def run_shown(command: list[str], environment: Environment) -> int:
    """Run with its output on the screen; Ctrl+C goes to the program, which decides."""
    program = subprocess.Popen(command, cwd=ROOT, env=environment.settings())
    while True:
        try:
            return program.wait()
        except KeyboardInterrupt:
            continue


def main(arguments: list[str]) -> int:
    """Do what the words after start.py say."""
    if arguments[:1] in (["--help"], ["-h"]):
        print(__doc__.strip())
        return 0
    if arguments[:1] == ["test"]:
        return run_tests(arguments[1:])
    if arguments[:1] == ["set-up"]:
        set_up(Environment(".venv", "requirements.lock"))
        return 0
    return open_workbook(arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except NotSetUp as reason:
        sys.exit(str(reason))
    except OSError as error:
        sys.exit(f"{remedy(str(error))} ({error})")
    except KeyboardInterrupt:
        sys.exit("\nStopped. Start again to go on.")
