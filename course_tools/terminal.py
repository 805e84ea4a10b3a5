"""What every command shows on the terminal: mistakes as words, and how far it has come."""

import errno
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
    """A progress bar whose length is known only with the first step."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._bar: Any = None

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def count(self, done: int, of: int, words: str) -> None:
        """`done` of `of` steps are finished, `words` is what comes now."""
        if self._bar is None:
            self._bar = click.progressbar(
                length=max(1, of), label=self._title, item_show_func=lambda item: item
            )
            self._bar.render_progress()
        self._bar.update(done - self._bar.pos, words)
