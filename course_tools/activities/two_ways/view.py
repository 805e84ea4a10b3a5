"""The form: five sliders, the picture, and what it says."""

from course_tools.activities.two_ways.model import (
    Settings,
    one_way,
    round_when_two_way_leads,
    two_way,
)
from course_tools.activities.two_ways.plot import draw_two_ways
from course_tools.answers import AnswerSheet
from course_tools.plotting import Picture, Room, Table, new_picture_axes
from course_tools.widgets.fields import Number
from course_tools.widgets.tool import Answer, show_tool

_FIELDS = (
    Number("gain", "How hard we push, one-way", 0.0, 0.6, 0.05, 0.3),
    Number("growth", "What each side gains from trust", 0.0, 0.6, 0.05, 0.3),
    Number("learning", "How fast trust grows", 0.0, 1.0, 0.05, 0.5),
    Number("trust", "Trust at the start", 0.0, 1.0, 0.05, 0.2),
    Number("switch", "We change our way after round (10 = never)", 0, 10, 1, 10),
)


def two_ways(sheet: AnswerSheet, question: str = "two-ways") -> None:
    """T02: compare one-way and two-way power over ten rounds."""
    show_tool(
        sheet,
        question,
        "Two ways to use power",
        _FIELDS,
        picture=_picture,
        words=_words,
        intro="“Us” is your side, “them” is somebody who decides. Guess first, then move one slider at a "
        "time. Arrow keys work too.",
    )


def _settings(answer: Answer) -> Settings:
    switch = answer["switch"]
    return Settings(
        gain=answer["gain"],
        growth=answer["growth"],
        learning=answer["learning"],
        trust=answer["trust"],
        switch=switch if switch < 10 else None,
    )


def _picture(answer: Answer) -> Picture:
    settings = _settings(answer)
    one, two = one_way(settings), two_way(settings)
    figure, (ax,) = new_picture_axes(room=Room(right=1.7))
    draw_two_ways(one, two, ax)
    rows = [
        (number, ours, theirs, both, trust)
        for number, (ours, theirs, both, trust) in enumerate(
            zip(one.ours, one.theirs, two.ours, two.trust, strict=True)
        )
    ]
    table = Table(
        "What each side is able to do after each round",
        ("Round", "One-way: us", "One-way: them", "Two-way: each", "Two-way: trust"),
        rows,
    )
    alt = (
        f"Line chart over {settings.rounds} rounds. One-way power takes us from 1 to "
        f"{one.ours[-1]:.2f} and them from 1 to {one.theirs[-1]:.2f}. "
        f"Two-way power takes each of us from 1 to {two.ours[-1]:.2f}."
    )
    return Picture(figure, alt, table)


def _words(answer: Answer) -> str:
    settings = _settings(answer)
    one, two = one_way(settings), two_way(settings)
    ahead = round_when_two_way_leads(one, two)
    lead = (
        "Within ten rounds two-way power does not overtake one-way power."
        if ahead is None
        else f"From round {ahead} on, two-way power leaves us able to do more."
    )
    return (
        f"After ten rounds one-way power leaves us with <b>{one.ours[-1]:.2f}</b> and them with "
        f"<b>{one.theirs[-1]:.2f}</b>; two-way power leaves each with "
        f"<b>{two.ours[-1]:.2f}</b>. {lead}{_changed(settings)} "
        "<i>This shows how a mechanism works. It does not predict your town.</i>"
    )


def _changed(settings: Settings) -> str:
    if settings.switch is None:
        return ""
    return (
        f" We change our way after round {settings.switch}. We assume that trust then starts lower, "
        "the more resentment there is by then."
    )
