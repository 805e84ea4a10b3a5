"""What may stand on a page that staff or participants open: words and plain structure only."""

import base64
import binascii
import re
import secrets
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any

import nh3

from course_tools.grading import lighter  # noqa: F401 - before nbconvert

_TAGS = {
    *("p", "br", "hr", "div", "span", "strong", "b", "em", "i", "u", "s", "del", "sub", "sup"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "a", "code", "pre", "img"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
_PICTURE = re.compile(r"^data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$")
_HEADING = re.compile(r"<(/?)h([1-6])>")
# An attribute may hold "<" and ">" itself; older versions of nh3 leave them as they are.
_BARE_IMAGE = re.compile(r'<img(?:\s+(?!src=)[a-z]+="[^"]*")*\s*/?>')
# What looks like a tag, with or without its end; `_is_markup` says which are meant as one.
_TAG_LIKE = re.compile(r"<[^<>]*>?")
_TAG = re.compile(r"</?([a-z][a-z0-9]*)(\s[^<>]*)?/?>", re.IGNORECASE)
_RASTER = ("image/png", "image/jpeg", "image/gif")
LARGEST_PICTURE = 4_000_000  # letters of base64, about 3 MB
LONGEST_TEXT = 200_000  # letters; a 500-word paper has about 3,000
# Letters; a longer text is shown as it was typed. The Markdown reader's time grows with the square
# of the length for a text made to slow it: one second here, a minute for LONGEST_TEXT.
LONGEST_MARKDOWN = 30_000


def clean_html(html: str) -> str:
    """The same HTML with everything gone that could act, load or disguise itself.

    Gone: scripts, handlers, frames, forms, styles, classes, ids, remote pictures, and links other
    than http, https and mailto. Headings become small ones, so that a page keeps its outline.
    """
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "data"},
        clean_content_tags={"script", "style", "iframe", "object", "embed", "template", "svg"},
        link_rel="noopener noreferrer nofollow",
    )
    clean = _BARE_IMAGE.sub("<em>(a picture that is not shown)</em>", clean)
    return _HEADING.sub(lambda m: f"<{m[1]}h{max(4, int(m[2]))}>", clean)


def words_as_html(markdown: str, attachments: Mapping[str, Any] | None = None) -> str:
    """Markdown that anybody may have written, as clean HTML."""
    from nbconvert.filters.markdown_mistune import MarkdownWithMath  # noqa: PLC0415

    text = whole_text(markdown)[:LONGEST_TEXT]
    if len(text) > LONGEST_MARKDOWN:
        return f"<pre>{escape(text)}</pre>"
    pictures = sound_pictures(attachments)
    # A picture without its file would stop the page: the renderer raises for it.
    text = re.sub(
        r"attachment:([^\s)\"'>]*)",
        lambda m: m[0] if m[1] in pictures else "missing-picture",
        text,
    )
    renderer = _renderer()(escape=False, exclude_anchor_links=True, attachments=pictures)
    try:
        html = MarkdownWithMath(renderer=renderer).render(text)
    except Exception:  # a text made to break the Markdown reader is still a text
        html = f"<pre>{escape(text)}</pre>"
    return clean_html(html)


@cache
def _renderer() -> Any:
    from nbconvert.filters.markdown_mistune import IPythonRenderer  # noqa: PLC0415

    class WordsStay(IPythonRenderer):
        """“<a teacher>” is somebody's words, no tag: the cleaning would take them away."""

        def block_html(self, html: str) -> str:
            return str(super().block_html(_only_markup(html)))

        def inline_html(self, html: str) -> str:
            return str(super().inline_html(_only_markup(html)))

    return WordsStay


def _only_markup(html: str) -> str:
    return _TAG_LIKE.sub(lambda m: m[0] if _is_markup(m[0]) else escape(m[0]), html)


def _is_markup(tag: str) -> bool:
    found = _TAG.fullmatch(tag)
    if found is None or found[1].lower() not in _TAGS:
        return False
    return found[1].lower() != "a" or tag.startswith("</") or "href" in (found[2] or "").lower()


def sound_pictures(attachments: Mapping[str, Any] | None) -> dict[str, dict[str, str]]:
    """The attached pictures that are really raster pictures; drawings with code in them are not."""
    sound: dict[str, dict[str, str]] = {}
    for name, kinds in attachments.items() if isinstance(attachments, Mapping) else ():
        for kind in _RASTER:
            data = kinds.get(kind) if isinstance(kinds, Mapping) else None
            if isinstance(data, str) and len(data) <= LARGEST_PICTURE and _is_base64(data):
                sound[whole_text(str(name))] = {kind: "".join(data.split())}
                break
    return sound


def whole_text(text: str) -> str:
    """Text that can be written as UTF-8: half an emoji becomes the replacement sign."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def fresh_nonce(_: object = None) -> str:
    """A word that nobody can guess; only scripts that carry it may run on the grading page."""
    return secrets.token_urlsafe(18)


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return value if _PICTURE.match(value) else None
    if tag == "a" and name == "href":
        return value if re.match(r"^(https?://|mailto:)", value.strip(), re.IGNORECASE) else None
    return value


def _is_base64(data: str) -> bool:
    try:
        base64.b64decode("".join(data.split()), validate=True)
    except (ValueError, binascii.Error):
        return False
    return True
