"""Opening JupyterLab on the course: a free port, calm words, and a stop with Ctrl+C."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import webbrowser
from pathlib import Path
from threading import Thread
from urllib.parse import quote

from course_tools.errors import NotInCourse, SetupProblem

FIRST_PAGE = "modules/00-start-here/00-start-here.ipynb"
_FIRST_PORT = 8888
_PORTS_TRIED = 40
_LOOK_AGAIN = 0.1  # seconds between two looks whether the server answers
# JupyterLab for participants, without what they do not need; for staff, with nbgrader's panels.
_SETTINGS = Path(__file__).parent / "server_settings"


def start(
    course: Path,
    *,
    page: str = FIRST_PAGE,
    staff: bool = False,
    browser: bool = True,
    extra: tuple[str, ...] = (),
) -> int:
    """Run JupyterLab until it is stopped; 0, the exit code.

    `staff`: the whole JupyterLab with nbgrader's panels; otherwise one calm page.
    Raises NotInCourse for a page that is not there, and SetupProblem for root, when there is no
    free port, or when the server stops by itself.
    """
    if not (course / page).exists():
        raise NotInCourse(f"There is no page '{page}' in {course.name}. Check the name.")
    # Jupyter would refuse as well, after the words that the workbook opens.
    if _is_root() and "--allow-root" not in extra:
        raise SetupProblem(
            "You work as root here, who may change everything on this computer. Start as an "
            "ordinary user or, where there is none, as in a container, add --allow-root."
        )
    port = free_port()
    token = secrets.token_urlsafe(24)
    view = "lab/tree" if staff else "doc/tree"
    address = f"http://127.0.0.1:{port}/{view}/{quote(page)}?token={token}"
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--log-level=ERROR"),
        *(f"--ServerApp.root_dir={course}", f"--ServerApp.port={port}"),
        *("--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1"),
        *extra,
    ]
    # The server's own remarks are for whoever looks after the computer, not for participants.
    descriptor, log = tempfile.mkstemp(prefix="workbook-", suffix=".log")
    with os.fdopen(descriptor, "wb") as file:
        server = subprocess.Popen(
            command,
            env=_environment(token, staff=staff),
            cwd=course,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    code = _wait(server, address, port, browser=browser)
    if code:
        raise SetupProblem(_why_it_stopped(Path(log)))
    Path(log).unlink(missing_ok=True)
    return code


def _wait(server: "subprocess.Popen[bytes]", address: str, port: int, *, browser: bool) -> int:
    try:  # from here on, so that no interrupt leaves a server behind
        print("Your workbook opens in the browser. If it does not, copy this address:")
        print(f"\n  {address}\n")
        print("Keep this window open while you work. To stop, press Ctrl and C here.", flush=True)
        if browser:
            Thread(target=_open_when_ready, args=(server, port, address), daemon=True).start()
        return server.wait()
    except KeyboardInterrupt:
        server.terminate()
        server.wait()
        print("\nStopped. Your work is safe.")
        return 0


def _why_it_stopped(log: Path) -> str:
    said = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]
    last = next((line for line in reversed(said) if line), "it said nothing")
    return (
        f"The workbook's server stopped: {last[:300]} Your work is safe. Start it again; if that "
        f"does not help, show {log} to whoever looks after this computer."
    )


def free_port(first: int = _FIRST_PORT) -> int:
    """The first free port from `first` on; a busy one is no reason to stop."""
    for port in range(first, first + _PORTS_TRIED):
        with socket.socket() as probe:
            if sys.platform != "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise SetupProblem(
        f"All ports from {first} to {first + _PORTS_TRIED - 1} are busy. "
        "Close other Jupyter windows, or restart the computer, and start again."
    )


def _environment(token: str, *, staff: bool) -> dict[str, str]:
    # Python must not import a stranger's course_tools.py that lies beside a notebook.
    env = {**os.environ, "JUPYTER_TOKEN": token, "PYTHONSAFEPATH": "1"}
    own = str(_SETTINGS / ("staff" if staff else "participants"))
    paths = [own, env.get("JUPYTER_CONFIG_PATH", "")]
    return {**env, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _open_when_ready(server: "subprocess.Popen[bytes]", port: int, address: str) -> None:
    while server.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                webbrowser.open(address)
                return
        time.sleep(_LOOK_AGAIN)
