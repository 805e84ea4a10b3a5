"""The form: a language, a table of questions with two tries each, the profile before and after."""

from collections.abc import Sequence
from html import escape

from course_tools.activities.question_workshop.model import (
    LABELS,
    LANGUAGES,
    Asked,
    is_long,
    label_after,
    label_before,
    may_sound_like_blame,
    missing_moves,
    profile,
    tag,
)
from course_tools.activities.question_workshop.plot import NAMES, draw_profiles
from course_tools.answers import AnswerSheet, Json
from course_tools.plotting import Picture, Room, Table, new_picture_axes
from course_tools.widgets.fields import Choice, Words
from course_tools.widgets.rows import Rows
from course_tools.widgets.tool import Answer, Example, show_tool

MOST = 20
_IN_SPANISH = {
    "closed": "cerrada",
    "leading": "dirigida",
    "stacked": "doble",
    "advice": "consejo",
    "open-1": "abierta, nivel 1",
    "open-2": "abierta, nivel 2",
}
_MOVES = {
    "vision": "what they would like to see",
    "change": "how things could get from here to there",
    "alternatives": "another way, and one more",
    "consequences": "what would follow, and for whom",
    "action": "what they would do",
    "support": "who or what would help them",
}
_INTRO = (
    "Write questions that you asked, or want to ask, one a row. Below, a simple tagger says what "
    "kind each is. Where it is wrong, say so: that is the exercise. Then rewrite. Closed: yes, no "
    "or one fact answers it. Leading: it carries your answer. Stacked: two in one. Advice: a "
    "suggestion with a question mark. Open, level 1: what is, and was. Open, level 2: what could "
    "be, and who will act."
)
_SAYS = {"": "agree", **NAMES}
_FIELDS = (
    Choice("language", "Language of the questions", LANGUAGES, "en"),
    Rows(
        "questions",
        "Your questions",
        (
            Words("question", "Question"),
            Choice("says", "I say it is", _SAYS, ""),
            Words("rewritten", "Rewritten"),
            Choice("says_after", "I say the new one is", _SAYS, ""),
        ),
        start=({},) * 4,
        most=MOST,
        widths=(3, 1.7, 3, 1.7),
        add="Add a question",
    ),
)
_COLUMNS = ("question", "says", "rewritten", "says_after")
_VISIT: Answer = {
    "language": "en",
    "questions": [
        dict(zip(_COLUMNS, row, strict=True))
        for row in (
            ("Do you like the school?", "", "What was a good day at the school for you?", ""),
            (
                "Don’t you think the pickup line is dangerous?",
                "",
                "What do you see at the pickup line?",
                "",
            ),
            (
                "Have you thought of writing to the principal?",
                "",
                "What would you want to do about it, and who could help?",
                "open-2",
            ),
            ("Would you walk me through a school morning?", "open-1", "", ""),
        )
    ],
}


def question_workshop(sheet: AnswerSheet, question: str = "question-workshop") -> None:
    """T09: questions, what kind they are, and what they become when they are rewritten."""
    show_tool(
        sheet,
        question,
        "Question workshop",
        _FIELDS,
        picture=_picture,
        words=_words,
        intro=_INTRO,
        example=Example("four questions on a first visit (invented)", _VISIT),
    )


def read(answer: Json) -> tuple[str, list[Asked]]:
    """The language and the questions in an answer, whatever it is; rows without one are left out."""
    data = answer if isinstance(answer, dict) else {}
    language = data.get("language")
    rows = data.get("questions")
    asked = []
    for row in (rows if isinstance(rows, list) else [])[:MOST]:
        texts = {name: _text(row, name) for name in _COLUMNS}
        for name in ("says", "says_after"):
            texts[name] = texts[name] if texts[name] in LABELS else ""
        if texts["question"].strip():
            asked.append(Asked(**texts))
    known = isinstance(language, str) and language in LANGUAGES
    return (str(language) if known else "en"), asked


def _text(row: Json, name: str) -> str:
    value = row.get(name) if isinstance(row, dict) else None
    return value if isinstance(value, str) else ""


def _picture(answer: Answer) -> Picture:
    language, asked = read(answer)
    before = profile(label_before(one, language) for one in asked)
    after = profile(label_after(one, language) for one in asked)
    figure, (ax,) = new_picture_axes(height=3.7, room=Room(left=1.2))
    draw_profiles(before, after, ax)
    alt = (
        f"Bar chart of {len(asked)} questions by kind. Open questions: {_open(before)} before "
        f"rewriting, {_open(after)} after, of these level 2: {before['open-2']} and "
        f"{after['open-2']}."
    )
    counts = [(NAMES[label], before[label], after[label]) for label in LABELS]
    rows = [
        (
            one.question,
            NAMES[label_before(one, language)],
            one.rewritten or "–",
            NAMES[label_after(one, language)],
        )
        for one in asked
    ]
    return Picture(
        figure,
        alt,
        Table("Questions by kind", ("Kind", "Before", "After"), counts),
        (Table("All questions", ("Question", "Kind", "Rewritten", "Kind after"), rows),),
    )


def _words(answer: Answer) -> str:
    language, asked = read(answer)
    if not asked:
        return "<p>Write at least one question.</p>"
    lines = "".join(f"<li>{_row_in_words(one, language)}</li>" for one in asked)
    return (
        f"<p><b>What the tagger says:</b></p><ol>{lines}</ol>"
        f"{_reading(asked, language)}"
        "<p><i>The tagger looks at words only. It is simple and often wrong: when we tried it on "
        "fresh questions, it missed the kind of about one in nine and the level of one open "
        "question in four. It cannot hear your voice, and it does not know the person. A closed question has its place too: “Would you "
        "come on Tuesday?” This shows how words steer a question; it does not predict what "
        "anybody will answer.</i></p>"
    )


def _row_in_words(one: Asked, language: str) -> str:
    said = f"“{escape(one.question.strip())}”: {_tagged(one.question, one.says, language)}"
    if one.rewritten.strip():
        said += (
            f"<br>Rewritten: “{escape(one.rewritten.strip())}”: "
            f"{_tagged(one.rewritten, one.says_after, language)}"
        )
    notes = []
    if _is_open(one, language) and may_sound_like_blame(one.now, language):
        notes.append("A “why” can sound like blame; “what led to…” asks the same more softly.")
    if is_long(one.now):
        notes.append("It is long. What is the one thing you want to ask?")
    return said + "".join(f"<br>{note}" for note in notes)


def _is_open(one: Asked, language: str) -> bool:
    return label_after(one, language).startswith("open")


def _tagged(question: str, says: str, language: str) -> str:
    guess = tag(question, language)
    because = f" (it found “{escape(guess.because)}”)" if guess.because else ""
    said = f"<b>{_name(guess.label, language)}</b>{because}."
    if says and says != guess.label:
        said += f" You say: <b>{_name(says, language)}</b>. Yours counts."
    return said


def _name(label: str, language: str) -> str:
    spanish = f" ({_IN_SPANISH[label]})" if language == "es" else ""
    return f"{NAMES[label]}{spanish}"


def _reading(asked: Sequence[Asked], language: str) -> str:
    before = profile(label_before(one, language) for one in asked)
    after = profile(label_after(one, language) for one in asked)
    count = len(asked)
    corrected = sum(bool(one.says) + bool(one.says_after) for one in asked)
    said = (
        f"<p><b>{_open(before)} of {count}</b> questions were open before rewriting, "
        f"<b>{_open(after)} of {count}</b> are now; "
        f"toward what could be (level 2): {after['open-2']}. "
    )
    if not corrected:
        said += "You have not corrected the tagger yet. Is it right every time?"
    else:
        said += f"You corrected the tagger {'once' if corrected == 1 else f'{corrected} times'}."
    return f"{said}</p><p>{_what_is_missing(asked, after, language)}</p>"


def _what_is_missing(asked: Sequence[Asked], after: dict[str, int], language: str) -> str:
    if not after["open-1"]:
        return (
            "Nothing asks about what is and what was. People usually need to tell how things are "
            "before they can say how they could be."
        )
    moves = missing_moves((one.now for one in asked), language)
    if not moves:
        return "By its words the tagger finds every kind of moving question. Which would you dare?"
    listed = "; ".join(_MOVES[move] for move in moves)
    return (
        f"As far as the tagger can see, nobody is asked yet about: {listed}. You need not ask "
        "all of it. Which one is missing in your next talk?"
    )


def _open(counts: dict[str, int]) -> int:
    return counts["open-1"] + counts["open-2"]
