"""my_portfolio: a button that gathers what was written in all lessons into one page to keep."""

from datetime import datetime
from html import escape

import ipywidgets as w

from course_tools.answers import AnswerSheet
from course_tools.answers.disk import write_atomically
from course_tools.course_folder import find_course
from course_tools.errors import CourseError
from course_tools.handing.portfolio import portfolio
from course_tools.handing.shown import download_link
from course_tools.records import MY_WORK
from course_tools.widgets.panel import heard, in_words, show_panel


def my_portfolio(sheet: AnswerSheet) -> None:
    """Everything the participant wrote, gathered into my-work/portfolio.html when asked."""
    said = heard()
    button = w.Button(description="Make my portfolio")
    button.add_class("course-main")

    def make(_: w.Button) -> None:
        said.value = in_words(_make(sheet))

    button.on_click(make)
    lead = w.HTML(
        in_words(
            "Your answers to the questions of all lessons, your three lines, and the papers you "
            "wrote, on one page to read, print and keep. It stays in my-work on this computer. Your "
            "private records are not in it."
        )
    )
    show_panel("my-portfolio", "My portfolio", lead, button, said)


def _make(sheet: AnswerSheet) -> str:
    try:
        course = find_course(sheet.folder)
        path = course / MY_WORK / "portfolio.html"
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, portfolio(course, datetime.now().astimezone()).encode())
        return f"Made. {download_link(path, 'text/html')} It is also in the folder {MY_WORK}."
    except CourseError as problem:
        return f"It could not be made. {escape(str(problem))}"
    except FileExistsError:
        return f"It could not be made: {MY_WORK} is a file. Rename that file, then try again."
    except OSError as problem:
        why = escape(problem.strerror or str(problem))
        return f"It could not be made: the disk said “{why}”. Mend that, then try again."
