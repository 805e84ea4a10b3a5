"""Rules for the words: readable in order, nothing from the network, nothing that ages."""

import re
from pathlib import Path

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)")
_HEADING = re.compile(r"^(#{1,6})\s+\S", re.MULTILINE)
_ACTIVE = re.compile(r"<\s*(script|iframe|object|embed|style|link|meta|form)\b|\son[a-z]+\s*=", re.I)
_LEFTOVER = re.compile(r"\[[VKC]\]|\bTODO\b|\bXXX\b|\bLorem ipsum\b")
_DOLLARS = re.compile(r"(?<!\\)\$")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATED = re.compile(
    rf"\b(due|deadline|hand in by|session \d)\b[^.\n]{{0,40}}\b{_MONTH}\b", re.IGNORECASE
)
_FEE = re.compile(r"\b(fee|fees|tuition|costs? to join|price of the course)\b[^.\n]{0,40}[$£€]\d")


def breaches(raw: str, folder: Path) -> list[str]:
    """What is wrong with a text, each with its line."""
    prose = _FENCE.sub(lambda m: "\n" * m[0].count("\n"), raw)
    found = _headings(prose) + _images(prose, folder) + _links(prose, folder)
    for pattern, remedy in (
        (_ACTIVE, "active or styling HTML. Use plain Markdown, <details> and tables only."),
        (_LEFTOVER, "a note to authors. Take it out, or check the fact and state it."),
        (_DATED, "a date. Dates belong to an edition: put it into modules/programmes/*.toml."),
        (_FEE, "a fee. Fees belong to an edition, never into a lesson."),
    ):
        found += [f"line {_line(prose, m)}: {m[0].strip()!r} is {remedy}" for m in pattern.finditer(prose)]
    for paragraph in re.finditer(r"(?:.+\n?)+", prose):
        if len(_DOLLARS.findall(paragraph[0])) > 1:
            found.append(
                f"line {_line(prose, paragraph)}: two dollar signs would turn the words between "
                "them into a formula. Write \\$ instead."
            )
    return found


def _headings(prose: str) -> list[str]:
    levels = [(len(m[1]), _line(prose, m)) for m in _HEADING.finditer(prose)]
    if not levels or levels[0][0] != 1:
        return ["does not begin with a title. Start it with one line '# Title'."]
    found = []
    for (before, _), (now, line) in zip(levels, levels[1:], strict=False):
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
        alt, target = match[1], match[2]
        where = f"line {_line(prose, match)}: the image {target}"
        if not alt.strip():
            found.append(f"{where} has no alt text. Say in a sentence what it shows.")
        if re.match(r"[a-z]+:", target):
            found.append(f"{where} comes from elsewhere. Save it in images/ (with its licence).")
        elif not (folder / target).exists():
            found.append(f"{where} does not exist. Check the name.")
    return found


def _links(prose: str, folder: Path) -> list[str]:
    found = []
    for match in _LINK.finditer(prose):
        target = match[1].partition("#")[0]
        if not target or re.match(r"(https?|mailto):", target):
            continue
        built_from = (folder / target).with_suffix(".md")
        if not (folder / target).exists() and not built_from.exists():
            found.append(f"line {_line(prose, match)}: the link to {target} leads nowhere. Mend it.")
    return found


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1
