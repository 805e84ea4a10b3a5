"""Inside the sandbox: a warm process that becomes a kernel for each notebook, by forking.

Started by `warm.py`; imports nothing else of the course. What participants' code runs in is
always a fork of it, never the process itself.
"""

import contextlib
import gc
import importlib
import importlib.util
import inspect
import io
import json
import os
import signal
import socket
import sys
import traceback
from typing import Any

from course_tools.grading.sandbox import inside
from course_tools.grading.sandbox.places import WORK

LARGEST_REQUEST = 65536
UID_INSIDE = 65534
_WARM = (
    "ipykernel.ipkernel",
    # Slow to import, and the kernel imports it whether or not anybody debugs.
    "ipykernel.debugger",
    "IPython.core.completer",
    "IPython.core.ultratb",
    "stack_data",
    "pygments.formatters.terminal256",
    "pygments.lexers.python",
    "numpy",
    "pandas",
    "matplotlib.pyplot",
    "matplotlib_inline.config",
    "matplotlib.backends.backend_agg",
    "course_tools.grading.sandbox.kernel_inside",
)


def main(control: int, may_nest: bool) -> None:
    """Import, say hello, then fork a kernel for each request until the worker hangs up."""
    worker = socket.socket(fileno=control)
    try:
        inside.become(UID_INSIDE)
        _import_what_notebooks_use()
        hello: dict[str, Any] = {"nested": may_nest and _own_namespaces_work()}
        if not hello["nested"]:
            # Then participants' code lives beside this process, with the same user.
            inside.hide()
    except BaseException:
        hello = {"failed": traceback.format_exc(limit=-3)[-4000:]}
    worker.send(json.dumps(hello).encode())
    # Everything imported stays shared with the forks as long as nobody counts it again.
    gc.collect()
    gc.freeze()
    while True:
        data, files, _, _ = socket.recv_fds(worker, LARGEST_REQUEST, 2)
        if not data:
            return
        child = os.fork()
        if child == 0:
            worker.close()
            _in_fork(json.loads(data), *files)
        for file in files:
            os.close(file)
        os.waitpid(child, 0)


def _import_what_notebooks_use() -> None:
    for name in _WARM:
        importlib.import_module(name)
    # It joins the kernel that is there when it is imported: each fork imports its own.
    sys.modules.pop("matplotlib_inline.backend_inline", None)
    # The first figure looks for fonts and fills caches, which the forks then have.
    figure = sys.modules["matplotlib.figure"].Figure()
    figure.subplots().set_title("warm")
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
    # Every traceback asks where each module's file is; this fills inspect's list of them.
    inspect.getmodule(compile("", "<warm>", "exec"))
    table = sys.modules["pandas"].DataFrame({"a": [1, 2], "b": ["x", "y"]})
    table.groupby("b").sum()._repr_html_()


def _own_namespaces_work() -> bool:
    """Whether this machine lets the sandbox make a smaller sandbox inside, tried in a fork."""
    child = os.fork()
    if child == 0:
        code = 1
        with contextlib.suppress(BaseException):
            inside.leave_for_own_namespaces()
            if os.fork() == 0:
                with contextlib.suppress(BaseException):
                    inside.mount_own_places(1 << 20)
                    code = 0
                os._exit(code)
            code = os.waitstatus_to_exitcode(os.wait()[1])
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _in_fork(request: dict[str, Any], packed: int, line: int) -> None:
    """Leave the warm process behind; the first process in there reaps and reports."""
    talk = socket.socket(fileno=line)
    try:
        if request["nested"]:
            inside.leave_for_own_namespaces()
        first = os.fork()
        if first:
            socket.send_fds(talk, [b'{"told": "first"}'], [os.pidfd_open(first)])
            os._exit(0)
        # An interrupt is for the kernel alone.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        limits = request["limits"]
        if request["nested"]:
            inside.mount_own_places(limits["disk"])
        inside.unpack(packed, WORK)
        os.chdir(WORK)
        inside.limit_use(**limits)
        kernel = os.fork()
        if kernel == 0:
            _become_kernel(request, talk)
        inside.hide()
        inside.give_up_powers()
        inside.close_all_but(talk.fileno())
        _report_end(kernel, talk)
    except BaseException:
        with contextlib.suppress(OSError):
            words = traceback.format_exc(limit=-3)[-4000:]
            talk.send(json.dumps({"told": "failed", "why": words}).encode())
    finally:
        os._exit(1)


def _report_end(kernel: int, talk: socket.socket) -> None:
    while True:
        ended, status = os.wait()
        if ended == kernel:
            code = os.waitstatus_to_exitcode(status)
            talk.send(json.dumps({"told": "ended", "code": code}).encode())
            return


def _become_kernel(request: dict[str, Any], talk: socket.socket) -> None:
    kernel_inside = sys.modules[_WARM[-1]]

    os.setsid()
    inside.hide(False)
    inside.give_up_powers()
    inside.close_all_but(talk.fileno())
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    os.close(nothing)
    os.environ.update(request["environment"])
    kernel_inside.start(request["key"], talk)
    os._exit(0)


def _try() -> None:
    """Fail, in the last line on standard error, where `main` would."""
    inside.become(UID_INSIDE)
    for name in _WARM:
        if importlib.util.find_spec(name.partition(".")[0]) is None:
            raise ImportError(f"{name} is missing.")


if __name__ == "__main__":
    if sys.argv[1] == "try":
        _try()
    else:
        main(int(sys.argv[1]), may_nest=sys.argv[2] == "nest")
