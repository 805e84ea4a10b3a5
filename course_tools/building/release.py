"""From `source/` to `release/`: nbgrader's own builder, with nothing left to chance."""

import shutil
import tempfile
from pathlib import Path

from course_tools.errors import CourseUnsound


def build_release(sources: Path, names: list[str], into: Path) -> None:
    """Build `into/NAME` for each named assignment from `sources/NAME`, for participants.

    Raises CourseUnsound with what nbgrader refused. Touches no gradebook.
    """
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        shutil.copytree(sources, root / "source")
        for name in names:
            _generate(root, name)
            released = root / "release" / name
            _settle(released)
            shutil.rmtree(into / name, ignore_errors=True)
            shutil.copytree(released, into / name)


def _generate(root: Path, name: str) -> None:
    # 3 to 6 seconds: loaded only when something is to be released.
    from nbgrader.converters import GenerateAssignment  # noqa: PLC0415
    from nbgrader.coursedir import CourseDirectory  # noqa: PLC0415
    from traitlets.config import Config  # noqa: PLC0415

    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.course_id = "course"
    config.CourseDirectory.assignment_id = name
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    config.ClearSolutions.text_stub = ""
    config.IncludeHeaderFooter.header = ""
    config.Application.log_level = 40
    try:
        GenerateAssignment(coursedir=CourseDirectory(config=config), config=config).start()
    except Exception as error:  # nbgrader raises its own and nbconvert's kinds
        reason = " ".join(str(error).split())
        raise CourseUnsound(
            [
                f"assignments/{name}: nbgrader would not release it: {reason}. Mend the cell it names."
            ]
        ) from error


def _settle(folder: Path) -> None:
    """Write nbgrader's notebooks in our own fixed form, so that rebuilds are identical.

    No letter of a cell changes: nbgrader's checksums, by which it knows a blank answer, stay true.
    """
    import nbformat  # noqa: PLC0415

    from course_tools.building.notebooks import as_bytes  # noqa: PLC0415

    for path in folder.rglob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        path.write_bytes(as_bytes(notebook))
