"""`nbgrader autograde NAME` for several assignments, one after the other, started once.

`python -m tests.grading.generated.by_nbgrader NAME …` in a course's folder. With `--each`, one
participant at a time: nbgrader alone stops its whole run for some hand-ins.
"""

import sys
from pathlib import Path

from nbgrader.apps import AutogradeApp


def main(words: list[str]) -> None:
    """Run nbgrader's own command; what it refuses stops nothing else."""
    for name in (word for word in words if word != "--each"):
        who = sorted(folder.parent.name for folder in Path("submitted").glob(f"*/{name}"))
        runs = [["--student", student] for student in who] if "--each" in words else [[]]
        for more in runs if who else ():
            try:
                AutogradeApp.launch_instance([name, *more])
            except SystemExit as end:
                print(f"nbgrader autograde {name} ended with {end.code}", file=sys.stderr)
            AutogradeApp.clear_instance()


if __name__ == "__main__":
    main(sys.argv[1:])
