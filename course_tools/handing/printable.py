"""answers.html: everything that was answered, in words, on one page to read, print and keep."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

from course_tools.answers import AnswerSheet, Json, is_blank
from course_tools.handing.clean import without_pictures
from course_tools.handing.page import Page, written_answer
from course_tools.handing.questions import Question, questions_in, questions_of

_STYLE = """
:root{color-scheme:light}
body{margin:0 auto;max-width:44rem;padding:1.2rem 1.1rem 3rem;color:#1f2a37;background:#fff;
 font:1.05rem/1.6 Georgia,"Times New Roman",serif;overflow-wrap:anywhere}
h1,h2,h3,th,dt,.facts,.none{font-family:system-ui,"Segoe UI",Roboto,Arial,sans-serif}
h1{font-size:1.65rem;line-height:1.25;margin:.4rem 0 .3rem;color:#12436d}
h2{font-size:1.15rem;line-height:1.35;margin:2.2rem 0 .5rem;padding-top:.9rem;
 border-top:1px solid #c9d1d9}
h3{font-size:1rem;margin:1.2rem 0 .3rem}
.facts{color:#4b5763;font-size:.95rem;margin:0}
.none{color:#4b5763;font-style:italic;font-size:.95rem}
p{margin:.5rem 0}
dt{font-weight:600;font-size:.95rem;line-height:1.4;margin:.9rem 0 .15rem}
dd{margin:0 0 .4rem}
blockquote{border-left:3px solid #c9d1d9;margin:.6rem 0;padding:0 .9rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem;line-height:1.4;overflow-wrap:normal}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #dde3e8}
th{font-size:.82rem}
td.number,th.number{text-align:right}
@media (max-width:34rem){
 table,tbody,tr,td{display:block}thead{position:absolute;width:1px;height:1px;overflow:hidden;
 clip-path:inset(50%)}
 tr{border-bottom:1px solid #c9d1d9;padding:.5rem 0}td{border:0;padding:.1rem 0}
 td.number{text-align:left}
 td::before{content:attr(data-name) ": ";font:600 .82rem system-ui,Arial,sans-serif;color:#4b5763}
 td:first-child{font-weight:700}td:first-child::before{content:""}}
@media print{body{max-width:none;font-size:11pt;padding:0}h2,h3,dt{break-after:avoid}
 tr{break-inside:avoid}}
"""
# What the tools call the parts of their answers, where the name alone does not say it.
_NAMES = {
    "a": "From",
    "b": "To",
    "us": "We are",
    "target": "The person who decides",
    "name": "Who",
    "evidence": "How do we know?",
}


def printable(page: Page, sheet: AnswerSheet, participant: str, when: datetime) -> str:
    """The whole page as HTML that needs nothing else; everything that was written is escaped.

    `participant` may be ""; `when` is local time.
    """
    by = f"{participant} · " if participant else ""
    questions = {question.id: question for question in questions_of(page)}
    parts = []
    for cell in page.cells:
        written = written_answer(cell)
        if written is not None:
            body = words_as_html(without_pictures(written.text)) if written.text else _NOTHING
            count = f'<p class="facts">{written.words} words</p>' if written.text else ""
            parts.append(f"<h2>{escape(written.title)}</h2>\n{count}\n{body}")
        for asked in questions_in(cell):
            question = questions.pop(asked.id, None)
            if question is not None:
                said = answer_as_html(sheet.answer(question.id), question)
                parts.append(f"<h2>{escape(question.title)}</h2>\n{said}")
    return document(page.title, f"{by}made {when:%d %B %Y, %H:%M}", "\n".join(parts))


def document(title: str, facts: str, body: str) -> str:
    """A whole page of HTML that needs nothing else and can load nothing. `body` is HTML."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n"
        f"</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n"
        f'<p class="facts">{escape(facts)}</p>\n{body}\n</main>\n</body>\n</html>\n'
    )


_NOTHING = '<p class="none">Nothing is written here.</p>'


def answer_as_html(value: Json, question: Question) -> str:
    """One answer, with the words of its question where it has several parts or choices."""
    if question.tool == "tick":
        return "<p>Ticked.</p>" if value is True else '<p class="none">Not ticked.</p>'
    if is_blank(value):
        return _NOTHING
    if isinstance(value, str) and value in question.options:
        return f"<p>{escape(question.options[value])}</p>"
    if question.parts and isinstance(value, list):
        given = [*value, *[None] * len(question.parts)][: max(len(value), len(question.parts))]
        names = [*question.parts, *[""] * len(given)]
        return _named(dict(zip(range(len(given)), given, strict=True)), names)
    return _value_as_html(value)


def words_as_html(text: str) -> str:
    """What somebody wrote in Markdown, with its plainest marks only; all else is shown as typed."""
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip())
    return "\n".join(_block(block.strip("\n")) for block in blocks if block.strip())


def _block(block: str) -> str:
    lines = block.split("\n")
    if len(lines) == 1 and (heading := re.match(r"#{1,6}\s+(\S.*)", block)):
        return f"<h3>{_inline(heading[1])}</h3>"
    for mark, tag in ((r"\s*[-*+]\s+", "ul"), (r"\s*\d{1,3}[.)]\s+", "ol")):
        if all(re.match(mark, line) for line in lines):
            items = (f"<li>{_inline(re.sub(mark, '', line, count=1))}</li>" for line in lines)
            return f"<{tag}>{''.join(items)}</{tag}>"
    if all(line.startswith(">") for line in lines):
        return f"<blockquote><p>{_inline(' '.join(line[1:].strip() for line in lines))}</p></blockquote>"
    return "<p>" + "<br>".join(_inline(line) for line in lines) + "</p>"


def _inline(line: str) -> str:
    safe = escape(line, quote=True)
    safe = re.sub(r"\*\*([^*\n]{1,500})\*\*", r"<strong>\1</strong>", safe)
    return re.sub(r"(?<![\w*])\*([^*\s][^*\n]{0,500})\*(?![\w*])", r"<em>\1</em>", safe)


def _value_as_html(value: Json) -> str:
    if isinstance(value, dict):
        return _named(value, [])
    if isinstance(value, list):
        rows = [row for row in value if not is_blank(row)]
        if rows and all(isinstance(row, dict) for row in rows):
            return _table(rows)
        return "<ol>" + "".join(f"<li>{_value_as_html(row)}</li>" for row in rows) + "</ol>"
    return f"<p>{_text(value)}</p>"


def _named(value: Mapping[object, Json], names: Sequence[str]) -> str:
    pairs = []
    for number, (key, part) in enumerate(value.items()):
        name = names[number] if number < len(names) else _name(str(key))
        said = '<span class="none">left empty</span>' if is_blank(part) else _value_as_html(part)
        pairs.append(f"<dt>{escape(name)}</dt><dd>{said}</dd>")
    return f"<dl>{''.join(pairs)}</dl>"


def _table(rows: list[dict[str, Json]]) -> str:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    numbers = {key for key in columns if all(_is_number(row.get(key)) for row in rows)}
    head = "".join(
        f'<th scope="col"{_align(key in numbers)}>{escape(_name(key))}</th>' for key in columns
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td data-name="{escape(_name(key))}"{_align(key in numbers)}>{_in_cell(row.get(key))}</td>'
            for key in columns
        )
        + "</tr>"
        for row in rows
    )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _align(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _is_number(value: Json) -> bool:
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))


def _in_cell(value: Json) -> str:
    if is_blank(value):
        return ""
    return _value_as_html(value) if isinstance(value, (list, dict)) else _text(value)


def _name(key: str) -> str:
    return _NAMES.get(key) or key.replace("-", " ").replace("_", " ").strip().capitalize()


def _text(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    said = value if isinstance(value, str) else f"{value:g}" if type(value) is float else str(value)
    return "<br>".join(escape(line) for line in said.splitlines())
