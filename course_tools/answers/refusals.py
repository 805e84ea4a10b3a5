"""What a refusal of the disk means for a participant, in one calm line with the remedy."""

import errno
from pathlib import Path

from course_tools.answers.disk import NO_ROOM

_SAFE = "Your words are still on this page, and everything saved before is safe."


def why_not_saved(error: OSError, folder: Path) -> str:
    """The line that stands under a form whose last change is not on the disk."""
    if isinstance(error, TimeoutError):
        return "Not saved yet: another window is busy saving. Type one more letter to try again."
    if error.errno in NO_ROOM | {errno.EFBIG}:
        return f"Not saved: the disk is full. {_SAFE} Free some room, then type one more letter."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return (
            f"Not saved: the folder '{folder.name}' may not be written to. {_SAFE} "
            "Copy the workbook to a folder of your own and open it there."
        )
    if isinstance(error, FileNotFoundError):
        return (
            f"Not saved: the folder '{folder.name}' is gone. {_SAFE} Put it back, then try again."
        )
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return (
            f"Not saved: in the folder '{folder.name}' a file is called '.answers'. {_SAFE} "
            "Rename that file, then type one more letter."
        )
    return f"Not saved: the disk said '{error.strerror or error}'. {_SAFE} Try once more."


def why_not_erased(error: OSError, folder: Path) -> str:
    """The line when not all of it could be erased."""
    if isinstance(error, TimeoutError):
        return "Not erased yet: another window is busy saving. Wait a moment, then erase it again."
    remedy = "Close other programs that use this folder"
    if error.errno in NO_ROOM:
        remedy = "Free some room on the disk"
    return (
        f"Not erased, or not everywhere yet: in the folder '{folder.name}' the disk said "
        f"'{error.strerror or error}'. {remedy}, then erase it again."
    )


def why_not_read(error: OSError, answers_file: Path) -> str:
    """The line in place of the forms when the answers are there but cannot be read."""
    return (
        f"{answers_file.name} in '{answers_file.parent.name}' cannot be read "
        f"({error.strerror or error}). It was left as it is. Close other programs that use it, "
        "or ask whoever looks after this computer, then open the page again."
    )
