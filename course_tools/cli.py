"""course: each command is one library call and a few words about what came of it.

What can go wrong for a person becomes words and exit code 1 in `terminal`, and nowhere else.
Libraries are loaded by the command that needs them.
"""

import sys
from pathlib import Path

import click

from course_tools import __version__
from course_tools.course_folder import find_course
from course_tools.terminal import Course, Progress


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


@main.command()
@click.argument("assignment")
@click.option("--feedback", "only_feedback", is_flag=True, help="Fetch the feedback on it instead.")
def fetch(assignment: str, only_feedback: bool) -> None:
    """Fetch an assignment, or the feedback on it, into my-assignments/."""
    from course_tools.handing import fetching, submit  # noqa: PLC0415

    mine = find_course() / fetching.MINE
    if not only_feedback:
        click.echo(submit.fetch_assignment(assignment, mine).folder)
        return
    fetching.fetch_feedback(assignment, mine)
    pages = fetching.feedback_pages(assignment, mine)
    click.echo(pages[-1] if pages else "There is no feedback yet.")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def rebuild(folder: Path) -> None:
    """Make a damaged or missing page anew, with the words that are still there."""
    from course_tools.handing.repair import rebuild_page  # noqa: PLC0415

    page, remarks = rebuild_page(folder)
    click.echo("\n".join([*remarks, f"The page is here again: {page}"]))


# For authors


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; say what is stale.")
@click.option("--labextension", is_flag=True, help="Build the JupyterLab extension (needs Node).")
def build(only_check: bool, labextension: bool) -> None:
    """Build notebooks, sources and releases from the texts."""
    course = find_course()
    from course_tools.building import everything, extension  # noqa: PLC0415

    if labextension:
        extension.build(course)
        click.echo("Built course_tools/labextension.")
        return
    if not only_check:
        changed = everything.build_course(course)
        click.echo("\n".join(changed) if changed else "Everything was up to date.")
        return
    stale = [f"{name}: stale. Run course build." for name in everything.stale_files(course)]
    stale += [
        f"{name}: stale. Run course build --labextension." for name in extension.stale(course)
    ]
    if stale:
        click.echo("\n".join(stale), err=True)
        sys.exit(1)
    click.echo("Every built file belongs to its text.")


@main.command()
def check() -> None:
    """List every unsound cell, with file, cell and remedy."""
    course = find_course()
    from course_tools.building.soundness import breaches_in_course  # noqa: PLC0415

    breaches = breaches_in_course(course)
    if breaches:
        click.echo("\n".join(breaches), err=True)
        click.echo(f"{len(breaches)} to mend.", err=True)
        sys.exit(1)
    click.echo("Every lesson and assignment is sound.")


@main.command()
@click.argument("kind", type=click.Choice(["lesson", "assignment", "activity"]))
@click.argument("name")
def new(kind: str, name: str) -> None:
    """Begin a lesson, an assignment or an activity from a small working example."""
    from course_tools.building.beginning import begin  # noqa: PLC0415

    course = find_course()
    for path in begin(course, kind, name):
        click.echo(path.relative_to(course).as_posix())
    if kind == "lesson":
        click.echo(
            f"Edit these, put '{name}' into order in modules/programmes/, then: course build"
        )
    else:
        click.echo(f"Edit these, then: {'pytest' if kind == 'activity' else 'course build'}")


# For staff


@main.command()
@click.argument("assignment")
def release(assignment: str) -> None:
    """Put a built assignment where participants can fetch it."""
    from course_tools.grading import exchange  # noqa: PLC0415

    exchange.release(find_course(), _known(assignment))
    click.echo(f"{assignment} is released. Participants get it with: course fetch {assignment}")


@main.command()
@click.argument("assignment")
@click.option(
    "--zips",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of hand-in files, as participants sent them.",
)
def collect(assignment: str, zips: Path | None) -> None:
    """Take in what was handed in: from the exchange, and from hand-in files."""
    from course_tools.grading import exchange, hand_in_zips  # noqa: PLC0415

    course = find_course()
    exchange.prepare_exchange(course)
    exchange.collect(course, _known(assignment))
    findings = hand_in_zips.collect_zips(course, assignment, zips)
    for finding in findings:
        if finding.is_set_aside:
            click.echo(f"  set aside  {finding.student}: {finding.reason}")
        elif finding.remarks:
            click.echo(f"  mended     {finding.student}: {' '.join(finding.remarks)}")
    click.echo(f"{len(findings)} hand-ins looked at. Next: course grade {assignment}")


@main.command()
@click.argument("assignment")
@click.option("--again", is_flag=True, help="Grade also what has not changed since last time.")
@click.option("--retry", is_flag=True, help="Try also what could not be graded last time.")
@click.option("--workers", type=click.IntRange(1), help="How many at once (default: one a core).")
@click.option("--scheduler", metavar="ADDRESS", help="Grade on the workers of this Dask scheduler.")
@click.option("--files", metavar="URL", help="Where the course's files lie, for --scheduler.")
def grade(
    assignment: str,
    again: bool,
    retry: bool,
    workers: int | None,
    scheduler: str | None,
    files: str | None,
) -> None:
    """Grade what the course can check. Ctrl-C stops; the same command goes on from there."""
    from course_tools.grading.engine import early, pool  # noqa: PLC0415

    name = _known(assignment)
    if not scheduler:
        pool.start_early(early.to_grade(find_course(), name))
    from course_tools.grading import autograde  # noqa: PLC0415

    students, runner = None, autograde.here(find_course(), name, workers or 0)
    if scheduler:
        from course_tools.grading.engine import cluster, far_files  # noqa: PLC0415

        runner = cluster.on_cluster(scheduler, autograde.up_to_date, files=files or "")
        students = far_files.students_at(files, name) if files else None
    elif files:
        raise click.UsageError("--files needs --scheduler: without one the files lie here.")
    with Progress("Grading") as progress:
        report = autograde.grade(
            find_course(),
            name,
            students=students,
            regrade="all" if again else "failed" if retry else "changed",
            runner=runner,
            progress=progress.count,
        )
    click.echo("\n".join(report.lines()))
    if report.failed or report.waiting:
        sys.exit(1)


@main.command()
@click.argument("assignment")
@click.option("--give-back", is_flag=True, help="Also return the pages through the exchange.")
def feedback(assignment: str, give_back: bool) -> None:
    """Write feedback pages; again where something changed."""
    from course_tools.grading.engine import early, pool  # noqa: PLC0415

    name = _known(assignment)
    pool.start_early(early.to_write_letters(find_course(), name))
    from course_tools.grading.feedback import give_feedback  # noqa: PLC0415

    with Progress("Writing feedback") as progress:
        report = give_feedback(find_course(), name, release=give_back, progress=progress.count)
    click.echo("\n".join(report.lines()))
    if report.failed:
        sys.exit(1)


@main.command()
@click.option("--remove", is_flag=True, help="Remove the demo and everything in it.")
@click.option("--open/--no-open", "opens", default=True, help="Open the results (default).")
def demo(remove: bool, opens: bool) -> None:
    """Show the whole loop with twelve invented participants, in a folder of its own."""
    from course_tools.cohort import demo as demos  # noqa: PLC0415

    course = find_course()
    if remove:
        there = demos.remove_demo(course)
        click.echo("The demo is removed." if there else "There was no demo.")
        return
    with Progress("The demo") as progress:
        page = demos.run_demo(course, lambda words, done, of: progress.count(done, of, words))
    click.echo(f"The results: {page}\nRemove them with: course demo --remove")
    if opens:
        click.launch(page.as_uri())


def _known(assignment: str) -> str:
    """The name of an assignment that exists here; NotInCourse says which ones do."""
    from course_tools.course_folder import assignment as find_assignment  # noqa: PLC0415

    return find_assignment(find_course(), assignment).id


if __name__ == "__main__":
    main()
