"""Whether participants' code is run for an assignment: what its `about.toml` says."""

import tomllib
from pathlib import Path

from course_tools.errors import GradingStopped

DATA, SANDBOX = "data", "sandbox"


def execution_of(root: Path, assignment: str) -> str:
    """ "data" (nothing that a participant wrote is run) or "sandbox" (in a kernel shut in).

    Raises GradingStopped for anything else, and for an about.toml that cannot be read.
    """
    about = root / "assignments" / assignment / "about.toml"
    try:
        said = tomllib.loads(about.read_text(encoding="utf-8")).get("execution", DATA)
    except FileNotFoundError:
        return DATA
    except (ValueError, OSError) as problem:
        raise GradingStopped(
            f"{about.relative_to(root)} cannot be read ({problem}). Mend it, then try again."
        ) from problem
    if said not in (DATA, SANDBOX):
        raise GradingStopped(
            f'{about.relative_to(root)} says execution = {said!r}. Write "data", or "sandbox" for '
            "an assignment in which code is taught."
        )
    return str(said)
