"""The same care when staff run `nbgrader autograde` themselves."""

from pathlib import Path
from typing import Any

from traitlets.log import get_logger

from course_tools.grading.preflight import preflight


def before_nbgrader(*, notebooks: list[str], **_: Any) -> None:
    """nbgrader's hook before it grades one participant: mend the hand-in, or set it aside.

    `notebooks` becomes what is there afterwards. Where none is left, nbgrader tells of an error;
    from its old list it would write zeros for a hand-in that waits for a person.
    """
    for folder in sorted({Path(notebook).parent for notebook in notebooks}):
        for finding in preflight(folder.parents[2], folder.name, [folder.parent.name]):
            if finding.is_set_aside:
                get_logger().error("%s was set aside: %s", finding.student, finding.reason)
        notebooks[:] = sorted(str(path) for path in folder.glob("*.ipynb"))
