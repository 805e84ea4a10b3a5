"""Good copies of the answers file in the folder `.answers`, thinned out with age.

They are ordered by revision, not by time, so a clock set back cannot hide the newest one. Each is
a file of its own, not a hard link: a program that writes into `answers.json` must not reach them.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from course_tools.answers.disk import write_flushed

FOLDER = ".answers"
COPY = "copy"
BEFORE_START_AGAIN = "before-start-again"
BEFORE_OTHER_WINDOW = "before-other-window"

_LOCK, _FORGETTING = "lock", "forgetting"
_NAME = re.compile(rf"^({COPY}|{BEFORE_START_AGAIN}|{BEFORE_OTHER_WINDOW})-(\d{{1,16}})\b.*\.json$")
_MOST_OF_A_KIND = 100  # of the copies that thinning leaves alone
_ALWAYS_KEPT = 8
_NEVER_REACHED = 10**17  # a revision
_CHECKPOINTS = ".ipynb_checkpoints"
# Beside answers.json: unfinished ones, and what sync tools, editors and JupyterLab make of it.
_ANOTHER = re.compile(r"^[.~$_]*answers\b.*\.json", re.IGNORECASE)


class Copy(NamedTuple):
    """One kept file; `revision` is the sheet's when it was made."""

    revision: int
    kind: str
    path: Path


def keep_copy(
    answers_file: Path,
    revision: int,
    content: bytes,
    is_wanted: Callable[[], bool] = lambda: True,
) -> bool:
    """Keep the content of a save under its revision, beside another that has the same number.

    `is_wanted` is asked once it is there: content that was erased meanwhile is not kept. It is not flushed to the disk: `answers.json` itself was. Failing to keep a copy must never
    stop a save, so it is not raised: False says so.
    """
    try:
        target, is_there = _place(answers_file, f"{COPY}-{revision}", content)
        if not is_there:
            _write_whole(target, content)
            if not is_wanted():
                target.unlink(missing_ok=True)
                return False
    except OSError:
        return False
    return True


def pin(answers_file: Path, kind: str, revision: int, content: bytes) -> None:
    """Keep the content before something is emptied or overwritten; thinning leaves it alone.

    Raises OSError: then nothing may be emptied.
    """
    target, is_there = _place(answers_file, f"{kind}-{revision}", content)
    if is_there:
        return
    try:
        write_flushed(target, content)
    except OSError:
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
        raise


def thin_out(answers_file: Path, revision: int) -> None:
    """Remove most of the older copies: the last eight stay, then ever fewer, about 60 in all.

    Of each stretch of revisions the oldest copy stays, so a jump in the numbers empties none.
    """
    stretches: set[tuple[int, int]] = set()
    pinned: dict[str, int] = {}
    copies = sorted(copies_in(answers_file))
    for copy in copies:
        age = revision - copy.revision
        stretch = (_spacing(age), copy.revision // _spacing(age))
        if copy.kind != COPY:
            continue
        if age >= _ALWAYS_KEPT and stretch in stretches:
            _remove(copy)
        stretches.add(stretch)
    for copy in reversed(copies):
        if copy.kind != COPY:
            pinned[copy.kind] = pinned.get(copy.kind, 0) + 1
            if pinned[copy.kind] > _MOST_OF_A_KIND:
                _remove(copy)


def begin_to_forget(answers_file: Path, revision: int) -> None:
    """Note that all copies are to go once answers.json has this revision. Raises OSError.

    After a crash the next window reads the note and finishes, or lets it be.
    """
    write_flushed(_note(answers_file), b"%d\n" % revision)


def to_forget(answers_file: Path) -> int | None:
    """The revision that was noted, when something came in between; None without a note.

    A note that is half was never acted on: its revision is one that no sheet reaches.
    """
    try:
        said = _note(answers_file).read_bytes()
    except OSError:
        return None
    return int(said) if re.fullmatch(rb"\d{1,16}\n", said) else _NEVER_REACHED


def forget(answers_file: Path) -> None:
    """Remove every copy of earlier answers, whatever it is called, then the note.

    Raises OSError when one could not be removed, after all the others are gone.
    """
    problem = None
    for path in _everything_else(answers_file):
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            problem = error
    if problem is not None:
        raise problem
    stop_forgetting(answers_file)


def stop_forgetting(answers_file: Path) -> None:
    """Take the note away. Raises OSError."""
    _note(answers_file).unlink(missing_ok=True)


def earlier_files(answers_file: Path) -> Iterator[bytes]:
    """What every file holds that `forget` would remove; one that cannot be read is passed over."""
    for path in _everything_else(answers_file):
        within = path.rglob("*") if path.is_dir() else (path,)
        for file in within:
            with contextlib.suppress(OSError):
                if file.is_file():
                    yield file.read_bytes()


def _everything_else(answers_file: Path) -> list[Path]:
    """All that may hold earlier answers: not answers.json itself, the lock and the note."""
    folder = answers_file.parent
    own = {_LOCK, _FORGETTING}
    found = [path for path in _in(folder / FOLDER) if path.name not in own]
    others = (*_in(folder), *_in(folder / _CHECKPOINTS))
    return found + [
        path for path in others if _ANOTHER.match(path.name) and not _is_same(path, answers_file)
    ]


def _in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _is_same(path: Path, other: Path) -> bool:
    """Also when a disk that does not tell capitals apart calls it "Answers.json"."""
    try:
        return path.samefile(other)
    except OSError:
        return path == other


def _note(answers_file: Path) -> Path:
    return answers_file.parent / FOLDER / _FORGETTING


def make_room(answers_file: Path) -> bool:
    """On a full disk the newest words matter most: drop older copies. Whether any was dropped."""
    older = sorted((c for c in copies_in(answers_file) if c.kind == COPY), reverse=True)
    for copy in older[_ALWAYS_KEPT:]:
        _remove(copy)
    return len(older) > _ALWAYS_KEPT


def copies_in(answers_file: Path) -> Iterator[Copy]:
    """All copies there are, in no order."""
    with contextlib.suppress(OSError):
        for path in (answers_file.parent / FOLDER).iterdir():
            if match := _NAME.match(path.name):
                yield Copy(int(match[2]), match[1], path)


def rivals(answers_file: Path) -> list[Path]:
    """What sync tools leave beside it, such as 'answers (conflicted copy).json'."""
    found = answers_file.parent.glob(f"{answers_file.stem}*.json")
    return sorted(path for path in found if path != answers_file)


def damaged(answers_file: Path) -> list[Path]:
    """Damaged files that were kept aside."""
    return sorted((answers_file.parent / FOLDER).glob("damaged*.json"))


def set_aside(answers_file: Path, content: bytes) -> Path:
    """Keep a damaged file under another name too, and say where. Raises OSError."""
    if answers_file.is_dir():
        target, is_there = _place(answers_file, "damaged-folder", None)
        answers_file.replace(target)
        return target
    target, is_there = _place(answers_file, "damaged", content)
    if not is_there:
        try:
            os.link(answers_file, target)  # needs no room; the file is replaced right after this
        except OSError:  # FAT, some network drives
            shutil.copyfile(answers_file, target)
    return target


def _spacing(age: int) -> int:
    """1 up to age 7, then 2, 4, 8…: a power of two, so that what stays today may stay tomorrow."""
    return 1 if age < _ALWAYS_KEPT else 1 << (age.bit_length() - 3)


def _write_whole(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError:
        target.unlink(missing_ok=True)  # a half-written one would only take up room
        raise


def _place(answers_file: Path, name: str, content: bytes | None) -> tuple[Path, bool]:
    """Where a copy goes, and whether the same content is already there."""
    number = 1
    while True:
        suffix = f"-{number}" if number > 1 else ""
        target = answers_file.parent / FOLDER / f"{name}{suffix}.json"
        if not target.exists():
            return target, False
        if target.is_file() and target.read_bytes() == content:
            return target, True
        number += 1


def _remove(copy: Copy) -> None:
    with contextlib.suppress(OSError):
        copy.path.unlink()
