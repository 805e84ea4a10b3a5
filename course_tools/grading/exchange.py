"""The exchange folder, with care: no link leaves a hand-in, and nothing arrives half-copied."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange import ExchangeError, ExchangeFactory, default

from course_tools.answers import ANSWERS_FILE
from course_tools.errors import GradingStopped, HandInRefused
from course_tools.grading import keeping
from course_tools.grading.configuration import NEVER_COPIED, settings_of
from course_tools.grading.converters import own_commands_first, quiet_log
from course_tools.grading.gradebook import register_assignment
from course_tools.grading.preflight import Finding, preflight


class NotSubmitted(ExchangeError, HandInRefused):  # type: ignore[misc]
    """A hand-in that was refused; nothing of it arrived."""


class CarefulRelease(default.ExchangeReleaseAssignment):  # type: ignore[misc]
    """nbgrader's release without the answers of staff who tried the page where it lies."""

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy the released folder."""
        super().do_copy(src, dest, log)
        (Path(dest) / ANSWERS_FILE).unlink(missing_ok=True)


class CarefulSubmit(default.ExchangeSubmit):  # type: ignore[misc]
    """nbgrader's submit that refuses links out of the folder and arrives whole or not at all.

    Private records, kept copies and hidden files stay at home (`configuration.NEVER_COPIED`).
    """

    assignment_filename: str

    def copy_files(self) -> None:
        """Copy under a hidden name, which collect does not see, complete it there, then rename."""
        try:
            refuse_outward_links(Path(self.src_path))
        except NotSubmitted as refused:
            self.log.critical("%s", refused)  # nbgrader's command prints nothing else
            raise
        final = self.assignment_filename
        self.assignment_filename = f".{final}"
        hidden = Path(self.inbound_path) / f".{final}"
        cached = Path(self.cache_path) / f".{self._without_random(final)}"
        try:
            super().copy_files()
            hidden.rename(hidden.with_name(final))
            cached.rename(cached.with_name(self._without_random(final)))
        except (OSError, shutil.Error) as error:
            raise NotSubmitted(
                f"Not handed in: {getattr(error, 'strerror', None) or error}. Nothing was sent. "
                "Try again."
            ) from error
        finally:
            self.assignment_filename = final
            shutil.rmtree(hidden, ignore_errors=True)
            shutil.rmtree(cached, ignore_errors=True)

    def _without_random(self, name: str) -> str:
        return name.rsplit("+", 1)[0] if self.add_random_string else name


class CarefulCollect(default.ExchangeCollect):  # type: ignore[misc]
    """nbgrader's collect that one bad hand-in cannot stop; it is looked at before it is graded."""

    src_records: list[dict[str, Any]]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        try:
            record: dict[str, Any] = super()._path_to_record(path)
        except (ExchangeError, ValueError, OverflowError):
            return {"username": "", "filename": Path(path).name, "timestamp": datetime.min}
        if is_under_another_name(record["username"], Path(path).lstat().st_uid):
            self._tell_of_another_name(Path(path), record["username"])
            return {**record, "username": ""}  # such records are passed over
        return record

    def _tell_of_another_name(self, path: Path, student: str) -> None:
        root, assignment = Path(self.coursedir.root), self.coursedir.assignment_id
        said = (
            f"'{path.name}' in the exchange says it is from {student}, but another login made it."
        )
        # Nothing is moved: the file stays in the exchange, for staff to look into.
        keeping.set_aside(root, assignment, f"not-from-{student}", path / "left-there", said)

    def copy_files(self) -> None:
        """Collect, then look at everything that came."""
        self.src_records = [r for r in self.src_records if keeping.is_plain_name(r["username"])]
        super().copy_files()
        assignment = self.coursedir.assignment_id
        preflight(Path(self.coursedir.root), assignment)

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy one hand-in, links as links, nothing private. What cannot be copied is set aside."""
        source, target = Path(src), Path(dest)
        student, assignment = target.parent.name, target.name
        unfinished = target.with_name(f".{target.name}.unfinished")
        reason = ""
        try:
            if source.is_symlink() or not source.is_dir() or keeping.is_too_much(source):
                reason = "is a link, no folder, or far too large"
            else:
                shutil.rmtree(unfinished, ignore_errors=True)
                keeping.copy_plainly(source, unfinished, without=NEVER_COPIED)
                unfinished.rename(target)
        except OSError as problem:  # files that may not be read, paths that are too long
            shutil.rmtree(unfinished, ignore_errors=True)
            reason = f"cannot be copied ({problem.strerror or problem})"
        if reason:
            said = f"What came through the exchange ({source.name}) {reason}."
            keeping.set_aside(Path(self.coursedir.root), assignment, student, target, said)


def is_under_another_name(student: str, owner: int) -> bool:
    """Whether a hand-in owned by the user number `owner` carries the login of somebody else.

    Names that are no logins here are trusted: then everybody works under one login.
    """
    try:
        import pwd  # noqa: PLC0415

        login = pwd.getpwnam(student)
    except (ImportError, KeyError, ValueError):  # Windows; no such login
        return False
    return owner not in (login.pw_uid, os.getuid())


def refuse_outward_links(folder: Path) -> None:
    """Raise NotSubmitted for a link that leads out of the folder, to what is private, or nowhere."""
    inside = folder.resolve()
    for path in keeping.files_in(folder):
        if not path.is_symlink() or keeping.is_under(path.relative_to(folder), NEVER_COPIED):
            continue
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):  # nowhere, or round and round
            target = Path(path.anchor)
        is_inside = target.is_relative_to(inside)
        if not is_inside or keeping.is_under(target.relative_to(inside), NEVER_COPIED):
            raise NotSubmitted(
                f"Not handed in: '{path.relative_to(folder)}' is a link to something that stays "
                "here. Replace it by the file itself, or delete it, then hand in again."
            )


def prepare_exchange(root: Path) -> Path:
    """Make the course's exchange folder, if it is not there yet."""
    exchange = Path(settings_of(root).Exchange.root)
    if not exchange.is_dir():
        exchange.mkdir(parents=True)
        # Everybody may write, and, by the last bit, nobody may move what another one put there.
        exchange.chmod(0o1777)
    return exchange


def release(root: Path, assignment: str) -> None:
    """Put the released assignment where participants can fetch it; again when it changed."""
    prepare_exchange(root)
    settings = settings_of(root)
    settings.ExchangeReleaseAssignment.force = True
    _exchange(settings, "ReleaseAssignment", "release_assignment", assignment, "*")


def fetch(root: Path, assignment: str, student: str, into: Path) -> Path:
    """Fetch an assignment as `student` into the folder `into`; where it is now."""
    settings = settings_of(root)
    settings.Exchange.assignment_dir = str(into)
    _exchange(settings, "FetchAssignment", "fetch_assignment", assignment, student)
    return into / assignment


def submit(root: Path, assignment: str, student: str, folder: Path) -> None:
    """Hand in `folder`, which has the assignment's name. Raises NotSubmitted in plain words."""
    settings = settings_of(root)
    settings.Exchange.assignment_dir = str(folder.parent)
    settings.Exchange.cache = str(_receipts(root, student))
    try:
        _exchange(settings, "Submit", "submit", assignment, student)
    except GradingStopped as problem:
        raise NotSubmitted(str(problem)) from problem


def collect(root: Path, assignment: str) -> list[Finding]:
    """Take in everything new from the exchange; what was seen, hand-in by hand-in."""
    register_assignment(root, assignment)
    settings = settings_of(root)
    course = Path(settings.Exchange.root) / settings.CourseDirectory.course_id
    if not (course / "inbound").is_dir():  # nothing was ever released there: hand-in files only
        return preflight(root, assignment)
    settings.ExchangeCollect.update = True
    _exchange(settings, "Collect", "collect", assignment, "*")
    return preflight(root, assignment)


def release_feedback(root: Path, assignment: str, student: str) -> None:
    """Give one participant's feedback page back through the exchange."""
    _exchange(settings_of(root), "ReleaseFeedback", "release_feedback", assignment, student)


def fetch_feedback(root: Path, assignment: str, student: str, into: Path) -> Path:
    """Fetch feedback as `student` into `into/ASSIGNMENT/feedback`."""
    settings = settings_of(root)
    settings.Exchange.assignment_dir = str(into)
    settings.Exchange.cache = str(_receipts(root, student))
    _exchange(settings, "FetchFeedback", "fetch_feedback", assignment, student)
    return into / assignment / "feedback"


def _receipts(root: Path, student: str) -> Path:
    """Where a participant's own receipts are: they open the participant's feedback, no other's."""
    return Path(settings_of(root).Exchange.root) / "receipts" / student


def _exchange(settings: Any, name: str, trait: str, assignment: str, student: str) -> None:
    from nbgrader.auth import Authenticator  # noqa: PLC0415
    from nbgrader.coursedir import CourseDirectory  # noqa: PLC0415

    own_commands_first()
    settings.CourseDirectory.assignment_id = assignment
    settings.CourseDirectory.student_id = student
    log = quiet_log()
    coursedir = CourseDirectory(config=settings, log=log)
    factory = ExchangeFactory(config=settings)
    action: Callable[..., Any] = getattr(factory, trait)
    try:
        action(
            coursedir=coursedir,
            authenticator=Authenticator(config=settings),
            config=settings,
            log=log,
        ).start()
    except NotSubmitted:
        raise
    except (ExchangeError, RuntimeError, OSError) as error:
        raise GradingStopped(f"{name} of {assignment}: {' '.join(str(error).split())}") from error
