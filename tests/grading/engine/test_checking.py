"""The process that runs the course's checks: within its limits, whatever a check does?"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_tools.grading.engine.checking import Checks, Limits

_RIGHT = "2.5"
# Which limit is met first depends on the machine.
_TOO_MUCH = "TooMuchOutput, MemoryError, CheckDied"


@pytest.fixture(scope="module")
def checks() -> Iterator[Checks]:
    limits = Limits(seconds_cell=2, seconds=4, memory=700_000_000, bytes=1_000_000)
    with Checks((), limits) as running:
        yield running


def _points(outputs: list[list[dict[str, object]]]) -> list[object]:
    return [
        cell[-1].get("ename") or cell[-1]["data"]["text/plain"] if cell else None  # type: ignore[index]
        for cell in outputs
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("while True: pass", "CellTimeoutError"),
        ("import time; time.sleep(60)", "CellTimeoutError"),
        ("x = 'x' * 3_000_000_000", "MemoryError"),
        ("while True: print('x' * 100_000)", _TOO_MUCH),
        (
            "from IPython.display import display\nfor _ in range(99): display('x' * 100_000)",
            _TOO_MUCH,
        ),
        ("import os; os._exit(0)", "CheckDied"),
        ("import os; os.kill(os.getpid(), 9)", "CheckDied"),
        ("def f(): f()\nf()", "RecursionError"),
        ("1 / 0", "ZeroDivisionError"),
        ("this is no Python", "SyntaxError"),
    ],
)
def test_a_check_that_goes_wrong(checks: Checks, tmp_path: Path, source: str, said: str) -> None:
    """Is the reason an error in its place, what came before kept, and the next hand-in right?"""
    first, second = checks.run([_RIGHT, source], tmp_path, "ana")
    assert _points([first]) == [_RIGHT]
    assert str(_points([second])[0]) in said
    assert second, "an empty output would be full points in nbgrader"
    assert _points(checks.run([_RIGHT], tmp_path, "ben")) == [_RIGHT]


def test_hand_ins_do_not_meet(checks: Checks, tmp_path: Path) -> None:
    """Does nothing that one run leaves reach the next?"""
    poison = "import builtins, sys\nbuiltins.left = 1\nsys.modules['json'] = None\nfloat = int"
    checks.run([poison], tmp_path, "ana")
    seen = checks.run(["import json, builtins\nfloat(hasattr(builtins, 'left'))"], tmp_path, "ben")
    assert _points(seen) == ["0.0"]


def test_no_secrets_go_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Do checks see who is graded, and nothing of whoever grades?"""
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@host/db")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "secret")
    with Checks() as own:
        [[shown]] = own.run(["import os; sorted(os.environ.items())"], tmp_path, "ana")
    text = shown["data"]["text/plain"]
    assert "secret" not in text
    assert "('COURSE_PARTICIPANT', 'ana')" in text


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Are its folder for settings and its process gone when it is closed?"""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with Checks() as own:
        [[shown]] = own.run(["import os; os.getppid()"], tmp_path, "ana")
        assert [path.name for path in tmp_path.iterdir()]
    assert list(tmp_path.iterdir()) == []
    assert not Path(f"/proc/{int(shown['data']['text/plain'])}").exists() or os.name != "posix"
