"""What happens to a hand-in's files on their way, and the times at which it comes."""

import json

from course_tools.answers import ANSWERS_FILE
from tests.grading.generated.making import SAVED, Change, Making

# Due is 2024-09-05 12:00 UTC. Nothing here depends on today's date.
TIMES: list[str | None] = [
    *(
        "2024-09-02 10:00:00 UTC\n",
        "2024-09-02 10:00:00.123456 UTC",
        "2024-09-05 11:59:59.999999 UTC",
    ),
    *("2024-09-05 12:00:00 UTC", "2024-09-05 12:00:01 UTC", "2024-09-05 14:30:00 UTC"),
    *("2024-09-12 08:00:00 UTC", "2031-01-01 00:00:00 UTC", "1999-12-31 23:59:59 UTC"),
    *("2024-09-05 09:00:00 America/New_York", "2024-09-05 13:30:00 Europe/Madrid"),
    *("2024-09-05T11:00:00Z", "2024-09-05T13:00:00+00:00", "2024-09-05 15:00:00+0200"),
    *("2024-09-05 10:00:00 +0200", "2024-09-05 13:00:00 Mars/Crater", "2024-09-05 12:30:00"),
    *("Thu Sep 5 13:00:00 2024", "September 4, 2024", "  2024-09-02 10:00:00 UTC  \n\n"),
    *("", "\n", "yesterday, before supper", "2024-13-45 99:00:00 UTC", None, None),
]


def _answers(making: Making, text: str, encoding: str = "utf-8") -> None:
    (making.folder / ANSWERS_FILE).write_text(text, encoding=encoding, errors="replace")


def _text(making: Making) -> str:
    making.save_answers()
    return (making.folder / ANSWERS_FILE).read_text(encoding="utf-8")


def truncated_answers(making: Making) -> None:
    """An answers file that ends in the middle."""
    text = _text(making)
    _answers(making, text[: making.random.randint(1, len(text) - 2)])


def answers_with_nan(making: Making) -> None:
    """NaN and Infinity, which are no JSON although Python writes them."""
    values = making.random.sample([float("nan"), float("inf"), -float("inf"), 1e999], 2)
    body = {q: {"value": v, "revision": 3, "saved": SAVED} for q, v in making.answers.items()}
    for question, value in zip(list(body), values, strict=False):
        body[question]["value"] = [value]
    _answers(making, json.dumps({"format": 1, "lesson": making.assignment, "answers": body}))


def answers_twice(making: Making) -> None:
    """The same question twice in one file: one of them blank."""
    lines = [
        f"{json.dumps(q)}: {json.dumps({'value': value, 'revision': 4, 'saved': SAVED})}"
        for q, given in making.answers.items()
        for value in making.random.sample([given, ""], 2)
    ]
    _answers(making, '{"format": 1, "lesson": "x", "answers": {' + ", ".join(lines) + "}}")


def answers_edited_by_hand(making: Making) -> None:
    """A file whose digest no longer fits."""
    _answers(making, _text(making).replace("a", "e", 40))


def answers_of_other_kinds(making: Making) -> None:
    """Revisions, times and values of other kinds than a sheet writes."""
    odd = [-1, 2**60, "7", None, 1.5, True]
    body = {
        question: {"value": value, "revision": making.random.choice(odd), "saved": 12}
        for question, value in making.answers.items()
    }
    _answers(making, json.dumps({"format": 1, "answers": body, "digest": 4}))


def answers_as_marked_text(making: Making) -> None:
    """A file that a text editor saved in its own way: with a mark at its beginning, or as UTF-16."""
    _answers(making, _text(making), making.random.choice(["utf-8-sig", "utf-16"]))


def answers_senseless(making: Making) -> None:
    """No answers file at all but for its name."""
    senseless = [
        "",
        "null",
        "[]",
        "7",
        "[" * 50_000,
        "<html>Sign in</html>",
        '{"answers": []}',
        "{",
    ]
    _answers(making, making.random.choice(senseless))


def no_answers_file(making: Making) -> None:
    """Only the page came."""
    (making.folder / ANSWERS_FILE).unlink(missing_ok=True)


def answers_of_tomorrow(making: Making) -> None:
    """A file that a later workbook wrote: set aside."""
    _answers(making, '{"format": 2, "answers": {}}')


def no_page(making: Making) -> None:
    """Only the answers came."""
    making.path.unlink(missing_ok=True)


def renamed_page(making: Making) -> None:
    """The page under another name."""
    names = [f"{making.assignment} (1).ipynb", f"Copy of {making.assignment}.ipynb", "final.ipynb"]
    making.path.rename(making.folder / making.random.choice(names))


def two_pages(making: Making) -> None:
    """The page, and an older copy beside it."""
    copy = making.folder / f"{making.assignment}-Copy1.ipynb"
    copy.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')


def truncated_page(making: Making) -> None:
    """A page that ends in the middle: set aside."""
    text = making.path.read_text(encoding="utf-8")
    making.path.write_text(text[: len(text) // 2], encoding="utf-8")


def page_as_marked_text(making: Making) -> None:
    """The page as some editors save it, with a mark at its beginning."""
    text = making.path.read_text(encoding="utf-8")
    making.path.write_text(text, encoding="utf-8-sig")


def other_files(making: Making) -> None:
    """Everything else that lies in a folder."""
    names = ["notes.docx", "photo 1.jpg", "pandas.py", "Übersicht.txt", ".DS_Store", "answers.html"]
    for name in names:
        (making.folder / name).write_text("x", encoding="utf-8")
    for inner in (".ipynb_checkpoints", ".answers", "old"):
        (making.folder / inner).mkdir(exist_ok=True)
        (making.folder / inner / "page.ipynb").write_text("{}", encoding="utf-8")


def in_a_folder_more(making: Making) -> None:
    """The whole hand-in in a folder inside its folder."""
    files = list(making.folder.iterdir())
    inner = making.folder / "my hand-in"
    inner.mkdir()
    for path in files:
        path.rename(inner / path.name)


# In the order in which they can happen to the same hand-in.
FILES: list[Change] = [
    *(truncated_answers, answers_with_nan, answers_twice, answers_edited_by_hand),
    *(answers_of_other_kinds, answers_as_marked_text, answers_senseless, no_answers_file),
    *(answers_of_tomorrow, truncated_page, page_as_marked_text, two_pages, other_files),
    *(renamed_page, no_page, in_a_folder_more),
]
