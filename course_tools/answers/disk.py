"""Writing a file so that a crash, a full disk or a pulled plug leaves the old one or the new one."""

import contextlib
import errno
import os
import sys
import time
from pathlib import Path

# Some network file systems cannot flush a folder; the file itself was flushed.
_FOLDER_FLUSH_UNSUPPORTED = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF}


def write_atomically(path: Path, content: bytes) -> None:
    """Replace `path` with `content`, flushed to the disk itself before this returns.

    Raises OSError when that did not work; then `path` is what it was before.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            _flush_to_disk(file.fileno())
        _replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def remove_unfinished(path: Path) -> None:
    """Clear away what writers that were killed in the middle left beside `path`."""
    for left in path.parent.glob(f".{path.name}.*.tmp"):
        with contextlib.suppress(OSError):
            left.unlink()


def _replace(temporary: Path, path: Path) -> None:
    if sys.platform != "win32":
        temporary.replace(path)
        return
    for _ in range(20):  # a virus scanner or another window may hold the old file for a moment
        try:
            temporary.replace(path)
        except PermissionError:
            time.sleep(0.05)
        else:
            return
    temporary.replace(path)


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
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _FOLDER_FLUSH_UNSUPPORTED:
            raise
    finally:
        os.close(descriptor)
