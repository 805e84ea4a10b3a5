"""Which files of a folder may go out with a hand-in: a short list, and nothing beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ANSWERS = "answers.json"
PRINTABLE = "answers.html"
PRIVATE_FOLDERS = ("my-work", "private", ".answers", ".ipynb_checkpoints")
LARGEST_FILE = 20_000_000  # bytes; a page of writing has some thousands


@dataclass(frozen=True)
class LeftOut:
    """A file or folder that stays here, and why, in plain words."""

    name: str
    reason: str


@dataclass(frozen=True)
class Leaving:
    """`files` are existing plain files inside the folder, in a fixed order."""

    files: tuple[Path, ...]
    left_out: tuple[LeftOut, ...]


def files_that_may_leave(
    folder: Path, assignment: str, *, notebook: str = "", data: Sequence[str] = ()
) -> Leaving:
    """The notebook, the answers, their printable page, and the data files that were released.

    `notebook` is its file name where it was renamed; `data` are paths inside the folder. What is
    in a private folder, hidden, a way out of the folder or too large stays, whatever its name.
    """
    wanted = [notebook or f"{assignment}.ipynb", ANSWERS, PRINTABLE, *sorted(set(data))]
    files, left_out = [], []
    for name in dict.fromkeys(wanted):
        path = folder / name
        if not path.exists() and not path.is_symlink():
            continue
        reason = why_it_stays(folder, PurePosixPath(name))
        if reason:
            left_out.append(LeftOut(name, reason))
        else:
            files.append(path)
    others = [
        LeftOut(name, why_it_stays(folder, PurePosixPath(name)) or _not_asked_for(name))
        for name in _names_in(folder)
        if name not in wanted and not _holds_one(name, wanted)
    ]
    return Leaving(tuple(files), (*left_out, *others))


def why_it_stays(folder: Path, name: PurePosixPath) -> str:
    """Why a path inside a folder must never go out; "" when nothing speaks against it."""
    if name.is_absolute() or ".." in name.parts or "\\" in str(name):
        return "it is outside this folder"
    if reason := _by_name(name):
        return reason
    path, inside = folder / name, folder.resolve()
    if not path.resolve().is_relative_to(inside):
        return "it is a link that leads out of this folder"
    # A link within the folder may still lead to what is private.
    if reason := _by_name(PurePosixPath(path.resolve().relative_to(inside).as_posix())):
        return f"it is a link, and {reason}"
    if path.is_file() and path.stat().st_size > LARGEST_FILE:
        return "it is larger than 20 MB"
    return "" if path.is_file() or path.is_dir() else "it is no plain file"


def _by_name(name: PurePosixPath) -> str:
    if any(part.casefold() in PRIVATE_FOLDERS for part in name.parts):
        return "it is private"
    return "it is hidden" if any(part.startswith(".") for part in name.parts) else ""


def _names_in(folder: Path) -> Iterator[str]:
    yield from sorted(path.name for path in folder.iterdir())


def _holds_one(name: str, wanted: Sequence[str]) -> bool:
    """Whether a folder holds one of the wanted files, so that it is not called left out."""
    return any(file.startswith(f"{name}/") for file in wanted)


def _not_asked_for(name: str) -> str:
    if name.endswith(".ipynb"):
        return "it is another notebook"
    return "it is not part of this assignment"
