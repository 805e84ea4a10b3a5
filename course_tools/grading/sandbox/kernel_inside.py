"""Inside the sandbox: the ordinary Jupyter kernel, made ready in a fork of the warm process."""

import contextlib
import os
import random
import signal
import socket
import sys
from collections.abc import Iterator
from typing import Any

import numpy
import zmq
from ipykernel.iostream import OutStream
from ipykernel.kernelapp import IPKernelApp

from course_tools.grading.sandbox import places
from course_tools.grading.sandbox.syscalls import refuse_dangerous_calls

_LARGEST_PIECE = 1 << 17


class InPieces(OutStream):
    """Printed text in messages that the worker takes in, however much is printed at once."""

    def _flush_buffers(self) -> Iterator[tuple[dict[str, Any], str]]:
        for parent, text in super()._flush_buffers():  # type: ignore[no-untyped-call]
            for start in range(0, len(text), _LARGEST_PIECE):
                yield parent, text[start : start + _LARGEST_PIECE]


class _Kernel(IPKernelApp):
    """ipykernel's own application without what only a person at a page needs."""

    def init_heartbeat(self) -> None:
        """No heartbeat: the worker holds a descriptor that tells the end of the process."""

    def init_connection_file(self) -> None:
        """No file: the worker already has what would be in it."""

    def write_connection_file(self, **_: object) -> None:
        """No file, as above."""

    def init_iopub(self, context: zmq.Context) -> None:  # type: ignore[type-arg]
        """As in ipykernel, but nothing is dropped while the worker is busy.

        The worker takes few messages at a time; what waits here counts as the notebook's memory.
        """
        context.setsockopt(zmq.SNDHWM, 0)
        super().init_iopub(context)  # type: ignore[no-untyped-call]


def start(key: str, talk: socket.socket) -> None:
    """Bind the sockets, hand their folder to the worker, then run cells until killed."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _as_if_newly_started()
    # Before the first thread: the filter holds for those that come after it.
    refuse_dangerous_calls()
    app = _Kernel.instance(
        transport="ipc",
        ip=f"{places.SOCKETS}/{places.SOCKET_NAME}",
        log_level=40,
        shell_port=places.SHELL,
        iopub_port=places.IOPUB,
        stdin_port=places.STDIN,
        control_port=places.CONTROL,
        hb_port=places.HEARTBEAT,
        outstream_class=f"{__name__}.{InPieces.__name__}",
    )
    app.session.key = key.encode()
    app.initialize(["--HistoryManager.hist_file=:memory:"])  # type: ignore[no-untyped-call]
    folder = os.open(places.SOCKETS, os.O_PATH | os.O_DIRECTORY)
    own = os.pidfd_open(os.getpid())
    socket.send_fds(talk, [b'{"told": "ready"}'], [folder, own])
    os.close(folder)
    os.close(own)
    talk.close()
    app.start()  # type: ignore[no-untyped-call]


def _as_if_newly_started() -> None:
    """Undo what a fork would share: random numbers; and import from the working folder."""
    random.seed()
    numpy.random.seed()
    # As IPython does it, but behind the course's own modules.
    with contextlib.suppress(StopIteration):
        first = next(n for n, path in enumerate(sys.path) if path.endswith("-packages"))
        sys.path.insert(first, "")
