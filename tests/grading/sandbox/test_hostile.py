"""Participants' code that means harm: it reaches nothing, and the honest part counts.

Every test runs an honest cell before and after the hostile one and an honest notebook right
after in the same sandbox.
"""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest

from course_tools.grading.sandbox.running import Ran, Sandbox
from tests.grading.sandbox.conftest import SMALL, notebook_of, text_of, words_of

CANARY = "canary-7c1f3a"
pytestmark = pytest.mark.slow
Attack = Callable[[str], Ran]


def check_honest(sandbox: Sandbox, folder: Path) -> None:
    begun = time.monotonic()
    ran = sandbox.run(
        notebook_of(
            "import os, sys, pandas as pd\nprint(sorted(os.listdir('.')))",
            "pd.Series([1, 2, 3]).sum() + 0",
            "assert 1 + 1 == 3, 'wrong'",
            "print(len('four'), sum(range(10)))",
        ),
        folder,
    )
    texts = [text_of(cell) for cell in ran.notebook.cells]
    assert texts == ["[]\n", "np.int64(6)", "wrong", "4 45\n"]
    assert ran.problems == []
    assert time.monotonic() - begun < 4


@pytest.fixture
def attack(sandbox: Sandbox, tmp_path: Path) -> Iterator[Attack]:
    """Run a hostile cell between honest ones; afterwards all must be as before."""

    def attack_with(hostile: str) -> Ran:
        ran = sandbox.run(notebook_of("a = 20; print(a + 1)", hostile, "print(a + 2)"), tmp_path)
        before, _, after = ran.notebook.cells
        assert text_of(before) == "21\n"
        assert text_of(after) == "22\n"
        return ran

    yield attack_with
    check_honest(sandbox, tmp_path)


def stopped(ran: Ran) -> str:
    """The reason that stands in the hostile cell, the same as among the problems."""
    error = ran.notebook.cells[1].outputs[-1]
    assert error.output_type == "error"
    assert error.ename == "KernelStopped"
    assert error.evalue in ran.problems
    return str(error.evalue)


def said(ran: Ran) -> str:
    return text_of(ran.notebook.cells[1])


def test_files_of_the_grader(attack: Attack, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Can it read the gradebook, the solutions, other hand-ins or the grader's home?"""
    course = tmp_path_factory.mktemp("course")
    home = Path.home() / f".{CANARY}-{os.getpid()}"
    places = [course / "gradebook.db", course / "source/paper.ipynb", course / "submitted/b/x.txt"]
    for place in places:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(CANARY + "-content")
    home.write_text(CANARY + "-content")
    try:
        ran = attack(
            f"import os, subprocess\nfor place in {[str(p) for p in [*places, home]]!r}:\n"
            "    for begin in ('', '/proc/1/root', '/proc/self/root', '../../../..', '/old_root'):\n"
            "        try:\n            print(open(begin + place).read())\n"
            "        except OSError as error:\n            print(type(error).__name__)\n"
            "found = []\nfor folder, _, names in os.walk('/'):\n"
            "    if folder.startswith(('/usr', '/proc')): _.clear()\n"
            "    found += [n for n in names if n.endswith(('.db', 'shadow', 'passwd', 'id_rsa'))]\n"
            "print('found', [n for n in found if n != 'x'])\n"
            "print(subprocess.run('cat /etc/passwd /etc/shadow; ls -la /root /home; find / -xdev "
            f'-name "*canary*" 2>/dev/null | wc -l\', shell=True, capture_output=True, text=True))'
        )
    finally:
        home.unlink()
    assert CANARY + "-content" not in words_of(ran)
    assert "root:x" not in words_of(ran)
    assert said(ran).count("Error") >= 20


def test_environment(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Can it see the environment of the worker, in any process it can look at?"""
    monkeypatch.setenv("GRADEBOOK_PASSWORD", CANARY)
    # A sandbox that is started while the secret is there.
    with Sandbox(SMALL) as fresh:
        ran = fresh.run(
            notebook_of(
                "import os, glob\nprint(dict(os.environ))\nfor name in glob.glob('/proc/*/environ'):\n"
                "    try:\n        print(name, open(name, 'rb').read())\n"
                "    except OSError as error:\n        print(name, error)\n"
            ),
            tmp_path,
        )
    assert "PYTHONSAFEPATH" in words_of(ran)
    assert CANARY not in words_of(ran)


def test_network(attack: Attack, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Can it reach a listener on this machine: TCP, UDP, unix, abstract unix, vsock?"""
    reached: list[str] = []
    here = str(tmp_path_factory.mktemp("s") / "s")
    listeners = []
    for family, kind, address in (
        (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
        (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
        (socket.AF_UNIX, socket.SOCK_STREAM, here),
        (socket.AF_UNIX, socket.SOCK_STREAM, "\0" + CANARY),
    ):
        listener = socket.socket(family, kind)
        listener.bind(address)
        listener.settimeout(8)
        if kind == socket.SOCK_STREAM:
            listener.listen()
        listeners.append(listener)

    def wait(listener: socket.socket) -> None:
        try:
            listener.accept() if listener.type == socket.SOCK_STREAM else listener.recv(9)
            reached.append(str(listener))
        except OSError:
            pass

    threads = [threading.Thread(target=wait, args=[one], daemon=True) for one in listeners]
    for thread in threads:
        thread.start()
    tcp, udp = (one.getsockname()[1] for one in listeners[:2])
    ran = attack(
        "import socket\n"
        f"for family, kind, to in ((2, 1, ('127.0.0.1', {tcp})), (2, 2, ('127.0.0.1', {udp})),\n"
        f"    (2, 1, ('1.1.1.1', 53)), (1, 1, {here!r}), (1, 1, '\\0{CANARY}')):\n"
        "    try:\n        s = socket.socket(family, kind); s.settimeout(1); s.connect(to)\n"
        "        s.send(b'x'); print('REACHED', to)\n"
        "    except OSError as error:\n        print(type(error).__name__)\n"
        "try:\n    socket.socket(40, 1); print('REACHED vsock')\n"
        "except OSError as error:\n    print(type(error).__name__)\n"
    )
    for listener in listeners:
        listener.close()
    assert "REACHED" not in said(ran)
    assert said(ran).count("Error") + said(ran).count("timeout") == 6
    assert reached == []


FORKS = """
import os, time
made = 0
try:
    for _ in range(500):
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        made += 1
except OSError as error:
    print('no more')
print(made < 100)
"""


def test_forks(attack: Attack) -> None:
    """Does it end at the limit of processes?"""
    assert said(attack(FORKS)) == "no more\nTrue\n"


def test_fork_bomb(attack: Attack) -> None:
    """Does a bomb of forks hurt nobody else?"""
    ran = attack("import os\nwhile True:\n    try: os.fork()\n    except OSError: pass")
    assert ran.problems


def test_memory_in_one_process(attack: Attack) -> None:
    """Is a list without end an ordinary MemoryError?"""
    ran = attack("kept = []\nwhile True: kept.append(bytearray(10_000_000))")
    assert ran.notebook.cells[1].outputs[-1].ename == "MemoryError"


CHILDREN_FILL = """
import os, time
for _ in range(12):
    if os.fork() == 0:
        kept = []
        try:
            while True: kept.append(b'x' * 5_000_000)
        except MemoryError:
            time.sleep(60)
        os._exit(0)
while True: time.sleep(1)
"""


def test_memory_in_many_processes(attack: Attack) -> None:
    """Do children fill no more than the memory of one notebook?"""
    ran = attack(CHILDREN_FILL)
    assert ran.problems


@pytest.mark.parametrize(
    "place", ["/box/work", "/tmp", "/dev/shm", "/box/ipc", "/dev", "/", "/box", "/usr/lib"]
)
def test_disk(attack: Attack, place: str) -> None:
    """Is each place small, or not for writing at all?"""
    ran = attack(
        f"n = 0\ntry:\n    for i in range(100):\n        with open('{place}/fill%d' % i, 'wb') as f:\n"
        "            for _ in range(8): n += f.write(bytes(1 << 20))\n"
        "except OSError as error:\n    print('full', n <= 10 << 20)"
    )
    assert said(ran) == "full True\n"


def test_many_small_files(attack: Attack) -> None:
    """Is the number of files limited?"""
    ran = attack(
        "try:\n    for i in range(100_000): open(f'/tmp/{i}', 'w').close()\n"
        "except OSError as error: print('full', i < 5000)"
    )
    assert said(ran) == "full True\n"


IGNORES = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass"


def test_endless_loop(attack: Attack) -> None:
    """Is a loop stopped after the time of a cell, and the rest run in the same kernel?"""
    ran = attack("while True: pass")
    assert ran.notebook.cells[1].outputs[-1].ename in ("CellTimeoutError", "KeyboardInterrupt")
    assert ran.problems == ["Cell 2 ran longer than 3 seconds and was stopped."]


def test_ignores_the_interrupt(attack: Attack) -> None:
    """Is a loop that cannot be interrupted killed?"""
    assert "after it was told to stop" in stopped(attack(IGNORES))


@pytest.mark.parametrize(
    "suicide",
    [
        "import os; os._exit(0)",
        "import os; os.kill(os.getpid(), 9)",
        "import ctypes; ctypes.string_at(0)",
        "import os; os.killpg(0, 15)",
        "import threading, os; threading.Thread(target=os._exit, args=[1]).start(); "
        "import time; time.sleep(2)",
    ],
)
def test_ends_its_kernel(attack: Attack, suicide: str) -> None:
    """Is the reason recorded when a cell ends its kernel?"""
    ran = attack("print('so far', flush=True)\n" + suicide)
    assert stopped(ran).startswith("Cell 2 stopped the kernel (it")


def test_kills_others(attack: Attack) -> None:
    """Can it kill the first process, or all?"""
    ran = attack(
        "import os, signal, glob\nfor pid in (1, -1, *(int(p[6:]) for p in glob.glob('/proc/[0-9]*'))):\n"
        "    for sig in (9, 15, 19):\n        try:\n            if pid != os.getpid(): os.kill(pid, sig)\n"
        "        except OSError as error: pass\nprint('done')"
    )
    assert ran.problems == [] or stopped(ran)


@pytest.mark.parametrize(
    "much",
    [
        "print('x' * 20_000_000)",
        "from IPython.display import HTML, display; display(HTML('<b>' + 'x' * 20_000_000))",
        "print(('y' * 99 + '\\n') * 30_000)",
        "for i in range(300): print('z' * 10_000)",
    ],
)
def test_large_output(attack: Attack, much: str) -> None:
    """Is about 1 MB of it kept, and that said?"""
    ran = attack(much)
    assert len(words_of(ran)) < 1_200_000
    assert ran.problems == ["Cell 2 gave more output than the 1 MB that are kept."]
    assert "more output than the 1 MB" in said(ran)


@pytest.mark.parametrize(
    "flood",
    [
        "while True: print('x' * 1000)",
        "from IPython.display import clear_output\nwhile True: clear_output()",
        "import os\nwhile True: os.write(1, b'y' * 65536)",
        "print('x' * 60_000_000)",
    ],
)
def test_output_without_end(attack: Attack, flood: str) -> None:
    """Is a flood stopped at once, with an error and a reason?"""
    ran = attack(flood)
    assert len(words_of(ran)) < 2_200_000
    assert ran.problems


LEAVE_BEHIND = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for _ in range(600):
            for place in ('/box/work', '/tmp', '/dev/shm', '/box/ipc'):
                try: open(place + '/left-behind', 'w').write('x')
                except OSError: pass
            time.sleep(0.01)
    os._exit(0)
print('left')
"""


def test_leaves_a_process_behind(attack: Attack) -> None:
    """Does a process left behind end before the next notebook begins?"""
    assert said(attack(LEAVE_BEHIND)) == "left\n"


TOUCHES_SOCKETS = """
import os, glob, socket
for path in glob.glob('/box/ipc/*'):
    os.unlink(path)
    os.symlink('/run/docker.sock', path)
    print('replaced')
for n in range(3, 64):
    try: os.write(n, b'not a message' * 100)
    except OSError: pass
"""


def test_replaces_its_sockets(sandbox: Sandbox, tmp_path: Path) -> None:
    """Does a link in the place of a socket, or rubbish written to it, lead nowhere?"""
    ran = sandbox.run(notebook_of("print(1)", TOUCHES_SOCKETS, "print(3)"), tmp_path)
    assert text_of(ran.notebook.cells[0]) == "1\n"
    assert text_of(ran.notebook.cells[2])
    check_honest(sandbox, tmp_path)


REACHES_OUT = """
import ctypes, glob, os
libc = ctypes.CDLL(None, use_errno=True)
def refused(name, *arguments):
    ctypes.set_errno(0)
    return libc[name](*arguments) != 0 and ctypes.get_errno() in (1, 3, 13, 22, 38)
print(all(refused('ptrace', 16, pid, 0, 0) for pid in (1, 2, 3)))
print(refused('unshare', 0x10000000), refused('unshare', 0x20000))
print(refused('mount', b'x', b'/tmp', b'tmpfs', 0, None), refused('chroot', b'/tmp'))
print(refused('umount2', b'/box/work', 2), refused('setns', 0, 0))
opened = []
for name in glob.glob('/proc/[0-9]*/mem') + glob.glob('/proc/[0-9]*/fd/*'):
    if name.split('/')[2] in (str(os.getpid()), os.readlink('/proc/self')): continue
    try: opened.append((name, open(name, 'rb')))
    except OSError: pass
print(opened, open('/proc/self/status').read().split('CapEff:')[1][:18].strip(), os.getuid() != 0)
for path in ('/proc/sys/kernel/hostname', '/proc/sysrq-trigger', '/proc/sys/vm/drop_caches'):
    try: open(path, 'w').write('1'); print('WROTE', path)
    except OSError: pass
"""


def test_reaches_for_the_machine(attack: Attack) -> None:
    """Are tracing, mounts, namespaces, other processes' memory and settings refused?"""
    lines = said(attack(REACHES_OUT)).splitlines()
    assert lines == ["True", *["True True"] * 3, "[] 0000000000000000 True"]


def test_absurd_figure(attack: Attack) -> None:
    """Is a figure of absurd size the error of its own cell?"""
    ran = attack(
        "import matplotlib.pyplot as plt\nplt.figure(figsize=(600, 600)); plt.plot([1, 2]); plt.show()"
    )
    assert "image/png" not in words_of(ran)


def test_deep_recursion(attack: Attack) -> None:
    """Is recursion without end, also in C, the error of its own cell?"""
    ran = attack("import sys\nsys.setrecursionlimit(10**9)\ndef f(x): return f([x])\nf(1)")
    assert ran.notebook.cells[1].outputs[-1].output_type == "error"


TAMPERS = """
import builtins, sys, os, IPython
builtins.len = lambda x: 0
builtins.sum = builtins.print
sys.modules['pandas'] = None
os.listdir = lambda *a: ['forged']
import numpy, matplotlib
numpy.ndarray = None
matplotlib.rcParams['figure.dpi'] = 1
ip = get_ipython()
os.environ['PATH'] = '/tmp'
os.chdir('/')
sys.path[:] = []
import random; random.seed = lambda *a: None
"""


def test_tampers(attack: Attack) -> None:
    """Is whatever a notebook changed gone in the next?"""
    attack(TAMPERS)


FORGES = """
import time
ip = get_ipython(); k = ip.kernel
def send(kind, content):
    k.session.send(k.iopub_thread, kind, content, parent=k.get_parent())
send(%r, %s)
time.sleep(0.1)
"""


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("display_data", "{'data': 5, 'metadata': [], 'transient': {}}"),
        ("stream", "{'name': 7, 'text': {'a': 1}}"),
        ("stream", "{'name': 'stdout', 'text': 'half \\ud800'}"),
        ("error", "{'ename': None, 'evalue': 1, 'traceback': 3}"),
        ("execute_input", "{'execution_count': {'a': 'b'}, 'code': ''}"),
        ("status", "{'execution_state': 'idle'}"),
        (
            "comm_open",
            "{'comm_id': 'a', 'data': {'state': {'_model_name': '\\ud800'}}, 'target_name': 'x'}",
        ),
        ("display_data", "eval('{\"a\":' * 90 + '1' + '}' * 90)"),
    ],
)
def test_forged_messages(sandbox: Sandbox, tmp_path: Path, kind: str, content: str) -> None:
    """Is what comes out a sound notebook, whatever the kernel sends?"""
    ran = sandbox.run(
        notebook_of("print('before')", FORGES % (kind, content), "print('after')"), tmp_path
    )
    assert text_of(ran.notebook.cells[0]) == "before\n"
    assert text_of(ran.notebook.cells[2]) == "after\n"
    nbformat.validate(ran.notebook)
    nbformat.writes(ran.notebook).encode()
    check_honest(sandbox, tmp_path)


def test_keeps_a_check_from_running(sandbox: Sandbox, tmp_path: Path) -> None:
    """Does a check run although a participant tagged it, and do forged outputs vanish?"""
    notebook = notebook_of("assert False, 'ran'", "print(1)")
    notebook.cells[0].metadata = {"nbgrader": {"grade": True}, "tags": ["skip-execution"]}
    notebook.cells[1].metadata = {"tags": ["skip-execution"]}
    notebook.cells[1].outputs = [{"output_type": "stream", "name": "stdout", "text": "forged"}]
    ran = sandbox.run(notebook, tmp_path)
    assert "ran" in text_of(ran.notebook.cells[0])
    assert ran.notebook.cells[1].outputs == []


def test_stops_every_kernel(sandbox: Sandbox, tmp_path: Path) -> None:
    """Does every cell that could not run get an error, after a few new starts?"""
    ran = sandbox.run(notebook_of("print(1)", *["import os; os._exit(3)"] * 6, "", "1"), tmp_path)
    assert text_of(ran.notebook.cells[0]) == "1\n"
    errors = [cell.outputs[-1].get("ename") for cell in ran.notebook.cells if cell.outputs][1:]
    assert errors == ["KernelStopped"] * 7
    assert "too many cells before it" in text_of(ran.notebook.cells[8])
