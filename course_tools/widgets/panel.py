"""A titled box on a page for what is shown or done there, with no answer of its own to save."""

from html import escape

import ipywidgets as w

from course_tools.widgets.page_style import PAGE_STYLE


def show_panel(name: str, title: str, *parts: w.Widget) -> None:
    """Put the parts on the page, in the same frame that forms have."""
    from IPython.display import display  # noqa: PLC0415

    head = w.HTML(f'{PAGE_STYLE}<div class="course-title">{escape(title)}</div>')
    box = w.VBox([head, *parts])
    box.add_class("course-question")
    box.add_class(f"course-q-{name}")
    display(box)  # type: ignore[no-untyped-call]


def words(html: str) -> w.HTML:
    """A paragraph in the page's own type."""
    return w.HTML(in_words(html))


def heard(html: str = "") -> w.HTML:
    """What a screen reader says whenever it changes.

    A live region must stay while its content changes, and ipywidgets replaces the content, so the
    JupyterLab extension makes the widget itself the region, by this class.
    """
    widget = w.HTML(html)
    widget.add_class("course-live")
    return widget


def in_words(html: str) -> str:
    """The HTML of a paragraph in the page's own type."""
    return f'<div class="course-words">{html}</div>'
