"""Everything that can go wrong, as one small tree.

Each message is one line for a person: what is wrong, where, and what to do next.
`course` prints the message and stops with exit code 1; nobody sees a traceback.

    CourseError
    ├── AnswersNotSaved            the words are still on the page, the earlier ones still on disk
    ├── AnswersFromNewerWorkbook   the file was written by a later version
    ├── AnswerErased               it was erased for good in another window, and stays erased
    ├── AnswerUnfit                a value that cannot be kept (a set, NaN, something huge)
    ├── CourseUnsound              something an author wrote; lists every breach
    ├── NotInCourse                no such lesson, assignment or programme
    ├── HandInRefused              what was to be handed in cannot go out as it is
    ├── FileNotRead                a published file that is something else, damaged or unknown
    ├── GradingStopped             staff must do something before grading can go on
    └── SetupProblem               this machine lacks something
"""


class CourseError(Exception):
    """Anything a person can mend; its text says how."""

    def _render_traceback_(self) -> list[str]:
        """On a page, too, only the words are shown; IPython asks for them by this name."""
        return str(self).splitlines()


class AnswersNotSaved(CourseError):
    """The last change is not on disk; what was saved before still is."""


class AnswersFromNewerWorkbook(CourseError):
    """`answers.json` has a format that this version does not know; it was left untouched."""


class AnswerErased(CourseError):
    """Words that were erased for good would come back from a window that still shows them."""


class AnswerUnfit(CourseError):
    """A value that is not plain data: JSON with finite numbers, of reasonable size."""


class CourseUnsound(CourseError):
    """What an author wrote would harm participants or grading; one breach a line."""

    def __init__(self, breaches: list[str]) -> None:
        self.breaches = breaches
        super().__init__("\n".join(breaches))


class NotInCourse(CourseError):
    """A lesson, assignment or programme of that name does not exist here."""


class HandInRefused(CourseError):
    """A hand-in that would be incomplete, damaged or unsafe; nothing was sent."""


class FileNotRead(CourseError):
    """A file that somebody chose is no published table that the workbook can read."""


class GradingStopped(CourseError):
    """Grading cannot go on until staff do what the message says."""


class SetupProblem(CourseError):
    """Something is missing on this machine."""
