"""Originals are kept, unusable hand-ins are set aside with a reason: nothing is ever lost."""

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from course_tools.answers.disk import write_atomically
from course_tools.errors import GradingStopped

REASON_FILE = "reason.txt"
MENDABLE = "handed-in"
_STATE = ".state"
MOST_FILES = 2_000
LARGEST_FOLDER = 200_000_000  # bytes
DEEPEST_FOLDER = 30  # folders within folders; an honest hand-in has two or three
_KINDS = ("old", "mended")  # folders beside a hand-in while a mended one is put in its place
_RECORD = "kept.json"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}")


@dataclass(frozen=True)
class SetAside:
    """A hand-in that waits for a person, and why."""

    student: str
    reason: str
    folder: Path


def is_plain_name(student: str) -> bool:
    """Whether a participant's id is safe as a folder name and in nbgrader's patterns."""
    return bool(_PLAIN_NAME.fullmatch(student)) and ".." not in student


def files_in(folder: Path) -> Iterator[Path]:
    """Everything below a folder that is not a folder; links are listed, never followed."""
    waiting = [folder]  # not by recursion: a thousand folders within each other would stop Python
    while waiting:
        path = waiting.pop()
        if path == folder or _is_real_folder(path):
            waiting += sorted(path.iterdir(), reverse=True)
        else:
            yield path


def digest_of(folder: Path) -> str:
    """A digest of names and contents; for links of where they lead, for devices of their kind."""
    digest = hashlib.sha256()
    for path in files_in(folder):
        mode = path.lstat().st_mode
        digest.update(
            f"\0{path.relative_to(folder)}\0{stat.S_IFMT(mode)}\0".encode("utf-8", "replace")
        )
        if stat.S_ISLNK(mode):
            digest.update(os.fsencode(path.readlink()))
        elif stat.S_ISREG(mode):
            with contextlib.suppress(OSError), path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def is_too_much(folder: Path) -> bool:
    """Whether a hand-in has more files, folders or bytes than any honest one."""
    count = size = 0
    for inner, folders, files in os.walk(folder):
        count += len(folders) + len(files)
        size += sum((Path(inner) / name).lstat().st_size for name in files)
        depth = len(Path(inner).relative_to(folder).parts)
        if count > MOST_FILES or size > LARGEST_FOLDER or depth > DEEPEST_FOLDER:
            return True
    return False


def keep_original(root: Path, assignment: str, student: str, folder: Path) -> Path:
    """Copy a hand-in to `received/`, once for each version of it. Links stay links."""
    kept = root / "received" / student / assignment / digest_of(folder)[:12]
    if not kept.exists():
        unfinished = kept.with_name(f".{kept.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        copy_plainly(folder, unfinished)
        unfinished.rename(kept)
    return kept


def copy_plainly(folder: Path, target: Path, *, without: Sequence[str] = ()) -> None:
    """Copy a folder without following links; devices, pipes and names `without` are left out."""
    target.mkdir(parents=True)
    for path in files_in(folder):
        if is_under(path.relative_to(folder), without):
            continue
        mode = path.lstat().st_mode
        copied = target / path.relative_to(folder)
        if stat.S_ISLNK(mode) or stat.S_ISREG(mode):
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copied, follow_symlinks=False)


def is_under(relative: Path, names: Sequence[str]) -> bool:
    """Whether a path, or a folder on its way, fits one of these patterns."""
    return any(fnmatchcase(part, name) for part in relative.parts for name in names)


@contextlib.contextmanager
def mended_beside(folder: Path) -> Iterator[Path]:
    """A copy of a hand-in, to be mended while the hand-in stays as it is."""
    copied = _beside(folder, "mending")
    remove_folder(copied)
    copy_plainly(folder, copied)
    try:
        yield copied
    finally:
        remove_folder(copied)


def put_in_place(mended: Path, folder: Path, was: str) -> bool:
    """Put a mended copy where the hand-in was; at no moment is there half of one.

    `was` is the digest of what was mended. Where something else lies there by now, because
    somebody has handed in again at this moment, that stays, and the answer is False.
    """
    ready, old = _beside(folder, "mended"), _beside(folder, "old")
    remove_folder(ready)
    remove_folder(old)
    mended.rename(ready)
    folder.rename(old)
    is_same = digest_of(old) == was
    (ready if is_same else old).rename(folder)
    remove_folder(old)
    remove_folder(ready)
    return is_same


def finish_mending(root: Path, assignment: str) -> None:
    """Where a run was stopped while it put a mended hand-in into place: do that now."""
    for kind in _KINDS:
        for left in (root / "submitted").glob(f"*/.{assignment}.{kind}"):
            finish_one(left.with_name(assignment))


def finish_one(folder: Path) -> None:
    """The same for one hand-in: what lay there before, or else the mended one, is there again."""
    for kind in _KINDS:
        if not folder.exists() and _beside(folder, kind).exists():
            _beside(folder, kind).rename(folder)
        remove_folder(_beside(folder, kind))


def _beside(folder: Path, kind: str) -> Path:
    return folder.with_name(f".{folder.name}.{kind}")


def set_aside(root: Path, assignment: str, student: str, folder: Path, reason: str) -> SetAside:
    """Move a hand-in out of the way, with `reason.txt` beside it.

    The same hand-in coming again changes nothing there: staff may be mending it. When a different
    one comes, what waited before is kept inside, in `earlier/`.
    """
    waiting = root / "set-aside" / assignment / student
    state = _state_of(folder)
    is_same = _text_in(waiting / _STATE) == state
    if is_same and (waiting / MENDABLE).is_dir():
        _remove(folder)
        return SetAside(student, reason, waiting)
    if not is_same:
        _make_room(waiting)
    # The reason first: after a power cut the hand-in is in one of the two places, and both tell.
    _write(waiting / _STATE, state)
    _write(
        waiting / REASON_FILE,
        f"{reason}\n\nTo try again: mend the files in {MENDABLE}/, move that folder to "
        f"submitted/{student}/{assignment}, then run: course grade {assignment}\n",
    )
    if folder.is_symlink():
        _remove(folder)  # what it leads to is not ours
    elif folder.is_dir():
        shutil.move(folder, waiting / MENDABLE)
    elif folder.exists():
        shutil.copy2(folder, waiting / folder.name, follow_symlinks=False)
    return SetAside(student, reason, waiting)


def _make_room(waiting: Path) -> None:
    """What waited before goes into `earlier/`."""
    earlier = waiting.with_name(f".{waiting.name}.earlier")
    if waiting.exists():
        waiting.rename(earlier)
    waiting.mkdir(parents=True, exist_ok=True)
    if earlier.exists():
        earlier.rename(waiting / "earlier")


def _text_in(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _write(path: Path, text: str) -> None:
    write_atomically(path, text.encode("utf-8", "replace"))


def _state_of(folder: Path) -> str:
    if folder.is_symlink() or not folder.exists():
        return "nothing of ours"
    if not folder.is_dir():
        return f"{folder.name}:{folder.stat().st_size}"
    with contextlib.suppress(OSError):
        if not is_too_much(folder):
            return digest_of(folder)
    return f"not to be read, {secrets.token_hex(8)}"  # never taken for the same one again


def _remove(folder: Path) -> None:
    """Remove what was to be set aside from `submitted/`; files of staff's own folders stay."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.is_dir():
        remove_folder(folder)


def remove_folder(folder: Path) -> None:
    """Remove a folder, however deep; one that the disk does not let go stays.

    shutil.rmtree goes down by recursion: a thousand folders within each other would stop Python.
    """
    number = 0
    with contextlib.suppress(OSError):
        while inner := [path for path in folder.iterdir() if _is_real_folder(path)]:
            for path in inner:
                for below in list(path.iterdir()):
                    if _is_real_folder(below):
                        number += 1
                        below.rename(folder / f".{number}-{secrets.token_hex(4)}")
                    else:
                        below.unlink()
                path.rmdir()
        shutil.rmtree(folder)


def _is_real_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def all_set_aside(root: Path, assignment: str) -> list[SetAside]:
    """Every hand-in of an assignment that waits for a person."""
    found = []
    for path in sorted((root / "set-aside" / assignment).glob(f"*/{REASON_FILE}")):
        reason = path.read_text(encoding="utf-8").splitlines()
        found.append(SetAside(path.parent.name, reason[0] if reason else "", path.parent))
    return found


def try_again(root: Path, assignment: str, student: str) -> Path:
    """Put a mended hand-in back among those to be graded.

    Raises GradingStopped when none waits, or when a newer one has come meanwhile.
    """
    waiting = root / "set-aside" / assignment / student
    mended, target = waiting / MENDABLE, root / "submitted" / student / assignment
    if not mended.is_dir():
        raise GradingStopped(
            f"set-aside/{assignment}/{student} has no folder handed-in. `course grade {assignment}` "
            "lists what waits."
        )
    if target.exists():
        raise GradingStopped(
            f"{student} has handed in again meanwhile: submitted/{student}/{assignment}. Remove one."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(mended, target)
    remove_folder(waiting)
    return target


def remember(root: Path, assignment: str, student: str, mended: Path, remarks: list[str]) -> None:
    """Note what a hand-in looks like once mended, so that it is not mended twice."""
    record = root / "received" / student / assignment / _RECORD
    record.parent.mkdir(parents=True, exist_ok=True)
    content = {"mended": digest_of(mended), "remarks": remarks}
    _write(record, json.dumps(content, ensure_ascii=False, indent=1))


def remembered(root: Path, assignment: str, student: str, folder: Path) -> list[str] | None:
    """What was remarked about this very state of a hand-in, or None when it is new."""
    record = root / "received" / student / assignment / _RECORD
    try:
        known = json.loads(record.read_text(encoding="utf-8"))
        if known["mended"] == digest_of(folder):
            return [str(remark) for remark in known["remarks"]]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None
