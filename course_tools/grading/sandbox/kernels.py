"""The worker's side of a kernel, in the shape nbclient wants: a client and whoever owns it.

nbclient looks at a kernel once a second and waits in small sleeps for it to come and go. Here a
descriptor tells at once when the kernel ends, and killing it takes milliseconds.
"""

import asyncio
import os
import time
from queue import Empty
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from nbclient.exceptions import DeadKernelError

from course_tools.grading.sandbox import places
from course_tools.grading.sandbox.limits import Limits
from course_tools.grading.sandbox.warm import Kernel, KernelNotStarted

_SECONDS_TO_ANSWER, _SECONDS_TO_ASK_AGAIN = 10, 1
# Messages of the largest size that may wait in memory: together 256 MB at most.
_MOST_WAITING = 8


_SECONDS_FOR_THE_REST = 0.05


class NotAMessage(Exception):
    """The kernel sent something that no kernel sends."""


class _Channel(AsyncZMQSocketChannel):
    """A channel that also hears the kernel's end, and never takes in too much."""

    kernel: Kernel
    ended: int
    largest: int
    hung_up: Any

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:  # type: ignore[override]
        """The next message; `Empty` after `timeout` seconds, DeadKernelError at the end."""
        assert self.socket is not None
        try:
            return self._read(await self.socket.recv_multipart(zmq.NOBLOCK))
        except zmq.Again:
            pass
        poller = zmq.asyncio.Poller()
        poller.register(self.socket, zmq.POLLIN)
        poller.register(self.ended, zmq.POLLIN)
        poller.register(self.hung_up, zmq.POLLIN)
        happened = dict(await poller.poll(None if timeout is None else int(timeout * 1000)))
        if self.socket in happened:
            return self._read(await self.socket.recv_multipart())
        if happened:
            # What was sent before the end is still being read by the other channel.
            await asyncio.sleep(_SECONDS_FOR_THE_REST)
            if self.kernel.is_alive():
                # Our side hangs up on a message that is too large, and then hears nothing more.
                self.kernel.stop("it gave too much output at once")
            raise DeadKernelError("Kernel died")
        raise Empty

    def _read(self, frames: list[Any]) -> dict[str, Any]:
        size = sum(map(len, frames))
        try:
            _, parts = self.session.feed_identities(frames)
            if size <= self.largest:
                message = self.session.deserialize(parts)
            else:
                message = self._only_its_head(parts)
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            self.kernel.stop("what it sent could not be read")
            raise NotAMessage(str(error)) from error
        message["size"] = size
        return message

    def _only_its_head(self, parts: Any) -> dict[str, Any]:
        """A message that is too large: its content is kept as bytes, to be cut."""
        if max(map(len, parts[1:3])) > 65536:
            raise NotAMessage("The head of a message is too long.")
        header, parent = (self.session.unpack(part) for part in parts[1:3])
        return {
            "header": header,
            "msg_type": header["msg_type"],
            "parent_header": parent,
            "content": {},
            "cut": parts[4],
        }


class SandboxClient(AsyncKernelClient):
    """jupyter_client's client over sockets that are connected before any cell has run."""

    def __init__(self, kernel: Kernel, limits: Limits, context: zmq.asyncio.Context) -> None:
        super().__init__(context=context)
        self._kernel, self._limits = kernel, limits
        self.load_connection_info(
            {
                "transport": "ipc",
                # Reached through the open folder, whatever is mounted or linked by then.
                "ip": f"/proc/self/fd/{kernel.sockets}/{places.SOCKET_NAME}",
                "key": kernel.key,
                "signature_scheme": "hmac-sha256",
                "shell_port": places.SHELL,
                "iopub_port": places.IOPUB,
            }
        )
        for name in ("shell", "iopub"):
            setattr(self, f"_{name}_channel", self._connect(name))

    def _connect(self, name: str) -> _Channel:
        socket = self.context.socket(zmq.DEALER if name == "shell" else zmq.SUB)
        socket.linger = 0
        socket.rcvhwm = _MOST_WAITING
        socket.maxmsgsize = self._limits.largest_message
        # Never again: by then a path could lead elsewhere.
        socket.reconnect_ivl = -1
        if name == "shell":
            socket.identity = self.session.bsession
        else:
            socket.subscribe(b"")
        channel = _Channel(socket, self.session)
        channel.hung_up = socket.get_monitor_socket(zmq.EVENT_DISCONNECTED)
        socket.connect(self._make_url(name))
        channel.kernel, channel.largest = self._kernel, self._limits.cell_output
        # An event loop has one listener for each descriptor, and there are two channels.
        channel.ended = os.dup(self._kernel.first)
        return channel

    def start_channels(self, *_: bool, **__: bool) -> None:
        """Nothing: both channels are connected; no heartbeat, no control, no questions asked."""
        self.allow_stdin = False

    def stop_channels(self) -> None:
        """Close both sockets."""
        for channel in (self._shell_channel, self._iopub_channel):
            if channel.is_alive():
                channel.socket.disable_monitor()
                channel.hung_up.close(linger=0)
                channel.stop()
                os.close(channel.ended)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers and its outputs arrive, without a pause."""
        until = time.monotonic() + min(timeout or _SECONDS_TO_ANSWER, _SECONDS_TO_ANSWER)
        while time.monotonic() < until:
            # Asked again where the kernel greeted before anybody listened.
            self.kernel_info()
            try:
                await self._iopub_channel.get_msg(timeout=_SECONDS_TO_ASK_AGAIN)
                await self._shell_channel.get_msg(timeout=_SECONDS_TO_ASK_AGAIN)
                return
            except Empty:
                continue
        raise KernelNotStarted(f"No answer within {_SECONDS_TO_ANSWER} seconds.")

    async def is_alive(self) -> bool:
        """Whether the kernel still runs."""
        return self._kernel.is_alive()


class OwnedKernel:
    """What nbclient asks of a kernel manager, for a kernel that already runs.

    Not a subclass of jupyter_client's: that one writes files and waits to start and stop, and
    nbclient leaves starting and stopping to whoever handed it a running kernel.
    """

    has_kernel = True
    kernel_id = "sandbox"

    def __init__(self, kernel: Kernel, limits: Limits, context: zmq.asyncio.Context) -> None:
        self.kernel = kernel
        self._made_of = (kernel, limits, context)

    def client(self) -> SandboxClient:
        """A client for it, made where its event loop runs."""
        return SandboxClient(*self._made_of)

    async def is_alive(self) -> bool:
        """Whether the kernel still runs."""
        return self.kernel.is_alive()

    async def shutdown_kernel(self, now: bool = True) -> None:
        """Asked for by nbclient where the kernel gives no answer."""
        self.kernel.stop("it gave no answer")

    async def cleanup_resources(self) -> None:
        """Nothing: whoever started the kernel ends it."""

    async def interrupt_kernel(self) -> None:
        """What Ctrl-C does."""
        self.kernel.interrupt()
