"""What every command shows on the terminal: mistakes as words, and how far it has come."""

import errno
import sys
import time
from typing import Any

import click

from course_tools.errors import CourseError

# What a person can mend; every other error of the system is a mistake of ours, shown as it is.
_ON_DISK = {
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS),
        "Close what uses it, or work in a folder that is yours to write in.",
    ),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "Free some room on the disk, and try again."),
}

SECONDS_BETWEEN_LINES = 10


class Course(click.Group):
    """Shows what a person can mend as plain words, and leaves with exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a person's mistake is no traceback."""
        try:
            return super().invoke(ctx)
        except CourseError as problem:
            click.echo(str(problem), err=True)
            ctx.exit(1)
        except OSError as problem:
            if problem.errno not in _ON_DISK:
                raise
            remedy = _ON_DISK[problem.errno]
            click.echo(f"{problem.filename or 'A file'}: {problem.strerror}. {remedy}", err=True)
            ctx.exit(1)


class Progress:
    """How far a command has come: a bar on a terminal, now and then a line elsewhere.

    Its length is known only with the first step. Says how many, how fast, and how long it still
    takes.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._bar: Any = None
        self._began = self._said = time.monotonic()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def count(self, done: int, of: int, words: str) -> None:
        """`done` of `of` steps are finished; `words` say which one it is about."""
        if self._bar is None:
            self._began = self._said = time.monotonic()
            self._bar = click.progressbar(
                length=max(1, of),
                label=self._title,
                item_show_func=lambda item: item,
                show_pos=True,
            )
            self._bar.render_progress()
        rate = self._rate(done)
        self._bar.update(done - self._bar.pos, " · ".join(part for part in (rate, words) if part))
        if not sys.stdout.isatty() and time.monotonic() - self._said > SECONDS_BETWEEN_LINES:
            self._said = time.monotonic()
            left = (of - done) * (self._said - self._began) / max(1, done)
            click.echo(f"{self._title}: {done} of {of}, {rate}, about {left:.0f} s left", err=True)

    def _rate(self, done: int) -> str:
        seconds = time.monotonic() - self._began
        if done < 2 or seconds < 1:
            return ""
        rate = done / seconds
        return f"{rate:.0f} a second" if rate >= 2 else f"{rate * 60:.0f} a minute"
