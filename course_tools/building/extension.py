"""The JupyterLab extension: build it, or say that the committed build is not of this source."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

from course_tools.errors import SetupProblem

BUILT = Path("course_tools") / "labextension"


def build(course: Path) -> None:
    """Build `course_tools/labextension` from `labextension/`. Needs Node and npm."""
    result = subprocess.run([sys.executable, str(_script(course))], check=False)
    if result.returncode:
        raise SetupProblem(
            "The extension was not built; the lines above say why. Node 20 with npm is needed."
        )


def stale(course: Path) -> list[str]:
    """The built extension's folder when it is not the build of this source. Needs no Node."""
    script = _script(course)
    if not script.exists():  # a participant's folder has no source of it
        return []
    digest = runpy.run_path(str(script))["source_digest"]()
    try:
        built = json.loads((course / BUILT / "source-digest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        built = {}
    return [] if digest in built.values() else [BUILT.as_posix()]


def _script(course: Path) -> Path:
    return course / "labextension" / "build.py"
