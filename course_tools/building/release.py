"""From `source/` to `release/`: nbgrader's own builder, with nothing left to chance."""

import shutil
import tempfile
from pathlib import Path

from course_tools.errors import CourseUnsound


def build_release(sources: Path, names: list[str], into: Path) -> None:
    """Build `into/NAME` for each named assignment from `sources/NAME`, for participants.

    Raises CourseUnsound with what nbgrader refused. Touches no gradebook.
    """
    # 3 to 6 seconds: loaded only when something is to be released.
    from nbgrader.converters import GenerateAssignment  # noqa: PLC0415
    from nbgrader.coursedir import CourseDirectory  # noqa: PLC0415
    from traitlets.config import Config  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        shutil.copytree(sources, root / "source")
        for name in names:
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
                raise CourseUnsound(
                    [f"source/{name}: nbgrader would not release it: {error}"]
                ) from error
            _settle(root / "release" / name)
            target = into / name
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(root / "release" / name, target)


def _settle(folder: Path) -> None:
    """Write nbgrader's notebooks in our own fixed form, so that rebuilds are identical."""
    import nbformat  # noqa: PLC0415

    from course_tools.building.notebooks import as_bytes  # noqa: PLC0415

    for path in folder.rglob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            cell.source = cell.source.rstrip()
        path.write_bytes(as_bytes(notebook))
