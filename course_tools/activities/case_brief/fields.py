"""The parts of the form, in the order of the page they become."""

from html import escape

from course_tools.answers import Json
from course_tools.casework.brief.chart import evidence_table
from course_tools.casework.brief.model import read_case_brief
from course_tools.widgets.days import Day
from course_tools.widgets.fields import Carried, Field, Heading, Number, Tick, Words
from course_tools.widgets.rows import Rows


def _figures_as_html(value: Json) -> str:
    brief = read_case_brief({"figures": value})
    if not brief.figures:
        return (
            '<div class="course-words">No figures yet. Bring them in with the button above.</div>'
        )
    return evidence_table(brief).as_html()


def _sources_as_html(value: Json) -> str:
    lines = "".join(
        f"<li>{escape(source.words)}</li>" for source in read_case_brief({"sources": value}).sources
    )
    return f'<div class="course-words">Sources:<ul>{lines}</ul></div>' if lines else ""


FIELDS: tuple[Field, ...] = (
    Words("headline", "The case in one line"),
    Words("notice", "If this is for practice: say so, such as “Practice with invented data”"),
    Heading("part-heard", "1. Problem: what we heard"),
    Words("who", "Who we are", lines=2),
    Words("heard", "What pressure did people tell us about?", lines=2),
    Words("heard-from", "From whom? Roles and places, no names"),
    Words("heard-count", "From how many people? (ten or fewer: write “a few”)"),
    Heading("part-evidence", "2. Evidence: how many, compared with whom, how sure"),
    Words("claim", "The claim, as the claim checker passed it", lines=2),
    Words("meaning", "What that means, in words you would say aloud"),
    Carried("figures", _figures_as_html),
    Carried("sources", _sources_as_html),
    Words(
        "definitions", "What do the words of the figures mean? Who counts, and as what?", lines=2
    ),
    Words("pupils", "How many pupils were counted?"),
    Words("missing", "What is missing or hidden in the data?"),
    Words("cannot-show", "What can these data not show?", lines=2),
    Words("holder", "Who holds the figures while others speak? The role"),
    Heading("part-story", "3. A story, with consent"),
    Words("story-teller", "Who tells it? A role, such as “a parent of two”"),
    Words("story", "What is it about, in one line? Not the story itself"),
    Day("story-agreed", "On which day did they agree?"),
    Words("story-audience", "For which audience?"),
    Number("story-seconds", "How long is it, in seconds?", 0, 300, 5, 90),
    Tick("story-withdraw", "They know that they may change or withdraw it at any time"),
    Tick("story-no-child", "It names no child, and nobody could work out which child it is"),
    Heading("part-cause", "4. Cause: three explanations that compete"),
    Rows(
        "rivals",
        "What could also explain it? One in each line",
        (
            Words("explanation", "Explanation"),
            Words("for", "What speaks for it?"),
            Words("against", "What speaks against it?"),
            Words("disprove", "What would show that it is wrong?"),
        ),
        start=({}, {}, {}),
        most=6,
        widths=(2, 1.6, 1.6, 1.6),
        add="Add an explanation",
    ),
    Heading("part-options", "5. What could be done"),
    Rows(
        "options",
        "What works elsewhere, and at what cost?",
        (
            Words("option", "What could be done"),
            Words("where", "Where is it done?"),
            Words("cost", "What does it cost?"),
        ),
        start=({}, {}),
        most=6,
        widths=(2, 1.6, 1),
        add="Add something",
    ),
    Heading("part-ask", "6. Target and ask"),
    Words("target", "Who can say yes? The role"),
    Words("target-how", "How do you know that they decide?"),
    Words("target-interest", "It is in their interest because …"),
    Words("ask-act", "We want them to …"),
    Day("ask-by", "… by this day"),
    Words("ask-because", "… because …", lines=2),
    Heading("part-know", "7. How we will know"),
    Words("know-number", "By which number will you know that it worked?"),
    Words("know-reader", "Who reads it?"),
    Day("know-when", "On which day?"),
    Words("checked-by", "Who checked this page? The role"),
    Day("checked-on", "On which day?"),
)
