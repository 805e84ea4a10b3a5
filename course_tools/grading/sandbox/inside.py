"""Inside the sandbox: namespaces, file systems and limits of one notebook's processes.

Uses the standard library alone and knows nothing of the course.
"""

import contextlib
import ctypes
import os
import resource
import tarfile
from pathlib import Path
from typing import Any

from course_tools.grading.sandbox.places import MOST_FILES, SOCKETS, WORK

_SLAVE, _RECURSIVE, _NOSUID, _NODEV = 1 << 19, 1 << 14, 2, 4
_NEW = {"mount": 0x20000, "cgroup": 0x2000000, "uts": 0x4000000, "ipc": 0x8000000}
_NEW |= {"user": 0x10000000, "pid": 0x20000000, "net": 0x40000000}
_DUMPABLE, _BOUNDING_DROP, _NO_NEW_PRIVILEGES, _AMBIENT, _CLEAR_ALL = 4, 24, 38, 47, 4
_libc = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: Any) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")


def become(uid: int) -> None:
    """From root to nobody in particular; nothing for ordinary users."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
        # Changing the user makes a process unreadable for itself, and so its user map unwritable.
        hide(False)
    give_up_powers()


def leave_for_own_namespaces() -> None:
    """A user, mounts, processes, network, names and shared memory of one's own."""
    uid, gid = os.getuid(), os.getgid()
    flags = 0
    for flag in _NEW.values():
        flags |= flag
    _call("unshare", flags)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")


def mount_own_places(disk: int) -> None:
    """Empty places to write to, of limited size, and only this notebook's processes in /proc."""
    _call("mount", None, b"/", None, _SLAVE | _RECURSIVE, None)
    for place, size in ((WORK, disk), ("/tmp", disk), ("/dev/shm", disk), (SOCKETS, 1 << 20)):
        options = f"size={size},nr_inodes={MOST_FILES},mode=700".encode()
        _call("mount", b"tmpfs", place.encode(), b"tmpfs", _NOSUID | _NODEV, options)
    # Some machines refuse; then the outer one stays, whose processes belong to another user
    # namespace and so can be counted but neither read nor signalled.
    with contextlib.suppress(OSError):
        _call("mount", b"proc", b"/proc", b"proc", _NOSUID | _NODEV, None)


def give_up_powers() -> None:
    """No capability now or later, for this process and all it starts."""
    _libc.prctl(_AMBIENT, _CLEAR_ALL, 0, 0, 0)
    capability = 0
    while _libc.prctl(_BOUNDING_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    _call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    _call("capset", header, (ctypes.c_uint32 * 6)())


def hide(hidden: bool = True) -> None:
    """Make this process unreadable and untraceable for others of the same user."""
    _call("prctl", _DUMPABLE, 0 if hidden else 1, 0, 0, 0)


def limit_use(memory: int, processes: int, disk: int, seconds: int) -> None:
    """The classic limits; memory counts from what the warm process already has."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    space = pages * resource.getpagesize() + memory
    for kind, most in (
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_FSIZE, disk),
        (resource.RLIMIT_NOFILE, 512),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        _, highest = resource.getrlimit(kind)
        limit = most if highest == resource.RLIM_INFINITY else min(most, highest)
        resource.setrlimit(kind, (limit, limit))


def close_all_but(*kept: int) -> None:
    """Close every file except the three standard ones and those named."""
    low = 3
    for number in sorted(kept):
        os.closerange(low, number)
        low = number + 1
    os.closerange(low, max(low, os.sysconf("SC_OPEN_MAX")))


def unpack(packed: int, into: str) -> None:
    """Write the handed-in files; the worker packed them, so the names are harmless."""
    with os.fdopen(packed, "rb") as stream, tarfile.open(fileobj=stream, mode="r:") as files:
        files.extractall(into, filter="data")
