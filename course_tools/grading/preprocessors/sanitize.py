"""First step of grading: a hand-in becomes the released notebook with the participant's words."""

from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from course_tools.grading import keeping
from course_tools.grading.book.assignments import known_assignment
from course_tools.grading.book.connecting import reading
from course_tools.grading.execution import SANDBOX, execution_of
from course_tools.grading.gathering import gather, write_answers
from course_tools.grading.graded_folder import keep_known_files
from course_tools.grading.rebuild import rebuild
from course_tools.grading.released import order_in, released_notebook
from course_tools.grading.restoring import restore, sound_cells


class TakeWords(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes answers and words out of the hand-in; leaves everything else behind.

    Also clears the graded folder of every file that the course does not know, so that nothing
    beside the notebook (`pandas.py`, `sitecustomize.py`, settings) can be loaded by the kernel.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """The notebook to grade."""
        names = resources["nbgrader"]
        assignment, student = names["assignment"], names["student"]
        converter = self.parent.parent
        root = Path(converter.coursedir.root)
        handed_in = Path(converter.coursedir.format_path("submitted", student, assignment))
        if execution_of(root, assignment) == SANDBOX:
            return self._restored(nb, resources, root)
        graded = Path(converter.coursedir.format_path("autograded", student, assignment))
        graded.mkdir(parents=True, exist_ok=True)
        keep_known_files(graded, root / "source" / assignment)
        entries, remarks = gather(handed_in, nb)
        write_answers(graded, assignment, entries)

        released = released_notebook(root, names["notebook"])
        with Gradebook(names["db_url"]) as gradebook:
            known = gradebook.find_notebook(names["notebook"], assignment).source_cells
            blank = {cell.name: cell.source for cell in known if not cell.locked}
        rebuilt = rebuild(nb, released, blank)
        nb.cells = [from_data(cell) for cell in rebuilt.cells]
        nb.metadata = from_data(released.get("metadata", {}))
        seen = keeping.remembered(root, assignment, student, handed_in)
        course = nb.metadata.setdefault("course", from_data({}))
        course["remarks"] = [*remarks, *rebuilt.remarks] if seen is None else seen
        nb.nbformat, nb.nbformat_minor = 4, 5
        return nb, resources

    def _restored(
        self, nb: NotebookNode, resources: dict[str, Any], root: Path
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Where code is taught: the course's cells put back, the participant's left as they are."""
        names = resources["nbgrader"]
        with reading(names["db_url"]) as connection:
            known = known_assignment(connection, names["assignment"])
        if known is None:
            raise LookupError(f"The gradebook does not know {names['assignment']}.")
        order = order_in(root / "source" / names["assignment"])
        name = names["notebook"]
        cells, remarks = restore(sound_cells(nb), known.notebooks[name], order.get(name, []))
        nb.cells = [from_data(cell) for cell in cells]
        nb.metadata = from_data({"course": {"remarks": remarks}})
        nb.nbformat, nb.nbformat_minor = 4, 5
        return nb, resources


def from_data(data: Any) -> Any:
    """Plain data as nbformat's nodes, whose parts are attributes as well."""
    return from_dict(data)  # type: ignore[no-untyped-call]
