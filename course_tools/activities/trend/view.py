"""The form: the comparison's number over the years of the file."""

from html import escape

from course_tools.answers import AnswerSheet
from course_tools.casework import chosen as choice
from course_tools.casework import questions
from course_tools.casework.chosen import read_chosen
from course_tools.casework.over_time import OverTime, trend_of
from course_tools.casework.pictures.trend import draw_trend
from course_tools.casework.questions import read_asked
from course_tools.casework.tidy import ALL_PUPILS, Measure
from course_tools.casework.trend import Segment, Trend
from course_tools.errors import CourseError
from course_tools.widgets.fields import Words
from course_tools.widgets.tool import show_tool


def over_the_years(sheet: AnswerSheet) -> None:
    """One group's number year by year, breaks marked."""

    def found() -> OverTime:
        chosen = read_chosen(sheet.answer(choice.QUESTION))
        asked = read_asked(sheet.answer(questions.QUESTION))
        try:
            lookup = chosen.lookup()
        except CourseError as problem:
            raise ValueError(str(problem)) from None
        if not chosen.place or not asked.measure:
            raise ValueError("Choose a place and a number in the forms above first.")
        return trend_of(lookup, chosen.place, asked.measure, group=asked.group or ALL_PUPILS)

    show_tool(
        sheet,
        "over-the-years",
        "Over the years",
        (Words("see", "What do you see here, and what can you not see?", lines=2),),
        picture=lambda _: draw_trend(found()),
        words=lambda _: _words(found().trend, found().measure),
        intro="The number that you compared above, year by year.",
        follows=[choice.QUESTION, questions.QUESTION],
    )


def _words(shown: Trend, measure: Measure) -> str:
    said = "".join(f"<p>{_said(segment, measure)}</p>" for segment in shown.segments)
    remarks = "".join(f"<li>{escape(remark)}</li>" for remark in shown.remarks)
    return said + (f"<ul>{remarks}</ul>" if remarks else "")


def _said(segment: Segment, measure: Measure) -> str:
    """What may be said of points that follow one another."""
    slope, change = segment.slope(), segment.change()
    if slope is not None:
        return f"{len(segment.points)} years in a row: {slope.direction}."
    if change is None:
        return f"{escape(segment.points[0].period)} stands alone."
    scale, unit = (100, " in 100") if measure.unit == "share" else (1, "")
    words = (
        f"From {escape(change.first.period)} to {escape(change.last.period)}: "
        f"{scale * change.difference:+.1f}{unit}"
    )
    if change.interval is not None:
        low, high = scale * change.interval.low, scale * change.interval.high
        words += f" (from {low:+.1f} to {high:+.1f} would fit)"
        words += ". Zero is among them: <b>this could be luck</b>" if low <= 0 <= high else ""
    return f"{words}. With fewer than five years nobody should speak of a trend."
