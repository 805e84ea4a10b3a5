"""What is put right in every hand-in, whatever kind of assignment it is for."""

import contextlib
import shutil
import stat
from pathlib import Path

from course_tools.grading import keeping
from course_tools.grading.gathering import LARGEST_NOTEBOOK
from course_tools.grading.times import TIMESTAMP, in_utc, short_text


def untie_links(folder: Path) -> list[str]:
    """Replace links by what they lead to, where that is in the folder; leave out all others."""
    remarks = []
    for path in list(keeping.files_in(folder)):
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            continue
        target = path
        if stat.S_ISLNK(mode):
            with contextlib.suppress(OSError, RuntimeError):  # links that lead round and round
                target = path.resolve()
        is_inside = target != path and target.is_relative_to(folder.resolve()) and target.is_file()
        path.unlink()
        if stat.S_ISLNK(mode) and is_inside:
            shutil.copyfile(target, path)
        else:
            remarks.append(f"'{path.name}' was a link out of the folder or a device; left out.")
    return remarks


def take_out_of_folder(folder: Path) -> list[str]:
    """A hand-in that was put into a folder of its own once more: one floor up again."""
    if any(folder.glob("*.ipynb")):
        return []
    inner = {p.parent for p in keeping.files_in(folder) if is_notebook(p)}
    if len(inner) != 1:
        return []
    for path in inner.pop().iterdir():
        if path.is_file() and not (folder / path.name).exists():
            path.rename(folder / path.name)
    return ["The notebook was in a folder inside the hand-in; taken out."]


def check_time(folder: Path) -> list[str]:
    """Leave out a time of handing in that nbgrader could not read."""
    path = folder / TIMESTAMP
    try:
        in_utc(short_text(path))
    except FileNotFoundError:
        return []
    except (ValueError, TypeError, OverflowError, OSError):
        path.unlink()
        return ["The time of handing in could not be read; it counts as on time."]
    return []


def is_notebook(path: Path) -> bool:
    """Whether this may be somebody's notebook; a checkpoint is none."""
    return (
        path.suffix == ".ipynb"
        and ".ipynb_checkpoints" not in path.parts
        and path.lstat().st_size <= LARGEST_NOTEBOOK
    )
