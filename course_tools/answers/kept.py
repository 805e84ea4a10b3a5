"""Earlier good copies of an answers file, thinned out with age.

They are ordered by revision, not by time, so a clock set back cannot hide the newest one.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

FOLDER = ".answers"
_COPY = re.compile(r"^(copy|before-start-again)-(\d+)\.json$")


def keep_copy(answers_file: Path, revision: int, *, name: str = "copy") -> None:
    """Keep the present file under its revision. Costs a hard link, or a copy where links fail.

    Failing to keep a copy must never stop a save, so every OSError is passed over.
    """
    folder = answers_file.parent / FOLDER
    target = folder / f"{name}-{revision}.json"
    with contextlib.suppress(OSError):
        if target.exists() or not answers_file.exists():
            return
        try:
            os.link(answers_file, target)
        except OSError:  # FAT, some network drives
            shutil.copy2(answers_file, target)


def thin_out(answers_file: Path, revision: int) -> None:
    """Remove most of the older copies: the last eight stay, then ever fewer, about 60 in all."""
    for copy in _copies(answers_file):
        kind, age = copy[1], revision - copy[0]
        if kind == "copy" and copy[0] % _spacing(age):
            with contextlib.suppress(OSError):
                copy[2].unlink()


def copies_newest_first(answers_file: Path) -> list[Path]:
    """All copies there are, the latest first."""
    return [path for _, _, path in sorted(_copies(answers_file), reverse=True)]


def set_aside(answers_file: Path) -> Path:
    """Move a damaged file out of the way, and say where it is now."""
    folder = answers_file.parent / FOLDER
    folder.mkdir(exist_ok=True)
    number = 1 + sum(1 for _ in folder.glob("damaged-*.json"))
    while (target := folder / f"damaged-{number}.json").exists():
        number += 1
    answers_file.replace(target)
    return target


def _spacing(age: int) -> int:
    """1 up to age 7, then 2, 4, 8…: a power of two, so that what stays today may stay tomorrow."""
    return 1 if age < 8 else 1 << (age.bit_length() - 3)


def _copies(answers_file: Path) -> Iterator[tuple[int, str, Path]]:
    with contextlib.suppress(OSError):
        for path in (answers_file.parent / FOLDER).iterdir():
            if match := _COPY.match(path.name):
                yield int(match[2]), match[1], path
