"""Rules for the words: readable in order, nothing from the network, nothing that ages."""

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from course_tools.building.sound_answers import MARKERS
from course_tools.course_folder import Part

_FENCE = re.compile(r"^(```+|~~~+).*?^\1", re.MULTILINE | re.DOTALL)
_CODE_CELL = re.compile(r"^(```+|~~~+)\{code-cell\}.*?^\1", re.MULTILINE | re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)")
_HEADING = re.compile(r"^(#{1,6})\s+\S", re.MULTILINE)
_DOLLARS = re.compile(r"(?<!\\)\$")
_DAY = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\b|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4})"
)
# What a lesson calls the course itself; "the program" may be one in a worked case.
_OURS = r"(?:(?:this|the) (?:course|programme|first session)|this program)"
# In prose only: code cells hold quotes that are no HTML.
_IN_PROSE = (
    (
        re.compile(r"<\s*(script|iframe|object|embed|style|link|meta|form)\b|\son[a-z]+\s*=", re.I),
        "active or styling HTML. Use plain Markdown, <details> and tables only.",
    ),
    (re.compile(r"<\s*img\b", re.I), "an image as HTML. Write ![what it shows](images/name.png)."),
    (
        re.compile(r"^\s*(?:[`~]{3,}|:{3,})\{(?!code-cell)[a-z-]+\}", re.MULTILINE),
        "a directive, which JupyterLab shows as bare code. Write plain Markdown.",
    ),
)
_ANYWHERE = (
    (
        re.compile(r"\[[VKC]\](?![(\[])|\bTODO\b|\bXXX\b|\bLorem ipsum\b"),
        "a note to authors. Take it out, or check the fact and state it.",
    ),
    (
        re.compile(
            rf"\b(due|deadline|hand in by|session \d|{_OURS} (begins|starts|ends|runs))\b[^.\n]{{0,40}}{_DAY}",
            re.I,
        ),
        "a date. Dates belong to an edition: put it into modules/programmes/*.toml.",
    ),
    (
        re.compile(
            r"\b(fees?|tuition|costs? to join|price of the course)\b[^.\n]{0,40}"
            r"(?:[$£€] ?\d|\d (?:dollars|pounds|euros)\b)",
            re.I,
        ),
        "a fee. Fees belong to an edition, never into a lesson.",
    ),
    (
        re.compile(
            rf"\b{_OURS} (lasts|takes|runs)\b[^.\n]{{0,40}}\b(hours|days|weeks|months|years)\b",
            re.I,
        ),
        "a length. Lengths belong to an edition, never into a lesson.",
    ),
    (re.compile("|".join(MARKERS)), "nbgrader's own mark. The build writes these: take it out."),
)


def breaches(raw: str, part: Part) -> list[str]:
    """What is wrong with a text, each with its line."""
    prose = _without(_FENCE, raw)
    return [
        *_headings(raw, prose),
        *_images(prose, part.folder),
        *_links(prose, part),
        *_patterns(raw, _ANYWHERE),
        *_patterns(_without(_CODE_CELL, raw), _IN_PROSE),
        *_formulas(prose),
    ]


def _patterns(text: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> list[str]:
    return [
        f"line {_line(text, match)}: {match[0].strip()!r} is {remedy}"
        for pattern, remedy in rules
        for match in pattern.finditer(text)
    ]


def _without(fences: re.Pattern[str], text: str) -> str:
    """The text with every line of a fenced part empty, so that line numbers stay."""
    return fences.sub(lambda match: "\n" * match[0].count("\n"), text)


def _formulas(prose: str) -> list[str]:
    return [
        f"line {_line(prose, paragraph)}: two dollar signs would turn the words between them into a "
        "formula. Write \\$ instead."
        for paragraph in re.finditer(r"(?:.+\n?)+", prose)
        if len(_DOLLARS.findall(paragraph[0])) > 1
    ]


def _headings(raw: str, prose: str) -> list[str]:
    found = []
    if not raw.lstrip("\ufeff\n ").startswith("# "):
        found.append(
            "does not begin with a title. Start it with one line '# Title', nothing above."
        )
    levels = [(len(m[1]), _line(prose, m)) for m in _HEADING.finditer(prose)]
    for (before, _), (now, line) in pairwise(levels):
        if now == 1:
            found.append(f"line {line}: a second title. Use ## for parts.")
        elif now > before + 1:
            found.append(
                f"line {line}: the heading jumps from level {before} to {now}. Screen readers "
                f"follow the levels: use {'#' * (before + 1)}."
            )
    return found


def _images(prose: str, folder: Path) -> list[str]:
    found = []
    for match in _IMAGE.finditer(prose):
        alt, target = match[1], unquote(match[2])
        where = f"line {_line(prose, match)}: the image {target[:60]}"
        if not alt.strip():
            found.append(f"{where} has no alt text. Say in a sentence what it shows.")
        if re.match(r"[a-z]+:", target):
            found.append(f"{where} is no file. Save it in images/ (with its licence).")
        elif not (folder / target).is_file():
            found.append(f"{where} does not exist. Check the name.")
        elif not target.startswith(("images/", "data/")):
            found.append(f"{where} would be left behind. Move it to images/.")
    return found


def _links(prose: str, part: Part) -> list[str]:
    found = []
    for match in _LINK.finditer(prose):
        target = unquote(match[1].partition("#")[0])
        where = f"line {_line(prose, match)}: the link to {target}"
        if not target or re.match(r"(https?|mailto):", target):
            continue
        built_from = (part.folder / target).with_suffix(".md")
        if part.is_assignment and ".." in Path(target).parts:
            found.append(
                f"{where} leaves the assignment's folder, which participants get alone. "
                "Name the page in words."
            )
        elif not (part.folder / target).exists() and not built_from.exists():
            found.append(f"{where} leads nowhere. Mend it.")
    return found


def _line(text: str, match: re.Match[str]) -> int:
    # A match that begins with white space is found on the line of its first visible letter.
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return text.count("\n", 0, start) + 1
