"""The files that go into the sandbox: a copy in memory, so that no folder of ours is shared."""

import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

from course_tools.grading.sandbox.places import MOST_FILES

# The working folder also holds what the notebook writes.
_MOST_PACKED = MOST_FILES // 2


def pack(folder: Path, most: int) -> tuple[int, list[str]]:
    """The data files of a hand-in as a tar archive in memory, at most `most` bytes of them.

    Returns a descriptor, for the caller to close, and a line for each file left out. Notebooks,
    links and whatever is no ordinary file stay out: a link may lead anywhere.
    """
    packed = os.memfd_create("hand-in", os.MFD_CLOEXEC)
    left_out: list[str] = []
    size = count = 0
    with (
        os.fdopen(os.dup(packed), "wb") as stream,
        tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in _ordinary_files(folder):
            name = str(path.relative_to(folder))
            length = path.stat(follow_symlinks=False).st_size
            if size + length > most or count >= _MOST_PACKED:
                left_out.append(f"{name} was left out: the files are too many or too large.")
                continue
            size, count = size + length, count + 1
            _add(archive, path, name)
    os.lseek(packed, 0, os.SEEK_SET)
    return packed, left_out[:10]


def _ordinary_files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(n for n in folders if n != ".ipynb_checkpoints")
        for name in sorted(names):
            path = Path(place, name)
            if path.suffix != ".ipynb" and path.is_file() and not path.is_symlink():
                yield path


def _add(archive: tarfile.TarFile, path: Path, name: str) -> None:
    # A file swapped for a link since it was listed is not followed.
    number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(number, "rb") as file:
        about = tarfile.TarInfo(name)
        about.size = os.fstat(number).st_size
        about.mode = 0o600
        archive.addfile(about, file)
