"""The graded notebooks of both sides, compared where they are meant to be the same."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.grading.generated.comparing import Pages, page_differences, pages_in
from tests.grading.generated.deliberate import is_put_back
from tests.grading.generated.programming_sources import ALL, ODD


def pages_that_differ(course: Path, ours: Path, theirs: Sequence[Path]) -> dict[str, list[str]]:
    """In words by assignment, for hand-ins that nbgrader graded at all.

    Outputs of the odd assignments differ on purpose, so their pages are not compared.
    """
    found: dict[str, list[str]] = {}
    for folder in sorted((course / "submitted").glob("*/*")):
        student, assignment = folder.parent.name, folder.name
        graded = [root / "autograded" / student / assignment for root in theirs]
        there = [place for place in graded if place.is_dir()]
        if not there or assignment in ODD:
            continue
        mine = pages_in(ours / "autograded" / student / assignment)
        other = pages_in(there[0])
        if assignment in ALL:
            handed_in = pages_in(folder)
            mine = _as_meant(_without_put_back(mine, folder), handed_in)
            other = _as_meant(other, handed_in)
        said = page_differences(mine, other)
        found.setdefault(assignment, []).extend(f"{student} / {one}" for one in said)
    return found


def _without_put_back(pages: Pages, handed_in: Path) -> Pages:
    """What the course put back has nothing beside it on the page of nbgrader alone."""
    return {
        name: [
            cell
            for cell in cells
            if not cell["nbgrader"].get("grade_id")
            or not is_put_back(handed_in, name.removesuffix(".ipynb"), cell["nbgrader"]["grade_id"])
        ]
        for name, cells in pages.items()
    }


def _as_meant(pages: Pages, handed_in: Pages) -> Pages:
    """Programming pages without what differs on purpose and earns nothing.

    Of a copied cell nbgrader marks the last copy, the course the first one with words. Warnings are
    not shown by the course. nbgrader cuts a text after 1,000 lines, the course after more.
    """
    meant: Pages = {}
    for name, cells in pages.items():
        there = Counter(cell["nbgrader"].get("grade_id") for cell in handed_in.get(name, ()))
        copied = {one for one, times in there.items() if one and times > 1}
        meant[name] = [
            {
                **cell,
                "nbgrader": {} if cell["nbgrader"].get("grade_id") in copied else cell["nbgrader"],
                "outputs": [_shortened(one) for one in cell["outputs"] if not _is_warning(one)],
            }
            for cell in cells
        ]
    return meant


def _is_warning(output: dict[str, Any]) -> bool:
    is_stderr = output.get("name") == "stderr"
    return is_stderr and re.search(r"^\S+:\d+: \w+Warning: ", output["text"]) is not None


def _shortened(output: dict[str, Any]) -> dict[str, Any]:
    if "text" not in output:
        return output
    return {**output, "text": "\n".join(output["text"].split("\n")[:900])}
