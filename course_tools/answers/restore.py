"""What a folder still knows: the answers file, its copies, and the pages saved in notebooks."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from course_tools.answers import kept, mirror
from course_tools.answers.disk import read_if_there
from course_tools.answers.entries import (
    Entry,
    ReadBack,
    from_bytes,
    latest_revision,
    newest,
    with_words,
)
from course_tools.errors import AnswersFromNewerWorkbook

_NOTHING = ReadBack({}, is_whole=False)


@dataclass(frozen=True)
class Found:
    """`held`: the bytes of answers.json, None when it is gone. `main`: what could be read of it."""

    entries: dict[str, Entry]
    held: bytes | None
    main: ReadBack
    brought_back_from: str = ""  # "a copy" or "the saved page"; "" when answers.json says it all

    @property
    def is_damaged(self) -> bool:
        """Whether there is an answers.json that is not as the workbook wrote it."""
        return self.held is not None and not self.main.is_whole

    @property
    def is_stored(self) -> bool:
        """Whether answers.json holds exactly these entries."""
        return self.main.is_whole and self.main.entries == self.entries

    @property
    def revision(self) -> int:
        """How often the sheet has changed."""
        return latest_revision(self.entries)


NOTHING_FOUND = Found({}, None, _NOTHING)


def gather(answers_file: Path, memory: Mapping[str, Entry]) -> Found:
    """The newest of what the file, this window's memory and the copies say.

    Copies count when the file is damaged or gone, or when a sync tool brought an older one back.
    Raises OSError when the file is there but cannot be read, and AnswersFromNewerWorkbook.
    """
    held = read_if_there(answers_file)
    main = _NOTHING if held is None else from_bytes(held, answers_file.name)
    known = latest_revision(main.entries) if main.is_whole else -1
    copies = [
        read_copy(copy.path, refuse_newer=not main.is_whole)
        for copy in sorted(kept.copies_in(answers_file), reverse=True)
        if copy.revision > known
    ]
    whole = [copy.entries for copy in copies if copy.is_whole]
    if main.is_whole:
        entries = newest(main.entries, memory, *whole)
    else:  # in a damaged file a blank may be the damage
        entries = newest(with_words(main.entries), memory, *whole)
    return Found(entries, held, main, "a copy" if _adds(entries, main.entries, memory) else "")


def with_saved_pages(found: Found, answers_file: Path) -> Found:
    """Add what only the notebooks in the folder, or files that a sync tool put aside, still say.

    Their blanks never replace words. Beside a whole answers.json they only fill in questions that
    it does not know, since a notebook or a file may be a friend's, or a year old.
    """
    pages = with_words(newest(*mirror.entries_in_folder(answers_file.parent)))
    rivals = [with_words(read_copy(path).entries) for path in kept.rivals(answers_file)]
    entries = found.entries if found.main.is_whole else newest(found.entries, pages)
    for source in (pages, *rivals):
        entries = {**source, **entries}
    if entries == found.entries:
        return found
    return Found(entries, found.held, found.main, found.brought_back_from or "the saved page")


def earlier_entries(answers_file: Path, question: str) -> list[Entry]:
    """Every version of one answer that the folder still has, the latest first."""
    paths = [copy.path for copy in kept.copies_in(answers_file)]
    paths += kept.rivals(answers_file) + kept.damaged(answers_file)
    sources = [read_copy(path).entries for path in paths]
    sources += mirror.entries_in_folder(answers_file.parent)
    versions = [source[question] for source in sources if question in source]
    return sorted(versions, key=lambda entry: entry.revision, reverse=True)


def read_copy(path: Path, *, refuse_newer: bool = False) -> ReadBack:
    """A kept file; one that cannot be read, or was left by a newer workbook, gives nothing."""
    try:
        content = read_if_there(path)
        return _NOTHING if content is None else from_bytes(content, path.name)
    except AnswersFromNewerWorkbook:
        if refuse_newer:
            raise
        return _NOTHING
    except OSError:
        return _NOTHING


def _adds(entries: Mapping[str, Entry], *known: Mapping[str, Entry]) -> bool:
    before = newest(*known)
    return any(before.get(question) != entry for question, entry in with_words(entries).items())
