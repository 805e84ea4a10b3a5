"""The form: twelve statements to rate, four dots, and an earlier inventory beside the present one."""

from functools import partial
from html import escape

from course_tools.activities.mindset.model import (
    GROUPS,
    RATINGS,
    STATEMENTS,
    Move,
    complete_mindset,
    group_means,
    moves,
    read_ratings,
)
from course_tools.activities.mindset.plot import draw_means
from course_tools.answers import AnswerSheet
from course_tools.plotting import Picture, Room, Table, new_picture_axes
from course_tools.widgets.fields import Choice
from course_tools.widgets.tool import Answer, answer_elsewhere, show_tool

_OPTIONS = {"": "Choose…", **{str(n): f"{n}: {words}" for n, words in RATINGS.items()}}
_FIELDS = tuple(Choice(one.key, one.text, _OPTIONS, "") for one in STATEMENTS)
_CAREFUL = (
    "<p><i>There is no right answer and no total. A 5 is not better than a 1: there are days to ask "
    "and days to tell. The dots show how you see yourself today. They do not measure you, and they "
    "do not predict you.</i></p>"
)


# Where the inventory is filled in first; later ones are shown beside it.
_FIRST = "my-assignments/entry-self-portrait"


def mindset(sheet: AnswerSheet, question: str = "mindset") -> None:
    """How one works with others, in twelve statements.

    The first inventory stands beside a later one once that is complete, so that it leads nobody.
    """
    before = read_ratings(answer_elsewhere(sheet, _FIRST, question))
    show_tool(
        sheet,
        question,
        "How I work with others",
        _FIELDS,
        picture=partial(_picture, before=before),
        words=partial(_words, before=before),
        intro="Think of the last month, not of who you would like to be. You will see these twelve "
        "sentences three times: at the start, in the middle and at the end of the course.",
    )


def _picture(answer: Answer, before: dict[str, int]) -> Picture:
    ratings = read_ratings(answer)
    before = before if complete_mindset(answer) == 1 else {}
    now, earlier = group_means(ratings), group_means(before)
    figure, (ax,) = new_picture_axes(height=3.3, room=Room(left=1.3, bottom=0.6, top=0.1))
    draw_means(now, earlier, ax)
    alt = "Dots on a scale from 1, hardly ever, to 5, nearly always. Means now: " + (
        ", ".join(f"{group} {mean:.1f}" for group, mean in now.items()) or "none yet"
    )
    if earlier:
        alt += ". Earlier: " + ", ".join(f"{group} {mean:.1f}" for group, mean in earlier.items())
    head = ("Now", "Earlier") if before else ("Now",)
    sides = (now, earlier) if before else (now,)
    means = [(g, *(f"{s[g]:.1f}" if g in s else "not rated" for s in sides)) for g in GROUPS]
    both = (ratings, before) if before else (ratings,)
    rows = [(s.text, s.group, *(_rated(given.get(s.key)) for given in both)) for s in STATEMENTS]
    return Picture(
        figure,
        f"{alt}.",
        Table("Means of the groups", ("Group", *head), means),
        (Table("All statements", ("Statement", "Group", *head), rows),),
    )


def _rated(rating: int | None) -> str:
    return "not rated" if rating is None else f"{rating}: {RATINGS[rating]}"


def _words(answer: Answer, before: dict[str, int]) -> str:
    ratings = read_ratings(answer)
    left = len(STATEMENTS) - len(ratings)
    if left:
        said = f"{left} of {len(STATEMENTS)} sentences are not rated yet."
        if before:
            said += (
                " When all are, your earlier inventory appears beside this one: not before, so that "
                "it does not lead you."
            )
    elif before:
        said = _compared(moves(before, ratings))
    else:
        said = (
            "Choose the one sentence that you would most like to talk about with your coach. What "
            "happened last month that stands behind it?"
        )
    return f"<p>{said}</p>{_CAREFUL}"


def _compared(changed: list[Move]) -> str:
    if not changed:
        return "What you rated both times, you rated the same. What has kept it so?"
    lines = "".join(
        f"<li>{escape(move.statement.text)} Earlier: {RATINGS[move.before]}. Now: "
        f"{RATINGS[move.now]}.</li>"
        for move in changed[:3]
    )
    return (
        f"Since the earlier inventory these moved most. What happened in between?</p><ul>{lines}"
        "</ul><p>Lower can also mean that you look more closely now."
    )
