"""AnswerSheet: record an answer, read it back, start again, find earlier words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from course_tools.answers import kept, mirror
from course_tools.answers.disk import remove_unfinished, write_atomically
from course_tools.answers.entries import (
    Entry,
    Json,
    ReadBack,
    as_text,
    from_text,
    is_blank,
    newest,
    plain,
)
from course_tools.errors import AnswersNotSaved

ANSWERS_FILE = "answers.json"
_THIN_EVERY = 16  # revisions
_LONGEST_WAIT = 10.0  # seconds for another window to finish its save


@dataclass(frozen=True)
class Saved:
    """`also_elsewhere`: another window had changed the same question since this one read it."""

    question: str
    revision: int
    at: datetime  # local time
    also_elsewhere: bool = False


class AnswerSheet:
    """The answers of one folder, shared by every notebook and window that is open on it.

    Opening restores, in this order, from `answers.json`, its kept copies when it is damaged or
    gone, and the mirror in the saved notebooks. `notices` says in calm words what was restored.

    Raises AnswersFromNewerWorkbook. An unreadable or read-only folder raises only when
    something is to be recorded.
    """

    def __init__(self, folder: Path | str = ".") -> None:
        self.folder = Path(folder).resolve()
        self.notices: list[str] = []
        self._file = self.folder / ANSWERS_FILE
        self._entries: dict[str, Entry] = {}
        self._stamp: tuple[int, ...] | None = None
        self._seen: dict[str, int] = {}  # the revision of each question this window last showed
        self._open()

    def answer(self, question: str, default: Json = None) -> Json:
        """The latest answer, or `default` while the question is blank."""
        self._refresh()
        entry = self._entries.get(question)
        self._seen[question] = entry.revision if entry else 0
        return default if entry is None or is_blank(entry.value) else entry.value

    def entry(self, question: str) -> Entry | None:
        """The latest answer with its revision and time, also when it was emptied on purpose."""
        return self._entries.get(question)

    def questions(self) -> list[str]:
        """The ids of all questions that have an answer, in the order they were first answered."""
        self._refresh()
        return [name for name, entry in self._entries.items() if not is_blank(entry.value)]

    def record(self, question: str, value: Json) -> Saved:
        """Save one answer. When this returns, it is on the disk.

        An answer equal to the saved one is not written again.
        Raises AnswerUnfit for what is not plain data and AnswersNotSaved when the disk refuses;
        either way everything saved before is still there.
        """
        value = plain(question, value)
        with self._turn():
            known = self._entries.get(question)
            if known is not None and known.value == value and type(known.value) is type(value):
                self._seen[question] = known.revision
                return Saved(question, known.revision, _local(known.saved))
            elsewhere = known is not None and known.revision > self._seen.get(question, 0)
            return self._write(question, value, also_elsewhere=elsewhere)

    def start_again(self, question: str) -> Saved:
        """Empty one answer; the present file is kept for good as a copy of its own."""
        with self._turn():
            kept.keep_copy(self._file, self._revision(), name="before-start-again")
            return self._write(question, None, also_elsewhere=False)

    def earlier(self, question: str) -> list[Entry]:
        """Different earlier answers to a question, the latest first, from the kept copies."""
        now = self._entries.get(question)
        found: dict[int, Entry] = {}
        for path in kept.copies_newest_first(self._file):
            entry = self._read(path).entries.get(question)
            if entry and not is_blank(entry.value) and (not now or entry.value != now.value):
                found.setdefault(entry.revision, entry)
        return [found[revision] for revision in sorted(found, reverse=True)]

    def mirror(self, questions: list[str]) -> dict[str, Json]:
        """The entries of some questions, for a cell's output."""
        self._refresh()
        wanted = {name: self._entries[name] for name in questions if name in self._entries}
        return mirror.mirror_data(wanted)

    # How it is kept

    def _open(self) -> None:
        try:
            stamp, main = _stamp(self._file), self._read(self._file)
        except FileNotFoundError:
            stamp, main = None, ReadBack({}, is_whole=False)
        except OSError as error:  # there, but not to be read: never write over it
            raise AnswersNotSaved(
                f"{ANSWERS_FILE} in '{self.folder.name}' cannot be read "
                f"({error.strerror or error}). It was left as it is. Close other programs that "
                "use it, or ask whoever looks after this computer, then open the page again."
            ) from error
        mirrored = mirror.entries_in_folder(self.folder)
        if stamp and main.is_whole:
            self._entries, self._stamp = main.entries, stamp
            missing = {q: e for q, e in mirrored.items() if q not in main.entries}
            if any(not is_blank(entry.value) for entry in missing.values()):
                self._restore(newest(main.entries, _with_words(missing)), "the saved page")
            return
        copies = [self._read(path).entries for path in kept.copies_newest_first(self._file)]
        rescued = newest(main.entries, *copies, mirrored)
        if stamp:
            self._set_aside()
        if any(not is_blank(entry.value) for entry in rescued.values()):
            self._restore(rescued, "a copy")

    def _restore(self, entries: dict[str, Entry], source: str) -> None:
        self._entries = entries
        self.notices.append(f"Your earlier answers were brought back from {source}.")
        try:
            with self._turn(reread=False):
                self._replace_file()
        except AnswersNotSaved as problem:
            self.notices.append(str(problem))

    def _set_aside(self) -> None:
        try:
            target = kept.set_aside(self._file)
        except OSError:
            return
        self.notices.append(
            f"The answers file was damaged. It is kept as {target.parent.name}/{target.name}."
        )

    def _refresh(self) -> None:
        """Take in what another window saved. Costs one look at the file's size and time."""
        try:
            stamp = _stamp(self._file)
        except OSError:
            return  # gone: what is in memory is written back with the next save
        if stamp == self._stamp:
            return
        try:
            read = self._read(self._file)
        except OSError:
            return
        if read.is_whole:
            self._entries = newest(self._only_newer(read.entries), read.entries)
            self._stamp = stamp

    def _only_newer(self, there: dict[str, Entry]) -> dict[str, Entry]:
        """What only this window still has, when the file was replaced by an older one."""
        return {
            question: entry
            for question, entry in self._entries.items()
            if question not in there or entry.revision > there[question].revision
        }

    @contextmanager
    def _turn(self, *, reread: bool = True) -> Iterator[None]:
        """One window at a time; turns every refusal of the disk into one calm error."""
        try:
            (self.folder / kept.FOLDER).mkdir(exist_ok=True)
            with FileLock(self.folder / kept.FOLDER / "lock", timeout=_LONGEST_WAIT):
                if reread:
                    self._refresh()
                yield
        except Timeout as error:
            raise AnswersNotSaved(
                "Not saved yet: another window is busy saving. Type one more letter to try again."
            ) from error
        except OSError as error:
            raise AnswersNotSaved(_why_not_saved(error, self.folder)) from error

    def _write(self, question: str, value: Json, *, also_elsewhere: bool) -> Saved:
        revision = self._revision() + 1
        now = datetime.now(UTC)
        before = dict(self._entries)
        self._entries[question] = Entry(value, revision, now.isoformat(timespec="seconds"))
        try:
            self._replace_file()
        except OSError:
            self._entries = before
            raise
        self._seen[question] = revision
        if revision % _THIN_EVERY == 0:
            kept.thin_out(self._file, revision)
        return Saved(question, revision, now.astimezone(), also_elsewhere)

    def _replace_file(self) -> None:
        remove_unfinished(self._file)  # we hold the lock: any unfinished file is a dead one
        kept.keep_copy(self._file, max(0, self._revision() - 1))
        write_atomically(self._file, as_text(self.folder.name, self._entries).encode())
        self._stamp = _stamp(self._file)

    def _revision(self) -> int:
        return max((entry.revision for entry in self._entries.values()), default=0)

    def _read(self, path: Path) -> ReadBack:
        try:
            return from_text(path.read_bytes().decode("utf-8"), path.name)
        except FileNotFoundError:
            return ReadBack({}, is_whole=False)
        except ValueError:  # not UTF-8, not JSON, not answers
            return ReadBack({}, is_whole=False)


def _with_words(entries: dict[str, Entry]) -> dict[str, Entry]:
    """Mirrored entries that say something; a blank never overwrites an answer."""
    return {question: entry for question, entry in entries.items() if not is_blank(entry.value)}


def _stamp(path: Path) -> tuple[int, ...]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size, status.st_ino


def _local(iso: str) -> datetime:
    try:
        return datetime.fromisoformat(iso).astimezone()
    except (ValueError, OverflowError):
        return datetime.now(UTC).astimezone()


def _why_not_saved(error: OSError, folder: Path) -> str:
    safe = "Your words are still on this page, and everything saved before is safe."
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return f"Not saved: the disk is full. {safe} Free some room, then type one more letter."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return (
            f"Not saved: the folder '{folder.name}' may not be written to. {safe} "
            "Copy the workbook to a folder of your own and open it there."
        )
    if isinstance(error, FileNotFoundError):
        return f"Not saved: the folder '{folder.name}' is gone. {safe} Put it back, then try again."
    return f"Not saved: the disk said '{error.strerror or error}'. {safe} Try once more."
