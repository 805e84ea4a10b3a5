"""A Python that has loaded what checks need, and forks itself for each hand-in.

Runs as a process of its own (`python -m course_tools.grading.engine.warm MODULE…`), before any
hand-in is looked at, without tokens and settings of whoever grades. It reads one request a line
from its standard input and answers with lines; the last one of each request says "done".
Only the course's own checks come here, never anything that a participant wrote.
"""

import contextlib
import importlib
import io
import json
import os
import select
import signal
import sys
import tempfile
import time
import warnings
from typing import Any

try:
    import resource
except ImportError:  # Windows: its processes have no such limits
    resource = None  # type: ignore[assignment]

_PIECE = 1 << 16
_LOADED = b"loaded "
# Where IPython, Jupyter and matplotlib look for settings of whoever runs them.
_SETTINGS = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "MPLCONFIGDIR")


def main() -> None:
    """Load the modules, then serve until the other end is closed."""
    with tempfile.TemporaryDirectory(prefix="workbook-checks-") as settings:
        os.environ.update(dict.fromkeys(_SETTINGS, settings))
        os.chdir(settings)
        _serve()


def _serve() -> None:
    warnings.simplefilter("ignore")
    for name in sys.argv[1:]:
        with contextlib.suppress(Exception):  # the check itself will say what is wrong with it
            importlib.import_module(name)
    _shell()
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a check prints by itself is no answer
    requests = os.fdopen(os.dup(0), "rb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    _say(answers, {"ready": True})
    for line in requests:
        request = json.loads(line)
        if hasattr(os, "fork"):
            _in_a_fork(request, answers)
        else:
            _run(request, answers)
            _say(answers, {"done": True, "stopped": ""})
            return  # never two hand-ins in one process


def _in_a_fork(request: dict[str, Any], answers: io.FileIO) -> None:
    """Run one request in a forked process; copy what it says while it keeps within its limits."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        with contextlib.suppress(BaseException), os.fdopen(into, "wb", buffering=0) as pipe:
            os.setsid()  # everything that it starts can be ended with it
            _limit(request)
            before = set(sys.modules)
            _run(request, pipe)
            new = json.dumps(sorted(set(sys.modules) - before))
            _write(pipe, _LOADED + new.encode() + b"\n")
        os._exit(0)
    os.close(into)
    loaded: list[str] = []
    try:
        stopped = _copy(out, answers, request, loaded)
    finally:
        with contextlib.suppress(OSError):
            os.killpg(child, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.close(out)
    _say(answers, {"done": True, "stopped": stopped, "status": status})
    for name in loaded:  # what these checks had to load is there for the next ones
        with contextlib.suppress(Exception):
            importlib.import_module(name)


def _copy(out: int, answers: io.FileIO, request: dict[str, Any], loaded: list[str]) -> str:
    """Pass whole lines on, but for the last one, which says what was loaded.

    Why it was stopped, or "".
    """
    ends = time.monotonic() + request["seconds"]
    cell_ends = time.monotonic() + request["seconds_cell"]
    waiting, size = b"", 0
    while True:
        left = min(ends, cell_ends) - time.monotonic()
        if left <= 0 or not select.select([out], [], [], left)[0]:
            return "time"
        piece = os.read(out, _PIECE)
        if not piece:
            return ""
        size += len(piece)
        if size > request["bytes"]:
            return "output"
        waiting += piece
        *whole, waiting = waiting.split(b"\n")
        for line in whole:
            cell_ends = time.monotonic() + request["seconds_cell"]
            if line.startswith(_LOADED):
                loaded += json.loads(line[len(_LOADED) :])
            else:
                _write(answers, line + b"\n")


def _limit(request: dict[str, Any]) -> None:
    seconds = int(request["seconds"]) + 1
    for which, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, request["memory"]),
        (resource.RLIMIT_FSIZE, request["bytes"]),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(which)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of memory
            resource.setrlimit(which, (allowed, allowed))


def _run(request: dict[str, Any], pipe: Any) -> None:
    """Run the cells one after another; an error in one is its result, and the next one runs."""
    os.chdir(request["folder"])
    os.environ.update(request["environment"])
    shell = _shell()
    for source in request["cells"]:
        _say(pipe, {"outputs": _outputs_of(shell, source)})


def _outputs_of(shell: Any, source: str) -> list[dict[str, Any]]:
    """What a notebook would show below the cell."""
    shown: list[dict[str, Any]] = []
    shell.display_pub.outputs = shown
    shell.displayhook.outputs = shown
    said, complained = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
        ran = shell.run_cell(source, store_history=False)
    problem = ran.error_before_exec or ran.error_in_exec
    streams = [
        {"output_type": "stream", "name": name, "text": text}
        for name, text in (("stdout", said.getvalue()), ("stderr", complained.getvalue()))
        if text
    ]
    if problem is not None:
        error = {"ename": type(problem).__name__, "evalue": _words(problem), "traceback": []}
        return [*streams, *shown, {"output_type": "error", **error}]
    return [*streams, *shown]


def _words(problem: BaseException) -> str:
    try:
        return str(problem)[:2_000]
    except Exception:  # an exception may have a broken text
        return ""


def _shell() -> Any:
    """IPython without its history, start-up files and colors, showing into lists."""
    from IPython.core.displayhook import DisplayHook  # noqa: PLC0415
    from IPython.core.displaypub import DisplayPublisher  # noqa: PLC0415
    from IPython.core.interactiveshell import InteractiveShell  # noqa: PLC0415
    from traitlets import List  # noqa: PLC0415
    from traitlets.config import Config  # noqa: PLC0415

    class Published(DisplayPublisher):
        outputs: Any = List()

        def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:
            kept = {"data": dict(data), "metadata": dict(metadata or {})}
            self.outputs.append({"output_type": "display_data", **kept})

    class Result(DisplayHook):
        outputs: Any = List()

        def __call__(self, result: Any = None) -> None:
            if result is None:
                return
            data, metadata = self.compute_format_data(result)  # type: ignore[no-untyped-call]
            kept = {"data": data, "metadata": metadata, "execution_count": 1}
            self.outputs.append({"output_type": "execute_result", **kept})

    if InteractiveShell.initialized():
        return InteractiveShell.instance()
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "NoColor"
    return InteractiveShell.instance(
        config=config, display_pub_class=Published, displayhook_class=Result
    )


def _say(pipe: Any, answer: dict[str, Any]) -> None:
    _write(pipe, json.dumps(answer, default=str).encode() + b"\n")


def _write(pipe: Any, line: bytes) -> None:
    while line:
        line = line[pipe.write(line) :]


if __name__ == "__main__":
    main()
