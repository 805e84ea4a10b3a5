"""Hand-in files that came by e-mail or from a learning platform: looked at before unpacking."""

import os
import re
import shutil
import stat
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from course_tools.grading import keeping
from course_tools.grading.gathering import LARGEST_ANSWERS, LARGEST_NOTEBOOK
from course_tools.grading.preflight import Finding, preflight
from course_tools.grading.wording import printable
from course_tools.privacy.leaving import PRIVATE_FOLDERS

MOST_MEMBERS = 200
LONGEST_NAME = 200  # bytes; disks take 255
LARGEST_CONTENT = 150_000_000  # bytes once unpacked
# Platforms put words before and after the name; the middle stays.
NAME = re.compile(
    r"(?P<assignment>[a-z0-9]+(?:-[a-z0-9]+)*)__(?P<student>[A-Za-z0-9._@+-]+?)"
    r"__(?P<time>\d{8}T\d{6})Z?(?=\D|$)"
)
_LIMITS = {".ipynb": LARGEST_NOTEBOOK, ".json": LARGEST_ANSWERS, ".html": LARGEST_ANSWERS}


class UnfitZip(ValueError):
    """Why a zip is not unpacked."""


@dataclass(frozen=True)
class HandInName:
    """What the name of a hand-in file says; the time is UTC."""

    assignment: str
    student: str
    time: datetime


def read_name(path: Path) -> HandInName | None:
    """What a hand-in file's name says, or None when it is not one of ours."""
    found = NAME.search(path.name)
    if found is None or not keeping.is_plain_name(found["student"]):
        return None
    try:
        time = datetime.strptime(found["time"], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return HandInName(found["assignment"], found["student"], time)


def wanted_members(path: Path) -> list[zipfile.ZipInfo]:
    """The notebook and the answers in a zip. Raises UnfitZip, in words, for anything unsafe."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except Exception:  # a damaged zip makes zipfile raise almost anything
        raise UnfitZip(f"{path.name} is damaged or not a zip file.") from None
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > LARGEST_CONTENT:
        raise UnfitZip(f"{path.name} would unpack to far more than a hand-in is.")
    for member in members:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
            raise UnfitZip(f"{path.name} holds a file that would land outside its folder.")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise UnfitZip(f"{path.name} holds a link.")
        # Other ways of packing unpack all at once, however large it gets.
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnfitZip(f"{path.name} is packed in an unusual way. Ask for a plain zip.")
        if member.flag_bits & 0x1:
            raise UnfitZip(f"{path.name} is locked with a password. Ask for one without.")
    kept = [m for m in members if Path(m.filename).suffix in _LIMITS and not _stays_unread(m)]
    kept.sort(key=lambda m: m.filename.count("/"))  # of two files of one name the outer one counts
    if not any(m.filename.endswith(".ipynb") for m in kept) and not any(
        Path(m.filename).name == "answers.json" for m in kept
    ):
        raise UnfitZip(f"{path.name} holds neither a notebook nor answers.")
    return kept


def _stays_unread(member: zipfile.ZipInfo) -> bool:
    """Whether it is a folder, or something private or hidden in a folder zipped by hand."""
    parts = [part.casefold() for part in Path(member.filename).parts]
    return member.is_dir() or any(p.startswith(".") or p in PRIVATE_FOLDERS for p in parts)


def unpack(path: Path, into: Path) -> None:
    """Unpack the notebook and the answers into one flat folder. Raises UnfitZip."""
    members = wanted_members(path)
    into.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path) as archive:
        for member in members:
            name = Path(member.filename.replace("\\", "/"))
            if len(os.fsencode(name.name)) > LONGEST_NAME:
                raise UnfitZip(f"'{name.name:.40}…' in {path.name} is no name for a file.")
            if "__MACOSX" in name.parts or (into / name.name).exists():
                continue
            most = _LIMITS[name.suffix]
            try:
                with archive.open(member) as packed:
                    # The size that a zip states may be a lie; what is read is counted.
                    content = packed.read(most + 1)
            except Exception:  # as above; zlib has an error of its own, too
                raise UnfitZip(f"{path.name} is damaged.") from None
            if len(content) > most:
                raise UnfitZip(f"'{name.name}' in {path.name} is far too large.")
            (into / name.name).write_bytes(content)


def collect_zips(root: Path, assignment: str, folder: Path | None = None) -> list[Finding]:
    """Take in the newest hand-in file of each participant from `folder`.

    `folder` is `downloaded/ASSIGNMENT/archive` unless given. An older file never replaces a newer
    hand-in. Files that cannot be used are set aside under their own name.
    """
    folder = folder or root / "downloaded" / assignment / "archive"
    newest: dict[str, tuple[datetime, Path]] = {}
    senders: dict[str, set[str]] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or path.is_dir():
            continue
        named = read_name(path)
        if named is None or named.assignment != assignment:
            reason = (
                f"{path.name} is not named like {assignment}__STUDENT__20240901T120000.zip, so "
                "nobody knows whose it is. Rename it."
            )
            keeping.set_aside(root, assignment, f"file-{_slug(path.stem)}", path, reason)
            continue
        senders.setdefault(named.student, set()).add(_before_name(path))
        if named.student not in newest or named.time > newest[named.student][0]:
            newest[named.student] = (named.time, path)
    for student, (time, path) in newest.items():
        _take_in(root, assignment, student, time, path)
    shared = [_shared_name(who, said) for who, said in senders.items() if len(said - {""}) > 1]
    return [*shared, *preflight(root, assignment)]


def _before_name(path: Path) -> str:
    """What a platform put before the name of a hand-in file: as a rule, who sent it."""
    found = NAME.search(path.name)
    return path.name[: found.start()].strip(" _-") if found else ""


def _shared_name(student: str, senders: set[str]) -> Finding:
    said = printable(" and ".join(f"'{sender:.60}'" for sender in sorted(senders - {""})))
    return Finding(
        student,
        [
            f"Files of this name came from {said}; only the newest one counts. If these are two "
            "people, rename the file of one of them."
        ],
    )


def _take_in(root: Path, assignment: str, student: str, time: datetime, path: Path) -> None:
    target = root / "submitted" / student / assignment
    if target.is_dir() and _time_of(target) >= time:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".") as scratch:
        unpacked = Path(scratch) / assignment
        try:
            if path.is_symlink():
                raise UnfitZip(f"{path.name} is a link.")
            unpack(path, unpacked)
        except UnfitZip as problem:
            keeping.set_aside(root, assignment, student, path, str(problem))
            return
        (unpacked / "timestamp.txt").write_text(f"{time:%Y-%m-%d %H:%M:%S} UTC\n", encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        unpacked.rename(target)


def _time_of(folder: Path) -> datetime:
    from nbgrader.utils import parse_utc  # noqa: PLC0415

    try:
        time: datetime = parse_utc((folder / "timestamp.txt").read_text(encoding="utf-8").strip())
    except (OSError, ValueError, TypeError, OverflowError):
        time = datetime.min
    return time.replace(tzinfo=UTC)


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:60] or "unnamed"
