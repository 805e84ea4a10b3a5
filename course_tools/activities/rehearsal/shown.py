"""A talk as it is shown: the transcript, the picture with its tables, the coach, two side by side."""

from collections.abc import Sequence
from html import escape

from course_tools.activities.rehearsal.model import ENDINGS, Talk
from course_tools.activities.rehearsal.plot import draw_talk
from course_tools.activities.rehearsal.reading import LISTENING, coach_says, measure
from course_tools.activities.rehearsal.saved import YOU, said_in
from course_tools.plotting import Picture, Room, Table, new_picture_axes

STYLE = """<style>
.course-question .course-says{text-align:left;align-self:stretch}
.course-question .course-says,.course-question .course-says *{justify-content:flex-start}
.course-talk p{margin:.45rem 0}
.course-talk .course-you{margin-left:1.6rem;padding-left:.6rem;border-left:3px solid #0f3b63}
.course-talk td,.course-talk th{text-align:left!important}
</style>"""
_WARNING = (
    "<p><i>This shows how a mechanism works: questions, trust and time. The person, the numbers "
    "and the coach’s words are invented. It predicts no real person, and a real talk has no "
    "buttons. Where do you see it in another way than the coach? Bring that to your session.</i></p>"
)


def speech(said: Sequence[tuple[str, str]]) -> str:
    """Lines of a talk as HTML; the participant's own are set in."""
    lines = "".join(
        f'<p class="{"course-you" if who == YOU else "course-other"}">'
        f"<b>{escape(who)}:</b> {escape(words)}</p>"
        for who, words in said
    )
    return f'<div class="course-words course-talk">{lines}</div>'


def earlier_and_newest(talk: Talk) -> tuple[str, str]:
    """All but the last exchange, and the last exchange, which is read aloud when it comes."""
    said = said_in(talk)
    cut = max(0, len(said) - 2) if talk.steps else 0
    how = ""
    if talk.ending:
        how = f'<div class="course-note"><b>The talk is over:</b> {ENDINGS[talk.ending]}.</div>'
    return speech(said[:cut]) if cut else "", speech(said[cut:]) + how


def picture(talk: Talk) -> Picture:
    """Shares of the words, trust and depth; tables for all of it, and the whole transcript."""
    room = Room(left=0.95, right=0.15, bottom=0.6, top=0.4, between=0.5)
    figure, axes = new_picture_axes(height=2.5, panels=3, room=room)
    draw_talk(talk, axes)
    last = talk.steps[-1]
    alt = (
        f"Three panels. {talk.person.name} said {_percent(measure(talk).their_share)} of the "
        f"words. Trust went from {talk.person.trust:.2f} to {last.trust:.2f}, and depth from 0 to "
        f"{last.depth} of 4, in {len(talk.steps)} turns."
    )
    return Picture(figure, alt, _numbers(talk), (_turns(talk), _coached(talk), _spoken(talk)))


def reading(talk: Talk) -> str:
    """The numbers in words, then the coach."""
    seen = measure(talk)
    asked = seen.open_questions + seen.closed_questions
    questions = (
        f"<b>{seen.open_questions} of your {asked}</b> questions were open."
        if asked
        else "You asked no question."
    )
    ending, worked, missed = coach_says(talk)
    return (
        f"<p>{_share_in_words(talk)} {questions} {_challenge_in_words(talk)} "
        f"<b>How it ended:</b> {ENDINGS[talk.ending].lower()}.</p>"
        f"<p><b>The coach on the ending:</b> {escape(ending)}</p>"
        f"{_listed('What worked', worked)}{_listed('What was missed, and another way', missed)}"
        f"{_WARNING}"
    )


def side_by_side(one: tuple[str, Talk], other: tuple[str, Talk]) -> str:
    """Two talks turn by turn; the first turn where they part is named."""
    (first, left), (second, right) = one, other
    parts = next(
        (i for i, (a, b) in enumerate(zip(left.path, right.path, strict=False)) if a != b),
        min(len(left.path), len(right.path)),
    )
    is_same_person = left.person.id == right.person.id
    rows = []
    for place in range(max(len(left.steps), len(right.steps))):
        mark = ", here they part" if is_same_person and place == parts else ""
        rows.append((f"Turn {place + 1}{mark}", _exchange(left, place), _exchange(right, place)))
    ends = (ENDINGS.get(talk.ending, "Going on") for talk in (left, right))
    return _as_table(("Turn", first, second), [*rows, ("How it ended", *ends)])


def _as_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Like Table, for cells that are HTML already."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    return (
        '<div class="course-talk" style="overflow-x:auto"><table class="course-numbers">'
        f"<caption>Two talks side by side</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _exchange(talk: Talk, place: int) -> str:
    if place >= len(talk.steps):
        return "–"
    step = talk.steps[place]
    said = ((YOU, step.line.say), (talk.person.name, step.answer))
    return "<br>".join(f"<b>{escape(who)}:</b> {escape(words)}" for who, words in said)


def _share_in_words(talk: Talk) -> str:
    share = measure(talk).their_share or 0.0
    low, high = LISTENING
    if share < low - 0.005:
        judged = "less than the guideline of about 60 to 70%: leave more room"
    elif share > high + 0.005:
        judged = "more than the guideline of about 60 to 70%: you may share a little more"
    else:
        judged = "inside the guideline of about 60 to 70%"
    return f"{escape(talk.person.name)} said <b>{share:.0%}</b> of the words, {judged}."


def _challenge_in_words(talk: Talk) -> str:
    seen = measure(talk)
    if not seen.challenges:
        challenge = "You asked no challenge."
    elif seen.carried:
        challenge = "You asked a challenge, and trust carried it."
    else:
        challenge = "You asked a challenge before trust carried it."
    times = {1: "once", 2: "twice"}.get(seen.pushes, f"{seen.pushes} times")
    return f"{challenge} " + (
        f"You pushed or pried {times}." if seen.pushes else "You did not push."
    )


def _listed(title: str, texts: list[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<p><b>{title}:</b></p><ul>{items}</ul>" if items else ""


def _numbers(talk: Talk) -> Table:
    seen = measure(talk)
    rows: list[tuple[str, str | int | float]] = [
        ("Your words", seen.our_words),
        (f"{talk.person.name}’s words", seen.their_words),
        (f"{talk.person.name}’s share (guideline 60 to 70%)", _percent(seen.their_share)),
        ("Open questions", seen.open_questions),
        ("Closed questions", seen.closed_questions),
        ("Share of open questions", _percent(seen.open_share)),
        ("Curiosity, all turns", seen.curiosity),
        ("Disclosure, all turns", seen.disclosure),
        ("Challenges, and of these carried by trust", f"{seen.challenges}, {seen.carried}"),
        ("Lines that pushed or pried", seen.pushes),
        ("How it ended", ENDINGS[talk.ending]),
    ]
    return Table("The talk in numbers", ("What", "How much"), rows)


def _turns(talk: Talk) -> Table:
    rows = [
        (place, step.turn.stage, *step.line.score, step.trust, step.depth)
        for place, step in enumerate(talk.steps, start=1)
    ]
    columns = (
        "Turn",
        "Stage",
        "Curiosity",
        "Disclosure",
        "Challenge",
        "Trust after",
        "Depth after",
    )
    return Table("Turn by turn", columns, rows)


def _coached(talk: Talk) -> Table:
    rows = [
        (place, step.line.say, step.line.coach, step.line.instead or "–")
        for place, step in enumerate(talk.steps, start=1)
    ]
    columns = ("Turn", "You said", "The coach", "Another way to say it")
    return Table("The coach, line by line", columns, rows)


def _spoken(talk: Talk) -> Table:
    return Table("The whole talk", ("Who", "Said"), said_in(talk))


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.0%}"
