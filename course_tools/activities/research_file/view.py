"""The file: one research meeting at a time, and over all of them the facts and the promises."""

from html import escape

from course_tools.activities.research_file.model import (
    KINDS,
    ResearchMeeting,
    called,
    promises_open,
    read_research,
    unchecked,
)
from course_tools.answers import AnswerSheet, look_at
from course_tools.course_folder import find_course
from course_tools.errors import CourseError
from course_tools.people_met import roles_on_map
from course_tools.stored import folded
from course_tools.widgets.days import Day
from course_tools.widgets.fields import Choice, Number, Words
from course_tools.widgets.ledger import Entries, Kind, show_ledger
from course_tools.widgets.rows import Rows

_MAP_LESSON = "modules/01-power"
FIELDS = (
    Words("who", "Whom did you meet? The role, such as “transportation manager”"),
    Day("day", "On which day?"),
    Words("purpose", "The purpose, in one sentence"),
    Rows(
        "heard",
        "What you heard: one thing in each line",
        (
            Words("words", "What was said"),
            Choice("kind", "What is it?", {"": "Choose…", **KINDS}, ""),
            Words("check", "How can it be checked? For a promise: by when?"),
        ),
        start=({}, {}, {}),
        most=40,
        widths=(3, 1.6, 2.4),
        add="Add a line",
    ),
    Words("feeling", "Debrief: one word each for how you feel"),
    Words("power", "Who holds power here? How do you know?", lines=2),
    Words("interest", "What moved the other person? What is their self-interest?", lines=2),
    Words("roles", "How did you do in your roles? Who grew?", lines=2),
    Words("next", "Next step: who does what, by when? Who says thank you?", lines=2),
    Number("influence", "Their influence over this decision (for the power map)", 0, 10, 1, 5),
    Number("stance", "Where they stand now, −5 against to 5 for (for the power map)", -5, 5, 1, 0),
)
_MEETING = Kind(
    name="research",
    title="Research-meeting file",
    fields=FIELDS,
    called=called,
    intro=(
        "Fill it in within a day, with the team. Write what the official said and did in public "
        "office, nothing private. The file stays in my-work on this computer."
    ),
    noun="research meeting",
)


def research_file(sheet: AnswerSheet) -> None:
    """R4: what research meetings brought, with facts, promises and impressions apart."""
    show_ledger(sheet, _MEETING, words=_words)


def _words(entries: Entries) -> str:
    meetings = read_research(entries.values())
    if not meetings:
        return f"Nothing here yet. Name whom you met, and the list begins.{_not_met(meetings)}"
    counts = ", ".join(
        f"{words.partition(':')[0]}s: {sum(len(m.of_kind(kind)) for m in meetings)}"
        for kind, words in KINDS.items()
    )
    number = f"{len(meetings)} research meeting{'' if len(meetings) == 1 else 's'}"
    return (
        f"<b>{number}.</b> {counts}.{_promised(meetings)}{_to_check(meetings)}{_not_met(meetings)}"
    )


def _not_met(meetings: list[ResearchMeeting]) -> str:
    """Players of the power map, from the lesson "Power", whom no meeting in the file was with."""
    try:
        entry = (look_at(find_course() / _MAP_LESSON) or {}).get("power-map")
    except CourseError:
        return ""
    met = {folded(meeting.who) for meeting in meetings}
    names = [
        name for name in roles_on_map(entry.value if entry else None) if folded(name) not in met
    ]
    if not names:
        return ""
    return f"<div><b>On your power map, and not met yet:</b> {escape(', '.join(names))}</div>"


def _promised(meetings: list[ResearchMeeting]) -> str:
    promised = promises_open(meetings)
    items = "".join(
        f"<li>{escape(who)}: {escape(one.words)} ({escape(one.check) or 'no day named'})</li>"
        for who, one in promised
    )
    return f"<div><b>Promised to you:</b><ul>{items}</ul></div>" if promised else ""


def _to_check(meetings: list[ResearchMeeting]) -> str:
    open_lines = [one for meeting in meetings for one in unchecked(meeting)]
    if not open_lines:
        return ""
    items = "".join(f"<li>{escape(one.words)}</li>" for one in open_lines)
    return (
        "<div><b>Nobody has said yet how these can be checked:</b>"
        f"<ul>{items}</ul>A fact you cannot check is an impression.</div>"
    )
