"""What happens to a page between its release and its hand-in."""

import json
from typing import Any

from course_tools.grading.released import Cell, grade_id, is_answer, source_of
from tests.grading.generated.making import Change, Making, code, copy_of, markdown
from tests.grading.generated.words import STRANGE

_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def duplicated_answer(making: Making) -> None:
    """The answer cell twice, the second one with other words."""
    for cell in making.written():
        making.put_after(cell, copy_of(cell, source=making.random.choice(STRANGE)))


def duplicated_blank(making: Making) -> None:
    """The answer cell twice, words only in the second."""
    for cell in making.written():
        making.put_after(cell, copy_of(cell))
        cell["source"] = cell["metadata"].get("course", {}).get("prompt", "")


def duplicated_check(making: Making) -> None:
    """A check twice, the second one far below."""
    cell = making.one_of(making.checks())
    if cell:
        making.cells.append(copy_of(cell))


def split_answer(making: Making) -> None:
    """An answer cell split in two; Jupyter keeps the id in both."""
    for cell in making.written():
        words = source_of(cell)
        making.put_after(cell, copy_of(cell, source=words[len(words) // 2 :]))
        cell["source"] = words[: len(words) // 2]


def deleted_answer(making: Making) -> None:
    """No answer cell any more."""
    for cell in making.written():
        making.remove(cell)


def deleted_cells(making: Making) -> None:
    """About a third of all cells gone."""
    making.notebook["cells"] = [c for c in making.cells if making.random.random() > 0.34]


def no_cells(making: Making) -> None:
    """A page with nothing on it."""
    making.notebook["cells"] = []


def reordered(making: Making) -> None:
    """The cells in any order."""
    making.random.shuffle(making.cells)


def changed_check(making: Making) -> None:
    """Checks that say what somebody would like to hear."""
    for cell in making.checks():
        cell["source"] = making.random.choice(["4.0", "", "raise SystemExit", "import os\nTrue"])
        cell["metadata"]["nbgrader"]["points"] = 400
        data = {"text/plain": "4.0"}
        result = {"output_type": "execute_result", "data": data, "metadata": {}}
        cell["outputs"] = [{**result, "execution_count": 1}]


def changed_marks(making: Making) -> None:
    """nbgrader's metadata lost, or turned into something else."""
    wrong: list[Any] = [None, [], {}, {"grade_id": ["x"]}, {"grade": "yes"}, {"schema_version": 99}]
    for cell in [*making.written(), *making.checks()]:
        if making.random.random() < 0.5:
            cell["metadata"]["nbgrader"] = making.random.choice(wrong)


def own_code(making: Making) -> None:
    """Code cells of the participant's own, right and wrong."""
    for source in ("1 / 0", "print('here')", "import pandas", "%%bash\nls", "award = max", ""):
        making.put(code(source))


def own_texts(making: Making) -> None:
    """Text cells of the participant's own."""
    for words in making.random.sample(STRANGE, 4):
        making.put(markdown(words))


def very_many_texts(making: Making) -> None:
    """More text cells than an answer can have."""
    making.cells.extend(markdown(f"Note {number}") for number in range(130))


def attachments(making: Making) -> None:
    """Pictures in the answer and beside it, and things that are none."""
    for cell in making.written():
        cell["attachments"] = {"map.png": {"image/png": _PIXEL}, "odd": {"text/html": "<b>"}}
    own = markdown("![a](map.png)")
    making.put({**own, "attachments": {"map.png": {"image/png": _PIXEL}}})


def format_4_4(making: Making) -> None:
    """A notebook as older programs write it, without ids."""
    making.notebook["nbformat_minor"] = 4
    for cell in making.cells:
        cell.pop("id", None)


def lines_for_text(making: Making) -> None:
    """Texts as lists of lines, as Jupyter writes them."""
    for cell in making.cells:
        cell["source"] = source_of(cell).splitlines(keepends=True)


def other_kinds(making: Making) -> None:
    """Answers made code or raw cells, as a slip of a key does."""
    for cell in making.cells:
        if is_answer(cell) or making.random.random() < 0.1:
            cell["cell_type"] = making.random.choice(["code", "raw", "markdown"])


def senseless_parts(making: Making) -> None:
    """Parts that are no cells at all."""
    making.cells.extend([{"cell_type": "alien", "source": None}, {"metadata": []}])
    making.notebook["cells"].append(7)
    making.notebook["metadata"] = "none"


def one_id_for_all(making: Making) -> None:
    """Every cell with the same id."""
    for cell in making.cells:
        cell["id"] = "the-same"


def many_outputs(making: Making) -> None:
    """Outputs left in every form, some long."""
    for form in making.forms():
        text = {"output_type": "stream", "name": "stderr", "text": "warning\n" * 2000}
        form["outputs"] = [*form.get("outputs", []), text]


def prompt_left_in(making: Making) -> None:
    """Words written around the line that invites to write."""
    for cell in making.written():
        prompt = cell["metadata"].get("course", {}).get("prompt", "")
        cell["source"] = f"Before.\n\n{prompt}\n\n{source_of(cell)}"


def answer_elsewhere(making: Making) -> None:
    """The words in a cell of their own, the answer cell as it was released."""
    for cell in making.written():
        making.put_after(cell, markdown(source_of(cell)))
        cell["source"] = cell["metadata"].get("course", {}).get("prompt", "") + "\n\n"


def minimal_metadata(making: Making) -> None:
    """A page that lost all metadata but nbgrader's."""
    making.notebook["metadata"] = {}
    for cell in making.cells:
        marks = cell["metadata"].get("nbgrader") if grade_id(cell) else None
        cell["metadata"] = {"nbgrader": json.loads(json.dumps(marks))} if marks else {}


def other_texts(making: Making) -> None:
    """The course's own texts rewritten."""
    for cell in making.cells:
        if cell["cell_type"] == "markdown" and not _is_marked(cell):
            cell["source"] = source_of(cell).upper()


def _is_marked(cell: Cell) -> bool:
    return bool(grade_id(cell))


PAGES: list[Change] = [
    *(duplicated_answer, duplicated_blank, duplicated_check, split_answer, deleted_answer),
    *(deleted_cells, no_cells, reordered, changed_check, changed_marks, own_code, own_texts),
    *(very_many_texts, attachments, format_4_4, lines_for_text, other_kinds, senseless_parts),
    *(one_id_for_all, many_outputs, prompt_left_in, answer_elsewhere, minimal_metadata),
    other_texts,
]
