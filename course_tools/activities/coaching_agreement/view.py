"""The agreement: one entry a call, and how the commitments went."""

from html import escape

from course_tools.activities.coaching_agreement.model import (
    BLOCKS,
    KEPT,
    called,
    kept_so_far,
    read_calls,
)
from course_tools.answers import AnswerSheet
from course_tools.widgets.days import Day
from course_tools.widgets.fields import Choice, Words
from course_tools.widgets.ledger import Entries, Kind, show_ledger

_CALL = Kind(
    name="call",
    title="Coaching agreement",
    fields=(
        Day("day", "Day of the call"),
        Words("goal", "What I am working on", lines=2),
        Choice("kept", "Did I keep what I promised last time?", {"": "Choose…", **KEPT}, ""),
        Choice("block", "What stands in the way?", {"": "Choose…", **BLOCKS}, ""),
        Words("question", "A question to carry until we talk again", lines=2),
        Words("next-days", "What I will do in the next 14 days, and by which day", lines=3),
        Words("support", "What support I need, and from whom (roles)", lines=2),
    ),
    called=called,
    intro=(
        "Private: it belongs to you and your coach, and never goes into a grade. Fill it in "
        "together, in the last ten minutes of a call."
    ),
)


def coaching_agreement(sheet: AnswerSheet) -> None:
    """R3: what was agreed with a coach, call by call."""
    show_ledger(sheet, _CALL, words=_words)


def _words(entries: Entries) -> str:
    calls = read_calls(entries.values())
    if not calls:
        return ""
    kept = ", ".join(f"{escape(words)}: {count}" for words, count in kept_so_far(calls).items())
    last = calls[-1].next_days
    said = f"<b>{len(calls)}</b> {'call' if len(calls) == 1 else 'calls'} so far."
    said += f" Promises kept: {kept}." if kept else ""
    return said + (f" Latest promise: {escape(last)}" if last else "")
