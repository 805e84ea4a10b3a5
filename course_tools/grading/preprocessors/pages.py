"""Hands the templates what they lay out: feedback for a participant, the grading page for staff."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from course_tools.grading.page import page_of
from course_tools.grading.page_assets import scripts_in, styles_in


class FeedbackPage(NbGraderPreprocessor):  # type: ignore[misc]
    """For nbgrader's generate_feedback: `resources["page"]` is a `Page`."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Gather the page; the notebook itself is not laid out."""
        names = resources["nbgrader"]
        root = Path(self.parent.parent.coursedir.root)
        resources["page"] = page_of(root, names["assignment"], names["student"])
        return nb, resources


class GradingPage(NbGraderPreprocessor):  # type: ignore[misc]
    """For nbgrader's formgrader in the server, which knows the folder of the notebook only."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Gather the page, unless this is a feedback page."""
        if "nbgrader" in resources:
            return nb, resources
        folder = Path(resources["metadata"]["path"]).resolve()
        resources["page"] = page_of(folder.parents[2], folder.name, folder.parent.name)
        resources["scripts"], resources["styles"] = _assets()
        return nb, resources


@cache
def _assets() -> tuple[list[str], list[str]]:
    package = find_spec("nbgrader.server_extensions.formgrader")
    folders = package.submodule_search_locations if package else None
    static = Path(folders[0]) / "static" if folders else Path()
    return scripts_in(static), styles_in(static)
