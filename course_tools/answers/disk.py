"""Writing a file so that a crash, a full disk or a pulled plug leaves the old one or the new one."""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}

# Some network file systems cannot flush a folder; the file itself was flushed.
_FOLDER_FLUSH_UNSUPPORTED = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF}

_Result = TypeVar("_Result")


def write_atomically(path: Path, content: bytes) -> None:
    """Replace `path` with `content`, flushed to the disk itself before this returns.

    Raises OSError when that did not work; then `path` is what it was before (or, when only the
    last flush of the folder failed, already the new one).
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        write_flushed(temporary, content)
        _patiently(lambda: temporary.replace(path))
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def write_flushed(path: Path, content: bytes) -> None:
    """Write a new file down to the disk itself. A crash may leave half of it. Raises OSError."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        _flush_to_disk(file.fileno())


def read_if_there(path: Path) -> bytes | None:
    """The content, or None when there is no such file. A folder of that name reads as empty.

    Raises OSError when it is there but cannot be read.
    """
    try:
        return _patiently(path.read_bytes)
    except FileNotFoundError:
        return None
    except OSError:
        if path.is_dir():
            return b""
        raise


def unfinished(path: Path) -> list[Path]:
    """What writers that were killed in the middle left beside `path`."""
    return list(path.parent.glob(f".{path.name}.*.tmp"))


def remove_unfinished(path: Path) -> None:
    """Clear those away. Only for who holds the lock: a living writer's file looks the same."""
    for left in unfinished(path):
        with contextlib.suppress(OSError):
            left.unlink()


def _patiently(action: Callable[[], _Result]) -> _Result:
    """On Windows a virus scanner, a sync tool or another window may hold a file for a moment."""
    for _ in range(20 if sys.platform == "win32" else 0):
        try:
            return action()
        except PermissionError:
            time.sleep(0.05)
    return action()


def _flush_to_disk(descriptor: int) -> None:
    if sys.platform == "darwin":  # there fsync only hands over to the drive's own cache
        import fcntl  # noqa: PLC0415

        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":  # a folder cannot be opened there; NTFS journals the rename
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _FOLDER_FLUSH_UNSUPPORTED:
            raise
