"""The course name that questions were drawn for, and the one that a page is handed in with."""

from course_tools.answers import AnswerSheet
from course_tools.errors import HandInRefused

NAME = "data-name"  # the question that holds the course name


def same_name(name: str) -> str:
    """A course name without what people type differently: capitals and spaces."""
    return "".join(name.split()).casefold()


def written_name(sheet: AnswerSheet) -> str:
    """The course name as it stands in the answers; "" while there is none."""
    answer = sheet.answer(NAME)
    given = answer.get("name") if isinstance(answer, dict) else ""
    return given.strip() if isinstance(given, str) else ""


def refuse_other_name(sheet: AnswerSheet, name: str) -> None:
    """Stop a hand-in under another name than the questions were drawn for. Raises HandInRefused."""
    drawn_for = written_name(sheet)
    if name and drawn_for and same_name(name) != same_name(drawn_for):
        raise HandInRefused(
            f"Your data questions were drawn for “{drawn_for:.60}”, but you hand in as “{name}”. One "
            "of the two has a slip of the pen. If it is the one here, correct it here. If it is the "
            "one in “Your own questions”, correct it there, and look at your numbers once more: they "
            "will be others."
        )
