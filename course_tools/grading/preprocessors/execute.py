"""Second step: run the course's checks, and nothing else, in a clean process."""

import tempfile
import time
import tomllib
from pathlib import Path
from typing import Any

from jupyter_core.utils import run_sync
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute
from traitlets import Integer

from course_tools.errors import GradingStopped
from course_tools.grading.clean import clean_environment
from course_tools.grading.criteria import PARTICIPANT


class RunChecks(Execute):  # type: ignore[misc]
    """nbgrader's Execute for notebooks whose only code is the course's own.

    No kernel is started when there is nothing to run. The kernel does not look into the graded
    folder for modules, has no warnings, no start-up files of whoever grades, and no tokens.
    """

    longest = Integer(60, help="Seconds that all checks of one hand-in may take together.").tag(
        config=True
    )

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any], km: Any = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run every check, or start nothing at all."""
        names = resources["nbgrader"]
        refuse_programming(Path(self.parent.parent.coursedir.root), names["assignment"])
        if not any(cell.cell_type == "code" for cell in nb.cells):
            return nb, resources
        self._until = time.monotonic() + self.longest
        self.timeout_func = self._time_left
        with tempfile.TemporaryDirectory() as settings:
            self._environment = clean_environment(settings) | {PARTICIPANT: names["student"]}
            done: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources, km)
        return done

    async def async_start_new_kernel(self, **kwargs: Any) -> None:
        """Start the kernel in an environment of its own."""
        self.extra_arguments = [
            "--IPKernelApp.ignore_cwd=True",
            "--IPKernelApp.log_level=ERROR",
        ]
        await super().async_start_new_kernel(env=self._environment, **kwargs)

    # nbclient's synchronous way in calls its own coroutine, not the one of a subclass.
    start_new_kernel = run_sync(async_start_new_kernel)

    def _time_left(self, _cell: NotebookNode) -> int:
        return max(1, min(self.timeout or self.longest, int(self._until - time.monotonic())))


def refuse_programming(root: Path, assignment: str) -> None:
    """Stop for an assignment that wants participants' code to be run: there is no sandbox yet."""
    about = root / "assignments" / assignment / "about.toml"
    try:
        execution = tomllib.loads(about.read_text(encoding="utf-8")).get("execution", "data")
    except FileNotFoundError:
        return
    if execution != "data":
        raise GradingStopped(
            f"{about.relative_to(root)} says execution = {execution!r}, but this version grades "
            'only data and never runs participants\' code. Write execution = "data".'
        )
