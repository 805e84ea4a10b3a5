"""An answer as a reader sees it, where no widget is alive: grading and feedback pages."""

from collections.abc import Iterable, Sequence
from html import escape

from course_tools.answers import AnswerSheet, Json, is_blank

MOST_ROWS = 100  # of one table or list; forms stop earlier
MOST_LETTERS = 20_000  # of one text
_NAMES = {
    "a": "From",
    "b": "To",
    "evidence": "How do we know?",
    "us": "Who we are",
    "stance": "Stance (−5 to 5)",
    "influence": "Influence (0 to 10)",
    "relationship": "How well we know them (0 to 1)",
    "strength": "Strength (0 to 1)",
    "check": "How can it be checked?",
    "domain": "Asks about",
    "domain-2": "And about",
    "heard": "What was heard",
    "must": "Must ask",
    "players": "Players",
    "removes": "Clears up (0 to 1)",
    "removes-2": "Clears up there (0 to 1)",
    "ties": "Ties",
}


def show_answer(sheet: AnswerSheet, question: str, title: str) -> None:
    """Display an answer below a check, safely: everything a participant wrote is escaped."""
    from IPython.display import display  # noqa: PLC0415

    value = sheet.answer(question)
    html = f"<p><strong>{escape(title)}</strong></p>{answer_as_html(value)}"
    display({"text/html": html, "text/plain": title}, raw=True)  # type: ignore[no-untyped-call]


def answer_as_html(value: Json, prompts: Sequence[str] = ()) -> str:
    """An answer as HTML on one line: paragraphs, lists with names, tables for lists of rows.

    `prompts` are the questions that a list answers, one by one.
    """
    if is_blank(value):
        return "<p><em>Nothing was written here.</em></p>"
    if isinstance(value, list) and prompts and not any(isinstance(x, dict) for x in value):
        said = [value[i] if i < len(value) else None for i in range(len(prompts))]
        return _named(zip(prompts, said, strict=True))
    return _html(value)


def _html(value: Json) -> str:
    if isinstance(value, dict):
        return _named((readable_name(key), part) for key, part in list(value.items())[:MOST_ROWS])
    if isinstance(value, list):
        rows = [row for row in value[:MOST_ROWS] if not is_blank(row)]
        if rows and all(isinstance(row, dict) for row in rows):
            return _table(rows) + _left_out(value)
        return "<ol>" + "".join(f"<li>{_html(x)}</li>" for x in rows) + "</ol>" + _left_out(value)
    return f"<p>{_text(value)}</p>"


def _named(pairs: Iterable[tuple[str, Json]]) -> str:
    parts = []
    for name, part in pairs:
        said = "<p><em>left empty</em></p>" if is_blank(part) else _html(part)
        parts.append(f"<dt>{_text(name)}</dt><dd>{said}</dd>")
    return f"<dl>{''.join(parts)}</dl>"


def _table(rows: list[dict[str, Json]]) -> str:
    columns = list(dict.fromkeys(key for row in rows for key in row))[:12]
    head = "".join(f'<th scope="col">{_text(readable_name(key))}</th>' for key in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_in_cell(row.get(key))}</td>" for key in columns) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _in_cell(value: Json) -> str:
    if is_blank(value):
        return ""
    return _html(value) if isinstance(value, (list, dict)) else _text(value)


def _left_out(value: list[Json]) -> str:
    more = len(value) - MOST_ROWS
    return f"<p><em>… and {more} more rows, not shown.</em></p>" if more > 0 else ""


def readable_name(key: str) -> str:
    """'will-do' as 'Will do'; the power map's short names as its columns say them."""
    return _NAMES.get(key) or key.replace("-", " ").replace("_", " ").strip().capitalize()


def _text(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    said = value if isinstance(value, str) else repr(value)
    if len(said) > MOST_LETTERS:
        said = said[:MOST_LETTERS] + " … (shortened)"
    whole = said.encode("utf-8", "replace").decode()  # half an emoji cannot be written to a page
    return "<br>".join(escape(line) for line in whole.splitlines())
