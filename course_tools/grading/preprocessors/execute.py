"""Second step: run the course's checks, and nothing else, in a clean process."""

import tempfile
import time
from pathlib import Path
from typing import Any

from jupyter_core.utils import run_sync
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute
from traitlets import Integer

from course_tools.grading.clean import clean_environment
from course_tools.grading.criteria import PARTICIPANT
from course_tools.grading.execution import SANDBOX, execution_of
from course_tools.grading.preprocessors.sanitize import from_data
from course_tools.grading.sandbox.running import Sandbox


class RunChecks(Execute):  # type: ignore[misc]
    """nbgrader's Execute for notebooks whose only code is the course's own.

    Where an assignment teaches code, its notebooks run in a sandbox instead.
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
        root = Path(self.parent.parent.coursedir.root)
        if execution_of(root, names["assignment"]) == SANDBOX:
            return self._shut_in(nb, resources, names["student"])
        if not any(cell.cell_type == "code" for cell in nb.cells):
            return nb, resources
        self._until = time.monotonic() + self.longest
        self.timeout_func = self._time_left
        with tempfile.TemporaryDirectory() as settings:
            self._environment = {
                **clean_environment(),
                "IPYTHONDIR": settings,
                "JUPYTER_CONFIG_DIR": settings,
                PARTICIPANT: names["student"],
            }
            done: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources, km)
        return done

    def _shut_in(
        self, nb: NotebookNode, resources: dict[str, Any], student: str
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Participants' code: in a sandbox, or not at all."""
        folder = Path(resources["metadata"]["path"])
        with Sandbox() as sandbox:
            ran = sandbox.run(nb, folder, participant=student, config=self.config)
        nb.cells = ran.notebook.cells
        course = nb.metadata.setdefault("course", from_data({}))
        course["remarks"] = [*course.get("remarks", []), *ran.problems]
        return nb, resources

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
