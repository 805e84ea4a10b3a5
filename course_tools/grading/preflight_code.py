"""Before grading an assignment in which code is taught: the notebooks stay, what cannot be read goes aside."""

from collections.abc import Iterable
from pathlib import Path

from course_tools.errors import GradingStopped
from course_tools.grading.gathering import Unreadable, read_notebook
from course_tools.grading.tidying import check_time, take_out_of_folder, untie_links


def notebooks_of(root: Path, assignment: str) -> list[str]:
    """The names of the notebooks in `source/`. Raises GradingStopped when there is none."""
    names = sorted(path.stem for path in (root / "source" / assignment).glob("*.ipynb"))
    if not names:
        raise GradingStopped(
            f"source/{assignment} has no notebook, so there is nothing to grade by. Put it there "
            "and run nbgrader generate_assignment, then try again."
        )
    return names


def mend_code(folder: Path, names: Iterable[str]) -> list[str]:
    """Mend one hand-in and say in words what was mended. Raises Unreadable with the reason."""
    remarks = [*untie_links(folder), *take_out_of_folder(folder)]
    remarks += _rename_back(folder, list(names))
    there = [name for name in names if (folder / f"{name}.ipynb").is_file()]
    if not there:
        raise Unreadable("There is no notebook of this assignment in it")
    for name in there:
        read_notebook(folder / f"{name}.ipynb")  # says what is wrong with one that is damaged
    return [*remarks, *check_time(folder)]


def _rename_back(folder: Path, names: list[str]) -> list[str]:
    missing = [name for name in names if not (folder / f"{name}.ipynb").exists()]
    others = [path for path in sorted(folder.glob("*.ipynb")) if path.stem not in names]
    if len(missing) != 1 or len(others) != 1:
        return []
    others[0].rename(folder / f"{missing[0]}.ipynb")
    return [f"The notebook was called '{others[0].name}'; renamed back."]
