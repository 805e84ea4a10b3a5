"""AnswerSheet: record an answer, read it back, start again, find earlier words."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from course_tools.answers import kept
from course_tools.answers.disk import (
    NO_ROOM,
    read_if_there,
    remove_unfinished,
    unfinished,
    write_atomically,
)
from course_tools.answers.entries import (
    Entry,
    Json,
    ReadBack,
    as_data,
    as_text,
    copied,
    is_blank,
    latest_revision,
    local_time,
    plain,
    same,
)
from course_tools.answers.refusals import why_not_erased, why_not_read, why_not_saved
from course_tools.answers.restore import (
    NOTHING_FOUND,
    Found,
    earlier_entries,
    gather,
    with_saved_pages,
)
from course_tools.errors import AnswerErased, AnswersNotSaved

ANSWERS_FILE = "answers.json"
_THIN_EVERY = 16  # saves
_NEVER = Entry(None, 0, "")
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

    Opening restores, in this order, from `answers.json`, its kept copies when it is damaged, gone
    or replaced by an older one, and the mirror in the saved notebooks. `notices` says in calm
    words what was restored.

    Opening raises AnswersFromNewerWorkbook, and AnswersNotSaved when the file is there but cannot
    be read: showing blank forms over it would harm. A read-only folder opens; only recording
    raises.
    """

    def __init__(self, folder: Path | str = ".") -> None:
        self.folder = Path(folder).resolve()
        self.notices: list[str] = []
        self._file = self.folder / ANSWERS_FILE
        self._lock = FileLock(self.folder / kept.FOLDER / "lock")
        self._entries: dict[str, Entry] = {}
        self._found = NOTHING_FOUND  # how the folder was when last looked at
        self._has_copy = False  # whether the present file has a good copy
        self._saves = 0
        self._seen: dict[str, int] = {}  # the revision of each question this window last showed
        self._open()

    def answer(self, question: str, default: Json = None) -> Json:
        """The latest answer, or `default` while the question is blank."""
        entry = self.entry(question)
        self._seen[question] = entry.revision if entry else 0
        return default if entry is None or is_blank(entry.value) else entry.value

    def entry(self, question: str) -> Entry | None:
        """The latest answer with its revision and time, also when it was emptied on purpose."""
        self._refresh_if_readable()
        entry = self._entries.get(question)
        # A copy: who changes a list that was handed out must not change what is kept.
        return None if entry is None else replace(entry, value=copied(entry.value))

    def questions(self) -> list[str]:
        """The ids of all questions that have an answer, in the order they were first answered."""
        return list(self.entries())

    def entries(self) -> dict[str, Entry]:
        """All answers that are not blank, in the order they were first given, in one look."""
        self._refresh_if_readable()
        return {
            name: replace(entry, value=copied(entry.value))
            for name, entry in self._entries.items()
            if not is_blank(entry.value)
        }

    def record(self, question: str, value: Json, *, shown: int | None = None) -> Saved:
        """Save one answer. When this returns, it is on the disk.

        An answer equal to the saved one is not written again. `shown` is the revision that the
        form shows: two tabs on one notebook share a sheet, but not what they show.
        Raises AnswerUnfit for what is not plain data, AnswersNotSaved when the disk refuses,
        AnswerErased when another window erased what this one still shows, and
        AnswersFromNewerWorkbook; in each case everything saved before is still there.
        """
        value = plain(question, value)
        with self._turn():
            known = self._entries.get(question)
            if known is not None and self._found.is_stored and same(known.value, value):
                self._seen[question] = known.revision
                return Saved(question, known.revision, local_time(known.saved))
            seen = self._seen.get(question, 0) if shown is None else shown
            if known is not None and known.erased > seen:
                raise AnswerErased(
                    "This was erased for good in another window, so nothing more is saved from here."
                )
            elsewhere = known is not None and known.revision > seen
            if elsewhere:
                self._pin(kept.BEFORE_OTHER_WINDOW)
            return self._write(question, value, also_elsewhere=elsewhere)

    def start_again(self, question: str) -> Saved:
        """Empty one answer; the present answers are kept as a copy of its own first."""
        plain(question, None)
        with self._turn():
            known = self._entries.get(question, _NEVER)
            if is_blank(known.value) and self._found.is_stored:
                return Saved(question, known.revision, local_time(known.saved))
            self._pin(kept.BEFORE_START_AGAIN)
            return self._write(question, None, also_elsewhere=False)

    def erase(
        self,
        questions: Iterable[str] | None = None,
        left: Callable[[str, Json], Json] = lambda _question, _value: None,
    ) -> None:
        """Empty these questions for good, all of them when none are named.

        `left` gives, of a question and its answer as it stands now, what may stay. Every earlier
        copy in the folder goes, those of other questions too, so that nothing can bring back what
        was there; windows that still show it can save it no more. When this returns, nothing of
        it is left here. Raises as `record` does; then what was there may still be there.
        """
        with self._turn(why_not_erased):
            # What only another computer's file says would go with that file, unread.
            self._take(with_saved_pages(self._found, self._file))
            chosen = list(self._entries) if questions is None else questions
            known = {name: self._entries[name] for name in chosen if name in self._entries}
            revision = self._found.revision + (1 if known else 0)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            rest = {name: left(name, copied(entry.value)) for name, entry in known.items()}
            changed = {
                name: Entry(plain(name, value), revision, now, erased=revision)
                for name, value in rest.items()
            }
            kept.begin_to_forget(self._file, revision)
            self._replace_file({**self._entries, **changed})
            self._seen.update(dict.fromkeys(changed, revision))
            self._forget()
            self.notices.clear()  # they may name a copy that is gone now

    def earlier_files(self) -> Iterator[bytes]:
        """All that the folder holds beside answers.json and that erasing would remove, as it is."""
        return kept.earlier_files(self._file)

    def earlier(self, question: str) -> list[Entry]:
        """Different earlier answers to a question, the latest first.

        From the kept copies, damaged files that were put aside, conflicting files of sync tools,
        and the saved notebooks.
        """
        present = self._entries.get(question, _NEVER)
        known = [present.value]
        found = []
        for entry in earlier_entries(self._file, question):
            if entry.revision < present.erased:  # a sync tool brought an old file
                continue
            if not is_blank(entry.value) and not any(same(entry.value, value) for value in known):
                known.append(entry.value)
                found.append(entry)
        return found

    def mirror(self, questions: list[str]) -> dict[str, Json]:
        """The entries of some questions, for a cell's output."""
        self._refresh_if_readable()
        wanted = {name: self._entries[name] for name in questions if name in self._entries}
        return {name: copied(kept) for name, kept in as_data(wanted).items()}

    # How it is kept

    def _open(self) -> None:
        try:
            found = with_saved_pages(gather(self._file, {}), self._file)
        except OSError as error:  # there, but not to be read: never write over it
            raise AnswersNotSaved(why_not_read(error, self._file)) from error
        self._take(found)
        self._seen = {question: entry.revision for question, entry in self._entries.items()}
        has_news = bool(self._entries) and not found.is_stored
        is_forgetting = kept.to_forget(self._file) is not None
        if not (has_news or found.is_damaged or unfinished(self._file) or is_forgetting):
            return
        try:
            with self._turn():
                remove_unfinished(self._file)
                if not self._found.is_stored:
                    self._replace_file(self._entries)
        except AnswersNotSaved as problem:
            self.notices.append(str(problem))

    @contextmanager
    def _turn(self, why_not: Callable[[OSError, Path], str] = why_not_saved) -> Iterator[None]:
        """One window at a time; turns every refusal of the disk into one calm error."""
        try:
            (self.folder / kept.FOLDER).mkdir(exist_ok=True)
            with self._lock.acquire(timeout=_LONGEST_WAIT, poll_interval=0.01):
                self._refresh()
                self._finish_erasing()
                self._has_copy = self._has_copy or self._keep_copy()
                yield
        except OSError as error:
            raise AnswersNotSaved(why_not(error, self.folder)) from error

    def _finish_erasing(self) -> None:
        """Erasing that was interrupted is finished once its words are out of the file itself.

        Before that it did not happen, and the copies stay.
        """
        noted = kept.to_forget(self._file)
        if noted is None:
            return
        main = self._found.main
        with suppress(OSError):  # saving goes on; the next turn tries again
            if main.is_whole and latest_revision(main.entries) >= noted:
                self._forget()
            else:
                kept.stop_forgetting(self._file)

    def _forget(self) -> None:
        try:
            kept.forget(self._file)
        finally:
            self._has_copy = self._keep_copy()

    def _refresh_if_readable(self) -> None:
        with suppress(OSError):  # what is in memory is shown; the next save says what is wrong
            self._refresh()

    def _refresh(self) -> None:
        """Take in what another window saved. Costs one read of the file.

        Its size and time are no proof: a network drive tells old ones, and two quick saves of the
        same size can share them.
        """
        if read_if_there(self._file) != self._found.held:
            self._take(gather(self._file, self._entries))

    def _take(self, found: Found) -> None:
        self._entries, self._found = found.entries, found
        # Whatever a window may show must outlive the file, also what a dying window wrote last.
        self._has_copy = self._keep_copy()
        if found.brought_back_from:
            self._notice(f"Your earlier answers were brought back from {found.brought_back_from}.")

    def _write(self, question: str, value: Json, *, also_elsewhere: bool) -> Saved:
        revision = self._found.revision + 1
        now = datetime.now(UTC)
        erased = self._entries.get(question, _NEVER).erased
        entry = Entry(value, revision, now.isoformat(timespec="seconds"), erased)
        self._replace_file({**self._entries, question: entry})
        self._seen[question] = revision
        if self._saves % _THIN_EVERY == 0:
            kept.thin_out(self._file, revision)
        self._saves += 1
        return Saved(question, revision, now.astimezone(), also_elsewhere)

    def _replace_file(self, entries: dict[str, Entry]) -> None:
        if self._found.is_damaged:
            aside = kept.set_aside(self._file, self._found.held or b"")
            self._notice(
                "The answers file was damaged, or changed by another program. What could be read "
                f"is here; the file is kept as {aside.parent.name}/{aside.name}."
            )
        content = as_text(self.folder.name, entries).encode()
        try:
            write_atomically(self._file, content)
        except OSError as error:
            if error.errno not in NO_ROOM or not kept.make_room(self._file):
                raise
            write_atomically(self._file, content)
        self._take(Found(entries, content, ReadBack(entries, is_whole=True)))

    def _keep_copy(self) -> bool:
        main, held = self._found.main, self._found.held
        if held is None or not main.is_whole:
            return False
        # Without the lock another window may erase just now: its words must not come back as a copy.
        return kept.keep_copy(
            self._file,
            latest_revision(main.entries),
            held,
            lambda: self._lock.is_locked or read_if_there(self._file) == held,
        )

    def _pin(self, kind: str) -> None:
        kept.pin(self._file, kind, self._found.revision, self._present())

    def _present(self) -> bytes:
        """The file as it stands, or as it would be written when it is damaged or gone."""
        if self._found.held is not None and self._found.is_stored:
            return self._found.held
        return as_text(self.folder.name, self._entries).encode()

    def _notice(self, words: str) -> None:
        if words not in self.notices:
            self.notices.append(words)
