"""The parts of the hand-in form as HTML; everything that somebody wrote is escaped."""

import base64
from html import escape
from pathlib import Path

from course_tools.answers import Json
from course_tools.handing.check import Remark
from course_tools.privacy.gentle import Question
from course_tools.privacy.redaction import Finding

_MOST_SHOWN = 25  # findings; after that many the page says how many more there are
_LARGEST_LINK = 8_000_000  # bytes of a file that the link itself carries
STYLE = """<style>
.course-check{list-style:none;margin:.3rem 0;padding:0;line-height:1.5}
.course-check li{margin:0;padding:.3rem 0 .3rem 1.7rem;position:relative;white-space:normal}
.course-check li::before{position:absolute;left:.2rem;font-weight:700}
.course-check .is-missing::before{content:"\\25CB";color:#8a2c0a}
.course-check .is-look::before{content:"?";color:#6b4a00}
.course-check .is-fine::before{content:"\\2713";color:#245c36}
.course-found{margin:.3rem 0;padding:0;list-style:none;line-height:1.5}
.course-found>li{border-left:3px solid #8594a3;margin:.6rem 0;padding:.1rem 0 .1rem .8rem}
.course-found mark{background:#ffedb3;color:inherit;padding:0 .15rem;border-radius:2px}
.course-found.is-asked>li{border-left-style:dotted}
.course-found.is-asked mark{background:none;border-bottom:2px dotted #8594a3}
.course-found .course-why{font-size:.92rem;color:var(--jp-content-font-color1,#3d4a58)}
.course-handed{border-left:3px solid #245c36;padding:.2rem 0 .2rem .8rem;margin:.6rem 0}
.course-handed.is-failed{border-color:#8a2c0a}
.course-handed.is-empty{border-color:#8594a3}
.course-handed a{font-weight:600;text-decoration:underline;color:#12436d}
</style>"""


def remarks_as_html(remarks: list[Remark]) -> str:
    """The list of the check: what is missing first seen by its mark, said in words too."""
    levels = {"missing": "still to do", "look": "look again", "fine": "done"}
    items = "".join(
        f'<li class="is-{r.level}"><span class="course-label-hidden">'
        f'<span class="widget-label">{levels[r.level]}: </span></span>'
        f"<b>{escape(r.where)}</b>: {escape(r.words)}</li>"
        for r in remarks
    )
    count = sum(remark.level == "missing" for remark in remarks)
    lead = (
        "Everything is filled in."
        if not count
        else f"{count} {'thing is' if count == 1 else 'things are'} still to do. You may hand in all "
        "the same."
    )
    return (
        f'<div class="course-words" role="status">{lead}</div><ul class="course-check">{items}</ul>'
    )


def findings_as_html(findings: list[Finding]) -> str:
    """Each finding in its sentence, with why, and what could stand there instead."""
    if not findings:
        return said(
            "Nothing here looks like a name, a number or an address. A program cannot know "
            "everything: read it through once yourself. Could anybody be recognized?"
        )
    items = "".join(
        f"<li>{escape(f.before)}<mark>{escape(f.text)}</mark>{escape(f.after)}"
        f'<div class="course-why"><b>{escape(f.where)}</b>: {escape(f.words)}'
        f"{f', {f.times} times' if f.times > 1 else ''}. {escape(f.why)} {escape(f.suggestion)}</div></li>"
        for f in findings[:_MOST_SHOWN]
    )
    more = len(findings) - _MOST_SHOWN
    rest = said(f"… and {more} more places like these.") if more > 0 else ""
    lead = said(
        "These words might let a reader recognize somebody. Some are surely harmless. You decide; "
        "nothing is changed for you, and nothing leaves this computer."
    )
    return f'{lead}<ul class="course-found">{items}</ul>{rest}'


def questions_as_html(questions: list[Question]) -> str:
    """Gentle questions about what one person might not want to be told; "" when there are none."""
    if not questions:
        return ""
    items = "".join(
        f"<li>{escape(q.before)}<mark>{escape(q.text)}</mark>{escape(q.after)}"
        f'<div class="course-why"><b>{escape(q.where)}</b>'
        f"{f', in {q.times} sentences' if q.times > 1 else ''}: {escape(q.question)}</div></li>"
        for q in questions[:_MOST_SHOWN]
    )
    more = len(questions) - _MOST_SHOWN
    rest = said(f"… and {more} more questions like these.") if more > 0 else ""
    lead = said(
        "And a few questions to think over. They may miss the point, and you can hand in all the same."
    )
    return f'{lead}<ul class="course-found is-asked">{items}</ul>{rest}'


def history_as_html(lines: list[Json]) -> str:
    """What was made and handed in before, the latest first; "" when there is nothing."""
    items = "".join(
        f"<li>{escape(str(line.get('when', '')))}: {escape(str(line.get('what', '')))} "
        f"({escape(str(line.get('files', '')))})</li>"
        for line in reversed(lines)
        if isinstance(line, dict)
    )
    if not items:
        return ""
    return f'<details class="course-words"><summary>What you handed in before</summary><ul>{items}</ul></details>'


def download_link(path: Path, kind: str = "application/zip") -> str:
    """A link that carries the file itself: right under any address that Jupyter is served from."""
    content = path.read_bytes()
    if len(content) > _LARGEST_LINK:
        return ""
    packed = base64.b64encode(content).decode("ascii")
    return (
        f'<a href="data:{kind};base64,{packed}" download="{escape(path.name)}">'
        f"Download {escape(path.name)}</a>"
    )


def said(words: str) -> str:
    """One paragraph of plain words."""
    return f'<div class="course-words">{escape(words)}</div>'
