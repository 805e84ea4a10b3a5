"""The case brief as one page of HTML, and the sheet to speak from. Both need nothing else."""

from collections.abc import Iterable, Sequence
from html import escape

from course_tools.casework.brief.fit import BRIEF, SPOKEN, Layout, too_long_for_a_page
from course_tools.casework.brief.model import CaseBrief
from course_tools.casework.brief.numbers_hidden import without_numbers
from course_tools.casework.brief.page_style import BRIEF_STYLE, SPOKEN_STYLE
from course_tools.casework.brief.parts import Block, Lines, Part, Words, parts_of
from course_tools.casework.brief.spoken import spoken_parts_of, where_the_figures_are
from course_tools.plotting import Picture, Table

KIND = "Case brief"
SPOKEN_KIND = "Case brief to speak from"
NO_HEADLINE = "A case brief without a headline"


def brief_as_html(brief: CaseBrief, picture: Picture | None) -> str:
    """The brief as a page that prints on one sheet at ordinary lengths. Loads nothing, runs nothing.

    Everything that was written is escaped, and nothing is cut: where the page will be longer than
    a sheet, a note on the screen says which part to shorten. Small numbers are replaced by words.
    """
    parts = parts_of(brief, picture)
    body = f'<div class="parts">{_sections(parts)}</div>'
    return _page(
        (KIND, brief.headline or NO_HEADLINE, brief.notice),
        _note(parts, brief.headline, BRIEF),
        body,
        BRIEF_STYLE,
    )


def brief_without_numbers_as_html(brief: CaseBrief, picture: Picture | None) -> str:
    """The same brief for a parent to speak from: large, one idea a line, no figures.

    Only the dates of the ask, of the reading and of the consent keep their figures, and what is
    asked for keeps its own. Raises ValueError where `picture` shows a numeral.
    """
    parts = spoken_parts_of(brief, picture)
    body = (
        f'<div class="parts">{_sections(parts)}</div>'
        f"<footer><p>{escape(where_the_figures_are(brief))}</p></footer>"
    )
    headline = without_numbers(brief.headline) or NO_HEADLINE
    heading = (SPOKEN_KIND, headline, without_numbers(brief.notice))
    return _page(heading, _note(parts, headline, SPOKEN), body, SPOKEN_STYLE)


def _note(parts: Sequence[Part], headline: str, layout: Layout) -> str:
    """Seen on the screen only."""
    said = too_long_for_a_page(parts, headline, layout)
    words = "".join(f"<p>{escape(one)}</p>" for one in said)
    return f'<aside class="note" aria-label="Length of the page">{words}</aside>' if words else ""


def _page(heading: tuple[str, str, str], note: str, body: str, style: str) -> str:
    kind, headline, notice = (escape(words) for words in heading)
    said = f'<p class="notice">{notice}</p>' if notice else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "img-src data:; style-src 'unsafe-inline'\">\n"
        f"<title>{headline}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n{note}"
        f'<header><p class="kind">{kind}</p><h1>{headline}</h1>{said}</header>\n{body}\n'
        "</main>\n</body>\n</html>\n"
    )


def _sections(parts: Iterable[Part]) -> str:
    return "\n".join(
        f'<section id="{part.id}" aria-labelledby="{part.id}-title">'
        f'<h2 id="{part.id}-title">{escape(part.title)}</h2>'
        + "".join(map(_block, part.blocks))
        + "</section>"
        for part in parts
    )


def _block(block: Block) -> str:
    if isinstance(block, Words):
        return f'<p class="{block.look}">{escape(block.text)}</p>'
    if isinstance(block, Lines):
        return f"<ul>{''.join(f'<li>{escape(idea)}</li>' for idea in block.ideas)}</ul>"
    return block.as_html() if isinstance(block, Table) else block.image_html()
