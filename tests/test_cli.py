"""Does the command line speak in words, and does starting find a way?"""

import errno
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from course_tools import starting
from course_tools.cli import main
from course_tools.errors import CourseError, NotInCourse, SetupProblem

ROOT = Path(__file__).parent.parent
COMMANDS = sorted(main.commands)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with one programme and one page."""
    for name in ("modules/programmes/small.toml", starting.FIRST_PAGE):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    return tmp_path


# Words


def test_there_is_a_command_for_each_step() -> None:
    """Are the commands there that people are told of?"""
    assert {"start", "build", "check"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    """Has the command a sentence of its own, and each of its options too?"""
    command = main.commands[name]
    words = command.get_short_help_str(200)
    assert words.endswith("."), words
    assert words in " ".join(
        CliRunner().invoke(main, ["--help"], terminal_width=300).output.split()
    )
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"--{option.name} has no help"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme(name: str) -> None:
    """Can somebody who only reads README.md find the command?"""
    assert f"course {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_no_command_that_is_not_there() -> None:
    """Is every `course …` in README.md a command?"""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`course ([a-z]+)", readme)) <= set(COMMANDS)


@pytest.mark.parametrize("flag", ["-h", "--help", "--version"])
def test_help_and_version(flag: str) -> None:
    """Do the usual flags work?"""
    assert CliRunner().invoke(main, [flag]).exit_code == 0


# Mistakes


def test_a_mistake_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    """Does the real command, in the wrong folder, say one line on stderr and no traceback?"""
    done = subprocess.run(
        [sys.executable, "-m", "course_tools.cli", "check"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "is not inside the workbook. Change to the workbook's folder" in done.stderr


@pytest.mark.parametrize("name", ["start", "build", "check"])
def test_every_command_outside_the_course(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is it the same calm line for each?"""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, [name])
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1


def test_every_kind_of_course_error_is_shown_as_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Does whatever a person can mend reach them as its own words?"""

    @click.command()
    def broken() -> None:
        raise SetupProblem("The moon is full. Wait a day — or two.")

    monkeypatch.setitem(main.commands, "broken", broken)
    done = CliRunner().invoke(main, ["broken"])
    assert (done.exit_code, done.stderr) == (1, "The moon is full. Wait a day — or two.\n")
    assert issubclass(SetupProblem, CourseError)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "a folder that is yours"),
        (errno.ENOSPC, "Free some room"),
        (errno.ENOENT, ""),
    ],
)
def test_a_disk_that_takes_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    """Is a folder without rights, or a full disk, one line with what to do, and the rest ours?"""

    @click.command()
    def broken() -> None:
        raise OSError(number, "No", "modules/x")

    monkeypatch.setitem(main.commands, "broken", broken)
    done = CliRunner().invoke(main, ["broken"])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit if words else FileNotFoundError)
    assert done.stderr.count("\n") == (1 if words else 0)
    assert words in done.stderr


def test_a_mistake_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Does an error that nobody foresaw still show where it came from?"""

    @click.command()
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(main.commands, "broken", broken)
    assert isinstance(CliRunner().invoke(main, ["broken"]).exception, ZeroDivisionError)


# Starting


def listening(port: int = 0) -> socket.socket:
    taken = socket.socket()
    taken.bind(("127.0.0.1", port))
    taken.listen()
    return taken


def test_a_free_port_is_taken_as_it_is() -> None:
    """Is the first port used when nobody else has it?"""
    with listening() as other:
        free = other.getsockname()[1]
    assert starting.free_port(free) == free


def test_a_busy_port_is_passed_over() -> None:
    """With another Jupyter on the usual port: is the next free one found?"""
    with listening() as other:
        busy = other.getsockname()[1]
        found = starting.free_port(busy)
        assert busy < found < busy + 40
        listening(found).close()


def test_when_all_ports_are_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Does the message say what to do?"""
    monkeypatch.setattr(starting, "_PORTS_TRIED", 1)
    with listening() as other, pytest.raises(SetupProblem, match="Close other Jupyter windows"):
        starting.free_port(other.getsockname()[1])


def test_a_page_that_is_not_there(course: Path) -> None:
    """Is a misspelt page said before anything is started?"""
    with pytest.raises(NotInCourse, match=r"no page 'modules/01-pwer\.ipynb'"):
        starting.start(course, page="modules/01-pwer.ipynb", browser=False)


def test_root_is_told_before_anything_opens(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Does root, whom Jupyter refuses, learn at once how to start all the same?"""
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(SetupProblem, match="add --allow-root"):
        starting.start(course, browser=False)
    assert capsys.readouterr().out == ""


def test_the_address_is_said_and_stopping_is_calm(course: Path) -> None:
    """Is the address printed, with a secret in it, and is Ctrl+C no error?"""
    if sys.platform == "win32":
        pytest.skip("sends a Unix signal")
    code = (
        "import signal, sys\n"
        "from pathlib import Path\n"
        "from course_tools import starting\n"
        # Tests that a shell runs in the background hand on that Ctrl+C is to be ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"sys.exit(starting.start(Path({str(course)!r}), browser=False, extra=('--allow-root',)))\n"
    )
    # A stand-in for JupyterLab: what is tested here is what happens around it.
    (course / "jupyterlab.py").write_text("import time, sys; print(sys.argv); time.sleep(60)")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(course), str(ROOT)])}
    env["PYTHONUNBUFFERED"] = "1"
    started = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=env
    )
    try:
        assert started.stdout is not None
        lines = []
        while not lines or "To stop, press Ctrl and C" not in lines[-1]:
            lines.append(started.stdout.readline())
        started.send_signal(signal.SIGINT)
        rest, _ = started.communicate(timeout=20)
    finally:
        started.kill()
    words = "".join(lines)
    assert re.search(
        r"http://127\.0\.0\.1:\d+/doc/tree/modules/00-start-here/\S+\?token=\S{20,}", words
    )
    assert started.returncode == 0
    assert "Stopped. Your work is safe." in rest
