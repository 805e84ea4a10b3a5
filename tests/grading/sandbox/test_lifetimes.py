"""Nothing is left behind, and nothing runs unguarded."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from course_tools.grading.sandbox import cgroups
from course_tools.grading.sandbox.availability import SandboxUnavailable, why_not
from course_tools.grading.sandbox.running import Sandbox
from tests.grading.sandbox.conftest import SMALL, notebook_of, text_of
from tests.grading.sandbox.test_hostile import REACHES_OUT

COURSE = Path(__file__).parents[3]

pytestmark = pytest.mark.slow


def groups() -> list[Path]:
    return list(cgroups.ROOT.glob(f"**/course-sandbox-{os.getpid()}-*"))


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def descendants(pid: int) -> list[int]:
    children = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        children += [int(word) for word in (task / "children").read_text().split()]
    return children + [one for child in children for one in descendants(child)]


def test_many_runs(sandbox: Sandbox, tmp_path: Path) -> None:
    """Do many runs leave processes, open files or groups behind?"""
    sandbox.run(notebook_of("1"), tmp_path)
    time.sleep(0.5)  # the last kernel takes a moment to be reaped
    files, left, processes = open_files(), groups(), len(descendants(os.getpid()))
    for turn in range(25):
        source = "import os; os._exit(1)" if turn % 5 == 0 else "1"
        sandbox.run(notebook_of(source), tmp_path)
    assert (open_files(), groups()) == (files, left)
    until = time.monotonic() + 3
    while len(descendants(os.getpid())) > processes and time.monotonic() < until:
        time.sleep(0.02)
    assert len(descendants(os.getpid())) <= processes


def test_closing(tmp_path: Path) -> None:
    """Is everything gone after `close`, and does the next run start anew?"""
    processes, left = descendants(os.getpid()), groups()
    box = Sandbox(SMALL)
    files = []
    for _ in range(3):
        assert text_of(box.run(notebook_of("1 + 1"), tmp_path).notebook.cells[0]) == "2"
        box.close()
        assert descendants(os.getpid()) == processes
        assert groups() == left
        files.append(open_files())
    # The first run also makes the event loop of this thread, which stays.
    assert files[1] == files[2] == files[0]


def test_the_warm_process_dies(tmp_path: Path) -> None:
    """Does the next run start a new one?"""
    others = descendants(os.getpid())
    with Sandbox(SMALL) as box:
        box.run(notebook_of("1"), tmp_path)
        for pid in reversed([p for p in descendants(os.getpid()) if p not in others]):
            os.kill(pid, signal.SIGKILL)
        assert text_of(box.run(notebook_of("1 + 1"), tmp_path).notebook.cells[0]) == "2"


def test_new_each_time(tmp_path: Path) -> None:
    """Is it as safe where no sandbox can be made inside the sandbox?"""
    others = descendants(os.getpid())
    spoils = "import os\nos.fork() or [os.kill(p, 9) for p in range(3, 400) if p != os.getpid()]"
    with Sandbox(SMALL, new_each_time=True) as box:
        ran = box.run(notebook_of("print(1)", spoils + "\nopen('/tmp/x', 'w')"), tmp_path)
        assert text_of(ran.notebook.cells[0]) == "1\n"
        assert descendants(os.getpid()) == others
        ran = box.run(notebook_of("import os\nprint(os.listdir('/tmp'))"), tmp_path)
        assert "'x'" not in text_of(ran.notebook.cells[0])
        # Here the warm process is one of those that it sees.
        lines = text_of(box.run(notebook_of(REACHES_OUT), tmp_path).notebook.cells[0])
    assert lines.splitlines() == ["True", *["True True"] * 3, "[] 0000000000000000 True"]


WORKER = """
import sys
from pathlib import Path
from tests.grading.sandbox.conftest import notebook_of, SMALL
from course_tools.grading.sandbox.running import Sandbox
box = Sandbox(SMALL)
ran = box.run(notebook_of("1 + 1"), Path(sys.argv[1]))
print(ran.notebook.cells[0].outputs[0]["data"]["text/plain"], ran.problems, flush=True)
if len(sys.argv) > 2: box.run(notebook_of("import time; time.sleep(60)"), Path(sys.argv[1]))
box.close()
"""


def test_the_worker_is_killed(tmp_path: Path, sandbox: Sandbox) -> None:
    """Does everything die with the worker, and is its group removed by the next start?"""
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(tmp_path), "stay"], cwd=COURSE, stdout=subprocess.PIPE
    )
    assert worker.stdout is not None
    with worker.stdout:
        assert worker.stdout.readline() == b"2 []\n"
    time.sleep(0.3)
    inside = descendants(worker.pid)
    assert len(inside) >= 4
    worker.kill()
    worker.wait()
    until = time.monotonic() + 5
    while any(Path("/proc", str(pid)).exists() for pid in inside) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(Path("/proc", str(pid)).exists() for pid in inside)
    assert why_not() == ""
    assert list(cgroups.ROOT.glob(f"**/course-sandbox-{worker.pid}-*")) == []


def test_without_bubblewrap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Is it refused in words, and nothing run, where bubblewrap is missing?"""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "apt install bubblewrap" in why_not()
    with pytest.raises(SandboxUnavailable, match="apt install bubblewrap"):
        Sandbox(SMALL).run(notebook_of("open('ran', 'w')"), tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root needs a control group.")
def test_root_without_a_group(tmp_path: Path) -> None:
    """Is it refused where root can make no control group?"""
    assert "control group" in why_not(tmp_path)
    with pytest.raises(SandboxUnavailable, match="ordinary user"):
        Sandbox(SMALL, cgroup_root=tmp_path).run(notebook_of("1"), tmp_path)


def test_namespaces_forbidden(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Is a bubblewrap that may not make namespaces told apart, with what to do?"""
    refusing = tmp_path / "bwrap"
    refusing.write_text(
        "#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n"
    )
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert "does not let bubblewrap make namespaces" in why_not()


# Root's home is closed to others; the bare Python in it is shown to the ordinary user alone.
AS_ORDINARY_USER = """
set -e
for folder in "$@"; do
    top=/$(echo "$folder" | cut -d/ -f2)
    [ "$top" = /usr ] && continue
    mkdir -p "$HOLD$folder"; mount --bind "$folder" "$HOLD$folder"
done
mount -t tmpfs -o mode=755 tmpfs /root
for folder in "$@"; do
    case "$folder" in /root/*) mkdir -p "$folder"; mount --bind "$HOLD$folder" "$folder";; esac
done
exec setpriv --reuid=65533 --regid=65533 --clear-groups env -i PATH="$PATH" HOME=/ "$PYTHON" -c "$CODE" "$WHERE"
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="The other tests run as an ordinary user already.")
def test_as_ordinary_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Does the same work, and hold, without root's rights?"""
    hold = Path("/mnt")
    code = ORDINARY
    folders = [sys.base_prefix, sys.prefix, str(COURSE)]
    environment = {**os.environ, "HOLD": str(hold), "PYTHON": sys.executable, "CODE": code}
    ran = subprocess.run(
        [
            "unshare",
            "-m",
            "sh",
            "-c",
            "mount -t tmpfs tmpfs /mnt\n" + AS_ORDINARY_USER,
            "sh",
            *folders,
        ],
        cwd=COURSE,
        env={**environment, "WHERE": "/usr/share/doc"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == "honest\nhonest True\nMemoryError\n", ran.stderr


ORDINARY = """
import os, sys, tempfile
from pathlib import Path
from tests.grading.sandbox.conftest import notebook_of, text_of, SMALL
from tests.grading.sandbox.test_hostile import FORKS
from course_tools.grading.sandbox.running import Sandbox
empty = Path(tempfile.mkdtemp())
with Sandbox(SMALL) as box:
    print(text_of(box.run(notebook_of("print('honest')"), empty).notebook.cells[0]), end="")
    ran = box.run(notebook_of("print('honest')", FORKS), empty)
    print(text_of(ran.notebook.cells[0]).strip(), "no more" in text_of(ran.notebook.cells[1]))
    ran = box.run(notebook_of("kept = []\\nwhile True: kept.append(bytearray(10**7))"), empty)
    print(ran.notebook.cells[0].outputs[-1].ename)
"""
