"""The form: what to compare, for whom, with whom; the intervals, and what they say."""

from html import escape

from course_tools.answers import AnswerSheet
from course_tools.casework import chosen as choice
from course_tools.casework.chosen import read_chosen
from course_tools.casework.comparison import EVERYBODY_ELSE, Against, Comparison
from course_tools.casework.lookup import Lookup
from course_tools.casework.neighbors import Neighbors
from course_tools.casework.pictures.gap import draw_gap
from course_tools.casework.pictures.notes import percent, printed
from course_tools.casework.questions import (
    ALL_YEARS,
    QUESTION,
    answered,
    groups_in,
    measures_in,
    neighbors_of,
    read_asked,
)
from course_tools.casework.shelf import files_at_hand, neighborhood_of
from course_tools.errors import CourseError
from course_tools.plotting import Picture
from course_tools.widgets.choices import ChoiceFrom, Options
from course_tools.widgets.fields import Tick
from course_tools.widgets.several import Several
from course_tools.widgets.tool import Answer, show_tool


def compare_groups(sheet: AnswerSheet) -> None:
    """T31: one group beside others, with counts, intervals and what is missing."""

    def lookup() -> Lookup | None:
        try:
            return read_chosen(sheet.answer(choice.QUESTION)).lookup()
        except CourseError:
            return None

    def measures(_: Answer) -> Options:
        found = lookup()
        return measures_in(found) if found else {}

    def groups(answer: Answer) -> Options:
        found = lookup()
        return groups_in(found, str(answer.get("measure"))) if found else {}

    def beside(answer: Answer) -> Options:
        there = {name: name for name in groups(answer) if name != answer.get("group")}
        return {EVERYBODY_ELSE: "everybody else in this place", **there} if there else {}

    def years(_: Answer) -> Options:
        found = lookup()
        periods = {one: one for one in reversed(found.periods)} if found else {}
        return {**periods, ALL_YEARS: "all years added up"} if len(periods) > 1 else periods

    def comparison(answer: Answer) -> Comparison:
        try:
            return answered(read_chosen(sheet.answer(choice.QUESTION)), read_asked(answer))
        except CourseError as problem:
            raise ValueError(str(problem)) from None

    def described(answer: Answer) -> Options:
        return files_at_hand() if answer.get("similar") is True else {}

    def neighbors(answer: Answer) -> Neighbors | None:
        asked = read_asked(answer)
        if not asked.similar:
            return None
        try:
            return neighbors_of(read_chosen(sheet.answer(choice.QUESTION)), asked)
        except (CourseError, ValueError):
            return None

    def found_similar(answer: Answer) -> Options:
        near = neighbors(answer)
        if near is None:
            return {}
        named = {one.school.id: one.school.name for one in near.nearest}
        return named | {one: f"{one} (struck off)" for one in near.vetoed}

    def picture(answer: Answer) -> Picture:
        return draw_gap(comparison(answer))

    def words(answer: Answer) -> str:
        near = neighbors(answer)
        said = _words(comparison(answer)) + (_similar(near) if near else "")
        return said + _around(read_chosen(sheet.answer(choice.QUESTION)).place)

    show_tool(
        sheet,
        QUESTION,
        "Compare: how many, of how many, and how sure?",
        (
            ChoiceFrom("measure", "What do you want to compare?", measures, takes_first=True),
            ChoiceFrom("group", "For which group?", groups, takes_first=True),
            ChoiceFrom("with_group", "Beside which other group in the same place?", beside),
            ChoiceFrom("years", "For which year?", years, takes_first=True),
            Tick("similar", "Also beside the ten schools most like this one"),
            ChoiceFrom(
                "described_in",
                "Which file says who comes to the schools? (for the ten most like it)",
                described,
                nothing="the file chosen above",
                hides=True,
            ),
            Several("vetoed", "Strike off a school that is not like yours:", found_similar),
        ),
        picture=picture,
        words=words,
        intro="One number alone says nothing. Here each stands with its count, with how sure it is, "
        "and beside others.",
        follows=[choice.QUESTION],
    )


def _words(comparison: Comparison) -> str:
    subject = comparison.subject
    if subject.value is None:
        said = f"<p><b>{escape(subject.called)}</b>: no number. {escape(subject.why_not)}.</p>"
    elif subject.rate is not None and subject.interval is not None:
        low, high = percent(subject.interval.low), percent(subject.interval.high)
        said = (
            f"<p><b>{escape(subject.called)}</b>, {escape(subject.period)}: "
            f"<b>{subject.rate.numerator:,} of {subject.rate.denominator:,}</b>, which is "
            f"{percent(subject.rate.share)}. Luck alone can move such a number: anything from {low} "
            f"to {high} would fit.</p>"
        )
    else:
        value = printed(subject.value, comparison.measure)
        said = f"<p><b>{escape(subject.called)}</b>, {escape(subject.period)}: {escape(value)}.</p>"
    lines = "".join(f"<li>{_beside(comparison, other)}</li>" for other in comparison.others)
    remarks = dict.fromkeys(one.remark for one in comparison.figures if one.remark)
    advice = "".join(f"<li>{escape(one)}</li>" for one in (*remarks, *comparison.advice))
    return (
        said
        + (f"<ul>{lines}</ul>" if lines else "")
        + (f"<p><b>Before you use it:</b></p><ul>{advice}</ul>" if advice else "")
        + "<p>Ask of every gap: would we have a campaign if this were luck? A gap says <i>that</i> "
        "something differs. It never says why.</p>"
    )


def _around(place: str) -> str:
    """Where the school stands, if a register and the Indices of Deprivation are at hand."""
    found = neighborhood_of(place)
    if found is None or found[0].tenth is None:
        return ""
    around, edition = found
    poor = (
        f" There, {percent(around.child_poverty)} of children live in families with low income."
        if around.child_poverty is not None
        else ""
    )
    return (
        f"<p><b>Where it stands:</b> {escape(around.name)}, in tenth {around.tenth} of 10 of the Indices "
        f"of Deprivation {escape(edition)}; 1 is the most deprived.{poor} This describes the area. It "
        "says nothing about one pupil.</p>"
    )


def _similar(near: Neighbors) -> str:
    """The list, so that people can object to it."""
    lines = "".join(
        f"<li>{escape(one.school.name)} ({one.distance:.1f} away)</li>" for one in near.nearest
    )
    struck = f" Struck off: {len(near.vetoed)}." if near.vetoed else ""
    return (
        f"<p><b>The ten most like it</b>, by {len(near.compared)} published numbers on who comes to "
        "the school. “1.0 away” means about one usual difference between schools in each of them. Do "
        f"you know one that is not like yours? Strike it off.{struck}</p><ol>{lines}</ol>"
    )


def _beside(comparison: Comparison, other: Against) -> str:
    figure = other.figure
    name = escape(figure.called)
    if figure.value is None:
        return f"{name}: no number ({escape(figure.why_not)})."
    value = escape(printed(figure.value, comparison.measure))
    counts = (
        f"{figure.rate.numerator:,} of {figure.rate.denominator:,}, "
        if figure.rate is not None
        else ""
    )
    if other.gap is None:
        return f"{name}: {counts}{value}."
    ends = other.gap.interval
    points = 100 * other.gap.difference
    more = "more" if points > 0 else "fewer"
    unsure = ends.low <= 0 <= ends.high
    gap = f"<b>{abs(points):.0f} in 100 {more}</b> here" if round(points) else "about the same here"
    span = f"from {100 * ends.low:+.0f} to {100 * ends.high:+.0f} in 100 would fit"
    luck = " Zero is among them: <b>this could be luck.</b>" if unsure else ""
    return f"{name}: {counts}{value}. {gap}; anything {span}.{luck}{_times(other)}{_extra(other)}"


def _times(other: Against) -> str:
    if other.ratio is None or other.ratio.value is None:
        return ""
    said = f" {other.ratio.value:.1f} times as often"
    if other.ratio.interval is not None:
        said += f" ({other.ratio.interval.low:.1f} to {other.ratio.interval.high:.1f})"
    return said + "."


def _extra(other: Against) -> str:
    if other.extra is None or abs(other.extra) < 1:
        return ""
    more = "more" if other.extra > 0 else "fewer"
    return f" That is the same as about {abs(other.extra):.0f} pupils {more}."
