"""course: each command is one library call and a few words about what came of it.

Whatever can go wrong for a person is a CourseError; it is shown as its own words and exit code 1,
here and nowhere else. Libraries are loaded by the command that needs them.
"""

import sys
from pathlib import Path

import click

from course_tools import __version__
from course_tools.course_folder import find_course
from course_tools.errors import CourseError


class Course(click.Group):
    """Shows a CourseError as plain words and leaves with exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a person's mistake is no traceback."""
        try:
            return super().invoke(ctx)
        except CourseError as problem:
            click.echo(str(problem), err=True)
            ctx.exit(1)


@click.group(cls=Course, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """The workbook: a course that teaches people to organize their community."""
    # Windows consoles may not know every letter of a participant's words.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


# For everybody


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("jupyter_options", nargs=-1, type=click.UNPROCESSED)
@click.option("--page", help="A page to open, such as modules/01-power/01-power.ipynb.")
@click.option("--staff", is_flag=True, help="The whole of JupyterLab, with nbgrader's panels.")
@click.option("--browser/--no-browser", default=True, help="Open a browser window (default).")
def start(page: str | None, staff: bool, browser: bool, jupyter_options: tuple[str, ...]) -> None:
    """Open the workbook in the browser."""
    from course_tools import starting  # noqa: PLC0415

    code = starting.start(
        find_course(),
        page=page or starting.FIRST_PAGE,
        staff=staff,
        browser=browser,
        extra=jupyter_options,
    )
    sys.exit(code)


# For authors


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; say what is stale.")
@click.option("--labextension", is_flag=True, help="Build the JupyterLab extension (needs Node).")
def build(only_check: bool, labextension: bool) -> None:
    """Build notebooks, sources and releases from the texts."""
    from course_tools.building import everything, extension  # noqa: PLC0415

    course = find_course()
    if labextension:
        extension.build(course)
        click.echo("Built course_tools/labextension.")
        return
    if not only_check:
        changed = everything.build_course(course)
        click.echo("\n".join(changed) if changed else "Everything was up to date.")
        return
    stale = [*everything.stale_files(course), *extension.stale(course)]
    if stale:
        click.echo("\n".join(f"{name}: stale. Run course build." for name in stale), err=True)
        sys.exit(1)
    click.echo("Every built file belongs to its text.")


@main.command()
def check() -> None:
    """List every unsound cell, with file, cell and remedy."""
    from course_tools.building.soundness import breaches_in_course  # noqa: PLC0415

    breaches = breaches_in_course(find_course())
    if breaches:
        click.echo("\n".join(breaches), err=True)
        click.echo(f"{len(breaches)} to mend.", err=True)
        sys.exit(1)
    click.echo("Every lesson and assignment is sound.")


if __name__ == "__main__":
    main()
